"""Any image file comes in upright, as 8-bit RGB, or is refused in one clear sentence."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from PIL import ExifTags, Image, ImageOps

from annotations.errors import ImageError
from annotations.imaging import jpeg
from annotations.imaging.kinds import IMAGE_SUFFIXES, unread_message
from annotations.imaging.reading import image_size, list_images, read_image, unread_below
from annotations.imaging.remarks import remark


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
def test_exif_orientation_is_applied_to_pixels_and_size_alike(
    tmp_path: Path, suffix: str, orientation: int
) -> None:
    pixels = np.zeros((6, 10, 3), np.uint8)
    pixels[:2, :3], pixels[4:, 8:, 0] = 255, 200
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    path = tmp_path / f"photo.{suffix}"
    Image.fromarray(pixels).save(path, exif=exif)
    upright = read_image(path)
    with Image.open(path) as file:
        assert np.array_equal(upright, np.asarray(ImageOps.exif_transpose(file).convert("RGB")))
    assert upright.shape[:2] == image_size(path) == ((10, 6) if orientation >= 5 else (6, 10))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I", "F", "I;16"])
def test_every_kind_of_pixel_becomes_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "image.tif"
    Image.new(mode, (5, 4)).save(path)
    pixels = read_image(path)
    assert (pixels.shape, pixels.dtype, pixels.flags.c_contiguous) == ((4, 5, 3), np.uint8, True)


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_are_scaled_to_the_range_that_is_used(tmp_path: Path, suffix: str) -> None:
    values = np.linspace(1000, 4095, 600).reshape(20, 30).astype(np.uint16)
    Image.fromarray(values).save(tmp_path / f"grey.{suffix}")
    grey = read_image(tmp_path / f"grey.{suffix}")
    assert (grey.min(), grey.max()) == (0, 255)
    assert np.all(np.diff(grey[..., 0].reshape(-1).astype(int)) >= 0)
    colour = np.stack([values, values // 2, values * 0], axis=-1)  # OpenCV writes blue, green, red
    cv2.imwrite(str(tmp_path / f"colour.{suffix}"), colour)
    red, green, blue = read_image(tmp_path / f"colour.{suffix}")[-1, -1]
    assert (red, blue) == (0, 255)
    assert 120 < green < 135


def test_values_that_are_no_number_are_black(tmp_path: Path) -> None:
    values = np.ones((4, 5), np.float32)
    values[0, 0], values[1, 1] = np.nan, 3
    Image.fromarray(values).save(tmp_path / "float.tif")
    assert read_image(tmp_path / "float.tif")[0, 0].tolist() == [0, 0, 0]


def test_bad_files_are_refused_by_name_and_reason(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    for suffix in ("png", "jpg"):
        path = tmp_path / f"whole.{suffix}"
        Image.fromarray(noise).save(path)
        (tmp_path / f"cut.{suffix}").write_bytes(path.read_bytes()[:5000])
    (tmp_path / "text.jpg").write_text("not an image")
    (tmp_path / "empty.png").write_bytes(b"")
    for name, reason in {
        "cut.png": "damaged or cut off",
        "cut.jpg": "damaged or cut off",
        "text.jpg": "not an image",
        "empty.png": "not an image",
        "missing.png": "no such file",
        ".": "a folder, not a file",
    }.items():
        with pytest.raises(ImageError, match=reason) as caught:
            read_image(tmp_path / name)
        assert str(caught.value).startswith(str(tmp_path / name))
    assert image_size(tmp_path / "cut.png") == (200, 200)


def test_an_image_beyond_the_limit_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("L", (300, 200)).save(path)
    for read in (read_image, image_size):
        with pytest.raises(ImageError, match="too large: 300 x 200 pixels"):
            read(path, pixel_limit=59_999)
        read(path, pixel_limit=60_000)


def test_damaged_headers_never_raise_anything_but_an_image_error(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    for suffix in ("png", "jpg", "tif", "gif", "bmp", "webp"):
        path = tmp_path / f"image.{suffix}"
        Image.new("RGB", (20, 20), (200, 10, 10)).save(path)
        whole = np.frombuffer(path.read_bytes(), np.uint8)
        for _ in range(60):
            broken = whole.copy()
            broken[random.integers(0, min(len(broken), 200), 4)] = random.integers(0, 255, 4)
            path.write_bytes(broken.tobytes())
            for read in (read_image, image_size):
                with suppress(ImageError):
                    read(path, pixel_limit=10_000_000)


def test_listing_is_recursive_in_natural_order_without_hidden_files(photos: Path) -> None:
    (photos / "notes.txt").write_text("no image")
    (photos / ".hidden.png").write_bytes(b"")
    (photos / ".cache").mkdir()
    (photos / ".cache" / "x.png").write_bytes(b"")
    (photos / "a10.PNG").write_bytes(b"")
    names = [path.relative_to(photos).as_posix() for path in list_images(photos)]
    assert names == ["a1.png", "a2.png", "a10.PNG", "sub/a10.jpg"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="no such file or folder"):
        list_images(tmp_path / "missing")


@pytest.mark.parametrize(("more", "refused"), [(0, False), (20, False), (3000, True)])
def test_a_jpeg_of_very_many_scans_is_refused_before_it_is_decoded(
    tmp_path: Path, more: int, refused: bool
) -> None:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(made, "JPEG", progressive=True)
    plain = made.getvalue()
    scan = plain[plain.rfind(b"\xff\xda") : -2]
    path = tmp_path / "a.jpg"
    path.write_bytes(plain[:-2] + scan * more + plain[-2:] + b"\xff\xda" * 3000)  # a film, for example
    if refused:
        with pytest.raises(ImageError, match="more than 100 scans"):
            image_size(path)
        with pytest.raises(ImageError, match="more than 100 scans"):
            read_image(path)
    else:
        assert read_image(path).shape == (64, 64, 3)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_without_its_last_bytes_is_read_if_all_its_pixels_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, progressive: bool
) -> None:
    pixels = np.random.default_rng(2).integers(0, 255, (40, 60, 3), np.uint8)
    whole, path = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    Image.fromarray(pixels).convert(mode).save(whole, progressive=progressive)
    content = whole.read_bytes()
    assert remark(whole) == ""
    path.write_bytes(content[:-2])
    assert np.array_equal(read_image(path), read_image(whole))
    assert "end mark of this file is missing" in remark(path)
    path.write_bytes(content + b"\0" * 40 + b"\xff\xda more")  # something after the end is no matter
    assert np.array_equal(read_image(path), read_image(whole))
    assert remark(path) == ""
    for missing in (3, 6, 12, 40, 300):
        path.write_bytes(content[:-missing])
        with monkeypatch.context() as patch:
            patch.delattr(jpeg, "completed")
            assert image_size(path) == (40, 60)
        if missing < 300:
            with suppress(ImageError):
                assert np.array_equal(read_image(path), read_image(whole))
        else:
            with pytest.raises(ImageError, match="cut off"):
                read_image(path)


def test_a_phones_photo_without_its_last_bytes_is_read_and_that_is_said(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.jpg", tmp_path / "cut.jpg"
    pages = [Image.new("RGB", (60, 40), color) for color in ("red", "blue")]
    pages[0].save(whole, "MPO", save_all=True, append_images=pages[1:])
    content = whole.read_bytes()
    path.write_bytes(content[: content.index(b"\xff\xd9")])
    assert remark(whole) == ""
    assert np.array_equal(read_image(path), read_image(whole))
    assert "end mark of this file is missing" in remark(path)


@pytest.mark.parametrize(
    ("name", "count"), [("a.tif", 20), ("a.gif", 3), ("a.webp", 3), ("a.png", 3), ("b.tif", 1), ("b.gif", 1)]
)
def test_how_many_images_a_file_has_is_said(tmp_path: Path, name: str, count: int) -> None:
    pages = [Image.new("L", (9, 7), n * 9) for n in range(count)]
    pages[0].save(tmp_path / name, save_all=True, append_images=pages[1:])
    said = f"Image 1 of {count} in this file is shown; the others are not read." if count > 1 else ""
    assert remark(tmp_path / name) == said


@pytest.mark.parametrize(
    ("shape", "axes", "count"), [((5, 3, 7, 9), "TCYX", 5), ((3, 7, 9), "CYX", 1), ((4, 7, 9), "ZYX", 4)]
)
def test_channels_are_no_further_images(
    tmp_path: Path, shape: tuple[int, ...], axes: str, count: int
) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.zeros(shape, np.uint16), imagej=True, metadata={"axes": axes})
    assert remark(tmp_path / "a.tif").startswith(f"Image 1 of {count} " if count > 1 else "")
    assert bool(remark(tmp_path / "a.tif")) == (count > 1)


@pytest.mark.parametrize("suffix", ["jfif", "jpe", "avif", "jp2", "jpf", "j2c", "lsm", "pnm"])
def test_less_usual_kinds_are_listed_and_read(tmp_path: Path, suffix: str) -> None:
    if f".{suffix}" not in IMAGE_SUFFIXES:
        pytest.skip("this Pillow cannot read it")
    made = io.BytesIO()
    kinds = {"jfif": "JPEG", "jpe": "JPEG", "avif": "AVIF", "lsm": "TIFF", "pnm": "PPM"}
    Image.new("RGB", (50, 40), (200, 10, 10)).save(made, kinds.get(suffix, "JPEG2000"))
    (tmp_path / f"a.{suffix.upper()}").write_bytes(made.getvalue())
    (path,) = list_images(tmp_path)
    assert image_size(path) == (40, 50)
    assert np.abs(read_image(path)[20, 20].astype(int) - (200, 10, 10)).max() < 12


def test_images_of_kinds_that_are_not_read_are_counted(tmp_path: Path) -> None:
    for name in ("a.heic", "b.HEIC", "c.dcm", "d.npy", "d_seg.npy", ".e.heic", "f.txt", "f.pdf", "sub/g.dng"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = unread_below(tmp_path)
    assert dict(found) == {"HEIC": 2, "DICOM": 1, "NumPy": 1, "raw photographs": 1}
    assert unread_message(found).startswith("5 files are of kinds that are not read: HEIC, ")


@pytest.mark.parametrize(
    "suffix",
    [
        *("ndpi", "scn", "mrxs", "qptiff", "stk", "ims", "oir", "nrrd", "mrc", "fits", "h5", "btf"),
        *("srw", "pef"),
    ],
)
def test_images_of_microscopes_and_cameras_that_are_not_read_are_counted(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").touch()
    assert unread_below(tmp_path).total() == 1


@pytest.mark.parametrize("suffix", ["svg", "ico", "pdf", "txt"])
def test_files_that_lie_beside_images_for_other_reasons_are_not_counted(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").touch()
    assert not unread_below(tmp_path)


def test_signed_bytes_grow_from_black_to_white(tmp_path: Path) -> None:
    ramp = np.tile(np.arange(-128, 128, 2, dtype=np.int8), (9, 1))
    tifffile.imwrite(tmp_path / "a.tif", ramp)
    shown = read_image(tmp_path / "a.tif")[0, :, 0].astype(int)
    assert (shown[0], shown[-1]) == (0, 255)
    assert (np.diff(shown) > 0).all()


def test_links_to_folders_are_followed_but_never_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    Image.new("L", (4, 4)).save(tmp_path / "far/a.png")
    own = tmp_path / "own"
    (own / "sub").mkdir(parents=True)
    (own / "set").symlink_to(tmp_path / "far")
    (own / "sub/again").symlink_to(tmp_path / "far")
    (own / "sub/up").symlink_to(own)
    (own / "root").symlink_to(tmp_path)
    (tmp_path / "far/back").symlink_to(own)
    assert list_images(own) == [own / "set/a.png"]
