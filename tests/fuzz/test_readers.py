"""No reader crashes, grows or leaves its folder, whatever the files say."""

from __future__ import annotations

import json
import os
import struct
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from annotations.errors import AnnotationError, ImageError
from annotations.exporting import export
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import FORMATS
from annotations.imaging.reading import image_size, read_channels, read_image
from annotations.masks import Mask
from tests.fuzz import targets
from tests.fuzz.guard import watched
from tests.fuzz.mutations import changed, places
from tests.fuzz.seeds import images

FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OF_JSON = (
    *("coco", "cityscapes", "labelme"),
    *("geojson", "coco-panoptic", "datumaro", "label-studio", "via"),
)
scraps = st.sampled_from(
    [b"", b"\0", b"[", b"]", b"{", b"}", b'"', b",", b"-1", b"1e999", b"NaN", b"../", b"\xff", b"null"]
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from([-1, 0, 2**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@contextmanager
def memory_folder() -> Iterator[Path]:
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        root = Path(name).resolve() / "set"
        root.mkdir()
        Image.new("RGB", targets.SIZE[::-1]).save(root.parent / targets.SECRET)
        yield root


@cache
def seeds(name: str) -> targets.Files:
    with tempfile.TemporaryDirectory() as folder:
        return targets.seeds(name, Path(folder))


def changeable(name: str) -> list[str]:
    """The files of a format that say what is in an image."""
    chosen = [
        file for file in seeds(name) if file.rpartition(".")[2] in ("json", "geojson", "txt", "yaml", "xml")
    ]
    return sorted(chosen or [file for file in seeds(name) if "label" in file or "masks" in file])


@pytest.mark.parametrize("name", FORMATS)
def test_the_seeds_are_read_whole(name: str) -> None:
    with memory_folder() as root:
        targets.put(seeds(name), root)
        assert targets.take(name, root)


@pytest.mark.parametrize("name", FORMATS)
@FAST
@given(data=st.data())
def test_bytes_may_be_anything(name: str, data: st.DataObject) -> None:
    files = dict(seeds(name))
    chosen = data.draw(st.sampled_from(sorted(files)))
    content = files[chosen]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    files[chosen] = content[:start] + data.draw(scraps | st.binary(max_size=8)) + content[end:]
    with memory_folder() as root:
        targets.put(files, root)
        targets.take(name, root)


@pytest.mark.parametrize("name", OF_JSON)
@FAST
@given(data=st.data())
def test_every_value_of_a_json_file_may_be_anything(name: str, data: st.DataObject) -> None:
    files = dict(seeds(name))
    chosen = data.draw(st.sampled_from([file for file in changeable(name) if file.endswith("json")]))
    document = json.loads(files[chosen])
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(list(places(document))))
        document = changed(document, way, data.draw(values))
    files[chosen] = json.dumps(document).encode()
    with memory_folder() as root:
        targets.put(files, root)
        targets.take(name, root)


@pytest.mark.parametrize("name", ["yolo", "voc"])
@FAST
@given(data=st.data())
def test_every_line_may_be_anything(name: str, data: st.DataObject) -> None:
    files = dict(seeds(name))
    chosen = data.draw(st.sampled_from([file for file in changeable(name) if not file.endswith(".json")]))
    words = st.sampled_from(
        ["0", "-1", "1e308", "nan", "inf", "0.5", "names:", "[", "&a", "*a", "!!python/object:os.system", ":"]
    )
    lines = data.draw(st.lists(st.lists(words | st.text(max_size=4), max_size=9).map(" ".join), max_size=5))
    files[chosen] = "\n".join(lines).encode(errors="replace")
    with memory_folder() as root:
        targets.put(files, root)
        targets.take(name, root)


@pytest.mark.parametrize("name", ["coco", "labelme"])
@pytest.mark.parametrize("said", targets.names_that_leave())
def test_no_name_leads_out_of_the_folder(name: str, said: str) -> None:
    files = dict(seeds(name))
    chosen = next(file for file in changeable(name) if file.endswith(".json"))
    document = json.loads(files[chosen])
    if name == "coco":
        document["images"][0]["file_name"] = said
    else:
        document["imagePath"] = said
    files[chosen] = json.dumps(document).encode()
    with memory_folder() as root:
        targets.put(files, root)
        (root / "link").symlink_to(root.parent)
        targets.take(name, root)


@pytest.mark.parametrize("name", FORMATS)
def test_no_name_of_an_image_or_category_leads_an_export_out_of_its_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "0.png"
    Image.new("RGB", targets.SIZE[::-1]).save(image)
    mask = Mask.from_array(np.eye(*targets.SIZE, dtype=np.bool_))
    named = [said for said in targets.names_that_leave() if "\0" not in said]
    of_names = tuple(
        ImageAnnotations(image, said, *targets.SIZE[::-1], (AnnotatedInstance(mask, said or "a"),))
        for said in named
    )
    place = tmp_path / "a" / "b"
    place.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))  # unfinished files are listed there
    with watched(place, may_write=True, also=image), suppress(AnnotationError):
        export(Dataset(of_names, tuple(named)), name, place / f"out{FORMATS[name].suffix}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.png", "a"]


