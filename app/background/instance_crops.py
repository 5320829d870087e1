"""Crops of images around single instances, with outline and appearance; made in the chores process and kept."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import AnnotationError
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from annotations.masks.tracing import trace
from app.background.thumbnail_cache import KeptFiles, name_of

SIDE = 144
"""The longer side of a crop in pixels, if the object has that many."""
AROUND = 0.18
"""Surroundings shown on each side, as a share of the longer side of the mask's box."""
UNIT = 64
"""Points of an outline are whole multiples of 1 / UNIT of a crop's pixel."""
LOOKED_AT = 48
"""The longer side at which the appearance is measured."""
FEATURES = 14
_VERSION = b"crop 1"
_HEAD = struct.Struct("<HHH")
StoredMask = tuple[tuple[int, ...], bytes]
"""As `annotations.project.overview.masks_of` returns a mask."""


@dataclass(frozen=True, eq=False)
class Crop:
    """What the grid shows of an instance.

    `size` is (height, width) of the crop as it is shown, at most SIDE; `jpeg` may have fewer pixels. `rings` are
    closed outlines, (n, 2) int16 x and y in 1 / UNIT of the shown pixels; `features` (FEATURES,) float32.
    """

    size: tuple[int, int]
    jpeg: bytes
    rings: tuple[NDArray[np.int16], ...]
    features: NDArray[np.float32]

    def to_bytes(self) -> bytes:
        """The content of the file it is kept in."""
        lengths = np.array([len(ring) for ring in self.rings], np.uint32).tobytes()
        points = b"".join(ring.tobytes() for ring in self.rings)
        head = _HEAD.pack(*self.size, len(self.rings))
        return head + self.features.tobytes() + lengths + points + self.jpeg

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """ValueError if the content is not that of a crop."""
        try:
            height, width, count = _HEAD.unpack_from(content)
            at = _HEAD.size
            features = np.frombuffer(content, np.float32, FEATURES, at)
            at += 4 * FEATURES
            lengths = np.frombuffer(content, np.uint32, count, at)
            at += 4 * count
            rings = []
            for length in lengths.tolist():
                rings.append(np.frombuffer(content, np.int16, 2 * length, at).reshape(-1, 2))
                at += 4 * length
        except struct.error as error:
            raise ValueError(str(error)) from error
        return cls((height, width), content[at:], tuple(rings), features)


class CropCache(KeptFiles):
    """Crops by image file and mask. The image read last is kept, as crops are asked for image by image."""

    def __init__(self, folder: str, limit_bytes: int) -> None:
        super().__init__(folder, limit_bytes)
        self._last: tuple[str, NDArray[np.uint8] | None] | None = None

    def crops(self, path: str, pixel_limit: int, masks: Sequence[StoredMask]) -> list[bytes]:
        """One for each mask, see `Crop.from_bytes`; empty if the image is missing or broken, or the mask empty."""
        return [self._crop(path, pixel_limit, *mask) for mask in masks]

    def _crop(self, path: str, pixel_limit: int, place: tuple[int, ...], counts: bytes) -> bytes:
        name = name_of(path, _VERSION + repr(place).encode() + counts, ".crop")
        if name is None or not counts:
            return b""
        content = self.read(name)
        if content is None:
            pixels = self._pixels(path, pixel_limit)
            try:
                height, width, y, x, h, w = place
                mask = Mask.from_stored((height, width), (y, x), (h, w), counts)
                mask.check()
                fits = pixels is not None and pixels.shape[:2] == mask.size
                content = make_crop(pixels, mask).to_bytes() if pixels is not None and fits else b""
            except (ValueError, MemoryError):
                content = b""
            self.keep(name, content)
        return content

    def _pixels(self, path: str, pixel_limit: int) -> NDArray[np.uint8] | None:
        if self._last is None or self._last[0] != path:
            self._last = None  # before the next is read: two large images may not fit
            try:
                self._last = path, read_image(path, pixel_limit)
            except (AnnotationError, MemoryError):
                self._last = path, None
        return self._last[1]


