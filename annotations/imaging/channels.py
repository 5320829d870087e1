"""Reads all channels of an image at their own depth in strips, for values of large images in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import StrPath
from annotations.imaging import reading
from annotations.imaging.reading import GREY, PIXEL_LIMIT, read_channels
from annotations.imaging.tiff.header import Picture
from annotations.imaging.tiff.pixels import rows_together

STRIP_BYTES = 2**24
"""About the size of a strip in memory."""


def count_channels(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> int:
    """Return how many channels `read_channels` reads, from the header alone; ImageError if there is no image."""
    with reading.opened(path, pixel_limit, only_header=True) as image:
        if isinstance(image, Picture):
            return len(image.pages) * image.first.colours
        if image.mode in GREY or image.mode in ("I", "F") or image.mode.startswith("I;"):
            return 1
        return 3


def read_strips(
    path: StrPath, strip_bytes: int = STRIP_BYTES, pixel_limit: int = PIXEL_LIMIT
) -> Iterator[NDArray[Any]]:
    """Yield the upright image as in `read_channels` from top to bottom, (rows, W, C) each.

    The strips of a TIFF of more than 8 bits or several channels are read one at a time, unless the whole is
    compressed as one strip or is not stored upright. Of any other image, Pillow holds all pixels meanwhile: 1 to 4
    bytes per pixel, and as many as the file has if these are more than 8 bits. ImageError as for `read_image`, at
    whichever strip it occurs.
    """
    with reading.opened(path, pixel_limit) as image:
        if isinstance(image, Picture):
            if image.first.orientation == 1:
                yield from _of_tiff(image, strip_bytes)
                return
        elif not reading.is_deep(image) and reading.orientation_left(image) == 1:
            yield from _of_pillow(image, strip_bytes)
            return
    channels = read_channels(path, pixel_limit)
    rows = _rows(channels.nbytes // len(channels), strip_bytes)
    for top in range(0, len(channels), rows):
        yield channels[top : top + rows]


def _of_tiff(picture: Picture, strip_bytes: int) -> Iterator[NDArray[Any]]:
    together = rows_together(picture.first)
    row = picture.first.width * picture.samples * picture.first.bits[0] // 8
    rows = max(1, _rows(row, strip_bytes) // together) * together
    for top in range(0, picture.first.height, rows):
        yield reading.stored_channels(picture, top, top + rows)


def _of_pillow(image: Image.Image, strip_bytes: int) -> Iterator[NDArray[Any]]:
    mode = "L" if image.mode in GREY else "RGB"
    image.load()
    rows = _rows(image.width * len(mode), strip_bytes)
    for top in range(0, image.height, rows):
        part = image.crop((0, top, image.width, min(top + rows, image.height)))
        pixels = np.asarray(part if part.mode == mode else part.convert(mode))
        yield pixels.reshape(*pixels.shape[:2], -1)


def _rows(row_bytes: int, strip_bytes: int) -> int:
    return max(1, strip_bytes // max(1, row_bytes))
