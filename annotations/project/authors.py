"""Who last changed the mask or the category of each instance, and when, as the project's log and history tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.project import log
from annotations.project.project import Project

AT_ONCE = 200
"""Entries of the log read at a time."""
_TOLD = ("height", "width", "mask_y", "mask_x", "mask_height", "mask_width", "counts", "category_id", "crowd")
"""Columns whose change counts."""
_BROUGHT_IN = ("Merge", "Split")
"""The labels of transactions that bring in what others made (`annotations.merging.merge`, `annotations.dealing`)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who it was and when: UTC, ISO 8601. Both are empty for what is older than the project's log."""

    person: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Authors:
    """The author of each instance by its id, as of an entry of the log; `read` continues from there."""

    by_id: Mapping[int, Author] = field(default_factory=dict)
    last: int = 0
    content: Mapping[int, int] = field(default_factory=dict)
    """A hash of the mask and category of each instance."""
    people: tuple[str, ...] = ()
    """The names of all authors, sorted."""


def read(
    project: Project, before: Authors | None = None, check: Callable[[], None] = lambda: None
) -> Authors:
    """Read who changed what; `before` is an earlier result, from which it continues.

    `check` is called now and then, and an exception from it ends the reading. A damaged entry is skipped.
    """
    known = before if before is not None else Authors()
    if project.select("SELECT max(id) FROM log") == [(known.last or None,)]:
        return known
    by_id, content, last = dict(known.by_id), dict(known.content), known.last
    merged: dict[int, str] = {}
    query = (
        "SELECT log.id, history.time, history.person, history.label, log.records FROM log"
        " LEFT JOIN history ON history.id = log.history_id WHERE log.id > ? ORDER BY log.id LIMIT ?"
    )
    while rows := project.select(query, last, AT_ONCE):
        check()
        for last, time, person, label, chunk in rows:  # noqa: B007
            author = Author(person or "", time or "")
            for number, values in _instances(chunk):
                if values is None:
                    content.pop(number, None)
                    by_id.pop(number, None)
                    continue
                told = hash(tuple(values.get(name) for name in _TOLD))
                if content.get(number) != told:
                    content[number] = told
                    by_id[number] = author
                    if label in _BROUGHT_IN:
                        merged[number] = _annotator(values)
    if merged:
        by_id.update(_of_merge(project, merged, by_id))
    people = {author.person for author in by_id.values() if author.person}
    return Authors(by_id, last, content, tuple(sorted(people)))


def _instances(chunk: object) -> list[tuple[int, dict[str, Any] | None]]:
    """The instances in an entry of the log; none if it is damaged."""
    if not isinstance(chunk, bytes):
        return []
    try:
        return [(number, values) for table, number, values in log.entries(chunk) if table == "instance"]
    except ValueError:
        return []


def _annotator(values: dict[str, Any]) -> str:
    """The annotator that a merge has noted on both versions of a conflict; empty on others."""
    try:
        pairs = json.loads(values.get("attributes") or "[]")
        return str(dict(pairs).get("annotator", ""))
    except (ValueError, TypeError, RecursionError):
        return ""


def _of_merge(project: Project, merged: Mapping[int, str], by_id: Mapping[int, Author]) -> dict[int, Author]:
    """Whose work a merge brought in: as its history tells of the step, else as the conflict says."""
    query = (
        "SELECT step.instance_id, history.person, history.time FROM history JOIN step ON step.id = history.step_id"
        " WHERE step.instance_id IS NOT NULL ORDER BY history.id"
    )
    told = {number: Author(person, time) for number, person, time in project.select(query)}
    found = {}
    for number, annotator in merged.items():
        author = told.get(number, by_id.get(number, Author()))
        found[number] = Author(annotator, author.time) if annotator else author
    return found
