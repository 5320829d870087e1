"""Writes an array of any depth and number of channels as a plain TIFF: one page, one strip, not compressed."""

from __future__ import annotations

import struct
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

_KINDS = {"u": 1, "i": 2, "f": 3}


def save_tiff(channels: NDArray[Any], file: IO[bytes]) -> None:
    """Write (H, W, C) integers or floats; three channels of unsigned integers are written as colours."""
    height, width, count = channels.shape
    deep = channels.dtype.itemsize * 8
    stored = np.ascontiguousarray(channels, channels.dtype.newbyteorder("<"))
    colours = count == 3 and channels.dtype.kind == "u"
    own = 3 if colours else 1
    tags: list[tuple[int, int, list[int]]] = [
        (256, 4, [width]),
        (257, 4, [height]),
        (258, 3, [deep] * count),
        (259, 3, [1]),
        (262, 3, [2 if colours else 1]),
        (273, 4, [0]),
        (277, 3, [count]),
        (278, 4, [height]),
        (279, 4, [stored.nbytes]),
        (284, 3, [1]),
        (338, 3, [0] * (count - own)),
        (339, 3, [_KINDS[channels.dtype.kind]] * count),
    ]
    tags = [tag for tag in tags if tag[2]]
    behind = 8 + 2 + 12 * len(tags) + 4
    entries, values = b"", b""
    pixels = behind + sum(len(v) * (2 if kind == 3 else 4) for _, kind, v in tags if len(v) > 2 or kind == 4)
    for tag, kind, numbers in tags:
        given = [pixels] if tag == 273 else numbers
        packed = struct.pack(f"<{len(given)}{'H' if kind == 3 else 'I'}", *given)
        inline = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack("<I", behind + len(values))
        values += b"" if len(packed) <= 4 else packed
        entries += struct.pack("<HHI", tag, kind, len(given)) + inline
    head = struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + struct.pack("<I", 0) + values
    file.write(head.ljust(pixels, b"\0"))
    file.write(stored.data)
