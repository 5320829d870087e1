"""Every reader as a function of bytes: they become a file, the reader takes it, and what must hold is looked at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from annotations import label_sets
from annotations.errors import AnnotationError, DamagedError
from annotations.formats.table import FORMATS
from annotations.imaging.pages import page_path
from annotations.imaging.reading import image_size, is_turned, read_channels, read_image
from annotations.imaging.stacks import count_pages
from annotations.project import Project
from annotations.project.repair import repair
from annotations.records import TABLES
from tests.fuzz import seeds, targets
from tests.fuzz.guard import watched
from tests.fuzz.targets import Files

PIXEL_LIMIT = 10**6
"""Of the images that the fuzzers read, so that a large one which is allowed is no defect."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader and the sets of files it begins with; an input is (number of set, number of file, the file's bytes)."""

    name: str
    sets: list[Files]
    take: Callable[[Path, str], None]
    """Called with the folder and the name of the file that was changed."""
    modules: tuple[str, ...]
    """Beginnings of the names of the modules that read for it."""
    keeps_files: bool = True
    """Whether the folder is as before when it has read, but for the changed file."""

    def inputs(self) -> list[bytes]:
        """The files of all sets, as inputs."""
        return [
            bytes((number, place)) + files[name]
            for number, files in enumerate(self.sets)
            for place, name in enumerate(sorted(files))
        ]

    def file_of(self, data: bytes) -> tuple[int, str]:
        """The number of the set, and the name of the file, that an input changes."""
        number = data[0] % len(self.sets)
        names = sorted(self.sets[number])
        return number, names[data[1] % len(names)]


class Bench:
    """Folders with a reader's files, in which one file after the other is changed, read, and put back."""

    def __init__(self, reader: Reader, place: Path) -> None:
        self._reader = reader
        self._roots = []
        self._ready: set[int] = set()
        for number in range(len(reader.sets)):
            outside = place / str(number)
            outside.mkdir(parents=True)
            Image.new("RGB", targets.SIZE[::-1]).save(outside / targets.SECRET)
            self._roots.append(outside.resolve() / "set")

    def run(self, data: bytes) -> None:
        """Read one input; AssertionError, or whatever the reader raised, if something does not hold."""
        if len(data) < 2:
            return
        number, name = self._reader.file_of(data)
        root = self._roots[number]
        files = self._reader.sets[number]
        if number not in self._ready:
            shutil.rmtree(root, ignore_errors=True)
            targets.put(files, root)
            (root / "link").symlink_to(root.parent)  # by which a name may leave the folder
            (root / "loop").symlink_to(root / "loop")
            self._ready.add(number)
        (root / name).write_bytes(data[2:])
        try:
            self._reader.take(root, name)
        finally:
            if self._reader.keeps_files:
                (root / name).write_bytes(files[name])
            else:
                self._ready.discard(number)


def _take_format(name: str) -> Callable[[Path, str], None]:
    checker = FORMATS[name].checker

    def take(root: Path, _changed: str) -> None:
        targets.take(name, root, PIXEL_LIMIT)
        if checker is not None:
            with watched(root), suppress(AnnotationError):
                checker(targets.source_of(name, root), None)

    return take


def _take_image(root: Path, name: str) -> None:
    with watched(root):
        sizes = []
        for read in (image_size, read_image, read_channels):
            with suppress(AnnotationError):
                found = read(root / name, PIXEL_LIMIT)
                sizes.append(found if isinstance(found, tuple) else found.shape[:2])
        with suppress(AnnotationError):
            is_turned(root / name)
        assert len(set(sizes)) <= 1, sizes
        with suppress(AnnotationError):
            last = count_pages(root / name)
            for page in {1, 2, last} - {0}:
                with suppress(AnnotationError):
                    read_image(page_path(root / name, page), PIXEL_LIMIT)


def _take_label_set(root: Path, name: str) -> None:
    with watched(root), suppress(AnnotationError):
        found = label_sets.read(root / name)
        assert found.categories
        assert all(category and category.encode() for category, _ in found.categories)
        found.title.encode()


def _take_project(root: Path, name: str) -> None:
    os.environ["XDG_DATA_HOME"] = str(root)  # where backups go
    with watched(root, may_write=True):
        try:
            _look_at_all(root / name, read_only=True)
            _look_at_all(root / name, read_only=False)
        except DamagedError:
            try:
                repair(root / name)
            except AnnotationError:
                return
            _look_at_all(root / name, read_only=False)  # what was repaired is whole
        except AnnotationError:
            pass


def _look_at_all(path: Path, *, read_only: bool) -> None:
    with Project.open(path, read_only=read_only) as project:
        project.categories()
        project.history()
        counts = project.counts()
        assert counts.images >= 0
        if not read_only:
            for table in TABLES:
                assert project.next_id(table) >= 1
            project.set_setting("model", "starter")
        for image in project.images():
            project.absolute(image)
            for record in (*project.instances(image.id), *project.steps(image.id)):
                mask = record.mask
                if mask.size[0] * mask.size[1] <= PIXEL_LIMIT:
                    assert mask.to_array().sum() == mask.area


FORMAT_MODULES = {
    "coco": ("coco", "json_stream", "packed"),
    "coco-panoptic": ("coco_panoptic", "json_stream", "sniffing"),
    "cvat": ("cvat", "areas", "sniffing"),
    "datumaro": ("datumaro", "sniffing"),
    "geojson": ("geojson", "beside", "sniffing"),
    "imagej": ("imagej", "beside"),
    "label-studio": ("label_studio", "areas", "sniffing"),
    "via": ("via", "areas", "sniffing"),
    "labelme": ("labelme", "isat"),
    "label-maps": ("label_maps", "cellpose_files"),
    "mask-folders": ("mask_folders",),
    "voc": ("voc", "voc_labels"),
    "yolo": ("yolo", "yolo_reading", "yolo_sides", "yolo_yaml"),
}
OTHERS: dict[str, Callable[[], Reader]] = {
    "images": lambda: Reader(
        "images", [seeds.images()], _take_image, ("annotations.imaging.reading", "annotations.imaging.tiff.")
    ),
    "label-sets": lambda: Reader(
        "label-sets", [seeds.label_sets()], _take_label_set, ("annotations.label_sets",)
    ),
    "project": lambda: Reader(
        "project", [seeds.projects()], _take_project, ("annotations.project.",), keeps_files=False
    ),
}
NAMES = (*FORMATS, *OTHERS)


def reader_of(name: str) -> Reader:
    """The reader of this name, one of NAMES."""
    if name in OTHERS:
        return OTHERS[name]()
    own = FORMAT_MODULES.get(name, (name,))
    modules = (
        *(f"annotations.formats.{module}" for module in own),
        "annotations.formats.reading",
        "annotations.formats.base",
        "annotations.text_files",
    )
    return Reader(name, seeds.data_sets(name), _take_format(name), modules)
