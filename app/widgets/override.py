"""Marks a method that Qt calls: a fault in it reaches the program's report instead of ending the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def override(method: Callable[P, R]) -> Callable[P, R]:
    """Stands above every method of a widget, a model or a job that overrides one of Qt's.

    Before Python 3.12 an exception raised in C (as by `int("a")`) carries only its text until somebody catches it,
    and PySide6 6.9 to 6.11, which takes it for an exception, ends the process when it passes. Catching it makes it one.
    """
    if sys.version_info >= (3, 12):
        return method

    @wraps(method)
    def caught_once(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except BaseException:
            raise

    return caught_once
