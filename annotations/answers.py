"""What the commands print: problems of one kind in one line, and answers that are always valid JSON."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any, NoReturn

from annotations.errors import Problem

SHOWN_PROBLEMS = 20
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|[-+.\w]*\d[-+.\w]*|\S*[/\\]\S*")
"""What differs between problems of one kind: names in quotes, numbers, paths."""


class UsageError(Exception):
    """A command was called with wrong options; `parser` knows the right ones."""

    def __init__(self, parser: argparse.ArgumentParser, reason: str) -> None:
        super().__init__(reason)
        self.parser = parser


class Parser(argparse.ArgumentParser):
    """Raises UsageError for wrong options, so that the command itself can answer in JSON too."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(self, message)


def as_json(answer: Any) -> str:
    """Return one line of ASCII that every JSON parser reads: null for NaN and infinities, "?" for what is no text."""
    return json.dumps(_plain(answer), allow_nan=False, default=str)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, Mapping):
        return {_plain(str(name)): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def summed_up(problems: Iterable[Problem], most: int = SHOWN_PROBLEMS) -> list[tuple[Problem | None, str]]:
    """Return a line for each kind of problem, at most `most`: an example, and how many more there are.

    Two of a kind are two lines. Beside each line is its example, None for the last line about all that are not shown.
    """
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((_thing(problem), _VARIES.sub("…", problem.reason)), []).append(problem)
    lines: list[tuple[Problem | None, str]] = []
    for (thing, _), found in list(kinds.items())[:most]:
        several = thing.removesuffix("y") + "ies" if thing.endswith("y") else f"{thing}s"
        places = "places" if not thing else several if thing.isalpha() else "records"
        more = f" (and {len(found) - 1} more {places} like it)" if len(found) > 2 else ""
        lines += [(problem, f"{problem}{more}") for problem in found[: 1 if more else 2]]
    if len(kinds) > most:
        rest = sum(len(found) for found in list(kinds.values())[most:])
        lines.append((None, f"… and {rest} more problems of other kinds"))
    return lines


def _thing(problem: Problem) -> str:
    """Return what kind of record a problem is about, empty for the file itself."""
    thing = problem.record.partition(" ")[0]
    if thing == "an" or thing.isdigit():  # "an instance", "28 instances": of an image, which is the file
        return ""
    return thing


def counted(problems: Sequence[Problem]) -> str:
    """Return the number of problems in words."""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
