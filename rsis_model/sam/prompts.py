"""What a person asks a SAM for: points, a box, and the mask to correct, in pixels of the image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rsis_model.clicks import Click
from rsis_model.regions import Bools, deepest_point, tight
from rsis_model.sam.resampling import Floats, Size

if TYPE_CHECKING:
    from rsis_model.scene import Box

BACKGROUND, OBJECT, TOP_LEFT, BOTTOM_RIGHT, NO_POINT = 0.0, 1.0, 2.0, 3.0, -1.0
"""SAM's labels of points."""
Point = tuple[float, float, float]
"""x and y with whole numbers at the centres of pixels, and the label."""


@dataclass(frozen=True)
class Prompts:
    """points: the clicks, oldest first. corners: of a box, top left and bottom right; empty without one.

    logits: (h, w) of the mask to correct, as the decoder answered it; mask: (H, W) bool, if it did not.
    """

    points: tuple[Point, ...] = ()
    corners: tuple[Point, ...] = ()
    logits: Floats | None = None
    mask: Bools | None = None

    @property
    def is_ambiguous(self) -> bool:
        """Whether a single click asks: it can mean a part of an object, the object, or a group."""
        return len(self.points) == 1 and not self.corners and self.logits is None and self.mask is None


def points_of(clicks: Sequence[Click], correct: Bools | None, has_box: bool) -> tuple[Point, ...]:
    """Return the clicks as points; if neither one of them nor a box tells the object, with one inside `correct`."""
    points = [(click.x, click.y, OBJECT if click.positive else BACKGROUND) for click in clicks]
    if not has_box and correct is not None and correct.any() and not any(click.positive for click in clicks):
        points.insert(0, (*deepest_point(correct, clicks), OBJECT))
    return tuple(points)


def corners_of(box: Box | None, size: Size) -> tuple[Point, ...]:
    """Return the corners of a box x0, y0, x1, y1 as points, inside an image of (height, width)."""
    if box is None:
        return ()
    x0, x1 = sorted(min(max(float(x), 0.0), size[1]) for x in (box[0], box[2]))
    y0, y1 = sorted(min(max(float(y), 0.0), size[0]) for y in (box[1], box[3]))
    # Boxes count from the corners of pixels, points from their centres.
    return (x0 - 0.5, y0 - 0.5, TOP_LEFT), (x1 - 0.5, y1 - 0.5, BOTTOM_RIGHT)


def box_around(mask: Bools, clicks: Sequence[Click]) -> Box:
    """Return the box x0, y0, x1, y1 around an (H, W) bool mask that is not empty and its positive clicks."""
    patch, (y, x) = tight(mask)
    xs = [x, x + patch.shape[1], *(c.x + 0.5 for c in clicks if c.positive)]
    ys = [y, y + patch.shape[0], *(c.y + 0.5 for c in clicks if c.positive)]
    return min(xs), min(ys), max(xs), max(ys)


def in_frame(points: Sequence[Point], size: Size, frame: Size) -> tuple[Floats, Floats]:
    """Return points as (1, n, 2) x, y and (1, n) labels in an image resized from `size` to `frame`.

    The centre of a pixel stays what it is: the graphs add half a pixel of their own.
    """
    scale_y, scale_x = frame[0] / size[0], frame[1] / size[1]
    places = [((x + 0.5) * scale_x - 0.5, (y + 0.5) * scale_y - 0.5) for x, y, _ in points]
    labels = [label for *_, label in points]
    return np.array(places, np.float32).reshape(1, -1, 2), np.array(labels, np.float32).reshape(1, -1)
