"""Masks: the immutable value, its codes and outlines, and pure edits of it."""

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
