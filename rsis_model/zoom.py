"""Zoom: where an object is small, the same step again on a crop round it, at the crop's own resolution."""

from __future__ import annotations

import math

from rsis_model.config import InputConfig
from rsis_model.preparation import Window, padded
from rsis_model.scene import Box, Scene

OBJECT_SIDE = 48  # pixels of the network's input that the object's longer side is brought to
CROP_SIDE = 160  # pixels of the network's input that the crop has at least, so that surroundings are seen
SURROUNDINGS = 2.5  # the crop's side over the object's
MOST = 6.0  # the greatest enlargement of the image's own pixels
WORTH_IT = 1.25  # a closer look than this many times the present one changes nothing


def closer_window(scene: Scene, box: Box, config: InputConfig) -> Window | None:
    """A crop round a box (x0, y0, x1, y1 in pixels) and the scale to see it at; None where that is no closer look."""
    x0, y0, x1, y1 = box
    side = max(x1 - x0, y1 - y0, 1.0)
    scale = min(MOST, OBJECT_SIDE / side)
    present = max(max(w.scaled[0] / w.height, w.scaled[1] / w.width) for w in scene.windows)
    if scale < WORTH_IT * present:
        return None
    crop = math.ceil(max(side * SURROUNDINGS, CROP_SIDE / scale))
    height, width = (min(crop, length) for length in scene.size)
    top = _place((y0 + y1) / 2, height, scene.size[0])
    left = _place((x0 + x1) / 2, width, scene.size[1])
    scaled = (round(height * scale), round(width * scale))
    return Window(top, left, height, width, scaled, padded(scaled, config))


def _place(centre: float, length: int, whole: int) -> int:
    return min(max(round(centre - length / 2), 0), whole - length)
