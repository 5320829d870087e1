"""TIFF of any depth, number of channels, layout and usual packing comes in as it was written by others."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import ImageError
from annotations.imaging.reading import image_size, read_channels, read_image

LAYOUTS: dict[str, dict[str, Any]] = {
    "strips": {"rowsperstrip": 7},
    "tiles": {"tile": (16, 32)},
    "big": {"bigtiff": True},
    "deflate": {"compression": "zlib", "rowsperstrip": 9},
    "deflated tiles": {"compression": "zlib", "tile": (32, 16), "predictor": 2},
}
KINDS = ["u1", "u2", "i4", "f2", "f8"]


def noise(kind: str, *shape: int) -> NDArray[Any]:
    random = np.random.default_rng(len(shape))
    if kind.startswith("f"):
        return random.normal(0, 100, shape).astype(kind)
    info = np.iinfo(kind)
    return random.integers(info.min, info.max, shape, kind, endpoint=True)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("channels", [2, 5, 7])
@pytest.mark.parametrize("kind", KINDS)
def test_channels_come_as_they_were_written(
    tmp_path: Path, kind: str, channels: int, planar: str, layout: str
) -> None:
    options = dict(LAYOUTS[layout])
    if kind.startswith("f"):
        options.pop("predictor", None)
    pixels = noise(kind, 45, 38, channels)
    path = tmp_path / "a.tif"
    written = pixels if planar == "contig" else np.moveaxis(pixels, 2, 0)
    for order in "<>":
        tifffile.imwrite(
            path, written, photometric="minisblack", planarconfig=planar, byteorder=order, **options
        )
        read = read_channels(path)
        assert read.dtype == np.dtype(kind) and np.array_equal(read, pixels)
        assert image_size(path) == (45, 38)
        assert read_image(path).shape == (45, 38, 3)


@pytest.mark.parametrize("kind", ["u2", "f4"])
def test_one_channel_and_colours_come_as_they_were_written(tmp_path: Path, kind: str) -> None:
    grey, colour = noise(kind, 20, 30), noise(kind, 20, 30, 3)
    tifffile.imwrite(tmp_path / "grey.tif", grey)
    tifffile.imwrite(tmp_path / "colour.tif", colour, photometric="rgb")
    assert np.array_equal(read_channels(tmp_path / "grey.tif"), grey[..., None])
    assert np.array_equal(read_channels(tmp_path / "colour.tif"), colour)
    assert np.ptp(read_image(tmp_path / "grey.tif"), axis=2).max() == 0


@pytest.mark.parametrize(("mode", "predictor"), [("I;16", 1), ("I;16", 2), ("F", 1), ("F", 3), ("I", 2)])
@pytest.mark.parametrize("packing", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "zstd"])
def test_what_libtiff_packed_is_unpacked(tmp_path: Path, mode: str, predictor: int, packing: str) -> None:
    pixels = noise({"I;16": "u2", "F": "f4", "I": "i4"}[mode], 60, 41)
    pixels[10:30] = 7
    predictors = {} if packing == "packbits" else {317: predictor}
    Image.fromarray(pixels).save(tmp_path / "a.tif", compression=packing, tiffinfo=predictors)
    assert np.array_equal(read_channels(tmp_path / "a.tif")[..., 0], pixels)


def test_what_opencv_packed_is_unpacked(tmp_path: Path) -> None:
    pixels = noise("u2", 60, 41, 3)
    cv2.imwrite(str(tmp_path / "a.tif"), pixels[..., ::-1])
    assert np.array_equal(read_channels(tmp_path / "a.tif"), pixels)


def test_seven_channels_packed_by_lzw_are_unpacked(tmp_path: Path) -> None:
    pixels = noise("u2", 40, 50, 7) % 50
    packed = lzw(pixels.astype("<u2").tobytes())
    tags = {256: 50, 257: 40, 259: 5, 277: 7, 278: 40, 279: len(packed)}
    write(tmp_path / "a.tif", tags, packed)
    assert np.array_equal(read_channels(tmp_path / "a.tif"), pixels)


def lzw(content: bytes) -> bytes:
    """The bytes as libtiff packs them: the strip of a grey picture."""
    file = io.BytesIO()
    Image.frombytes("L", (len(content), 1), content).save(file, "TIFF", compression="tiff_lzw")
    file.seek(0)
    with tifffile.TiffFile(file) as made:
        page = made.pages[0]
        (offset,), (count,) = page.dataoffsets, page.databytecounts
    return file.getvalue()[offset : offset + count]


@pytest.mark.parametrize("kind", ["u1", "u2"])
def test_channels_in_pages_are_found_as_imagej_and_ome_say(tmp_path: Path, kind: str) -> None:
    stack = noise(kind, 2, 3, 4, 20, 30)  # times, depths, channels
    tifffile.imwrite(tmp_path / "imagej.tif", stack, imagej=True, metadata={"axes": "TZCYX"})
    tifffile.imwrite(tmp_path / "a.ome.tif", stack, metadata={"axes": "TZCYX"})
    tifffile.imwrite(tmp_path / "b.ome.tif", np.moveaxis(stack, 2, 1), metadata={"axes": "TCZYX"})
    for name in ("imagej.tif", "a.ome.tif", "b.ome.tif"):
        assert np.array_equal(read_channels(tmp_path / name), np.moveaxis(stack[0, 0], 0, 2)), name
        assert image_size(tmp_path / name) == (20, 30)


def test_pages_that_nobody_calls_channels_are_not(tmp_path: Path) -> None:
    stack = noise("u2", 3, 20, 30)
    tifffile.imwrite(tmp_path / "a.tif", stack, photometric="minisblack", metadata=None)
    assert np.array_equal(read_channels(tmp_path / "a.tif"), stack[0][..., None])


def test_alpha_is_dropped_and_a_channel_without_a_name_is_kept(tmp_path: Path) -> None:
    pixels = noise("u2", 20, 30, 4)
    for extra, channels in (("unassalpha", 3), ("unspecified", 4)):
        tifffile.imwrite(tmp_path / "a.tif", pixels, photometric="rgb", extrasamples=[extra])
        assert np.array_equal(read_channels(tmp_path / "a.tif"), pixels[..., :channels])


def test_where_the_least_is_white_it_is_turned_round(tmp_path: Path) -> None:
    pixels = noise("u2", 20, 30)
    tifffile.imwrite(tmp_path / "a.tif", pixels, photometric="miniswhite")
    assert np.array_equal(read_channels(tmp_path / "a.tif")[..., 0], 65535 - pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_deep_pictures_are_turned_upright(tmp_path: Path, orientation: int) -> None:
    pixels = noise("u1", 12, 20, 3)
    Image.fromarray(pixels).save(tmp_path / "eight.png", exif=exif(orientation))
    tifffile.imwrite(
        tmp_path / "deep.tif",
        pixels.astype(np.uint16),
        photometric="rgb",
        extratags=[(274, 3, 1, orientation, True)],
    )
    assert np.array_equal(read_channels(tmp_path / "deep.tif"), read_image(tmp_path / "eight.png"))
    assert image_size(tmp_path / "deep.tif") == image_size(tmp_path / "eight.png")


def exif(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[274] = orientation
    return made


def test_the_first_three_channels_are_red_green_and_blue_of_two_blue_is_black(tmp_path: Path) -> None:
    pixels = noise("u1", 20, 30, 5)
    for channels in (2, 5):
        tifffile.imwrite(
            tmp_path / "a.tif", pixels[..., :channels], photometric="minisblack", planarconfig="contig"
        )
        shown = read_image(tmp_path / "a.tif")
        assert np.array_equal(shown[..., :2], pixels[..., :2])
        assert np.array_equal(shown[..., 2], pixels[..., 2] if channels == 5 else pixels[..., 2] * 0)


def test_channels_that_are_no_colours_are_scaled_each_by_itself(tmp_path: Path) -> None:
    pixels = np.stack([np.linspace(0, high, 600).reshape(20, 30) for high in (100, 60000, 3)], axis=2)
    tifffile.imwrite(tmp_path / "a.tif", pixels.astype("u2"), photometric="minisblack", planarconfig="contig")
    assert read_image(tmp_path / "a.tif").max(axis=(0, 1)).tolist() == [255, 255, 255]
    tifffile.imwrite(tmp_path / "a.tif", pixels.astype("u2"), photometric="rgb")
    assert read_image(tmp_path / "a.tif").max(axis=(0, 1)).tolist() == [0, 255, 0]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_pictures_of_eight_bits_have_one_channel_or_three(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (5, 4), 1).save(tmp_path / "a.png")
    channels = 1 if mode in ("1", "L", "LA") else 3
    read = read_channels(tmp_path / "a.png")
    assert (read.shape, read.dtype) == ((4, 5, channels), np.uint8)


def test_deep_png_keeps_its_values(tmp_path: Path) -> None:
    pixels = noise("u2", 20, 30, 3)
    cv2.imwrite(str(tmp_path / "colour.png"), pixels[..., ::-1])
    Image.fromarray(pixels[..., 0]).save(tmp_path / "grey.png")
    assert np.array_equal(read_channels(tmp_path / "colour.png"), pixels)
    assert np.array_equal(read_channels(tmp_path / "grey.png"), pixels[..., :1])


def test_deep_png_keeps_its_values_whatever_else_it_carries(tmp_path: Path) -> None:
    pixels = noise("u2", 20, 30, 3)
    content = cv2.imencode(".png", pixels[..., ::-1])[1].tobytes()
    at = content.index(b"IDAT") - 4
    for name, body in ((b"tEXt", b"a\0b"), (b"acTL", struct.pack(">II", 1, 0)), (b"gAMA", bytes(4))):
        check = struct.pack(">I", zlib.crc32(name + body))
        content = content[:at] + struct.pack(">I", len(body)) + name + body + check + content[at:]
    (tmp_path / "a.png").write_bytes(content)
    assert np.array_equal(read_channels(tmp_path / "a.png"), pixels)


def test_too_many_values_are_refused_before_they_are_read(tmp_path: Path) -> None:
    tifffile.imwrite(
        tmp_path / "a.tif", noise("u2", 20, 30, 9), photometric="minisblack", planarconfig="contig"
    )
    for read in (read_channels, read_image, image_size):
        with pytest.raises(ImageError, match="too large: 30 x 20 pixels of 9 channels"):
            read(tmp_path / "a.tif", pixel_limit=1349)
        with pytest.raises(ImageError, match="too large: 30 x 20 pixels, the limit"):
            read(tmp_path / "a.tif", pixel_limit=599)
        read(tmp_path / "a.tif", pixel_limit=1350)


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({256: 20000, 257: 20000}, "too short for its pixels"),
        ({278: 1}, "strips or tiles are missing"),
        ({259: 7}, "its compression, number 7, is not supported"),
        ({257: 30}, "too short for its pixels"),
        ({339: 6}, "of an unsupported kind"),
        ({317: 9}, "its predictor is not supported"),
        ({273: 2**31}, "is cut off"),
        ({322: 60000, 323: 60000, 324: 8, 325: 8}, "tile size is invalid"),
    ],
)
def test_a_header_that_lies_is_refused_in_one_sentence(
    tmp_path: Path, tags: dict[int, int], reason: str
) -> None:
    write(tmp_path / "a.tif", tags)
    with pytest.raises(ImageError, match=reason):
        read_channels(tmp_path / "a.tif")


def test_parts_that_all_lie_at_one_place_are_not_read_again_and_again(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((400, 2), np.uint16), compression="zlib", rowsperstrip=1)
    content = bytearray((tmp_path / "a.tif").read_bytes())
    with tifffile.TiffFile(tmp_path / "a.tif") as file:
        tag = file.pages[0].tags[279]
    size = tag.valuebytecount // 400
    content[tag.valueoffset : tag.valueoffset + 400 * size] = len(content).to_bytes(size, "little") * 400
    (tmp_path / "a.tif").write_bytes(content)
    with pytest.raises(ImageError, match="overlap"):
        read_channels(tmp_path / "a.tif")


def write(path: Path, tags: dict[int, int], content: bytes = bytes(24)) -> None:
    """A grey picture of 4 x 3 pixels of 16 bits, with these tags otherwise."""
    said = {256: 4, 257: 3, 258: 16, 259: 1, 262: 1, 273: 8, 277: 1, 278: 3, 279: 24} | tags
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(said.items()))
    head = struct.pack("<2sHI", b"II", 42, 8 + len(content)) + content
    path.write_bytes(head + struct.pack("<H", len(said)) + entries + bytes(4))
