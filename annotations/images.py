"""Image files from outside as 8-bit RGB arrays, upright; the one place where EXIF orientation is applied."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from annotations.errors import ImageError, StrPath, explain

# This program has a limit of its own (`pixel_limit`) and says what it is; Pillow's would come first.
Image.MAX_IMAGE_PIXELS = None

PIXEL_LIMIT = 400_000_000
IMAGE_SUFFIXES = frozenset(
    {".bmp", ".gif", ".jpe", ".jpeg", ".jpg", ".pbm", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)
DECODERS = ("BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")
"""Pillow's decoders for these; others that it has (some start programs) are never asked."""
SCALE_PERCENTILES = (0.1, 99.9)
"""Of the pixel values of an image with more than 8 bits: what becomes black and what becomes white."""

_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_image(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> NDArray[np.uint8]:
    """The image upright as (H, W, 3) uint8 RGB; grey is repeated, transparency dropped; the first page only.

    More than 8 bits are scaled so that all but the darkest and brightest thousandth of the pixels fill 0…255.
    ImageError: missing, not an image, cut off or damaged, or more than `pixel_limit` pixels.
    """
    with opened(path, pixel_limit) as image:
        orientation = _orientation(image)
        if _is_deep_colour(image):
            pixels = _scaled(_deep_colour(path))
        else:
            is_deep = image.mode in ("I", "F") or image.mode.startswith("I;")
            pixels = _scaled(np.asarray(image)) if is_deep else np.asarray(image.convert("RGB"))
            if image.format == "TIFF":
                orientation = 1  # Pillow turns these itself while it decodes
        if orientation in _TRANSPOSE:
            pixels = np.asarray(Image.fromarray(pixels).transpose(_TRANSPOSE[orientation]))
    return np.ascontiguousarray(pixels)


def image_size(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> tuple[int, int]:
    """(height, width) of the upright image from its header alone; ImageError if there is none."""
    with opened(path, pixel_limit) as image:
        width, height = image.size
        turned = image.format != "TIFF" and _orientation(image) >= 5
    return (width, height) if turned else (height, width)


def is_turned(path: StrPath) -> bool:
    """Whether the file's pixels are not upright as stored (EXIF), so that a plain copy would show them so."""
    with opened(path) as image:
        return _orientation(image) != 1


def list_images(folder: StrPath) -> list[Path]:
    """All image files below a folder (by their suffix; no hidden ones), as a person would sort them."""
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename) == Path(folder):
            raise ImageError(folder, f"the folder cannot be read: {explain(error)}") from error

    for where, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(where, name)
            for name in files
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES
        ]
    return sorted(found, key=lambda path: [natural_key(part) for part in path.parts])


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """A sort key that puts image 2 before image 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def decoded(content: bytes, what: str, most: tuple[int, int]) -> NDArray[Any]:
    """The pixels of a PNG in memory, (H, W) or (H, W, channels), at most (height, width) `most`.

    ValueError, which begins with `what`: not a PNG, damaged, or larger; the pixels are then not decoded.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            if image.height > most[0] or image.width > most[1]:
                raise ValueError(f"{what} is larger than the image: {image.width} x {image.height} pixels")
            return np.asarray(image.convert("RGB") if image.mode in ("P", "LA", "RGBA") else image)
    except ValueError as error:
        raise error if str(error).startswith(what) else ValueError(f"{what} is damaged") from error
    except UnidentifiedImageError:
        raise ValueError(f"{what} is not a PNG") from None
    except (OSError, SyntaxError, EOFError, MemoryError, struct.error) as error:
        raise ValueError(f"{what} is damaged") from error


@contextmanager
def opened(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> Iterator[Image.Image]:
    """The image, its header read; whatever goes wrong with it inside the block becomes an ImageError."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise ImageError(path, "it is not a file")  # a pipe would be waited for, for ever
        with open(path, "rb") as file:
            try:
                image = Image.open(file, formats=DECODERS)
            except UnidentifiedImageError:
                raise ImageError(path, "it is not an image that can be read") from None
            pixels = image.width * image.height
            if pixels > pixel_limit:
                raise ImageError(
                    path,
                    f"it is too large: {image.width} x {image.height} pixels, the limit is "
                    f"{pixel_limit / 1e6:g} megapixels",
                )
            if pixels == 0:
                raise ImageError(path, "it has no pixels")
            with image:
                yield image
    except ImageError:
        raise
    except OSError as error:
        if error.errno is not None:
            raise ImageError(path, f"it cannot be opened: {explain(error)}") from error
        raise ImageError(path, f"the image is damaged or cut off ({error})") from error
    except MemoryError as error:
        raise ImageError(path, "not enough memory to read it") from error
    except Exception as error:  # decoders raise nearly anything on a hostile file; each means the same here
        raise ImageError(path, f"the image is damaged ({explain(error)})") from error


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1…8, from what stands before the pixels."""
    before_pixels = {"exif", "Raw profile type exif", "XML:com.adobe.xmp", "xmp"} & set(image.info)
    if image.format == "PNG" and "exif" not in image.info:
        # Pillow would decode all pixels to look for EXIF behind them.
        exif: Any = Image.Image.getexif(image) if before_pixels else {}
    else:
        exif = image.getexif()
    value = exif.get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _is_deep_colour(image: Image.Image) -> bool:
    """Whether the file has 16 bits a channel in colour, for which Pillow has no mode."""
    tile = getattr(image, "tile", None)
    rawmode = tile[0].args if tile else ""
    rawmode = rawmode[0] if isinstance(rawmode, tuple) and rawmode else rawmode
    return image.mode.startswith("RGB") and isinstance(rawmode, str) and ";16" in rawmode


def _deep_colour(path: StrPath) -> NDArray[Any]:
    import cv2  # slow to import, and seldom needed

    flags = cv2.IMREAD_ANYDEPTH | cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    pixels = cv2.imdecode(np.fromfile(path, np.uint8), flags)
    if pixels is None:
        raise OSError("its pixels cannot be decoded")
    return np.ascontiguousarray(pixels[..., ::-1])


def _scaled(deep: NDArray[Any]) -> NDArray[np.uint8]:
    """Values of any depth as (H, W, 3) uint8, scaled between their percentiles; NaN is black."""
    values = np.asarray(deep, np.float32)
    sample = values[:: max(1, values.shape[0] // 2000), :: max(1, values.shape[1] // 2000)]
    sample = sample[np.isfinite(sample)]
    low, high = np.percentile(sample, SCALE_PERCENTILES) if sample.size else (0.0, 0.0)
    if high <= low:
        low, high = (float(sample.min()), float(sample.max())) if sample.size else (0.0, 0.0)
    scale = 255.0 / (high - low) if high > low else 0.0
    out = np.nan_to_num((values - low) * scale, nan=0.0, posinf=255.0, neginf=0.0)
    grey = np.clip(out + 0.5, 0, 255).astype(np.uint8)
    return grey if grey.ndim == 3 else np.repeat(grey[..., None], 3, axis=2)
