"""Labelled images as the trainer sees them, read lazily from any source the annotations package can read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotations.images import read_image
from annotations.masks import Mask


@dataclass(frozen=True)
class Sample:
    """One image and its instances.

    path: the image file. masks: one an instance, at the image's size. categories: an index into the data's
    categories for each. crowd: which of them stand for many things and are not to be learned.
    kind: what stratum it belongs to, for balanced sampling.
    """

    path: Path
    masks: tuple[Mask, ...]
    categories: tuple[int, ...]
    crowd: tuple[bool, ...] = ()
    kind: str = ""
    image_id: int = 0


@dataclass(frozen=True)
class SampleSet:
    """Samples and the names of their categories."""

    samples: tuple[Sample, ...]
    categories: tuple[str, ...]
    problems: tuple[str, ...] = ()


class ImageCache:
    """The least recently used images stay decoded, up to a number of bytes."""

    def __init__(
        self,
        prepare: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] = lambda image: image,
        limit: int = 2 * 1024**3,
    ) -> None:
        """prepare: what is done to an image before it is kept. limit: bytes."""
        self._prepare = prepare
        self._limit = limit
        self._held = 0
        self._images: OrderedDict[Path, NDArray[np.uint8]] = OrderedDict()

    def read(self, path: Path) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 RGB; raises annotations.errors.ImageError."""
        if path in self._images:
            self._images.move_to_end(path)
            return self._images[path]
        image = self._prepare(read_image(path))
        self._images[path] = image
        self._held += image.nbytes
        while self._held > self._limit and len(self._images) > 1:
            _, old = self._images.popitem(last=False)
            self._held -= old.nbytes
        return image


def masks_in(
    masks: Sequence[Mask], y0: int, x0: int, height: int, width: int
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """The masks' pixels inside a window: (N, height, width) bool and which masks they are, those with any."""
    kept: list[NDArray[np.bool_]] = []
    index: list[int] = []
    for i, mask in enumerate(masks):
        my, mx = mask.origin
        mh, mw = mask.shape
        top, bottom = max(my, y0), min(my + mh, y0 + height)
        left, right = max(mx, x0), min(mx + mw, x0 + width)
        if top >= bottom or left >= right:
            continue
        part = mask.patch()[top - my : bottom - my, left - mx : right - mx]
        if not part.any():
            continue
        canvas = np.zeros((height, width), dtype=bool)
        canvas[top - y0 : bottom - y0, left - x0 : right - x0] = part
        kept.append(canvas)
        index.append(i)
    stack = np.stack(kept) if kept else np.zeros((0, height, width), dtype=bool)
    return stack, np.array(index, dtype=np.intp)
