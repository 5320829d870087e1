"""Thumbnails for the visible rows: requested by path, made in the background, the last few hundred cached."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.background.chores import ChoreError, Chores

AT_HAND = 600
MOST_WANTED = 60
"""No more rows than this fit on the screen; earlier requests were scrolled past."""


class Thumbnails(QObject):
    """Lives in the window's thread."""

    loaded = Signal(str)
    _made = Signal(str, object)

    def __init__(self, chores: Chores, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = Path(platformdirs.user_cache_dir("rsis-annotator", appauthor=False)) / "thumbnails"
        self.limit_bytes = 500_000_000
        self.pixel_limit = 400_000_000
        self._chores = chores
        self._at_hand: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: deque[str] = deque(maxlen=MOST_WANTED)
        self._ahead: deque[str] = deque(maxlen=MOST_WANTED)
        self._changed = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None
        self._made.connect(self._keep)

    def get(self, path: str) -> QPixmap | None:
        """The thumbnail; None: not made yet, now requested; a null pixmap: the image is broken."""
        if path in self._at_hand:
            self._at_hand.move_to_end(path)
            return self._at_hand[path]
        self._want(self._wanted, path)
        return None

    def look_ahead(self, paths: Sequence[str]) -> None:
        """Requests these at idle time."""
        with self._changed:
            self._ahead = deque((path for path in paths if path not in self._at_hand), MOST_WANTED)
        if self._ahead:
            self._begin()

    def forget(self) -> None:
        """Drops all requests."""
        with self._changed:
            self._wanted.clear()
            self._ahead.clear()
        self._at_hand.clear()

    def end(self) -> None:
        """Ends the thread; for closing, after the chores."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(10.0)

    def _want(self, queue: deque[str], path: str) -> None:
        with self._changed:
            if path in queue:
                return
            queue.append(path)
        self._begin()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="thumbnails", daemon=True)
            self._thread.start()
        with self._changed:
            self._changed.notify()

    def _keep(self, path: str, image: QImage) -> None:
        self._at_hand[path] = QPixmap.fromImage(image)
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        self.loaded.emit(path)

    # -- in the thread

    def _work(self) -> None:
        while (path := self._next()) is not None:
            try:
                content = self._chores.do(
                    "thumbnail", str(self.folder), self.limit_bytes, path, self.pixel_limit
                )
            except ChoreError:
                content = b""
            image = QImage.fromData(content, "JPEG") if content else QImage()  # type: ignore[arg-type]
            with contextlib.suppress(RuntimeError):  # the window is gone
                self._made.emit(path, image)

    def _next(self) -> str | None:
        """The latest request comes first, as the user is there now."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._wanted or self._ahead)
            if self._ended:
                return None
            return self._wanted.pop() if self._wanted else self._ahead.popleft()
