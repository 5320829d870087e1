"""The dialog that edits the attributes of a category."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotations.records import Attribute, Category
from app.document.attributes import parse, text_of
from app.translation import tr
from app.widgets.brief import brief
from app.widgets.override import override


class AttributesDialog(QDialog):
    """`take` receives the attributes when the user confirms."""

    def __init__(
        self, category: Category, take: Callable[[tuple[Attribute, ...]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Attributes of {category}", category=brief(category.name)))
        self.resize(460, 320)
        self._take = take
        about = QLabel(
            tr(
                "One attribute per line. List its choices after a colon; without choices, any text is "
                "allowed.\nExample:   colour: red, green, blue"
            )
        )
        about.setWordWrap(True)
        about.setProperty("muted", True)
        self.text = QPlainTextEdit(text_of(category.attributes))
        self.text.setAccessibleName(tr("Attributes"))
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(about)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.text.textChanged.connect(self._check)
        self._check()

    @override
    def accept(self) -> None:
        self._take(parse(self.text.toPlainText()))
        super().accept()

    def _check(self) -> None:
        try:
            parse(self.text.toPlainText())
            problem = ""
        except ValueError as error:
            problem = tr(str(error))
        self.problem.setText(problem)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)
