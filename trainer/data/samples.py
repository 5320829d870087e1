"""Labelled images for training, read lazily from any source that the annotations package can read."""

from __future__ import annotations

import sys
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from annotations.errors import Problem
from annotations.imaging.reading import read_image
from annotations.masks import Mask

UNKNOWN = -1
"""Category of an instance whose name the model does not know: its mask is learned, its category is not."""
MOST_SEEN = 256
"""Maximum number of separate masks per window; more would not fit into memory, and are merged and ignored."""


@dataclass(frozen=True)
class Sample:
    """One image and its instances.

    path: the image file. masks: one per instance, at the image's size. categories: for each, an index into the data's
    categories. crowd: which of them are crowds, which are not learned.
    complete: whether every object of the image has a mask. If not, only the masks and those in `rejected` teach where
    objects are; the rest of the image is unknown.
    kind: its stratum, for balanced sampling. background: the weight, 0 to 1, of proposals where nothing is labelled:
    below 1 if not everything that could be an object is labelled. void: makes the (H, W) bool map of void truth, for
    the Cityscapes benchmark; None otherwise. side: the side that the data set itself puts it on: train, val or test.
    """

    path: Path
    masks: tuple[Mask, ...]
    categories: tuple[int, ...]
    crowd: tuple[bool, ...] = ()
    kind: str = ""
    image_id: int = 0
    background: float = 1.0
    complete: bool = True
    rejected: tuple[Mask, ...] = ()
    void: Callable[[], NDArray[np.bool_]] | None = None
    side: str = ""


class Samples(Sequence[Sample]):
    """A lazy sequence: each access makes the sample, so that a set needs no more memory than its source.

    May be a selection of a source's samples, in any order, with a kind for each.
    """

    def __init__(
        self,
        count: int,
        make: Callable[[int], Sample],
        chosen: Sequence[int] | None = None,
        kinds: Sequence[str] | None = None,
    ) -> None:
        """count: samples in the source. make: makes the one at an index. chosen: indices; kinds: one for each."""
        self._make = make
        self._chosen = array("q", range(count) if chosen is None else chosen)
        self._kinds = None if kinds is None else [sys.intern(kind) for kind in kinds]

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, place: int) -> Sample: ...
    @overload
    def __getitem__(self, place: slice) -> Samples: ...

    def __getitem__(self, place: int | slice) -> Sample | Samples:
        if isinstance(place, slice):
            return choose(self, range(*place.indices(len(self))))
        sample = self._make(self._chosen[place])
        return sample if self._kinds is None else replace(sample, kind=self._kinds[place])


def choose(samples: Sequence[Sample], places: Sequence[int], kinds: Sequence[str] | None = None) -> Samples:
    """Select samples of a sequence in the order of `places`, optionally with new kinds."""
    return Samples(len(samples), samples.__getitem__, places, kinds)


def has_instances(samples: Sequence[Sample]) -> bool:
    """Whether any sample has an instance that is not a crowd; without one, no score means anything."""
    return any(len(sample.masks) > sum(sample.crowd) for sample in samples)


@dataclass(frozen=True)
class SampleSet:
    """Samples and the names of their categories."""

    samples: Sequence[Sample]
    categories: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    format: str = ""
    sides: frozenset[str] = frozenset()
    """The sides that the data itself has: train, val, test."""
    named: bool = True
    """Whether the data name their categories; if not, `categories` stands for them."""


class ImageCache:
    """Keeps the most recently used images decoded, up to a number of bytes."""

    def __init__(
        self,
        prepare: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] = lambda image: image,
        limit: int = 2 * 1024**3,
    ) -> None:
        """prepare: applied to an image before it is cached. limit: bytes."""
        self._prepare = prepare
        self._limit = limit
        self._held = 0
        self._images: OrderedDict[Path, NDArray[np.uint8]] = OrderedDict()

    def read(self, path: Path) -> NDArray[np.uint8]:
        """Return (H, W, 3) uint8 RGB; raises annotations.errors.ImageError."""
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
    masks: Sequence[Mask], y0: int, x0: int, height: int, width: int, most: int = MOST_SEEN
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Return the masks with any pixel in a window, (N, height, width) bool, and their indices.

    If there are more than `most`, the smallest are merged into a last mask with the index -1.
    """
    kept: list[tuple[int, int, NDArray[np.bool_]]] = []
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
        kept.append((top - y0, left - x0, part))
        index.append(i)
    alone = set(range(len(kept)))
    if len(kept) > most:
        areas = np.array([np.count_nonzero(part) for _, _, part in kept])
        alone = {int(i) for i in np.argsort(-areas, kind="stable")[:most]}
    places = {i: n for n, i in enumerate(sorted(alone))}
    stack = np.zeros((len(alone) + (len(kept) > len(alone)), height, width), dtype=bool)
    for i, (top, left, part) in enumerate(kept):
        stack[places.get(i, -1), top : top + part.shape[0], left : left + part.shape[1]] |= part
    together = [-1] if len(kept) > len(alone) else []
    return stack, np.array([*(index[i] for i in sorted(alone)), *together], dtype=np.intp)
