"""What goes into a tool (pointer events), what it shows meanwhile (previews) and what comes out (results)."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import Box, FloatBox, Point
from annotations.masks import Mask

Mode = Literal["new", "add", "subtract", "intersect"]
"""What a drawn shape does: a new instance, or a change of the target."""


@dataclass(frozen=True)
class PointerEvent:
    """A pointer event at (x, y) in image coordinates, as all that tools know of places; see `annotations.geometry`.

    "computed" brings the `answer` of the job that the gesture waits for.
    """

    kind: Literal["press", "move", "release", "double", "confirm", "back", "computed"]
    x: float = 0.0
    y: float = 0.0
    button: Literal["left", "right", "none"] = "none"
    modifiers: frozenset[str] = frozenset()
    answer: Any = None

    @property
    def point(self) -> Point:
        return (self.x, self.y)


@dataclass(frozen=True)
class ToolOptions:
    """What a person sets for the tools: the brush's radius in pixels, its shape, and so on.

    `tolerance` is how far from the colour clicked another may be in each channel, 0…255.
    """

    radius: float = 10.0
    square: bool = False
    tolerance: int = 24
    mode: Mode = "new"


def _no_pixels(box: Box) -> NDArray[np.uint8]:
    return np.zeros((max(0, box[3] - box[1]), max(0, box[2] - box[0]), 3), np.uint8)


def _no_masks() -> tuple[Mask, ...]:
    return ()


@dataclass(frozen=True)
class ToolContext:
    """What a tool may know: the image's (height, width), the mask that an edit changes, the options.

    `reach` is how far from a point still counts as on it, in image pixels (it depends on the zoom).
    `view` is the part of the image that is shown, x0, y0, x1, y1. `pixels` gives the image inside a box that
    lies within it, (h, w, 3) uint8 RGB; `others` the masks of all other instances. Both may be called in any thread.
    `has_model`: whether a model answers prompts in this image.
    """

    size: tuple[int, int]
    target: Mask | None = None
    options: ToolOptions = ToolOptions()
    reach: float = 4.0
    view: Box | None = None
    pixels: Callable[[Box], NDArray[np.uint8]] = _no_pixels
    others: Callable[[], tuple[Mask, ...]] = _no_masks
    has_model: bool = True


@dataclass(frozen=True, eq=False)
class Job:
    """Work too long for the window's thread: `run` is called in another, and its answer comes as an event.

    A gesture waits for a job as long as its previews name that very job; an answer that comes later is dropped.
    """

    run: Callable[[], Any]


@dataclass(frozen=True)
class Preview:
    """What to draw while a gesture goes on: a mask in place of the target, a shape beside it, or an open line.

    `stroke` is the path that led to the mask, for masks that are too large to be drawn anew at every move; it or the
    shape `adds` or takes away. `scribbles` are lines drawn before it, each with whether it adds. `dots` are corners
    on the line. `offset` moves the target (x, y). `hint` is what can be done now, in a sentence, where the tool's own
    does not fit.
    """

    mask: Mask | None = None
    shape: Mask | None = None
    stroke: tuple[Point, ...] = ()
    adds: bool = True
    scribbles: tuple[tuple[tuple[Point, ...], bool], ...] = ()
    line: tuple[Point, ...] = ()
    dots: tuple[Point, ...] = ()
    closable: bool = False
    offset: Point | None = None
    job: Job | None = None
    hint: str = ""


@dataclass(frozen=True)
class EditMask:
    """The target gets this mask."""

    mask: Mask
    label: str


@dataclass(frozen=True)
class DrawMask:
    """A new instance."""

    mask: Mask
    label: str


@dataclass(frozen=True)
class MoveBy:
    """All that is selected moves by whole pixels."""

    dx: int
    dy: int


@dataclass(frozen=True)
class PointAt:
    """A click for the model: this object (positive), not this (negative); `fresh` asks for another object."""

    x: float
    y: float
    positive: bool
    fresh: bool = False


@dataclass(frozen=True)
class BoxAt:
    """A box for the model, x0, y0, x1, y1: the object inside."""

    box: FloatBox


@dataclass(frozen=True)
class SelectAt:
    """A click that selects what is there; `more`: besides what is selected already."""

    x: float
    y: float
    more: bool = False


@dataclass(frozen=True)
class MenuAt:
    """What can be done with what is there, as a menu."""

    x: float
    y: float


@dataclass(frozen=True)
class SelectIn:
    """All that lies wholly inside a box (x0, y0, x1, y1) is selected."""

    box: FloatBox
    more: bool = False


@dataclass(frozen=True)
class Say:
    """Nothing can be done; a sentence says why."""

    text: str


Result = EditMask | DrawMask | MoveBy | PointAt | BoxAt | SelectAt | MenuAt | SelectIn | Say | None
Gesture = Generator[Preview, PointerEvent, Result]
Tool = Callable[[PointerEvent, ToolContext], Gesture]


@dataclass
class ToolRunner:
    """Feeds events to the gesture that is going on. A cancelled or broken gesture leaves nothing behind."""

    preview: Preview = field(default_factory=Preview)
    _gesture: Gesture | None = None

    @property
    def active(self) -> bool:
        return self._gesture is not None

    def start(self, tool: Tool, event: PointerEvent, context: ToolContext) -> Result:
        """Starts a gesture with its first press. Returns a result if it is over at once."""
        self.cancel()
        self._gesture = tool(event, context)
        return self._advance(None)

    def send(self, event: PointerEvent) -> Result:
        """Goes on with the gesture; returns its result when it is over, else None."""
        return self._advance(event) if self._gesture is not None else None

    def cancel(self) -> bool:
        """Rolls the gesture back; True if there was one."""
        if self._gesture is None:
            return False
        self._gesture.close()
        self._end()
        return True

    def _advance(self, event: PointerEvent | None) -> Result:
        assert self._gesture is not None
        try:
            self.preview = next(self._gesture) if event is None else self._gesture.send(event)
        except StopIteration as stop:
            self._end()
            result: Result = stop.value
            return result
        except BaseException:
            self._end()
            raise
        return None

    def _end(self) -> None:
        self._gesture = None
        self.preview = Preview()
