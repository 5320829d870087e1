"""Groups of images by the content of their files, which are read only where two have the same size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from annotations.imaging.identity import Fingerprint
from annotations.records import ImageRecord


@dataclass(frozen=True, slots=True)
class Member:
    """An image in one of the projects."""

    project: int
    record: ImageRecord
    path: str
    """The real path, as text: there may be hundreds of thousands."""


Group = list[Member]
"""The same image in several projects, at most once in each, in their order."""
Start = str | None
_Content = tuple[tuple[int, int], bytes]
"""The size of an image in pixels, and the digest of its file."""


class ByContent:
    """Finds a group in constant time, since all files of a large project may have one size in bytes.

    fingerprint: returns that of an image's file with its digest, or None if it cannot be read.
    """

    def __init__(self, fingerprint: Callable[[Member], Fingerprint | None]) -> None:
        self._fingerprint = fingerprint
        self._starts: dict[int, set[Start]] = defaultdict(set)
        self._unread: dict[int, list[tuple[Start, Group]]] = defaultdict(list)
        self._first: dict[_Content, dict[Start, Group]] = defaultdict(dict)

    def add(self, size: int, start: Start, group: Group) -> None:
        """Add a new group, before its first member: `size` in bytes; `start`: the split before which it was there."""
        self._starts[size].add(start)
        self._unread[size].append((start, group))

    def find(self, size: int, start: Start, member: Member) -> Group | None:
        """Return the first group with the content of an image, but none that was there before the same split."""
        if not {other for other in self._starts.get(size, ()) if other is None or other != start}:
            return None
        for other, group in self._unread.pop(size, ()):
            content = self._content(group[0])
            if content is not None:
                self._first[content].setdefault(other, group)
        content = self._content(member)
        found = self._first.get(content, {}) if content is not None else {}
        return next((group for other, group in found.items() if other is None or other != start), None)

    def _content(self, member: Member) -> _Content | None:
        found = self._fingerprint(member)
        return None if found is None or found.digest is None else (member.record.size, found.digest)
