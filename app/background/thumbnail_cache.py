"""Thumbnails of images, made once and kept in the user's cache folder; runs in the chores process."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from annotations.errors import AnnotationError, StrPath
from annotations.imaging.kinds import JPEG_SUFFIXES
from annotations.imaging.pages import file_of
from annotations.imaging.reading import opened, read_image

SIDE = 128
"""The longer side of a thumbnail in pixels: 64 on a screen of double density."""
LOOK_EVERY = 2000
"""The size of the cache is checked after this many new thumbnails."""
KEPT_SHARE = 0.8
"""The share of the limit that trimming keeps."""


class KeptFiles:
    """Small files in the user's cache folder, by name; the least recently used are deleted beyond the limit."""

    def __init__(self, folder: StrPath, limit_bytes: int) -> None:
        self.folder = Path(folder)
        self.limit_bytes = limit_bytes
        self._added = LOOK_EVERY  # the first one checks

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if it is not there."""
        place = self._place(name)
        try:
            content = place.read_bytes()
            os.utime(place)  # mark as used: others are deleted first
        except OSError:
            return None
        return content

    def keep(self, name: str, content: bytes) -> None:
        """Writes a file; an unwritable cache must not stop the work."""
        with suppress(OSError):
            self._write(self._place(name), content)

    def shrink(self) -> None:
        """Deletes the least recently used thumbnails if the cache is too large."""
        files = []
        for folder in os.scandir(self.folder):
            if folder.is_dir(follow_symlinks=False):
                for entry in os.scandir(folder):
                    with suppress(OSError):
                        found = entry.stat(follow_symlinks=False)
                        files.append((found.st_mtime_ns, found.st_size, entry.path))
        total = sum(size for _, size, _ in files)
        if total <= self.limit_bytes:
            return
        for _, size, path in sorted(files):
            if total <= self.limit_bytes * KEPT_SHARE:
                return
            with suppress(OSError):
                os.unlink(path)
                total -= size

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def _write(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        try:
            part.write_bytes(content)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        self._added += 1
        if self._added >= LOOK_EVERY:
            self._added = 0
            self.shrink()


class ThumbnailCache(KeptFiles):
    """JPEG files named after a digest of their source; an empty file stands for an unreadable image."""

    def thumbnail(self, path: str, pixel_limit: int) -> bytes:
        """The thumbnail of an image as a JPEG; empty if the image is missing or broken."""
        name = name_of(path, f"{SIDE}".encode(), ".jpg")
        if name is None:
            return b""
        content = self.read(name)
        if content is None:
            content = make_thumbnail(path, pixel_limit)
            self.keep(name, content)
        return content


def name_of(path: str, made: bytes, suffix: str) -> str | None:
    """The name under which something made of an image's file is kept, another for another file; None: no file.

    `made` says what is made of it.
    """
    try:
        found = os.stat(file_of(path))
    except OSError:
        return None
    what = f" {found.st_size} {found.st_mtime_ns} ".encode() + os.fsencode(os.path.abspath(path))
    return hashlib.blake2b(made + what, digest_size=16).hexdigest() + suffix


def make_thumbnail(path: str, pixel_limit: int) -> bytes:
    """A JPEG of at most SIDE pixels per side; empty if the image cannot be read."""
    try:
        small = _small(path, pixel_limit)
    except (AnnotationError, MemoryError):
        return b""
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    content = io.BytesIO()
    small.save(content, "JPEG", quality=82)
    return content.getvalue()


def _small(path: str, pixel_limit: int) -> Image.Image:
    """The upright image; a JPEG at an eighth of its size or more, which its decoder produces cheaply."""
    if path.lower().endswith(JPEG_SUFFIXES):
        with opened(path, pixel_limit) as image:
            if isinstance(image, Image.Image) and image.format == "JPEG":
                image.draft("RGB", (2 * SIDE, 2 * SIDE))
                return ImageOps.exif_transpose(image.convert("RGB"))
    return Image.fromarray(np.ascontiguousarray(read_image(path, pixel_limit)))
