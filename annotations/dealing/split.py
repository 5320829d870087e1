"""Splits a project into one for each annotator, a hundred images at a time, so that its size does not matter."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from annotations import unfinished
from annotations.dealing.deal import Hands, deal
from annotations.dealing.part import Part
from annotations.errors import ProjectError, StrPath
from annotations.message import Message
from annotations.project import SUFFIX, Project, deals, overview, storage
from annotations.records import STATUSES, Status

Only = Literal["new", "undone"]
ONLY: dict[str | None, tuple[Status, ...]] = {
    None: STATUSES,
    "new": ("new",),
    "undone": ("new", "started"),
}
"""The statuses of the images that are dealt."""
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class DealtPart:
    """One annotator's part."""

    annotator: str
    path: Path
    images: int
    """With those that all have."""
    instances: int


@dataclass(frozen=True, slots=True)
class SplitReport:
    """The result of a split."""

    parts: tuple[DealtPart, ...]
    images: int
    """Images that were dealt."""
    shared: int
    """Images that all annotators have."""
    scenes: int | None
    """How many scenes were dealt; None if images were."""
    doubtful: int | None
    """How many of the images have a doubt of the model; None if the doubtful ones were not to come first."""

    def lines(self) -> list[str]:
        """Describe the result for people."""
        scenes = f" in {self.scenes} scenes" if self.scenes is not None else ""
        found = [f"{self.images} images{scenes} were dealt; {self.shared} of them to everybody"]
        found += [
            f"  {part.annotator}: {part.images} images, {part.instances} instances, {part.path}"
            for part in self.parts
        ]
        if self.doubtful == 0:
            found.append("no image has proposals of a model, so there was no doubt to go by: chance decided")
        elif self.doubtful is not None:
            found.append(f"the model's doubt is known of {self.doubtful} images; they were dealt first")
        return found

    def answer(self) -> dict[str, object]:
        """Return everything as JSON."""
        return {**asdict(self), "parts": [{**asdict(part), "path": str(part.path)} for part in self.parts]}


def split(
    source: StrPath,
    folder: StrPath,
    annotators: Sequence[str],
    *,
    overlap: float = 0.0,
    by_scene: bool = False,
    doubtful_first: bool = False,
    only: Only | None = None,
    seed: int = 0,
) -> SplitReport:
    """Deal a project's images to annotators, each of whom gets a project FOLDER/NAME.rsis; all or nothing.

    See `annotations.dealing.deal` for who gets which. A part has the categories, the settings and the history of the
    project, and of its images everything: instances, steps, reviews, tracks and proposals that wait. Its paths lead to
    the same image files. The project itself is not changed, and `annotations.merging` makes one of the parts again.

    only: deal only images that are new, or those that are neither done nor skipped.

    ProjectError: a name that cannot be a file's or is there twice, a file that exists, a project that cannot be read,
    or one without such images.
    """
    place = Path(os.path.abspath(folder))
    targets = [place / f"{name}{SUFFIX}" for name in _checked(place, annotators)]
    for target in targets:
        if os.path.lexists(target):
            raise ProjectError(target, Message("a file already exists there"))
    with Project.open(source, read_only=True) as project, project.snapshot():
        dealt = ONLY[only]
        images = [(image.id, image.path) for image in project.images() if image.status in dealt]
        if not images:
            raise ProjectError(project.path, Message("there is no image in it to deal"))
        doubts = overview.uncertainties(project) if doubtful_first else {}
        hands = deal(
            images, len(targets), overlap=overlap, by_scene=by_scene, doubts=doubts or None, seed=seed
        )
        parts = _write(project, targets, annotators, hands, is_doubtful_first=bool(doubts))
    return SplitReport(
        parts=parts,
        images=len(images),
        shared=len(hands.shared),
        scenes=hands.scenes if by_scene else None,
        doubtful=sum(number in doubts for number, _ in images) if doubtful_first else None,
    )


def _checked(folder: Path, annotators: Sequence[str]) -> Sequence[str]:
    """Return the names; ProjectError if one cannot be the name of a file on every system, or is there twice."""
    if not annotators:
        raise ProjectError(folder, Message("no annotator is named"))
    for name in annotators:
        if not name.isprintable() or _NOT_IN_NAMES & set(name) or name.strip(" .") != name or not name:
            raise ProjectError(folder, Message("{name!r} cannot be the name of a file", name=name))
    folded = [name.casefold() for name in annotators]
    for name in annotators:
        if len(name) > 100:
            raise ProjectError(folder, Message("{name!r} is too long for the name of a file", name=name))
        if folded.count(name.casefold()) > 1:
            raise ProjectError(folder, Message("{name!r} is named twice", name=name))
    return annotators


def _write(
    project: Project,
    targets: Sequence[Path],
    annotators: Sequence[str],
    hands: Hands,
    *,
    is_doubtful_first: bool,
) -> tuple[DealtPart, ...]:
    folder = targets[0].parent
    is_new = not folder.exists()
    storage.make_folder(folder)
    placed: list[Path] = []
    common = _deal(project, is_doubtful_first)
    try:
        with ExitStack() as stack:
            made = []
            for target, annotator, own in zip(targets, annotators, hands.own, strict=True):
                part = stack.enter_context(unfinished.writing(unfinished.part_of(target)))
                images = sorted(own | hands.shared)
                with Project.create(part) as new:
                    counts = Part(project, new, images).write(replace(common, annotator=annotator))
                made.append((part, DealtPart(annotator, target, len(images), counts)))
            for part, dealt in made:
                storage.move_new(part, dealt.path)
                placed.append(dealt.path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        if is_new:
            _remove_if_empty(folder)
        raise
    return tuple(dealt for _, dealt in made)


def _deal(project: Project, is_doubtful_first: bool) -> deals.Deal:
    """What all parts have in common."""
    rows = project.select("SELECT id, time FROM history ORDER BY id DESC LIMIT 1")
    line, time = rows[0] if rows else (0, "")
    return deals.Deal(
        *(secrets.token_hex(8), "", project.id, line, time),
        images=project.next_id("image"),
        tracks=overview.next_track(project),
        doubtful_first=is_doubtful_first,
    )


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
