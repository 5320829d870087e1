"""Pictures too large for memory: their levels are in files, of which the system reads the visible parts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import numpy as np
import platformdirs
from numpy.typing import NDArray

from app.background.paint_first import let_it_paint
from app.rendering.mip_levels import as_painted, halved, level_sizes

STRIP = 256
"""Rows processed at a time: divisible by two as often as there are levels."""


def spilled(strips: Iterable[NDArray[np.uint8]], size: tuple[int, int]) -> tuple[NDArray[np.uint8], ...]:
    """The levels of an image of `size` (H, W) that arrives in strips of STRIP rows, (h, W, 3) uint8 RGB.

    Each is half of the previous one; (H, W, 4) uint8: blue, green, red, 255. They are read-only, and deleted with
    the last reference to them. OSError: the disk is full; also raises the errors of the strips.
    """
    sizes = level_sizes(size, most=STRIP.bit_length())
    with ExitStack() as stack:  # the mapping outlives the closed file
        files = [stack.enter_context(_file()) for _ in sizes]
        for strip in strips:
            let_it_paint()
            part = as_painted(strip)
            for number, file in enumerate(files):
                part = halved(part) if number else part
                file.write(part.data)
        return tuple(_mapped(file, each) for file, each in zip(files, sizes, strict=True))


def _file() -> IO[bytes]:
    """A file without a name; its space is freed with the last reference."""
    folder = Path(platformdirs.user_cache_dir("rsis-annotator", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def _mapped(file: IO[bytes], size: tuple[int, int]) -> NDArray[np.uint8]:
    file.flush()  # so that a full disk is an error here, not a bus error later
    return np.memmap(file, np.uint8, "r", shape=(*size, 4))
