"""Reads samples from any format of the annotations package, or from the program's own projects."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import resources
from annotations.errors import AnnotationError, Problem
from annotations.formats import table
from annotations.formats.base import ImageAnnotations
from annotations.formats.packed import without_instances
from annotations.formats.table import guess
from annotations.imaging.reading import image_size, read_image
from annotations.masks import Mask
from annotations.project import Project
from trainer.data import sbd
from trainer.data.cityscapes import LOOKED_AWAY_FROM, STUFF, void_map
from trainer.data.kinds import kind_of
from trainer.data.samples import UNKNOWN, Sample, Samples, SampleSet, choose
from trainer.errors import TrainerError

BY_NAME = ("voc", "sbd")
"""Formats for Pascal VOC's images, which have the same names everywhere."""


def guess_format(source: Path) -> str:
    """Guess the format of a source from the names of its files: a project, or an entry of the table of formats."""
    if source.suffix == ".rsis":
        return "project"
    return "sbd" if sbd.recognises(source) else guess(source) or "coco"


def read_samples(
    source: Path, format_name: str | None, categories: Sequence[str] | None, images: Path | None = None
) -> SampleSet:
    """Read all annotated images of a source; masks are made when a sample is accessed.

    Images that the source has without saying what is in them are left out, as a problem.

    source: what the format's reader takes, or a text file listing names of images in a folder above it, like
    VOC's `ImageSets/Segmentation/val.txt`. categories: the model's, in order, or None for the data's own. images:
    the folder with the images, where it is not the one that the format's reader looks in. Raises TrainerError.
    """
    lines = None
    if source.suffix == ".txt":
        source, lines = _list_of(source, format_name)
    name = format_name or guess_format(source)
    if images is not None and not images.is_dir():
        raise TrainerError(f"{images}: no such image folder.")
    if name == "project":
        if images is not None:
            raise TrainerError(f"{source}: a project knows where its images are; omit the image folder.")
        return project_samples(source, categories)
    try:
        reader = sbd.read if name == "sbd" else table.find(name).reader if name in table.names() else None
        if reader is None:
            known = [
                n for n in table.names() if n not in table.FORMATS or table.FORMATS[n].reader is not None
            ]
            raise TrainerError(
                f"No reader for the format {name!r}; available: {', '.join(known)}, sbd, project."
            )
        result = reader(source, images)
    except AnnotationError as error:
        raise TrainerError(str(error)) from error
    things = [n for n in result.categories if name != "cityscapes" or n not in STUFF]
    names = tuple(categories) if categories is not None else tuple(things) or ("object",)
    found = result.images
    bare = without_instances(found)
    stems = [Path(image.name).stem for image in bare]
    listed = set(stems) if lines is None else _listed(lines, frozenset(stems))
    chosen = [i for i, stem in enumerate(stems) if stem in listed]
    taken = [i for i in chosen if bare[i].annotated]
    samples = Samples(len(found), lambda place: _sample(place + 1, found[place], names, name), taken)
    foreign = [n for n in things if n not in names and n not in LOOKED_AWAY_FROM]
    problems = list(result.problems)
    reason = "nothing says what is in it (an empty annotation file says that nothing is)"
    problems += [Problem(str(bare[i].path), "", reason) for i in chosen if not bare[i].annotated]
    if foreign:
        reason = (
            f"the model does not know the categories {', '.join(sorted(foreign))}; only the masks of their "
        )
        problems.append(Problem(str(source), "", f"{reason}instances are used", kept=True))
    # A list of names is itself the choice of a side.
    sides = frozenset(bare[i].part for i in taken if bare[i].part) if lines is None else frozenset()
    return SampleSet(samples, names, tuple(problems), name, sides, bool(things))


def _list_of(source: Path, format_name: str | None) -> tuple[Path, list[str]]:
    """Return the data set that a list of names belongs to, and the lines of the list."""
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrainerError(f"{source}: the list of images cannot be read: {error}") from error
    for folder in source.absolute().parents[:4]:
        if sbd.recognises(folder) if format_name == "sbd" else (sbd.recognises(folder) or guess(folder)):
            return folder, lines
    raise TrainerError(f"{source}: no data set found in the folders above this list of images.")


def _listed(lines: Sequence[str], stems: frozenset[str]) -> set[str]:
    """Return the names without suffix that a list names; a line is a name, or a name and what follows it."""
    whole = [line.strip() for line in lines if line.strip()]
    return {Path(line if Path(line).stem in stems else line.split()[0]).stem for line in whole}


def _sample(number: int, image: ImageAnnotations, categories: tuple[str, ...], format_name: str) -> Sample:
    instances = image.instances
    void = None
    if format_name == "cityscapes":
        void = partial(void_map, image.instances, (image.height, image.width))
        instances = tuple(i for i in instances if i.category not in STUFF)
    return Sample(
        path=image.path,
        masks=tuple(i.mask for i in instances),
        categories=tuple(category_index(i.category, categories) for i in instances),
        crowd=tuple(
            i.crowd or (format_name == "cityscapes" and i.category in LOOKED_AWAY_FROM) for i in instances
        ),
        image_id=number,
        void=void,
        side=image.part,
    )


