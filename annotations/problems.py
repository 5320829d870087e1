"""Sums up many problems in few lines: those of one kind become one, with an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotations.errors import Problem

SHOWN_PROBLEMS = 20
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|[-+.\w]*\d[-+.\w]*|\S*[/\\]\S*")
"""What differs between problems of one kind: names in quotes, numbers, paths."""


def grouped(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """Return the first problem of each kind, and how many more there are; the only other one is listed too."""
    return [
        (problem, len(found) - 1 if len(found) > 2 else 0)
        for found in _kinds(problems)
        for problem in found[: 1 if len(found) > 2 else 2]
    ]


def summed_up(problems: Iterable[Problem], most: int = SHOWN_PROBLEMS) -> list[tuple[Problem | None, str]]:
    """Return the problems of at most `most` kinds as lines of `grouped`, each with its example.

    The last line, without one, is about all that are not shown.
    """
    kinds = _kinds(problems)
    lines: list[tuple[Problem | None, str]] = []
    for problem, others in grouped(problem for found in kinds[:most] for problem in found):
        thing = _thing(problem)
        several = thing.removesuffix("y") + "ies" if thing.endswith("y") else f"{thing}s"
        places = "places" if not thing else several if thing.isalpha() else "records"
        more = f" (and {others} more {places} like it)" if others else ""
        lines.append((problem, f"{problem}{more}"))
    if len(kinds) > most:
        rest = sum(len(found) for found in kinds[most:])
        lines.append((None, f"… and {rest} more problems of other kinds"))
    return lines


def counted(problems: Sequence[Problem]) -> str:
    """Return the number of problems in words."""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def _kinds(problems: Iterable[Problem]) -> list[list[Problem]]:
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((_thing(problem), _VARIES.sub("…", problem.reason)), []).append(problem)
    return list(kinds.values())


def _thing(problem: Problem) -> str:
    """Return what kind of record a problem is about, empty for the file itself."""
    thing = problem.record.partition(" ")[0]
    if thing == "an" or thing.isdigit():  # "an instance", "28 instances": of an image, which is the file
        return ""
    return thing
