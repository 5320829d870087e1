"""Label maps: `images/NAME.*` with `labels/NAME.png` (0 background, each value one instance), and like layouts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats import cellpose_files
from annotations.formats.base import (
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_within,
)
from annotations.formats.reading import (
    SIDES,
    Lookup,
    Notes,
    alike,
    files_below,
    folders_in,
    images_by_stem,
    label_map,
    label_map_image,
    side_of,
)
from annotations.formats.writing import (
    Names,
    flat_stem_of,
    free_stem,
    kept_instances,
    put_image,
    save_label_map,
    without_categories,
)
from annotations.imaging.kinds import CELLPOSE_ENDING, JPEG_SUFFIXES, LEFT_OVER, is_image
from annotations.imaging.reading import list_images, walk
from annotations.message import Message

MOST_INSTANCES = 65535
IMAGES, LABELS = "images", ("labels", "masks")
MAP_SUFFIXES = (".png", ".tif", ".tiff", ".bmp", ".gif")
ENDINGS = ("_cp_masks", "_masks")
"""Ends of the names of label maps that lie beside their images, the longer one first."""
FIRST_FILES = 500
"""Number of files to look at to recognise a folder."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a folder of label maps; `images` replaces its `images` folder. It has no categories: all are unknown.

    The maps are in `labels` or `masks`, with the images' names, also in folders below, or in such a pair of folders
    for each side of a split; or they lie beside the images as NAME_cp_masks or NAME_masks, or else in cellpose's
    NAME_seg.npy; one side may differ from another in this. An image or label map that is invalid or lacks its partner
    is reported and left out, and so is a folder of pictures beside the others; FormatError only if there are no such
    folders or files.
    """
    folder = Path(source).absolute()
    image_root = Path(images).absolute() if images is not None else None
    pairs = [(label, image) for label, image in _pairs(folder, image_root) if image.is_dir()]
    beside = [] if pairs else _beside(folder)
    if not pairs and not beside:
        needed = image_root or folder / IMAGES
        needed = folder / LABELS[0] if needed.is_dir() else needed
        raise FormatError(
            folder, Message("it is not a folder of label maps: {needed} is missing", needed=needed)
        )
    notes = Notes()
    taken: list[ImageAnnotations] = []

    def take(label: Path, image: Path, name: str) -> None:
        check_within(label, folder)
        labels = cellpose_files.label_map(label) if _is_cellpose_file(label.name) else label_map(label, notes)
        taken.append(label_map_image(labels, image, name, Message("its label map"), side_of(name)))

    for label_folder, image_folder in pairs:
        files = images_by_stem(image_folder, notes, below=True)
        # As in a folder for each side of a split, which the image's name then begins with.
        above = label_folder.parent.relative_to(folder).as_posix()
        for label in _maps_below(label_folder, notes):
            stem = label.relative_to(label_folder).with_suffix("").as_posix()
            image = files.pop(stem)
            if image is None:
                notes.add(
                    "", Message("there is no image of this name in {folder}", folder=image_folder), label
                )
                continue
            name = image.relative_to(image_folder).as_posix()
            notes.guard("", take, label, image, name if above == "." else f"{above}/{name}", file=label)
        for _, path in files.items():
            notes.add("", Message("it has no label map in {folder}", folder=label_folder), path)
    if beside:
        _take_beside(beside, image_root or folder, folder, "", notes, take)
    if image_root is None:
        _take_left(folder, pairs, notes, take)
    return notes.result(taken, (), folder)


def _pairs(folder: Path, images: Path | None) -> list[tuple[Path, Path]]:
    """Return the folders of label maps with those of their images: in the folder, or else in those directly in it."""
    for places in ([folder], folders_in(folder)):
        found = []
        for place in places:
            inside = {alike(path.name): path for path in reversed(folders_in(place))}
            labels = [inside[name] for name in LABELS if name in inside]
            label = next(
                (path for path in labels if _has_pictures(path, folder)), labels[0] if labels else None
            )
            own = images if images is None or place == folder else _own(images, place.name)
            image = own or inside.get(IMAGES)
            if label is not None and image is not None:
                found.append((label, image))
        if found:
            return found
    return []


def _has_pictures(place: Path, folder: Path) -> bool:
    """Whether there are pictures in a folder that is not a link to outside the data set's folder."""
    try:
        check_within(place, folder)
    except ValueError:
        return False
    return bool(_pictures(place))


