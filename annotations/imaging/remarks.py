"""Says of an image file what is not seen in its picture: that there is more in it, or that its end is missing."""

from __future__ import annotations

from annotations.errors import ImageError, StrPath
from annotations.imaging import jpeg
from annotations.imaging.pages import place_of
from annotations.imaging.reading import opened
from annotations.imaging.stacks import count_pages
from annotations.imaging.tiff.header import Picture
from annotations.message import Message

OTHERS = ("PNG", "AVIF")
"""Pillow's names of other files that may hold several images, of which only the first is read."""


def remark(path: StrPath) -> str:
    """Return a sentence about a file that is shown only in part, or that was completed; empty for all others."""
    try:
        count = count_pages(path)
    except (ImageError, OSError) as error:
        return _only_first(path, error)
    try:
        with opened(path, only_header=True) as image, open(place_of(path).file, "rb") as file:
            if not isinstance(image, Picture) and image.format in OTHERS:
                count = getattr(image, "n_frames", 1)
            if count > 1:
                return Message(
                    "Image 1 of {count} in this file is shown; the others are not read.", count=count
                )
            if not isinstance(image, Picture) and image.format in jpeg.FORMATS and jpeg.lacks_end(file):
                return Message("The end mark of this file is missing; all its pixels are there.")
    except (ImageError, OSError):
        pass
    return ""


def _only_first(path: StrPath, error: ImageError | OSError) -> str:
    """Say why the pages of a file cannot be read, if its first image can."""
    try:
        with opened(path, only_header=True):
            reason = error.reason if isinstance(error, ImageError) else str(error)
            return Message("Only the first image in this file can be read: {reason}.", reason=reason)
    except (ImageError, OSError):
        return ""
