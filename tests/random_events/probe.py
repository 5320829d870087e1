"""Runs the program's own main function and answers questions about it from inside; started by run.py.

Each line on its standard input is a question (a name of `Probe.questions`), each line of its answers JSON.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QThread, QTimer, qInstallMessageHandler
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QComboBox

import app.cli
from annotations.errors import AnnotationError
from annotations.project import Project
from app.assist.assistant import Assistant
from app.document.document import Document
from app.rendering import outlines
from app.session.situation import make_situation
from app.window.held_keys import in_text_field
from tests.random_events import memory, targets

TICK_MS = 5
BUSY_SECONDS = 0.05
LOOK_AT_SECONDS = 0.1  # busy for so long, it is written down at what
_exec = QApplication.exec
_load = Document.load
_made = Document.__init__


class Faults:
    """What must not happen: uncaught exceptions in any thread, warnings of Python and of Qt."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        sys.unraisablehook = lambda args: self.note("unraisable", args.exc_value)
        threading.excepthook = lambda args: self.note("thread", args.exc_value)
        warnings.showwarning = lambda message, category, file, line, *_: self.texts.append(
            f"{category.__name__}: {message} ({file}:{line})"
        )
        qInstallMessageHandler(lambda kind, _context, text: self.texts.append(f"{kind.name}: {text}"))

    def watch_slots(self) -> None:
        """Takes the place of the program's own hook, and hands on to it."""
        shown = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            self.note("slot", error)
            shown(kind, error, trace)

        sys.excepthook = hook

    def note(self, where: str, error: BaseException | None) -> None:
        self.texts.append(f"{where}: {''.join(traceback.format_exception(error))}")


class Starts:
    """What each document held before anything was done in it."""

    def __init__(self) -> None:
        self.records: dict[int, dict[Any, Any]] = {}
        starts = self.records

        def made(document: Document, *arguments: Any) -> None:
            _made(document, *arguments)
            starts.clear()
            starts[id(document)] = _records(document)
            table, add = document.image_table, document.image_table.add

            def added(images: Any) -> None:
                images = tuple(images)
                starts[id(document)].update({image.key: image for image in images})
                add(images)

            table.add = added  # type: ignore[method-assign]

        def load(document: Document, image_id: int, instances: Any, steps: Any, proposals: Any = ()) -> None:
            instances, steps, proposals = tuple(instances), tuple(steps), tuple(proposals)
            if not document.is_loaded(image_id):
                starts[id(document)].update({record.key: record for record in (*instances, *steps)})
            _load(document, image_id, instances, steps, proposals)

        Document.__init__ = made  # type: ignore[method-assign]
        Document.load = load  # type: ignore[method-assign]


class Busy:
    """When the window's thread was busy for long at one go (CPU time, so that others' load does not count)."""

    def __init__(self) -> None:
        self.spans: list[tuple[float, str]] = []
        self._thread = threading.main_thread().ident or 0
        self._clock = time.pthread_getcpuclockid(self._thread)
        self._last = self._now()
        self._at = ""
        threading.Thread(target=self._watch, name="probe", daemon=True).start()

    def tick(self) -> None:
        """Called whenever the event loop comes round."""
        now = self._now()
        if now - self._last > BUSY_SECONDS:
            self.spans.append((now - self._last, self._at))
        self._last, self._at = now, ""

    def forget(self) -> None:
        """Begins anew: what was done since the last tick does not count."""
        self._last, self._at = self._now(), ""

    def take(self) -> list[tuple[float, str]]:
        """What there was since the last call: seconds, and at what if it was long."""
        spans, self.spans = self.spans, []
        return spans

    def _now(self) -> float:
        return time.clock_gettime(self._clock)

    def _watch(self) -> None:
        while True:
            time.sleep(0.02)
            if self._now() - self._last > LOOK_AT_SECONDS and not self._at:
                self._at = _where(self._thread)


def _where(thread: int) -> str:
    """Where a thread is. Holds its frames no longer than it must: they keep what is in them, a painter say, alive."""
    places = []
    frame = sys._current_frames().get(thread)
    while frame is not None and len(places) < 7:
        places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    del frame
    return " < ".join(f"{Path(file).name}:{line} {name}" for file, line, name in places)


