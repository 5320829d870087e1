"""The statistics of a project in the window."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.dialogs.statistics import StatisticsDialog
from tests.gui.conftest import SIDE, Desk


def test_statistics_show_charts_and_are_copied_as_csv_and_as_a_picture(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.act("image_done")
    desk.act("statistics")
    dialog = desk.window.findChild(StatisticsDialog)
    assert dialog is not None
    desk.until(lambda: not dialog.counting)
    assert dialog.summary.text().startswith(
        "3 images   ·   1 done   ·   2 without instances   ·   2 instances"
    )
    categories, sizes, days, times = dialog.views
    assert [(bar.label, bar.value) for bar in categories.chart.bars] == [("nucleus", 2)]
    assert [bar.said for bar in sizes.chart.bars] == ["128 to 255 pixels: 2 instances"]
    assert 128 <= SIDE * SIDE <= 255
    assert days.chart.bars[-1].value == 2
    assert sum(bar.value for bar in times.chart.bars) == 2

    middle = categories.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, middle, categories.mapToGlobal(middle))
    QApplication.sendEvent(categories, event)
    assert QToolTip.text() == "nucleus: 2 instances in 1 image"
    QApplication.sendEvent(categories, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), QPoint(2, 2)))

    dialog.copy_figures.click()
    rows = list(csv.reader(QApplication.clipboard().text().splitlines()))
    assert ["instances of category", "nucleus", "2"] in rows
    assert ["images", "done", "1"] in rows
    dialog.copy_picture.click()
    assert QApplication.clipboard().pixmap().width() == dialog._page.grab().width()
    QApplication.clipboard().clear()

    desk.act("image_done")
    dialog.again.click()
    desk.until(lambda: not dialog.counting)
    assert "2 done" in dialog.summary.text()
    dialog.close()
