"""Loads Qt without PySide's import hook, which reads the source text of every later module and keeps it."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Call it before anything else loads Qt.

    PySide replaces `import` to check each module's source for a request for other names of Qt's methods
    (`from __feature__ import snake_case`). None of ours has one; the texts of 360 modules take 14 MB.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
