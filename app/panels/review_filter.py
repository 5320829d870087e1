"""The filter of the review: which instances to go through, as choices in a pop-up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QPushButton, QWidget

from annotations.records import SOURCES, Category
from annotations.review.selection import UNKNOWN, Filter
from app.panels.image_filter import SURENESS
from app.session.appearance import source_name
from app.translation import percent_text, tr
from app.widgets.brief import brief

DAYS = (1, 7, 30)


class ReviewFilter(QFrame):
    """Pops up over the top right corner of the image; `chosen` reports a changed choice."""

    chosen = Signal()

    def __init__(self, image: QWidget) -> None:
        super().__init__(image, Qt.WindowType.Popup)
        self._image = image
        self.setObjectName("pop_up")
        self.state, self.category, self.person = QComboBox(), QComboBox(), QComboBox()
        self.days, self.score, self.source = QComboBox(), QComboBox(), QComboBox()
        for state, words in (
            ("unreviewed", tr("Not yet reviewed")),
            ("needs work", tr("Needs work")),
            ("verified", tr("Verified")),
            ("any", tr("Any")),
        ):
            self.state.addItem(words, state)
        self.days.addItem(tr("Any time"), None)
        for days in DAYS:
            words = tr("In the last 24 hours") if days == 1 else tr("In the last {days} days", days=days)
            self.days.addItem(words, days)
        self.score.addItem(tr("Any"), None)
        for value in SURENESS:
            self.score.addItem(tr("Below {percent}", percent=percent_text(value)), value)
        self.source.addItem(tr("Any"), None)
        for source in SOURCES:
            self.source.addItem(source_name(source).capitalize(), source)
        form = QFormLayout(self)
        form.setContentsMargins(12, 10, 12, 10)
        for words, box in (
            (tr("Review"), self.state),
            (tr("Category"), self.category),
            (tr("Annotated by"), self.person),
            (tr("Annotated"), self.days),
            (tr("Model confidence"), self.score),
            (tr("Source"), self.source),
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            form.addRow(words, box)
            box.activated.connect(lambda _index: self.chosen.emit())
        reset = QPushButton(tr("Show all instances"))
        reset.clicked.connect(lambda _=False: self._reset())
        form.addRow("", reset)

    @property
    def filter(self) -> Filter:
        """The choices."""
        return Filter(
            state=self.state.currentData(),
            category=self.category.currentData(),
            person=self.person.currentData(),
            days=self.days.currentData(),
            score_below=self.score.currentData(),
            source=self.source.currentData(),
        )

    def offer(self, categories: Sequence[Category], people: Sequence[str], chosen: Filter) -> None:
        """Offers the project's categories and annotators, and shows a filter."""
        self.category.clear()
        self.category.addItem(tr("Any"), None)
        for category in categories:
            self.category.addItem(brief(category.name, 30), category.id)
        self.category.addItem(tr("unknown"), UNKNOWN)
        self.person.clear()
        self.person.addItem(tr("Anybody"), None)
        for name in people:
            self.person.addItem(brief(name, 30), name)
        self._show(chosen)

    def pop_up(self) -> None:
        """Shows it."""
        self.adjustSize()
        corner = self._image.mapToGlobal(QPoint(self._image.width(), 0))
        self.move(corner - QPoint(self.width(), -2))
        self.show()
        self.state.setFocus()

    def _show(self, chosen: Filter) -> None:
        for box, value in (
            (self.state, chosen.state),
            (self.category, chosen.category),
            (self.person, chosen.person),
            (self.days, chosen.days),
            (self.score, chosen.score_below),
            (self.source, chosen.source),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))

    def _reset(self) -> None:
        self._show(Filter(state="any"))
        self.chosen.emit()
