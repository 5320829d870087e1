"""The report of a merge: the conflicts with their versions, and the annotators' agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from annotations.errors import Problem, ProjectError
from annotations.masks import iou
from annotations.merging.agreement import Agreement
from annotations.message import Message
from annotations.project import Project, deals
from annotations.records import Instance

Differs = Literal["mask", "category", "crowd", "note", "attributes"]


@dataclass(frozen=True, slots=True)
class Version:
    """An instance as one annotator has it; `category` is its name, None if unknown."""

    annotator: str
    instance: Instance
    category: str | None

    def same(self, other: Version, same_iou: float = 1.0) -> bool:
        """Whether there is no difference to decide; another note is none (see `joined_note`)."""
        mine, others = self.instance, other.instance
        if mine.mask != others.mask and (same_iou >= 1 or overlap(self, other) < same_iou):
            return False
        return not set(self.differs(other)) - {"mask", "note"}

    def differs(self, other: Version) -> tuple[Differs, ...]:
        """Return the ways in which the two differ."""
        a, b = self.instance, other.instance
        found: list[tuple[Differs, bool]] = [
            ("mask", a.mask != b.mask),
            ("category", self.category != other.category),
            ("crowd", a.crowd != b.crowd),
            ("note", a.note != b.note),
            ("attributes", sorted(a.attributes) != sorted(b.attributes)),
        ]
        return tuple(name for name, is_so in found if is_so)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One object of which annotators have different versions."""

    number: int
    image: str
    """The path of the image in the merged project."""
    differs: tuple[Differs, ...]
    iou: float
    """IoU of the two versions that differ most."""
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The result of a merge."""

    path: Path
    annotators: tuple[str, ...]
    """One per project, in their order."""
    images: int
    instances: int
    identical: int
    """Instances of a later project that are equal to one of an earlier project; kept once."""
    only_in: tuple[int, ...]
    """Instances in only one project, on images that others worked on too; one number per project."""
    conflicts: tuple[Conflict, ...]
    agreement: tuple[tuple[str, str, Agreement], ...]
    """Agreement of each pair of annotators with an image in common."""
    problems: tuple[Problem, ...]

    def answer(self) -> dict[str, Any]:
        """Return everything as JSON; masks are COCO run-length codes of the whole image."""
        return {
            "project": str(self.path),
            "annotators": list(self.annotators),
            "images": self.images,
            "instances": self.instances,
            "identical": self.identical,
            "only_in": dict(zip(self.annotators, self.only_in, strict=True)),
            "conflicts": [
                {
                    "number": conflict.number,
                    "image": conflict.image,
                    "differs": list(conflict.differs),
                    "iou": conflict.iou,
                    "versions": [_as_json(version) for version in conflict.versions],
                }
                for conflict in self.conflicts
            ],
            "agreement": [{"a": a, "b": b, **asdict(figures)} for a, b, figures in self.agreement],
            "problems": [asdict(problem) for problem in self.problems],
        }

    def lines(self, most: int = 20) -> list[str]:
        """Describe the result for people, with only the first of many conflicts."""
        found = [
            f"{self.path}: {self.images} images, {self.instances} instances; {self.identical} were the same in "
            f"several projects, {len(self.conflicts)} are conflicts"
        ]
        found += [
            f"  {count} in {name} alone, on images that others worked on too"
            for name, count in zip(self.annotators, self.only_in, strict=True)
            if count
        ]
        for a, b, figures in self.agreement:
            found.append(
                f"{a} and {b}: {figures.images} images, {figures.instances_a} and {figures.instances_b} instances, "
                f"{figures.matched} of the same objects; mean IoU {_said(figures.mean_iou)}, f50 {_said(figures.f50)}, "
                f"same category {_said(figures.category_agreement)}, kappa {_said(figures.kappa)}"
            )
        for conflict in self.conflicts[:most]:
            versions = "; ".join(
                f"{v.annotator}: {v.category or 'unknown'}, {v.instance.mask.area} pixels"
                for v in conflict.versions
            )
            found.append(
                f"conflict {conflict.number} in {conflict.image} ({', '.join(conflict.differs)}; "
                f"IoU {conflict.iou:.3f}): {versions}"
            )
        if len(self.conflicts) > most:
            found.append(f"… and {len(self.conflicts) - most} more conflicts (--json lists all)")
        return found


def overlap(a: Version, b: Version) -> float:
    """Return the IoU of two versions."""
    if a.instance.mask == b.instance.mask:
        return 1.0
    return float(iou([a.instance.mask], [b.instance.mask])[0, 0])


def annotator_names(projects: Sequence[Project]) -> tuple[str, ...]:
    """Name the annotators: after who got each part of a split or worked most in it, or else after the projects."""
    dealt = [deals.read(project) for project in projects]
    most = [
        deal.annotator if deal is not None else _who_worked_most(project)
        for deal, project in zip(dealt, projects, strict=True)
    ]
    ways: list[Callable[[int], str]] = [
        lambda n: most[n],
        lambda n: projects[n].path.stem,
        lambda n: f"{projects[n].root.name}/{projects[n].path.stem}",
        lambda n: str(projects[n].path),
    ]
    for way in ways:
        names = tuple(way(number) for number in range(len(projects)))
        if all(names) and len(set(names)) == len(names):
            return names
    raise ProjectError(projects[0].path, Message("the project is listed twice"))


def _who_worked_most(project: Project) -> str:
    query = "SELECT person FROM history WHERE person != '' GROUP BY person ORDER BY count(*) DESC, min(id) LIMIT 1"
    return next((str(name) for (name,) in project.select(query)), "")


def _as_json(version: Version) -> dict[str, Any]:
    instance = version.instance
    return {
        "annotator": version.annotator,
        "category": version.category,
        "source": instance.source,
        "area": instance.mask.area,
        "crowd": instance.crowd,
        "note": instance.note,
        "attributes": dict(instance.attributes),
        "mask": instance.mask.to_coco_rle(),
    }


def _said(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"
