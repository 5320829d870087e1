"""Reads image files from untrusted sources as upright arrays; the one place that applies EXIF orientation."""

from __future__ import annotations

import heapq
import io
import os
import re
import stat
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from annotations.errors import ImageError, StrPath, explain
from annotations.imaging import jpeg
from annotations.imaging.kinds import DECODERS, IMAGE_SUFFIXES, is_image, unread_kinds
from annotations.imaging.pages import MOST_PAGES, Place, place_of
from annotations.imaging.tiff.errors import TiffError
from annotations.imaging.tiff.header import Picture, first_picture
from annotations.imaging.tiff.in_memory import header_of, picture_of
from annotations.imaging.tiff.pixels import check, pixels
from annotations.imaging.tiff.stack import from_page, picture_of_page, stack_of
from annotations.message import Message
from annotations.plugins import image_readers
from annotations.plugins.found import Plugin

# We have our own limit (`pixel_limit`), named in the message; Pillow's would come first.
Image.MAX_IMAGE_PIXELS = None

PIXEL_LIMIT = 400_000_000
EXPORT_MARK = ".rsis-export"
"""A hidden file in each folder that this program exported."""
SCALE_PERCENTILES = (0.1, 99.9)
"""Percentiles of the pixel values of an image with more than 8 bits that become black and white."""
SAMPLES_A_PIXEL = 4
"""Limit for the values of an image with many channels, per pixel of the pixel limit."""
GREY = frozenset({"1", "L", "LA", "La"})
"""Pillow's modes with one channel and at most 8 bits."""
ROWS_AT_ONCE = 256
ANIMATED = ("GIF", "WEBP")
"""Pillow's names of the files, besides TIFF, whose pages can be read."""
_OWN_SUFFIXES = tuple(IMAGE_SUFFIXES)

SORTED_AT_ONCE = 8192
MOST_DIGITS = 0xD000
"""Largest code point for a number in a file's name; the next ones in Unicode are surrogates, which do not sort."""
_NUMBER = re.compile("0*([0-9]+)")
Scalar = TypeVar("Scalar", bound=np.generic)


def read_image(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> NDArray[np.uint8]:
    """Read the upright image as (H, W, 3) uint8 RGB, without transparency: the first page, or the one that is named.

    One channel is shown in grey, two in red and green, and of more the first three in red, green and blue. Values of
    more than 8 bits are scaled so that all but the darkest and brightest thousandth of the pixels fill 0…255: the
    colours of a photograph together, other channels separately. ImageError: missing, not an image, truncated or
    damaged, or more than `pixel_limit` pixels.
    """
    return read_with_values(path, pixel_limit)[0]


def read_with_values(
    path: StrPath, pixel_limit: int = PIXEL_LIMIT
) -> tuple[NDArray[np.uint8], NDArray[Any] | None]:
    """Read an image as `read_image` does, and as `read_channels` does if it has more than 8 bits, else None."""
    with opened(path, pixel_limit) as image:
        if isinstance(image, Picture) or is_deep(image):
            channels, are_colours = _deep(path, image)
            return _as_rgb(channels, are_colours), channels if channels.dtype != np.uint8 else None
        plain = image if image.mode == "RGB" else image.convert("RGB")  # a copy costs as much as the image
        return upright(_pixels(plain), orientation_left(image)), None


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Return (H, W, 3) of an RGB image strip by strip; Pillow's conversion of a whole one takes three times as long."""
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, ROWS_AT_ONCE):
        part = image.crop((0, top, image.width, min(top + ROWS_AT_ONCE, image.height)))
        pixels[top : top + ROWS_AT_ONCE] = np.asarray(part)
    return pixels


