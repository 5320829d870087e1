"""Finds an object of one image of a sequence again in the next one: by the motion around it and by the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from rsis_model.clicks import Click
from rsis_model.regions import Bools, deepest_point

Way = NDArray[np.float32]
"""(2, 3): a turn, a change of size and a shift, from one image to the next, in small pixels."""

LONGEST_SIDE = 640
"""Pixels of the longer side at which motion is estimated."""
LEAST_POINTS, MOST_POINTS = 8, 400
"""Pixels of an object that its motion is estimated from."""
GROWTH = 1.25
"""By how much an object may become larger or smaller from one image to the next."""
SEEN_APART = 60.0
"""Grey levels beyond which a larger difference counts no more: what covers an object says nothing of its motion."""
LEAST_LEFT = 0.25
"""Share of an object that must be in the image, and not part of others, for it to be proposed again."""
AGREES = 0.6
"""IoU of the network's mask with the moved one from which both show the same object."""
STEEPER = 1.25
"""How much steeper the image must be along its outline for a mask that disagrees to be taken."""
HALF_LEAST, HALF_MOST = 0.3, 0.7
"""Areas that the halves of an object that divides may have, as shares of it."""


class Segmenting(Protocol):
    """The part of `Predictor` that is used here."""

    def propose(
        self, scene: Any, state: Any = None, *, clicks: Sequence[Click] = (), box: Any = None
    ) -> tuple[Any, Any]: ...


@dataclass(frozen=True)
class Followed:
    """An object found again: its (H, W) bool mask, and the objectness that the network sees there, 0…1.

    Of the network's mask and the moved one, it is the one with the steeper outline. `agrees`: both show one object.
    If the object has divided, it is one half, and `other` is the other one.
    """

    mask: Bools
    objectness: float
    agrees: bool
    other: Bools | None = None


