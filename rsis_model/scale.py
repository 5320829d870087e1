"""Scale: how much an image is enlarged so that its objects have the size that the network sees best."""

from __future__ import annotations

from rsis_model.config import InputConfig

LEAST_SIDE = 48
"""Pixels of the network's input that the longer side of an image has at least."""
MOST = 6.0
"""The greatest enlargement of the image's own pixels."""


def scale_for(size: float | None, shape: tuple[int, int], config: InputConfig) -> float | None:
    """The enlargement of an image of (H, W) whose objects are so large; None: the config's own."""
    if size is None or not config.object_size:
        return None
    least = min(1.0, LEAST_SIDE / max(shape))
    return min(MOST, max(least, config.object_size / size))
