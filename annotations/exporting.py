"""Export of a project or data set in a format, and a check beforehand of what the format cannot store."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations import unfinished
from annotations.errors import FormatError, Problem, StrPath, explain
from annotations.formats import table
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.writing import only_looking
from annotations.imaging.pages import plain_name
from annotations.imaging.reading import EXPORT_MARK
from annotations.message import Message
from annotations.project import Project
from annotations.scenes import scenes_of


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, where, and what the format could not store."""

    files: tuple[Path, ...]
    images: int
    instances: int
    problems: tuple[Problem, ...]


def dataset_of(project: Project, *, only_done: bool = False) -> Dataset:
    """Return the content of a project as a data set; with `only_done`, only the images marked done.

    Images are named by their path below the project's folder, or below their common folder if one is outside.
    """
    with project.snapshot():
        return _dataset_of(project, only_done)


def _dataset_of(project: Project, only_done: bool) -> Dataset:
    records = [image for image in project.images() if image.status == "done" or not only_done]
    names = {category.id: category.name for category in project.categories()}
    paths = [project.absolute(record) for record in records]
    images = []
    for record, path, name in zip(records, paths, _names(project.root, paths), strict=True):
        instances = tuple(
            AnnotatedInstance(
                *(i.mask, names[i.category_id] if i.category_id is not None else None, i.crowd, i.score),
                *(i.note, i.attributes, i.track),
            )
            for i in project.instances(record.id)
        )
        images.append(ImageAnnotations(path, name, record.width, record.height, instances))
    return Dataset(tuple(images), tuple(names.values()))


def _names(root: Path, paths: list[Path]) -> list[str]:
    if not all(path.is_relative_to(root) for path in paths):
        parents = {path.parent for path in paths}
        try:
            root = Path(os.path.commonpath(parents))
        except ValueError:  # on several drives
            return [path.as_posix().replace(":", "") for path in paths]
    return [path.relative_to(root).as_posix() for path in paths]


def split(dataset: Dataset, shares: Mapping[str, float], *, by_scene: bool = False) -> dict[str, Dataset]:
    """Distribute the images by shares that add up to 1; the same names always give the same result.

    With `by_scene`, all images of a scene (see `annotations.scenes`) are on one side, so that the shares are only
    about met; with too few scenes a side may be empty.
    """
    if by_scene:
        return _split_by_scene(dataset, shares)
    order = sorted(dataset.images, key=lambda image: _place_in_order(image.name))
    parts: dict[str, Dataset] = {}
    total, start = 0.0, 0
    for name, share in shares.items():
        total += share
        end = round(total * len(order))
        chosen = {image.name for image in order[start:end]}
        images = tuple(image for image in dataset.images if image.name in chosen)
        parts[name] = Dataset(images, dataset.categories)
        start = end
    return parts


def _split_by_scene(dataset: Dataset, shares: Mapping[str, float]) -> dict[str, Dataset]:
    stems = [os.path.splitext(plain_name(image.name))[0] for image in dataset.images]
    scenes = scenes_of(stems, fewest=2 * len(shares))
    count = Counter(scenes)
    sizes = dict.fromkeys(shares, 0)
    side_of: dict[str, str] = {}
    # The largest scenes first, each to the side that is furthest from its share.
    for scene in sorted(count, key=lambda scene: (-count[scene], _place_in_order(scene))):
        side = max(shares, key=lambda name: 1 - sizes[name] / (shares[name] * len(scenes)))
        side_of[scene] = side
        sizes[side] += count[scene]
    parts: dict[str, Dataset] = {}
    for name in shares:
        pairs = zip(dataset.images, scenes, strict=True)
        images = tuple(image for image, scene in pairs if side_of[scene] == name)
        parts[name] = Dataset(images, dataset.categories)
    return parts


def _place_in_order(name: str) -> bytes:
    """An order that depends on the names alone."""
    return hashlib.sha256(name.encode()).digest()


