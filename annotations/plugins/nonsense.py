"""Checks of what plug-ins are and answer; each says in a sentence what is wrong."""

from __future__ import annotations

import math
from typing import Any

from annotations.message import Message

LONGEST_TEXT = 1000
LONGEST_SHOWN = 80


class NonsenseError(Exception):
    """A plug-in, or its answer, has not the form that its kind asks for."""


def shown(value: object) -> str:
    """Return what a plug-in gave as a short text: it may be of a class that only the plug-in knows."""
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = type(value).__name__
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def check_has(thing: object, *methods: str) -> None:
    """Raise NonsenseError unless an object has all these methods."""
    for name in methods:
        if not callable(getattr(thing, name, None)):
            raise NonsenseError(
                Message("{kind} has no method {name!r}", kind=type(thing).__name__, name=name)
            )


def a_text(value: Any, what: str) -> str:
    """Return a text of one line and of usual length; `what` it is."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT or "\n" in value:
        raise NonsenseError(
            Message("its {what} is {value}, not a line of text", what=what, value=shown(value))
        )
    return str.__str__(value)


def a_count(value: Any, what: str, least: int = 1) -> int:
    """Return a whole number of at least `least`, of Python's or NumPy's types."""
    try:
        number = int(value.__index__())
    except (AttributeError, TypeError):
        number = least - 1
    if number < least or isinstance(value, bool):
        raise NonsenseError(
            Message(
                "its {what} is {value}, not a whole number from {least}",
                what=what,
                value=shown(value),
                least=least,
            )
        )
    return number


def a_number(value: Any, what: str) -> float:
    """Return a number that is not infinite; NaN is one."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.inf
    if math.isinf(number) or isinstance(value, str | bytes):
        raise NonsenseError(Message("its {what} is {value}, not a number", what=what, value=shown(value)))
    return number
