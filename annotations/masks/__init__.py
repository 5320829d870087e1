"""Masks: the immutable value, its run-length codes and outlines, and pure edits."""

from annotations.geometry import Box
from annotations.masks.mask import (
    FARTHEST,
    Mask,
    Ring,
    from_polygons,
    iou,
    outlines,
    polygon_code,
)
from annotations.masks.rle import Bools

__all__ = ["FARTHEST", "Bools", "Box", "Mask", "Ring", "from_polygons", "iou", "outlines", "polygon_code"]
