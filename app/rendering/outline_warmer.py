"""Makes the outlines of masks before they are painted, on threads, so that the window does not wait for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.masks import Mask
from app.background.jobs import Jobs
from app.rendering import outlines


class OutlineWarmer(QObject):
    """Lives in the window's thread. `later` are the threads for what can wait until nothing else is to be made."""

    detailed = Signal()  # masks can be painted in all detail

    def __init__(self, later: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = later
        self._soon = Jobs(self)

    def warm(self, masks: Sequence[Mask], then: Callable[[], None]) -> None:
        """Makes what it takes to paint masks in an image shown as a whole, then calls `then`; all detail follows.

        `then` is called whatever happens, unless all is forgotten before: a mask that cannot be prepared is painted
        more slowly, or tells its fault when it is painted.
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
        """Makes what painting masks in all detail takes, while nothing else is to be made."""
        self._later.run(
            lambda check: outlines.prepare(masks, check=check), lambda _none: self.detailed.emit()
        )

    def forget(self) -> None:
        """Drops what is under way here and the outlines that are kept."""
        self._soon.end(5000)
        outlines.forget()
