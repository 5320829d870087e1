"""What is asked when the window is closed while decisions are not on the disk yet."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.translation import tr


def keeps_open(window: QWidget, pending: int) -> bool:
    """Does the person keep the program open, rather than try again to save? `pending` decisions are not saved."""
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
