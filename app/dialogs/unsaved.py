"""The question on closing the window while decisions are still unsaved."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.translation import tr


def keeps_open(window: QWidget, pending: int) -> bool:
    """Whether the user keeps the program open instead of trying to save again. `pending` decisions are unsaved."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        tr("Unsaved changes"),
        tr(
            "{count} of your latest changes could not be written to the disk. If you quit now, they are "
            "lost.\n\nFree some space or reconnect the disk, then try again.",
            count=pending,
        ),
        QMessageBox.StandardButton.Retry | QMessageBox.StandardButton.Cancel,
        window,
    )
    box.button(QMessageBox.StandardButton.Cancel).setText(tr("Don't quit"))
    return QMessageBox.StandardButton(box.exec()) == QMessageBox.StandardButton.Cancel
