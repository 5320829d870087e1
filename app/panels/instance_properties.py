"""The editable properties of the selected instances: flags, note, and attributes of their category."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotations.message import Message
from annotations.records import FLAGS, LONGEST_TEXT, Attribute, Category, Instance
from app.document.attributes import has_flag
from app.translation import tr
from app.widgets.brief import brief, visible

_BOXES = {
    "occluded": Message("Occluded"),
    "difficult": Message("Difficult"),
    "crowd": Message("Crowd"),
}

TRACK_WIDTH = 64
"""Pixels of the field for the number of a track."""
MOST_OTHERS = 20
"""Attributes shown that the category does not ask for."""


class InstanceProperties(QWidget):
    """`described` carries crowd, note and attributes, each None if unchanged."""

    described = Signal(object, object, object)
    trackGiven = Signal(object)  # noqa: N815  (the number of the track, or None for none)
    left = Signal()  # text editing is finished

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        boxes = QHBoxLayout()
        boxes.setSpacing(10)
        self.boxes: dict[str, QCheckBox] = {}
        for name in (*FLAGS, "crowd"):
            box = QCheckBox(tr(_BOXES[name]))
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that Space keeps working
            box.clicked.connect(lambda checked, name=name: self._box_clicked(name, checked))
            boxes.addWidget(box)
            self.boxes[name] = box
        boxes.addStretch(1)
        layout.addLayout(boxes)
        self.track = QLineEdit()
        self.track.setMaxLength(9)
        self.track.setValidator(QRegularExpressionValidator(QRegularExpression("([1-9][0-9]*)?"), self))
        self.track.setFixedWidth(TRACK_WIDTH)
        self.track.setPlaceholderText(tr("none"))
        self.track.setAccessibleName(tr("Track"))
        self.track.setToolTip(
            tr(
                "The number of the object in a sequence. A change applies from this image on: another object's "
                "number joins the two, a new number splits them, an empty field ends the track."
            )
        )
        self.track.editingFinished.connect(self._track_written)
        self.track.returnPressed.connect(self.left)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(4)
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_TEXT)
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.editingFinished.connect(self._note_written)
        self.note.returnPressed.connect(self.left)
        layout.addLayout(self._form)
        beside = QHBoxLayout()
        beside.addWidget(self.note, 1)
        beside.addWidget(QLabel(tr("Track")))
        beside.addWidget(self.track)
        layout.addLayout(beside)
        self.editors: dict[str, QLineEdit | QComboBox] = {}
        self._asked: tuple[Attribute, ...] = ()
        self._instances: list[Instance] = []
        self._others = QLabel()
        self._others.setProperty("muted", True)
        self._others.setWordWrap(True)
        self._others.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._others)
        self.show_instances([], None)

    def show_instances(self, instances: list[Instance], category: Category | None) -> None:
        """Shows the properties of these; `category` is their common one."""
        self._instances = instances
        asked = category.attributes if category is not None else ()
        if asked != self._asked:
            self._ask(asked)
        self.setEnabled(bool(instances))
        self.setVisible(bool(instances))
        for name, box in self.boxes.items():
            states = {has_flag(instance, name) for instance in instances}
            box.setTristate(len(states) > 1)
            mixed, on = Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
            box.setCheckState(mixed if len(states) > 1 else on if True in states else Qt.CheckState.Unchecked)
        self.track.setEnabled(len(instances) == 1)
        _show(self.track, {_track_text(instance) for instance in instances})
        _show(self.note, {instance.note for instance in instances})
        for name, editor in self.editors.items():
            _show(editor, {dict(instance.attributes).get(name, "") for instance in instances})
        known = {attribute.name for attribute in asked} | set(FLAGS)
        others = {(name, value) for i in instances for name, value in i.attributes if name not in known}
        self._others.setText(
            ", ".join(f"{brief(n, 30)}: {brief(v)}" for n, v in sorted(others)[:MOST_OTHERS])
        )
        self._others.setVisible(bool(others))

    def write_note(self) -> None:
        """Focuses the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.selectAll()

    def write_track(self) -> None:
        """Focuses the number of the track."""
        self.track.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.track.selectAll()

    def _ask(self, asked: tuple[Attribute, ...]) -> None:
        self._asked = asked
        while self._form.rowCount():
            self._form.removeRow(0)
        self.editors = {}
        for attribute in asked:
            editor: QLineEdit | QComboBox
            if attribute.choices:
                editor = QComboBox()
                editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                editor.setMinimumContentsLength(6)
                for choice in ("", *attribute.choices):
                    editor.addItem(brief(choice), choice)
                editor.activated.connect(lambda _index, name=attribute.name: self._answered(name))
            else:
                editor = QLineEdit()
                editor.setMaxLength(LONGEST_TEXT)
                editor.editingFinished.connect(lambda name=attribute.name: self._answered(name))
                editor.returnPressed.connect(self.left)
            editor.setAccessibleName(attribute.name)
            self._form.addRow(brief(attribute.name, 30), editor)
            self.editors[attribute.name] = editor

    def _box_clicked(self, name: str, checked: bool) -> None:
        if name == "crowd":
            self.described.emit(checked, None, None)
        else:
            self.described.emit(None, None, {name: "true" if checked else ""})

    def _note_written(self) -> None:
        text = self.note.text().strip()
        if self.note.isModified() and self._instances:
            self.note.setModified(False)
            self.described.emit(None, text, None)

    def _track_written(self) -> None:
        if self.track.isModified() and len(self._instances) == 1:
            self.track.setModified(False)
            text = self.track.text().strip()
            self.trackGiven.emit(int(text) if text else None)

    def _answered(self, name: str) -> None:
        editor = self.editors[name]
        if isinstance(editor, QComboBox):
            self.described.emit(None, None, {name: editor.currentData()})
        elif editor.isModified():
            editor.setModified(False)
            self.described.emit(None, None, {name: editor.text().strip()})


def _track_text(instance: Instance) -> str:
    return str(instance.track) if instance.track is not None else ""


def _show(editor: QLineEdit | QComboBox, values: set[str]) -> None:
    """Shows the common value; if they differ, says so instead."""
    value = next(iter(values)) if len(values) == 1 else ""
    if isinstance(editor, QComboBox):
        if editor.findData(value) < 0:  # from a file, or from before the choices changed
            editor.addItem(brief(value), value)
        editor.setCurrentIndex(editor.findData(value) if len(values) <= 1 else -1)
    elif not editor.isModified() and editor.text() != visible(value):
        editor.setText(visible(value))
