"""Reads YOLO segmentation folders as Ultralytics, Roboflow and others lay them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isfinite
from pathlib import Path, PurePosixPath

from annotations.errors import AnnotationError, FormatError, StrPath
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    ImageAnnotations,
    ReadResult,
    check_within,
)
from annotations.formats.reading import Lookup, Notes, alike, files_below, folders_in, images_by_stem, side_of
from annotations.formats.yolo_sides import Sides
from annotations.formats.yolo_yaml import NAME_FILES, NAME_LISTS, YAML, Description, describe
from annotations.imaging.mask_names import in_mask_folders
from annotations.imaging.reading import image_size, sorted_naturally
from annotations.masks import Mask, from_polygons
from annotations.message import Message
from annotations.text_files import lines_of, read_text

IMAGES, LABELS = "images", "labels"
FARTHEST_SHARE = 2.0
"""Coordinates beyond this, or below 1 minus this, are no shares of the image: an outline drawn a little outside is."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a YOLO data set: every image below the source, or below `images`, with its text file of polygons.

    The source is a folder, or a data set's YAML file; then only the images of its sides are read, and what the sides
    name and the data set lacks is reported. An image's text file is where the last `images` in its path is replaced by
    `labels`, or beside it, in any case; an image without one is not annotated. A line that is a box, or invalid, is
    reported and left out, and so is a text file that no image refers to. FormatError: no text files.
    """
    given = Path(source).absolute()
    notes = Notes()
    is_file = given.is_file() and given.suffix.lower() in YAML
    root, only = (given.parent, "") if is_file else _root_of(given)
    texts = (
        [path for path in files_below(root, "*.txt") if path.name not in NAME_LISTS] if root.is_dir() else []
    )
    if not texts and not any(alike(path.name) == LABELS for path in folders_in(root)):
        reason = Message("it is not a YOLO folder: there are no text files in it")
        if is_file:
            reason = Message("there are no text files in its folder; name the data set's folder instead")
        raise FormatError(given, reason)
    image_root = Path(images).absolute() if images is not None else root
    said = describe(root, notes, given if is_file else None)
    reader = _Reader(root, image_root, texts, said, notes)
    found = _without_masks(images_by_stem(image_root, notes, below=True), image_root, notes)
    split = Sides(root, said, found, notes) if image_root == root else None
    for stem, path in _of_part(found, only, is_elsewhere=image_root != root):
        sides = split.of(path) if split is not None else set()
        if sides or not (is_file and said.sides) or image_root != root:
            side = next(iter(sides)) if len(sides) == 1 else "" if said.sides else side_of(stem)
            notes.guard("", reader.take, stem, path, side, file=path)
    if split is not None and is_file:
        split.report(given)
    if not only and not is_file:
        reader.report_unused()
    is_said = any(Path(problem.file).name in (*NAME_FILES, *NAME_LISTS) for problem in notes.problems)
    if not said.names and not is_said and any(image.instances for image in reader.taken):
        reason = Message(
            "neither {file} nor {list} names the categories, so they are unknown",
            file=NAME_FILES[0],
            list=NAME_LISTS[0],
        )
        notes.add("", reason, root, kept=True)
    if reader.taken and not reader.used:
        count = len(reader.taken)
        notes.add("", Message("none of its {count} images has a text file", count=count), given)
    known = dict.fromkeys(name for name in said.names.values() if name and name != UNKNOWN)
    return notes.result(reader.taken, known, given)


def _root_of(source: Path) -> tuple[Path, str]:
    """Return the data set's folder, and the beginning of its images' names if the source is a part of `images`."""
    for place in (source, source.parent):
        if alike(place.name) == IMAGES and any(
            alike(path.name) == LABELS for path in folders_in(place.parent)
        ):
            return place.parent, source.relative_to(place.parent).as_posix() + "/"
    return source, ""


def _without_masks(images: Lookup, root: Path, notes: Notes) -> Lookup:
    """Return the images without the pictures in folders of masks, which are reported."""
    names = {path.relative_to(root).as_posix(): stem for stem, path in images.items()}
    masks = sorted_naturally(in_mask_folders(names))
    if masks:
        reason = Message(
            "its pictures in folders of masks are no images and are not read ({count}; the first: {name})",
            count=len(masks),
            name=masks[0],
        )
        notes.add("", reason, root)
    left = {names[name] for name in masks}
    return Lookup({stem: path for stem, path in images.items() if stem not in left})


def _of_part(images: Lookup, part: str, *, is_elsewhere: bool) -> list[tuple[str, Path]]:
    """Return the images of a part, with their posix paths without suffix as they are below the data set's folder.

    Images elsewhere lie there as they do in the data set's folder, in `images` or in the part, whichever fits.
    """
    above = part.split("/")[0] + "/"
    for start in ("", above, part) if is_elsewhere else ("",):
        named = [(start + stem, path) for stem, path in images.items()]
        found = [(stem, path) for stem, path in named if alike(stem).startswith(alike(part))]
        if found:
            return found
    return []


class _Reader:
    """Finds each image's text file, and reads it."""

    def __init__(
        self, root: Path, image_root: Path, texts: Sequence[Path], said: Description, notes: Notes
    ) -> None:
        self.taken: list[ImageAnnotations] = []
        self.used: dict[Path, None] = {}
        self._root, self._image_root, self._said, self._notes = root, image_root, said, notes
        self._texts = Lookup({path.relative_to(root).with_suffix("").as_posix(): path for path in texts})
        self._places: dict[str, str] = {}
        """Where the text of an image would be, by the image's name without folders and suffix."""

    def take(self, stem: str, path: Path, side: str) -> None:
        """Read an image by its posix path without suffix; AnnotationError or ValueError says why it cannot be."""
        places = _places(stem)
        self._places.setdefault(PurePosixPath(stem).name, f"{places[0]}.txt")
        text = next((found for place in places if (found := self._texts.get(place)) is not None), None)
        if text is not None:
            self.used[text] = None
        height, width = image_size(path)
        instances: list[AnnotatedInstance] = []
        if text is not None:
            try:
                check_within(text, self._root)
                content = read_text(text)
            except (AnnotationError, ValueError) as error:
                self._notes.add("", error.reason if isinstance(error, AnnotationError) else str(error), text)
                return
            lines = dict(lines_of(content))
            is_tracked = _are_tracked(lines.values())
            for number, line in lines.items():
                record = f"line {number}"
                self._notes.guard(
                    record, self._line, line, (height, width), instances, record, text, is_tracked, file=text
                )
        name = _without_images(stem) + path.suffix
        self.taken.append(
            ImageAnnotations(path, name, width, height, tuple(instances), side, annotated=text is not None)
        )

    def report_unused(self) -> None:
        """Report the text files of labels that belong to no image."""
        for stem, text in self._texts.items():
            if text in self.used or not self._has_labels(text):
                continue
            place = self._places.get(PurePosixPath(stem).name)
            reason = Message("there is no image for it in {folder}", folder=self._image_root)
            if place is not None:
                reason = Message(
                    "it belongs to no image: the text of the image of its name is {place}", place=place
                )
            self._notes.add("", reason, text)

    def _has_labels(self, text: Path) -> bool:
        """Whether a text lies in `labels`, or begins like a line of labels, as a list of images or a note does not."""
        if any(alike(part) == LABELS for part in text.relative_to(self._root).parts[:-1]):
            return True
        try:
            check_within(text, self._root)
            _, line = next(lines_of(read_text(text)), (0, ""))
        except (AnnotationError, ValueError):
            return False
        return len(_numbers(line.split()[:6])) >= 5

    def _line(
        self,
        line: str,
        size: tuple[int, int],
        instances: list[AnnotatedInstance],
        record: str,
        text: Path,
        is_tracked: bool,
    ) -> None:
        """Read one line: a class number, the corners of a polygon as shares of width and height, and a confidence.

        If it is tracked, it ends with a confidence and the number of a track.
        """
        first, *rest = line.split()
        category, values = _numbers([first]), _numbers(rest)
        if len(category) != 1 or not category[0].is_integer() or len(values) != len(rest):
            raise ValueError(Message("it is not a class number with coordinates"))
        score = None
        if is_tracked:
            *values, score, _ = values
        if len(values) in (4, 5):
            raise ValueError(Message("it is a box, not a polygon, so it has no mask"))
        if self._are_key_points(values):
            raise ValueError(Message("it is a box with key points, not a polygon, so it has no mask"))
        if score is None and len(values) % 2 and 0 <= values[-1] <= 1:
            score = values.pop()
        if len(values) % 2:
            raise ValueError(Message("it has an odd number of coordinates"))
        if not is_tracked and _ends_like_a_track(rest) and values[-1] > 1 >= max(values[:-1]):
            raise ValueError(
                Message(
                    "its last number, {number:g}, is no share of the image; it may be that of a track",
                    number=values[-1],
                )
            )
        far = [value for value in values if isfinite(value) and abs(value - 0.5) > FARTHEST_SHARE - 0.5]
        if far:
            most = max(far, key=abs)
            raise ValueError(
                Message(
                    "its coordinates are pixels, not shares of the image: {most:g} is not within 0 to 1",
                    most=most,
                )
            )
        height, width = size
        points = [value * (height if place % 2 else width) for place, value in enumerate(values)]
        mask = from_polygons([points], size) if points else Mask.empty(size)
        if mask.is_empty:
            raise ValueError(Message("its polygon covers no pixels of the image"))
        names, number = self._said.names, int(category[0])
        if names and number not in names:
            message = Message("there is no class {number}; its category is now unknown", number=number)
            self._notes.add(record, message, text, kept=True)
        name = names.get(number)
        instances.append(AnnotatedInstance(mask, None if name == UNKNOWN else name, score=score))

    def _are_key_points(self, values: Sequence[float]) -> bool:
        """Whether a line is a box with key points: as the data set says, or a box with points (x, y, visible) in it."""
        if self._said.key_points:
            return len(values) == 4 + self._said.key_points
        if len(values) < 7 or (len(values) - 4) % 3:
            return False
        x, y, width, height = values[:4]
        points = [values[place : place + 3] for place in range(4, len(values), 3)]
        return (
            all(visible in (0, 1, 2) for _, _, visible in points)
            and min(x - width / 2, y - height / 2) > -0.01
            and max(x + width / 2, y + height / 2) < 1.01
            and all(
                abs(px - x) <= 0.55 * width and abs(py - y) <= 0.55 * height
                for px, py, visible in points
                if visible
            )
        )


