"""CVPPP leaves: `NAME_rgb.png` with `NAME_label.png` beside it (each value one leaf), in folders such as A1."""

from __future__ import annotations

from pathlib import Path

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_within,
)
from annotations.formats.reading import Notes, files_below, images_by_stem, label_map, label_map_image
from annotations.formats.writing import (
    Names,
    free_stem,
    kept_instances,
    put_image,
    save_label_map,
    stem_of,
    without_categories,
)
from annotations.message import Message

RGB, LABEL = "_rgb", "_label"
MOST_INSTANCES = 65535


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a CVPPP folder, or a folder of them; `images` holds the `_rgb` files if they are not next to the labels.

    It has no categories: all are unknown. A file without its partner is reported and left out, except for images
    without labels (the challenge's test sets); FormatError if there are no label files at all.
    """
    root = Path(source).absolute()
    labels = files_below(root, f"*{LABEL}.png") if root.is_dir() else []
    if not labels:
        raise FormatError(
            root, Message("it is not a CVPPP folder: there is no file {name} in it", name=f"NAME{LABEL}.png")
        )
    image_root = Path(images).absolute() if images is not None else root
    notes = Notes()
    files = images_by_stem(image_root, notes, below=True)
    taken: list[ImageAnnotations] = []

    def take(label: Path) -> None:
        check_within(label, root)
        name = label.relative_to(root).with_suffix("").as_posix()[: -len(LABEL)]
        image = files.get(name + RGB)
        if image is None:
            raise ValueError(
                Message("there is no image {name} in {folder}", name=name + RGB, folder=image_root)
            )
        values = label_map(label, notes)
        taken.append(label_map_image(values, image, name + image.suffix, Message("its label file")))

    for label in labels:
        notes.guard("", take, label, file=label)
    return notes.result(taken, (), root)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `NAME_rgb.png` and `NAME_label.png` for each image; the output must be new or empty.

    Images of other types are converted to PNG with the same pixels. Reported as not written: categories, crowds (left
    out), pixels below another instance, and images of more than 8 bits per channel.
    """
    problems: list[Problem] = []
    names = Names()
    without_categories(dataset, output, Message("CVPPP files"), problems)
    with atomic_folder(output) as folder:
        for image in dataset.images:
            stem = free_stem(image, names, problems, stem_of(image.name))
            kept = kept_instances(image, Message("CVPPP files"), problems, MOST_INSTANCES)
            save_label_map(image, kept, folder / f"{stem}{LABEL}.png", problems)
            if len(kept) > 255:
                reason = Message(
                    "its {count} instances need 16 bits; CVPPP's own files have 8", count=len(kept)
                )
                problems.append(Problem(image.name, "", reason))
            put_image(image, folder / f"{stem}{RGB}", problems, ".png")
    return problems


FORMAT = Format(
    "cvppp",
    "CVPPP leaves (NAME_rgb.png, NAME_label.png)",
    read,
    write,
    recognises=lambda source: source.is_dir() and any(source.rglob(f"*{LABEL}.png")),
    layout="`NAME_rgb.png`, `NAME_label.png` (0 background, each value one instance), in folders of any depth",
    holds="masks of any shape: holes, parts, single pixels; up to 255 per image (more in 16 bits); image folders",
    cannot="overlaps (the upper instance keeps the pixels), categories, crowds (left out)",
)
