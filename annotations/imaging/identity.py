"""Tracks a project's image files: whether they changed since they were annotated, and where moved ones are now."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from annotations.errors import AnnotationError, ImageError, StrPath, explain
from annotations.imaging.kinds import image_suffixes
from annotations.imaging.pages import file_of, name_parts, page_path, place_of
from annotations.imaging.reading import image_size, natural_key
from annotations.message import Message
from annotations.project import Project
from annotations.records import Change, ImageRecord, Transaction

READ_WHOLE = 32 * 2**20
"""Larger files are identified by their size and by samples spread over them, since a check must not take seconds."""
PIECES, PIECE = 32, 2**20
SEARCH_SECONDS = 5.0
SEARCH_FILES = 200_000
MOVED = Message("Find moved images")

FileState = Literal["new", "same", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Identifies a file's content: its size in bytes, its modification time (ns), and a digest if it was read."""

    size: int
    modified: int
    digest: bytes | None = None

    @property
    def modified_at(self) -> datetime:
        """Return the modification time for people, in the machine's time zone."""
        return datetime.fromtimestamp(self.modified / 1e9, UTC).astimezone()


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search for moved images."""

    transaction: Transaction | None
    """Gives the records of the found images their new paths; None if nothing was found."""
    moved: tuple[tuple[ImageRecord, Path], ...]
    missing: tuple[ImageRecord, ...]
    """Images that are still missing."""


def fingerprint(path: StrPath, *, digest: bool = True) -> Fingerprint:
    """Return the fingerprint of a file, or of a page of one; ImageError if it cannot be read."""
    place = place_of(path)
    try:
        with open(place.file, "rb") as file:
            found = os.fstat(file.fileno())
            if not digest:
                return Fingerprint(found.st_size, found.st_mtime_ns)
            code = hashlib.blake2b(str(found.st_size).encode(), digest_size=16)
            if found.st_size <= READ_WHOLE:
                code.update(file.read(READ_WHOLE + 1))
            else:
                for number in range(PIECES):
                    file.seek((found.st_size - PIECE) * number // (PIECES - 1))
                    code.update(file.read(PIECE))
            return Fingerprint(found.st_size, found.st_mtime_ns, _of_page(code.digest(), place.page))
    except OSError as error:
        raise ImageError(path, Message("it cannot be opened: {reason}", reason=explain(error))) from error


def _of_page(digest: bytes, page: int | None) -> bytes:
    """Return the digest of a page of a file; the pages of one file must not be taken for each other.

    The first page has the digest of the file, which shows the same: the file may have been annotated before its pages
    were opened, or is not opened in another project.
    """
    return digest if page in (None, 1) else hashlib.blake2b(b"%d " % page + digest, digest_size=16).digest()


def known(project: Project, image_id: int) -> Fingerprint | None:
    """Return the stored fingerprint of an image's file."""
    for row in project.select("SELECT bytes, modified, digest FROM image_file WHERE image_id = ?", image_id):
        return Fingerprint(*row)
    return None


def remember(project: Project, image_id: int, found: Fingerprint) -> None:
    """Store a fingerprint as the annotated file's; not part of the history."""
    project.set_image_files([(image_id, found.size, found.modified, found.digest)])


def look_at(project: Project, image: ImageRecord) -> FileState:
    """Return whether an image's file is the one that was annotated.

    "new": nothing was stored before; it is now. An image without annotations is accepted as it is.
    """
    path = project.absolute(image)
    before = known(project, image.id)
    try:
        now = fingerprint(path, digest=False)
    except ImageError:
        return "missing"
    if before is not None and before.digest is not None and _same_file(before, now):
        return "same"
    try:
        now = fingerprint(path)
    except ImageError:
        return "missing"
    if before is None or (before.digest is None and _same_file(before, now)):
        if not project.read_only:
            remember(project, image.id, now)
        return "new"
    if before.digest == now.digest or not _is_annotated(project, image):
        if not project.read_only:
            remember(project, image.id, now)
        return "same"
    return "changed"


def accept_file(project: Project, image: ImageRecord) -> None:
    """Accept an image's current file as the one that its annotations are for; ImageError if it is missing."""
    remember(project, image.id, fingerprint(project.absolute(image)))


def missing(project: Project) -> tuple[ImageRecord, ...]:
    """Return the images whose file is missing; lists each folder once instead of checking each file."""
    names: dict[str, set[str] | None] = {}
    gone = []
    for number, path in project.select("SELECT id, path FROM image"):
        folder, _, name = path.rpartition("/")
        if folder not in names:
            names[folder] = _names_in(Path(os.path.normpath(project.root / path)).parent)
        there = names[folder]
        if there is not None and (name in there or name_parts(name).file in there):
            continue
        # The folder may have the name in other case or another Unicode normal form.
        if there is None or not os.path.exists(file_of(project.root / path)):
            gone.append(number)
    return tuple(sorted(map(project.image, gone), key=lambda image: natural_key(image.path)))


