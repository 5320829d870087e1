"""The installed plug-ins: what each offers, and why one is left out; they are loaded on a thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotations.plugins.found import Plugin
from annotations.plugins.listing import KIND_TITLES, Listed, found, listed
from app.assist.plugged_proposers import OWN
from app.background.jobs import Jobs
from app.dialogs.parts import busy_bar, button_row, column, report_label
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

WIDTH, HEIGHT = 760, 380  # pixels


class PluginsDialog(QDialog):
    """First shows what is installed, then, once it is loaded, its state; not modal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Plug-ins"))
        self.resize(WIDTH, HEIGHT)
        self.report = report_label(tr("Looking for plug-ins…"))
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(tr("Plug-ins"))
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Kind"), tr("Package"), tr("State")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        self.progress = busy_bar()
        layout = column(self, 10)
        layout.addWidget(self.report)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.progress)
        layout.addWidget(button_row(self))
        self._jobs = Jobs(self, threads=None)
        self.progress.show()
        self._jobs.run(lambda _check: found(OWN), self._show_found)

    @property
    def loading(self) -> bool:
        """Whether plug-ins are still being loaded."""
        return self.progress.isVisibleTo(self)

    @override
    def done(self, result: int) -> None:
        self._jobs.drop()
        super().done(result)

    def _show_found(self, plugins: list[Plugin]) -> None:
        if not plugins:
            self.progress.hide()
            self.report.setText(
                tr(
                    "No plug-ins are installed. They are Python packages, installed with pip into the environment "
                    "of this program; they add file formats, image readers, measurements, and what answers clicks "
                    "and boxes."
                )
            )
            return
        self.report.setText(tr("Loading…"))
        for plugin in plugins:
            self._add_row(plugin, tr("loading"))
        self._jobs.run(lambda _check: listed(OWN), self._show_states)

    def _show_states(self, states: list[Listed]) -> None:
        self.progress.hide()
        ready = sum(state.is_ready for state in states)
        self.report.setText(
            tr("{ready} of {count} plug-ins are ready.", ready=ready, count=len(states))
            if len(states) > 1
            else tr("The plug-in is ready.")
            if ready
            else tr("The plug-in is left out.")
        )
        self.table.setRowCount(0)
        for state in states:
            self._add_row(state.plugin, *_in_words(state))
        self.table.resizeRowsToContents()

    def _add_row(self, plugin: Plugin, state: str, color: str = "") -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = (plugin.name, tr(KIND_TITLES[plugin.kind]), f"{plugin.package} {plugin.version}", state)
        items = [QTableWidgetItem(text) for text in texts]
        for place, (item, text) in enumerate(zip(items, texts, strict=True)):
            item.setToolTip(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.table.setItem(row, place, item)
        if color:
            items[-1].setForeground(QColor(color))


def _in_words(state: Listed) -> tuple[str, str]:
    """The state as a text and its colour."""
    if not state.is_ready:
        return tr("left out: {reason}", reason=tr(state.reason)), theme().bad
    if state.reason:
        return tr("ready; failed last: {reason}", reason=tr(state.reason)), theme().warn
    return tr("ready: {offers}", offers=state.title), ""