def _own(images: Path, name: str) -> Path:
    """Return the folder of one side's images below the folder of all."""
    deeper = images / name / IMAGES
    return deeper if deeper.is_dir() else images / name


def _maps_below(folder: Path, notes: Notes) -> list[Path]:
    """Return the files of label maps; pictures of other kinds are reported."""
    maps = files_below(folder, *(f"*{suffix}" for suffix in MAP_SUFFIXES))
    for path in files_below(folder, *(f"*{suffix}" for suffix in JPEG_SUFFIXES)):
        notes.add("", Message("a JPEG cannot hold label maps, since it changes their values"), path)
    for path in files_below(folder, "*.npy"):
        notes.add("", Message("label maps in NumPy's files are not read; save them as TIFF or PNG"), path)
    return maps


def _beside(folder: Path) -> list[Path]:
    """Return the label maps that lie beside their images, as cellpose writes them: pictures, then its own files."""
    if not folder.is_dir():
        return []
    endings = [f"*{ending}{suffix}" for ending in ENDINGS for suffix in MAP_SUFFIXES]
    return [*files_below(folder, *endings), *files_below(folder, f"*{CELLPOSE_ENDING}")]


def _is_cellpose_file(name: str) -> bool:
    return name.lower().endswith(CELLPOSE_ENDING)


def _take_beside(
    labels: list[Path],
    image_root: Path,
    folder: Path,
    above: str,
    notes: Notes,
    take: Callable[[Path, Path, str], None],
) -> None:
    """Take the label maps beside images; the images' names begin with `above`."""
    maps = set(labels)
    images = Lookup(
        {
            stem: path
            for stem, path in images_by_stem(image_root, notes, below=True).items()
            if path not in maps
        }
    )
    files = Lookup({stem: path for stem, path in images.items() if not _is_left_over(stem, images)})
    for label in labels:
        stem = label.relative_to(folder).with_suffix("").as_posix()
        ending = next(ending for ending in (*ENDINGS, "_seg") if stem.lower().endswith(ending))
        own = stem[: -len(ending)]
        if _is_left_over(own, images):
            continue
        image = files.pop(own) or files.pop(f"{own}_img")
        if image is None and _is_cellpose_file(label.name) and images.get(own) is not None:
            continue  # a picture of its map was taken
        if image is None:
            notes.add("", Message("there is no image {name} in {folder}", name=own, folder=image_root), label)
            continue
        name = above + image.relative_to(image_root).as_posix()
        notes.guard("", take, label, image, name, file=label)
    for _, path in files.items():
        notes.add("", Message("it has no label map in {folder}", folder=folder), path)


def _take_left(
    folder: Path, pairs: list[tuple[Path, Path]], notes: Notes, take: Callable[[Path, Path, str], None]
) -> None:
    """Take the label maps beside images in the folders beside those of the pairs; report those without any."""
    used = {path for label, image in pairs for path in (label, image, label.parent)}

    def take_one(left: Path, *, is_side: bool) -> None:
        check_within(left, folder)
        labels = _beside(left) if is_side else []
        if labels:
            _take_beside(labels, left, left, f"{left.name}/", notes, take)
        elif count := len(list_images(left)):
            raise ValueError(
                Message(
                    "its pictures ({count}) are not used: they are not laid out as images with label maps",
                    count=count,
                )
            )

    for place in dict.fromkeys(place for label, _ in pairs for place in (folder, label.parent)):
        is_side = all(label.parent != place for label, _ in pairs)
        for left in folders_in(place):
            if left not in used:
                notes.guard("", partial(take_one, left, is_side=is_side), file=left)


def _is_left_over(stem: str, images: Lookup) -> bool:
    """Whether a name without suffix is that of a picture that cellpose made of one of the images."""
    return any(
        stem.lower().endswith(ending.lower()) and images.get(stem[: -len(ending)]) is not None
        for ending in LEFT_OVER
    )


