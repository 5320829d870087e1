"""Undo, redo, delete and cancel: the commands of the Edit menu that act on the focus."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.session.proposals import AssistLoop
from app.session.session import Work
from app.translation import tr

TOLD_MS = 3000
"""How long the status line shows what was undone."""


class EditCommands:
    """Drawings in progress come first: the project changes only if there is none."""

    def __init__(self, shell: Shell, work: Work, loop: AssistLoop, canvas: Canvas) -> None:
        self._shell, self._work, self._loop, self._canvas = shell, work, loop, canvas

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
        label = self._work.document.undo_label if self._work.document is not None else None
        self._work.undo()
        if label is not None and not self._work.busy:
            self._shell.mention(tr("Undone: {label}", label=tr(label)), TOLD_MS)

    def redo(self) -> None:
        self._canvas.cancel_gesture()
        label = self._work.document.redo_label if self._work.document is not None else None
        self._work.redo()
        if label is not None and not self._work.busy:
            self._shell.mention(tr("Redone: {label}", label=tr(label)), TOLD_MS)

    def delete(self) -> None:
        sequence = self._work.sequence
        if sequence is not None and sequence.selected():
            self._work.delete()
        elif not self._canvas.host.active:
            self._work.turn_down("rejected")

    def cancel(self) -> None:
        stopped = self._loop.stop()
        if not self._canvas.cancel_gesture() and not stopped:
            self._work.focus(None)
