"""What a project remembers of the split that made it, so that a merge knows what the parts have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from annotations.project.project import Project

SETTING = "deal"


@dataclass(frozen=True, slots=True)
class Deal:
    """One part of a split project. What has a number below `images` or `tracks` is the same in all parts."""

    name: str
    """Names the split; all its parts have the same."""
    annotator: str
    source: str
    """The id of the project that was split."""
    line: int
    time: str
    """The number and the time of the last line of its history then."""
    images: int
    """The first image id that no image had yet."""
    tracks: int
    """The first track that no instance had yet."""
    doubtful_first: bool = False
    """Whether the annotator should begin with the images of which the model is least sure."""

    def to_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None) -> Deal | None:
        """Return the deal that a setting holds; None if it holds none, or one of a later version."""
        try:
            found = cls(**json.loads(text or "null"))
        except (TypeError, ValueError, RecursionError):
            return None
        texts = (found.name, found.annotator, found.source, found.time)
        numbers = (found.line, found.images, found.tracks)
        fits = all(isinstance(each, str) for each in texts) and all(type(each) is int for each in numbers)
        return found if fits and isinstance(found.doubtful_first, bool) else None


def read(project: Project) -> Deal | None:
    """Return the part that a project is; None if it is not part of a split."""
    return Deal.from_text(project.setting(SETTING))


def common_starts(projects: Sequence[Project]) -> list[Deal | None]:
    """Return the deal from which each project comes, as a part or as the project that was split; None if from none."""
    own = [read(project) for project in projects]
    there = {deal.name: deal for deal in own if deal is not None}
    return [
        deal or next((one for one in there.values() if _was_split(project, one)), None)
        for project, deal in zip(projects, own, strict=True)
    ]


def _was_split(project: Project, deal: Deal) -> bool:
    query = "SELECT 1 FROM history WHERE id = ? AND time = ?"
    return project.id == deal.source and bool(project.select(query, deal.line, deal.time))
