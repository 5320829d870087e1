"""The binary mask as an immutable value, and its conversion from and to arrays, run-length codes and polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pycocotools import mask as coco_mask

from annotations.geometry import Box, pixel_at
from annotations.masks import rle
from annotations.masks.rle import Bools
from annotations.masks.tracing import Outline, trace_runs
from annotations.message import Message

__all__ = ["Mask", "Outline", "from_polygons", "iou", "outlines"]

FARTHEST = 1e6
"""Maximum distance of a point from the image's corner, in pixels; people do draw beyond the border."""
LONGEST_OUTLINE = 4e6
"""Maximum perimeter in pixels: rasterising a polygon takes memory by its length, not by its number of points."""
Ring = Sequence[Sequence[float]] | Sequence[float] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Mask:
    """The pixels of one object: its tight bounding box and the run-length code of the pixels inside the box.

    Two masks are equal exactly when their image size and their pixels are. The cost of an operation depends on the
    box, not on the image. Create masks with the class methods; the constructor stores its fields unchecked.
    """

    size: tuple[int, int]
    """(height, width) of the image in pixels."""
    origin: tuple[int, int]
    """(y, x) of the top left pixel of the box; (0, 0) for an empty mask."""
    shape: tuple[int, int]
    """(h, w) of the box; (0, 0) for an empty mask."""
    counts: bytes
    """COCO's compressed run-length code of the pixels in the box, column by column; b"" for an empty mask."""

    @classmethod
    def empty(cls, size: tuple[int, int]) -> Mask:
        """Return a mask without pixels in an image of `size` (height, width)."""
        return cls(_checked_size(size), (0, 0), (0, 0), b"")

    @classmethod
    def from_array(cls, array: ArrayLike) -> Mask:
        """Return the mask of the nonzero values of an (H, W) array."""
        pixels = np.asarray(array)
        if pixels.ndim != 2:
            raise ValueError(
                Message("a mask is an (H, W) array, not one of shape {shape}", shape=pixels.shape)
            )
        return cls.from_patch(pixels, (0, 0), (pixels.shape[0], pixels.shape[1]))

    @classmethod
    def from_patch(cls, patch: ArrayLike, origin: tuple[int, int], size: tuple[int, int]) -> Mask:
        """Return the mask of an (h, w) patch whose top left pixel is at `origin` (y, x) of an image of `size`.

        The part outside the image is cut off.
        """
        size = _checked_size(size)
        pixels = np.asarray(patch)
        if pixels.ndim != 2:
            raise ValueError(
                Message("a patch is an (h, w) array, not one of shape {shape}", shape=pixels.shape)
            )
        pixels = pixels if pixels.dtype == np.bool_ else pixels != 0
        y, x = int(origin[0]), int(origin[1])
        pixels = pixels[max(0, -y) : max(0, size[0] - y), max(0, -x) : max(0, size[1] - x)]
        y, x = max(0, y), max(0, x)
        rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
        if rows.size == 0:
            return cls.empty(size)
        tight = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        code = coco_mask.encode(np.asfortranarray(tight).view(np.uint8))
        return cls(size, (y + int(rows[0]), x + int(columns[0])), tight.shape, bytes(code["counts"]))

    @classmethod
    def from_coco_rle(cls, code: Mapping[str, Any]) -> Mask:
        """Return the mask of a COCO run-length code: {"size": [h, w], "counts": str, bytes or list of run lengths}.

        ValueError says what is wrong with an invalid code.
        """
        size = code.get("size")
        if not isinstance(size, Sequence) or len(size) != 2 or not all(type(side) is int for side in size):
            raise ValueError(Message("its run-length code has no size [height, width]"))
        height, width = _checked_size((size[0], size[1]))
        counts = code.get("counts")
        if isinstance(counts, str):
            if not counts.isascii():
                raise ValueError(Message("its run-length code has an invalid character"))
            lengths = rle.decompress(counts.encode("ascii"))
        elif isinstance(counts, bytes):
            lengths = rle.decompress(counts)
        elif isinstance(counts, Sequence):
            if not all(type(run) is int for run in counts):
                raise ValueError(Message("its run-length code has a run that is not a whole number"))
            if counts and (min(counts) < 0 or max(counts) > height * width):
                raise ValueError(
                    Message("its run-length code has a negative run or one longer than the image")
                )
            lengths = np.asarray(counts, np.int64)
        else:
            raise ValueError(Message("its run-length code has no counts"))
        return cls.from_intervals(*rle.intervals(lengths, (height, width)), (height, width))

    @classmethod
    def from_stored(
        cls, size: tuple[int, int], origin: tuple[int, int], shape: tuple[int, int], counts: bytes
    ) -> Mask:
        """Return a mask from its four fields as a file holds them; ValueError if they do not fit together.

        The code itself is not checked: `check` does that, and `annotations.masks.rle_batch.are_valid` for many.
        """
        height, width = _checked_size(size)
        if shape == (0, 0):
            if counts or origin != (0, 0):
                raise ValueError(Message("an empty mask has pixels"))
            return cls.empty(size)
        y, x = origin
        h, w = shape
        if min(y, x) < 0 or min(h, w) < 1 or y + h > height or x + w > width:
            raise ValueError(Message("the mask's box extends beyond the image"))
        return cls(_shared_size(height, width), (y, x), (h, w), counts)

    def check(self) -> None:
        """Raise ValueError, with the reason, unless the code fills the box exactly."""
        if self.shape != (0, 0):
            rle.intervals(rle.decompress(self.counts), self.shape)

    @classmethod
    def from_intervals(cls, starts: rle.Ints, ends: rle.Ints, size: tuple[int, int]) -> Mask:
        """Return the mask of normal intervals (see `annotations.masks.rle`) of the whole image."""
        if starts.size == 0:
            return cls.empty(size)
        x0, y0, x1, y1 = rle.bounds(starts, ends, size[0])
        shape = (y1 - y0, x1 - x0)
        starts, ends = rle.move(starts, ends, size[0], shape[0], (-y0, -x0))
        return cls(size, (y0, x0), shape, rle.compress(rle.run_lengths(starts, ends, shape), shape))

    def to_array(self) -> Bools:
        """Return all pixels, (H, W) bool."""
        full = np.zeros(self.size, np.bool_)
        if self.counts:
            full[self.slices] = self.patch()
        return full

    def patch(self) -> Bools:
        """Return the pixels of the bounding box only, (h, w) bool, as a new array."""
        if not self.counts:
            return np.zeros((0, 0), np.bool_)
        return rle.columns(rle.decompress(self.counts), self.shape[0], 0, self.shape[1])

    def intervals(self) -> tuple[rle.Ints, rle.Ints]:
        """Return the foreground as normal intervals (see `annotations.masks.rle`) of the whole image."""
        starts, ends = rle.intervals(rle.decompress(self.counts), self.shape)
        return (
            rle.move(starts, ends, self.shape[0], self.size[0], self.origin)
            if starts.size
            else (starts, ends)
        )

    def window(self, box: Box) -> Bools:
        """Return the pixels inside `box` (x0, y0, x1, y1; may extend beyond the image), (y1 - y0, x1 - x0) bool."""
        x0, y0, x1, y1 = box
        out = np.zeros((max(0, y1 - y0), max(0, x1 - x0)), np.bool_)
        a0, b0, a1, b1 = self.bbox
        left, top, right, bottom = max(x0, a0), max(y0, b0), min(x1, a1), min(y1, b1)
        if left < right and top < bottom:
            columns = rle.columns(rle.decompress(self.counts), self.shape[0], left - a0, right - a0)
            out[top - y0 : bottom - y0, left - x0 : right - x0] = columns[top - b0 : bottom - b0]
        return out

    def contains(self, x: float, y: float) -> bool:
        """Whether the pixel under the point (x, y), in image coordinates, is in the mask."""
        column, row = pixel_at((x, y))
        x0, y0, x1, y1 = self.bbox
        if not (x0 <= column < x1 and y0 <= row < y1):
            return False
        return bool(self.window((column, row, column + 1, row + 1))[0, 0])

    @property
    def slices(self) -> tuple[slice, slice]:
        """The slices of the box in an (H, W) array."""
        (y, x), (h, w) = self.origin, self.shape
        return slice(y, y + h), slice(x, x + w)

    @property
    def area(self) -> int:
        """The number of pixels."""
        return int(rle.decompress(self.counts)[1::2].sum())

    @property
    def bbox(self) -> Box:
        """The bounding box x0, y0, x1, y1 in pixels, right and bottom exclusive; all zero when empty."""
        (y, x), (h, w) = self.origin, self.shape
        return x, y, x + w, y + h

    @property
    def is_empty(self) -> bool:
        """Whether the mask has no pixels."""
        return not self.counts

    def to_coco_rle(self) -> dict[str, Any]:
        """Return the run-length code of the whole image in COCO's JSON form: {"size": [h, w], "counts": str}."""
        lengths = rle.run_lengths(*self.intervals(), self.size)
        return {"size": list(self.size), "counts": rle.compress(lengths, self.size).decode("ascii")}


