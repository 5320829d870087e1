"""Scale: how large the objects of a picture are, and how much it is enlarged so that the network sees them best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.config import InputConfig
from rsis_model.preparation import Window, padded, window_input
from rsis_model.where_next import STRIDE, Look

LEAST_SIDE = 48
"""Pixels of the network's input that the longer side of an image has at least."""
MOST = 6.0
"""The greatest enlargement of the image's own pixels."""
LOOKED_AT = 480
"""Pixels of the network's input that one look takes at most, each way."""
BINS = np.arange(2.0, 10.01, 0.25)
"""log2 of the diameters, in pixels of the image, among which sizes are counted: 4 to 1024."""
TRUSTED = 1.25
"""How far from the size that it sees best, in powers of two, the network's word on sizes counts (one sigma)."""


@dataclass(frozen=True)
class SizeCount:
    """About how many objects of each size an image holds: counts (K,), one for each of BINS."""

    counts: NDArray[np.float64]

    def median(self) -> float | None:
        """The diameter in pixels that half of the objects exceed; None where nothing is seen."""
        total = float(self.counts.sum())
        if total < 0.25:
            return None
        smooth = np.convolve(self.counts, [0.25, 0.5, 1.0, 0.5, 0.25], mode="same")
        mode = int(smooth.argmax())
        # The median of those about the commonest size, so that far-off specks or large shapes do not pull it.
        near = np.abs(BINS - BINS[mode]) <= 1.0
        weights = np.where(near, self.counts, 0.0)
        middle = float(np.interp(weights.sum() / 2, np.cumsum(weights) - weights / 2, BINS))
        return float(2**middle)


def scale_for(size: float | None, shape: tuple[int, int], config: InputConfig) -> float | None:
    """The enlargement of an image of (H, W) whose objects are so large; None: the config's own."""
    if size is None or not config.object_size:
        return None
    least = min(1.0, LEAST_SIDE / max(shape))
    return min(MOST, max(least, config.object_size / size))


def count_sizes(look: Callable[[Tensor], Look], image: NDArray[np.uint8], config: InputConfig) -> SizeCount:
    """Looks at an (H, W, 3) uint8 image, its contrast adjusted, at several scales and counts objects by size.

    Each look tells for every place whether an object of any size is there, and how large it is: the area of those of
    one size over the area of one is their number. A look's word counts most for sizes that it sees best.
    """
    shape = (image.shape[0], image.shape[1])
    total, trust = np.zeros(len(BINS)), np.full(len(BINS), 1e-9)
    fit = LOOKED_AT / max(shape)
    scales = [min(1.0, fit) / 2**k for k in range(5)]
    scales = [s for k, s in enumerate(scales) if k == 0 or s * max(shape) >= LEAST_SIDE]
    finer = [s for s in (2 * scales[0], 4 * scales[0], 8 * scales[0]) if s <= MOST]
    for scale in (*scales[::-1], *finer):
        seen = SizeCount(total / trust).median()
        # Finer looks cost most: only where what was seen asks for them.
        if scale in finer and (seen is None or config.object_size / seen < 0.7 * scale):
            break
        counts = _counts(look, image, scale, config)
        weight = np.exp(-0.5 * ((BINS - math.log2(config.object_size / scale)) / TRUSTED) ** 2)
        total += weight * counts
        trust += weight
    return SizeCount(total / trust)


def _counts(
    look: Callable[[Tensor], Look], image: NDArray[np.uint8], scale: float, config: InputConfig
) -> NDArray[np.float64]:
    """Objects of the whole image by size, as one look at a scale tells; where it is too large, from its middle."""
    height, width = (min(length, max(1, round(LOOKED_AT / scale))) for length in image.shape[:2])
    y0, x0 = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    scaled = (max(1, round(height * scale)), max(1, round(width * scale)))
    window = Window(y0, x0, height, width, scaled, padded(scaled, config))
    seen = look(window_input(image, window, config))
    assert seen.sizes is not None and seen.object_logits is not None
    rows, columns = -(-scaled[0] // STRIDE), -(-scaled[1] // STRIDE)
    there = seen.object_logits[0, :rows, :columns].float().sigmoid().cpu().numpy()
    logs = seen.sizes[0, :rows, :columns].float().cpu().numpy()
    there = np.where(there > 0.3, there, 0.0)
    cells = math.pi / 4 * (config.object_size * 2.0**logs / STRIDE) ** 2  # of one object of that size
    numbers = there / np.maximum(cells, 0.25)
    places = logs + math.log2(config.object_size / scale)
    whole = image.shape[0] * image.shape[1] / (height * width)
    edges = np.append(BINS - 0.125, BINS[-1] + 0.125)
    counts: NDArray[np.float64] = np.histogram(places, bins=edges, weights=numbers)[0] * whole
    return counts


@torch.inference_mode()
def find_size(look: Callable[[Tensor], Look], image: NDArray[np.uint8], config: InputConfig) -> float | None:
    """The usual diameter of the objects in an (H, W, 3) uint8 image, its contrast adjusted, in its pixels."""
    return count_sizes(look, image, config).median()
