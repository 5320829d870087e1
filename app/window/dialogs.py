"""Keeps the non-modal dialogs, until they or the window are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.session.proposals import AssistLoop
from app.session.session import Session
from app.settings import Settings
from app.window.messages import Messages

if TYPE_CHECKING:
    from app.dialogs.finetune import FineTuneDialog


class Dialogs:
    """There is only one fine-tuning dialog, which persists while hidden.

    `progress` shows the progress of the training, and `messages` its result.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        loop: AssistLoop,
        settings: Settings,
        messages: Messages,
        progress: QLabel,
    ) -> None:
        self._parent, self._session, self._loop, self._settings = parent, session, loop, settings
        self._messages, self._progress = messages, progress
        self.shown: list[QDialog] = []
        self.finetuning: FineTuneDialog | None = None

    def show(self, dialog: QDialog) -> None:
        """Shows a non-modal dialog."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shown.append(dialog)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()

    def show_finetuning(self) -> None:
        """Shows the dialog for starting and following a training."""
        dialog = self._finetuning_dialog()
        dialog.reconsider()
        dialog.show()
        dialog.raise_()

    def learn(self) -> bool:
        """Starts a training without showing its dialog; False if one is running."""
        return self._finetuning_dialog().start_quietly()

    def _finetuning_dialog(self) -> FineTuneDialog:
        if self.finetuning is None:
            from app.dialogs.finetune import FineTuneDialog

            self.finetuning = FineTuneDialog(self._session, self._loop, self._settings, self._parent)
            self.finetuning.began.connect(self._messages.training_began)
            self.finetuning.progressed.connect(self._progress.setText)
            self.finetuning.ended.connect(self._messages.tell_of_training)
        return self.finetuning

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self.shown:  # a second Escape may reach it before it is gone
            self.shown.remove(dialog)

    def end(self) -> None:
        """Closes all dialogs and stops a training; for closing the window."""
        for dialog in tuple(self.shown):
            dialog.close()
        if self.finetuning is not None:
            self.finetuning.end()
