"""The export dialog: format, images, destination; writing runs on a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotations.message import count_images, count_instances
from annotations.problems import grouped
from app.background.jobs import Jobs
from app.dialogs.export_jobs import SHOWN_PROBLEMS, Found, look, write
from app.dialogs.export_split import SplitChoice
from app.dialogs.parts import (
    busy_bar,
    button_row,
    column,
    main_button,
    problem_lines,
    problem_list,
    report_label,
    side_button,
)
from app.session.session import Session
from app.settings import Settings
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

if TYPE_CHECKING:
    from annotations.exporting import ExportReport
    from annotations.formats.base import Dataset, Format


SHOWN_NAMES = 8


class ExportDialog(QDialog):
    """Stays open until closed, and shows what the format could not store. Starts with the format used last."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotations.formats.table import FORMATS, offered

        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(560)
        self._session, self._settings = session, settings
        self._formats = [entry for entry in FORMATS.values() if entry.writer is not None]
        self.format = QComboBox()
        for entry in self._formats:
            self.format.addItem(tr(entry.title), entry.name)
        self.format.setCurrentIndex(max(0, self.format.findData(settings["export_format"])))
        self.only_done = QCheckBox(tr("Only images marked as done"))
        self.only_done.setChecked(settings["export_only_done"])
        self.options: dict[str, QCheckBox] = {}
        self._option_box = QVBoxLayout()
        self.output = QLineEdit()
        self.output.setAccessibleName(tr("Write to"))
        browse = side_button(tr("Browse…"), self._browse)
        place = QHBoxLayout()
        place.addWidget(self.output, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Write to"), place)
        form.addRow("", self.only_done)
        form.addRow("", self._option_box)
        self.split = SplitChoice(settings)
        form.addRow("", self.split)
        self.progress = busy_bar()
        self.report = report_label()
        self.problems = problem_list(tr("Lost in this format"))
        self.export_button = main_button(tr("Replace"), self.start)
        width = self.export_button.sizeHint().width()
        self.export_button.setText(tr("Export"))
        self.export_button.setMinimumWidth(max(width, self.export_button.sizeHint().width()))
        self.open_button = side_button(tr("Open folder"), self._open_folder)
        self.open_button.setEnabled(False)
        self._folder = Path()  # where the last export went
        buttons = button_row(self, self.open_button, self.export_button)
        layout = column(self, 12)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.report)
        layout.addWidget(self.problems, 1)
        layout.addWidget(buttons)
        self._looks, self._writes = Jobs(self, threads=None), Jobs(self, threads=None)
        self.format.currentIndexChanged.connect(lambda _index: self._format_chosen())
        self._may_replace = ""  # a file that the user agreed to overwrite
        self.output.textChanged.connect(lambda _text: self.export_button.setText(tr("Export")))
        self._look_number = 0
        self.looking = False  # for what would be lost
        self.only_done.toggled.connect(lambda _on: self.look())
        self._format_chosen()
        self._looks_for_plugins = Jobs(self, threads=None)
        self._looks_for_plugins.run(lambda _check: offered(), self._add_formats)

    def _add_formats(self, offered: list[Format]) -> None:
        """Adds the formats of plug-ins, which are loaded meanwhile."""
        known = {entry.name for entry in self._formats}
        for entry in offered:
            if entry.writer is not None and entry.name not in known:
                self._formats.append(entry)
                self.format.addItem(tr(entry.title), entry.name)
        last = self._settings["export_format"]
        if last not in known and self.format.currentIndex() == 0 and not self.running:
            self.format.setCurrentIndex(max(0, self.format.findData(last)))

    def look(self) -> None:
        """Finds on a thread what the format cannot store, before anything is written."""
        self._stop_looking()
        if self.running or self._session.document is None:
            return
        self.looking = True
        self.problems.hide()
        self.report.setText(tr("Checking what this format can store…"))
        self.report.setStyleSheet("")
        number, only_done = self._look_number, self.only_done.isChecked()
        name, chosen = self.format.currentData(), self._chosen()

        def start(path: Path) -> None:
            if number == self._look_number:
                task = partial(look, path, name, only_done, chosen)
                self._looks.run(task, self._looked, lambda _reason: self._looked(None))  # exporting says why

        self._session.ask_project(lambda project: project.path, start, lambda _reason: None)

    def _stop_looking(self) -> None:
        self._look_number += 1
        self._looks.drop()

    @override
    def done(self, result: int) -> None:
        self._stop_looking()
        self._looks_for_plugins.drop()
        super().done(result)

    @property
    def running(self) -> bool:
        return not self.export_button.isEnabled()

    def start(self) -> None:
        """Reads the project once all decisions are saved, and writes it on a thread."""
        from annotations.exporting import dataset_of

        output = self.output.text().strip()
        if not output:
            self._failed(tr("Choose where to write."))
            return
        there = [place for place in self._places(output) if place.is_file()]
        if there and output != self._may_replace:
            self._may_replace = output
            self.export_button.setText(tr("Replace"))
            shown = output if there == [Path(output)] else str(there[0])
            self._failed(tr("{path} already exists. Replace overwrites it.", path=shown))
            return
        self._stop_looking()
        self.looking = False
        self.export_button.setEnabled(False)
        self.progress.show()
        self.problems.hide()
        self.report.setText(tr("Exporting…"))
        self.report.setStyleSheet("")
        only_done = self.only_done.isChecked()
        self._settings.set("export_format", self.format.currentData())
        self._settings.set("export_only_done", only_done)
        self.split.remember()
        self._session.ask_project(
            lambda project: dataset_of(project, only_done=only_done), self._taken, self._failed
        )

    def _taken(self, dataset: Dataset) -> None:
        output = Path(self.output.text().strip())
        shares, by_scene = self.split.shares, self.split.by_scene
        task = partial(write, dataset, self.format.currentData(), output, self._chosen(), shares, by_scene)
        self._writes.run(task, self._written, self._failed)

    def _chosen(self) -> list[str]:
        return [name for name, box in self.options.items() if box.isChecked()]

    def _looked(self, found: Found | None) -> None:
        self.looking = False
        lines = [] if found is None else [*self._unfinished(), *found.lines()]
        fine = tr("This format can store everything in the project.")
        self.report.setText(tr("Before you export:") if lines else fine if found is not None else "")
        self.report.setStyleSheet(f"color: {theme().warn if lines else theme().good};")
        self.problems.setPlainText("\n".join(lines))
        self.problems.setVisible(bool(lines))

    def _unfinished(self) -> list[str]:
        """Lists the images that would be exported although not done."""
        document = self._session.document
        if document is None:
            return []
        table = document.image_table
        if self.only_done.isChecked():
            return [] if table.count("done") else [tr("No image is done, so nothing would be exported.")]
        names = [path for row, path in enumerate(table.paths) if table.is_undone(row)]
        if not names:
            return []
        shown = ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")
        return [tr("Images not done ({count:,}): {names}", count=len(names), names=shown)]

    def _written(self, report: ExportReport) -> None:
        self._end()
        self.export_button.setText(tr("Export"))
        where = ", ".join(str(path) for path in report.files)
        self._folder = next(
            (p if p.is_dir() and len(report.files) == 1 else p.parent for p in report.files), Path()
        )
        self.open_button.setEnabled(True)
        count = len(report.problems)
        written = tr(
            "Exported {images} with {instances} to {files}.",
            images=count_images(report.images),
            instances=count_instances(report.instances),
            files=where,
        )
        lost = tr("The format cannot store everything ({count}):", count=count)
        self.report.setText(f"{written} {lost if count else tr('Nothing was lost.')}")
        self.report.setStyleSheet(f"color: {theme().good if not count else theme().warn};")
        self.problems.setPlainText("\n".join(problem_lines(grouped(report.problems, SHOWN_PROBLEMS))))
        self.problems.setVisible(bool(count))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _places(self, output: str) -> list[Path]:
        """What an export to `output` writes."""
        from annotations.exporting import places_of

        return (
            [Path(output)]
            if self.split.shares is None
            else places_of(output, self.format.currentData(), self.split.shares)
        )

    def _failed(self, reason: str) -> None:
        self._end()
        self.report.setText(tr(reason))
        self.report.setStyleSheet(f"color: {theme().bad};")

    def _end(self) -> None:
        self.export_button.setEnabled(True)
        self.progress.hide()

    def _format_chosen(self) -> None:
        entry = self._formats[self.format.currentIndex()]
        for box in self.options.values():
            self._option_box.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.options = {name: QCheckBox(tr(words)) for name, words in entry.options.items()}
        for box in self.options.values():
            self._option_box.addWidget(box)
            box.toggled.connect(lambda _on: self.look())
        project = self._session.project
        folder = project.beside_images() if project is not None else Path.home()
        title = project.title if project is not None else "annotations"
        self.output.setText(str(folder / f"{title}-{entry.name}{entry.suffix}"))
        self.look()

    def _browse(self) -> None:
        entry = self._formats[self.format.currentIndex()]
        if entry.suffix:
            kind = f"{tr(entry.title)} (*{entry.suffix})"
            chosen, _ = QFileDialog.getSaveFileName(self, tr("Export to"), self.output.text(), kind)
        else:
            chosen = QFileDialog.getExistingDirectory(self, tr("Export to a folder"), self.output.text())
        if chosen:
            self.output.setText(chosen)
            self._may_replace = chosen  # the file dialog has already asked
