"""Corrects a mask by clicks: what the network answers, taken where a click asks for it, and the click itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import distance_transform_edt

from rsis_model.clicks import Click
from rsis_model.regions import Bools, deepest_point, part_at, tight

MOVING = 4
"""With at most this many clicks on an object, a correcting one also moves the outline beside it."""
MOVED = 0.7
"""How far beside the click, as the standard deviation of a Gaussian in radii of the mask."""


def obey(answer: Bools, before: Bools, clicks: Sequence[Click], one_part: bool = False) -> Bools:
    """Return the (H, W) bool mask `before` with the change that its clicks ask for, and no other.

    Clicks that `before` fulfils already ask for nothing; if all do, the network's `answer` is returned as it is. Each
    other click gets

    - the changed part of `answer` that holds it (as the progressive merge of FocalClick, Chen et al., CVPR 2022);
    - a disk around it that reaches the outline of `before`, but is no larger than one that fits into it;
    - the first ones, the outline moved to the click, and less with the distance from it: at first, masks are mostly
      too small or too large along a whole side.

    one_part: what a negative click cuts off from the object goes too.
    """
    height, width = before.shape
    at = {c: (min(max(round(c.y), 0), height - 1), min(max(round(c.x), 0), width - 1)) for c in clicks}
    told = [c for c in clicks if bool(before[at[c]]) != c.positive]
    if not told or not before.any():
        return answer
    margin = max(tight(before)[0].shape)
    ys, xs = np.nonzero(answer | before)
    y0, y1 = _span([*ys[[0, -1]], *(at[c][0] for c in told)], margin, height)
    x0, x1 = _span([xs.min(), xs.max(), *(at[c][1] for c in told)], margin, width)
    old, new = before[y0:y1, x0:x1], answer[y0:y1, x0:x1]
    inside = distance_transform_edt(np.pad(old, 1))[1:-1, 1:-1]
    outside = distance_transform_edt(~old)
    radius = float(inside.max())
    rows, columns = np.ogrid[: old.shape[0], : old.shape[1]]
    made = old.copy()
    for click in told:
        row, column = at[click][0] - y0, at[click][1] - x0
        depth = outside if click.positive else inside
        reach = max(1.0, min(float(depth[row, column]), radius))
        squared = (rows - row) ** 2 + (columns - column) ** 2
        change = squared <= reach**2
        changed = new & ~old if click.positive else old & ~new
        if changed[row, column]:
            change |= part_at(changed, column, row)
        if len(clicks) <= MOVING:
            change |= depth < reach * np.exp(-squared / (2 * max(MOVED * radius, reach) ** 2)) + 0.5
        made = made | change if click.positive else made & ~change
    result = np.zeros_like(before)
    result[y0:y1, x0:x1] = made
    if one_part and not all(c.positive for c in told):
        on = next(((c.x, c.y) for c in clicks if c.positive), None) or deepest_point(before, clicks)
        return part_at(result, *on)
    return result


def _span(places: Sequence[int], margin: int, size: int) -> tuple[int, int]:
    """Return the range of indices from 0 to `size` with these places and a margin."""
    return max(int(min(places)) - margin, 0), min(int(max(places)) + margin + 1, size)
