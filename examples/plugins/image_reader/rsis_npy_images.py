"""Reads images in NumPy's files: (H, W) or (H, W, C) arrays of numbers, such as float32 from a microscope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class NumpyImages:
    """Nothing is unpickled: a file of Python objects is refused."""

    def shape(self, path: Path) -> tuple[int, int, int]:
        """Return (height, width, channels); the pixels are not read."""
        shape = np.load(path, mmap_mode="r", allow_pickle=False).shape
        if len(shape) not in (2, 3):
            raise ValueError(f"it is an array of {len(shape)} dimensions, not an image")
        return shape[0], shape[1], shape[2] if len(shape) == 3 else 1

    def read(self, path: Path) -> NDArray[Any]:
        """Return the array."""
        return np.load(path, allow_pickle=False)
