"""YOLO segmentation: `images/…/NAME.*` with `labels/…/NAME.txt`, one normalised polygon per line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_within,
)
from annotations.formats.reading import (
    Notes,
    files_below,
    images_by_stem,
    is_text,
    lines_of,
    read_bytes,
    read_text,
)
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    kept_instances,
    put_image,
    save_text,
    stem_of,
)
from annotations.imaging.reading import image_size
from annotations.masks import Mask, from_polygons, outlines
from annotations.masks.tracing import joined
from annotations.message import Message

IMAGES, LABELS = "images", "labels"
DIGITS = 9
LARGEST_YAML = 2**19
"""Maximum number of bytes; PyYAML takes about a second for them. Thousands of names need a tenth of it."""
NAME_FILES = ("data.yaml", "dataset.yaml", "data.yml", "dataset.yml")
NAME_LISTS = ("classes.txt", "obj.names")


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a YOLO data set: every image below the source, or below `images`, with its text file of polygons.

    An image's text file is where the last `images` in its path is replaced by `labels`, or beside it; without one,
    the image has no instances. A line that is a box, or invalid, is reported and left out. FormatError: no text
    files.
    """
    root = Path(source).absolute()
    texts = files_below(root, "*.txt") if root.is_dir() else []
    texts = [path for path in texts if path.name not in NAME_LISTS]
    if not texts and not (root / LABELS).is_dir():
        raise FormatError(root, Message("it is not a YOLO folder: there are no text files in it"))
    image_root = Path(images).absolute() if images is not None else root
    notes = Notes()
    names = _names(root, notes)
    unused = dict.fromkeys(texts)
    taken: list[ImageAnnotations] = []

    def take(stem: str, path: Path) -> None:
        text = _text_of(stem, root)
        unused.pop(text, None)
        height, width = image_size(path)
        instances: list[AnnotatedInstance] = []
        if text.is_file():
            check_within(text, root)
            for number, line in lines_of(read_text(text)):
                notes.guard(
                    f"line {number}",
                    _line,
                    line,
                    (height, width),
                    names,
                    instances,
                    notes,
                    number,
                    text,
                    file=text,
                )
        name = _without_images(stem) + path.suffix
        taken.append(ImageAnnotations(path, name, width, height, tuple(instances)))

    for stem, path in images_by_stem(image_root, notes, below=True).items():
        notes.guard("", take, stem, path, file=path)
    for text in unused:
        if LABELS in text.relative_to(root).parts:
            notes.add("", Message("there is no image for it in {folder}", folder=image_root), text)
    known = tuple(dict.fromkeys(name for name in names.values() if name != UNKNOWN))
    return ReadResult(tuple(taken), known, tuple(notes.problems))


def _text_of(stem: str, root: Path) -> Path:
    """Return the text file of an image by its path below the root without suffix."""
    parts = stem.split("/")
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] == IMAGES:
            parts[place] = LABELS
            return root.joinpath(*parts[:-1], parts[-1] + ".txt")
    below_labels = root.joinpath(LABELS, *parts[:-1], parts[-1] + ".txt")  # images from elsewhere
    return below_labels if below_labels.is_file() else root.joinpath(*parts[:-1], parts[-1] + ".txt")


def _without_images(stem: str) -> str:
    parts = stem.split("/")
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] == IMAGES:
            return "/".join((*parts[:place], *parts[place + 1 :]))
    return stem


def _line(
    line: str,
    size: tuple[int, int],
    names: dict[int, str],
    instances: list[AnnotatedInstance],
    notes: Notes,
    number: int,
    text: Path,
) -> None:
    """Read one line: a class number and the corners of a polygon, normalised by width and height."""
    first, *rest = line.split()
    try:
        category, values = int(first), [float(value) for value in rest]
    except ValueError:
        raise ValueError(Message("it is not a class number with coordinates")) from None
    if len(values) == 4:
        raise ValueError(Message("it is a box, not a polygon, so it has no mask"))
    height, width = size
    points = [value * (height if place % 2 else width) for place, value in enumerate(values)]
    mask = from_polygons([points], size) if points else Mask.empty(size)
    if mask.is_empty:
        raise ValueError(Message("its polygon covers no pixels of the image"))
    if category not in names:
        notes.add(
            f"line {number}",
            Message("there is no class {number}; its category is now unknown", number=category),
            text,
        )
    name = names.get(category)
    instances.append(AnnotatedInstance(mask, None if name == UNKNOWN else name))


