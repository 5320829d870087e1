"""Says of an image file what is not seen in its picture: that there is more in it, or that its end is missing."""

from __future__ import annotations

from annotations.errors import ImageError, StrPath
from annotations.imaging import jpeg
from annotations.imaging.reading import opened
from annotations.imaging.tiff.header import Picture, count_images
from annotations.message import Message

ANIMATED = ("GIF", "WEBP", "PNG", "AVIF")


def remark(path: StrPath) -> str:
    """Return a sentence about a file that is shown only in part, or that was completed; empty for all others."""
    try:
        with opened(path, only_header=True) as image, open(path, "rb") as file:
            count = 1
            if isinstance(image, Picture) or image.format == "TIFF":
                count = count_images(file)
            elif image.format in ANIMATED:
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
