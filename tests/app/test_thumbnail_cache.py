"""The cache of thumbnails: made once, made again when the file is another, bounded."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.background import thumbnail_cache
from app.background.thumbnail_cache import ThumbnailCache

LIMIT = 10**6


def picture(path: Path, width: int = 400, height: int = 300, colour: int = 200) -> str:
    Image.fromarray(np.full((height, width, 3), colour, np.uint8)).save(path)
    return str(path)


def size(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size


def test_a_thumbnail_is_made_once_and_again_when_the_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = picture(tmp_path / "a.png")
    cache = ThumbnailCache(tmp_path / "cache", LIMIT)
    first = cache.thumbnail(path, LIMIT)
    assert size(first) == (128, 96)
    with monkeypatch.context() as patch:
        patch.setattr(thumbnail_cache, "make_thumbnail", lambda *_: b"made again")
        assert ThumbnailCache(tmp_path / "cache", LIMIT).thumbnail(path, LIMIT) == first
    picture(tmp_path / "a.png", 300, 400)
    os.utime(path, ns=(1, 1))
    assert size(cache.thumbnail(path, LIMIT)) == (96, 128)


def test_a_turned_photograph_is_upright_and_a_broken_or_too_large_one_is_empty(tmp_path: Path) -> None:
    turned = Image.new("RGB", (1200, 600), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(tmp_path / "turned.jpg", exif=exif)
    cache = ThumbnailCache(tmp_path / "cache", LIMIT)
    assert size(cache.thumbnail(str(tmp_path / "turned.jpg"), LIMIT)) == (64, 128)
    (tmp_path / "broken.jpg").write_bytes((tmp_path / "turned.jpg").read_bytes()[:300])
    assert cache.thumbnail(str(tmp_path / "broken.jpg"), LIMIT) == b""
    assert cache.thumbnail(picture(tmp_path / "large.png"), 1000) == b""
    assert cache.thumbnail(str(tmp_path / "missing.png"), LIMIT) == b""


def test_the_cache_stays_below_its_limit_and_drops_what_was_not_used_for_longest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail_cache, "LOOK_EVERY", 10**9)
    cache = ThumbnailCache(tmp_path / "cache", 10**9)
    paths = [picture(tmp_path / f"{n}.png", colour=20 * n) for n in range(8)]
    for path in paths:
        cache.thumbnail(path, LIMIT)
    files = list((tmp_path / "cache").rglob("*.jpg"))
    for number, file in enumerate(files):
        os.utime(file, (1000 + number, 1000 + number))
    one = files[0].stat().st_size
    cache.limit_bytes = 5 * one
    cache.shrink()
    left = set((tmp_path / "cache").rglob("*.jpg"))
    assert 2 <= len(left) <= 4
    assert left == set(files[-len(left) :])


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = ThumbnailCache(tmp_path / "file" / "cache", LIMIT)
    assert size(cache.thumbnail(picture(tmp_path / "a.png"), LIMIT)) == (128, 96)
