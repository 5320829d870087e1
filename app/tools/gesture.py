"""The input of a tool (pointer events), its feedback (previews) and its output (results)."""

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
    """A pointer event at (x, y) in image coordinates, like all positions in tools; see `annotations.geometry`.

    "computed" carries the `answer` of the job that the gesture waits for.
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
    """The user's options for tools: the brush's radius in pixels, its shape, and so on.

    `tolerance` is the maximum difference from the colour clicked in each channel, 0…255.
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
    """The input of a tool: the image's (height, width), the mask that an edit changes, the options.

    `reach` is the hit distance in image pixels (it depends on the zoom). `view` is the visible part of the image,
    x0, y0, x1, y1. `pixels` returns the image inside a box within it, (h, w, 3) uint8 RGB; `others` the masks of
    all other instances. Both may be called in any thread.
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
    """Work too long for the window's thread: `run` is called in another, and its answer arrives as an event.

    A gesture waits for a job as long as its previews contain that job object; a later answer is dropped.
    """

    run: Callable[[], Any]


@dataclass(frozen=True)
class Preview:
    """What to draw during a gesture: a mask instead of the target, a shape in addition to it, or an open line.

    `stroke` is the path that led to the mask, for masks too large to redraw at every move; it or the shape `adds`
    or subtracts. `scribbles` are earlier lines, each with a flag whether it adds. `dots` are corners on the line.
    `offset` moves the target (x, y). `hint` says what the user can do now, if the tool's own hint does not fit.
    `within` is where left presses belong to the gesture: one outside confirms it, and begins the next.
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
    within: Box | None = None
    hint: str = ""


@dataclass(frozen=True)
class EditMask:
    """Sets the mask of the target."""

    mask: Mask
    label: str


@dataclass(frozen=True)
class DrawMask:
    """Adds an instance."""

    mask: Mask
    label: str


@dataclass(frozen=True)
class MoveBy:
    """Moves the selection by whole pixels."""

    dx: int
    dy: int


@dataclass(frozen=True)
class CutAlong:
    """Cuts the instance that the line from `a` to `b` crosses in two."""

    a: Point
    b: Point


@dataclass(frozen=True)
class PointAt:
    """A click for the model: this object (positive), not this (negative); `fresh` starts another object."""

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
    """A click that selects the instance there; `more`: adds to the selection."""

    x: float
    y: float
    more: bool = False


@dataclass(frozen=True)
class MenuAt:
    """Opens the context menu at a position."""

    x: float
    y: float


@dataclass(frozen=True)
class SelectIn:
    """Selects all instances entirely inside a box (x0, y0, x1, y1)."""

    box: FloatBox
    more: bool = False


@dataclass(frozen=True)
class Say:
    """Refuses the gesture; a sentence says why."""

    text: str


Result = EditMask | DrawMask | MoveBy | CutAlong | PointAt | BoxAt | SelectAt | MenuAt | SelectIn | Say | None
Gesture = Generator[Preview, PointerEvent, Result]
Tool = Callable[[PointerEvent, ToolContext], Gesture]


@dataclass
class ToolRunner:
    """Feeds events to the gesture in progress. A cancelled or failed gesture leaves nothing behind."""

    preview: Preview = field(default_factory=Preview)
    _gesture: Gesture | None = None

    @property
    def active(self) -> bool:
        return self._gesture is not None

    def start(self, tool: Tool, event: PointerEvent, context: ToolContext) -> Result:
        """Starts a gesture with its first press. Returns a result if it ends at once."""
        self.cancel()
        self._gesture = tool(event, context)
        return self._advance(None)

    def send(self, event: PointerEvent) -> Result:
        """Continues the gesture; returns its result when it ends, else None."""
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
