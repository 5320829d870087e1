"""Rectangle and ellipse: drawn from corner to corner, or with Alt from the centre."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from annotations.geometry import Point
from annotations.masks import Mask
from annotations.masks.shapes import ellipse as ellipse_mask
from annotations.masks.shapes import rectangle as rectangle_mask
from annotations.message import Message
from app.tools.gesture import Gesture, Mode, PointerEvent, Preview, ToolContext
from app.tools.points import dragged
from app.tools.shaping import mode_of, near, shaped

POINTS_OF_AN_ELLIPSE = 64


def rectangle(event: PointerEvent, context: ToolContext) -> Gesture:
    """A box from the press to the release. The right button subtracts it from the target."""
    return _drawn(event, context, Message("rectangle"), rectangle_mask, _rectangle_line)


def ellipse(event: PointerEvent, context: ToolContext) -> Gesture:
    """The ellipse inscribed in the box from the press to the release."""
    return _drawn(event, context, Message("ellipse"), ellipse_mask, _ellipse_line)


def _drawn(
    event: PointerEvent,
    context: ToolContext,
    tool: Message,
    make: Callable[[Point, Point, tuple[int, int]], Mask],
    line: Callable[[Point, Point], tuple[Point, ...]],
) -> Gesture:
    mode: Mode = "subtract" if event.button == "right" else mode_of(event, context)
    centred = "alt" in event.modifiers
    press = event.point

    def first(end: Point) -> Point:
        return (2 * press[0] - end[0], 2 * press[1] - end[1]) if centred else press

    end = yield from dragged(event, lambda at: Preview(line=line(first(at), at)))
    if near(press, end, context.reach / 3):
        return None
    return shaped(make(first(end), end, context.size), mode, context, tool)


def _rectangle_line(a: Point, b: Point) -> tuple[Point, ...]:
    return (a, (b[0], a[1]), b, (a[0], b[1]), a)


def _ellipse_line(a: Point, b: Point) -> tuple[Point, ...]:
    (x, y), (rx, ry) = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), ((b[0] - a[0]) / 2, (b[1] - a[1]) / 2)
    angles = [2 * pi * k / POINTS_OF_AN_ELLIPSE for k in range(POINTS_OF_AN_ELLIPSE + 1)]
    return tuple((x + rx * cos(angle), y + ry * sin(angle)) for angle in angles)
