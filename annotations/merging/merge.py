"""Merges several annotators' projects: keeps everything in any of them, and both versions of a conflict."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from annotations import unfinished
from annotations.errors import Problem, ProjectError, StrPath
from annotations.imaging.identity import known
from annotations.imaging.pages import file_of
from annotations.merging.agreement import Named, Tally, same_things
from annotations.merging.by_content import Group
from annotations.merging.carried import Tracks, joined_note, review_of, shared_settings
from annotations.merging.histories import Numbers, merged_history
from annotations.merging.images import group_images
from annotations.merging.marks import ANNOTATOR, CONFLICT
from annotations.merging.report import Conflict, MergeReport, Version, annotator_names, overlap
from annotations.message import Message
from annotations.project import Project, storage
from annotations.records import (
    LONGEST_TEXT,
    Category,
    Change,
    ImageRecord,
    Instance,
    Status,
    Step,
    Transaction,
)

LABEL = "Merge"
IMAGES_A_TRANSACTION = 100

Keep = Literal["both", "first"]


def merge(
    paths: Sequence[StrPath], output: StrPath, *, keep: Keep = "both", same_iou: float = 1.0
) -> MergeReport:
    """Merge projects into a new one, all or nothing; the projects are not changed.

    Instances of two projects are versions of one object if their IoU is at least 0.5. Equal versions are kept
    once; so are those with the same category and an IoU of at least `same_iou`, of which the first is kept. Both
    versions of a conflict are kept, marked by the attributes "annotator" and "conflict", and its image is no longer
    done; with `keep` "first", only the version of the first project is kept. Categories are matched by name, tracks by
    the objects that they have in common. What a reviewer said of a version is said of all that are equal to it.
    Proposals that wait for a decision are left out, since a model can make them anew.

    ProjectError: fewer than two projects, one listed twice or unreadable, or `output` exists.
    """
    target = Path(os.path.abspath(output))
    sources = [Path(os.path.realpath(path)) for path in paths]
    if len(sources) < 2:
        raise ProjectError(target, Message("merging needs at least two projects"))
    for path in sources:
        if sources.count(path) > 1:
            raise ProjectError(path, Message("the project is listed twice"))
    if target.exists():
        raise ProjectError(target, Message("a file already exists there"))
    with unfinished.writing(unfinished.part_of(target)) as part:
        with ExitStack() as stack:
            projects = [stack.enter_context(Project.open(path, read_only=True)) for path in paths]
            for project in projects:
                stack.enter_context(project.snapshot())
            made = stack.enter_context(Project.create(part))
            report = _Merge(projects, made, keep, same_iou).run()
        storage.move_new(part, target)
    return replace(report, path=target)


@dataclass(slots=True)
class _Thing:
    """One object in an image, and its versions by project."""

    versions: dict[int, Version] = field(default_factory=dict)

    @property
    def first(self) -> Version:
        return next(iter(self.versions.values()))

    def distinct(self, same_iou: float) -> list[list[Version]]:
        """The versions that differ, in the order of the projects, each followed by those that are the same."""
        found: list[list[Version]] = []
        for version in self.versions.values():
            for group in found:
                if version.same(group[0], same_iou) and len(joined_note([*group, version])) <= LONGEST_TEXT:
                    group.append(version)
                    break
            else:
                found.append([version])
        return found


class _Merge:
    """One merge; it reads image by image, so only one image is in memory at a time."""

    def __init__(self, projects: list[Project], made: Project, keep: Keep, same_iou: float) -> None:
        self._projects, self._made = projects, made
        self._keep, self._same_iou = keep, same_iou
        self._annotators = annotator_names(projects)
        self._names = [{c.id: c.name for c in project.categories()} for project in projects]
        self._categories: dict[str, int] = {}
        self._tallies: dict[tuple[int, int], Tally] = {}
        self._image_ids: dict[tuple[int, int], int] = {}
        self._step_ids = [Numbers() for _ in projects]
        self._tracks = Tracks(projects)
        self._files: list[tuple[int, int, int, bytes | None]] = []
        self._conflicts: list[Conflict] = []
        self._problems: list[Problem] = []
        self._identical = 0
        self._only_in = [0] * len(projects)

    def run(self) -> MergeReport:
        self._commit(self._take_categories())
        groups, self._problems = group_images(self._projects)
        groups = self._named_apart(groups)
        batches: Iterator[Group] = iter(groups)
        while batch := list(itertools.islice(batches, IMAGES_A_TRANSACTION)):
            self._commit([change for group in batch for change in self._image(group)])
        self._made.set_image_files(self._files)
        self._made.take_history(
            merged_history(self._projects, self._annotators, self._image_ids, self._step_ids)
        )
        for name, value in shared_settings(self._projects).items():
            self._made.set_setting(name, value)
        counts = self._made.counts()
        names = self._annotators
        return MergeReport(
            path=self._made.path,
            annotators=names,
            images=counts.images,
            instances=counts.instances,
            identical=self._identical,
            only_in=tuple(self._only_in),
            conflicts=tuple(self._conflicts),
            agreement=tuple((names[a], names[b], t.figures()) for (a, b), t in sorted(self._tallies.items())),
            problems=tuple(self._problems),
        )

    def _commit(self, changes: list[Change]) -> None:
        self._made.commit(Transaction(LABEL, tuple(changes)))

    def _take_categories(self) -> list[Change]:
        made: dict[str, Category] = {}
        for project in self._projects:
            for category in project.categories():
                known_one = made.get(category.name)
                if known_one is None:
                    made[category.name] = replace(category, id=self._made.next_id("category"))
                else:
                    asked = {attribute.name for attribute in known_one.attributes}
                    new = tuple(a for a in category.attributes if a.name not in asked)
                    made[category.name] = replace(known_one, attributes=(*known_one.attributes, *new))
        self._categories = {name: category.id for name, category in made.items()}
        return [Change.add(category) for category in made.values()]

    def _named_apart(self, groups: list[Group]) -> list[Group]:
        """Return the groups whose image has a unique path in the merged project; report the others."""
        used: set[str] = set()
        kept = []
        for group in groups:
            path = self._path(group)
            if path in used:
                where = ", ".join(str(self._projects[m.project].path) for m in group)
                self._problems.append(
                    Problem(
                        where,
                        Message("image {path}", path=path),
                        Message("another image has the same path; left out"),
                    )
                )
                continue
            used.add(path)
            kept.append(group)
        return kept

    def _path(self, group: Group) -> str:
        """Return the path of the file from the merged project; a copy that exists comes first."""
        there = next((member for member in group if os.path.exists(file_of(member.path))), group[0])
        return self._made.relative(self._projects[there.project].absolute(there.record))

    # -- one image

    def _image(self, group: Group) -> list[Change]:
        number = self._made.next_id("image")
        path = self._path(group)
        self._image_ids.update({(m.project, m.record.id): number for m in group})
        versions = {
            m.project: [self._version(m.project, i) for i in self._projects[m.project].instances(m.record.id)]
            for m in group
        }
        worked = [m.project for m in group if m.record.status != "new" or versions[m.project]]
        for a, b in itertools.combinations(worked, 2):
            self._tallies.setdefault((a, b), Tally()).add(_named(versions[a]), _named(versions[b]))
        things = _things(versions)
        if len(worked) > 1:
            for thing in things:
                if len(thing.versions) == 1:
                    self._only_in[next(iter(thing.versions))] += 1
        instances, ids, conflicts = self._instances(things, number, path)
        status = self._status(group, worked, path, bool(conflicts) and self._keep == "both")
        first = group[0].record
        record = ImageRecord(number, path, first.width, first.height, status)
        self._conflicts += conflicts
        for member in group:
            found = known(self._projects[member.project], member.record.id)
            if found is not None:
                self._files.append((number, found.size, found.modified, found.digest))
                break
        return [
            Change.add(record),
            *map(Change.add, instances),
            *map(Change.add, self._steps(group, number, ids)),
        ]

    def _version(self, project: int, instance: Instance) -> Version:
        category = instance.category_id
        name = self._names[project][category] if category is not None else None
        return Version(self._annotators[project], instance, name)

    def _instances(
        self, things: list[_Thing], image_id: int, path: str
    ) -> tuple[list[Instance], dict[tuple[int, int], int], list[Conflict]]:
        """Return the instances of the merged image, what each project's instance became, and the conflicts."""
        made: list[Instance] = []
        ids: dict[tuple[int, int], int] = {}
        conflicts: list[Conflict] = []
        tracks: set[int] = set()
        for thing in things:
            distinct = thing.distinct(self._same_iou)
            marks: tuple[tuple[str, str], ...] = ()
            if len(distinct) > 1:
                versions = [group[0] for group in distinct]
                conflict = _conflict(len(self._conflicts) + len(conflicts) + 1, path, versions)
                conflicts.append(conflict)
                marks = ((CONFLICT, str(conflict.number)),)
            else:
                self._identical += len(thing.versions) - 1
            kept = distinct if self._keep == "both" else distinct[:1]
            numbers: list[int] = []
            track = self._tracks.of(thing.versions, tracks)
            for group in kept:
                both = ((ANNOTATOR, group[0].annotator), *marks) if len(kept) > 1 else ()
                one = self._instance(group[0], image_id, len(made), both)
                review, reviewer = review_of(one, group)
                note = joined_note(group)
                made.append(replace(one, track=track, review=review, reviewer=reviewer, note=note))
                numbers.append(made[-1].id)
            for project, version in thing.versions.items():
                at = next((n for n, group in enumerate(kept) if version in group), 0)
                ids[project, version.instance.id] = numbers[at]
        return made, ids, conflicts

    def _instance(
        self, version: Version, image_id: int, z: int, marks: tuple[tuple[str, str], ...]
    ) -> Instance:
        old = version.instance
        attributes = {**dict(old.attributes), **dict(marks)}
        return replace(
            old,
            id=self._made.next_id("instance"),
            image_id=image_id,
            category_id=self._categories[version.category] if version.category is not None else None,
            z=z,
            attributes=tuple(sorted(attributes.items())) if marks else old.attributes,
        )

    def _steps(self, group: Group, image_id: int, ids: dict[tuple[int, int], int]) -> list[Step]:
        """Concatenate the steps of all projects, with those from a common start only once."""
        made: dict[Step, int] = {}
        for member in group:
            for step in self._projects[member.project].steps(member.record.id):
                new = replace(
                    step,
                    id=0,
                    image_id=image_id,
                    instance_id=ids.get((member.project, step.instance_id or 0)),
                )
                if new not in made:
                    made[new] = self._made.next_id("step")
                self._step_ids[member.project].add(step.id, made[new])
        return [replace(step, id=number, index=at) for at, (step, number) in enumerate(made.items())]

    def _status(self, group: Group, worked: list[int], path: str, is_open: bool) -> Status:
        if len({m.record.status for m in group}) == 1 and not is_open:
            return group[0].record.status
        said = {m.project: m.record.status for m in group if m.record.status != "new"}
        statuses = set(said.values())
        if not statuses:
            return "started" if worked else "new"
        if len(statuses) == 1 and not is_open:
            return statuses.pop()
        if len(statuses) > 1:
            told = ", ".join(f"{self._annotators[p]}: {status}" for p, status in said.items())
            self._problems.append(
                Problem(
                    path,
                    "",
                    Message(
                        "its status differs ({statuses}); it is started in the merged project", statuses=told
                    ),
                )
            )
        return "started"


def _things(versions: dict[int, list[Version]]) -> list[_Thing]:
    """Return the objects in an image, each with the versions of all projects, from bottom to top."""
    things: list[_Thing] = []
    for project, own in versions.items():
        pairs = same_things(_named(own), _named([thing.first for thing in things]))
        at = {mine: theirs for mine, theirs, _ in pairs}
        for number, version in enumerate(own):
            if number in at:
                things[at[number]].versions[project] = version
            else:
                things.append(_Thing({project: version}))
    return things


def _conflict(number: int, path: str, versions: list[Version]) -> Conflict:
    pairs = list(itertools.combinations(versions, 2))
    differs = {name: None for a, b in pairs for name in a.differs(b)}
    lowest = min(overlap(a, b) for a, b in pairs)
    return Conflict(number, path, tuple(differs), lowest, tuple(versions))


def _named(versions: Sequence[Version]) -> list[Named]:
    return [(version.instance.mask, version.category) for version in versions]
