"""Measures of the instances of one image, as plain numbers: shape, place beside others, look, and fit to the edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import Box
from annotations.masks import Mask
from annotations.masks.rle import Bools
from annotations.records import Instance, Proposal, Step
from annotations.review.edges import FADE, Shift, better_place, reach_of
from annotations.review.mends import SPECK

RING = 4
"""Width in pixels of the ring around an instance whose colour is compared with the inside."""
SAMPLE = 200_000
"""About how many pixels of an image tell its background."""
MOST_PIXELS = 4_000_000
"""Pixels around an instance that are looked at; of a larger one, every second, third…"""
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model said of an instance: its category (None: none told) with probability, and the objectness."""

    category: str | None
    probability: float
    objectness: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance in numbers. Lengths are in pixels, areas in square pixels."""

    id: int
    image_id: int
    category_id: int | None
    crowd: bool
    verified: bool
    area: int
    specks: int
    """Number of parts that are tiny beside the largest one (see SPECK)."""
    speck_area: int
    hole_area: int
    width: float
    """Diameter of the largest circle inside."""
    solidity: float
    """Area without specks and holes, as a share of the convex hull's."""
    elongation: float
    """Longer side of the smallest rectangle around it, of any direction, by the shorter."""
    at_border: bool
    """Whether it touches the border of the image, which may cut it."""
    look: tuple[float, ...]
    """Colour inside in CIE Lab, beside the image's median, its spread, and the contrast to a ring around.

    Empty if unknown.
    """
    shift: Shift | None
    """Where the outline would fit the edges in the image better; None if unknown."""
    seen: Seen | None

    @property
    def compactness(self) -> float:
        """Area of the largest circle inside, as a share of the area without specks and holes: small for a sliver."""
        area = self.area - self.speck_area + self.hole_area
        return min(1.0, pi * (self.width / 2) ** 2 / max(area, 1))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two instances of an image that share pixels, `a` before `b` by id."""

    a: int
    b: int
    shared: int
    """Number of pixels of both."""
    iou: float


@dataclass(frozen=True, slots=True)
class ImageMeasures:
    """All instances of an image, by id, and the pairs that share pixels."""

    image_id: int
    instances: tuple[Measured, ...]
    pairs: tuple[Pair, ...]


def measure(
    image_id: int,
    instances: Sequence[Instance],
    steps: Sequence[Step] = (),
    proposals: Sequence[Proposal] = (),
    pixels: Pixels | None = None,
) -> ImageMeasures:
    """Measure the instances of an image; `pixels` is the image, (H, W, 3) uint8 RGB, None if it cannot be read.

    Empty masks are left out. Steps and waiting proposals say what the model saw.
    """
    there = sorted((i for i in instances if not i.mask.is_empty), key=lambda i: i.id)
    seen = _seen(there, steps, proposals)
    middle = _middle(pixels, there) if pixels is not None and there else None
    measured = []
    for instance in there:
        patch = instance.mask.patch()
        look, shift = (
            ((), None) if pixels is None or middle is None else _seen_in(pixels, instance.mask, patch, middle)
        )
        measured.append(_measured(instance, patch, look, shift, seen.get(instance.id)))
    return ImageMeasures(image_id, tuple(measured), _pairs(there))


def _measured(
    instance: Instance, patch: Bools, look: tuple[float, ...], shift: Shift | None, seen: Seen | None
) -> Measured:
    import cv2

    padded = np.pad(patch, 1).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(padded, connectivity=8)
    areas = np.asarray(stats[1:, cv2.CC_STAT_AREA], np.int64)
    largest = int(areas.max())
    specks = areas[areas <= SPECK * largest]
    without = np.isin(labels, np.flatnonzero(np.concatenate([[0], areas]) > SPECK * largest)).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - padded, connectivity=4)
    inside = stats[1:, cv2.CC_STAT_AREA]  # the background: all but the outermost are holes
    _, background = cv2.connectedComponents(1 - without, connectivity=4)
    whole = (background != 1).astype(np.uint8)  # without specks and holes, which have rules of their own
    corners, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate(corners)
    around = cv2.convexHull(points)
    hull = (
        cv2.contourArea(around) + cv2.arcLength(around, True) / 2 + 1
    )  # between pixel centres, then their halves
    _, (long, short), _ = cv2.minAreaRect(points)
    area = int(areas.sum())
    x0, y0, x1, y1 = instance.mask.bbox
    height, width = instance.mask.size
    return Measured(
        id=instance.id,
        image_id=instance.image_id,
        category_id=instance.category_id,
        crowd=instance.crowd,
        verified=instance.review == "verified",
        area=area,
        specks=len(specks),
        speck_area=int(specks.sum()),
        hole_area=int(inside.sum() - inside[0]),
        width=2 * float(cv2.distanceTransform(whole, cv2.DIST_L2, 5).max()) - 0.5,
        solidity=min(1.0, int(whole.sum()) / max(hull, 1.0)),
        elongation=(max(long, short) + 1) / (min(long, short) + 1),
        at_border=x0 == 0 or y0 == 0 or x1 == width or y1 == height,
        look=look,
        shift=shift,
        seen=seen,
    )


def _lab(pixels: Pixels) -> NDArray[np.float32]:
    """Pixels in CIE Lab, (H, W, 3): L is 0…100."""
    import cv2

    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def _middle(pixels: Pixels, instances: Sequence[Instance]) -> NDArray[np.float32]:
    """Median colour of what is not annotated, (3,), so that lighter and darker images can be compared."""
    step = ceil(sqrt(pixels.shape[0] * pixels.shape[1] / SAMPLE))
    free = np.ones(pixels.shape[:2], np.bool_)
    for instance in instances:
        free[instance.mask.slices] &= ~instance.mask.patch()
    sample, kept = _lab(pixels[::step, ::step]), free[::step, ::step]
    rest = sample[kept] if np.count_nonzero(kept) >= 100 else sample.reshape(-1, 3)
    return np.asarray(np.median(rest, axis=0), np.float32)


def _seen_in(
    pixels: Pixels, mask: Mask, patch: Bools, middle: NDArray[np.float32]
) -> tuple[tuple[float, ...], Shift | None]:
    """The look of an instance, and where its outline would fit better. Of a huge one, only some pixels are seen."""
    x0, y0, x1, y1 = box = grown(mask.bbox, max(RING, reach_of(mask.area) + 2 * FADE), mask.size)
    step = ceil(sqrt((y1 - y0) * (x1 - x0) / MOST_PIXELS))
    lab = _lab(pixels[y0:y1:step, x0:x1:step])
    look = _look(mask.window(box)[::step, ::step], lab, middle)
    at = mask.origin[0] - y0, mask.origin[1] - x0
    return look, better_place(patch, lab, at) if step == 1 else None


def _look(inside: Bools, lab: NDArray[np.float32], middle: NDArray[np.float32]) -> tuple[float, ...]:
    """Colour and contrast of the pixels `inside` of a part of an image, both (H, W)."""
    import cv2

    kernel = np.ones((2 * RING + 1, 2 * RING + 1), np.uint8)
    ring = cv2.dilate(inside.astype(np.uint8), kernel).astype(np.bool_) & ~inside
    own, around = lab[inside], lab[ring]
    if not len(own):
        return ()
    color = own.mean(axis=0)
    contrast = float(color[0] - around[:, 0].mean()) if len(around) else 0.0
    return tuple(float(value) for value in (*(color - middle), own[:, 0].std(), contrast))


def grown(box: Box, by: int, size: tuple[int, int]) -> Box:
    """Return a box with a margin on all sides, within an image of `size` (height, width)."""
    x0, y0, x1, y1 = box
    return max(0, x0 - by), max(0, y0 - by), min(size[1], x1 + by), min(size[0], y1 + by)


def _pairs(instances: Sequence[Instance]) -> tuple[Pair, ...]:
    """All pairs that share pixels; their cost depends on the pairs of boxes that meet."""
    if len(instances) < 2:
        return ()
    boxes = np.array([instance.mask.bbox for instance in instances])
    areas = [instance.mask.area for instance in instances]
    found = []
    for i, own in enumerate(instances[:-1]):
        low = np.maximum(boxes[i, :2], boxes[i + 1 :, :2])
        high = np.minimum(boxes[i, 2:], boxes[i + 1 :, 2:])
        near = np.flatnonzero((low < high).all(axis=1))
        for j in (near + i + 1).tolist():
            x0, y0 = (int(value) for value in low[j - i - 1])
            x1, y1 = (int(value) for value in high[j - i - 1])
            window = (x0, y0, x1, y1)
            shared = int(np.count_nonzero(own.mask.window(window) & instances[j].mask.window(window)))
            if shared:
                iou = shared / (areas[i] + areas[j] - shared)
                found.append(Pair(own.id, instances[j].id, shared, iou))
    return tuple(found)


def _seen(
    instances: Sequence[Instance], steps: Sequence[Step], proposals: Sequence[Proposal]
) -> dict[int, Seen]:
    """What the model said, by instance: in its own step, else in a waiting proposal of nearly the same pixels."""
    found: dict[int, Seen] = {}
    for step in steps:
        if step.instance_id is not None and step.outcome != "drawn":
            seen = Seen(step.category, step.category_probability, step.objectness)
            found.setdefault(step.instance_id, seen)
    for proposal in proposals:
        for instance in instances:
            if instance.id not in found and _is_same(proposal.mask, instance.mask):
                found[instance.id] = Seen(proposal.category, proposal.category_probability, None)
    return found


def _is_same(a: Mask, b: Mask) -> bool:
    """Whether two masks show the same object: the IoU is at least 0.5."""
    from annotations.masks import iou

    distance = hypot(*(p - q for p, q in zip(_centre(a), _centre(b), strict=True)))
    return distance <= sqrt(max(a.area, b.area)) and float(iou([a], [b])[0, 0]) >= 0.5


def _centre(mask: Mask) -> tuple[float, float]:
    x0, y0, x1, y1 = mask.bbox
    return (x0 + x1) / 2, (y0 + y1) / 2
