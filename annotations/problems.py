"""Sums up many problems in few lines: those of one kind become one, with an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.errors import Problem
from annotations.message import Message

SHOWN_PROBLEMS = 20
_VARIES = re.compile(r"'[^']*'|\"[^\"]*\"|[-+.\w]*\d[-+.\w]*|\S*[/\\]\S*")
"""What differs between problems of one kind: names in quotes, numbers, paths."""


@dataclass(frozen=True)
class Grouped:
    """Problems by kind."""

    examples: tuple[tuple[Problem, int], ...]
    """The first problem of each kind, and how many more there are; where that is one, it is an example too."""
    not_shown: int
    """The number of problems of kinds without an example."""


def grouped(problems: Iterable[Problem], most: int = SHOWN_PROBLEMS) -> Grouped:
    """Return examples of the first `most` kinds of problems."""
    kinds = _kinds(problems)
    examples = tuple(
        (problem, len(found) - 1 if len(found) > 2 else 0)
        for found in kinds[:most]
        for problem in found[: 1 if len(found) > 2 else 2]
    )
    return Grouped(examples, sum(len(found) for found in kinds[most:]))


def more_problems(count: int) -> Message:
    """The line about problems of kinds without an example."""
    if count == 1:
        return Message("… and 1 more problem of another kind")
    return Message("… and {count:,} more problems of other kinds", count=count)


def summed_up(problems: Iterable[Problem], most: int = SHOWN_PROBLEMS) -> list[tuple[Problem | None, str]]:
    """Return the lines about `grouped` problems, each with its example.

    The last line, without one, is about those that are not shown.
    """
    found = grouped(problems, most)
    lines: list[tuple[Problem | None, str]] = []
    for problem, others in found.examples:
        thing = _thing(problem)
        several = thing.removesuffix("y") + "ies" if thing.endswith("y") else f"{thing}s"
        places = "places" if not thing else several if thing.isalpha() else "records"
        more = f" (and {others} more {places} like it)" if others else ""
        lines.append((problem, f"{problem}{more}"))
    if found.not_shown:
        lines.append((None, more_problems(found.not_shown)))
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
