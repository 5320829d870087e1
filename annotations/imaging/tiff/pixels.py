"""Reads the pixels of TIFF pages at their own depth: strips and tiles, planar or interleaved, compressed or not."""

from __future__ import annotations

import io
import math
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.imaging.tiff.errors import TiffError
from annotations.imaging.tiff.header import Page
from annotations.message import Message

DEFLATE = (8, 32946)
LZW, PACKBITS, ZSTANDARD = 5, 32773, 50000
"""Compressions that Pillow's libtiff decodes, a strip or tile at a time."""
MOST_GROWTH = {1: 1, **dict.fromkeys(DEFLATE, 1100), LZW: 4096, PACKBITS: 64, ZSTANDARD: 2**16}
"""Maximum decoded bytes per byte of a file: a header that promises more is false and gets no memory."""
READ_AGAIN = 8
"""Limit of all bytes read, as a multiple of the file's size: tiles may share bytes, but not all the same few."""


def check(page: Page) -> None:
    """Raise TiffError if `pixels` cannot read a page, or if the file is shorter than the page promises."""
    if len(set(page.bits)) != 1:
        raise TiffError(Message("its channels have different depths"))
    sizes = {"u": (8, 16, 32, 64), "i": (8, 16, 32, 64), "f": (16, 32, 64)}.get(page.kind, ())
    if page.bits[0] not in sizes:
        raise TiffError(Message("its samples have {bits} bits of an unsupported kind", bits=page.bits[0]))
    if page.compression not in MOST_GROWTH:
        raise TiffError(
            Message("its compression, number {compression}, is not supported", compression=page.compression)
        )
    if page.predictor not in (1, 2, 3) or (page.predictor == 3 and page.kind != "f"):
        raise TiffError(Message("its predictor is not supported"))
    size = page.height * page.width * page.samples * page.bits[0] // 8
    if not 0 < size <= page.directory.file.seek(0, 2) * MOST_GROWTH[page.compression]:
        raise TiffError(Message("the file is too short for its pixels"))


def pixels(page: Page, first: int = 0, last: int | None = None) -> NDArray[Any]:
    """Return the page as stored, (height, width, samples) of its own type in the machine's byte order.

    With `first` and `last` (exclusive), only these rows; no strip or tile of others is read. TiffError: damaged,
    truncated, or stored in a way that is not supported.
    """
    check(page)
    last = page.height if last is None else min(last, page.height)
    is_tiled, tall = 322 in page.directory.entries, _rows_of_a_part(page)
    wide = page.directory.number(322, 0) if is_tiled else page.width
    if not 0 < tall * wide * page.samples <= max(2 * page.height * page.width * page.samples, 2**22):
        raise TiffError(Message("its tile size is invalid"))
    down, across = math.ceil(page.height / tall), math.ceil(page.width / wide)
    planes = page.samples if page.is_planar else 1
    parts = _parts(page, down * across * planes, is_tiled)
    deep = np.dtype(f"{page.kind}{page.bits[0] // 8}")
    out = np.zeros((last - first, page.width, page.samples), deep)
    for number, (offset, count) in enumerate(parts):
        plane, rest = divmod(number, down * across)
        top, left = rest // across * tall, rest % across * wide
        rows = tall if is_tiled else min(tall, page.height - top)
        begin, end = max(first, top), min(last, top + rows)
        if begin >= end:
            continue
        channels = slice(plane, plane + 1) if page.is_planar else slice(None)
        each = 1 if page.is_planar else page.samples
        if page.compression == 1 and not is_tiled:  # the rows can be found in it
            offset += (begin - top) * wide * each * page.bits[0] // 8
            rows, top = end - begin, begin
        part = _part(page, offset, count, (rows, wide, each))
        window = out[begin - first : end - first, left : left + wide, channels]
        window[...] = part[begin - top : end - top, : window.shape[1]]
    return out


