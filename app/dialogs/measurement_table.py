"""The table of measurements: a row for each instance, sorted by any column; the data are columns of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.measuring.columns import Column, Value
from app.document.measurements import Measurements, Rows, short
from app.translation import tr
from app.widgets.override import override

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MeasurementModel(QAbstractTableModel):
    """Shows `rows` of the measurements, in this order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: Measurements | None = None
        self.columns: tuple[Column, ...] = ()
        self.rows: Rows = np.arange(0)
        self._category: str | None = None
        self._sorted: tuple[int, bool] | None = None

    def show_measurements(self, found: Measurements) -> None:
        """Shows other measurements, of all categories."""
        self.beginResetModel()
        self.found, self.columns, self._category = found, found.columns, None
        self._order()
        self.endResetModel()

    def show_category(self, category: str | None) -> None:
        """Shows only the instances of a category; None: all."""
        self.beginResetModel()
        self._category = category
        self._order()
        self.endResetModel()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._order()
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.found is None or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.found.value(int(self.rows[index.row()]), column), column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind != "text":
            return _RIGHT
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].name
        return None

    def _order(self) -> None:
        if self.found is None:
            return
        self.rows = self.found.rows_of(self._category)
        if self._sorted is not None and self._sorted[0] < len(self.columns):
            column, descending = self._sorted
            self.rows = self.found.sorted(self.rows, self.columns[column], descending)


def shown(value: Value, column: Column) -> str:
    """A value for display; ids as they are, texts of the program in the user's language."""
    if value is None:
        return ""
    if isinstance(value, str):
        if column.name == "pixel_size_from":
            return {"typed": tr("typed"), "resolution": tr("resolution of the file")}.get(value, value)
        return tr(value) if column.name in ("image_status", "source") else value
    return str(value) if column.name == "instance_id" else short(value)
