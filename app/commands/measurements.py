"""Shows the measurements, and goes to an instance that is chosen there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.session.session import Session
from app.translation import tr


class MeasurementCommands:
    """Zooms to an instance by the action "fit_focus" of `actions`."""

    def __init__(
        self, shell: Shell, session: Session, canvas: Canvas, actions: Mapping[str, QAction]
    ) -> None:
        self._shell, self._session, self._canvas, self._actions = shell, session, canvas, actions
        self._goal: tuple[int, int] | None = None  # an image and its instance, until it is shown
        session.closing.connect(self._forget)
        for changed in (session.imageChanged, session.contentChanged):
            changed.connect(self._arrive_soon)

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {"measurements": self.measurements}

    def measurements(self) -> None:
        from app.dialogs.measurements import MeasurementsDialog

        dialog = self._shell.window().findChild(MeasurementsDialog)
        if dialog is not None and dialog.isVisible():
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = MeasurementsDialog(self._session, self._shell.window())
        dialog.instanceWanted.connect(self.go_to)
        self._shell.show_dialog(dialog)

    def go_to(self, image_id: int, instance_id: int) -> None:
        """Shows an image, and then selects an instance and zooms to it."""
        document = self._session.document
        if document is None:
            return
        if document.image_table.row_of(image_id) is None:
            self._shell.say(tr("This image is no longer in the project."), lasting=False)
            return
        self._canvas.cancel_gesture()
        self._goal = image_id, instance_id
        self._session.show_image(image_id)
        self._arrive()

    def _forget(self) -> None:
        self._goal = None

    def _arrive_soon(self) -> None:
        """Arrives once the window shows what has changed."""
        if self._goal is not None:
            QTimer.singleShot(0, self._shell.window(), self._arrive)

    def _arrive(self) -> None:
        """Selects the instance once the image can be worked on; another image that was opened since stays."""
        session, document = self._session, self._session.document
        if self._goal is None or document is None or session.image is None:
            return
        image_id, instance_id = self._goal
        if session.image.id != image_id:
            self._goal = None
        elif session.ready:
            self._goal = None
            if document.instance(instance_id) is None:
                self._shell.say(tr("This instance no longer exists."), lasting=False)
                return
            session.select([instance_id])
            self._actions["fit_focus"].trigger()
