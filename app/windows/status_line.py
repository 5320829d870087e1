"""The line at the bottom: what the tool in use can do, the place of the pointer, the zoom, and what is saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QStatusBar

from app.translation import tr
from app.windows.canvas import Canvas
from app.windows.labels import ElidedLabel
from app.windows.work import Work


class StatusLine:
    """`all_saved` is called whenever nothing is left to be saved."""

    def __init__(self, bar: QStatusBar, work: Work, canvas: Canvas, all_saved: Callable[[], None]) -> None:
        self._work, self._canvas, self._all_saved = work, canvas, all_saved
        self.hint = ElidedLabel()
        self.hint.setContentsMargins(6, 0, 0, 0)
        self.place = QLabel()
        self.place.setMinimumWidth(110)
        self.zoom = QLabel()
        self.training = QLabel()
        self.kept = QLabel()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.hint, 1)
        for label in (self.place, self.zoom, self.training, self.kept):
            bar.addPermanentWidget(label)

    def show_hint(self) -> None:
        self.hint.setText(tr(self._canvas.host.hint))

    def show_kept(self) -> None:
        pending = self._work.pending
        if self._work.document is None:
            self.kept.setText("")
        elif pending:
            failing = self._work.is_failing
            self.kept.setText(tr("{count} not saved", count=pending) if failing else tr("Saving…"))
        else:
            self.kept.setText(tr("✓ All saved"))
            self._all_saved()

    def show_place(self, place: tuple[float, float] | None) -> None:
        """The pixel under the pointer; nothing outside the image."""
        picture = self._canvas.picture
        if place is None or picture is None:
            self.place.setText("")
            return
        inside = 0 <= place[0] < picture.width and 0 <= place[1] < picture.height
        self.place.setText(f"x {int(place[0])}, y {int(place[1])}" if inside else "")

    def show_zoom(self) -> None:
        self.zoom.setText(f"{self._canvas.view.scale:.0%}")
