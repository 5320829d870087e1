"""ImageJ's regions of interest, `NAME_RoiSet.zip` beside each image; also reads single `.roi` files."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from roifile import ImagejRoi

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
)
from annotations.formats.beside import files_of, read_beside
from annotations.formats.extras import as_json, from_json, note_of
from annotations.formats.imagej_shapes import FARTHEST_CORNER, mask_of, roi_of, roi_read
from annotations.formats.reading import Notes
from annotations.formats.writing import Names, category_names, free_stem, put_image, stem_of, with_pixels
from annotations.imaging.reading import image_size
from annotations.imaging.remarks import remark
from annotations.message import Message
from annotations.text_files import is_text, read_bytes

ROI, ZIP = ".roi", ".zip"
ENDING = "_RoiSet"
OWN = "rsis"
"""The key of our line in a region's properties; its value is JSON."""
LARGEST_FILE, LARGEST_ROI, LARGEST_SET = 256 * 2**20, 64 * 2**20, 512 * 2**20
"""Maximum bytes of a file, of an unpacked region, and of all of them in one file."""
MOST_ROIS = 100_000
MOST_GROUPS = 255
_NUMBERED = re.compile(r"(.+?)-\d+")
"""A name made unique by ImageJ."""
_MEANINGLESS = re.compile(r"[\d\-]*")
"""A name by position or number, as ImageJ and cellpose give them."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a `.roi` file or a `.zip` of them, or every one below a folder, with its image.

    A region's name is its category, without a number that ImageJ appended; names that are only numbers are none, and
    then its group is. Lines, points and texts are reported, and so are regions on other slices of a stack. An invalid
    file is reported; FormatError if there is none at all.
    """
    given = Path(source).absolute()
    files = files_of(given, (ROI, ZIP), Message("there are no files of ImageJ regions (.roi, .zip) in it"))
    notes = Notes()
    names: dict[str, None] = {}

    def take(file: Path, path: Path, name: str) -> ImageAnnotations:
        own = Notes(file)
        instances: list[AnnotatedInstance] = []
        height, width = image_size(path)
        is_stack = bool(remark(path))
        for entry, content in _regions(file):
            own.guard(entry, _take, content, (entry, path.stem), (height, width), is_stack, instances)
        notes.problems += own.problems
        names.update(dict.fromkeys(i.category for i in instances if i.category is not None))
        return ImageAnnotations(path, name, width, height, tuple(instances))

    folder = Path(images).absolute() if images is not None else None
    return notes.result(read_beside(files, given, folder, (ENDING,), take, notes), names, given)


def _take(
    content: bytes,
    names: tuple[str, str],
    size: tuple[int, int],
    is_stack: bool,
    instances: list[AnnotatedInstance],
) -> None:
    roi = roi_read(content)
    if is_stack and (place := max(roi.z_position, roi.t_position, roi.position)) > 1:
        raise ValueError(
            Message("it is on plane {number} of a stack, of which the first is read", number=place)
        )
    mask = mask_of(roi, size)
    instances.append(AnnotatedInstance(mask, *_said(roi, *names)))


