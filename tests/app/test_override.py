"""A fault in a method that Qt calls is told like any other, whatever raised it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest
from shiboken6 import Shiboken

import app

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QWidget
from app.widgets.override import override

class Faulty(QWidget):
    @override
    def sizeHint(self):
        {fault}

application = QApplication([])
Faulty().show()
print("goes on")
"""


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ('int("a")', "ValueError"),
        ("len(5)", "TypeError"),
        ("{}[str(os.getpid())]", "KeyError"),
        ('raise ValueError("a")', "ValueError"),
    ],
)
def test_a_fault_in_what_qt_calls_does_not_end_the_program(fault: str, kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(fault=fault)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "goes on"), done.stderr
    assert f"{kind}:" in done.stderr


def overriding() -> list[tuple[str, object]]:
    """The methods of our own classes that have the name of one of Qt's above them."""
    found: list[tuple[str, object]] = []
    for info in pkgutil.walk_packages(app.__path__, "app."):
        for name, kind in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if kind.__module__ != info.name or not issubclass(kind, Shiboken.Object):
                continue
            of_qt = [base for base in kind.__mro__[1:] if base.__module__.startswith("PySide6")]
            found += [
                (f"{info.name}.{name}.{method}", function)
                for method, function in vars(kind).items()
                if inspect.isfunction(function) and not method.startswith("__")
                if any(hasattr(base, method) for base in of_qt)
            ]
    return found


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the mark does nothing there")
def test_every_method_that_overrides_one_of_qts_is_marked() -> None:
    methods = overriding()
    assert len(methods) > 50
    assert [name for name, method in methods if not hasattr(method, "__wrapped__")] == []