def _are_tracked(lines: Collection[str]) -> bool:
    """Whether all lines, of two or more, end with a confidence and the number of a track, each with its own number."""
    words = [line.split() for line in lines]
    return len({one[-1] for one in words}) == len(words) > 1 and all(
        len(one) >= 7 and len(one) % 2 and one[-1] != "0" and _ends_like_a_track(one) for one in words
    )


def _ends_like_a_track(words: Sequence[str]) -> bool:
    """Whether the last words of a line are a share and a whole number."""
    if len(words) < 2 or not (words[-1].isascii() and words[-1].isdecimal()):
        return False
    share = _numbers(words[-2:-1])
    return bool(share) and 0 <= share[0] <= 1


def _numbers(words: Sequence[str]) -> list[float]:
    """Return the words as numbers, up to the first that is none."""
    found = []
    for word in words:
        try:
            found.append(float(word))
        except ValueError:
            break
    return found


def _places(stem: str) -> list[str]:
    """Return where an image's text file may be, likeliest first, by the image's path below the root without suffix."""
    parts = stem.split("/")
    place = _place_of_images(parts)
    if place is None:
        return [f"{LABELS}/{stem}", stem]  # images from elsewhere; beside it
    return ["/".join((*parts[:place], LABELS, *parts[place + 1 :]))]


def _without_images(stem: str) -> str:
    parts = stem.split("/")
    place = _place_of_images(parts)
    return stem if place is None else "/".join((*parts[:place], *parts[place + 1 :]))


def _place_of_images(parts: Sequence[str]) -> int | None:
    """Return which part of an image's path is its last folder `images`, or None."""
    return next((n for n in reversed(range(len(parts) - 1)) if alike(parts[n]) == IMAGES), None)
