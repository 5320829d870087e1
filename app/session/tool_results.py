"""Connects the tools to the session: provides a tool's context, and applies its result."""

from __future__ import annotations

from collections.abc import Callable

from annotations.masks import Box, Mask
from app.session.instances import InstanceWork
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.tools.gesture import (
    BoxAt,
    CutAlong,
    DrawMask,
    EditMask,
    MenuAt,
    MoveBy,
    PointAt,
    Result,
    Say,
    SelectAt,
    SelectIn,
    ToolContext,
    ToolOptions,
)


class ToolDesk:
    """Lives in the window's thread, between tools and session."""

    def __init__(self, session: Session, loop: AssistLoop, instances: InstanceWork) -> None:
        self._session = session
        self._loop = loop
        self._instances = instances

    def context(self, options: ToolOptions, reach: float, view: Box) -> ToolContext:
        """The tool's context for the image shown."""
        sequence, image, picture = self._session.sequence, self._session.image, self._session.picture
        size = image.size if image is not None else (1, 1)
        target = sequence.mask() if sequence is not None else None
        if picture is None:
            return ToolContext(size, target, options, reach, view)
        has_model = self._loop.state == "ready" and not self._loop.unlike
        return ToolContext(size, target, options, reach, view, picture.pixels, self._others(), has_model)

    def take(self, result: Result, category: str | None) -> str:
        """Applies a tool's result; a new instance gets `category`. Returns a message, usually empty."""
        if not self._session.ready:
            return ""
        match result:
            case EditMask(mask, label):
                self._session.edit_mask(mask, label)
            case DrawMask(mask, label):
                self._session.draw(mask, category, label)
            case MoveBy(dx, dy):
                self._instances.move(dx, dy)
            case CutAlong(a, b):
                self._instances.cut(a, b)
            case PointAt():
                self._loop.point_at(result)
            case BoxAt():
                self._loop.box_at(result)
            case SelectAt(x, y, more):
                self._instances.select_at(x, y, more)
            case MenuAt(x, y):
                self._instances.select_for_menu(x, y)
            case SelectIn(box, more):
                self._instances.select_in(box, more)
            case Say(text):
                return text
        return ""

    def _others(self) -> Callable[[], tuple[Mask, ...]]:
        """The masks of all visible instances except the focus."""
        sequence, document, image = self._session.sequence, self._session.document, self._session.image
        if sequence is None or document is None or image is None:
            return tuple
        own = sequence.instance()
        marks = self._session.marks
        found = tuple(i.mask for i in document.instances(image.id) if i != own and marks.shows(i))
        return lambda: found
