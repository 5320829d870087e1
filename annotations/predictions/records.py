"""An image of a prediction and the objects that the model found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from annotations.masks import Mask
from annotations.project.overview import uncertainty
from annotations.records import LONGEST_PATH
from annotations.text_files import is_text


@dataclass(frozen=True, slots=True)
class PredictedObject:
    """An object that the model found: its category, score and objectness (0…1); its mask is decoded on demand."""

    category: str
    score: float
    objectness: float
    size: tuple[int, int]
    """(height, width) of the image in pixels."""
    code: Any
    """The mask as COCO's run-length code, with or without its size, not checked yet."""

    @property
    def mask(self) -> Mask:
        """The mask. ValueError, with the reason, if its code is not one of an image of this size."""
        said = self.code.get("size") if isinstance(self.code, Mapping) else None
        if said != list(self.size):
            raise ValueError(
                f"its run-length code is for size {said}, but the image has size {list(self.size)}"
            )
        return Mask.from_coco_rle(self.code)

    @property
    def category_probability(self) -> float:
        """The probability of the category (0…1): the score is this times the objectness."""
        return min(1.0, self.score / self.objectness) if self.objectness else 0.0


@dataclass(frozen=True, slots=True)
class PredictedImage:
    """An image and what the model found in it, in the order in which it found it; the size is in pixels."""

    name: str
    """The file's name as the prediction has it: posix, below the folder, or the tar's name and the name in it."""
    width: int
    height: int
    objects: tuple[PredictedObject, ...]
    part: int
    """The number of its part of the prediction."""
    place: int
    """Its place in that part, from 0."""

    @property
    def doubt(self) -> float:
        """The model's doubt about the image (0…1), see `annotations.project.overview.uncertainty`."""
        return uncertainty([one.objectness for one in self.objects])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which objects count: those of some categories (empty: of all), and with an objectness in a range."""

    categories: frozenset[str] = frozenset()
    at_least: float = 0.0
    at_most: float = 1.0

    @property
    def is_all(self) -> bool:
        return self == Wanted()

    def of(self, image: PredictedImage) -> PredictedImage:
        """Return the image with those of its objects that count."""
        return image if self.is_all else replace(image, objects=tuple(filter(self._has, image.objects)))

    def _has(self, one: PredictedObject) -> bool:
        is_named = not self.categories or one.category in self.categories
        return is_named and self.at_least <= one.objectness <= self.at_most


def image_of(
    record: Mapping[str, Any], found: Iterable[tuple[str, Mapping[str, Any]]], part: int, place: int
) -> PredictedImage:
    """Return an image of a part from its record and those of its objects, each with its category.

    KeyError, TypeError, ValueError: they are not what `predict` writes. Objects without an objectness, of earlier
    versions, have their score instead.
    """
    name, width, height = record["file_name"], record["width"], record["height"]
    if not is_text(name) or len(name) > LONGEST_PATH or type(width) is not int or type(height) is not int:
        raise ValueError("an image has no name or no size")
    size = height, width
    objects = []
    for category, one in found:
        score = _share(one["score"])
        objectness = one.get("objectness")
        objectness = score if objectness is None else _share(objectness)
        objects.append(PredictedObject(category, score, objectness, size, one["segmentation"]))
    return PredictedImage(name, width, height, tuple(objects), part, place)


def _share(value: Any) -> float:
    """Return a score as it is, but for rounding; ValueError if it is none."""
    if not isinstance(value, int | float) or not isfinite(value) or not -1e-6 <= value <= 1 + 1e-6:
        raise ValueError("a score is not a number from 0 to 1")
    return min(1.0, max(0.0, float(value)))
