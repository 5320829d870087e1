"""GrabCut: separates the object in a box from its surroundings by colour, with scribbles as corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import Box, Point
from annotations.masks.edits import paint
from annotations.masks.mask import Mask
from annotations.message import Message

MOST_PIXELS = 300 * 300
"""Largest number of pixels to compute on; a larger part is scaled down first, since the time grows with it."""
MARGIN = 0.35
"""Share of the box's sides that is added around it, to learn the background's colours."""
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scribble:
    """A line of `points` (x, y in the image) drawn with a brush of `radius` pixels, marking object or background."""

    points: tuple[Point, ...]
    radius: float
    is_object: bool


def surroundings(box: Box, scribbles: Sequence[Scribble], size: tuple[int, int]) -> Box:
    """Return the part of an image of `size` (height, width) that `grab_cut` needs for a box and scribbles."""
    x0, y0, x1, y1 = box
    dx, dy = round((x1 - x0) * MARGIN) + 2, round((y1 - y0) * MARGIN) + 2
    xs = [x for scribble in scribbles if scribble.is_object for x, _ in scribble.points]
    ys = [y for scribble in scribbles if scribble.is_object for _, y in scribble.points]
    return (
        max(0, int(min([x0, *xs])) - dx),
        max(0, int(min([y0, *ys])) - dy),
        min(size[1], int(max([x1, *xs])) + dx),
        min(size[0], int(max([y1, *ys])) + dy),
    )


def grab_cut(
    pixels: NDArray[np.uint8], part: Box, box: Box, scribbles: Sequence[Scribble], size: tuple[int, int]
) -> Mask:
    """Return the object in `box` (x0, y0, x1, y1) of an image of `size` (height, width).

    `pixels` (h, w, 3) uint8 is the image inside `part`, see `surroundings`. Everything outside the box is background,
    except for scribbles. The same input gives the same mask. Takes up to a second (Rother et al. 2004). ValueError if
    there is nothing to separate.
    """
    import cv2

    height, width = pixels.shape[:2]
    shrunk = min(1.0, (MOST_PIXELS / max(1, height * width)) ** 0.5)
    small = (max(1, round(width * shrunk)), max(1, round(height * shrunk)))
    resized = small != (width, height)
    looked_at = cv2.resize(pixels, small, interpolation=cv2.INTER_AREA) if resized else pixels
    labels = _labels(part, box, scribbles, size, small)
    is_object = (labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)
    if not is_object.any() or is_object.all():
        raise ValueError(Message("There is nothing to separate: leave some background around the object."))
    cv2.setRNGSeed(0)
    object_colors, other_colors = np.zeros((1, 65)), np.zeros((1, 65))
    whole = (0, 0, *small)  # ignored where there are labels
    picture = np.ascontiguousarray(looked_at)
    cv2.grabCut(picture, labels, whole, other_colors, object_colors, ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = (labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)
    if resized:
        share = cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        found = share >= 0.5
    return Mask.from_patch(found, (part[1], part[0]), size)


def _labels(
    part: Box, box: Box, scribbles: Sequence[Scribble], size: tuple[int, int], small: tuple[int, int]
) -> NDArray[np.uint8]:
    """Return the initial labels, (h, w) uint8 with OpenCV's four values; `small` is (w, h)."""
    import cv2

    labels = np.full((part[3] - part[1], part[2] - part[0]), cv2.GC_BGD, np.uint8)
    x0, y0, x1, y1 = box[0] - part[0], box[1] - part[1], box[2] - part[0], box[3] - part[1]
    labels[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = cv2.GC_PR_FGD
    if not (labels == cv2.GC_BGD).any():  # the box is as large as the image: take its rim for background
        labels[[0, -1], :] = cv2.GC_BGD
        labels[:, [0, -1]] = cv2.GC_BGD
    for scribble in scribbles:
        touched = paint(Mask.empty(size), scribble.points, scribble.radius).window(part)
        labels[touched] = cv2.GC_FGD if scribble.is_object else cv2.GC_BGD
    if small != (labels.shape[1], labels.shape[0]):
        labels = np.ascontiguousarray(cv2.resize(labels, small, interpolation=cv2.INTER_NEAREST))
    return labels
