"""Masks: the immutable value, its run-length codes and outlines, and pure edits."""

from annotations.masks.mask import (
    FARTHEST,
    Bools,
    Box,
    Mask,
    Ring,
    from_polygons,
    iou,
    outlines,
    polygon_code,
)

__all__ = ["FARTHEST", "Bools", "Box", "Mask", "Ring", "from_polygons", "iou", "outlines", "polygon_code"]