def iou(a: Sequence[Mask], b: Sequence[Mask]) -> NDArray[np.float64]:
    """Return the IoU of each mask of `a` with each of `b`, (len(a), len(b)); 0 if both are empty."""
    out = np.zeros((len(a), len(b)))
    if not a or not b:
        return out
    boxes_a, boxes_b = np.array([mask.bbox for mask in a]), np.array([mask.bbox for mask in b])
    low = np.maximum(boxes_a[:, None, :2], boxes_b[None, :, :2])
    high = np.minimum(boxes_a[:, None, 2:], boxes_b[None, :, 2:])
    rows, columns = np.nonzero((low < high).all(axis=2))
    areas_a, areas_b = [mask.area for mask in a], [mask.area for mask in b]
    patches_b = {int(j): b[j].patch() for j in np.unique(columns)}
    current, patch = -1, np.zeros((0, 0), np.bool_)
    for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
        if a[i].size != b[j].size:
            raise ValueError(Message("masks of images of different sizes cannot be compared"))
        if i != current:
            current, patch = i, a[i].patch()
        (x0, y0), (x1, y1) = low[i, j], high[i, j]
        (ya, xa), (yb, xb) = a[i].origin, b[j].origin
        part_a = patch[y0 - ya : y1 - ya, x0 - xa : x1 - xa]
        part_b = patches_b[j][y0 - yb : y1 - yb, x0 - xb : x1 - xb]
        both = int(np.count_nonzero(part_a & part_b))
        out[i, j] = both / (areas_a[i] + areas_b[j] - both)
    return out