def read_channels(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> NDArray[Any]:
    """Read all channels of the upright image as (H, W, C), values and type as in the file, without transparency.

    Grey has one channel, and a palette's colours have three; uint8, uint16, float32 and any other type of a TIFF, in
    the machine's byte order. A TIFF's channels may be in one page, or in pages as in ImageJ's files and OME-TIFF;
    then those of the first depth and time are read. ImageError as for `read_image`, also for over four samples per
    pixel of the limit.
    """
    with opened(path, pixel_limit) as image:
        if isinstance(image, Picture) or is_deep(image):
            return _deep(path, image)[0]
        shown = np.asarray(image.convert("L" if image.mode in GREY else "RGB"))
        return upright(shown.reshape(*shown.shape[:2], -1), orientation_left(image))


def image_size(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> tuple[int, int]:
    """Return (height, width) of the upright image from its header alone; ImageError if there is none."""
    with opened(path, pixel_limit, only_header=True) as image:
        if isinstance(image, Picture):
            height, width, turned = image.first.height, image.first.width, image.first.orientation >= 5
        else:
            width, height = image.size
            turned = orientation_left(image) >= 5
    return (width, height) if turned else (height, width)


def is_turned(path: StrPath) -> bool:
    """Whether the file's pixels are not stored upright (EXIF), so that a plain copy would show them rotated."""
    with opened(path, only_header=True) as image:
        return (image.first.orientation if isinstance(image, Picture) else orientation_of(image)) != 1


def list_images(folder: StrPath) -> list[Path]:
    """Return all image files below a folder (by suffix, without hidden ones) in natural order."""
    return [Path(folder, name) for name in sorted_naturally(image_names(folder))]


def image_names(folder: StrPath, *, exports: bool = True) -> list[str]:
    """As `list_images`, as unsorted posix paths below the folder, since a hundred thousand Paths would take seconds.

    Without `exports`, folders below it that this program exported are left out.
    """
    return [
        below + name for below, files in walk(folder, exports=exports) for name in files if is_image(name)
    ]


def unread_below(folder: StrPath) -> Counter[str]:
    """Count the files below a folder that are images of kinds that are not read, by kind."""
    return unread_kinds(name for _, files in walk(folder) for name in files)


def walk(folder: StrPath, *, exports: bool = True) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder below one as a posix path ending in "/" (empty for itself), and the names of its files.

    Hidden folders are left out, and without `exports` those that this program exported. A link to a folder elsewhere
    is followed, once; not one to a folder that contains it.
    ImageError if the folder itself cannot be read.
    """
    top = os.fspath(folder)
    real = os.path.realpath(top)
    seen: set[str] = set()

    def refuse(error: OSError) -> None:
        if Path(error.filename) == Path(folder):
            raise ImageError(
                folder, Message("the folder cannot be read: {reason}", reason=explain(error))
            ) from error

    def is_wanted(path: str) -> bool:
        if not os.path.islink(path):
            return True
        target = os.path.realpath(path)
        if target in seen or _is_in(target, real) or _is_in(os.path.realpath(os.path.dirname(path)), target):
            return False
        seen.add(target)
        return True

    for where, folders, files in os.walk(top, onerror=refuse, followlinks=True):
        if not exports and where != top and EXPORT_MARK in files:
            folders.clear()
            continue
        folders[:] = [
            name for name in folders if not name.startswith(".") and is_wanted(os.path.join(where, name))
        ]
        below = os.path.relpath(where, top).replace(os.sep, "/") + "/" if where != top else ""
        yield below, files


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def sorted_naturally(paths: Iterable[str]) -> list[str]:
    """Sort posix paths in natural order.

    Parts are sorted and then merged, since one long sort would block the program's other threads.
    """
    keys = {path: natural_key(path) for path in paths}
    names = list(keys)
    parts = [
        sorted(names[i : i + SORTED_AT_ONCE], key=keys.__getitem__)
        for i in range(0, len(names), SORTED_AT_ONCE)
    ]
    return list(heapq.merge(*parts, key=keys.__getitem__))


def natural_key(path: str) -> str:
    """Sort key that puts image 2 before image 10, and the files of a folder before those of the next one."""
    return _NUMBER.sub(_sortable, path.casefold().replace("/", "\0"))


def _sortable(digits: re.Match[str]) -> str:
    """Return a number as text that sorts by value and before all letters: its number of digits, then the digits."""
    number = digits[1]
    return f"\1{chr(min(len(number), MOST_DIGITS) + 1)}{number}"


def decoded(content: bytes, what: Message, most: tuple[int, int]) -> NDArray[Any]:
    """Decode a PNG in memory, (H, W) or (H, W, channels), of at most (height, width) `most`.

    ValueError, which begins with `what`: not a PNG, damaged, or larger; then the pixels are not decoded.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            if image.height > most[0] or image.width > most[1]:
                raise ValueError(
                    Message(
                        "{what} is larger than the image: {width} x {height} pixels",
                        what=what,
                        width=image.width,
                        height=image.height,
                    )
                )
            return np.asarray(image.convert("RGB") if image.mode in ("P", "LA", "RGBA") else image)
    except ValueError as error:
        raise (
            error if str(error).startswith(what) else ValueError(Message("{what} is damaged", what=what))
        ) from error
    except UnidentifiedImageError:
        raise ValueError(Message("{what} is not a PNG", what=what)) from None
    except (OSError, SyntaxError, EOFError, MemoryError, struct.error) as error:
        raise ValueError(Message("{what} is damaged", what=what)) from error


@contextmanager
def opened(
    path: StrPath, pixel_limit: int = PIXEL_LIMIT, *, only_header: bool = False
) -> Iterator[Image.Image | Picture]:
    """Yield the image after reading its header; any error in the block becomes an ImageError.

    A TIFF that Pillow has no mode for is a Picture, and so is what a plug-in reads. With `only_header`, the pixels
    must not be read: those of a JPEG without its end mark are not checked, which takes much longer. Of a stack, the
    page that the path names is yielded (see `pages.place_of`), or the first.
    """
    place = place_of(path)
    with _checked(place.file) as file:
        if place.page is None and (plugin := _plugin_for(place.file)) is not None:
            yield _by_plugin(path, plugin, pixel_limit, only_header=only_header)
            return
        whole, picture, page = file, None, place.page
        if page is None:
            picture = first_picture(file)
        elif (stack := stack_of(file, MOST_PAGES)) is not None:
            picture = picture_of_page(file, stack, page)
            place, whole = Place(place.file), from_page(file, stack, page)
        if picture is not None and (picture.is_beyond_pillow or picture.first.shift):
            _check_size(path, picture.first.height, picture.first.width, pixel_limit)
            _check_samples(path, picture, pixel_limit)
            check(picture.first)
            yield picture
            return
        with _by_pillow(place, whole, pixel_limit, only_header=only_header) as image:
            yield image


@contextmanager
def opened_picture(path: StrPath, pixel_limit: int = PIXEL_LIMIT) -> Iterator[Image.Image]:
    """As `opened`, for the first page of an image of masks or labels, which is always one of Pillow's."""
    with _checked(path) as file, _by_pillow(Place(os.fspath(path)), file, pixel_limit) as image:
        yield image


def _plugin_for(path: str) -> Plugin | None:
    if path.lower().endswith(_OWN_SUFFIXES):  # nobody asks what is installed
        return None
    return image_readers.reader_of(path, IMAGE_SUFFIXES)


def _by_plugin(path: StrPath, plugin: Plugin, pixel_limit: int, *, only_header: bool) -> Picture:
    shape = image_readers.shape_of(plugin, path)
    _check_size(path, shape[0], shape[1], pixel_limit)
    header = header_of(shape)
    _check_samples(path, header, pixel_limit)
    return header if only_header else picture_of(image_readers.read(plugin, path))


def _by_pillow(place: Place, file: BinaryIO, pixel_limit: int, *, only_header: bool = False) -> Image.Image:
    """Open a file with Pillow, at the page of an animation if `place` has one."""
    path = place.file
    file.seek(0)
    try:
        image = Image.open(file, formats=DECODERS)
    except UnidentifiedImageError:
        raise ImageError(path, Message("it is not an image in a supported format")) from None
    _check_size(path, image.height, image.width, pixel_limit)
    if image.format in jpeg.FORMATS:
        if image.info.get("progressive") and jpeg.has_too_many_scans(file):
            raise ImageError(path, Message("it has more than {most} scans", most=jpeg.MOST_SCANS))
        if not only_header and jpeg.lacks_end(file) and (whole := jpeg.completed(file)) is not None:
            image = Image.open(whole, formats=("JPEG",))
        file.seek(0)
    if place.page is not None:
        _turn_to(image, place.page)
    return image


def _turn_to(image: Image.Image, page: int) -> None:
    """Go to a page of an animation, from 1. ValueError: the image has no such page."""
    try:
        if image.format in ANIMATED:
            image.seek(page - 1)
            return
    except EOFError:
        pass
    raise ValueError(Message("it has no page {page}", page=page))


@contextmanager
def _checked(path: StrPath) -> Iterator[BinaryIO]:
    """Yield the file; any error in the block becomes an ImageError."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise ImageError(path, Message("it is not a file"))  # reading a pipe would block forever
        with open(path, "rb") as file:
            yield file
    except ImageError:
        raise
    except TiffError as error:
        raise ImageError(
            path, Message("the image is damaged, or of an unsupported kind: {error}", error=error)
        ) from error
    except OSError as error:
        if error.errno is not None:
            raise ImageError(path, Message("it cannot be opened: {reason}", reason=explain(error))) from error
        raise ImageError(path, Message("the image is damaged or cut off ({error})", error=error)) from error
    except MemoryError as error:
        raise ImageError(path, Message("not enough memory to read it")) from error
    except Exception as error:  # decoders raise nearly anything on a hostile file; each means the same here
        raise ImageError(path, Message("the image is damaged ({reason})", reason=explain(error))) from error


def _check_size(path: StrPath, height: int, width: int, pixel_limit: int) -> None:
    if width * height > pixel_limit:
        raise ImageError(
            path,
            Message(
                "it is too large: {width} x {height} pixels, the limit is {limit:g} megapixels",
                width=width,
                height=height,
                limit=pixel_limit / 1000000.0,
            ),
        )
    if width * height == 0:
        raise ImageError(path, Message("it has no pixels"))


def _check_samples(path: StrPath, picture: Picture, pixel_limit: int) -> None:
    if picture.first.height * picture.first.width * picture.samples > SAMPLES_A_PIXEL * pixel_limit:
        raise ImageError(
            path,
            Message(
                "it is too large: {width} x {height} pixels of {samples} channels, the limit is "
                "{limit:g} million values",
                width=picture.first.width,
                height=picture.first.height,
                samples=picture.samples,
                limit=SAMPLES_A_PIXEL * pixel_limit / 1000000.0,
            ),
        )


def upright(stored: NDArray[Scalar], orientation: int) -> NDArray[Scalar]:
    """Rotate and mirror (H, W, C) pixels by EXIF's orientation."""
    if orientation >= 5:
        stored = stored.swapaxes(0, 1)
    rows = slice(None, None, -1 if orientation in (3, 4, 7, 8) else 1)
    columns = slice(None, None, -1 if orientation in (2, 3, 6, 7) else 1)
    return np.ascontiguousarray(stored[rows, columns])


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation, 1…8, from the data before the pixels."""
    before_pixels = {"exif", "Raw profile type exif", "XML:com.adobe.xmp", "xmp"} & set(image.info)
    if image.format == "PNG" and "exif" not in image.info:
        # Pillow would decode all pixels to look for EXIF behind them.
        exif: Any = Image.Image.getexif(image) if before_pixels else {}
    else:
        exif = image.getexif()
    value = exif.get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def orientation_left(image: Image.Image) -> int:
    """Return the remaining orientation: Pillow rotates a TIFF itself, including its size."""
    return 1 if image.format == "TIFF" else orientation_of(image)


def is_deep(image: Image.Image) -> bool:
    """Whether the file has more than 8 bits per channel; Pillow has no mode for that in colour."""
    tile = getattr(image, "tile", None)
    rawmode = tile[0].args if tile else ""
    rawmode = rawmode[0] if isinstance(rawmode, tuple) and rawmode else rawmode
    is_deep_colour = image.format == "PNG" and image.mode in ("RGB", "RGBA", "LA") and ";16" in str(rawmode)
    return image.mode in ("I", "F") or image.mode.startswith("I;") or is_deep_colour


def _deep(path: StrPath, image: Image.Image | Picture) -> tuple[NDArray[Any], bool]:
    """Return the upright channels (H, W, C) of a deep or multi-channel image, and whether they are colours."""
    if isinstance(image, Picture):
        return _tiff_channels(image), image.are_colours
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        return upright(np.asarray(image)[..., None], orientation_left(image)), False
    import cv2  # slow to import and seldom needed

    flags = cv2.IMREAD_ANYDEPTH | cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    still = _only_pixels(Path(path).read_bytes())
    blue_first = cv2.imdecode(np.frombuffer(still, np.uint8), flags)
    if blue_first is None or blue_first.shape[:2] != image.size[::-1]:
        raise OSError(Message("its pixels cannot be decoded"))
    channels = blue_first[..., :1] if image.mode == "LA" else blue_first[..., ::-1]
    return upright(channels, orientation_of(image)), image.mode != "LA"


def _only_pixels(png: bytes) -> bytes:
    """Return a PNG without chunks beyond its first image: OpenCV allocates whatever length a chunk claims."""
    kept, at = [png[:8]], 8
    while at + 12 <= len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        if at + 12 + size > len(png):
            raise OSError(Message("its pixels cannot be decoded"))
        if name in (b"IHDR", b"IDAT", b"IEND"):
            kept.append(png[at : at + 12 + size])
        at += 12 + size
    return b"".join(kept)


def _tiff_channels(picture: Picture) -> NDArray[Any]:
    return upright(stored_channels(picture), picture.first.orientation)


def stored_channels(picture: Picture, first: int = 0, last: int | None = None) -> NDArray[Any]:
    """Return the channels of a TIFF as for `read_channels`, but as stored, not upright; all rows or some."""
    pages = [pixels(page, first, last)[..., : page.colours] for page in picture.pages]
    channels = pages[0] if len(pages) == 1 else np.concatenate(pages, axis=2)
    if picture.first.photometric == 0 and channels.dtype.kind == "u":
        np.subtract(np.iinfo(channels.dtype).max, channels, out=channels)  # the lowest value is white
    return channels


def _as_rgb(channels: NDArray[Any], are_colours: bool) -> NDArray[np.uint8]:
    """Convert channels (H, W, C) of any type to (H, W, 3) uint8; see `read_image`."""
    shown = channels[..., :3]
    if shown.dtype == np.uint8:
        rgb = shown
    elif are_colours:
        rgb = _scaled(shown)
    else:
        rgb = np.concatenate([_scaled(shown[..., c : c + 1]) for c in range(shown.shape[2])], axis=2)
    if rgb.shape[2] == 1:
        rgb = np.repeat(rgb, 3, axis=2)
    elif rgb.shape[2] == 2:
        rgb = np.concatenate([rgb, np.zeros_like(rgb[..., :1])], axis=2)
    return np.ascontiguousarray(rgb)


def _scaled(deep: NDArray[Any]) -> NDArray[np.uint8]:
    """Convert values of any depth to uint8 of the same shape, scaled between their percentiles; NaN is black."""
    sample = deep[:: max(1, deep.shape[0] // 2000), :: max(1, deep.shape[1] // 2000)].astype(np.float64)
    sample = sample[np.isfinite(sample)]
    low, high = np.percentile(sample, SCALE_PERCENTILES) if sample.size else (0.0, 0.0)
    if high <= low:
        low, high = (float(sample.min()), float(sample.max())) if sample.size else (0.0, 0.0)
    if deep.dtype == np.uint16:  # by a table: fewer steps, and a quarter of the memory
        table = _stretched(np.arange(2**16), low, high)
        return np.take(table, deep)
    out = np.empty(deep.shape, np.uint8)
    for row in range(0, len(deep), ROWS_AT_ONCE):
        out[row : row + ROWS_AT_ONCE] = _stretched(deep[row : row + ROWS_AT_ONCE], low, high)
    return out


def _stretched(values: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    scale = 255.0 / (high - low) if high > low else 0.0
    with np.errstate(over="ignore", invalid="ignore"):
        out = np.nan_to_num((values.astype(np.float64) - low) * scale, nan=0.0, posinf=255.0, neginf=0.0)
        return np.clip(out + 0.5, 0, 255).astype(np.uint8)
