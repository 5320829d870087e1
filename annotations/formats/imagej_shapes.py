"""Converts masks to ImageJ's regions of interest and back."""

from __future__ import annotations

import logging
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from roifile import ROI_SUBTYPE, ROI_TYPE, ImagejRoi

from annotations.masks import Mask, outlines
from annotations.masks.filling import filled
from annotations.masks.shapes import ellipse, rectangle
from annotations.message import Message

FARTHEST_CORNER = 60_535
"""Largest coordinate of a region's box: ImageJ takes the highest 16-bit values for negative ones."""
MOST_POINTS = 2**16 - 1
MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 0, 1, 2, 3, 4
"""The commands of a composite region's path."""
ARGUMENTS = {MOVE: 2, LINE: 2, QUADRATIC: 4, CUBIC: 6, CLOSE: 0}
CURVE_POINTS = 16
"""Number of straight lines in place of a curve."""
Floats = NDArray[np.float64]
Size = tuple[int, int]

logging.getLogger("roifile").addHandler(logging.NullHandler())  # what it remarks would go to the terminal


def roi_of(mask: Mask) -> ImagejRoi:
    """Return a mask that has pixels as a region: traced if it has one ring, else composite."""
    rings = outlines(mask)
    left, top, right, bottom = mask.bbox
    roi = ImagejRoi()
    roi.left, roi.top, roi.right, roi.bottom = left, top, right, bottom
    if len(rings) == 1 and len(rings[0].points) <= MOST_POINTS:
        points = rings[0].points
        roi.roitype = ROI_TYPE.TRACED
        roi.n_coordinates = len(points)
        roi.integer_coordinates = (points - (left, top)).astype(np.int32)
        return roi
    roi.roitype = ROI_TYPE.RECT
    path: list[float] = []
    for ring in rings:
        start, *others = ring.points.tolist()
        path += [MOVE, *start]
        for point in others:
            path += [LINE, *point]
        path.append(CLOSE)
    roi.multi_coordinates = np.array(path, np.float32)
    roi.shape_roi_size = len(path)
    return roi


def roi_read(content: bytes) -> ImagejRoi:
    """Return a region of a file's content; ValueError if it is none, or damaged."""
    try:
        return ImagejRoi.frombytes(content)
    except (ValueError, TypeError, IndexError, KeyError, OverflowError, MemoryError, struct.error) as error:
        if content[:4] != b"Iout":
            raise ValueError(Message("it is not an ImageJ region")) from error
        raise ValueError(Message("it is a damaged ImageJ region")) from error


def mask_of(roi: ImagejRoi, size: Size) -> Mask:
    """Return the pixels of a region in an image of `size`; ValueError says why it has none."""
    if roi.subtype in (ROI_SUBTYPE.TEXT, ROI_SUBTYPE.IMAGE, ROI_SUBTYPE.ARROW):
        raise ValueError(Message("a {kind} has no area", kind=roi.subtype.name.lower()))
    if roi.composite and roi.roitype == ROI_TYPE.RECT:
        mask = filled(_rings(roi.multi_coordinates), size)
    elif roi.roitype in (ROI_TYPE.RECT, ROI_TYPE.OVAL):
        mask = _box(roi, size)
    elif roi.roitype in (ROI_TYPE.POLYGON, ROI_TYPE.FREEHAND, ROI_TYPE.TRACED):
        mask = filled([_points(roi)], size)
    else:
        kind = roi.roitype.name.lower()
        raise ValueError(Message("a {kind} has no area", kind=kind))
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def _box(roi: ImagejRoi, size: Size) -> Mask:
    left, top, right, bottom = float(roi.left), float(roi.top), float(roi.right), float(roi.bottom)
    if roi.subpixelrect:
        left, top, right, bottom = roi.xd, roi.yd, roi.xd + roi.widthd, roi.yd + roi.heightd
    if roi.roitype == ROI_TYPE.OVAL:
        return ellipse((left, top), (right, bottom), size)
    if roi.rounded_rect_arc_size > 0:
        raise ValueError(Message("a rectangle with round corners is not read; make it a polygon in ImageJ"))
    return rectangle((left, top), (right, bottom), size)


def _points(roi: ImagejRoi) -> Floats:
    if roi.subpixelresolution and roi.subpixel_coordinates is not None:
        return np.asarray(roi.subpixel_coordinates, np.float64)
    if roi.integer_coordinates is None or len(roi.integer_coordinates) == 0:
        raise ValueError(Message("it has no points"))
    points: Floats = roi.integer_coordinates.astype(np.float64) + np.array([roi.left, roi.top])
    return points


def _rings(path: Any) -> list[Floats]:
    """Return the rings of a composite region's path, curves as short lines; ValueError if it is no path."""
    values = [] if path is None else np.asarray(path, np.float64).tolist()
    rings: list[list[tuple[float, float]]] = []
    place = 0
    while place < len(values):
        command = values[place]
        count = ARGUMENTS.get(int(command)) if command in ARGUMENTS else None
        numbers = values[place + 1 : place + 1 + (count or 0)]
        if count is None or len(numbers) < count or (command != MOVE and not rings):
            raise ValueError(Message("its path is damaged"))
        place += 1 + count
        points = list(zip(numbers[0::2], numbers[1::2], strict=True))
        if command == MOVE:
            rings.append(points)
        elif command == LINE:
            rings[-1] += points
        elif command != CLOSE:
            rings[-1] += _curve([rings[-1][-1], *points])
    return [np.array(ring, np.float64) for ring in rings if len(ring) > 2]


def _curve(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points along a Bézier curve after its first one, by de Casteljau's algorithm."""
    shares = np.linspace(0, 1, CURVE_POINTS + 1)[1:, None, None]
    line = np.repeat(np.array(points, np.float64)[None], CURVE_POINTS, axis=0)  # (shares, points, 2)
    while line.shape[1] > 1:
        line = line[:, :-1] * (1 - shares) + line[:, 1:] * shares
    return [(float(x), float(y)) for x, y in line[:, 0]]