def _regions(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each region of a file; FormatError if it cannot be read or is too large."""
    content = read_bytes(file, LARGEST_FILE)
    if file.suffix.lower() == ROI:
        yield "", content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(ROI)]
            size = sum(entry.file_size for entry in entries)
            largest = max((entry.file_size for entry in entries), default=0)
            if len(entries) > MOST_ROIS or size > LARGEST_SET or largest > LARGEST_ROI:
                raise FormatError(
                    file, Message("it unpacks to more than {limit:g} MB", limit=LARGEST_SET / 2**20)
                )
            if not entries and archive.namelist():
                raise FormatError(file, Message("there are no ImageJ regions (.roi) in it"))
            for entry in entries:
                with archive.open(entry) as packed:
                    yield PurePosixPath(entry.filename).stem, packed.read(entry.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise FormatError(file, Message("it is not a zip file, or damaged ({error})", error=error)) from error


def _said(
    roi: ImagejRoi, entry: str, image: str
) -> tuple[str | None, bool, None, str, tuple[tuple[str, str], ...]]:
    """Return category, crowd, score, note and attributes of a region; `image` is the image's name, which is none."""
    name = (roi.name or entry).replace("\0", "")
    if not is_text(name):
        raise ValueError(Message("its name is not valid text"))
    numbered = _NUMBERED.fullmatch(name)
    plain = numbered[1] if numbered is not None else name
    own = _own(roi.props)
    said = own.get("category")
    if isinstance(said, str) and said and is_text(said) and _shown(said) in (name, plain):
        plain = said  # else somebody renamed it in ImageJ
    elif _MEANINGLESS.fullmatch(plain) or name == image:
        plain = f"group {roi.group}" if roi.group > 0 else UNKNOWN
    category = None if plain == UNKNOWN else plain
    return (
        category,
        own.get("crowd") is True,
        None,
        note_of(own.get("note")),
        from_json(own.get("attributes")),
    )


def _own(props: str) -> dict[str, object]:
    """Return what this program wrote into a region's properties."""
    for line in props.split("\n"):
        key, _, value = line.partition(": ")
        if key == OWN:
            try:
                said = json.loads(value)
            except (ValueError, RecursionError):
                return {}
            return said if isinstance(said, dict) else {}
    return {}


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `NAME_RoiSet.zip` beside a copy of each image; the output must be new or empty.

    A mask of one part without holes is a traced region, any other a composite one. Its category is its name, and its
    group the category's number. Reported: unused categories, and regions too far from the corner for the format.
    """
    problems: list[Problem] = []
    free = Names()
    groups = {name: number for number, name in enumerate(category_names(dataset, []), 1)}
    with atomic_folder(output) as folder:
        for image in dataset.images:
            stem = free_stem(image, free, problems, stem_of(image.name))
            put_image(image, folder / stem, problems)
            kept = _within_reach(image, problems)
            with open(folder / f"{stem}{ENDING}{ZIP}", "wb") as file:
                _write_set(kept, groups, file, image.name, problems)
    used = {i.category for image in dataset.images for i in image.instances}
    for name in dataset.categories:
        if name not in used:
            reason = Message("it is unused; ImageJ has no list of categories, so it was left out")
            problems.append(Problem(str(output), Message("category {name!r}", name=name), reason))
    return problems


def _within_reach(image: ImageAnnotations, problems: list[Problem]) -> list[AnnotatedInstance]:
    kept = with_pixels(image, problems)
    near = [instance for instance in kept if max(instance.mask.bbox) <= FARTHEST_CORNER]
    if left := len(kept) - len(near):
        reason = Message(
            "ImageJ's files hold coordinates up to {most}; {count} left out", most=FARTHEST_CORNER, count=left
        )
        problems.append(Problem(image.name, "", reason, left_out=left))
    return near


def _write_set(
    instances: list[AnnotatedInstance],
    groups: dict[str, int],
    file: IO[bytes],
    image: str,
    problems: list[Problem],
) -> None:
    free = Names()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for instance in instances:
            category = instance.category
            if category == UNKNOWN:
                reason = Message('the category "{name}" will be read as no category', name=UNKNOWN)
                problems.append(Problem(image, Message("an instance"), reason))
            roi = roi_of(instance.mask)
            group = groups[category] if category is not None else 0
            roi.name = _shown(category if category is not None else UNKNOWN)
            roi.group = group if group <= MOST_GROUPS else 0
            roi.props = _props(instance)
            # A date of its own would make two exports of the same project differ.
            entry = zipfile.ZipInfo(f"{free.free(_entry_name(roi.name))}{ROI}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, roi.tobytes())


def _shown(category: str) -> str:
    """Return a category as a region's name, whose characters have 16 bits; its properties hold it as it is."""
    return "".join(c if ord(c) < 2**16 else "\ufffd" for c in category)


def _entry_name(name: str) -> str:
    """Return a region's name as that of a file in an archive: without folders, and not too long."""
    plain = "".join("_" if c in '/\\:*?"<>|' or not (c.isprintable()) else c for c in name)
    return plain[:80].strip(". ") or "region"


def _props(instance: AnnotatedInstance) -> str:
    said: dict[str, object] = {"category": instance.category} if instance.category is not None else {}
    said |= {"crowd": True} if instance.crowd else {}
    said |= {"note": instance.note} if instance.note else {}
    said |= {"attributes": as_json(instance.attributes)} if instance.attributes else {}
    return f"{OWN}: {json.dumps(said, ensure_ascii=True)}\n" if said else ""


def recognises(source: Path) -> bool:
    """Whether a source is a file of regions, or a folder with one beside an image."""
    if source.is_file():
        return source.suffix.lower() == ROI or (source.suffix.lower() == ZIP and _has_regions(source))
    return source.is_dir() and (
        any(source.rglob(f"*{ROI}")) or any(_has_regions(path) for path in source.rglob(f"*{ENDING}{ZIP}"))
    )


def _has_regions(path: Path) -> bool:
    """Whether a zip file holds regions, or nothing."""
    try:
        if not path.is_file():
            return False
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not names or any(name.lower().endswith(ROI) for name in names)


FORMAT = Format(
    "imagej",
    "ImageJ regions of interest (NAME_RoiSet.zip)",
    read,
    write,
    recognises=recognises,
    holds_attributes=True,
    layout="`NAME_RoiSet.zip` beside `NAME.*`; also reads `NAME.zip` and `NAME.roi` (polygon, freehand, traced, "
    "rectangle, oval, composite)",
    holds="masks of any shape: traced regions of pixel corners, composite ones for holes and parts; overlaps, any "
    "number, image folders; the category as the region's name and group; crowds, notes and attributes in its "
    "properties",
    cannot="unused categories; a category named `unknown` is read as none; coordinates above 60535",
)
