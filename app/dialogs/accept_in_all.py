"""The question before the waiting proposals of all images are accepted."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from annotations.message import count_images
from app.translation import percent_text, tr


def accepts(window: QWidget, proposals: int, images: int, least: float) -> bool:
    """Whether the user accepts this many proposals, whose objectness is at least `least`, in this many images."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        tr("Accept in all images"),
        tr(
            "Accept {count:,} proposals with an object score of at least {percent} in {images}?\n\nThe images are "
            "started then, not done. One undo takes all of it back.",
            count=proposals,
            percent=percent_text(least),
            images=count_images(images),
        ),
        QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        window,
    )
    box.button(QMessageBox.StandardButton.Ok).setText(tr("Accept"))
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return QMessageBox.StandardButton(box.exec()) == QMessageBox.StandardButton.Ok
