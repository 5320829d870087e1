"""Takes the images out of labelme files that hold them, as labelme writes them unless told otherwise."""

from __future__ import annotations

import base64
import binascii
import io
import os
from pathlib import Path, PureWindowsPath
from typing import Any

from PIL import Image, UnidentifiedImageError

from annotations.errors import AnnotationError, FormatError, Problem, StrPath
from annotations.files import atomic_file
from annotations.formats.reading import files_below
from annotations.imaging.kinds import DECODERS, IMAGE_SUFFIXES
from annotations.message import Message
from annotations.text_files import is_text, read_json

SUFFIXES = {
    "BMP": ".bmp",
    "GIF": ".gif",
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "PPM": ".ppm",
    "TIFF": ".tif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "JPEG2000": ".jp2",
}
"""The suffix of each kind of image that can be read."""


def has_picture(content: dict[str, Any]) -> bool:
    """Whether a labelme file's content holds its image."""
    return isinstance(content.get("imageData"), str) and len(content["imageData"]) > 8


def take_out(source: StrPath) -> tuple[list[Path], list[Problem]]:
    """Write the images in labelme files beside them, where there is no file of that name; return their paths.

    Their names are the last part of the path in the file, with the suffix of the kind that they are. A problem names
    each file whose image cannot be taken out.
    """
    given = Path(source).absolute()
    written: list[Path] = []
    problems: list[Problem] = []
    for file in [given] if given.is_file() else files_below(given, "*.json") if given.is_dir() else []:
        try:
            content = read_json(file)
            if has_picture(content) and (path := _put(file, content)) is not None:
                written.append(path)
        except AnnotationError as error:
            problems.append(Problem.of(error))
    return written, problems


def _put(file: Path, content: dict[str, Any]) -> Path | None:
    """Write the image of one file; None if there is a file of its name already."""
    try:
        picture = base64.b64decode(content["imageData"], validate=True)
        with Image.open(io.BytesIO(picture), formats=DECODERS) as image:
            suffix = SUFFIXES[image.format or ""]
    except (binascii.Error, ValueError, KeyError, OSError, UnidentifiedImageError) as error:
        raise FormatError(file, Message("the image in it is damaged, or of an unsupported kind")) from error
    said = content.get("imagePath")
    name = PureWindowsPath(said).name if isinstance(said, str) and is_text(said) and "\0" not in said else ""
    stem, own = os.path.splitext(name)
    if own.lower() not in IMAGE_SUFFIXES or not stem.strip(". "):
        name = file.stem + suffix
    path = file.parent / name
    if os.path.lexists(path):
        return None
    with atomic_file(path) as target:
        target.write(picture)
    return path
