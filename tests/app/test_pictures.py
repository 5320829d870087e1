"""Pictures of images: of a large one a coarse picture first, then all of it from files, the same as in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from annotations.imaging.reading import read_image
from annotations.imaging.strips import read_parts
from app.rendering import pictures, spilled_levels
from app.rendering.pictures import Picture, PictureLoader, make_picture

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@pytest.fixture
def pixels() -> Pixels:
    y, x = np.mgrid[:1301, :2003]
    return np.stack([x % 251, y % 241, (x + y) % 239], axis=2).astype(np.uint8)


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pictures, "LARGE", 1_000_000)
    monkeypatch.setattr(
        spilled_levels.platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache")
    )


def loaded(qtbot: QtBot, path: Path, count: int) -> list[Picture]:
    loader = PictureLoader()
    found: list[Picture] = []
    loader.loaded.connect(lambda _path, picture: found.append(picture))
    assert loader.request(path) is None
    qtbot.waitUntil(lambda: len(found) == count, timeout=10_000)
    assert loader.request(path) is found[-1]
    loader.wait()
    return found


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_a_large_picture_from_files_is_the_one_from_memory(
    qtbot: QtBot, tmp_path: Path, pixels: Pixels, suffix: str
) -> None:
    path = tmp_path / f"large{suffix}"
    Image.fromarray(pixels).save(path)
    coarse, picture = loaded(qtbot, path, 2)
    assert not coarse.complete and picture.refines(coarse)
    expected = make_picture(pixels)
    assert picture.complete
    assert all(isinstance(array, np.memmap) for array in picture.arrays)
    assert [array.tolist() for array in picture.arrays[1:]] == [
        array.tolist() for array in expected.arrays[1:]
    ]
    assert (picture.arrays[0] == expected.arrays[0]).all()
    assert (picture.pixels((30, 1200, 50, 1301)) == pixels[1200:1301, 30:50]).all()


def test_of_a_large_jpeg_a_coarse_picture_comes_first(qtbot: QtBot, tmp_path: Path, pixels: Pixels) -> None:
    path = tmp_path / "large.jpg"
    Image.fromarray(pixels).save(path)
    coarse, whole = loaded(qtbot, path, 2)
    assert (coarse.width, coarse.height) == (whole.width, whole.height) == (2003, 1301)
    assert not coarse.complete
    assert coarse.levels[0].width() == 251
    assert whole.complete
    assert whole.refines(coarse)
    assert not coarse.refines(whole)
    assert not whole.refines(whole)
    assert (coarse.pixels((5, 6, 70, 80)) == read_image(path)[6:80, 5:70]).all()


def test_a_coarse_picture_tells_what_kept_the_whole_away(
    qtbot: QtBot, tmp_path: Path, pixels: Pixels
) -> None:
    path = tmp_path / "cut.jpg"
    Image.fromarray(pixels).save(path)
    path.write_bytes(path.read_bytes()[:-20_000])
    loader = PictureLoader()
    found: list[Picture] = []
    loader.loaded.connect(lambda _path, picture: found.append(picture))
    with qtbot.waitSignal(loader.failed, timeout=10_000) as failed:
        loader.request(path)
    loader.wait()
    assert "cut.jpg" in str(failed.args[1])
    for coarse in found:
        with pytest.raises(Exception, match=r"cut\.jpg"):
            coarse.pixels((0, 0, 5, 5))


def test_without_room_on_the_disk_it_is_kept_in_memory(
    qtbot: QtBot, tmp_path: Path, pixels: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(**_: object) -> IO[bytes]:
        raise OSError(28, "No space left on device")

    path = tmp_path / "large.png"
    Image.fromarray(pixels).save(path)
    monkeypatch.setattr(tempfile, "TemporaryFile", no_room)
    _, picture = loaded(qtbot, path, 2)
    assert not isinstance(picture.arrays[0], np.memmap)
    assert (picture.arrays[0][..., 2::-1] == pixels).all()


@pytest.mark.parametrize("orientation", [1, 3, 6])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "CMYK"])
def test_after_a_small_picture_come_strips_that_are_what_read_image_gives(
    tmp_path: Path, pixels: Pixels, mode: str, orientation: int
) -> None:
    suffix = {"P": "png", "RGBA": "png"}.get(mode, "jpg")
    path = tmp_path / f"image.{suffix}"
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(pixels[:333, :444]).convert(mode).save(path, exif=exif)
    small, *strips = read_parts(path, 100)
    whole = read_image(path)
    assert (np.concatenate(strips) == whole).all()
    exact = np.asarray(Image.fromarray(whole).reduce(8)).astype(int)
    assert small.shape == exact.shape
    assert np.abs(small - exact).mean() < 8