def export(
    dataset: Dataset,
    format_name: str,
    output: StrPath,
    *,
    shares: Mapping[str, float] | None = None,
    by_scene: bool = False,
    options: Iterable[str] = (),
) -> ExportReport:
    """Write a data set in a format, all or nothing.

    With `shares`, write one file or folder per share, or a single one if the format can hold several splits; with
    `by_scene` whole scenes are on one side. Without shares, images stay on the sides that the data set has, if the
    format can hold these.

    FormatError: the format cannot be written, or writing to the disk failed.
    """
    entry = table.find(format_name)
    writer, suffix = entry.writer, entry.suffix
    target = Path(output).absolute()
    if writer is None:
        raise FormatError(target, Message("{format} can be read but not written", format=format_name))
    parts = split(dataset, shares, by_scene=by_scene) if shares else {"": dataset}
    if shares and entry.holds_parts:
        parts = {"": _with_parts(parts)}
    problems: list[Problem] = []
    files = []
    for name, part in parts.items():
        place = _place(target, suffix, name)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FormatError(
                place.parent, Message("the folder cannot be created: {reason}", reason=explain(error))
            ) from error
        problems += writer(part, place, **dict.fromkeys(options, True))
        _mark(place)
        files.append(place)
    images = [image for part in parts.values() for image in part.images]
    instances = sum(len(image.instances) for image in images) - sum(p.left_out for p in problems)
    return ExportReport(tuple(files), len(images), instances, tuple(problems))


def place_of(output: StrPath, format_name: str) -> Path:
    """Return the file or folder that an export without shares writes."""
    return places_of(output, format_name, ())[0]


def places_of(output: StrPath, format_name: str, sides: Iterable[str]) -> list[Path]:
    """Return the files or folders that an export with these shares writes; without any, the one it writes."""
    entry = table.find(format_name)
    parts = [] if entry.holds_parts else list(sides)
    return [_place(Path(output).absolute(), entry.suffix, part) for part in parts or [""]]


def _mark(place: Path) -> None:
    """Mark an exported folder, so that its copies of images are no images of a project in a folder above."""
    if place.is_dir():
        with suppress(OSError):  # the export is complete without it
            (place / EXPORT_MARK).write_text(
                "RSIS Annotator exported this folder and leaves it out when it lists the images of a folder above.\n"
            )


def what_is_lost(
    dataset: Dataset,
    format_name: str,
    *,
    options: Iterable[str] = (),
    check: Callable[[], None] = lambda: None,
) -> tuple[Problem, ...]:
    """Return the problems that an export would report, by exporting without images into a temporary folder.

    `check` is called for each image; an exception from it ends the work.
    """
    watched = Dataset(_Watched(dataset.images, check), dataset.categories)
    beside = unfinished.part_of(Path(tempfile.gettempdir()) / "rsis")
    with unfinished.writing(beside) as place, only_looking():
        place.mkdir(0o700)
        target = place / f"export{table.find(format_name).suffix}"
        problems = export(watched, format_name, target, options=options).problems
    return tuple(replace(p, file="") if Path(p.file).is_relative_to(place) else p for p in problems)


class _Watched(Sequence[ImageAnnotations]):
    """The same images; calls `check` before each one is read."""

    def __init__(self, images: Sequence[ImageAnnotations], check: Callable[[], None]) -> None:
        self._images, self._check = images, check

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, number: Any) -> Any:
        return self._images[number]

    def __iter__(self) -> Iterator[ImageAnnotations]:
        for image in self._images:
            self._check()
            yield image


def only_here(project: Project) -> int:
    """Count the instances with data that most formats cannot store: a note, attributes, occluded or difficult."""
    ((count,),) = project.select("SELECT count(*) FROM instance WHERE note != '' OR attributes != '[]'")
    return int(count)


def _with_parts(parts: Mapping[str, Dataset]) -> Dataset:
    """Combine the sides of a split into one data set, each image with the name of its side."""
    images = [replace(image, part=name) for name, part in parts.items() for image in part.images]
    return Dataset(tuple(images), next(iter(parts.values())).categories)


def _place(target: Path, suffix: str, part: str) -> Path:
    """Return the path of one part of an export: O.json or O_train.json, or for a folder O with files in it."""
    if not suffix:
        return target / part if part else target
    if target.suffix.lower() == suffix:
        return target.with_name(f"{target.stem}_{part}{target.suffix}") if part else target
    return target / (f"instances_{part}{suffix}" if part else f"instances{suffix}")