def recognises(source: Path) -> bool:
    """Whether there are label maps in `labels` or `masks` with the names of images, or beside images.

    They may be in the folders of a split's sides. One image with a folder `masks` of other names is a mask folder.
    """
    if not source.is_dir():
        return False
    for labels, images in _pairs(source, None):
        stems = {alike(path.stem) for path in _pictures(images)}
        maps = {alike(path.stem) for path in _pictures(labels)}
        if maps and (
            alike(labels.name) == LABELS[0] or (stems & maps and (len(stems) > 1 or len(maps) == 1))
        ):
            return True
    places = [source, *(folder for folder in folders_in(source) if alike(folder.name) in SIDES)]
    return not _pairs(source, None) and any(
        (path.stem.lower().endswith(ENDINGS) and path.suffix.lower() in MAP_SUFFIXES)
        or _is_cellpose_file(path.name)
        for place in places
        for path in islice(place.glob("*"), FIRST_FILES)
    )


def _pictures(folder: Path) -> list[Path]:
    """Return pictures below a folder, of the first few."""
    found: list[Path] = []
    for below, files in walk(folder):
        found += [folder / (below + name) for name in files if is_image(name)]
        if len(found) > FIRST_FILES:
            break
    return found[:FIRST_FILES]


def write(
    dataset: Dataset, output: StrPath, *, cellpose: bool = False, tiff: bool = False, **_options: bool
) -> list[Problem]:
    """Write a folder of label maps with copies of the images; it must be new or empty.

    With `cellpose`, the maps are beside the images, as NAME_cp_masks; with `tiff`, they are TIFF files of 32 bits,
    which hold any number of instances. Reported as not written: categories, crowds (left out), and pixels below another
    instance.
    """
    problems: list[Problem] = []
    names = Names()
    without_categories(dataset, output, Message("label maps"), problems)
    image_folder, label_folder, ending = ("", "", ENDINGS[0]) if cellpose else (IMAGES, LABELS[0], "")
    with atomic_folder(output) as folder:
        for made in (image_folder, label_folder):
            (folder / made).mkdir(exist_ok=True)
        for image in dataset.images:
            wanted = flat_stem_of(image.name)
            stem = free_stem(image, names, problems, _unlike_a_map(wanted) if cellpose else wanted)
            kept = kept_instances(image, Message("label maps"), problems, None if tiff else MOST_INSTANCES)
            place = folder / label_folder / f"{stem}{ending}{'.tif' if tiff else '.png'}"
            save_label_map(image, kept, place, problems)
            put_image(image, folder / image_folder / stem, problems)
    return problems


def _unlike_a_map(stem: str) -> str:
    """Return an image's name that cannot be taken for that of a label map, or of what cellpose draws of it."""
    endings = (*ENDINGS, *LEFT_OVER, "_seg", "_img")
    return f"{stem}-image" if stem.lower().endswith(tuple(ending.lower() for ending in endings)) else stem


FORMAT = Format(
    "label-maps",
    "Label maps (a folder of images and labels)",
    read,
    write,
    options={
        "cellpose": "Maps beside the images, as cellpose names them (NAME_cp_masks)",
        "tiff": "TIFF maps of 32 bits (any number of instances)",
    },
    recognises=recognises,
    layout="`images/NAME.*`, `labels/NAME.png` (8 or 16 bits, 0 background, each value one instance), or with "
    "`--cellpose` `NAME_cp_masks.png` beside `NAME.*`, and with `--tiff` TIFF of 32 bits; also reads TIFF "
    "of any depth, colours, `masks/`, a pair of folders for each side of a split, and `NAME_cp_masks`, `NAME_masks` "
    "or cellpose's `NAME_seg.npy` beside the images",
    holds="masks of any shape: holes, parts, single pixels; up to 65535 per image, any number in TIFF",
    cannot="overlaps (the upper instance keeps the pixels), categories, crowds (left out), image folders "
    "(`a/b.png` becomes `a_b`)",
)
