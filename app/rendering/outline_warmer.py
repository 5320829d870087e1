"""Computes the outlines of masks on threads before they are painted, so that the window does not wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.masks import Mask
from app.background.jobs import Jobs
from app.rendering import outlines


class OutlineWarmer(QObject):
    """Lives in the window's thread. `later` are threads for work that can wait until they are idle."""

    detailed = Signal()  # masks can be painted in all detail

    def __init__(self, later: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = later
        self._soon = Jobs(self)

    def warm(self, masks: Sequence[Mask], then: Callable[[], None]) -> None:
        """Prepares masks for an image shown as a whole, then calls `then`; full detail follows.

        `then` is always called, unless everything is dropped first: a mask that cannot be prepared is painted more
        slowly, or raises when painted.
        """

        def go_on(_none: object = None) -> None:
            then()
            self.detail(masks)

        if not masks:
            then()
            return
        self._soon.run(
            lambda check: outlines.prepare(masks, whole_image=True, check=check), go_on, go_on, expected=()
        )

    def detail(self, masks: Sequence[Mask]) -> None:
        """Prepares masks in full detail, at idle time."""
        self._later.run(
            lambda check: outlines.prepare(masks, check=check), lambda _none: self.detailed.emit()
        )

    def forget(self) -> None:
        """Drops running work and the cached outlines."""
        self._soon.end(5000)
        outlines.forget()
