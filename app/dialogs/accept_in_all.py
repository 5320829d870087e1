"""The question before the waiting proposals of all images are accepted."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from annotations.message import count_images
from annotations.project.waiting import Sure
from app.translation import percent_text, tr


def accepts(window: QWidget, sure: Sure) -> bool:
    """Whether the user accepts these proposals."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        tr("Accept in all images"),
        tr(
            "Accept {count:,} proposals with an object score of at least {percent} in {images}?\n\nThe images are "
            "started then, not done. One undo takes all of it back.",
            count=sure.proposals,
            percent=percent_text(sure.least),
            images=count_images(sure.images),
        ),
        QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        window,
    )
    box.button(QMessageBox.StandardButton.Ok).setText(tr("Accept"))
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return QMessageBox.StandardButton(box.exec()) == QMessageBox.StandardButton.Ok