class Probe(QObject):
    """Lives in the window's thread, so that an answer also says that the event loop goes on."""

    def __init__(self, application: QApplication, faults: Faults, starts: Starts) -> None:
        super().__init__()
        self.application, self.faults, self.starts = application, faults, starts
        self.window: Any = next(w for w in application.topLevelWidgets() if type(w).__name__ == "MainWindow")
        self.triggered: Counter[str] = Counter()
        for name, action in self.window.actions_by_name.items():
            action.triggered.connect(lambda _=False, name=name: self.triggered.update([name]))
        self.said: Counter[str] = Counter()
        say = self.window.banners.show_message
        self.window.banners.show_message = lambda text, *a, **k: (
            self.said.update([text]),
            say(text, *a, **k),
        )[1]
        self.questions: dict[str, Callable[[], dict[str, Any]]] = {
            "state": self.state, "counts": self.counts, "check": self.check, "at_start": self.at_start,
            "contents": self.contents, "open_anew": self.open_anew, "as_at_first": self.as_at_first,
        }  # fmt: skip
        self.first_size = self.window.size()
        self.busy = Busy()
        self.ticker = QTimer(self)
        self.ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self.ticker.timeout.connect(self.busy.tick)
        self.ticker.start(TICK_MS)
        self.buffer = b""
        self.notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self.notifier.activated.connect(self.read)

    def read(self) -> None:
        """Answer what was asked."""
        chunk = os.read(0, 65536)
        if not chunk:  # whoever asked is gone
            self.notifier.setEnabled(False)
            self.window.close()
            return
        *lines, self.buffer = (self.buffer + chunk).split(b"\n")
        for line in lines:
            print(json.dumps(self.questions[line.decode()]()), flush=True)
            self.busy.forget()  # what the answer took is not the program's

    def state(self) -> dict[str, Any]:
        """What is on the screen now, and what can be clicked."""
        window, session = self.window, self.window.session
        active = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        active = active or QApplication.activeWindow()
        focus = QApplication.focusWidget()
        assistant = window.findChild(Assistant)
        return {
            "situation": asdict(make_situation(session, window.loop)),
            "tool": window.canvas.tool,
            "gesture": window.canvas.host.active,
            "model": window.loop.state,
            "shown": session.marks.shown,
            "status": session.image.status if session.image is not None else None,
            "image": session.image.path if session.image is not None else None,
            "page": window.pages.currentIndex(),
            "active": type(active).__name__ if active is not None else None,
            "title": active.windowTitle() if active is not None else "",
            "main_active": active is window,
            "popup": QApplication.activePopupWidget() is not None,
            "focus": type(focus).__name__ if focus is not None else None,
            "typing": in_text_field(),
            "editable": isinstance(focus, QComboBox) and focus.isEditable(),
            "targets": targets.of(active) if active is not None else [],
            "menu_bar": targets.of_menu_bar(window),
            "canvas": targets.rect_of(window.canvas) if window.canvas.isVisible() else None,
            "object": targets.focus_box(window),
            "enabled": [name for name, action in window.actions_by_name.items() if action.isEnabled()],
            "triggered": dict(self.triggered),
            "windows": [
                int(w.winId()) for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window
            ],
            "model_pid": assistant.pid if isinstance(assistant, Assistant) else None,
            "training": window.dialogs.finetuning is not None and window.dialogs.finetuning.isVisible(),
            "faults": self.faults.texts,
            "said": dict(self.said),
            "busy": self.busy.take(),
            "memory": memory.of_process() | memory.of_heap(),
            "files": len(os.listdir("/proc/self/fd")),
        }

    def counts(self) -> dict[str, Any]:
        """What could leak: by class, what lives now that all that was dropped is gone."""
        for _ in range(3):
            QApplication.sendPostedEvents(None, 52)  # deleteLater
            gc.collect()
        widgets = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
        objects: list[QObject] = [self.window, *self.window.findChildren(QObject)]
        timers = sum(isinstance(found, QTimer) and found.isActive() for found in objects)
        return {
            "widgets": dict(widgets),
            "objects": dict(Counter(type(found).__name__ for found in objects)),
            "timers": timers,
            "qthreads": sum(isinstance(found, QThread) for found in objects),
            "threads": sorted(thread.name for thread in threading.enumerate()),
            "system_threads": len(os.listdir("/proc/self/task")),
            "files": len(os.listdir("/proc/self/fd")),
            "memory": self._memory(),
            "python_objects": len(gc.get_objects()),
            "modules": sorted(sys.modules),
            "kinds": dict(Counter(type(found).__name__ for found in gc.get_objects()).most_common(60)),
        }

    def _memory(self) -> dict[str, dict[str, int]]:
        """As it is, without what malloc keeps though it is free, and without what is kept to be painted again."""
        found = {"as_it_is": memory.of_process() | memory.of_heap()}
        memory.give_back_what_is_free()
        found["in_use"] = memory.of_process() | memory.of_heap()
        outlines.forget()
        self.window.strip.forget()
        QPixmapCache.clear()
        memory.give_back_what_is_free()
        found["without_caches"] = memory.of_process() | memory.of_heap()
        return found

    def contents(self) -> dict[str, Any]:
        """All that the document holds, as one number."""
        document = self.window.session.document
        return {"contents": _digest(_records(document)) if document is not None else None}

    def open_anew(self) -> dict[str, Any]:
        """Opens the same project again: what was done can no longer be undone, and what that took is given back.

        `opens` is false where none is open: the last events may have named something that cannot be opened.
        """
        project = self.window.session.project
        if project is not None:
            self.window.open_path(project.path)
        return {"opens": project is not None}

    def as_at_first(self) -> dict[str, Any]:
        """The window as large and laid out as at first, on the first image: what it holds can be compared."""
        window = self.window
        window.showNormal()
        window.restore_layout(window.usual_layout)
        window.resize(self.first_size)
        document = window.session.document
        if document is not None and len(document.image_table):
            window.session.show_image(document.image_table.ids[0])
        return {}

    def at_start(self) -> dict[str, Any]:
        """Is the document as it was before anything was done? `differs` names some of what is not."""
        document = self.window.session.document
        if document is None:
            return {"differs": []}
        return {"differs": _difference(_records(document), self.starts.records[id(document)])}

    def check(self) -> dict[str, Any]:
        """Is the project's file what the document is? `differs` names some of what is not."""
        session = self.window.session
        if session.document is None or session.project is None:
            return {"differs": [], "kept": True}
        kept = session.flush(20.0)
        try:
            reader = Project.open(session.project.path, read_only=True)
        except AnnotationError as error:
            return {"differs": [str(error)], "kept": kept}
        with reader:
            found = {record.key: record for record in (*reader.categories(), *reader.images())}
            for image in session.document.images():
                if session.document.is_loaded(image.id):
                    found |= {r.key: r for r in (*reader.instances(image.id), *reader.steps(image.id))}
        return {"differs": _difference(_records(session.document), found), "kept": kept}


