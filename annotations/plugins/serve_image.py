"""Serves a reader of images (`annotations.imaging.reader`), in the plug-in's process."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.reader import ImageReader
from annotations.message import Message
from annotations.plugins.nonsense import NonsenseError, a_count, check_has, shown

MOST_CHANNELS = 4096


class Served:
    """Its methods are the jobs."""

    def __init__(self, loaded: object, _name: str) -> None:
        check_has(loaded, "shape", "read")
        self._reader = cast(ImageReader, loaded)

    def describe(self) -> dict[str, Any]:
        """Return what to show of it."""
        return {}

    def shape(self, path: Path) -> tuple[int, int, int]:
        """Return (height, width, channels), all at least 1."""
        given: Any = self._reader.shape(path)
        if not isinstance(given, tuple | list) or len(given) != 3:
            raise NonsenseError(
                Message("the shape is {shape}, not (height, width, channels)", shape=shown(given))
            )
        height, width, channels = (a_count(side, Message("shape")) for side in given)
        if channels > MOST_CHANNELS:
            raise NonsenseError(Message("it has more than {most} channels", most=MOST_CHANNELS))
        return height, width, channels

    def read(self, path: Path) -> NDArray[Any]:
        """Return the pixels as (H, W, C), in the size and number of channels of `shape`."""
        pixels: Any = self._reader.read(path)
        if not isinstance(pixels, np.ndarray) or pixels.ndim not in (2, 3):
            what = getattr(pixels, "shape", type(pixels).__name__)
            raise NonsenseError(Message("the pixels are {what}, not an (H, W, C) array", what=what))
        if pixels.dtype.kind not in "uif" or pixels.dtype.itemsize > 8 or pixels.dtype == np.longdouble:
            raise NonsenseError(
                Message(
                    "the pixels are of the type {type}, not numbers of 8 to 64 bits", type=pixels.dtype.name
                )
            )
        channels = np.asarray(pixels).reshape(*pixels.shape[:2], -1)
        said = self.shape(path)
        if channels.shape != said:
            raise NonsenseError(
                Message("the pixels have the shape {shape}, not {said}", shape=channels.shape, said=said)
            )
        return np.ascontiguousarray(channels)
