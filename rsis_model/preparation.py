"""Prepares images as network input, also for training: contrast, scale, tiles, padding, normalisation."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.config import InputConfig

PERCENTILES = (0.1, 99.9)


def adjust_contrast(image: NDArray[np.uint8], config: InputConfig) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 -> the same, with the image's percentiles stretched to 0..255 if configured."""
    if config.contrast == "none" or image.size == 0:
        return image
    # A subsample is enough for percentiles, and keeps large images fast.
    stride = max(1, int(np.sqrt(image.shape[0] * image.shape[1] / 250_000)))
    low, high = np.percentile(image[::stride, ::stride], PERCENTILES)
    if high - low < 1:
        return image
    table = np.clip((np.arange(256) - low) * (255 / (high - low)), 0, 255).round().astype(np.uint8)
    return np.take(table, image)


def normalise(images: Tensor, config: InputConfig) -> Tensor:
    """(B, 3, H, W) or (3, H, W) on the 0..1 scale -> the same, normalised by the config's mean and std."""
    mean = torch.tensor(config.mean, device=images.device)[:, None, None]
    std = torch.tensor(config.std, device=images.device)[:, None, None]
    return (images - mean) / std


@dataclass(frozen=True)
class Window:
    """A part of an image and the size at which the network sees it.

    y0, x0, height, width: pixels of the image. scaled: (height, width) before padding. padded: after it.
    """

    y0: int
    x0: int
    height: int
    width: int
    scaled: tuple[int, int]
    padded: tuple[int, int]

    def shows(self, at: tuple[float, float], size: float, object_size: float) -> bool:
        """Whether an object at x, y of this diameter in pixels is well inside, and about as large as is seen best."""
        relative = size * self.scaled[0] / self.height / object_size
        margin = size / 2
        inside = self.x0 + min(margin, self.width / 4) <= at[0] <= self.x0 + self.width - min(
            margin, self.width / 4
        ) and self.y0 + min(margin, self.height / 4) <= at[1] <= self.y0 + self.height - min(
            margin, self.height / 4
        )
        return inside and 0.7 < relative < 1.4

    def crop(self, maps: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return the window's part of an (H, W) array."""
        return maps[self.y0 : self.y0 + self.height, self.x0 : self.x0 + self.width]

    def contains(self, x: float, y: float) -> bool:
        """Whether a point, in pixels of the image, lies in the window."""
        return self.x0 <= x < self.x0 + self.width and self.y0 <= y < self.y0 + self.height

    def to_network(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point from pixels of the image to pixels of the network's input."""
        scale_y, scale_x = self.scaled[0] / self.height, self.scaled[1] / self.width
        return (x - self.x0 + 0.5) * scale_x - 0.5, (y - self.y0 + 0.5) * scale_y - 0.5

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point from pixels of the network's input to pixels of the image."""
        scale_y, scale_x = self.scaled[0] / self.height, self.scaled[1] / self.width
        return (x + 0.5) / scale_x - 0.5 + self.x0, (y + 0.5) / scale_y - 0.5 + self.y0

    def mask_to_network(self, mask: NDArray[np.bool_]) -> Tensor:
        """An (H, W) bool mask of the image -> (1, h, w) bool at the network's size."""
        return self.part_to_network(self.crop(mask))

    def part_to_network(self, bits: NDArray[np.bool_]) -> Tensor:
        """The window's own (height, width) bool -> (1, h, w) bool at the network's size."""
        part = torch.from_numpy(np.array(bits))[None, None].float()
        if part.shape[-2:] != self.scaled:
            part = F.interpolate(part, size=self.scaled, mode="bilinear", antialias=True)
        bottom, right = self.padded[0] - self.scaled[0], self.padded[1] - self.scaled[1]
        return F.pad(part, (0, right, 0, bottom))[0] > 0.5

    def logits_to_image(self, logits: Tensor) -> Tensor:
        """(h, w) logits at the network's size -> (height, width) of the window in the image's own pixels."""
        part = logits[: self.scaled[0], : self.scaled[1]]
        if part.shape != (self.height, self.width):
            part = F.interpolate(part[None, None], size=(self.height, self.width), mode="bilinear")[0, 0]
        return part

    def outside(self) -> Tensor | None:
        """Return (1, h, w) bool, True in the padding; None without padding."""
        if self.scaled == self.padded:
            return None
        outside = torch.ones(1, *self.padded, dtype=torch.bool)
        outside[:, : self.scaled[0], : self.scaled[1]] = False
        return outside


def windows(size: tuple[int, int], config: InputConfig, scale: float | None = None) -> tuple[Window, ...]:
    """Return the windows that cover an image of size (H, W), in reading order.

    One window, except in `native` mode, where images beyond the longest side are cut into overlapping tiles.
    scale: in `native` mode, the enlargement of the image; the config's by default.
    """
    height, width = size
    if config.mode == "stretch":
        return (Window(0, 0, height, width, config.size, padded(config.size, config)),)
    if config.mode == "fit":
        scale = min(1.0, config.longest_side / max(height, width))
        scaled = (max(1, round(height * scale)), max(1, round(width * scale)))
        return (Window(0, 0, height, width, scaled, padded(scaled, config)),)
    tiles = []
    scale = config.scale if scale is None else scale
    for y0, y1 in _spans(height, config, scale):
        for x0, x1 in _spans(width, config, scale):
            scaled = (max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale)))
            tiles.append(Window(y0, x0, y1 - y0, x1 - x0, scaled, padded(scaled, config)))
    return tuple(tiles)


def _spans(length: int, config: InputConfig, scale: float) -> list[tuple[int, int]]:
    """Return evenly spaced spans that cover a length, at most the longest side each, and overlap enough.

    There are as few as possible, and they are no longer than that needs, except to fill the config's multiple.
    """
    side, overlap = int(config.longest_side / scale), int(config.overlap / scale)
    if length <= side:
        return [(0, length)]
    count = -(-(length - overlap) // (side - overlap))
    needed = -(-(length + (count - 1) * overlap) // count)
    filled = int(padded((math.ceil(needed * scale), 0), config)[0] / scale)
    side = min(side, max(needed, filled))
    starts = [round(i * (length - side) / (count - 1)) for i in range(count)]
    return [(start, start + side) for start in starts]


def padded(size: tuple[int, int], config: InputConfig) -> tuple[int, int]:
    """Round (height, width) up to the config's multiple."""
    m = config.multiple
    return (-(-size[0] // m) * m, -(-size[1] // m) * m)


def window_input(image: NDArray[np.uint8], window: Window, config: InputConfig) -> Tensor:
    """(H, W, 3) uint8 with adjusted contrast -> (1, 3, h, w) normalised; padding repeats the edge."""
    part = image[window.y0 : window.y0 + window.height, window.x0 : window.x0 + window.width]
    tensor = torch.from_numpy(np.array(part)).permute(2, 0, 1)[None].float() / 255
    if tensor.shape[-2:] != window.scaled:
        tensor = F.interpolate(tensor, size=window.scaled, mode="bilinear", antialias=True)
    bottom, right = window.padded[0] - window.scaled[0], window.padded[1] - window.scaled[1]
    if bottom or right:
        tensor = F.pad(tensor, (0, right, 0, bottom), mode="replicate")
    return normalise(tensor, config)
