"""Zoom: repeats the step for a small object on a crop around it, at the crop's own resolution."""

from __future__ import annotations

import math

from rsis_model.config import InputConfig
from rsis_model.preparation import Window, padded
from rsis_model.scene import Box, Scene

OBJECT_SIDE = 48  # pixels of the network's input to which the object's longer side is scaled
CROP_SIDE = (
    160  # minimum side of the crop in pixels of the network's input, so that it shows the surroundings
)
SURROUNDINGS = 2.5  # the crop's side over the object's
MOST = 6.0  # maximum enlargement of the image's pixels
WORTH_IT = 1.25  # an enlargement below this factor gains nothing


def closer_window(scene: Scene, box: Box, config: InputConfig) -> Window | None:
    """Return a crop around a box (x0, y0, x1, y1 in pixels) and its scale; None if it would not be a closer look."""
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
