"""Magic wand and flood fill: a click selects an area of one colour, or up to the surrounding masks."""

from __future__ import annotations

from annotations.geometry import Box, Point, pixel_at
from annotations.masks import Mask
from annotations.masks.regions import enclosed, similar
from annotations.message import Message
from app.tools.gesture import (
    DrawMask,
    EditMask,
    Gesture,
    Job,
    Mode,
    PointerEvent,
    Preview,
    Say,
    ToolContext,
)
from app.tools.shaping import inside, mode_of, shaped

REACH_OF_THE_WAND = 2048
"""The wand's maximum reach in pixels to each side."""
TOLERANCE_A_PIXEL = 0.5
"""Change of the tolerance per screen pixel dragged."""


def wand(event: PointerEvent, context: ToolContext) -> Gesture:
    """Selects the connected area of the colour clicked; dragging right selects more, left less."""
    if not inside(event.point, context.size):
        return None
    mode: Mode = "subtract" if event.button == "right" else mode_of(event, context)
    seed, start = event.point, context.options.tolerance
    screen_pixel = context.reach / 9  # the reach is nine screen pixels
    wanted = sought = start
    found: Mask | None = None
    job: Job | None = _wand_job(seed, sought, context)
    released = False
    while not (released and job is None and found is not None):
        hint = Message("Tolerance {tolerance}. Drag right for more, left for less.", tolerance=wanted)
        event = yield Preview(shape=found, adds=mode in ("new", "add"), job=job, hint=hint)
        if event.kind == "computed":
            found, job = event.answer, None
        elif event.kind in ("move", "release") and not released:
            moved = (event.x - seed[0]) / screen_pixel * TOLERANCE_A_PIXEL
            wanted = min(max(round(start + moved), 0), 255)
            released = event.kind == "release"
        if job is None and wanted != sought:
            sought = wanted
            job = _wand_job(seed, sought, context)
    return shaped(found, mode, context, Message("magic wand"))


def _wand_job(seed: Point, tolerance: int, context: ToolContext) -> Job:
    x, y = pixel_at(seed)
    height, width = context.size
    box: Box = (
        max(0, x - REACH_OF_THE_WAND),
        max(0, y - REACH_OF_THE_WAND),
        min(width, x + REACH_OF_THE_WAND),
        min(height, y + REACH_OF_THE_WAND),
    )

    def run() -> Mask:
        area = similar(context.pixels(box), (x - box[0], y - box[1]), tolerance)
        return Mask.from_patch(area, (box[1], box[0]), context.size)

    return Job(run)


def fill(event: PointerEvent, context: ToolContext) -> Gesture:
    """Fills the area clicked, up to the surrounding masks and the border, and adds it to the target, if any."""
    if not inside(event.point, context.size):
        return None
    target, place = context.target, event.point
    mode: Mode = "new" if "ctrl" in event.modifiers else "add"
    walls = (*context.others(), *((target,) if target is not None else ()))
    job = Job(lambda: enclosed(walls, place, context.size))
    while event.kind != "computed":
        event = yield Preview(job=job, hint=Message("Computing the area…"))
    area: Mask = event.answer
    if area.is_empty:
        return Say(Message("There is already a mask here. Click a gap between masks, or a hole."))
    match shaped(area, mode, context, Message("flood fill")):
        case EditMask(mask):
            return EditMask(mask, Message("Flood fill"))
        case _:
            return DrawMask(area, Message("Draw ({tool})", tool=Message("flood fill")))
