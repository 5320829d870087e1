"""Undo and redo: what was done to the document, and what was taken back again."""

from __future__ import annotations

from annotations.project.bulk import Bulk
from annotations.records import Transaction

Undoable = Transaction | Bulk


class UndoStack:
    """Two stacks; doing something new forgets what was undone."""

    def __init__(self) -> None:
        self._done: list[Undoable] = []
        self._undone: list[Undoable] = []

    @property
    def next_undo(self) -> Undoable | None:
        """What an undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Undoable | None:
        """What a redo does again."""
        return self._undone[-1] if self._undone else None

    def push(self, done: Undoable) -> None:
        """Something was done: it is undone next, and nothing can be redone any more."""
        self._done.append(done)
        self._undone.clear()

    def undone(self) -> None:
        """What is undone next was undone."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """What is redone next was done again."""
        self._done.append(self._undone.pop())
