"""Where samples come from: any format of the annotations package, or one of the program's own projects."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import resources
from annotations.errors import AnnotationError
from annotations.formats import FORMATS, guess
from annotations.formats.base import ImageAnnotations
from annotations.images import read_image
from annotations.project import Project
from trainer.data.kinds import kind_of
from trainer.data.samples import Sample, SampleSet
from trainer.errors import TrainerError

UNKNOWN = -1
"""The category of an instance whose name the model does not know: its mask is learned, no category is."""


def guess_format(source: Path) -> str:
    """The format of a source by the names of its files: a project, or what the table of formats sees in it."""
    return "project" if source.suffix == ".rsis" else guess(source) or "coco"


def read_samples(source: Path, format_name: str | None, categories: Sequence[str] | None) -> SampleSet:
    """All labelled images of a source.

    categories: the model's, in order, or None to take the data's own. Raises TrainerError.
    """
    name = format_name or guess_format(source)
    if name == "project":
        return project_samples(source, categories)
    reader = FORMATS[name].reader if name in FORMATS else None
    if reader is None:
        known = [n for n, entry in FORMATS.items() if entry.reader is not None]
        raise TrainerError(
            f"There is no reader for the format {name!r}; there are {', '.join(known)}, project."
        )
    try:
        result = reader(source, None)
    except AnnotationError as error:
        raise TrainerError(str(error)) from error
    names = tuple(categories) if categories is not None else result.categories or ("object",)
    samples = tuple(_sample(number, image, names) for number, image in enumerate(result.images, 1))
    return SampleSet(samples, names, tuple(str(problem) for problem in result.problems))


def _sample(number: int, image: ImageAnnotations, categories: tuple[str, ...]) -> Sample:
    return Sample(
        path=image.path,
        masks=tuple(i.mask for i in image.instances),
        categories=tuple(category_index(i.category, categories) for i in image.instances),
        crowd=tuple(i.crowd for i in image.instances),
        image_id=number,
    )


def category_index(name: str | None, categories: Sequence[str]) -> int:
    """Matched by name; without a name, the only category there is, else unknown."""
    if name is None:
        return 0 if len(categories) == 1 else UNKNOWN
    return categories.index(name) if name in categories else UNKNOWN


def project_samples(path: Path, categories: Sequence[str] | None) -> SampleSet:
    """The images of a project that are done: only there does "nothing drawn" mean that nothing is there."""
    try:
        with Project.open(path, read_only=True) as project:
            own = {c.id: c.name for c in project.categories()}
            names = tuple(categories) if categories is not None else tuple(own.values()) or ("object",)
            samples = []
            for image in project.images():
                if image.status != "done":
                    continue
                instances = project.instances(image.id)
                samples.append(
                    Sample(
                        path=project.absolute(image),
                        masks=tuple(i.mask for i in instances),
                        categories=tuple(
                            category_index(own.get(i.category_id) if i.category_id else None, names)
                            for i in instances
                        ),
                        crowd=tuple(i.crowd for i in instances),
                        image_id=image.id,
                    )
                )
    except AnnotationError as error:
        raise TrainerError(str(error)) from error
    return SampleSet(tuple(samples), names)


def project_categories(path: Path) -> tuple[str, ...]:
    """The names of a project's categories that are in use."""
    try:
        with Project.open(path, read_only=True) as project:
            used = {i.category_id for image in project.images() for i in project.instances(image.id)}
            return tuple(c.name for c in project.categories() if c.id in used)
    except AnnotationError as error:
        raise TrainerError(str(error)) from error


def readable(samples: Iterable[Sample]) -> tuple[tuple[Sample, ...], list[str]]:
    """The samples whose image can be read at its masks' size, and a sentence for each that cannot."""
    kept, problems = [], []
    for sample in samples:
        try:
            image = read_image(sample.path)
        except AnnotationError as error:
            problems.append(str(error))
            continue
        if any(mask.size != image.shape[:2] for mask in sample.masks):
            problems.append(f"{sample.path}: its masks are of another size than the image")
            continue
        kept.append(replace(sample, kind=kind_of(image)))
    return tuple(kept), problems


def read_split(name_or_file: str) -> dict[str, dict[str, list[str]]]:
    """A split {side: {kind: [file name]}}: bundled, by name, or a JSON file. Raises TrainerError."""
    path = Path(name_or_file)
    if not path.is_file():
        path = resources.splits_folder() / f"{name_or_file}.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(side): {str(kind): [str(n) for n in names] for kind, names in kinds.items()}
            for side, kinds in values.items()
        }
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise TrainerError(f"{path}: the split cannot be read: {error}") from error


def side_of(
    data: SampleSet, split: dict[str, dict[str, list[str]]], side: str, kind: str | None
) -> SampleSet:
    """The samples on one side of a split, by file name, each with its kind; of one kind only, if named."""
    if side not in split:
        raise TrainerError(f"The split has no side {side!r}; there are {', '.join(split)}.")
    kinds = {name: k for k, names in split[side].items() for name in names if kind in (None, k)}
    samples = tuple(replace(s, kind=kinds[s.path.name]) for s in data.samples if s.path.name in kinds)
    return replace(data, samples=samples)


def hold_out(data: SampleSet, share: float, seed: int) -> tuple[tuple[Sample, ...], tuple[Sample, ...]]:
    """A random part for training and a random share, at least one image, held out."""
    if not 0 < share < 1:
        raise TrainerError(f"The share held out is {share}, not between 0 and 1.")
    order = list(data.samples)
    random.Random(seed).shuffle(order)
    count = max(1, round(len(order) * share))
    return tuple(order[count:]), tuple(order[:count])
