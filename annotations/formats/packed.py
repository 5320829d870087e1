"""Stores many instances compactly: about fifty bytes each and the run-length code, expanded on access."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan
from typing import Any, overload

import numpy as np

from annotations.formats.base import AnnotatedInstance, ImageAnnotations
from annotations.masks import Mask


class Packed:
    """Collects instances in any order, by the indices of their image and category."""

    def __init__(self) -> None:
        self.images = array("q")
        self.categories = array("q")
        """Index of the category, -1 for none."""
        self._boxes = array("i")
        self._ends = array("q", [0])
        self._codes = bytearray()
        self._crowds = bytearray()
        self._scores = array("d")
        self.tracks = array("q")
        """Number of the track, 0 for none."""
        self._extras: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = {}
        """Note and attributes of the few instances that have any."""

    def __len__(self) -> int:
        return len(self.images)

    def add(
        self,
        image: int,
        category: int,
        mask: Mask,
        crowd: bool,
        score: float | None,
        note: str = "",
        attributes: tuple[tuple[str, str], ...] = (),
        track: int = 0,
    ) -> None:
        """Add an instance of an image."""
        if note or attributes:
            self._extras[len(self.images)] = note, attributes
        self.images.append(image)
        self.categories.append(category)
        self._boxes.extend((*mask.origin, *mask.shape))
        self._codes += mask.counts
        self._ends.append(len(self._codes))
        self._crowds.append(crowd)
        self._scores.append(nan if score is None else score)
        self.tracks.append(track)

    def instance(self, number: int, size: tuple[int, int], names: Sequence[str | None]) -> AnnotatedInstance:
        """Return one instance; `names` are the category names."""
        y, x, h, w = self._boxes[4 * number : 4 * number + 4]
        code = bytes(self._codes[self._ends[number] : self._ends[number + 1]])
        category, score = self.categories[number], self._scores[number]
        return AnnotatedInstance(
            Mask(size, (y, x), (h, w), code),
            None if category < 0 else names[category],
            bool(self._crowds[number]),
            None if isnan(score) else score,
            *self._extras.get(number, ("", ())),
            track=self.tracks[number] or None,
        )


def without_instances(images: Sequence[ImageAnnotations]) -> Sequence[ImageAnnotations]:
    """Return the images without expanding the instances of packed ones, which takes its time."""
    return images.bare if isinstance(images, PackedImages) else images


class PackedImages(Sequence[ImageAnnotations]):
    """A sequence of images with packed instances; each image is created on access."""

    def __init__(
        self, images: Sequence[ImageAnnotations], packed: Packed, names: Sequence[str | None]
    ) -> None:
        """`images` have no instances, `packed` has them by image index, `names` are the category names."""
        self.bare = tuple(images)
        """The images without their instances."""
        self._packed = packed
        self._names = tuple(names)
        owners = np.frombuffer(packed.images, np.int64) if len(packed) else np.zeros(0, np.int64)
        self._order = np.argsort(owners, kind="stable")
        self._starts = np.searchsorted(owners[self._order], np.arange(len(self.bare) + 1))

    def __len__(self) -> int:
        return len(self.bare)

    @overload
    def __getitem__(self, place: int) -> ImageAnnotations: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ImageAnnotations, ...]: ...

    def __getitem__(self, place: int | slice) -> ImageAnnotations | tuple[ImageAnnotations, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        image = self.bare[place]
        place %= len(self.bare)
        numbers = self._order[self._starts[place] : self._starts[place + 1]].tolist()
        size = image.height, image.width
        return replace(image, instances=tuple(self._packed.instance(n, size, self._names) for n in numbers))

    def __eq__(self, other: Any) -> bool:
        """Equal to any sequence of the same images."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} images with {len(self._packed)} instances>"

    @property
    def instance_count(self) -> int:
        """Return the number of instances of all images."""
        return len(self._packed)
