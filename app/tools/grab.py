"""GrabCut: a box around the object, scribbles to correct it, then Enter."""

from __future__ import annotations

from annotations.geometry import Box, FloatBox, Point
from annotations.masks import Mask
from annotations.masks.grab_cut import Scribble, grab_cut, surroundings
from annotations.message import Message
from app.actions import KeyOf
from app.tools.gesture import Gesture, Job, PointerEvent, Preview, Say, ToolContext
from app.tools.points import box_between, dragged_box
from app.tools.shaping import mode_of, shaped

SMALLEST = 4  # image pixels per side
NOTHING = Message(
    "No object found in this box. Drag over the object to mark it, or cancel ({cancel}) and draw a "
    "larger box.",
    cancel=KeyOf("cancel"),
)
HINT = Message(
    "Drag over missing parts, right-drag over parts to remove. {accept} accepts, {cancel} cancels.",
    accept=KeyOf("accept"),
    cancel=KeyOf("cancel"),
)
LOOKING = Message("Segmenting the object…")


def grabcut(event: PointerEvent, context: ToolContext, found_hint: Message = HINT) -> Gesture:
    """Segments the object in a box; left scribbles add, right ones subtract, Backspace undoes one.

    A left press outside the box accepts what is shown, and begins anew (`Preview.within`).
    """
    mode = mode_of(event, context)
    box = _whole(box_between(event.point, (yield from dragged_box(event))), context.size)
    if box[2] - box[0] < SMALLEST or box[3] - box[1] < SMALLEST:
        return Say(Message("Drag a box around the object, from one corner to the opposite one."))
    scribbles: list[Scribble] = []
    line: list[Point] = []  # of the scribble being drawn
    adds = True
    found: Mask | None = None
    job: Job | None = _job(box, (), context)
    confirmed = False
    while not (confirmed and job is None and found is not None):
        event = yield Preview(
            shape=found, line=_rim(box), stroke=tuple(line), adds=adds or not line, job=job,
            within=box,
            scribbles=tuple((scribble.points, scribble.is_object) for scribble in scribbles),
            hint=LOOKING if job else NOTHING if found is None or found.is_empty else found_hint,
        )  # fmt: skip
        if event.kind == "computed":
            found, job = event.answer, None
            confirmed = confirmed and not event.answer.is_empty
        elif event.kind in ("confirm", "double"):
            confirmed = job is not None or (found is not None and not found.is_empty)
        elif event.kind == "back":
            if not scribbles:
                return None
            scribbles.pop()
            job = _job(box, tuple(scribbles), context)
        elif event.kind == "press":
            line, adds = [event.point], event.button != "right"
        elif line and event.kind in ("move", "release"):
            line.append(event.point)
            if event.kind == "release":
                scribbles.append(Scribble(tuple(line), max(1.0, context.reach / 3), adds))
                line = []
                job = _job(box, tuple(scribbles), context)
    return shaped(found, mode, context, Message("GrabCut"))


def _job(box: Box, scribbles: tuple[Scribble, ...], context: ToolContext) -> Job:
    def run() -> Mask:
        part = surroundings(box, scribbles, context.size)
        return grab_cut(context.pixels(part), part, box, scribbles, context.size)

    return Job(run)


def _whole(box: FloatBox, size: tuple[int, int]) -> Box:
    """The box in whole pixels, clipped to the image."""
    return (
        max(0, round(box[0])),
        max(0, round(box[1])),
        min(size[1], round(box[2])),
        min(size[0], round(box[3])),
    )


def _rim(box: Box) -> tuple[Point, ...]:
    x0, y0, x1, y1 = box
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