def _names(root: Path, notes: Notes) -> dict[int, str]:
    """Return category names by number, from the data set's YAML file, or else from its list of classes."""
    for file in (*NAME_FILES, *NAME_LISTS):
        path = root / file
        if not path.is_file():
            continue
        found: dict[int, str] = {}

        def take(path: Path = path, found: dict[int, str] = found) -> None:
            check_within(path, root)
            listed = path.name in NAME_LISTS
            found.update(
                enumerate(line.strip() for _, line in lines_of(read_text(path)))
                if listed
                else _yaml_names(path)
            )

        notes.guard("", take, file=path)
        return found
    notes.add(
        "",
        Message("neither {file} nor {list} names the categories", file=NAME_FILES[0], list=NAME_LISTS[0]),
        root,
    )
    return {}


def _yaml_names(path: Path) -> dict[int, str]:
    try:
        content: Any = yaml.load(read_bytes(path, LARGEST_YAML), _Loader)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise FormatError(
            path,
            Message("it is not YAML ({error!r})", error=str(error).splitlines()[0] if str(error) else error),
        ) from error
    names = content.get("names") if isinstance(content, dict) else None
    rows = enumerate(names) if isinstance(names, list) else names.items() if isinstance(names, dict) else None
    if rows is None:
        raise FormatError(path, Message('it has no "names"'))
    return {
        number: str(name)
        for number, name in rows
        if type(number) is int
        and isinstance(name, str | int | float | bool)
        and is_text(str(name))
        and str(name)
    }


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Allows only plain values, no references: with those, a small file can expand enormously."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise FormatError("", Message("it has references (*name), which are not supported"))
        return super().compose_node(parent, index)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a YOLO data set with copies of the images; the output must be new or empty.

    One line is one polygon: parts and holes of an instance are joined by cuts of zero width, exact in programs that
    fill by the even-odd rule; this is reported. Not written: crowds.
    """
    problems: list[Problem] = []
    free = Names()
    names = category_names(dataset, problems, crowds=False)
    numbers = {name: number for number, name in enumerate(names)}
    joined_rings = 0
    with atomic_folder(output) as folder:
        for made in (IMAGES, LABELS):
            (folder / made).mkdir()
        for image in dataset.images:
            stem = free_stem(image, free, problems, _safe_stem(image.name))
            stem = f"{image.part}/{stem}" if image.part else stem
            put_image(image, folder / IMAGES / stem, problems)
            lines = []
            for instance in kept_instances(image, Message("YOLO files"), problems):
                rings = outlines(instance.mask)
                joined_rings += len(rings) > 1
                points = joined([ring.points for ring in rings])
                shares = _shares(points.tolist(), image.width, image.height)
                lines.append(f"{numbers[instance.category or UNKNOWN]} {shares}\n")
            save_text("".join(lines), folder / LABELS / f"{stem}.txt")
        parts = [part for part in dict.fromkeys(image.part for image in dataset.images) if part]
        places = {part: f"{IMAGES}/{part}" for part in parts} or {"train": IMAGES, "val": IMAGES}
        content = {"path": ".", **places, "names": dict(enumerate(names))}
        save_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), folder / NAME_FILES[0])
    if joined_rings:
        reason = Message(
            "{count} instances have holes or several parts, joined by zero-width cuts; "
            "programs that draw outlines show them as lines one pixel wide",
            count=joined_rings,
        )
        problems.append(Problem(str(output), "", reason))
    return problems


def _safe_stem(name: str) -> str:
    """Return the image's name, without folders named `images`, which other programs would replace by `labels`."""
    *folders, file = stem_of(name).split("/")
    return "/".join((*(part + "_" if part == IMAGES else part for part in folders), file))


def _shares(points: Sequence[Sequence[int]], width: int, height: int) -> str:
    return " ".join(f"{x / width:.{DIGITS}g} {y / height:.{DIGITS}g}" for x, y in points)


FORMAT = Format(
    "yolo",
    "YOLO segmentation (normalised polygons)",
    read,
    write,
    holds_parts=True,
    recognises=lambda source: any((source / file).is_file() for file in (*NAME_FILES, *NAME_LISTS)),
    layout="`data.yaml` (names), `images/…/NAME.*`, `labels/…/NAME.txt`: one line per instance, class number and "
    "polygon normalised by width and height",
    holds="masks, overlaps, any number, categories, image folders",
    cannot="holes and parts as such: they are joined by cuts of zero width, exact in programs that fill by the "
    "even-odd rule; crowds (left out)",
)
