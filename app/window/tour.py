"""The tour: highlights one part of the window after another, with a few sentences each; by keys or mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.actions import Action, KeyOf
from app.canvas.canvas import Canvas
from app.panels.proposal_bar import ProposalBar
from app.panels.strip import Strip
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme
from app.window.frame import Frame

CARD_WIDTH = 380
MARGIN = 12


@dataclass(frozen=True)
class Stop:
    """One part of the window, and its explanation."""

    widget: QWidget
    title: str
    text: str


def stops(frame: Frame, bar: ProposalBar, canvas: Canvas, strip: Strip) -> list[Stop]:
    """The stops for the visible parts, with current keys; hidden parts are left out."""
    docks = {dock.objectName(): dock for dock in frame.docks}
    found = [
        Stop(
            bar,
            tr("One object at a time"),
            tr(
                "The network proposes an object. This line shows its category and how sure the model is. "
                "{accept} accepts, {reject} rejects, {skip} skips. On the right: the model and its device.",
                accept=KeyOf("accept"),
                reject=KeyOf("reject"),
                skip=KeyOf("skip"),
            ),
        ),
        Stop(
            canvas,
            tr("The image"),
            tr(
                "The proposal stands out from everything else. The wheel zooms. Drag with the middle "
                "button, or with Space held, to pan. {fit} shows the whole image.",
                fit=KeyOf("fit"),
            ),
        ),
        Stop(
            frame.tool_strip,
            tr("Tools"),
            tr(
                "Almost right? {brush} paints, and the right button erases. {point} segments the object "
                "you click. {polygon} draws one corner by corner. The bottom line explains the current "
                "tool.",
                brush=KeyOf("tool_brush"),
                point=KeyOf("tool_point"),
                polygon=KeyOf("tool_polygon"),
            ),
        ),
        Stop(
            strip,
            tr("The sequence"),
            tr(
                "All steps in order, with their results. Click one, or press {back}, to change your "
                "decision; later steps stay. {undo} undoes anything.",
                back=KeyOf("back"),
                undo=KeyOf("undo"),
            ),
        ),
        Stop(
            docks["categories"],
            tr("Categories"),
            tr(
                "{first} sets the first category, {second} the second, and so on. {accept} sets the "
                "first one and accepts the proposal.",
                first=KeyOf("relabel_1"),
                second=KeyOf("relabel_2"),
                accept=KeyOf("relabel_accept_1"),
            ),
        ),
        Stop(
            docks["instances"],
            tr("Instances"),
            tr("Everything annotated in this image. Select, hide or lock instances here, and add notes."),
        ),
        Stop(
            docks["images"],
            tr("Images"),
            tr(
                "{done} marks the image as done and opens the next unfinished one. {next} and {previous} "
                "browse.",
                done=KeyOf("image_done"),
                next=KeyOf("next_image"),
                previous=KeyOf("previous_image"),
            ),
        ),
        Stop(
            frame.statusBar(),
            tr("Saved automatically"),
            tr("Every decision is saved at once. This line confirms it, and explains the current tool."),
        ),
        Stop(
            frame.menuBar(),
            tr("Good to know"),
            tr(
                "{help} lists all keys. {palette} finds any action by name. Find this tour in the Help menu.",
                help=KeyOf("help"),
                palette=KeyOf("palette"),
            ),
        ),
    ]
    return [stop for stop in found if stop.widget.isVisible()]


class Tour(QWidget):
    """Covers the window and takes its keys until it ends. Esc or “Skip” ends it at once."""

    ended = Signal()

    def __init__(self, frame: Frame, bar: ProposalBar, canvas: Canvas, strip: Strip) -> None:
        super().__init__(frame)
        self._window, self._canvas = frame, canvas
        self._find_stops = partial(stops, frame, bar, canvas, strip)
        self._stops = self._find_stops()
        self.at = 0
        self.setAccessibleName(tr("Tour"))
        self.card = QFrame(self)
        self.card.setObjectName("tour")
        self.card.setFixedWidth(CARD_WIDTH)
        colors = theme()
        self.card.setStyleSheet(
            f"QFrame#tour {{ background: {colors.panel}; border: 1px solid {colors.accent}; border-radius: 8px; }}"
        )
        self.title, self.text, self.count = QLabel(), QLabel(), QLabel()
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 2)
        self.title.setFont(font)
        self.text.setWordWrap(True)
        self.count.setProperty("muted", True)
        self.skip = self._button(tr("Skip"), self.end)
        self.back = self._button(tr("Back"), lambda: self.go(-1))
        self.next = self._button(tr("Next"), lambda: self.go(1))
        self.next.setProperty("main", True)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        self._layout = layout = QVBoxLayout(self.card)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addLayout(row)
        frame.installEventFilter(self)
        self.setGeometry(frame.rect())
        self.show()
        self.raise_()
        self._show()

    def go(self, by: int) -> None:
        """Moves one stop forward or back; past the last it ends."""
        if self.at + by >= len(self._stops):
            self.end()
        elif self.at + by >= 0:
            self.at += by
            self._show()

    def show_keys(self, _table: tuple[Action, ...]) -> None:
        """Updates the keys named in the stop."""
        self._stops = self._find_stops()
        self._show()

    def end(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        self._canvas.setFocus()
        self.ended.emit()

    @property
    def lit(self) -> QRect:
        """The highlighted part, in window coordinates."""
        widget = self._stops[self.at].widget
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size()).intersected(self.rect())

    def _show(self) -> None:
        stop = self._stops[self.at]
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.count.setText(tr("{number} of {count}", number=self.at + 1, count=len(self._stops)))
        self.back.setEnabled(self.at > 0)
        self.next.setText(tr("Next") if self.at + 1 < len(self._stops) else tr("Start"))
        self.next.setAccessibleName(f"{stop.title}. {stop.text}")
        self._place()
        self.next.setFocus()
        self.update()

    def _place(self) -> None:
        """Positions the text beside the highlighted part if there is room, else in its middle."""
        self.card.adjustSize()
        self.card.resize(
            CARD_WIDTH, max(self._layout.heightForWidth(CARD_WIDTH), self.card.sizeHint().height())
        )
        lit, card, room = self.lit, self.card.size(), self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        middle = lit.center() - QPoint(card.width() // 2, card.height() // 2)
        for place in (
            QPoint(middle.x(), lit.bottom() + MARGIN),
            QPoint(middle.x(), lit.top() - MARGIN - card.height()),
            QPoint(lit.left() - MARGIN - card.width(), middle.y()),
            QPoint(lit.right() + MARGIN, middle.y()),
            middle,
        ):
            x = min(max(place.x(), room.left()), room.right() - card.width() + 1)
            y = min(max(place.y(), room.top()), room.bottom() - card.height() + 1)
            if not QRect(QPoint(x, y), card).intersects(lit) or place == middle:
                self.card.move(x, y)
                return

    def _button(self, title: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked: act())
        button.installEventFilter(self)
        return button

    # -- events

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # no action of the window runs meanwhile
            event.accept()
            return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
                self._place()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = {
                Qt.Key.Key_Right: lambda: self.go(1),
                Qt.Key.Key_Left: lambda: self.go(-1),
                Qt.Key.Key_Escape: self.end,
            }.get(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing below reacts

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            dark, hole = QPainterPath(), QPainterPath()
            dark.addRect(self.rect())
            hole.addRoundedRect(self.lit, 6, 6)
            painter.fillPath(dark.subtracted(hole), QColor(0, 0, 0, 150))
            painter.setPen(QPen(QColor(theme().accent), 2))
            painter.drawPath(hole)
