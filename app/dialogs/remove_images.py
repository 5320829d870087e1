"""The question before images are removed from the project."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from annotations.message import count_images, count_instances
from app.translation import tr


def removes(window: QWidget, images: int, instances: int) -> bool:
    """Whether the user removes this many images with this many instances."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        tr("Remove from project"),
        tr(
            "Remove {images} with {instances} from the project?\n\nThe files stay where they are, and undo brings "
            "everything back until you close the project.",
            images=count_images(images),
            instances=count_instances(instances),
        ),
        QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        window,
    )
    box.button(QMessageBox.StandardButton.Ok).setText(tr("Remove"))
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return QMessageBox.StandardButton(box.exec()) == QMessageBox.StandardButton.Ok
