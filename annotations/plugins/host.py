"""Asks plug-ins, each in a process of its own, so that one that hangs, crashes or fails harms nothing else.

A plug-in that does not answer in time, or whose process ends, is left out until the program is started again; so is
one that cannot be loaded, and one that fails three times in a row. What a plug-in says about its input, such as a
damaged file, is no failure.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotations.message import Message
from annotations.plugins.found import Plugin, look_again
from annotations.processes import python_command, read_message, write_message

SECONDS = 30.0
"""Longest time that a plug-in may take to load, or to answer a question about one image."""
SECONDS_VARIABLE = "RSIS_PLUGIN_SECONDS"
"""The environment variable that sets another limit."""
START_SECONDS = 120.0
"""Longest time that our own part of the process may take to start, on a slow disk."""
MOST_FAILURES = 3
_SHARED = "RSIS_PLUGIN_FAULTS"
"""The environment variable with the folder in which the program's processes tell each other what is left out."""
_MODULE = "annotations.plugins.serving"


class PluginError(Exception):
    """A plug-in gave no answer that is of use; `reason` is a sentence without the plug-in's name, str() one with it.

    `of_input`: it is what the plug-in says of its input, so it is in order itself. `details`: its traceback.
    """

    def __init__(self, plugin: Plugin, reason: str, *, of_input: bool = False, details: str = "") -> None:
        super().__init__(Message("{plugin}: {reason}", plugin=plugin.title, reason=reason))
        self.plugin, self.reason, self.of_input, self.details = plugin, reason, of_input, details
        if details:
            self.add_note(details)

    def __str__(self) -> str:
        return str(self.args[0])


def ask(plugin: Plugin, job: str, *arguments: Any, patience: float = 1.0) -> Any:
    """Return a plug-in's answer to a job (a method of `Served` in `annotations.plugins.serve_*`), from any thread.

    It may take `patience` times the limit. PluginError: no answer that is of use.
    """
    with _guard:
        host = _hosts.setdefault(plugin, _Host(plugin))
    return host.ask(job, arguments, limit() * patience)


def limit() -> float:
    """Return the limit of one answer in seconds."""
    try:
        return max(0.01, float(os.environ.get(SECONDS_VARIABLE, "")))
    except ValueError:
        return SECONDS


def why_left_out(plugin: Plugin) -> str | None:
    """Return why a plug-in is left out since it was used, in this process or another of the program; None if not."""
    reason = _left_out.get(plugin)
    folder = os.environ.get(_SHARED)
    if reason is None and folder:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            said = json.loads(_shared_file(folder, plugin).read_text(encoding="utf-8"))
            reason = _left_out[plugin] = str(_from_json(said))
    return reason


def last_failure(plugin: Plugin) -> str | None:
    """Return how a plug-in failed last, if it has not answered since."""
    host = _hosts.get(plugin)
    return host.failure if host is not None else None


def share_faults() -> None:
    """Let processes started from now on know which plug-ins are left out, and tell of those that they leave out."""
    if _SHARED not in os.environ:
        folder = tempfile.mkdtemp(prefix="rsis-plugins-")
        os.environ[_SHARED] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


def end() -> None:
    """End all processes of plug-ins, also in the middle of an answer, and forget what is left out.

    They start again when they are needed.
    """
    with _guard:
        hosts = list(_hosts.values())
        _hosts.clear()
    for host in hosts:
        host.is_over = True
        host.end()
    _left_out.clear()
    look_again()


class _Host:
    """The process of one plug-in; one thread at a time may ask."""

    def __init__(self, plugin: Plugin) -> None:
        self.failure: str | None = None
        self.is_over = False
        self._plugin = plugin
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False
        self._failures: dict[str, int] = {}
        """Failures in a row by job: that others succeed does not help."""

    def ask(self, job: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        plugin = self._plugin
        with self._turn:
            if self.is_over:
                raise PluginError(plugin, Message("the program is ending"))
            if (reason := why_left_out(plugin)) is not None:
                raise PluginError(plugin, reason)
            try:
                kind, answer, details = self._answer(job, arguments, seconds)
            except (OSError, EOFError) as error:
                late, code = self._late, self.end()
                if self.is_over:
                    raise PluginError(plugin, Message("the program is ending")) from error
                how = Message("its process ended by itself (status {code})", code=code)
                if late:
                    how = Message("it did not answer within {seconds:g} seconds", seconds=seconds)
                raise self._leave_out(how) from error
            if kind == "unloadable":
                self.end()
                raise self._leave_out(answer, details)
            if kind == "done":
                if self._failures.pop(job, 0):
                    self.failure = None
                return answer
            if kind == "input":
                raise PluginError(plugin, answer, of_input=True, details=details)
            self._failures[job] = self._failures.get(job, 0) + 1
            self.failure = answer
            if self._failures[job] >= MOST_FAILURES:
                self.end()
                raise self._leave_out(answer, details)
            raise PluginError(plugin, answer, details=details)

    def end(self) -> int | None:
        """End the process, if it runs, and return its status."""
        process, self._process = self._process, None
        if process is None:
            return None
        status = process.poll()
        _kill(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                cast(BinaryIO, stream).close()
        return process.returncode if status is None else status

    def _leave_out(self, how: str, details: str = "") -> PluginError:
        reason = Message("{how}. It is left out until the program is started again.", how=how)
        _left_out[self._plugin] = reason
        if folder := os.environ.get(_SHARED):
            with contextlib.suppress(OSError):
                _shared_file(folder, self._plugin).write_text(json.dumps(_as_json(reason)), encoding="utf-8")
        return PluginError(self._plugin, reason, details=details)

    def _answer(self, job: str, arguments: tuple[Any, ...], seconds: float) -> tuple[str, Any, str]:
        if self._process is None:
            self._process = subprocess.Popen(
                python_command(_MODULE, [self._plugin.kind, self._plugin.name, self._plugin.value]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl+C is for the command, which ends it
            )
            self._exchange(None, START_SECONDS)
            loaded = self._exchange(("load", ()), limit())
            if loaded[0] != "done":
                return loaded
        return self._exchange((job, arguments), seconds)

    def _exchange(self, message: object, seconds: float) -> tuple[str, Any, str]:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        self._late = False
        alarm = threading.Timer(seconds, self._give_up, (process,))
        alarm.daemon = True
        alarm.start()
        try:
            if message is not None:
                write_message(cast(BinaryIO, process.stdin), message)
            return cast(tuple[str, Any, str], read_message(cast(BinaryIO, process.stdout)))
        finally:
            alarm.cancel()

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and those that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg") and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _shared_file(folder: str, plugin: Plugin) -> Path:
    return Path(folder, f"{plugin.kind} {plugin.name}.json")


def _as_json(value: object) -> object:
    """Return a message as its template and values, so that it can still be translated; any other value as it is."""
    if isinstance(value, Message):
        values = {name: _as_json(each) for name, each in value.values.items()}
        return {"template": value.template, "values": values}
    return value if isinstance(value, int | float | None) else str(value)


def _from_json(value: Any) -> Any:
    if isinstance(value, dict):
        return Message(
            value["template"], **{name: _from_json(each) for name, each in value["values"].items()}
        )
    return value


_guard = threading.Lock()
_hosts: dict[Plugin, _Host] = {}
_left_out: dict[Plugin, str] = {}


def _begin_anew() -> None:
    """In a forked process: the pipes are its parent's."""
    global _guard
    _guard = threading.Lock()
    _hosts.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
atexit.register(end)
