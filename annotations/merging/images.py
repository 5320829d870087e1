"""Finds the images that several projects share: the same file, or a copy in another place."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence

from annotations.errors import ImageError, Problem
from annotations.imaging.identity import Fingerprint, fingerprint, known
from annotations.imaging.pages import file_of
from annotations.merging.by_content import ByContent, Group, Member
from annotations.message import Message
from annotations.project import Project
from annotations.project.deals import common_starts


def group_images(projects: Sequence[Project]) -> tuple[list[Group], list[Problem]]:
    """Group the images of all projects by identity, in the order in which they appear.

    Images are the same if they were the same before a split (see `annotations.dealing`); if their file is the same; if
    their path below the project is the same and nothing known about their content differs; or if their content is the
    same. Two images of a project that was split stay two, even if their content is the same. An image whose size in
    pixels differs from that of the same file in an earlier project is reported and left out.
    """
    grouping = _Grouping(projects)
    for number, project in enumerate(projects):
        for record in project.images():
            path = os.path.realpath(project.absolute(record))
            grouping.add(Member(number, record, path))
    return grouping.groups, grouping.problems


class _Grouping:
    def __init__(self, projects: Sequence[Project]) -> None:
        self.groups: list[Group] = []
        self.problems: list[Problem] = []
        self._projects = projects
        self._starts = common_starts(projects)
        self._by_start: dict[tuple[str, int], Group] = {}
        self._by_path: dict[str, Group] = {}
        self._by_name: dict[str, list[Group]] = defaultdict(list)
        self._prints: dict[tuple[int, int], Fingerprint | None] = {}
        self._by_content = ByContent(self._print)

    def add(self, member: Member) -> None:
        start = self._start(member)
        there = self._by_start.get((start, member.record.id)) if start is not None else None
        if there is None:
            there = self._by_path.get(member.path)
            there = None if there is not None and self._are_two(there, member) else there
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
                self._by_content.add(size, start, group)
        group.append(member)
        self._by_path.setdefault(member.path, group)
        if start is not None:
            self._by_start.setdefault((start, member.record.id), group)

    def _start(self, member: Member) -> str | None:
        """Return the split before which an image was there already; None if there was none."""
        deal = self._starts[member.project]
        return deal.name if deal is not None and member.record.id < deal.images else None

    def _are_two(self, group: Group, member: Member) -> bool:
        """Whether a group has another image of the project that was split."""
        start = self._start(member)
        return start is not None and any(
            self._start(other) == start and other.record.id != member.record.id for other in group
        )

    def _like(self, member: Member) -> Group | None:
        if member.project == 0:
            return None
        for group in self._by_name[member.record.path]:
            if (
                group[0].record.size == member.record.size
                and not self._are_two(group, member)
                and self._same_content(group[0], member) is not False
            ):
                return group
        size = self._bytes(member)
        return self._by_content.find(size, self._start(member), member) if size is not None else None

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
