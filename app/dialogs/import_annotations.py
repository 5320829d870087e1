"""The import dialog: previews the annotations with their problems, then imports them into a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from annotations.errors import AnnotationError
from annotations.formats.base import Format
from annotations.formats.table import FORMATS, offered
from annotations.importing import named
from annotations.message import count_images, count_instances
from annotations.records import Status
from app.background.jobs import Jobs
from app.dialogs.import_preview import PICTURE_SIDE, PICTURES, Preview, preview_of
from app.dialogs.parts import (
    busy_bar,
    button_row,
    column,
    keep_room,
    main_button,
    problem_lines,
    problem_list,
    report_label,
    side_button,
)
from app.document.importing import Importing
from app.session.session import Session
from app.translation import tr
from app.widgets.brief import brief
from app.widgets.override import override
from app.widgets.theme import theme

SHOWN_CATEGORIES = 12
SHOWN_OF_NAME = 30  # characters of a category in the summary


class ImportDialog(QDialog):
    """`wanted` carries the project to import into (its file or folder), and the import."""

    wanted = Signal(object, object)  # Path, Importing

    def __init__(self, session: Session, source: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import annotations"))
        self.setMinimumWidth(2 * 16 + PICTURES * (PICTURE_SIDE + 8))
        self._session = session
        self.preview: Preview | None = None
        self._jobs = Jobs(self, threads=None)
        self._looks_for_plugins = Jobs(self, threads=None)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(300)
        self._soon.timeout.connect(self._look)
        self._make_fields()
        self._make_result()
        self.import_button = main_button(tr("Import"), self._import)
        self.import_button.setEnabled(False)
        buttons = button_row(self, self.import_button)
        layout = column(self, 10)
        layout.addLayout(self._form)
        for widget in (self.progress, self.summary, self._pictures_row):
            layout.addWidget(widget)
        layout.addWidget(self.problems, 1)
        layout.addWidget(self.target)
        layout.addWidget(buttons)
        self._looks_for_plugins.run(lambda _check: offered(), self._add_formats)
        if source is not None:
            self.source.setText(str(source))
            self._look()

    @property
    def looking(self) -> bool:
        """Whether the source is being read, or about to be."""
        return self._soon.isActive() or self.progress.isVisibleTo(self)

    @override
    def done(self, result: int) -> None:
        self._jobs.drop()
        self._looks_for_plugins.drop()
        super().done(result)

    # -- layout

    def _make_fields(self) -> None:
        self.source, self.images = QLineEdit(), QLineEdit()
        self.source.setAccessibleName(tr("Annotations"))
        self.images.setAccessibleName(tr("Images"))
        self.images.setPlaceholderText(tr("Where the annotations say, or next to them"))
        self.format = QComboBox()
        self.format.addItem(tr("Detect automatically"), None)
        for entry in FORMATS.values():
            if entry.reader is not None:
                self.format.addItem(tr(entry.title), entry.name)
        self.category = QLineEdit()
        self.category.setPlaceholderText(tr("Stays unknown"))
        self.are_done = QCheckBox(tr("Mark images with imported annotations as done"))
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        self._form.addRow(
            tr("Annotations"),
            _row(
                self.source,
                (tr("File…"), lambda: self._choose(self.source, tr("Annotation file"), True)),
                (tr("Folder…"), lambda: self._choose(self.source, tr("Annotation folder"), False)),
            ),
        )
        self._form.addRow(tr("Format"), self.format)
        self._form.addRow(
            tr("Images"),
            _row(
                self.images,
                (tr("Folder…"), lambda: self._choose(self.images, tr("Image folder"), False)),
            ),
        )
        self._form.addRow(tr("Category for unlabelled objects"), self.category)
        self._form.addRow("", self.are_done)
        for field in (self.source, self.images):
            field.textChanged.connect(lambda _text: self._look_soon())
        self.format.currentIndexChanged.connect(lambda _index: self._look_soon())

    def _make_result(self) -> None:
        self.progress = busy_bar()
        self.summary = report_label(tr("Choose a file or folder of annotations."))
        self._pictures_row = QWidget()
        keep_room(self._pictures_row)
        row = QHBoxLayout(self._pictures_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.pictures = [QLabel() for _ in range(PICTURES)]
        for picture in self.pictures:
            picture.setFixedSize(PICTURE_SIDE, PICTURE_SIDE)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(picture)
        row.addStretch(1)
        self.problems = problem_list(tr("Problems"))
        self.target = QLabel()
        self.target.setWordWrap(True)
        self.target.setProperty("muted", True)

    def _add_formats(self, offered: list[Format]) -> None:
        """Adds the formats of plug-ins, which are loaded meanwhile."""
        for entry in offered:
            if entry.reader is not None and self.format.findData(entry.name) < 0:
                self.format.addItem(tr(entry.title), entry.name)

    # -- preview

    def _look_soon(self) -> None:
        self._jobs.drop()
        self.preview = None
        self.import_button.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        self._jobs.drop()
        self.preview = None
        self.import_button.setEnabled(False)
        self._pictures_row.hide()
        self.problems.hide()
        self.target.setText("")
        text = self.source.text().strip()
        if not text:
            self.progress.hide()
            self._say(tr("Choose a file or folder of annotations."))
            return
        self._say(tr("Reading…"))
        self.progress.show()
        images = Path(self.images.text().strip()) if self.images.text().strip() else None
        task = partial(preview_of, Path(text), self.format.currentData(), images)
        expected = (AnnotationError, OSError, MemoryError, ValueError)
        self._jobs.run(task, self._show, self._failed, expected=expected)

    def _failed(self, reason: str) -> None:
        self.progress.hide()
        self._say(tr(reason), theme().bad)

    def _show(self, preview: Preview) -> None:
        self.progress.hide()
        self.preview = preview
        self._say(_summary(preview))
        for label, (name, picture) in zip(self.pictures, preview.pictures, strict=False):
            label.setPixmap(QPixmap.fromImage(picture))
            label.setToolTip(name)
        for label in self.pictures[len(preview.pictures) :]:
            label.clear()
        self._pictures_row.setVisible(bool(preview.pictures))
        shown = problem_lines(preview.kinds)
        self.problems.setPlainText("\n".join(shown))
        self.problems.setVisible(bool(shown))
        target = self._target()
        self.import_button.setEnabled(preview.images > 0 and target is not None)
        if target is not None:
            self.target.setText(
                tr(
                    "Imports into {target}. A backup is made first. Existing annotations stay, and "
                    "duplicates are skipped.",
                    target=target,
                )
            )

    def _say(self, text: str, color: str = "") -> None:
        self.summary.setText(text)
        self.summary.setStyleSheet(f"color: {color};" if color else "")

    def _target(self) -> Path | None:
        """The open project, else that of the folder with the images."""
        if self._session.project is not None:
            return self._session.project.source
        return self.preview.folder if self.preview is not None else None

    # -- import

    def _import(self) -> None:
        target = self._target()
        if self.preview is None or target is None:
            return
        name = self.category.text().strip()
        read = named(self.preview.read, name) if name else self.preview.read
        status: Status = "done" if self.are_done.isChecked() else "started"
        source = Path(self.source.text().strip()).name
        self.wanted.emit(target, Importing(read, status, source))
        self.accept()

    def _choose(self, field: QLineEdit, title: str, file: bool) -> None:
        start = field.text() or (str(self._session.project.root) if self._session.project is not None else "")
        if file:
            chosen, _ = QFileDialog.getOpenFileName(
                self, title, start, tr("Annotations (*.json *.geojson *.xml *.roi *.zip);;All files (*)")
            )
        else:
            chosen = QFileDialog.getExistingDirectory(self, title, start)
        if chosen:
            field.setText(chosen)


def _row(field: QLineEdit, *choices: tuple[str, Callable[[], object]]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(field, 1)
    for text, run in choices:
        row.addWidget(side_button(text, run))
    return row


def _summary(preview: Preview) -> str:
    parts = [
        tr(preview.format),
        tr(count_images(preview.images)),
        tr(count_instances(preview.instances)),
        tr("1 problem")
        if len(preview.problems) == 1
        else tr("{count:,} problems", count=len(preview.problems)),
    ]
    most = preview.categories.most_common(SHOWN_CATEGORIES)
    names = [
        f"{brief(tr('unknown') if name is None else name, SHOWN_OF_NAME)} {count:,}" for name, count in most
    ]
    if len(preview.categories) > len(most):
        names.append("…")
    return "   ·   ".join(parts) + ("\n" + ",  ".join(names) if names else "")