def category_index(name: str | None, categories: Sequence[str]) -> int:
    """Return the index of a category name; without a name, the only category if there is one, else unknown."""
    if name is None:
        return 0 if len(categories) == 1 else UNKNOWN
    return categories.index(name) if name in categories else UNKNOWN


def project_samples(path: Path, categories: Sequence[str] | None, started: bool = False) -> SampleSet:
    """Read the done images of a project: only there does "nothing drawn" mean that nothing is there.

    started: also read images that were started and have instances, as incomplete samples.
    """
    try:
        with Project.open(path, read_only=True) as project:
            own = {c.id: c.name for c in project.categories()}
            names = tuple(categories) if categories is not None else tuple(own.values()) or ("object",)
            samples = []
            for image in project.images():
                done = image.status == "done"
                if not done and not (started and image.status == "started"):
                    continue
                instances = project.instances(image.id)
                if not done and not instances:
                    continue
                rejected = () if done else _rejected(project, image.id)
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
                        complete=done,
                        rejected=rejected,
                    )
                )
    except AnnotationError as error:
        raise TrainerError(str(error)) from error
    return SampleSet(tuple(samples), names, named=bool(own))


def _rejected(project: Project, image_id: int) -> tuple[Mask, ...]:
    """Return the masks that were proposed in an image and rejected."""
    return tuple(step.mask for step in project.steps(image_id) if step.outcome == "rejected")


def project_categories(path: Path) -> tuple[str, ...]:
    """Return the names of the categories in use in a project."""
    try:
        with Project.open(path, read_only=True) as project:
            used = {i.category_id for image in project.images() for i in project.instances(image.id)}
            return tuple(c.name for c in project.categories() if c.id in used)
    except AnnotationError as error:
        raise TrainerError(str(error)) from error


def readable(samples: Sequence[Sample], kinds: bool = True) -> tuple[Sequence[Sample], list[Problem]]:
    """Return the samples whose image can be read and has its masks' size, and a problem for each other one.

    kinds: decode every image and determine its kind if unknown; otherwise read only the header.
    """
    kept: list[int] = []
    told: list[str] = []
    problems = []
    for place, sample in enumerate(samples):
        kind = sample.kind
        try:
            if kinds:
                image = read_image(sample.path)
                size, kind = image.shape[:2], kind or kind_of(image)
            else:
                size = image_size(sample.path)
        except AnnotationError as error:
            problems.append(Problem.of(error))
            continue
        if any(mask.size != size for mask in sample.masks):
            problems.append(Problem(str(sample.path), "", "its masks do not have the image's size"))
            continue
        kept.append(place)
        told.append(kind)
    return choose(samples, kept, told), problems


def without(samples: Sequence[Sample], others: Sequence[Sample], by_name: bool) -> Sequence[Sample]:
    """Return the samples whose image is not among the others; by_name: compare names without suffix, not paths."""

    def key(sample: Sample) -> object:
        return sample.path.stem if by_name else sample.path.resolve()

    taken = {key(other) for other in others}
    return choose(samples, [i for i, sample in enumerate(samples) if key(sample) not in taken])


def read_split(name_or_file: str) -> dict[str, dict[str, list[str]]]:
    """Read a split {side: {kind: [file name]}}, bundled by name or from a JSON file. Raises TrainerError."""
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
    """Return the samples on one side of a split, by file name, each with its kind; only one kind, if given."""
    if side not in split:
        raise TrainerError(f"The split has no side {side!r}; available: {', '.join(split)}.")
    kinds = {name: k for k, names in split[side].items() for name in names if kind in (None, k)}
    names_of = [sample.path.name for sample in data.samples]
    places = [i for i, name in enumerate(names_of) if name in kinds]
    return replace(data, samples=choose(data.samples, places, [kinds[names_of[i]] for i in places]))


def own_side(data: SampleSet, side: str) -> SampleSet:
    """Return the samples that the data set itself puts on a side: train, val or test. Raises TrainerError."""
    if side not in data.sides:
        known = ", ".join(sorted(data.sides)) or "none; choose them with --split"
        raise TrainerError(f"The data has no annotated image on the side {side!r}; its sides: {known}.")
    places = [i for i, sample in enumerate(data.samples) if sample.side == side]
    return replace(data, samples=choose(data.samples, places))


def hold_out(data: SampleSet, share: float, seed: int) -> tuple[Sequence[Sample], Sequence[Sample]]:
    """Split at random into training images and a held-out share of at least one image."""
    if not 0 < share < 1:
        raise TrainerError(f"The held-out share must be between 0 and 1, not {share}.")
    order = list(range(len(data.samples)))
    random.Random(seed).shuffle(order)
    count = max(1, round(len(order) * share))
    return choose(data.samples, order[count:]), choose(data.samples, order[:count])
