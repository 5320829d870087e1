"""What goes into a tool (pointer events), what it shows meanwhile (previews) and what comes out (results)."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Literal

from annotations.masks import Mask

Point = tuple[float, float]


@dataclass(frozen=True)
class PointerEvent:
    """A pointer event at (x, y) in image coordinates; (0.5, 0.5) is the middle of the first pixel."""

    kind: Literal["press", "move", "release", "double", "confirm", "back"]
    x: float = 0.0
    y: float = 0.0
    button: Literal["left", "right", "none"] = "none"
    modifiers: frozenset[str] = frozenset()

    @property
    def point(self) -> Point:
        return (self.x, self.y)


@dataclass(frozen=True)
class ToolContext:
    """What a tool may know: the image's (height, width), the mask that an edit changes, the brush's radius.

    `reach` is how far from a point still counts as on it, in image pixels (it depends on the zoom).
    """

    size: tuple[int, int]
    target: Mask | None = None
    radius: float = 10.0
    reach: float = 4.0


@dataclass(frozen=True)
class Preview:
    """What to draw while a gesture goes on: a mask in place of the target, or an open line.

    `stroke` is the path that led to the mask, for masks that are too large to be drawn anew at every move.
    """

    mask: Mask | None = None
    stroke: tuple[Point, ...] = ()
    adds: bool = True
    line: tuple[Point, ...] = ()
    closable: bool = False


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
class PointAt:
    """A click for the model: this object (positive), not this (negative); `fresh` asks for another object."""

    x: float
    y: float
    positive: bool
    fresh: bool = False


@dataclass(frozen=True)
class SelectAt:
    """A click that selects what is there."""

    x: float
    y: float


Result = EditMask | DrawMask | PointAt | SelectAt | None
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