class Motion:
    """Where what is in one image is in the next."""

    def __init__(self, before: NDArray[np.uint8], now: NDArray[np.uint8]) -> None:
        """Both (H, W, 3) uint8 RGB of the same size."""
        self._scale = min(1.0, LONGEST_SIDE / max(before.shape[:2]))
        self._before, self._now = _grey(before, self._scale), _grey(now, self._scale)
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        still = np.zeros((*self._before.shape, 2), np.float32)
        self._flow = np.asarray(flow.calc(self._before, self._now, still))  # (h, w, 2): x, y in small pixels
        soft = cv2.GaussianBlur(now, (0, 0), 1.0).astype(np.float32)
        slopes = cv2.Sobel(soft, cv2.CV_32F, 1, 0) ** 2 + cv2.Sobel(soft, cv2.CV_32F, 0, 1) ** 2
        self._edges = np.sqrt(slopes.sum(axis=2))

    def moved(self, mask: Bools) -> Bools:
        """Return an (H, W) bool mask at its place in the next image; empty if it has left it.

        Of no motion, the shift and the similarity that fit the optical flow, and the place where the object's
        surroundings are found again, the one is taken after which the images differ least there.
        """
        shape = self._before.shape[1], self._before.shape[0]
        small = cv2.resize(mask.astype(np.uint8), shape, interpolation=cv2.INTER_NEAREST) > 0
        if not small.any():
            return mask.copy()
        ways = [_shift(0, 0), *self._by_flow(small), *self._by_search(small)]
        best = min(ways, key=lambda way: self._difference(small, way)).copy()
        best[:, 2] /= self._scale
        turned = cv2.warpAffine(
            mask.astype(np.uint8), best, (mask.shape[1], mask.shape[0]), flags=cv2.INTER_NEAREST
        )
        return np.asarray(turned > 0)

    def contrast(self, mask: Bools) -> float:
        """Return how steep the next image is along the outline of an (H, W) bool mask; only for comparison."""
        outline = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        return float(self._edges[outline].mean()) if outline.any() else 0.0

    def _by_flow(self, small: Bools) -> list[Way]:
        ys, xs = np.nonzero(small)
        if len(ys) < LEAST_POINTS:
            return []
        chosen = np.linspace(0, len(ys) - 1, min(len(ys), MOST_POINTS)).astype(int)
        start = np.stack([xs[chosen], ys[chosen]], axis=1).astype(np.float32)
        steps = self._flow[ys[chosen], xs[chosen]]
        ways = [_shift(*np.median(steps, axis=0))]
        fit, _ = cv2.estimateAffinePartial2D(
            start, start + steps, method=cv2.RANSAC, ransacReprojThreshold=1.5
        )
        if fit is not None and 1 / GROWTH < np.hypot(fit[0, 0], fit[1, 0]) < GROWTH:
            ways.append(np.asarray(fit, np.float32))
        return ways

    def _by_search(self, small: Bools) -> list[Way]:
        """Look for the object within its own size around its place."""
        rows, columns = np.flatnonzero(small.any(axis=1)), np.flatnonzero(small.any(axis=0))
        height, width = small.shape
        top, bottom = max(0, rows[0] - 3), min(height, rows[-1] + 4)
        left, right = max(0, columns[0] - 3), min(width, columns[-1] + 4)
        reach = max(bottom - top, right - left)
        above, before = max(0, top - reach), max(0, left - reach)
        area = self._now[above : bottom + reach, before : right + reach].astype(np.float32)
        patch = self._before[top:bottom, left:right].astype(np.float32)
        weight = cv2.dilate(small[top:bottom, left:right].astype(np.uint8), np.ones((5, 5), np.uint8))
        score = cv2.matchTemplate(area, patch, cv2.TM_SQDIFF, mask=weight.astype(np.float32))
        if not np.isfinite(score).all():
            return []
        x, y = cv2.minMaxLoc(score)[2]
        return [_shift(x + before - left, y + above - top)]

    def _difference(self, small: Bools, way: Way) -> float:
        """Return by how many grey levels the object and what is around it differ from where a motion puts them."""
        near = cv2.dilate(small.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        back = cv2.warpAffine(
            self._now,
            way,
            (small.shape[1], small.shape[0]),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        apart = cv2.absdiff(back, self._before)[near].astype(np.float32)
        return float(np.minimum(apart, SEEN_APART).mean())


def follow(
    predictor: Segmenting, scene: Any, state: Any, motion: Motion, mask: Bools, taken: Bools | None = None
) -> Followed | None:
    """Find the object of an (H, W) bool mask in the image of `scene`; None if it is no longer there.

    state: the decisions in this image; not changed. motion: from the image of the mask to this one. taken: (H, W)
    bool, what is annotated here already.
    """
    moved = motion.moved(mask)
    if taken is not None:
        moved &= ~taken
    if not moved.any() or np.count_nonzero(moved) < LEAST_LEFT * np.count_nonzero(mask):
        return None
    found, objectness = _seen(predictor, scene, state, moved, taken)
    if found is not None and _is_half(found, mask):
        other = _other_half(predictor, scene, state, moved | mask, found, taken)
        if other is not None and _is_half(other, mask):
            return Followed(found, objectness, False, other)
    agrees = found is not None and _iou(found, moved) >= AGREES
    if found is not None:
        least = 1.0 if agrees else STEEPER
        if motion.contrast(found) >= least * motion.contrast(moved):
            return Followed(found, objectness, agrees)
    return Followed(moved, objectness if agrees else min(objectness, 0.5), agrees)


def _is_half(part: Bools, whole: Bools) -> bool:
    share = float(part.sum()) / float(whole.sum())
    return HALF_LEAST <= share <= HALF_MOST


def _other_half(
    predictor: Segmenting, scene: Any, state: Any, place: Bools, half: Bools, taken: Bools | None
) -> Bools | None:
    """Return what the network sees besides one half of an object, at the place where it was and where it moved to."""
    rest = place & ~(cv2.dilate(half.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0)
    if taken is not None:
        rest &= ~taken
    other, _ = _seen(predictor, scene, state, rest, taken) if rest.any() else (None, 0.0)
    return None if other is None else other & ~half


def _seen(
    predictor: Segmenting, scene: Any, state: Any, place: Bools, taken: Bools | None
) -> tuple[Bools | None, float]:
    """Return the (H, W) bool mask that the network sees at a place, without what is taken, and its objectness."""
    rows, columns = np.flatnonzero(place.any(axis=1)), np.flatnonzero(place.any(axis=0))
    box = (float(columns[0]), float(rows[0]), float(columns[-1]) + 1, float(rows[-1]) + 1)
    click = Click(*deepest_point(place, ()), True)
    proposal, _ = predictor.propose(scene, state, clicks=[click], box=box)
    if proposal is None:
        return None, 0.0
    mask: Bools = proposal.mask if taken is None else proposal.mask & ~taken
    return (mask if mask.any() else None), float(proposal.objectness)


def _shift(x: float, y: float) -> Way:
    return np.array([[1, 0, x], [0, 1, y]], np.float32)


def _grey(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(grey, np.uint8)


def _iou(one: Bools, other: Bools) -> float:
    return float((one & other).sum()) / max(float((one | other).sum()), 1.0)
