"""The choices above the instance grid: order, category, review state, images."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotations.records import REVIEWS, Category
from app.dialogs.grid_cells import review_words
from app.document.instance_table import InstanceQuery
from app.translation import tr
from app.widgets.brief import brief

TYPING_MS = 150


class GridFilter(QWidget):
    """`changed` follows a choice of the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sort, self.category, self.review, self.scope = (QComboBox() for _ in range(4))
        for sort, words in (
            ("least sure", tr("Confidence, lowest first")),
            ("most sure", tr("Confidence, highest first")),
            ("oddest", tr("Oddness, highest first")),
            ("smallest", tr("Size, smallest first")),
            ("largest", tr("Size, largest first")),
            ("newest", tr("Date, newest first")),
            ("oldest", tr("Date, oldest first")),
            ("image", tr("Image")),
        ):
            self.sort.addItem(words, sort)
        self.review.addItem(tr("Any review"), None)
        for review in REVIEWS:
            self.review.addItem(review_words(review).capitalize(), review)
        self.scope.addItem(tr("All images"), False)
        self.scope.addItem(tr("Image shown"), True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search images…"))
        self.search.setClearButtonEnabled(True)
        self.offer(())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget, name in (
            (self.sort, tr("Sort by")),
            (self.category, tr("Category")),
            (self.review, tr("Review")),
            (self.scope, tr("Images")),
            (self.search, tr("Search images…")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(name)
            layout.addWidget(widget, 1 if widget is self.search else 0)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typed.start())
        for box in (self.sort, self.category, self.review, self.scope):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def query(self, image_id: int | None) -> InstanceQuery:
        """The choices as a query; `image_id` is the image shown."""
        return InstanceQuery(
            sort=self.sort.currentData(),
            category=self.category.currentData(),
            review=self.review.currentData(),
            image=(image_id or 0) if self.scope.currentData() else None,
            path=self.search.text(),
        )

    def show_query(self, query: InstanceQuery) -> None:
        """Shows a query that was asked before, without telling."""
        self.blockSignals(True)
        for box, value in (
            (self.sort, query.sort),
            (self.category, query.category),
            (self.review, query.review),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.scope.setCurrentIndex(int(query.image is not None))
        self.search.setText(query.path)
        self._typed.stop()
        self.blockSignals(False)

    def offer(self, categories: Sequence[Category]) -> None:
        """Offers the project's categories; the chosen one stays chosen while it is there."""
        wanted: list[tuple[str, int | None]] = [(tr("All categories"), None), (tr("unknown").capitalize(), 0)]
        wanted[1:1] = [(brief(category.name, 30), category.id) for category in categories]
        there = [
            (self.category.itemText(place), self.category.itemData(place))
            for place in range(self.category.count())
        ]
        if there == wanted:
            return
        chosen = cast("int | None", self.category.currentData())
        self.category.blockSignals(True)
        self.category.clear()
        for name, number in wanted:
            self.category.addItem(name, number)
        self.category.setCurrentIndex(max(self.category.findData(chosen), 0))
        self.category.blockSignals(False)
        if self.category.currentData() != chosen:
            self.changed.emit()
