"""Undo, redo, delete and cancel: the commands of the Edit menu that act on the focus."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.session.proposals import AssistLoop
from app.session.review import ReviewWork
from app.session.session import Session
from app.translation import tr

TOLD_MS = 3000
"""How long the status line shows what was undone."""


class EditCommands:
    """Drawings in progress come first: the project changes only if there is none."""

    def __init__(
        self, shell: Shell, session: Session, loop: AssistLoop, canvas: Canvas, review: ReviewWork
    ) -> None:
        self._shell, self._session, self._loop, self._canvas = shell, session, loop, canvas
        self._review = review

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "delete": self.delete,
            "cancel": self.cancel,
        }

    def undo(self) -> None:
        if self._canvas.take_back():  # a corner of the polygon being drawn
            return
        self._loop.stop()
        label = self._session.document.undo_label if self._session.document is not None else None
        self._session.undo()
        if label is not None and not self._session.busy:
            self._shell.mention(tr("Undone: {label}", label=tr(label)), TOLD_MS)

    def redo(self) -> None:
        self._canvas.cancel_gesture()
        label = self._session.document.redo_label if self._session.document is not None else None
        self._session.redo()
        if label is not None and not self._session.busy:
            self._shell.mention(tr("Redone: {label}", label=tr(label)), TOLD_MS)

    def delete(self) -> None:
        sequence = self._session.sequence
        if sequence is not None and sequence.selected():
            self._session.delete()
        elif not self._canvas.host.active:
            self._session.turn_down("rejected")

    def cancel(self) -> None:
        stopped = self._loop.stop()
        if self._canvas.cancel_gesture() or stopped:
            return
        if not self._review.active and not self._review.search.searching:
            self._session.focus(None)
        elif not self._review.back_to_entry():
            self._review.leave()
