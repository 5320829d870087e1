"""Corrects a mask by clicks: what the network answers, taken where a click asks for it, and the click itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import distance_transform_edt, label

from rsis_model.clicks import Click
from rsis_model.regions import Bools, deepest_point, part_at, tight

ALIKE = 0.7
"""IoU of the network's whole answer and the change that a click asks for from which that answer is taken."""
MOVING = 4
"""With at most this many clicks on an object, a correcting one also moves the outline beside it."""
MOVED = 0.7
"""How far beside the click, as the standard deviation of a Gaussian in radii of the mask."""


def obey(answer: Bools, before: Bools, clicks: Sequence[Click], one_part: bool = False) -> Bools:
    """Return the (H, W) bool mask after a correction of `before`, in which its newest click is fulfilled.

    If the network's `answer` does that, and is much like the change that the clicks ask for (`changed`), it is taken:
    what it knows well it corrects well. Otherwise that change is, and all else stays as it was. Clicks that `before`
    fulfils already ask for nothing; if all do, the answer is taken.
    one_part: what a negative click cuts off from the object goes too; parts that a positive click is on stay.
    """
    if not clicks or not before.any() or all(_fulfils(before, click) for click in clicks):
        return answer
    made = changed(answer, before, clicks, one_part)
    if not _fulfils(answer, clicks[-1]):
        return made
    alike = np.count_nonzero(answer & made) >= ALIKE * np.count_nonzero(answer | made)
    return answer if alike else made


def changed(answer: Bools, before: Bools, clicks: Sequence[Click], one_part: bool = False) -> Bools:
    """Return the (H, W) bool mask `before`, not empty, with the change that its clicks ask for, and no other.

    Each click that `before` does not fulfil gets

    - the changed part of `answer` that holds it (as the progressive merge of FocalClick, Chen et al., CVPR 2022);
    - a disk around it that reaches the outline of `before`, but is no larger than one that fits into it;
    - the first ones, the outline moved to the click, and less with the distance from it: at first, masks are mostly
      too small or too large along a whole side.

    None of it reaches farther than half-way to a click of the other kind, nor takes the object away altogether.
    """
    height, width = before.shape
    told = [click for click in clicks if not _fulfils(before, click)]
    at = {click: _pixel(before, click) for click in clicks}
    margin = max(tight(before)[0].shape)
    ys, xs = np.nonzero(answer | before)
    y0, y1 = _span([*ys[[0, -1]], *(at[c][0] for c in clicks)], margin, height)
    x0, x1 = _span([xs.min(), xs.max(), *(at[c][1] for c in clicks)], margin, width)
    old, new = before[y0:y1, x0:x1], answer[y0:y1, x0:x1]
    inside = distance_transform_edt(np.pad(old, 1))[1:-1, 1:-1]
    outside = distance_transform_edt(~old)
    radius = float(inside.max())
    rows, columns = np.ogrid[: old.shape[0], : old.shape[1]]
    squared = {
        click: (rows + y0 - row) ** 2 + (columns + x0 - column) ** 2 for click, (row, column) in at.items()
    }
    made = old.copy()
    for click in told:
        row, column = at[click][0] - y0, at[click][1] - x0
        depth = outside if click.positive else inside
        reach = max(1.0, min(float(depth[row, column]), radius))
        change = squared[click] <= reach**2
        answered = new & ~old if click.positive else old & ~new
        if answered[row, column]:
            change |= part_at(answered, column, row)
        if len(clicks) <= MOVING:
            change |= depth < reach * np.exp(-squared[click] / (2 * max(MOVED * radius, reach) ** 2)) + 0.5
        for other in clicks:
            if other.positive != click.positive:
                change &= squared[other] > squared[click][at[other][0] - y0, at[other][1] - x0] / 4
        if not click.positive and not (made & ~change).any():
            change = squared[click] <= (reach / 2) ** 2
        made = made | change if click.positive else made & ~change
    result = np.zeros_like(before)
    result[y0:y1, x0:x1] = made
    if one_part and not all(c.positive for c in told):
        return (
            _parts_on(result, clicks)
            if any(c.positive for c in clicks)
            else part_at(result, *deepest_point(before, clicks))
        )
    return result


def _pixel(mask: Bools, click: Click) -> tuple[int, int]:
    """Return the row and column of the click's pixel, or of the nearest one in the image."""
    height, width = mask.shape
    return min(max(round(click.y), 0), height - 1), min(max(round(click.x), 0), width - 1)


def _fulfils(mask: Bools, click: Click) -> bool:
    return bool(mask[_pixel(mask, click)]) == click.positive


def _parts_on(mask: Bools, clicks: Sequence[Click]) -> Bools:
    """Return the connected parts of a mask that positive clicks are on, or all of it if there is none."""
    parts, _ = label(mask)
    on = {int(parts[_pixel(mask, click)]) for click in clicks if click.positive} - {0}
    return np.isin(parts, list(on)) if on else mask


def _span(places: Sequence[int], margin: int, size: int) -> tuple[int, int]:
    """Return the range of indices from 0 to `size` with these places and a margin."""
    return max(int(min(places)) - margin, 0), min(int(max(places)) + margin + 1, size)
