"""Reports of the program's own faults, as text files on this machine: what happened and where in the code.

They contain no images, annotations, names of the user's files or categories, or values of variables; nothing is
sent. Of the program's own sentences only the template is kept, and of others no quoted text.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import platform
import re
import sys
import time
import traceback
from collections import deque
from pathlib import Path
from types import TracebackType

import platformdirs
import PySide6

from annotations.errors import AnnotationError
from annotations.message import Message
from app import __version__

MOST_KEPT = 20
MOST_A_SESSION = 10
LAST_MESSAGES = 30
MOST_MESSAGE = 500  # characters
MOST_READ = 2000
_CODE = Path(__file__).resolve().parents[1]
_KINDS = (
    *("bmp", "gif", "jpe", "jpe?g", "p[bgnp]m", "png", "tiff?", "webp"),
    *(
        "rsis",
        "json",
        "jsonl",
        "xml",
        "csv",
        "txt",
        "ya?ml",
        "toml",
        "zip",
        "npz",
        "npy",
        "safetensors",
        "pth?",
    ),
)
"""Suffixes by which a file's name is known that is not a whole path."""
# Up to a character that no name contains: names may contain blanks, so text after a path is removed with it.
_PATH = re.compile(r"""(?<![\w.~])(?:[A-Za-z]:[\\/]|\\\\|/|~[\w.-]*[\\/]|\.{1,2}[\\/])(?=\S)[^"'<>|:*?\n]+""")
_NAME = re.compile(
    r"""<a file[^>]*>|[^\s"'<>|:*?][^"'<>|:*?\n]*\.(?:%s)(?!\w)""" % "|".join(_KINDS),  # noqa: UP031
    re.IGNORECASE,
)
_QUOTED = re.compile(r"""(?<!\w)'(?!<a file)[^\n]*'(?!\w)|"(?!<a file)[^\n]*"|“[^\n]*”|‘[^\n]*’|`[^\n]*`""")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}(?![\w.])")


class CrashReports:
    """The reports of one run of the program. The log folder is created when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            folder = Path(platformdirs.user_log_dir("rsis-annotator", appauthor=False))
        self.folder = folder
        self._messages: deque[str] = deque(maxlen=LAST_MESSAGES)
        self._written: dict[str, Path] = {}
        self._session: Path | None = None
        self._descriptor: int | None = None

    def begin(self) -> list[Path]:
        """Starts watching for hard crashes; returns the reports left by crashed runs, oldest first.

        Does nothing if the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            found = self._left_behind()
            self._session = self.folder / f"running-{os.getpid()}-{time.time_ns()}.txt"
            self._descriptor = os.open(self._session, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            _lock(self._descriptor)
            os.write(self._descriptor, _heading().encode())
            faulthandler.enable(self._descriptor)
        except OSError:
            return []
        self._drop_old_ones()
        return found

    def end(self) -> None:
        """The program ends normally: removes everything of this run except its reports."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None and self._session is not None:
            faulthandler.disable()
            os.close(descriptor)
            with contextlib.suppress(OSError):
                self._session.unlink()

    def note(self, message: str) -> None:
        """Records Qt's warnings; the latest go into the next report."""
        self._messages.append(f"{time.strftime('%H:%M:%S')} {without_paths(message)[:MOST_MESSAGE]}")

    def write(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, where: str = ""
    ) -> Path | None:
        """Writes a report of an uncaught exception; the same one is not written twice.

        `where` is the thread. None: it could not be written, or this run has enough reports.
        """
        text = "".join(traceback.format_tb(trace))
        chain = error.__cause__ or error.__context__
        if chain is not None:
            text += f"after {type(chain).__name__}: {_said(chain)}\n"
            text += "".join(traceback.format_tb(chain.__traceback__))
        if text in self._written:
            return self._written[text]
        if len(self._written) >= MOST_A_SESSION:
            return None
        path = (
            self.folder / f"fault-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{len(self._written) + 1}.txt"
        )
        lines = [_heading(), f"thread: {where or 'main'}\n", _of_code(text)]
        lines += [f"{kind.__name__}: {_said(error)}\n"]
        lines += ["\nlast Qt messages:\n", *(f"{message}\n" for message in self._messages)]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), "utf-8")
        except OSError:
            return None
        self._written[text] = path
        return path

    def _left_behind(self) -> list[Path]:
        """The traces left by past runs: one if the run crashed, none if it was killed."""
        found = []
        for path in sorted(self.folder.glob("running-*.txt"), key=lambda path: path.stat().st_mtime):
            if _is_held(path):
                continue
            text = path.read_text("utf-8", "replace")
            if "Fatal Python error" in text or "Current thread" in text or "fatal exception" in text:
                kept = path.with_name(path.name.replace("running-", "crash-"))
                kept.write_text(_of_code(text), "utf-8")
                found.append(kept)
            with contextlib.suppress(OSError):
                path.unlink()
        return found

    def _drop_old_ones(self) -> None:
        kept = [*self.folder.glob("crash-*.txt"), *self.folder.glob("fault-*.txt")]
        for path in sorted(kept, key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
            with contextlib.suppress(OSError):
                path.unlink()


def without_paths(text: str) -> str:
    """A message without names: of a file's only its kind remains, of any other quoted text nothing."""
    plain = text[:MOST_READ]
    for names in (_PATH, _NAME):
        plain = names.sub(lambda found: f"<a file{_suffix(found.group())}>", plain)
    return _QUOTED.sub("<a text>", plain)


def _said(error: BaseException) -> str:
    """What an error says, without the names in it."""
    said = str(error) if not isinstance(error, AnnotationError) else error.reason
    if isinstance(error, KeyError):
        return "<a text>" if error.args else ""
    text = said.template if isinstance(said, Message) else without_paths(said)
    return text[:MOST_MESSAGE]


def _suffix(path: str) -> str:
    found = _SUFFIX.findall(os.path.basename(path).lower())
    return found[-1] if found else ""


def _of_code(text: str) -> str:
    """A trace with paths of code only, without the user's name in them."""
    for folder, name in ((str(_CODE), "…"), (sys.prefix, "<python>"), (sys.base_prefix, "<python>")):
        text = text.replace(folder, name)
    return text.replace(str(Path.home()), "~")


def _heading() -> str:
    parts = [f"RSIS Annotator {__version__}", time.strftime("%Y-%m-%d %H:%M:%S %z")]
    parts += [f"Python {platform.python_version()}", f"PySide6 {PySide6.__version__}"]
    parts += [f"{platform.system()} {platform.release()} {platform.machine()}"]
    return "\n".join(parts) + "\n\n"


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        """Windows cannot remove an open file, so no lock is needed."""

    def _is_held(path: Path) -> bool:
        try:
            path.rename(path)
        except OSError:
            return True
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Held until the process ends, for whatever reason."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_held(path: Path) -> bool:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False
