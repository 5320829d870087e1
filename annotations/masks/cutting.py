"""Cuts a mask in two along a straight line."""

from __future__ import annotations

import numpy as np

from annotations.geometry import Point
from annotations.masks.edits import paint
from annotations.masks.mask import Mask
from annotations.masks.rle import Bools, Ints

WIDTH = 1.0
"""Half the width of the strip along the line that separates the parts; its pixels go to the side they are on."""


def cut(mask: Mask, a: Point, b: Point) -> tuple[Mask, Mask] | None:
    """Return the two sides of a mask along the line from `a` to `b`, the larger first; together they are the mask.

    Only the part that the line crosses is cut; other parts stay with the larger side. None if the line does not
    divide it: it ends inside, or passes beside. Points are x, y in image coordinates.
    """
    import cv2

    if mask.is_empty or tuple(a) == tuple(b):
        return None
    patch = mask.patch()
    x0, y0, x1, y1 = mask.bbox
    strip = paint(Mask.empty(mask.size), [a, b], WIDTH).window((x0, y0, x1, y1)) & patch
    rows, columns = np.mgrid[y0:y1, x0:x1] + 0.5
    left = (b[0] - a[0]) * (rows - a[1]) - (b[1] - a[1]) * (columns - a[0]) < 0
    count, found_labels = cv2.connectedComponents((patch & ~strip).astype(np.uint8), connectivity=8)
    labels = np.asarray(found_labels, np.int64)
    near = cv2.dilate(strip.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    on_left, on_right = (np.unique(labels[near & (labels > 0) & side]) for side in (left, ~left))
    on_left, on_right = _told_apart(labels, near, left, on_left, on_right)
    if not on_left.size or not on_right.size:
        return None
    sides = np.zeros(count, np.uint8)
    sides[on_left], sides[on_right] = 1, 2
    found = sides[labels]
    found[strip] = np.where(left[strip], 1, 2)
    parts = [Mask.from_patch(found == side, mask.origin, mask.size) for side in (1, 2)]
    small, large = sorted((1, 2), key=lambda side: parts[side - 1].area)
    others = patch & (found == 0)
    whole = Mask.from_patch((found == large) | others, mask.origin, mask.size)
    return whole, parts[small - 1]


def _told_apart(labels: Ints, near: Bools, left: Bools, on_left: Ints, on_right: Ints) -> tuple[Ints, Ints]:
    """Leave each part on one side; a part that reaches round the end of the line is on neither."""
    both = np.intersect1d(on_left, on_right)
    beyond = []
    for label in both.tolist():
        pixels = near & (labels == label)
        share = np.count_nonzero(pixels & left) / np.count_nonzero(pixels)
        if share > 0.8:
            on_right = on_right[on_right != label]
        elif share < 0.2:
            on_left = on_left[on_left != label]
        else:
            beyond.append(label)
    return np.setdiff1d(on_left, beyond), np.setdiff1d(on_right, beyond)
