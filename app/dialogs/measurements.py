"""The dialog of measurements: a table, a histogram and a scatter plot, measured in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotations.errors import AnnotationError
from annotations.imaging.pixel_size import PixelSize, parse
from annotations.measuring.columns import Column, Value
from annotations.measuring.writing import as_csv, write_table
from annotations.message import count_images, count_instances
from app.background.jobs import Check, Jobs
from app.dialogs.bar_chart import ChartView
from app.dialogs.measurement_table import MeasurementModel
from app.dialogs.parts import button_row, keep_room, report_label, side_button
from app.dialogs.scatter import ScatterView
from app.document.measurements import Measurements, Rows
from app.session.measuring import MeasureWork
from app.session.session import Session
from app.translation import tr
from app.widgets.override import override

SIZE = 1060, 620
FIRST_X, FIRST_Y = ("area_um2", "area_px"), ("circularity", "area_px")
"""The columns that are drawn first, those that are known."""
LAST = ("track", "image_status", "source", "review", "pixel_width_um", "pixel_height_um", "pixel_size_from")
CELL_HEIGHT, LEAST_WIDTH, TEXT_WIDTH, TITLE_MARGIN = 24, 74, 110, 40  # pixels
ALL = "\0"
"""The value of all categories in their list; no category has it."""


class MeasurementsDialog(QDialog):
    """Measures when opened and on request; not modal. Closing it ends the measurement."""

    instanceWanted = Signal(int, int)  # noqa: N815  (the ids of the image and of the instance)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Measurements"))
        self.resize(*SIZE)
        self._session = session
        self._work = MeasureWork(session, self)
        self._jobs = Jobs(self, threads=None)
        self._typed = ""
        self._left = False
        self._drawn: Rows = np.arange(0)  # the rows of the points, in the project's order
        self.model = MeasurementModel(self)
        self.table = self._make_table()
        self.histogram, self.scatter = ChartView(), ScatterView()
        self.category, self.across, self.down = QComboBox(), QComboBox(), QComboBox()
        self.pixel_size = QLineEdit()
        self.pixel_size.setPlaceholderText(tr("as in the image files"))
        placeholder = self.fontMetrics().horizontalAdvance(self.pixel_size.placeholderText())
        self.pixel_size.setMinimumWidth(placeholder + TITLE_MARGIN)
        self.size_from = QLabel()
        self.report = report_label()
        self.progress = QProgressBar()
        keep_room(self.progress)
        self.again = side_button(tr("Measure again"), self.measure)
        self.stop = side_button(tr("Cancel"), self.cancel)
        self.copy = side_button(tr("Copy as CSV"), self._copy)
        self.save = side_button(tr("Save as CSV…"), self._save)
        self._lay_out()
        self._connect()
        self.measure()

    @property
    def measuring(self) -> bool:
        return self._work.running

    @property
    def writing(self) -> bool:
        """Whether a table is being copied or saved."""
        return self._jobs.awaited

    def measure(self) -> None:
        """Measures again, once all decisions so far are saved."""
        self._work.start()
        self._begin()

    def cancel(self) -> None:
        """Ends the measurement; the table stays as it was."""
        self._work.cancel()
        self._end(tr("Cancelled."))

    @override
    def done(self, result: int) -> None:
        self._leave()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    # -- assembly

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(tr("Measurements"))
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(False)
        table.verticalHeader().setDefaultSectionSize(CELL_HEIGHT)
        return table

    def _lay_out(self) -> None:
        for widget, label in (
            (self.category, tr("Category")),
            (self.across, tr("Horizontal axis and histogram")),
            (self.down, tr("Vertical axis")),
            (self.pixel_size, tr("Pixel size (µm)")),
        ):
            widget.setAccessibleName(label)
        top = QHBoxLayout()
        top.addWidget(QLabel(tr("Category")))
        top.addWidget(self.category, 1)
        top.addSpacing(16)
        top.addWidget(QLabel(tr("Pixel size (µm)")))
        top.addWidget(self.pixel_size)
        top.addWidget(self.size_from, 2)
        axes = QGridLayout()
        axes.addWidget(QLabel("x"), 0, 0)
        axes.addWidget(self.across, 0, 1)
        axes.addWidget(QLabel("y"), 1, 0)
        axes.addWidget(self.down, 1, 1)
        axes.setColumnStretch(1, 1)
        charts = QWidget()
        right = QVBoxLayout(charts)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(axes)
        right.addWidget(self.histogram, 2)
        right.addWidget(self.scatter, 3)
        parts = QSplitter()
        parts.addWidget(self.table)
        parts.addWidget(charts)
        parts.setSizes([SIZE[0] * 3 // 5, SIZE[0] * 2 // 5])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(parts, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.report)
        buttons = button_row(self, self.again, self.stop, self.copy, self.save)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter takes the size of a pixel, or goes to an instance
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self._work.progressed.connect(self._progressed)
        self._work.measured.connect(self._measured)
        self._work.failed.connect(lambda reason: self._end(tr(reason)))
        self._work.sizeKnown.connect(self._show_size)
        self._session.closing.connect(self.close)
        self.category.currentIndexChanged.connect(lambda _index: self._choose_category())
        self.across.currentIndexChanged.connect(lambda _index: self._draw())
        self.down.currentIndexChanged.connect(lambda _index: self._draw())
        self.pixel_size.editingFinished.connect(self._take_size)
        self.table.doubleClicked.connect(self._go_to_cell)
        self.table.activated.connect(self._go_to_cell)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._mark(now.row()))
        self.scatter.pointChosen.connect(self._point_chosen)
        self.model.modelReset.connect(lambda: self.scatter.choose(None))

    # -- measuring

    def _begin(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.report.setText(tr("Measuring…"))
        self._allow()

    def _progressed(self, done: int, images: int) -> None:
        self.progress.setRange(0, images)
        self.progress.setValue(done)

    def _measured(self, found: Measurements) -> None:
        self.model.show_measurements(found)
        self._arrange()
        self._offer(found)
        parts = [tr(count_instances(len(found)))]
        if found.without_pixel_size:
            parts.append(
                tr(
                    "the size of a pixel is not known in {images}",
                    images=count_images(found.without_pixel_size),
                )
            )
        if found.problems:
            parts.append(
                tr("no intensities in {images}: {first}", images=count_images(len(found.problems)),
                   first=tr(found.problems[0]))
            )  # fmt: skip
        self._end("   ·   ".join(parts))
        if not self._typed:
            self.size_from.setText(_origins(found))

    def _arrange(self) -> None:
        """Gives each column the width of its title, and moves those that say least to the end."""
        header, metrics = self.table.horizontalHeader(), self.fontMetrics()
        for place, column in enumerate(self.model.columns):
            title = metrics.horizontalAdvance(tr(column.title)) + TITLE_MARGIN
            least = TEXT_WIDTH if column.kind == "text" else LEAST_WIDTH
            header.resizeSection(place, max(title, least))
        for place, column in enumerate(self.model.columns):
            if column.name in LAST:
                header.moveSection(header.visualIndex(place), header.count() - 1)

    def _end(self, text: str) -> None:
        self.progress.hide()
        self.report.setText(text)
        self._allow()

    def _allow(self) -> None:
        self.again.setEnabled(not self.measuring)
        self.stop.setEnabled(self.measuring)
        for button in (self.copy, self.save):
            button.setEnabled(self.model.found is not None and not self.writing)

    def _leave(self) -> None:
        self._left = True
        self._work.cancel()
        self._jobs.drop()

    # -- the size of a pixel

    def _show_size(self, size: PixelSize | None) -> None:
        self._typed = size.text if size is not None else ""
        self.pixel_size.setText(self._typed)
        self.size_from.setText(tr("typed, for the whole project") if self._typed else "")

    def _take_size(self) -> None:
        text = self.pixel_size.text().strip()
        if text == self._typed or self._left:
            return
        try:
            size = parse(text) if text else None
        except ValueError as error:
            self.report.setText(tr(str(error)))
            return
        self._typed = size.text if size is not None else ""
        self._work.use_size(size)
        self._begin()

    # -- what is shown

    def _offer(self, found: Measurements) -> None:
        """Fills the lists of categories and of columns; what was chosen stays if it is still there."""
        self._fill(self.category, [(tr("All categories"), ALL)] + [
            (tr("{name} ({count:,})", name=name, count=count), name) for name, count in found.categories
        ], (ALL,))  # fmt: skip
        drawn = [(tr(column.title), column.name) for column in found.numeric]
        self._fill(self.across, drawn, FIRST_X)
        self._fill(self.down, drawn, FIRST_Y)
        self._choose_category()

    def _fill(self, box: QComboBox, entries: list[tuple[str, str]], first: tuple[str, ...]) -> None:
        wanted = box.currentData()
        box.blockSignals(True)
        box.clear()
        for text, value in entries:
            box.addItem(text, value)
        places = [box.findData(name) for name in (wanted, *first) if name is not None]
        box.setCurrentIndex(next((place for place in places if place >= 0), 0 if entries else -1))
        box.blockSignals(False)

    def _choose_category(self) -> None:
        category = self.category.currentData()
        self.model.show_category(None if category in (None, ALL) else category)
        self._drawn = np.sort(self.model.rows)
        self._draw()

    def _column(self, box: QComboBox) -> Column | None:
        name = box.currentData()
        return next((column for column in self.model.columns if column.name == name), None)

    def _draw(self) -> None:
        found, x, y = self.model.found, self._column(self.across), self._column(self.down)
        if found is None or x is None or y is None:
            return
        self.histogram.show_chart(found.histogram(x, self._drawn))
        of_x, of_y = (found.numbers[column.name][self._drawn] for column in (x, y))
        self.scatter.show_points(of_x, of_y, (tr(x.title), tr(y.title)))

    # -- going to an instance

    def _go_to_cell(self, index: QModelIndex) -> None:
        self._go_to(index.row())

    def _point_chosen(self, point: int) -> None:
        row = int(np.flatnonzero(self.model.rows == self._drawn[point])[0])
        self.table.selectRow(row)
        self._go_to(row)

    def _mark(self, row: int) -> None:
        """Marks the point of a row of the table."""
        if row >= 0:
            self.scatter.choose(int(np.searchsorted(self._drawn, self.model.rows[row])))

    def _go_to(self, row: int) -> None:
        if self.model.found is not None:
            self.instanceWanted.emit(*self.model.found.place(int(self.model.rows[row])))

    # -- writing

    def _chosen_rows(self) -> Rows:
        """The selected rows if there are several, else all that are shown."""
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return self.model.rows[chosen] if len(chosen) > 1 else self.model.rows

    def _copy(self) -> None:
        if self.model.found is not None:
            task = partial(_text, self.model.found, self._chosen_rows())
            self._jobs.run(task, self._copied, self._not_written)
            self._allow()

    def _copied(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._end(tr("Copied."))

    def _save(self) -> None:
        project = self._session.project
        where = str(project.root / f"{project.title}-measurements.csv") if project is not None else ""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as CSV…"), where, "CSV (*.csv)")
        if name and self.model.found is not None:
            path = name if name.lower().endswith(".csv") else f"{name}.csv"
            task = partial(_write, Path(path), self.model.found, self._chosen_rows())
            said = tr("Saved as {file}.", file=path)
            expected = (AnnotationError, OSError)
            self._jobs.run(task, lambda _: self._end(said), self._not_written, expected=expected)
            self._allow()

    def _not_written(self, reason: str) -> None:
        self._end(tr(reason))


def _origins(found: Measurements) -> str:
    names = {"resolution": tr("resolution of the file")}
    parts = [
        tr("{origin} ({images})", origin=names.get(origin, origin), images=count_images(count))
        for origin, count in found.origins.items()
    ]
    return tr("from: {origins}", origins=", ".join(parts)) if parts else ""


def _text(found: Measurements, rows: Rows, check: Check) -> str:
    """In a thread."""
    return as_csv(found.columns, _checked(found, rows, check))


def _write(path: Path, found: Measurements, rows: Rows, check: Check) -> None:
    """In a thread."""
    write_table(path, found.columns, _checked(found, rows, check))


def _checked(found: Measurements, rows: Rows, check: Check) -> Iterator[list[Value]]:
    for row in found.table(rows):
        check()
        yield row
