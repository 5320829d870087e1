"""Watches for faults of the program: writes a report, tells the user where it is, and lets the work continue."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices

from app.crash_reports import CrashReports
from app.panels.banners import Banners
from app.translation import tr


class FaultWatch(QObject):
    """From `begin` to `end`, reports uncaught exceptions of all threads."""

    _happened = Signal(str, object)

    def __init__(self, reports: CrashReports, banners: Banners, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports, self._banners = reports, banners
        self._happened.connect(self._tell)
        self._before: tuple[Any, Any, Any] = (sys.__excepthook__, threading.__excepthook__, None)

    def begin(self, left: list[Path]) -> None:
        """`left` are the reports of earlier crashed runs."""
        self._before = sys.excepthook, threading.excepthook, qInstallMessageHandler(self._qt_says)
        sys.excepthook, threading.excepthook = self._caught, self._caught_in_thread
        if left:
            self._banners.show_message(
                tr(
                    "The program quit unexpectedly last time. Your work is saved. A report is in {path}; "
                    "nothing is sent.",
                    path=str(left[-1]),
                ),
                key="fault",
                action=(tr("Show report"), lambda: self._open(left[-1])),
            )

    def end(self) -> None:
        sys.excepthook, threading.excepthook, qt = self._before
        qInstallMessageHandler(qt)
        self._reports.end()

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, where: str = ""
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        self._happened.emit(f"{kind.__name__}: {error}", self._reports.write(kind, error, trace, where))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            name = caught.thread.name if caught.thread is not None else "?"
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback, name)

    def _qt_says(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            self._reports.note(f"{kind.name[2:-3]}: {text}")
        if sys.stderr is not None:  # None on Windows without a terminal
            print(text, file=sys.stderr)

    def _tell(self, what: str, report: Path | None) -> None:
        if report is None:
            text = tr("Something went wrong ({error}). Your work is saved.", error=what)
            self._banners.show_message(text, "bad", key="fault")
            return
        text = tr(
            "Something went wrong ({error}). Your work is saved. A report is in {path}; nothing is sent.",
            error=what,
            path=str(report),
        )
        action = tr("Show report"), lambda: self._open(report)
        self._banners.show_message(text, "bad", key="fault", action=action)

    def _open(self, report: Path) -> None:
        self._banners.clear("fault")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))