def _records(document: Document) -> dict[Any, Any]:
    """All that a person decided in the document, by key; proposals that wait come and go by themselves."""
    found = {record.key: record for record in (*document.categories(), *document.images())}
    for image in document.images():
        found |= {r.key: r for r in (*document.instances(image.id), *document.steps(image.id))}
    return found


def _digest(records: dict[Any, Any]) -> str:
    return str(hash(tuple(sorted((key, hash(repr(record))) for key, record in records.items()))))


def _difference(one: dict[Any, Any], other: dict[Any, Any]) -> list[str]:
    keys = [key for key in {*one, *other} if one.get(key) != other.get(key)]
    return [f"{key}: {str(one.get(key))[:300]} / {str(other.get(key))[:300]}" for key in sorted(keys)[:5]]


def _watched_exec(*_: Any) -> int:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    FAULTS.watch_slots()
    probe = Probe(application, FAULTS, STARTS)
    # The first line says that the window is there.
    QTimer.singleShot(0, probe, lambda: print(json.dumps({"pid": os.getpid()}), flush=True))
    result = _exec()
    print(json.dumps({"ended": result, "faults": FAULTS.texts}), flush=True)
    return result


if __name__ == "__main__":
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    FAULTS, STARTS = Faults(), Starts()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QApplication.exec = staticmethod(_watched_exec)  # type: ignore[method-assign,assignment]
    sys.exit(app.cli.main(sys.argv[1:]))