def make_crop(pixels: NDArray[np.uint8], mask: Mask) -> Crop:
    """The crop of an (H, W) or (H, W, 3) image around a mask of its size, which is not empty."""
    import cv2  # not needed to show the window

    x0, y0, x1, y1 = _window(mask)
    part = np.ascontiguousarray(pixels[y0:y1, x0:x1])
    part = part if part.ndim == 3 else np.repeat(part[..., None], 3, axis=2)
    inside = mask.window((x0, y0, x1, y1))
    height, width = inside.shape
    scale = SIDE / max(height, width)
    shown = (max(1, round(height * scale)), max(1, round(width * scale)))
    if scale < 1:
        part = np.asarray(cv2.resize(part, shown[::-1], interpolation=cv2.INTER_AREA), np.uint8)
        small = cv2.resize(inside.view(np.uint8), shown[::-1], interpolation=cv2.INTER_AREA) > 0
        points = [outline.points * UNIT for outline in trace(small if small.any() else np.ones(shown, bool))]
    else:
        points = [np.rint(outline.points * (scale * UNIT)) for outline in trace(inside)]
    content = io.BytesIO()
    Image.fromarray(part).save(content, "JPEG", quality=85)
    rings = tuple(ring.astype(np.int16) for ring in points)
    return Crop(shown, content.getvalue(), rings, appearance(part, inside))


def appearance(part: NDArray[np.uint8], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Numbers that describe how an object looks, (FEATURES,) float32, of similar sizes.

    `part` is (h, w, 3), `inside` (H, W) the mask at any size. Colour: mean and spread inside, and the difference to
    the surroundings, per channel. Texture: the mean gradient. Shape: area, elongation, how much of its box it fills,
    and how ragged its boundary is.
    """
    import cv2  # not needed to show the window

    scale = min(1.0, LOOKED_AT / max(inside.shape))
    size = (max(1, round(inside.shape[1] * scale)), max(1, round(inside.shape[0] * scale)))
    colors = cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    small = cv2.resize(inside.view(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not small.any():
        small = np.ones(small.shape, bool)
    own, other = colors[small], colors[~small] if not small.all() else colors[small]
    grey = colors.mean(axis=2)
    gradient = np.hypot(np.gradient(grey, axis=0), np.gradient(grey, axis=1)) if min(grey.shape) > 1 else grey
    return np.concatenate(
        (
            own.mean(axis=0),
            own.std(axis=0),
            own.mean(axis=0) - other.mean(axis=0),
            [float(gradient[small].mean())],
            _shape(inside),
        )
    ).astype(np.float32)


def _shape(inside: NDArray[np.bool_]) -> list[float]:
    import cv2  # not needed to show the window

    moments = cv2.moments(inside.view(np.uint8), binaryImage=True)
    area = moments["m00"]
    spread = np.array([[moments["mu20"], moments["mu11"]], [moments["mu11"], moments["mu02"]]]) / area
    short, long = np.sqrt(np.maximum(np.linalg.eigvalsh(spread), 1 / 12))
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    box = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)
    boundary = sum(np.count_nonzero(np.diff(np.pad(inside, 1).astype(np.int8), axis=axis)) for axis in (0, 1))
    return [
        float(np.log(area) / 4),
        float(np.log(long / short)),
        float(area / box),
        float(np.log(boundary**2 / (4 * np.pi * area))),
    ]


def _window(mask: Mask) -> tuple[int, int, int, int]:
    """A square around the mask's box with some surroundings, cut off at the image's border: x0, y0, x1, y1."""
    x0, y0, x1, y1 = mask.bbox
    half = (0.5 + AROUND) * max(x1 - x0, y1 - y0) + 2
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    height, width = mask.size
    return (
        *(max(0, int(x - half)), max(0, int(y - half))),
        *(min(width, int(np.ceil(x + half))), min(height, int(np.ceil(y + half)))),
    )
