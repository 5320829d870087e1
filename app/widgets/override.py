"""Marks a method that Qt calls: a fault in it reaches the program's report instead of ending the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def override(method: Callable[P, R]) -> Callable[P, R]:
    """Stands above every method of a widget, a model or a job that overrides one of Qt's.

    Before Python 3.12, PySide6 6.9 to 6.11 does not survive an exception that passes through it: some end the process
    at once, others damage its memory, and it ends when the next window is made. So a fault is reported here, as any
    that nobody catches, and Qt gets no answer.
    """
    if sys.version_info >= (3, 12):
        return method

    @wraps(method)
    def reported(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            return cast(R, None)

    return reported
