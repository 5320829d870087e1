"""Saves what is pending when a library ends the process with exit()."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject


class SuddenEnd(QObject):
    """Calls `save` if C's exit() is called, in the thread that calls it, until `end`. Only with the GNU C library."""

    def __init__(self, save: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._save: Callable[[], object] | None = save
        self._handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self._called)
        self._name = ctypes.create_string_buffer(1)  # its address tells our handler from others
        library = ctypes.CDLL(None) if sys.platform == "linux" else None
        self._library = library if hasattr(library, "gnu_get_libc_version") else None
        if self._library is not None:
            self._library["__cxa_atexit"](self._handler, None, self._name)

    def end(self) -> None:
        """Removes the handler; call it before Python ends."""
        self._save = None
        if self._library is not None:
            self._library["__cxa_finalize"](self._name)  # which calls it once more

    def _called(self, _argument: object) -> None:
        if self._save is not None:
            self._save()
