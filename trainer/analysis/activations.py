"""The activation of objects in the encoder's blocks (Table 3b and Fig. 6)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from annotations.masks import Mask
from rsis_model.config import ModelConfig
from rsis_model.encoder import Encoder, load_imagenet_weights
from rsis_model.errors import ModelError
from rsis_model.preparation import adjust_contrast, window_input, windows
from trainer.analysis.orders import kendall_tau

Map = NDArray[np.float32]


def untrained(config: ModelConfig, source: str = "auto") -> Encoder | None:
    """Return the encoder before training, with ImageNet weights; None if these are not available."""
    encoder = Encoder(config.encoder, config.layers, config.pooled_levels)
    try:
        load_imagenet_weights(encoder, source)
    except ModelError:
        return None
    return encoder.eval()


@torch.inference_mode()
def block_maps(encoder: Encoder, image: NDArray[np.uint8], config: ModelConfig) -> list[Map]:
    """Return the mean over channels of each block's output, at the image's size, deepest first (f0, f1, …).

    image: (H, W, 3) uint8. The tiles of a large image are put together.
    """
    device = next(encoder.parameters()).device
    height, width = image.shape[:2]
    adjusted = adjust_contrast(image, config.input)
    maps = [np.zeros((height, width), np.float32) for _ in encoder.channels]
    for window in windows((height, width), config.input):
        levels = encoder(window_input(adjusted, window, config.input).to(device))
        for canvas, level in zip(maps, levels, strict=True):
            mean = F.interpolate(level.float().mean(dim=1, keepdim=True), size=window.padded, mode="bilinear")
            part = window.logits_to_image(mean[0, 0]).cpu().numpy()
            canvas[window.y0 : window.y0 + window.height, window.x0 : window.x0 + window.width] = part
    return maps


def activations(maps: Sequence[Map], masks: Sequence[Mask]) -> NDArray[np.float64]:
    """(blocks, objects): the mean of each block's map over each object's mask."""
    return np.array([[float(each[m.slices][m.patch()].mean()) for m in masks] for each in maps])


def taus(values: NDArray[np.float64]) -> list[float]:
    """Return each block's tau between the sequence and the objects sorted from the most active to the least."""
    return [kendall_tau((-row).tolist()) for row in values]
