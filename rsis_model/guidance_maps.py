"""Guidance as an image: decisions, clicks, the mask to correct and the box, as input of every step."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.state import Guidance, State

CHANNELS = (
    "annotated",
    "borders",
    "rejected",
    "positive disk",
    "positive gaussian",
    "positive dy",
    "positive dx",
    "negative disk",
    "negative gaussian",
    "negative dy",
    "negative dx",
    "correct",
    "box",
)
DISK_RADIUS = 3.0  # pixels
GAUSSIAN_SIGMA = 10.0  # pixels
COORDINATE_RANGE = 64.0  # pixels; relative coordinates are clipped to it


@dataclass(frozen=True)
class GuidanceMaps:
    """maps (B, K, H, W) float between -1 and 1, and which of CHANNELS they are; all other channels are zero."""

    maps: Tensor
    channels: tuple[int, ...]


def render(state: State, guidance: Guidance) -> GuidanceMaps:
    """Draw the decisions and requests as maps; channels without content are omitted, which saves computing them."""
    parts = [torch.stack([state.annotated, state.borders, state.rejected], dim=1).float()]
    channels = list(range(3))
    size = (state.annotated.shape[-2], state.annotated.shape[-1])
    for first, clicks in ((3, guidance.positive), (7, guidance.negative)):
        if not bool(clicks.isnan().all()):
            parts.append(click_maps(clicks, size))
            channels += range(first, first + 4)
    for channel, asked in ((11, guidance.correct), (12, guidance.box)):
        if asked is not None:
            parts.append(asked[:, None].float())
            channels.append(channel)
    return GuidanceMaps(torch.cat(parts, dim=1), tuple(channels))


def click_maps(clicks: Tensor, size: tuple[int, int]) -> Tensor:
    """Return disks, Gaussians and coordinates relative to the nearest click.

    (B, K, 2) clicks as x, y in pixels (NaN: none) -> (B, 4, H, W); all zero without a click.
    """
    height, width = size
    ys = torch.arange(height, device=clicks.device, dtype=torch.float32)
    xs = torch.arange(width, device=clicks.device, dtype=torch.float32)
    dy = ys[None, None, :] - clicks[:, :, 1, None]  # (B, K, H)
    dx = xs[None, None, :] - clicks[:, :, 0, None]  # (B, K, W)
    squared = dy[:, :, :, None] ** 2 + dx[:, :, None, :] ** 2  # (B, K, H, W)
    squared = torch.where(squared.isnan(), torch.inf, squared)
    nearest, index = squared.min(dim=1)  # (B, H, W)
    there = torch.isfinite(nearest)
    dy_nearest = dy[:, :, :, None].expand_as(squared).gather(1, index[:, None])[:, 0]
    dx_nearest = dx[:, :, None, :].expand_as(squared).gather(1, index[:, None])[:, 0]
    maps = torch.stack(
        [
            (nearest <= DISK_RADIUS**2).float(),
            torch.exp(-nearest / (2 * GAUSSIAN_SIGMA**2)),
            (dy_nearest / COORDINATE_RANGE).clamp(-1, 1),
            (dx_nearest / COORDINATE_RANGE).clamp(-1, 1),
        ],
        dim=1,
    )
    return torch.where(there[:, None], maps, torch.zeros(()))


class GuidanceGates(nn.Module):
    """A small convolution per layer that adds the guidance to the ConvLSTM gates; its weights start at zero."""

    def __init__(self, hidden_widths: tuple[int, ...]) -> None:
        """One 3 x 3 convolution per layer, deepest first."""
        super().__init__()
        self.levels = nn.ModuleList(
            nn.Conv2d(len(CHANNELS), 4 * width, 3, padding=1, bias=False) for width in hidden_widths
        )
        for level in self.levels:
            assert isinstance(level, nn.Conv2d)
            nn.init.zeros_(level.weight)

    def forward(self, guidance: GuidanceMaps, sizes: list[tuple[int, int]]) -> list[Tensor]:
        """Maps of (H, W) -> one (B, 4 * D_i, h_i, w_i) per layer, deepest first."""
        terms: list[Tensor] = []
        pooled = guidance.maps
        # From the finest level to the deepest, each pooled from the previous one: an average of averages.
        for level, size in zip(reversed(list(self.levels)), reversed(sizes), strict=True):
            assert isinstance(level, nn.Conv2d)
            pooled = shrink(pooled, size)
            terms.append(F.conv2d(pooled, level.weight[:, guidance.channels], padding=1))
        return terms[::-1]


def shrink(maps: Tensor, size: tuple[int, int]) -> Tensor:
    """Average (B, C, H, W) down to size, by plain pooling if the sizes divide, since it is fast."""
    height, width = maps.shape[-2:]
    if height % size[0] == 0 and width % size[1] == 0:
        kernel = (height // size[0], width // size[1])
        return maps if kernel == (1, 1) else F.avg_pool2d(maps, kernel)
    return F.adaptive_avg_pool2d(maps, size)
