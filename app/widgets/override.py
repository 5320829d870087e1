"""Marks a method that Qt calls: an exception in it is reported instead of ending the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def override(method: Callable[P, R]) -> Callable[P, R]:
    """Decorates every method of a widget, model or job that overrides one of Qt's.

    Before Python 3.12, PySide6 6.9 to 6.11 does not survive an exception passing through it: some end the process at
    once, others corrupt its memory, and it crashes when the next window is created. So the exception is reported
    here, like any uncaught one, and Qt gets no return value.
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
