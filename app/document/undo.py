"""The undo and redo stacks of the document."""

from __future__ import annotations

from annotations.project.bulk import Bulk
from annotations.records import Transaction

Undoable = Transaction | Bulk


class UndoStack:
    """Two stacks; anything new clears redo."""

    def __init__(self) -> None:
        self._done: list[Undoable] = []
        self._undone: list[Undoable] = []

    @property
    def next_undo(self) -> Undoable | None:
        """What undo would undo."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Undoable | None:
        """What redo would redo."""
        return self._undone[-1] if self._undone else None

    def push(self, done: Undoable) -> None:
        """Pushes what was done: it is the next to undo, and redo is cleared."""
        self._done.append(done)
        self._undone.clear()

    def forget_redo(self) -> None:
        """Clears redo, since what was undone no longer fits."""
        self._undone.clear()

    def undone(self) -> None:
        """Moves the next undo to the redo stack."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Moves the next redo to the undo stack."""
        self._done.append(self._undone.pop())