def outlines(mask: Mask) -> tuple[Outline, ...]:
    """Return the crack outlines of a mask (outer rings and holes) in image coordinates; none for an empty mask."""
    if mask.is_empty:
        return ()
    height = mask.shape[0] + 2  # with a border, so that no run touches the frame
    runs = rle.intervals(rle.decompress(mask.counts), mask.shape)
    return trace_runs(
        *rle.move(*runs, mask.shape[0], height, (1, 1)), height, (mask.origin[0] - 1, mask.origin[1] - 1)
    )


def from_polygons(rings: Sequence[Ring], size: tuple[int, int]) -> Mask:
    """Return the union of filled rings, rasterised as pycocotools does, which is exact for crack outlines.

    Each ring is (n, 2) points x, y or a flat x0, y0, x1, y1, … in image coordinates. ValueError says
    what is wrong with one: fewer than three points, not finite, or far outside the image.
    """
    height, width = _checked_size(size)
    if len(rings) == 0:
        return Mask.empty(size)
    code = polygon_code(rings, size)
    runs = rle.intervals(rle.decompress(code), (height, width))
    return Mask.from_intervals(*runs, (height, width))


def polygon_code(rings: Sequence[Ring], size: tuple[int, int]) -> bytes:
    """Return the COCO compressed run-length code, for the whole image, of the mask that `from_polygons` makes."""
    height, width = _checked_size(size)
    flat = [ring if _is_plain(ring) else _checked_ring(ring) for ring in rings]
    codes = coco_mask.frPyObjects(flat, height, width)
    return bytes((coco_mask.merge(codes) if len(codes) > 1 else codes[0])["counts"])


def _is_plain(ring: Ring) -> bool:
    """Whether a ring is certainly a valid flat list of numbers; cheaper than a full check."""
    if (
        not isinstance(ring, list)
        or len(ring) < 6
        or len(ring) % 2
        or not set(map(type, ring)) <= {int, float}
    ):
        return False
    farthest = max(max(ring), -min(ring))
    return bool(farthest <= FARTHEST and farthest * len(ring) <= LONGEST_OUTLINE and isfinite(sum(ring)))


def _checked_ring(ring: Ring) -> list[float]:
    try:
        points = np.asarray(ring, np.float64).reshape(-1)
    except (TypeError, ValueError):
        raise ValueError(Message("a polygon has a coordinate that is not a number")) from None
    if points.size % 2:
        raise ValueError(Message("a polygon has an x without its y"))
    if points.size < 6:
        raise ValueError(Message("a polygon has fewer than three points"))
    if not np.isfinite(points).all():
        raise ValueError(Message("a polygon has a coordinate that is not finite"))
    if np.abs(points).max() > FARTHEST:
        raise ValueError(Message("a polygon is far outside the image"))
    length = np.abs(np.diff(points.reshape(-1, 2), axis=0)).max(axis=1).sum()
    if length > LONGEST_OUTLINE:
        raise ValueError(Message("a polygon has an absurdly long outline"))
    return [float(value) for value in points]


@lru_cache(maxsize=64)
def _shared_size(height: int, width: int) -> tuple[int, int]:
    """The same tuple for all masks of a size: a sixth of the memory of those of a large project."""
    return height, width


def _checked_size(size: tuple[int, int]) -> tuple[int, int]:
    height, width = int(size[0]), int(size[1])
    if height < 0 or width < 0 or height * width >= 2**31:
        raise ValueError(Message("an image cannot be {width} x {height} pixels", width=width, height=height))
    return height, width
