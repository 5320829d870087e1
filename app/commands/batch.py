"""Proposes in all images in the background, and accepts what waits there."""

from __future__ import annotations

from annotations.project import waiting
from annotations.project.waiting import Sure
from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.image_list import ImageList
from app.session.batch import BatchProposing
from app.session.imports import BulkWork
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.settings import Settings
from app.translation import percent_text, tr


class BatchCommands:
    """Acts on the images that nobody has open."""

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        batch: BatchProposing,
        bulk: BulkWork,
        image_list: ImageList,
        settings: Settings,
    ) -> None:
        self._shell, self._session, self._loop, self._canvas = shell, session, loop, canvas
        self._batch, self._bulk, self._list, self._settings = batch, bulk, image_list, settings

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "propose_in_all": self.propose_in_all,
            "pause_batch": self.pause,
            "stop_batch": self._batch.stop,
            "accept_in_all": self.accept_in_all,
        }

    def propose_in_all(self) -> None:
        from app.dialogs.propose_in_all import ProposeInAllDialog

        if self._loop.info is None:
            return
        dialog = ProposeInAllDialog(
            self._batch, self._loop, self._settings, self._list.chosen_ids(), self._shell.window()
        )
        dialog.wanted.connect(self._batch.start)
        self._shell.show_dialog(dialog)

    def pause(self) -> None:
        self._batch.pause(not self._batch.paused)

    def accept_in_all(self) -> None:
        """Tells how many proposals are sure, asks, and accepts them."""
        least = self._settings["accept_above"] / 100 or self._loop.sure
        document = self._session.document

        def ask(sure: Sure) -> None:
            from app.dialogs.accept_in_all import accepts

            if self._session.document is not document:
                return
            if not sure.proposals:
                said = tr(
                    "No waiting proposal has an object score of {percent}.", percent=percent_text(least)
                )
                self._shell.say(said, "good", lasting=False)
            elif accepts(self._shell.window(), sure) and self._session.document is document:
                self._canvas.cancel_gesture()
                self._loop.stop()
                self._bulk.accept_sure(sure, self._loop.category_in_hand())

        self._session.ask_project(lambda project: waiting.sure_of(project, least), ask)
