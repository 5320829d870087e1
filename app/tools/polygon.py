"""Polygon and live-wire: one click per corner, closed by Enter, a double click or a click on the first corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotations.geometry import Box, Point, pixel_at
from annotations.masks import Mask
from annotations.masks.edits import fill_polygon, without_specks
from annotations.masks.live_wire import LiveWire
from annotations.message import Message
from app.tools.gesture import Gesture, Job, PointerEvent, Preview, ToolContext
from app.tools.shaping import inside, mode_of, near, shaped

FREEHAND = 1.0  # share of the reach: spacing of corners drawn with the button held
GRIP = 0.6  # share of the reach: distance for grabbing a corner, small so that corners may be close together
SPECK = 0.02  # share of a live-wire's area: smaller parts and holes are where its line crosses itself
LOOKED_AROUND = 800  # image pixels to each side of a corner, if the view is unknown


def polygon(event: PointerEvent, context: ToolContext) -> Gesture:
    """Draws a polygon. Backspace or the right button removes the last corner; corners can be dragged.

    With the button held it follows the pointer; releasing at the first corner closes it.
    """
    mode = mode_of(event, context)
    corners: list[Point] = [event.point]
    pointer = event.point
    held: int | None = None  # the corner being dragged
    since: int | None = 1  # the number of corners when the button was pressed
    while True:
        closes = held is None and len(corners) >= 3 and near(pointer, corners[0], context.reach)
        tail = () if held is not None else (corners[0] if closes else pointer,)
        event = yield Preview(line=(*corners, *tail), dots=tuple(corners), closable=closes)
        pointer = event.point if event.kind in ("press", "move", "release", "double") else pointer
        if held is not None:
            corners[held] = pointer
            held = None if event.kind == "release" else held
        elif event.kind == "back" or (event.kind == "press" and event.button == "right"):
            corners.pop()
            since = None
            if not corners:
                return None
        elif event.kind in ("confirm", "double"):
            if len(corners) >= 3:
                break
        elif event.kind == "press":
            if len(corners) >= 3 and near(event.point, corners[0], context.reach):
                break
            grip = context.reach * GRIP
            held = next((i for i in range(1, len(corners)) if near(pointer, corners[i], grip)), None)
            if held is None:
                corners += [event.point] if event.point != corners[-1] else []
                since = len(corners)
        elif event.kind == "release":
            if (
                since is not None
                and len(corners) > max(since, 2)
                and near(pointer, corners[0], context.reach)
            ):
                break
            since = None
        elif since is not None and not near(pointer, corners[-1], context.reach * FREEHAND):
            corners.append(pointer)
    return shaped(fill_polygon(Mask.empty(context.size), corners), mode, context, Message("polygon"))


@dataclass(frozen=True)
class _Leg:
    """The line from one corner, while computing and once its `wire` is ready."""

    corner: Point
    job: Job
    wire: LiveWire | None = None

    def to(self, point: Point) -> tuple[Point, ...]:
        return self.wire.line_to(point)[1:] if self.wire is not None else (point,)


def live_wire(event: PointerEvent, context: ToolContext) -> Gesture:
    """Draws along edges of the image, from corner to corner. Backspace or the right button removes one."""
    if not inside(event.point, context.size):
        return None
    mode = mode_of(event, context)
    legs = [_leg(event.point, context)]
    lines: list[tuple[Point, ...]] = []  # from each corner to the next one
    pointer = event.point
    waiting: PointerEvent | None = None  # clicked before the line to it was found
    while True:
        closes = len(lines) >= 2 and near(pointer, legs[0].corner, context.reach)
        corners = tuple(leg.corner for leg in legs)
        so_far = (corners[0], *(point for line in lines for point in line))
        tail = legs[-1].to(corners[0] if closes else pointer)
        job = legs[-1].job if legs[-1].wire is None else None
        event = yield Preview(line=(*so_far, *tail), dots=corners, closable=closes, job=job)
        if event.kind == "computed":
            legs[-1] = replace(legs[-1], wire=event.answer)
            if waiting is None:
                continue
            event, waiting = waiting, None
        pointer = event.point if event.kind in ("press", "move", "release", "double") else pointer
        if event.kind == "back" or (event.kind == "press" and event.button == "right"):
            legs.pop()
            waiting = None
            if not legs:
                return None
            lines.pop()
        elif _ends(event, lines, legs[0].corner, context.reach):
            if legs[-1].wire is None:
                waiting = event
                continue
            break
        elif event.kind == "press" and event.point != legs[-1].corner and inside(pointer, context.size):
            if legs[-1].wire is None:
                waiting = event
                continue
            lines.append(legs[-1].to(event.point))
            legs.append(_leg(event.point, context))
    lines.append(legs[-1].to(legs[0].corner))
    shape = fill_polygon(Mask.empty(context.size), [point for line in lines for point in line])
    shape = without_specks(shape, round(shape.area * SPECK))
    return shaped(shape, mode, context, Message("live-wire"))


def _ends(event: PointerEvent, lines: list[tuple[Point, ...]], first: Point, reach: float) -> bool:
    """Whether this closes the outline: there is at least one line, and the way back differs from it."""
    if event.kind in ("confirm", "double"):
        return len(lines) >= 1
    return event.kind == "press" and len(lines) >= 2 and near(event.point, first, reach)


def _leg(corner: Point, context: ToolContext) -> _Leg:
    box = _looked_at(corner, context)
    return _Leg(corner, Job(lambda: LiveWire(context.pixels(box), box, corner)))


def _looked_at(corner: Point, context: ToolContext) -> Box:
    """The visible part of the image, extended to include the corner."""
    height, width = context.size
    x, y = pixel_at(corner)
    around = (x - LOOKED_AROUND, y - LOOKED_AROUND, x + LOOKED_AROUND, y + LOOKED_AROUND)
    x0, y0, x1, y1 = context.view if context.view is not None else around
    return (
        max(0, min(x0, x - 2)),
        max(0, min(y0, y - 2)),
        min(width, max(x1, x + 3)),
        min(height, max(y1, y + 3)),
    )
