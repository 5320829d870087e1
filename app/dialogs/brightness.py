"""Brightness and channels: window and level over a histogram, and the colour of each channel."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.rendering.tone_mapping import BINS, ChannelFacts, Display, ImageFacts, Window, first_display
from app.session.brightness import DisplayWork
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

SLIDER_STEPS = 1000


class DisplayDialog(QDialog):
    """Follows the image shown while open; changes apply at once."""

    def __init__(self, display: DisplayWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Brightness and channels"))
        self.setMinimumWidth(430)
        self._display = display
        self._showing = False
        self.shown = QComboBox()
        self.shown.setAccessibleName(tr("Show"))
        self.places = [QComboBox() for _ in range(3)]
        self.adjusted = QComboBox()
        self.adjusted.setAccessibleName(tr("Adjust"))
        self.histogram = Histogram()
        self.level, self.level_slider = _number(tr("Level")), _slider(tr("Level"))
        self.window_width, self.width_slider = _number(tr("Window")), _slider(tr("Window"))
        self.form = QFormLayout()
        self.form.addRow(tr("Show"), self.shown)
        for combo, title in zip(self.places, (tr("Red"), tr("Green"), tr("Blue")), strict=True):
            combo.setAccessibleName(title)
            self.form.addRow(title, combo)
        self.form.addRow(tr("Adjust"), self.adjusted)
        self.form.addRow(self.histogram)
        self.form.addRow(tr("Level"), _beside(self.level_slider, self.level))
        self.form.addRow(tr("Window"), _beside(self.width_slider, self.window_width))
        self.automatic = QPushButton(tr("Automatic"))
        self.automatic.setToolTip(tr("Clips the darkest and the brightest 0.1 % of the pixels in each image"))
        self.full = QPushButton(tr("Full range"))
        self.first = QPushButton(tr("Reset"))
        self.first.setToolTip(tr("Shows images with the default display, as the model sees them"))
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setMinimumHeight(2 * self._about.fontMetrics().lineSpacing())  # so that nothing overlaps
        self._about.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.automatic, self.full, self.first):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addLayout(self.form)
        layout.addWidget(self._about)
        layout.addWidget(buttons)
        self._connect()
        for part in (*self.places, self.adjusted):  # until the image's facts are known
            self.form.setRowVisible(part, False)
        display.found.connect(self._show)
        display.follow(True)

    def _connect(self) -> None:
        for combo in (self.shown, *self.places):
            combo.activated.connect(lambda _index: self._choose_channels())
        self.adjusted.activated.connect(lambda _index: self._show_window())
        for spin in (self.level, self.window_width):
            spin.valueChanged.connect(
                lambda _value: self._choose_window(self.level.value(), self.window_width.value())
            )
        for slider in (self.level_slider, self.width_slider):
            slider.valueChanged.connect(lambda _value: self._slid())
        self.automatic.clicked.connect(lambda: self._set_window(None))
        self.full.clicked.connect(lambda: self._set_window(self._range()) if self._display.facts else None)
        self.first.clicked.connect(lambda: self._change(None))

    @override
    def done(self, result: int) -> None:
        self._display.follow(False)
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._display.follow(False)
        super().closeEvent(event)

    # -- display

    def _show(self, facts: ImageFacts | None) -> None:
        for widget in (self.shown, *self.places, self.adjusted, self.level, self.level_slider):
            widget.setEnabled(facts is not None)
        for button in (self.window_width, self.width_slider, self.automatic, self.full, self.first):
            button.setEnabled(facts is not None)
        display = self._display.display
        if facts is None or display is None:
            return
        self._showing = True
        self._about.setText(
            tr(
                "Applies to all images of this kind ({kind}) in the project. The model always sees the "
                "default.",
                kind=facts.kind,
            )
        )
        names = [tr("Channel {number}", number=number + 1) for number in range(len(facts.channels))]
        self._show_channels(names, display)
        self._showing = False
        self._show_window()

    def _show_channels(self, names: list[str], display: Display) -> None:
        several = len(names) > 1
        self.shown.clear()
        if several:
            self.shown.addItem(tr("In colour"), -1)
        for channel, name in enumerate(names):
            self.shown.addItem(tr("{channel} only, in grey", channel=name), channel)
        in_colour = len(display.shown) == 3
        self.shown.setCurrentIndex(self.shown.findData(-1 if in_colour else display.shown[0]))
        for place, combo in enumerate(self.places):
            combo.clear()
            combo.addItem(tr("None"), -1)
            for channel, name in enumerate(names):
                combo.addItem(name, channel)
            combo.setCurrentIndex(max(0, combo.findData(display.shown[place] if in_colour else -1)))
            self.form.setRowVisible(combo, several and in_colour)
        before = self.adjusted.currentData()
        visible = sorted({channel for channel in display.shown if 0 <= channel < len(names)})
        self.adjusted.clear()
        if len(visible) > 1:
            self.adjusted.addItem(tr("All shown channels"), -1)
        for channel in visible:
            self.adjusted.addItem(names[channel], channel)
        self.adjusted.setCurrentIndex(max(0, self.adjusted.findData(before)))
        self.form.setRowVisible(self.adjusted, len(visible) > 1)
        self.adjustSize()

    def _show_window(self) -> None:
        facts, display, channels = self._display.facts, self._display.display, self._channels()
        if facts is None or display is None or not channels:
            return
        self._showing = True
        least, greatest = self._range()
        low, high = display.windows.get(channels[0], facts.channels[channels[0]].automatic)
        span = max(greatest - least, 1e-9)
        decimals = 0 if facts.whole else min(max(3 - math.floor(math.log10(span)), 0), 12)
        for spin, value, room in (
            (self.level, (low + high) / 2, (least - span, greatest + span)),
            (self.window_width, high - low, (10.0**-decimals, 4 * span)),
        ):
            spin.setDecimals(decimals + (1 if facts.whole and spin is self.level else 0))
            spin.setRange(*room)
            spin.setSingleStep(max(span / 100, 10.0**-decimals))
            spin.setValue(value)
        self.level_slider.setValue(round(SLIDER_STEPS * ((low + high) / 2 - least) / span))
        self.width_slider.setValue(round(SLIDER_STEPS * (high - low) / span))
        self.histogram.show_channels([facts.channels[c] for c in channels], (least, greatest), (low, high))
        self._showing = False

    # -- choices

    def _channels(self) -> tuple[int, ...]:
        """The channels whose window is being set."""
        facts, chosen = self._display.facts, self.adjusted.currentData()
        if facts is None or chosen is None:
            return ()
        numbers = [self.adjusted.itemData(row) for row in range(self.adjusted.count())]
        return tuple(number for number in numbers if number >= 0) if chosen == -1 else (chosen,)

    def _range(self) -> Window:
        facts = self._display.facts
        assert facts is not None
        found = [facts.channels[channel] for channel in self._channels()]
        if facts.kind.startswith("uint8 "):
            return 0.0, 255.0
        return min(each.least for each in found), max(each.greatest for each in found)

    def _choose_channels(self) -> None:
        display, facts = self._display.display, self._display.facts
        if display is None or facts is None:
            return
        alone = self.shown.currentData()
        if alone >= 0:
            shown: tuple[int, ...] = (alone,)
        elif len(display.shown) == 3:
            shown = tuple(combo.currentData() for combo in self.places)
        else:
            shown = first_display(len(facts.channels)).shown
        self._change(Display(shown, display.windows))

    def _slid(self) -> None:
        if not self._showing and self._display.facts is not None:
            least, greatest = self._range()
            span = max(greatest - least, 1e-9) / SLIDER_STEPS
            width = max(self.width_slider.value() * span, self.window_width.minimum())
            self._choose_window(least + self.level_slider.value() * span, width)

    def _choose_window(self, level: float, width: float) -> None:
        if not self._showing:
            self._set_window((level - width / 2, level + width / 2))

    def _set_window(self, window: Window | None) -> None:
        display = self._display.display
        if display is not None:
            self._change(display.with_window(self._channels(), window))

    def _change(self, display: Display | None) -> None:
        self._display.change(display)
        self._show(self._display.facts)


class Histogram(QWidget):
    """The histogram (square root of counts, so that rare values are visible), with the window over it."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: list[float] = []
        self._ends = (0.0, 1.0)
        self.setAccessibleName(tr("Histogram"))
        self.setFixedHeight(84)

    @override
    def sizeHint(self) -> QSize:
        return QSize(380, 84)

    def show_channels(self, channels: list[ChannelFacts], room: Window, window: Window) -> None:
        """`room` are the values at the left and right edges."""
        span = max(room[1] - room[0], 1e-9)
        bars = [0.0] * BINS
        for channel in channels:
            step = (channel.greatest - channel.least or 1.0) / BINS
            for number, count in enumerate(channel.histogram.tolist()):
                at = int((channel.least + (number + 0.5) * step - room[0]) / span * BINS)
                bars[min(max(at, 0), BINS - 1)] += count
        most = max(bars) or 1.0
        self._bars = [math.sqrt(each / most) for each in bars]
        self._ends = (window[0] - room[0]) / span, (window[1] - room[0]) / span
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        colors, width, height = theme(), self.width(), self.height()
        painter.fillRect(self.rect(), QColor(colors.base))
        for number, bar in enumerate(self._bars):
            left, right = round(number * width / BINS), round((number + 1) * width / BINS)
            tall = round(bar * (height - 4))
            painter.fillRect(left, height - tall, max(right - left, 1), tall, QColor(colors.muted))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.accent), 2))
        low, high = (round(end * width) for end in self._ends)
        corners = (0, height - 1), (low, height - 1), (high, 1), (width, 1)
        painter.drawPolyline([QPointF(x, y) for x, y in corners])


def _number(name: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.lineEdit().setTextMargins(6, 0, 0, 0)
    spin.setAccessibleName(name)
    spin.setKeyboardTracking(False)
    spin.setMinimumWidth(110)
    return spin


def _slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(name)
    slider.setRange(0, SLIDER_STEPS)
    return slider


def _beside(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return row
