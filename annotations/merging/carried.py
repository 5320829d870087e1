"""What a merged object takes from all annotators' versions of it: its track, and what reviewers said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotations.merging.report import Version
from annotations.project import Project
from annotations.project.deals import common_starts
from annotations.project.overview import next_track
from annotations.project.portable import portable_settings
from annotations.records import Instance, Review

BETWEEN_NOTES = " / "


def review_of(kept: Instance, same: Iterable[Version]) -> tuple[Review, str]:
    """Return the review of an instance and its reviewer, of all versions with this mask: work that is needed first."""
    said = [
        (version.instance.review, version.instance.reviewer)
        for version in same
        if version.instance.review and version.instance.mask == kept.mask
    ]
    return next((each for each in said if each[0] == "needs work"), said[0] if said else ("", ""))


def joined_note(same: Iterable[Version]) -> str:
    """Return the notes of all versions of an instance as one, each once."""
    notes: list[str] = []
    for version in same:
        notes += [note for note in version.instance.note.split(BETWEEN_NOTES) if note and note not in notes]
    return BETWEEN_NOTES.join(notes)


def shared_settings(projects: Sequence[Project]) -> dict[str, str]:
    """Return the settings that all projects have alike, such as the model."""
    first, *others = map(portable_settings, projects)
    return {name: value for name, value in first.items() if all(o.get(name) == value for o in others)}


class Tracks:
    """Numbers the tracks of several projects as one; image by image.

    Tracks of two projects become one where they first meet in an object, or if they were one before the project was
    split; else they stay apart. A track keeps its number, unless a track of another project has it.
    """

    def __init__(self, projects: Sequence[Project]) -> None:
        self._starts = common_starts(projects)
        self._numbers: dict[tuple[int | str, int], int] = {}  # by project or split, and track
        self._taken: set[int] = set()
        self._next = max(map(next_track, projects))

    def of(self, versions: Mapping[int, Version], there: set[int]) -> int | None:
        """Return the track of an object, by its versions in each project; None if nobody tracked it.

        there: the tracks of other objects in its image, which it does not get; the result is added.
        """
        keys = [
            (self._owner(project, version.instance.track), version.instance.track)
            for project, version in versions.items()
            if version.instance.track is not None
        ]
        if not keys:
            return None
        known = (self._numbers[key] for key in keys if key in self._numbers)
        number = next((one for one in known if one not in there), None)
        if number is None:
            number = self._new(keys[0][1])
        for key in keys:
            self._numbers.setdefault(key, number)
        there.add(number)
        return number

    def _owner(self, project: int, track: int) -> int | str:
        """Return whose track it is: a project's, or that of all parts of a split."""
        deal = self._starts[project]
        return deal.name if deal is not None and track < deal.tracks else project

    def _new(self, wanted: int) -> int:
        number = wanted
        if wanted in self._taken:
            number, self._next = self._next, self._next + 1
        self._taken.add(number)
        return number
