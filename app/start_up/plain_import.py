"""Loads Qt without what PySide makes of every later import: it reads the module's source text, and keeps it."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """To be called before anything else loads Qt.

    PySide takes the place of `import`, to find out by its source whether a module wants other names for Qt's methods
    (`from __feature__ import snake_case`). None of ours does; the texts of 360 modules are 14 MB.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
