"""The status line: the current tool's hint, the pixel under the pointer, the zoom, and the state of saving."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QStatusBar

from annotations.geometry import pixel_at
from app.canvas.canvas import Canvas
from app.rendering.pictures import Picture
from app.session.session import Session
from app.translation import percent_text, tr
from app.widgets.elided_label import ElidedLabel

MOST_CHANNELS = 6
"""Channels whose values there is room for."""


class StatusLine:
    """`all_saved` is called whenever nothing is left to be saved."""

    def __init__(
        self, bar: QStatusBar, session: Session, canvas: Canvas, all_saved: Callable[[], None]
    ) -> None:
        self._session, self._canvas, self._all_saved = session, canvas, all_saved
        self.hint = ElidedLabel()
        self.hint.setContentsMargins(6, 0, 0, 0)
        self.place = QLabel()
        self.place.setMinimumWidth(110)
        self.zoom = QLabel()
        self.training = QLabel()
        self.kept = QLabel()
        self._grey: tuple[ref[Picture], bool] | None = None
        session.imageChanged.connect(self._look_again)
        canvas.viewChanged.connect(self._look_again)
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.hint, 1)
        for label in (self.place, self.zoom, self.training, self.kept):
            bar.addPermanentWidget(label)

    def show_hint(self) -> None:
        self.hint.setText(tr(self._canvas.host.hint))

    def show_kept(self) -> None:
        pending = self._session.pending
        if self._session.document is None:
            self.kept.setText("")
            self._all_saved()  # or given up
        elif pending:
            failing = self._session.is_failing
            self.kept.setText(tr("{count} unsaved", count=pending) if failing else tr("Saving…"))
        else:
            self.kept.setText(tr("✓ All saved"))
            self._all_saved()

    def show_place(self, place: tuple[float, float] | None) -> None:
        """The pixel under the pointer and its value; nothing outside the image.

        Of an image of more than 8 bits it is the file's own value in each channel. Of others it is the displayed one,
        0 to 255 in grey or in red, green and blue, with brightness and channels as set; so it is of a deep image that
        is too large to keep its values. While only a coarse picture is loaded, no value is shown.
        """
        picture = self._session.picture
        if place is None or picture is None:
            self.place.setText("")
            return
        x, y = pixel_at(place)
        if not (0 <= x < picture.width and 0 <= y < picture.height):
            self.place.setText("")
            return
        self.place.setText("  ·  ".join([f"x {x}, y {y}", *self._value(picture, x, y)]))
        self.place.setMinimumWidth(max(self.place.minimumWidth(), self.place.sizeHint().width()))

    def _value(self, picture: Picture, x: int, y: int) -> list[str]:
        if not picture.complete:
            return []
        if picture.values is not None:
            return [_own_values(picture.values[y, x].tolist())]
        red, green, blue = picture.pixels((x, y, x + 1, y + 1))[0, 0].tolist()
        if self._grey is None or self._grey[0]() is not picture:
            self._grey = ref(picture), picture.levels[-1].isGrayscale()
        grey = self._grey[1] and red == green == blue
        return [str(red) if grey else f"R {red} G {green} B {blue}"]

    def _look_again(self) -> None:
        """The image moved under the pointer, or changed."""
        if self._canvas.underMouse():
            at = self._canvas.mapFromGlobal(QPointF(QCursor.pos()))
            self.show_place(self._canvas.view.to_image(at.x(), at.y()))

    def show_zoom(self) -> None:
        self.zoom.setText(percent_text(self._canvas.view.scale))


def _own_values(values: list[float]) -> str:
    """The values of the channels at a pixel, as the file has them; of the first few if there are many."""
    words = [f"{value:.6g}" if isinstance(value, float) else str(value) for value in values]
    if len(words) == 1:
        return words[0]
    shown = "  ".join(f"{number}: {word}" for number, word in enumerate(words[:MOST_CHANNELS], 1))
    return shown if len(words) <= MOST_CHANNELS else f"{shown}  …"
