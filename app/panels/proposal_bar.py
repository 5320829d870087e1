"""The line above the image: the model's predictions for the focus, and the three decisions as buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpinBox, QWidget

from app.actions import Action, keys_text
from app.translation import percent_text, tr
from app.widgets.brief import as_label, brief
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon, swatch
from app.widgets.override import override
from app.widgets.theme import theme

LARGEST_SIZE = 4000  # pixels
MOST_OF_MODEL = 300  # pixels; the tooltip has the full text


@dataclass(frozen=True)
class Alternative:
    """An alternative category, its probability, and the key that assigns it, if any."""

    name: str
    probability: float
    key: str
    color: tuple[int, int, int]


@dataclass(frozen=True)
class ObjectSize:
    """The diameter of the objects in pixels: as set by the user, and as found by the model; None: unknown."""

    told: float | None
    found: float | None


@dataclass(frozen=True)
class ProposalLine:
    """The texts of the line: `title` bold, `facts` muted beside it, `model` at the right.

    size: for a model that sees objects at one size, else None.
    """

    title: str
    facts: str = ""
    color: tuple[int, int, int] | None = None
    model: str = ""
    can_accept: bool = False
    can_reject: bool = False
    can_skip: bool = False
    accept_text: str = ""
    alternatives: tuple[Alternative, ...] = ()
    size: ObjectSize | None = None


class SizeBox(QSpinBox):
    """The size of the objects in pixels; the minimum means that the model estimates it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: float | None = None
        self.setRange(0, LARGEST_SIZE)
        self.setSuffix(tr(" px"))
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setKeyboardTracking(False)
        self.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Object size"))
        self.setToolTip(
            tr(
                "Diameter of the objects in this image. The model estimates it, also from the objects you "
                "accepted. Set it if the proposals are far too large or too small; 0 means automatic."
            )
        )
        self.editingFinished.connect(self.clearFocus)

    def show_size(self, size: ObjectSize) -> None:
        """Shows a size without reporting a change; does nothing while the user is typing."""
        self._found = size.found
        found = tr("size: auto") if size.found is None else tr("size: {size} px", size=round(size.found))
        self.setSpecialValueText(found)
        if not self.hasFocus():
            with QSignalBlocker(self):
                self.setValue(round(size.told or 0))

    @override
    def stepBy(self, steps: int) -> None:  # noqa: N802
        """From "automatic", the first step starts at the size found by the model."""
        if self.value() == 0 and self._found is not None:
            self.setValue(max(1, round(self._found)))
        else:
            super().stepBy(steps)


class ProposalBar(QWidget):
    """Buttons report the names of actions through `chosen`."""

    chosen = Signal(str)
    relabelled = Signal(str)  # as one of the alternatives
    sizeChosen = Signal(object)  # noqa: N815  (pixels, None: automatic)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ProposalLine("")
        self._spot = QLabel()
        self._title = QLabel()
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1)
        self._title.setFont(font)
        self._facts = ElidedLabel()
        self._model = ElidedLabel()
        self._model.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.size_box = SizeBox()
        self.size_box.hide()
        self.size_box.valueChanged.connect(
            lambda value: self.sizeChosen.emit(float(value) if value else None)
        )
        self._others = [self._other() for _ in range(2)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 8, 3)
        layout.setSpacing(8)
        layout.addWidget(self._spot)
        layout.addWidget(self._title)
        for other in self._others:
            layout.addWidget(other)
        layout.addWidget(self._facts, 1)
        layout.addWidget(self.size_box)
        layout.addWidget(self._model)
        self._buttons: dict[str, QPushButton] = {}
        for name, text in (("accept", tr("Accept")), ("reject", tr("Reject")), ("skip", tr("Skip"))):
            button = QPushButton(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(16, 16))
            button.setProperty("main", name == "accept")
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            layout.addWidget(button)
            self._buttons[name] = button
        self.restyle()

    @property
    def line(self) -> ProposalLine:
        return self._line

    @property
    def spoken(self) -> str:
        """The line, for screen readers."""
        return f"{self._line.title}. {self._line.facts}" if self._line.facts else self._line.title

    def show_line(self, line: ProposalLine) -> None:
        if line == self._line:
            return
        self._line = line
        self._title.setText(line.title)
        self._facts.setText(line.facts)
        self._model.setText(line.model)
        self._model.setFixedWidth(
            min(self._model.fontMetrics().horizontalAdvance(line.model) + 2, MOST_OF_MODEL)
        )
        for place, button in enumerate(self._others):
            self._show_other(button, line.alternatives[place] if place < len(line.alternatives) else None)
        self.size_box.setVisible(line.size is not None)
        if line.size is not None:
            self.size_box.show_size(line.size)
        self._spot.setVisible(line.color is not None)
        if line.color is not None:
            self._spot.setPixmap(swatch(QColor(*line.color), 16).pixmap(16, 16))
        self._buttons["accept"].setText(line.accept_text or tr("Accept"))
        self._buttons["accept"].setEnabled(line.can_accept)
        self._buttons["reject"].setEnabled(line.can_reject)
        self._buttons["skip"].setEnabled(line.can_skip)

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Updates the keys of the buttons."""
        for action in table:
            if action.name in self._buttons:
                keys = keys_text(action)
                self._buttons[action.name].setToolTip(
                    f"{tr(action.text)} ({keys})" if keys else tr(action.text)
                )

    def _other(self) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(12, 12))
        button.clicked.connect(lambda _=False: self.relabelled.emit(button.property("category")))
        return button

    def _show_other(self, button: QPushButton, other: Alternative | None) -> None:
        button.setVisible(other is not None)
        if other is None:
            return
        button.setProperty("category", other.name)
        key = f"{other.key}  " if other.key else ""
        button.setText(f"{key}{as_label(brief(other.name, 30))} {percent_text(other.probability)}")
        button.setIcon(swatch(QColor(*other.color), 12))
        said = tr(
            "Relabel as {category} ({percent} according to the model)",
            category=brief(other.name),
            percent=percent_text(other.probability),
        )
        button.setToolTip(said)
        button.setAccessibleName(said)

    def restyle(self) -> None:
        """Redraws the icons in the theme's colours."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, "#ffffff" if name == "accept" else None))
        self.setStyleSheet(f"ProposalBar {{ background: {theme().window}; }}")
