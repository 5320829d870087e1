"""An array as a TIFF in memory, so that what reads pictures of many channels reads it too."""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.tiff.errors import TiffError
from annotations.imaging.tiff.header import Picture, first_picture
from annotations.imaging.tiff.pixels import check
from annotations.message import Message

_FORMATS = {"u": 1, "i": 2, "f": 3}
_START = 16
"""Bytes before the list of tags."""


def picture_of(channels: NDArray[Any]) -> Picture:
    """Return a picture of an (H, W, C) array; TiffError if a TIFF cannot hold its values."""
    little = np.ascontiguousarray(channels, channels.dtype.newbyteorder("<"))
    picture = _picture(little.shape, little.dtype, little)
    check(picture.first)
    return picture


def header_of(shape: tuple[int, int, int]) -> Picture:
    """Return a picture of this (height, width, channels) without pixels, which must not be read."""
    return _picture(shape, np.dtype(np.uint8), None)


def _picture(shape: tuple[int, ...], values: np.dtype[Any], pixels: NDArray[Any] | None) -> Picture:
    height, width, samples = shape
    if values.kind not in _FORMATS:
        raise TiffError(Message("its values are of the type {type}", type=values.name))
    are_colours = samples == 3 and values == np.uint8
    others = samples - 1 if not are_colours else 0
    bits, extra = struct.pack(f"<{samples}H", *[values.itemsize * 8] * samples), bytes(2 * others)
    tags: list[tuple[int, int, int, int | bytes]] = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, samples, bits),
        (259, 3, 1, 1),
        (262, 3, 1, 2 if are_colours else 1),
        (273, 16, 1, -1),  # where the pixels are
        (277, 3, 1, samples),
        (278, 4, 1, height),
        (279, 16, 1, 0 if pixels is None else pixels.nbytes),
        (339, 3, 1, _FORMATS[values.kind]),
    ]
    if others:
        tags.insert(-1, (338, 3, others, extra))
    file = io.BytesIO()
    file.write(_header(tags))
    if pixels is not None:
        file.write(pixels.reshape(-1).view(np.uint8).data)
    picture = first_picture(file)
    assert picture is not None
    return picture


def _header(tags: list[tuple[int, int, int, int | bytes]]) -> bytes:
    """Return a BigTIFF's beginning: the list of tags, and the values of those that are too long for it."""
    longer = _START + 8 + 20 * len(tags) + 8
    behind = b"".join(value for *_, value in tags if isinstance(value, bytes) and len(value) > 8)
    entries, at = [], longer
    for tag, kind, count, value in tags:
        if isinstance(value, int):
            field = struct.pack("<Q", longer + len(behind) if value < 0 else value)
        elif len(value) <= 8:
            field = value.ljust(8, b"\0")
        else:
            field, at = struct.pack("<Q", at), at + len(value)
        entries.append(struct.pack("<HHQ", tag, kind, count) + field)
    start = struct.pack("<2sHHHQ", b"II", 43, 8, 0, _START)
    return start + struct.pack("<Q", len(tags)) + b"".join(entries) + struct.pack("<Q", 0) + behind
