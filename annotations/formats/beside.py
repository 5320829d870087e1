"""Pairs annotation files with the images beside them, for formats with one file per image that does not name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from annotations.errors import FormatError
from annotations.formats.base import ImageAnnotations, check_within
from annotations.formats.reading import Lookup, Notes, files_below, images_by_stem
from annotations.imaging.kinds import is_image
from annotations.message import Message

Read = Callable[[Path, Path, str], ImageAnnotations]
"""Reads an annotation file, given its image's path and name."""


def files_of(source: Path, suffixes: Sequence[str], missing: Message) -> list[Path]:
    """Return the file itself, or those below a folder with one of the suffixes.

    FormatError with the reason `missing` if there are none.
    """
    if source.is_file():
        files = [source] if source.suffix.lower() in suffixes else []
    else:
        files = files_below(source, *(f"*{suffix}" for suffix in suffixes)) if source.is_dir() else []
    if not files:
        raise FormatError(source, missing)
    return files


def read_beside(
    files: Iterable[Path], source: Path, images: Path | None, endings: Sequence[str], read: Read, notes: Notes
) -> list[ImageAnnotations]:
    """Read annotation files with their images, which are beside them or at the same place below `images`.

    An image has the file's name without its suffix and one of `endings`, or else without the suffix only; or it is
    the only image beside the only file. A file without an image, or with that of another file, is reported.
    """
    root = source.parent if source.is_file() else source
    image_root = images if images is not None else root
    found = images_by_stem(image_root, notes, below=True)
    seen: dict[Path, Path] = {}
    taken: list[ImageAnnotations] = []
    files = list(files)

    def take(file: Path) -> None:
        check_within(file, root)
        above = file.parent.relative_to(root).as_posix()
        path = _image_of(
            file, image_root, "" if above == "." else f"{above}/", endings, found, len(files) == 1
        )
        name = path.relative_to(image_root).as_posix()
        if path in seen:
            raise ValueError(
                Message("it has the same image {name} as {other}; left out", name=name, other=seen[path].name)
            )
        image = read(file, path, name)
        seen[path] = file
        taken.append(image)

    for file in files:
        notes.guard("", take, file, file=file)
    return taken


def _image_of(
    file: Path, root: Path, above: str, endings: Sequence[str], images: Lookup, is_alone: bool
) -> Path:
    """Return the image of an annotation file; ValueError if there is none."""
    stems = [file.stem[: -len(end)] for end in endings if file.stem.lower().endswith(end.lower())]
    for stem in [name for name in (*stems, file.stem) if name]:
        path = root / above / stem  # such as cell.tif.geojson
        if is_image(stem) and path.is_file():
            check_within(path, root)
            return path
        fitting = images.get(above + stem) or images.get(stem)
        if fitting is not None:
            return fitting
    near = [path for _, path in images.items() if path.parent == (root / above)]
    if is_alone and len(near) == 1:
        return near[0]
    name = stems[0] if stems else file.stem
    raise ValueError(Message("there is no image {name} in {folder}", name=name, folder=root / above))