@pytest.mark.parametrize("name", FORMATS)
def test_links_to_files_and_folders_outside_are_not_followed(name: str) -> None:
    for chosen in sorted(seeds(name)):
        with memory_folder() as root:
            targets.put(seeds(name), root)
            (root / chosen).unlink()
            (root / chosen).symlink_to(root.parent / targets.SECRET)
            targets.take(name, root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", FORMATS)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(name: str) -> None:
    for chosen in sorted(seeds(name)):
        if name == "coco" and chosen.endswith(".json"):
            continue  # the person named it, and may mean a pipe
        with memory_folder() as root:
            targets.put(seeds(name), root)
            (root / chosen).unlink()
            os.mkfifo(root / chosen)
            targets.take(name, root)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("picture", sorted(targets.strange_images()))
def test_strange_pictures_in_any_place_are_taken_or_refused_in_little_memory(name: str, picture: str) -> None:
    content = targets.strange_images()[picture]
    for chosen in [file for file in sorted(seeds(name)) if file.endswith(".png")]:
        with memory_folder() as root:
            targets.put(seeds(name) | {chosen: content}, root)
            tracemalloc.start()
            targets.take(name, root)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert peak < 100 * 2**20


def test_a_mask_picture_that_unpacks_to_very_much_is_refused_by_its_header() -> None:
    files = dict(seeds("labelme"))
    document = json.loads(files["0.json"])
    document["shapes"][0] |= {
        "shape_type": "mask",
        "mask": targets.encoded(targets.strange_images()["bomb.png"]),
    }
    files["0.json"] = json.dumps(document).encode()
    with memory_folder() as root:
        targets.put(files, root)
        reader = FORMATS["labelme"].reader
        assert reader is not None
        assert ["larger than the image" in p.reason for p in reader(root, None).problems] == [True]


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("layout", ["strips", "tiles"])
def test_deep_tiled_and_many_channel_tiff_is_read(
    tmp_path: Path, channels: int, kind: type[np.generic], layout: str
) -> None:
    shape = (64, 48, channels) if channels > 1 else (64, 48)
    pixels = np.random.default_rng(0).integers(0, np.iinfo(kind).max, shape).astype(kind)  # type: ignore[type-var]
    more: dict[str, Any] = {"tile": (32, 32)} if layout == "tiles" else {}
    photometric = "rgb" if channels in (3, 4) else "minisblack"
    tifffile.imwrite(
        tmp_path / "a.tif",
        pixels,
        photometric=photometric,
        planarconfig="contig" if channels > 1 else None,
        **more,
    )
    assert read_image(tmp_path / "a.tif").shape == (64, 48, 3)
    assert image_size(tmp_path / "a.tif") == (64, 48)


def test_polygons_for_an_image_that_is_smaller_are_refused_before_they_are_painted() -> None:
    files = dict(seeds("cityscapes"))
    chosen = next(file for file in sorted(files) if file.endswith("_polygons.json"))
    document = json.loads(files[chosen]) | {"imgHeight": 10_000, "imgWidth": 10_000}
    files[chosen] = json.dumps(document).encode()
    with memory_folder() as root:
        targets.put(files, root)
        tracemalloc.start()
        targets.take("cityscapes", root)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 20 * 2**20


@pytest.mark.parametrize("packing", [1, 5, 8, 50000])
def test_a_tiff_that_unpacks_to_very_much_is_refused_in_little_memory(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "bomb.tif"
    tifffile.imwrite(path, np.zeros((300, 200), np.uint16), compression="zlib", rowsperstrip=300)
    with tifffile.TiffFile(path, mode="r+b") as file:
        tags = file.pages[0].tags
        for tag, value in ((256, 20_000), (257, 19_000), (259, packing), (278, 19_000)):
            tags[tag].overwrite(value)
    tracemalloc.start()
    with pytest.raises(ImageError, match=r"too short|cut off|damaged"):
        read_image(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**20


def test_a_deep_png_that_says_a_part_of_it_is_very_long_is_refused_in_little_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    whole = images()["deep.png"]
    begin = whole.index(b"IDAT") - 4
    for said in (0x03484804, 2**31 - 1):
        (tmp_path / "a.png").write_bytes(whole[:begin] + struct.pack(">I", said) + whole[begin + 4 :])
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(ImageError, match="cut off"):
            read_image(tmp_path / "a.png")
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 2**10


@cache
def pictures() -> targets.Files:
    return images()


@FAST
@given(data=st.data())
def test_any_picture_file_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(pictures())))
    content = pictures()[name]
    start = data.draw(st.integers(0, len(content)))
    changed_bytes = (
        content[:start] + data.draw(st.binary(max_size=6)) + content[start + data.draw(st.integers(0, 6)) :]
    )
    with memory_folder() as root:
        (root / name).write_bytes(changed_bytes)
        with watched(root), suppress(ImageError):
            height, width, channels = read_channels(root / name, pixel_limit=10**6).shape
            assert read_image(root / name, pixel_limit=10**6).shape == (height, width, 3)
            assert image_size(root / name) == (height, width) and channels
