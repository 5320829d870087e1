"""The size of a pixel in micrometres: what an image file says of it, and what a person types."""

from __future__ import annotations

import html
import math
import os
import re
from dataclasses import dataclass, replace
from typing import Literal

from PIL import Image

from annotations.errors import AnnotationError, StrPath
from annotations.imaging import reading
from annotations.imaging.pages import file_of
from annotations.imaging.tiff.errors import TiffError
from annotations.imaging.tiff.header import Page, first_picture, ome_pixels
from annotations.message import Message

Origin = Literal["typed", "OME-TIFF", "ImageJ", "resolution"]
"""Where a size is from: a person, the two kinds of description in a TIFF, or the resolution of any image file."""

SMALLEST, LARGEST = 1e-6, 1e6
"""Micrometres per pixel; what is not between is no size."""
LARGEST_RESOLUTION = 20.0
"""Micrometres per pixel: a resolution of fewer pixels (72, 96, 300 or 600 per inch) is one for screens and paper."""
INCH, CENTIMETRE = 25_400.0, 10_000.0
_UNITS = {
    "pm": 1e-6,
    "å": 1e-4,
    "nm": 1e-3,
    "nanometer": 1e-3,
    "nanometers": 1e-3,
    "um": 1.0,
    "micron": 1.0,
    "microns": 1.0,
    "micrometer": 1.0,
    "micrometers": 1.0,
    "mm": 1e3,
    "millimeter": 1e3,
    "millimeters": 1e3,
    "cm": CENTIMETRE,
    "centimeter": CENTIMETRE,
    "centimeters": CENTIMETRE,
    "m": 1e6,
    "meter": 1e6,
    "in": INCH,
    "inch": INCH,
    "inches": INCH,
}
_TYPED = re.compile(r"([0-9.]+)\s*([^\W\d_]*)(?:\s*[x×*]\s*([0-9.]+)\s*([^\W\d_]*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PixelSize:
    """The width and height of a pixel in micrometres, of the upright image."""

    width: float
    height: float
    origin: Origin = "typed"

    @property
    def is_square(self) -> bool:
        """Whether width and height differ by no more than a millionth, as those do that a file rounded."""
        return math.isclose(self.width, self.height, rel_tol=1e-6)

    @property
    def text(self) -> str:
        """As `parse` reads it, without a unit: "0.325" or "0.325 x 0.65"."""
        if self.width == self.height:
            return _short(self.width)
        return f"{_short(self.width)} x {_short(self.height)}"


def _short(number: float) -> str:
    return format(number, ".10g")


def parse(text: str) -> PixelSize:
    """Return a typed size: "0.325" (a square, in micrometres), "0.325 x 0.65" (width, height), "325 nm".

    ValueError says what is wrong with it.
    """
    plain = text.strip().replace(",", ".") if "." not in text else text.strip()
    found = _TYPED.fullmatch(plain.replace("µ", "u").replace("μ", "u"))
    try:
        if found is None:
            raise ValueError
        width, unit, height, other = float(found[1]), found[2], found[3], found[4]
        first = _UNITS[(unit or other or "um").lower()]
        second = _UNITS[(other or unit or "um").lower()]
        size = PixelSize(width * first, (width if height is None else float(height)) * second)
    except (ValueError, KeyError):
        raise ValueError(
            Message("{text!r} is no pixel size; write 0.325, 0.325 x 0.65 or 325 nm", text=text)
        ) from None
    if not _is_possible(size.width, size.height):
        raise ValueError(Message("a pixel cannot be {text} micrometres wide and high", text=size.text))
    return size


def read_pixel_size(path: StrPath) -> PixelSize | None:
    """Return what an image file says of the size of its pixels, upright; None if it says nothing, or is no image.

    The pages of a stack have that of the file.

    A TIFF says it in the description of OME or of ImageJ, and any file by its resolution, if that is no resolution
    for screens or paper (LARGEST_RESOLUTION). Only the header is read.
    """
    path = file_of(path)
    if not os.path.isfile(path):  # reading a pipe would block
        return None
    try:
        with open(path, "rb") as file:
            picture = first_picture(file)
            if picture is not None:
                found = _of_tiff(picture.first)
                return _turned(found) if found is not None and picture.first.orientation >= 5 else found
        with reading.opened(path, only_header=True) as image:
            if isinstance(image, Image.Image):
                found = _of_pillow(image)
                return _turned(found) if found is not None and reading.orientation_of(image) >= 5 else found
    except (AnnotationError, TiffError, OSError, ValueError, MemoryError):
        pass
    return None


def _turned(size: PixelSize) -> PixelSize:
    return replace(size, width=size.height, height=size.width)


def _is_possible(*sides: float) -> bool:
    return all(SMALLEST <= side <= LARGEST for side in sides)


def _checked(width: float, height: float, origin: Origin) -> PixelSize | None:
    return PixelSize(width, height, origin) if _is_possible(width, height) else None


def _of_tiff(page: Page) -> PixelSize | None:
    description = page.directory.text(270)
    across, down = page.directory.ratio(282), page.directory.ratio(283)
    if (pixels := ome_pixels(description)) and (size := _of_ome(pixels)) is not None:
        return size
    if description.startswith("ImageJ="):
        unit = re.search(r"^unit=(.{1,40}?)\s*$", description, re.MULTILINE)
        each = _unit(unit[1]) if unit else None
        # Not inches: of a photograph, ImageJ writes 72 per inch.
        if each is not None and each != INCH and across and down:
            return _checked(each / across, each / down, "ImageJ")
    each = {2: INCH, 3: CENTIMETRE}.get(page.directory.number(296, 2))
    return _of_resolution(each, across, down) if each is not None else None


def _of_ome(attributes: str) -> PixelSize | None:
    said = dict(re.findall(r'\b(PhysicalSize[XY](?:Unit)?)\s*=\s*"([^"]{1,60})"', attributes))
    sides = []
    for axis in "XY":
        each = _unit(said.get(f"PhysicalSize{axis}Unit", "um"))
        try:
            sides.append(float(said[f"PhysicalSize{axis}"]) * (each if each is not None else math.nan))
        except (KeyError, ValueError):
            return None
    return _checked(sides[0], sides[1], "OME-TIFF")


def _unit(text: str) -> float | None:
    """Return the micrometres of a unit, however the file writes the sign of micro."""
    plain = html.unescape(text).strip().replace("\\u00B5", "u").replace("\\u00b5", "u")
    for sign in "µμ�":
        plain = plain.replace(sign, "u")
    return _UNITS.get(plain.lower())


def _of_pillow(image: Image.Image) -> PixelSize | None:
    resolution = image.info.get("dpi")
    if not isinstance(resolution, tuple) or len(resolution) != 2:
        return None
    return _of_resolution(INCH, *map(float, resolution))


def _of_resolution(unit: float, across: float | None, down: float | None) -> PixelSize | None:
    if not across or not down or not (math.isfinite(across) and math.isfinite(down)):
        return None
    width, height = unit / across, unit / down
    if max(width, height) > LARGEST_RESOLUTION:
        return None
    return _checked(width, height, "resolution")