def files_near(project: Project) -> Iterator[Path]:
    """Yield image files in and beside the project's folder, nearest first, within a time limit."""
    end = time.monotonic() + SEARCH_SECONDS
    seen: set[Path] = set()
    count = 0
    suffixes = image_suffixes()
    for top in (project.root, project.root.parent):
        for where, folders, files in os.walk(top):
            folders[:] = [f for f in folders if not f.startswith(".") and Path(where, f) not in seen]
            for name in files:
                count += 1
                if os.path.splitext(name)[1].lower() in suffixes:
                    yield Path(where, name)
            if time.monotonic() > end or count > SEARCH_FILES:
                return
        seen.add(top)


def find(project: Project, gone: Iterable[ImageRecord], files: Iterable[StrPath]) -> Found:
    """Return which of `files` are the `gone` images; changes nothing.

    A file matches an image if its content is the same. If the content was never read, its name and its size in bytes
    (or, if that is not known either, in pixels) must match, and no other file's may.
    """
    gone = tuple(gone)
    used = {project.absolute(image) for image in project.images() if name_parts(image.path).page is None}
    candidates = _Candidates(path for path in map(Path, files) if _absolute(path) not in used)
    moved: list[tuple[ImageRecord, Path]] = []
    taken: set[Path] = set()
    moves: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    undecided = list(gone)
    for _ in range(2):  # unambiguous ones first: they show where the others went
        waiting, undecided = undecided, []
        for image in waiting:
            fits = [path for path in candidates.of(image, known(project, image.id)) if path not in taken]
            along = [path for path in fits if _move(image, path) in moves]
            if len(fits) != 1 and len(along) != 1:
                undecided.append(image)
                continue
            path = fits[0] if len(fits) == 1 else along[0]
            taken.add(path)
            moves.add(_move(image, path))
            moved.append((image, path))
    changes = [Change.replace(image, replace(image, path=project.relative(path))) for image, path in moved]
    return Found(
        Transaction(MOVED, tuple(changes)) if changes else None,
        tuple(moved),
        tuple(undecided),
    )


class _Candidates:
    """Files by name and by size; digests are computed only if they can decide something."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._by_size: dict[int, list[Path]] = defaultdict(list)
        self._digests: dict[Path, bytes | None] = {}
        for path in dict.fromkeys(files):
            try:
                size = os.stat(path).st_size
            except OSError:
                continue
            self._by_name[path.name.casefold()].append(path)
            self._by_size[size].append(path)

    def of(self, image: ImageRecord, was: Fingerprint | None) -> list[Path]:
        """Return the files that may be the image: one, several indistinguishable ones, or none."""
        place = name_parts(image.path)
        name, page = place.file.rsplit("/", 1)[-1].casefold(), place.page
        if was is not None and was.digest is not None:
            # All copies are equally good; prefer the same name in the folder most like the old one.
            same = [path for path in self._by_size[was.size] if self._digest(path, page) == was.digest]
            likest = sorted(same, key=lambda p: (p.name.casefold() == name, _alike(p, image)))[-1:]
            return [_page_of(path, page) for path in likest]
        fits = self._by_name[name]
        if was is not None:
            fits = [path for path in fits if path in self._by_size[was.size]]
        fits = [_page_of(path, page) for path in fits]
        fits = [path for path in fits if _has_size(path, image.size)]
        best = max((_alike(path, image) for path in fits), default=0)
        return [path for path in fits if _alike(path, image) == best]

    def _digest(self, path: Path, page: int | None) -> bytes | None:
        if path not in self._digests:
            try:
                self._digests[path] = fingerprint(path).digest
            except ImageError:
                self._digests[path] = None
        digest = self._digests[path]
        return None if digest is None else _of_page(digest, page)


def _page_of(path: Path, page: int | None) -> Path:
    return path if page is None else Path(page_path(path, page))


def _same_file(before: Fingerprint, now: Fingerprint) -> bool:
    return (before.size, before.modified) == (now.size, now.modified)


def _is_annotated(project: Project, image: ImageRecord) -> bool:
    return bool(
        project.select(
            "SELECT 1 FROM instance WHERE image_id = ?1 UNION ALL SELECT 1 FROM step WHERE image_id = ?1 LIMIT 1",
            image.id,
        )
    )


def _names_in(folder: Path) -> set[str] | None:
    try:
        return set(os.listdir(folder))
    except OSError:
        return None


def _has_size(path: Path, size: tuple[int, int]) -> bool:
    try:
        return image_size(path) == size
    except AnnotationError:
        return False


def _alike(path: Path, image: ImageRecord) -> int:
    """Return how many of the last parts of the old path the new one shares."""
    count = 0
    ours, theirs = file_of(path), name_parts(image.path).file
    for new, old in zip(reversed(Path(ours).parts), reversed(theirs.split("/")), strict=False):
        if new.casefold() != old.casefold():
            break
        count += 1
    return count


def _move(image: ImageRecord, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folder that an image moved from and the one it moved to, without the common end of both paths."""
    count = _alike(path, image)
    return tuple(image.path.split("/"))[: -count or None], path.parts[: -count or None]


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))