def rows_together(page: Page) -> int:
    """Return how many rows are decoded together at least, so that nobody decodes a part of the file several times."""
    is_tiled = 322 in page.directory.entries
    return 1 if page.compression == 1 and not is_tiled else max(1, min(_rows_of_a_part(page), page.height))


def _rows_of_a_part(page: Page) -> int:
    """Return the height of a strip or tile."""
    is_tiled = 322 in page.directory.entries
    tall = page.directory.number(323 if is_tiled else 278, page.height) or page.height
    return tall if is_tiled else min(tall, page.height)


def _parts(page: Page, count: int, is_tiled: bool) -> list[tuple[int, int]]:
    """Return (offset, bytes) of each strip or tile."""
    offsets = page.directory.numbers(324 if is_tiled else 273, count)
    counts = page.directory.numbers(325 if is_tiled else 279, count)
    size = page.directory.file.seek(0, 2)
    if page.compression == 1:
        counts = (size,) * len(offsets)  # some writers omit them or write wrong ones
    elif sum(counts) > READ_AGAIN * size:
        raise TiffError(Message("its strips or tiles overlap"))
    if len(offsets) < count or len(counts) < count:
        raise TiffError(Message("strips or tiles are missing"))
    return [(offset + page.shift, size) for offset, size in zip(offsets, counts, strict=True)]


def _part(page: Page, offset: int, count: int, shape: tuple[int, int, int]) -> NDArray[Any]:
    """Return one strip or tile as (rows, columns, samples)."""
    each = page.bits[0] // 8
    row = shape[1] * shape[2] * each
    file = page.directory.file
    file.seek(min(offset, 2**62))
    packed = file.read(min(count, shape[0] * row) if page.compression == 1 else count)
    content = np.frombuffer(_unpacked(packed, page.compression, shape[0], row), np.uint8)
    if page.predictor == 3:
        # Differences of bytes, the most significant bytes of a row first.
        content = np.cumsum(content.reshape(shape[0], -1, shape[2]), axis=1, dtype=np.uint8)
        content = content.reshape(shape[0], each, -1).swapaxes(1, 2)
        return np.ascontiguousarray(content).view(f">f{each}").reshape(shape)
    values = content.view(f"{page.directory.order}{page.kind}{each}").reshape(shape)
    if page.predictor == 2:
        whole = content.view(f"{page.directory.order}u{each}").reshape(shape)
        summed = np.cumsum(whole, axis=1, dtype=f"u{each}")
        return summed.view(f"{page.kind}{each}")
    return values


def _unpacked(packed: bytes, compression: int, rows: int, row: int) -> bytes:
    """Return exactly `rows` times `row` bytes, however much more there is compressed."""
    if rows * row > len(packed) * MOST_GROWTH[compression]:
        raise TiffError(Message("a strip or tile is cut off"))
    try:
        if compression == 1:
            content = packed
        elif compression in DEFLATE:
            content = zlib.decompressobj().decompress(packed, rows * row)
        else:
            content = _by_libtiff(packed, compression, rows, row)
    except (zlib.error, OSError, SyntaxError, struct.error, ValueError) as error:
        raise TiffError(Message("a strip or tile is damaged")) from error
    if len(content) < rows * row:
        raise TiffError(Message("a strip or tile is cut off"))
    return content


def _by_libtiff(packed: bytes, compression: int, rows: int, row: int) -> bytes:
    """Return the bytes of one strip, decoded as a separate 8-bit grey TIFF file."""
    tags = [(256, row), (257, rows), (258, 8), (259, compression), (262, 1), (273, 0), (277, 1), (278, rows)]
    tags.append((279, len(packed)))
    start = 8 + 2 + 12 * len(tags) + 4
    said = b"".join(struct.pack("<HHII", tag, 4, 1, start if tag == 273 else value) for tag, value in tags)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + said + struct.pack("<I", 0)
    with Image.open(io.BytesIO(head + packed), formats=("TIFF",)) as image:
        return image.tobytes()
