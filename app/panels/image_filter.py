"""The filters and sort order of the image list: the choices in a pop-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QPushButton, QWidget

from annotations.records import STATUSES, Category, Status
from app.document.image_order import Query
from app.document.image_table import UNDONE
from app.panels.image_list_model import status_words
from app.translation import percent_text, tr
from app.widgets.brief import brief

SURENESS = (0.95, 0.9, 0.75, 0.5)


class ImageFilter(QFrame):
    """Pops up at a button; `chosen` reports a changed choice."""

    chosen = Signal()

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self._button = button
        self.setObjectName("pop_up")
        self.status = QComboBox()
        self.status.addItem(tr("Any"), frozenset(STATUSES))
        self.status.addItem(tr("Unfinished (new or started)"), frozenset(UNDONE))
        for status in STATUSES:
            self.status.addItem(status_words(status).capitalize(), frozenset([status]))
        self.category = QComboBox()
        self.category.addItem(tr("Any"), None)
        self.sureness = QComboBox()
        self.sureness.addItem(tr("Any"), None)
        for value in SURENESS:
            self.sureness.addItem(tr("Below {percent}", percent=percent_text(value)), value)
        self.proposals = QComboBox()
        self.proposals.addItem(tr("Any"), False)
        self.proposals.addItem(tr("Has proposals"), True)
        self.review = QComboBox()
        self.review.addItem(tr("Any"), None)
        for holds, words in (
            ("unreviewed", tr("Something not yet reviewed")),
            ("needs work", tr("Something that needs work")),
            ("conflict", tr("Conflicts of a merge")),
        ):
            self.review.addItem(words, holds)
        self.sort = QComboBox()
        for sort, words in (
            ("name", tr("Name")),
            ("status", tr("Status")),
            ("uncertainty", tr("Model uncertainty, highest first")),
            ("score", tr("Model confidence, lowest first")),
        ):
            self.sort.addItem(words, sort)
        form = QFormLayout(self)
        form.setContentsMargins(12, 10, 12, 10)
        for words, box in (
            (tr("Status"), self.status),
            (tr("Contains"), self.category),
            (tr("Model confidence"), self.sureness),
            (tr("Proposals"), self.proposals),
            (tr("Review"), self.review),
            (tr("Sort by"), self.sort),
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            form.addRow(words, box)
            box.currentIndexChanged.connect(lambda _index: self.chosen.emit())
        reset = QPushButton(tr("Show all images"))
        reset.clicked.connect(lambda _=False: self.reset())
        form.addRow("", reset)

    def pop_up(self) -> None:
        """Shows it below its button, at the right of the window."""
        self.adjustSize()
        corner = self._button.mapToGlobal(QPoint(self._button.width(), self._button.height()))
        self.move(corner - QPoint(self.width(), -2))
        self.show()
        self.status.setFocus()

    @property
    def is_set(self) -> bool:
        """Whether any choice differs from the default."""
        return self.applied_to(Query()) != Query()

    def applied_to(self, query: Query) -> Query:
        """The query with these choices."""
        statuses: frozenset[Status] = self.status.currentData()
        return replace(
            query,
            statuses=frozenset(statuses),
            category=self.category.currentData(),
            score_below=self.sureness.currentData(),
            review=self.review.currentData(),
            sort=self.sort.currentData(),
            has_proposals=self.proposals.currentData(),
        )

    def offer(self, categories: Sequence[Category]) -> None:
        """Offers the project's categories; the chosen one stays chosen."""
        wanted = [(None, tr("Any")), *((category.id, brief(category.name, 30)) for category in categories)]
        there = [(self.category.itemData(k), self.category.itemText(k)) for k in range(self.category.count())]
        if there == wanted:
            return
        chosen = self.category.currentData()
        self.category.blockSignals(True)
        self.category.clear()
        for number, name in wanted:
            self.category.addItem(name, number)
        self.category.setCurrentIndex(max(self.category.findData(chosen), 0))
        self.category.blockSignals(False)
        if self.category.currentData() != chosen:
            self.chosen.emit()

    def reset(self) -> None:
        """Any category, then all by name."""
        boxes = (self.status, self.category, self.sureness, self.proposals, self.review, self.sort)
        for box in boxes:
            box.setCurrentIndex(0)
