"""Reads large images in strips, with a small version of the whole first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import StrPath
from annotations.imaging import reading
from annotations.imaging.reading import PIXEL_LIMIT, read_image, upright

REDUCED = 8
"""Reduction factor of the small version; a JPEG is decoded at this size in a fraction of the time."""


def read_parts(path: StrPath, rows: int, pixel_limit: int = PIXEL_LIMIT) -> Iterator[NDArray[np.uint8]]:
    """Yield a small version of the image, then all of it in strips.

    The small version, (h, w, 3), is the upright image at 1 / REDUCED of its size, as soon as it is available. The
    strips are the image as in `read_image`, from top to bottom, (rows, W, 3); the last holds the remaining rows. An
    upright image of 8 bits takes 4 bytes of memory per pixel meanwhile, any other about twice that. ImageError as for
    `read_image`, at whichever part it occurs.
    """
    draft = _draft(path, pixel_limit)
    if draft is not None:
        yield draft
    with reading.opened(path, pixel_limit) as image:
        if isinstance(image, Image.Image) and _is_plain(image):
            plain = image if image.mode == "RGB" else image.convert("RGB")
            plain.load()
            if draft is None:
                yield np.asarray(plain.reduce(REDUCED))
            for top in range(0, plain.height, rows):
                yield np.asarray(plain.crop((0, top, plain.width, min(top + rows, plain.height))))
            return
    pixels = read_image(path, pixel_limit)
    if draft is None:
        yield np.asarray(Image.fromarray(pixels).reduce(REDUCED))
    for top in range(0, pixels.shape[0], rows):
        yield pixels[top : top + rows]


def _draft(path: StrPath, pixel_limit: int) -> NDArray[np.uint8] | None:
    """Return the small version without decoding the whole, if the file allows that (JPEG); else None."""
    with reading.opened(path, pixel_limit) as image:
        if not isinstance(image, Image.Image) or image.format != "JPEG" or image.mode not in ("RGB", "L"):
            return None
        orientation = reading.orientation_of(image)
        size = image.size
        image.draft("RGB", (size[0] // REDUCED, size[1] // REDUCED))
        if image.size != (-(-size[0] // REDUCED), -(-size[1] // REDUCED)):
            return None
        return upright(np.asarray(image.convert("RGB")), orientation)


def _is_plain(image: Image.Image) -> bool:
    """Whether Pillow decodes it exactly as it is shown."""
    return not reading.is_deep(image) and reading.orientation_left(image) == 1
