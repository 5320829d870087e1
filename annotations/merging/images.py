"""Finds the images that several projects share: the same file, or a copy in another place."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ImageError, Problem
from annotations.imaging.identity import Fingerprint, fingerprint, known
from annotations.imaging.pages import file_of
from annotations.message import Message
from annotations.project import Project
from annotations.records import ImageRecord


@dataclass(frozen=True, slots=True)
class Member:
    """An image in one of the projects."""

    project: int
    record: ImageRecord
    path: Path


Group = list[Member]
"""The same image in several projects, at most once in each, in their order."""


def group_images(projects: Sequence[Project]) -> tuple[list[Group], list[Problem]]:
    """Group the images of all projects by identity, in the order in which they appear.

    Images are the same if their file is the same; if their path below the project is the same and nothing known about
    their content differs; or if their content is the same. An image whose size in pixels differs from that of the
    same file in an earlier project is reported and left out.
    """
    grouping = _Grouping(projects)
    for number, project in enumerate(projects):
        for record in project.images():
            path = Path(os.path.realpath(project.absolute(record)))
            grouping.add(Member(number, record, path))
    return grouping.groups, grouping.problems


class _Grouping:
    def __init__(self, projects: Sequence[Project]) -> None:
        self.groups: list[Group] = []
        self.problems: list[Problem] = []
        self._projects = projects
        self._by_path: dict[Path, Group] = {}
        self._by_name: dict[str, list[Group]] = defaultdict(list)
        self._by_bytes: dict[int, list[Group]] = defaultdict(list)
        self._prints: dict[tuple[int, int], Fingerprint | None] = {}

    def add(self, member: Member) -> None:
        there = self._by_path.get(member.path)
        if there is not None and there[0].record.size != member.record.size:
            was, now = there[0].record, member.record
            self.problems.append(
                Problem(
                    str(self._projects[member.project].path),
                    Message("image {path}", path=now.path),
                    Message(
                        "it is {width} x {height} pixels here but {old_width} x {old_height} in an earlier project; "
                        "its annotations were left out",
                        width=now.width,
                        height=now.height,
                        old_width=was.width,
                        old_height=was.height,
                    ),
                )
            )
            return
        group = there if there is not None else self._like(member)
        if group is None or any(other.project == member.project for other in group):
            group = []
            self.groups.append(group)
            self._by_name[member.record.path].append(group)
            size = self._bytes(member)
            if size is not None:
                self._by_bytes[size].append(group)
        group.append(member)
        self._by_path.setdefault(member.path, group)

    def _like(self, member: Member) -> Group | None:
        if member.project == 0:
            return None
        for group in self._by_name[member.record.path]:
            if (
                group[0].record.size == member.record.size
                and self._same_content(group[0], member) is not False
            ):
                return group
        size = self._bytes(member)
        for group in self._by_bytes[size] if size is not None else ():
            if group[0].record.size == member.record.size and self._same_content(group[0], member):
                return group
        return None

    def _same_content(self, a: Member, b: Member) -> bool | None:
        """None if it cannot be determined."""
        first, second = self._print(a), self._print(b)
        if first is None or second is None or first.digest is None or second.digest is None:
            return None
        return first.digest == second.digest

    def _bytes(self, member: Member) -> int | None:
        kept = known(self._projects[member.project], member.record.id)
        if kept is not None:
            return kept.size
        try:
            return os.stat(file_of(member.path)).st_size
        except OSError:
            return None

    def _print(self, member: Member) -> Fingerprint | None:
        """Return the fingerprint that the annotations are for: the stored one, or else that of the current file."""
        key = (member.project, member.record.id)
        if key not in self._prints:
            found = known(self._projects[member.project], member.record.id)
            if found is None or found.digest is None:
                try:
                    found = fingerprint(member.path)
                except ImageError:
                    found = None
            self._prints[key] = found
        return self._prints[key]
