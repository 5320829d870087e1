"""The conflicts of a merge: versions of one object, marked by attributes until somebody decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotations.merging.marks import ANNOTATOR, CONFLICT
from annotations.project import Project
from annotations.project.schema import SELECT, records
from annotations.records import Instance

_MARKED = f'%["{CONFLICT}", "%'
"""How the attribute stands in the project's JSON, where a quotation mark in a value is escaped."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Two or more instances of one image that are versions of one object, by id."""

    image_id: int
    number: str
    ids: tuple[int, ...]


def is_in_conflict(instance: Instance) -> bool:
    """Whether it is a version of an object about which annotators differ."""
    return any(name == CONFLICT for name, _ in instance.attributes)


def annotator(instance: Instance) -> str:
    """Whose version it is; empty if it does not say."""
    return dict(instance.attributes).get(ANNOTATOR, "")


def settled(instance: Instance) -> Instance:
    """Return it without the attributes that mark a conflict."""
    kept = tuple(pair for pair in instance.attributes if pair[0] not in (ANNOTATOR, CONFLICT))
    return replace(instance, attributes=kept)


def grouped(instances: Iterable[Instance]) -> tuple[Versions, ...]:
    """Return the conflicts among instances, in the order in which their images first appear."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for instance in instances:
        number = dict(instance.attributes).get(CONFLICT)
        if number is not None:
            found[instance.image_id, number].append(instance.id)
    return tuple(Versions(image, number, tuple(sorted(ids))) for (image, number), ids in found.items())


def of_project(project: Project, places: Mapping[int, int]) -> tuple[Versions, ...]:
    """Return all conflicts of a project, by the places of their images in the list and their numbers."""
    rows = project.select(f"{SELECT['instance']} WHERE attributes LIKE ?", _MARKED)
    marked = [record for record in records("instance", rows) if isinstance(record, Instance)]
    there = [found for found in grouped(marked) if found.image_id in places]
    return tuple(sorted(there, key=lambda found: (places[found.image_id], found.ids)))
