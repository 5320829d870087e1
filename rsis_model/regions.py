"""Points and parts of a mask: pure functions of (H, W) bool arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, label

from rsis_model.clicks import Click

Bools = NDArray[np.bool_]


def part_at(mask: Bools, x: float, y: float) -> Bools:
    """Return the connected part of an (H, W) bool mask at a point in pixels, or all of it if there is no part there."""
    parts, count = label(mask)
    row, column = round(y), round(x)
    if count < 2 or not (0 <= row < mask.shape[0] and 0 <= column < mask.shape[1]) or not parts[row, column]:
        return mask
    return np.asarray(parts == parts[row, column])


def deepest_point(mask: Bools, avoid: Sequence[Click] = ()) -> tuple[float, float]:
    """Return the pixel (x, y) of a nonempty (H, W) bool mask that is farthest from its outline and from the clicks."""
    ys, xs = np.nonzero(mask)
    y0, x0 = int(ys.min()), int(xs.min())
    inside = np.pad(mask[y0 : ys.max() + 1, x0 : xs.max() + 1], 1)
    for click in avoid:
        y, x = round(click.y) - y0 + 1, round(click.x) - x0 + 1
        if 0 <= y < inside.shape[0] and 0 <= x < inside.shape[1]:
            inside[y, x] = False
    depth = distance_transform_edt(inside)
    row, column = divmod(int(depth.argmax()), depth.shape[1])
    return float(column + x0 - 1), float(row + y0 - 1)


def obey(answer: Bools, before: Bools, clicks: Sequence[Click], one_part: bool = False) -> Bools:
    """Return the (H, W) bool mask `before` with the change that its clicks ask for, and no other.

    Clicks that `before` fulfils already ask for nothing; if all do, the network's `answer` is returned as it is. Each
    other click gets the changed part of `answer` that holds it (as the progressive merge of FocalClick, Chen et al.
    2022), and a disk around it that reaches the outline of `before`, but is no larger than one that fits into it.
    one_part: what a negative click cuts off from the object goes too.
    """
    height, width = before.shape
    at = {c: (min(max(round(c.y), 0), height - 1), min(max(round(c.x), 0), width - 1)) for c in clicks}
    told = [c for c in clicks if bool(before[at[c]]) != c.positive]
    if not told or not before.any():
        return answer
    margin = max(tight(before)[0].shape)  # of a disk around a click
    ys, xs = np.nonzero(answer | before)
    y0, y1 = _span([*ys[[0, -1]], *(at[c][0] for c in told)], margin, height)
    x0, x1 = _span([xs.min(), xs.max(), *(at[c][1] for c in told)], margin, width)
    old, new = before[y0:y1, x0:x1], answer[y0:y1, x0:x1]
    depth = distance_transform_edt(np.pad(old, 1))[1:-1, 1:-1]
    to_mask = distance_transform_edt(~old)
    rows, columns = np.ogrid[: old.shape[0], : old.shape[1]]
    inside = old.copy()
    for click in told:
        row, column = at[click][0] - y0, at[click][1] - x0
        changed = new & ~old if click.positive else old & ~new
        radius = max(1.0, min(float((to_mask if click.positive else depth)[row, column]), float(depth.max())))
        change = (rows - row) ** 2 + (columns - column) ** 2 <= radius**2
        if changed[row, column]:
            change |= part_at(changed, column, row)
        inside = inside | change if click.positive else inside & ~change
    result = np.zeros_like(before)
    result[y0:y1, x0:x1] = inside
    if one_part and not all(c.positive for c in told):
        on = next(((c.x, c.y) for c in clicks if c.positive), None) or deepest_point(before, clicks)
        return part_at(result, *on)
    return result


def _span(places: Sequence[int], margin: int, size: int) -> tuple[int, int]:
    """Return the range of indices from 0 to `size` with these places and a margin."""
    return max(int(min(places)) - margin, 0), min(int(max(places)) + margin + 1, size)


def tight(mask: Bools) -> tuple[Bools, tuple[int, int]]:
    """Return the part of an (H, W) bool mask in its bounding box, and that box's top left pixel as y, x."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return mask[:0, :0].copy(), (0, 0)
    patch = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return patch.copy(), (int(rows[0]), int(columns[0]))
