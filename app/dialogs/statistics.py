"""Statistics of the project: a line of figures and four charts, computed on a thread; copied as CSV or a picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.errors import AnnotationError
from annotations.message import count_images, count_instances, duration
from annotations.project import Project, statistics
from annotations.project.statistics import Statistics
from app.background.jobs import Check, Jobs
from app.dialogs.bar_chart import ChartView
from app.document.figures import as_csv, charts
from app.session.session import Session
from app.translation import tr
from app.widgets.override import override


class StatisticsDialog(QDialog):
    """Counts when opened and on request; not modal."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Statistics"))
        self.resize(960, 600)
        self._session = session
        self.found: Statistics | None = None
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.views = [ChartView() for _ in range(4)]
        self._page = QWidget()
        grid = QGridLayout(self._page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for number, view in enumerate(self.views):
            grid.addWidget(view, number // 2, number % 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.again = self._button(buttons, tr("Refresh"), self.count)
        self.copy_figures = self._button(buttons, tr("Copy as CSV"), self._copy_figures)
        self.save_figures = self._button(buttons, tr("Save as CSV…"), self._save_figures)
        self.copy_picture = self._button(buttons, tr("Copy as picture"), self._copy_picture)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.summary)
        layout.addWidget(self._page, 1)
        layout.addWidget(buttons)
        self._jobs = Jobs(self, threads=None)
        self.count()

    @property
    def counting(self) -> bool:
        return not self.again.isEnabled()

    def count(self) -> None:
        """Counts again, once all decisions so far are saved."""
        self._allow(False)
        self.summary.setText(tr("Counting…"))
        self._session.ask_project(lambda project: project.path, self._start, self._failed)

    @override
    def done(self, result: int) -> None:
        self._jobs.drop()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._jobs.drop()
        super().closeEvent(event)

    # -- internals

    def _start(self, path: Path) -> None:
        expected = (AnnotationError, OSError, MemoryError)
        self._jobs.run(partial(_statistics, path), self._counted, self._failed, expected=expected)

    def _counted(self, found: Statistics) -> None:
        self.found = found
        self._allow(True)
        for view, chart in zip(self.views, charts(found), strict=True):
            view.show_chart(chart)
        parts = [
            tr(count_images(found.images)),
            tr("{count:,} done", count=found.images_by_status["done"]),
            tr("{count:,} without instances", count=found.images_without_instances),
            tr(count_instances(found.instances)),
            tr("{time} of annotation", time=duration(sum(day.seconds for day in found.days))),
        ]
        self.summary.setText("   ·   ".join(parts))

    def _failed(self, reason: str) -> None:
        self.again.setEnabled(True)
        self.summary.setText(tr(reason))

    def _allow(self, counted: bool) -> None:
        self.again.setEnabled(counted)
        for button in (self.copy_figures, self.save_figures, self.copy_picture):
            button.setEnabled(counted and self.found is not None)

    def _copy_figures(self) -> None:
        if self.found is not None:
            QApplication.clipboard().setText(as_csv(self.found))

    def _save_figures(self) -> None:
        project = self._session.project
        where = str(project.root / f"{project.title}-statistics.csv") if project is not None else ""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as CSV…"), where, "CSV (*.csv)")
        if name and self.found is not None:
            try:
                Path(name).write_text(as_csv(self.found), encoding="utf-8", newline="")
            except OSError as error:
                self.summary.setText(tr("{file} cannot be written: {reason}", file=name, reason=str(error)))

    def _copy_picture(self) -> None:
        QApplication.clipboard().setPixmap(self._page.grab())

    def _button(self, box: QDialogButtonBox, text: str, run: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: run())  # type: ignore[operator]
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return button


def _statistics(path: Path, check: Check) -> Statistics:
    """In a thread."""
    with Project.open(path, read_only=True) as project:
        return statistics.of(project, check)
