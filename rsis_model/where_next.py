"""Where next: predicts a heat map of object centres and the objects' sizes, and chooses the network's own click."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.state import State, one_of

SEEN_RADIUS = 3.0  # pixels around a self-click that count as seen, so that the sequence cannot loop
STRIDE = 4


@dataclass(frozen=True)
class Look:
    """Maps of an image before any step, (B, h, w) each at stride 4.

    heat_logits: centres of objects of the size that the network sees best. sizes: log2 of the ratio of the object's
    diameter to that size. object_logits: whether an object of any size is there. The last two are None for a network
    that sees every image at one scale.
    """

    heat_logits: Tensor
    sizes: Tensor | None = None
    object_logits: Tensor | None = None

    def one(self, image: int) -> Look:
        """Return the look at one image of the batch."""
        here = slice(image, image + 1)
        return Look(self.heat_logits[here], one_of(self.sizes, image), one_of(self.object_logits, image))


class HeatHead(nn.Module):
    """A light head on the pyramid: turns the projected levels into maps at stride 4, of heat and of object sizes."""

    def __init__(self, skip_widths: tuple[int, ...], width: int, sizes: bool = False) -> None:
        """One 1 x 1 convolution per level, summed at stride 4, then two convolutions per map."""
        super().__init__()
        self.projections = nn.ModuleList(nn.Conv2d(skip, width, 1) for skip in skip_widths)
        self.mix = nn.Sequential(
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv2d(width, 1, 1),
        )
        last = self.mix[-1]
        assert isinstance(last, nn.Conv2d)
        assert last.bias is not None
        nn.init.constant_(last.bias, -2.0)  # centres are rare
        self.sizes = (
            nn.Sequential(
                nn.GroupNorm(1, width),
                nn.ReLU(),
                nn.Conv2d(width, width, 3, padding=1),
                nn.GroupNorm(1, width),
                nn.ReLU(),
                nn.Conv2d(width, 2, 1),
            )
            if sizes
            else None
        )

    def forward(self, skips: tuple[Tensor, ...], size: tuple[int, int]) -> Look:
        """Skips, deepest first, and the images' (H, W) -> the maps at stride 4."""
        total = summed(self.projections, skips, size)
        logits: Tensor = self.mix(total)
        if self.sizes is None:
            return Look(logits[:, 0])
        sizes = self.sizes(total)
        return Look(logits[:, 0], sizes[:, 0], sizes[:, 1])


def summed(projections: nn.ModuleList, skips: tuple[Tensor, ...], size: tuple[int, int]) -> Tensor:
    """Project each level and sum them at stride 4: skips, deepest first, and the images' (H, W) -> (B, C, h, w)."""
    wanted = (-(-size[0] // STRIDE), -(-size[1] // STRIDE))
    total: Tensor | None = None
    for projection, skip in zip(projections, skips, strict=True):
        level: Tensor = projection(skip)
        if level.shape[-2] > wanted[0]:
            level = F.adaptive_avg_pool2d(level, wanted)
        elif level.shape[-2:] != wanted:
            level = F.interpolate(level, size=wanted, mode="bilinear", align_corners=False)
        total = level if total is None else total + level
    assert total is not None
    return total


def free_heat(heat_logits: Tensor, state: State, inside: Tensor | None = None) -> Tensor:
    """Return the heat where a click would be new, and minus infinity where annotated, rejected, seen or outside.

    heat_logits (B, h, w); inside: (B, H, W) bool, where to look, or None -> (B, h, w).
    """
    taken = state.annotated | state.rejected | state.seen
    if inside is not None:
        taken = taken | ~inside
    # A heat cell is free if the pixel at its centre is.
    index_y = _centres(heat_logits.shape[-2], taken.shape[-2], heat_logits.device)
    index_x = _centres(heat_logits.shape[-1], taken.shape[-1], heat_logits.device)
    return heat_logits.masked_fill(taken[:, index_y][:, :, index_x], -torch.inf)


def _centres(cells: int, pixels: int, device: torch.device) -> Tensor | slice:
    """Return the pixels at the centres of cells; a slice, which copies nothing, if cells are of whole pixels."""
    if pixels % cells == 0:
        return slice(pixels // cells // 2, None, pixels // cells)
    centres = ((torch.arange(cells, device=device) + 0.5) * (pixels / cells)).long()
    return centres.clamp(max=pixels - 1)


def next_click(heat_logits: Tensor, state: State, inside: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Find the hottest free place of each image.

    Returns clicks (B, 2) as x, y in pixels (NaN if no place is free) and their logits (B,).
    """
    free = free_heat(heat_logits, state, inside)
    batch, height, width = free.shape
    logits, index = free.reshape(batch, -1).max(dim=1)
    size = state.annotated.shape[-2:]
    x = ((index % width).float() + 0.5) * (size[1] / width) - 0.5
    y = (torch.div(index, width, rounding_mode="floor").float() + 0.5) * (size[0] / height) - 0.5
    clicks = torch.stack([x, y], dim=1)
    nowhere = torch.isneginf(logits)
    return torch.where(nowhere[:, None], torch.nan, clicks), logits


def peaks_left(heat_logits: Tensor, state: State, threshold: float, inside: Tensor | None = None) -> Tensor:
    """Estimate how many objects are left: (B,) local maxima of the free heat at or above the threshold (0..1).

    inside: (B, H, W) bool, where to count, or None.
    """
    free = free_heat(heat_logits, state, inside)
    around = F.max_pool2d(free[:, None], 3, stride=1, padding=1)[:, 0]
    peaks = (free >= around) & (free.sigmoid() >= threshold)
    return peaks.flatten(1).sum(dim=1)


def disks(points: Tensor, size: tuple[int, int], radius: float = SEEN_RADIUS) -> Tensor:
    """(B, 2) points as x, y in pixels (NaN: none) -> (B, H, W) bool disks."""
    ys = torch.arange(size[0], device=points.device)
    xs = torch.arange(size[1], device=points.device)
    squared = (ys[None, :, None] - points[:, 1, None, None]) ** 2 + (
        xs[None, None, :] - points[:, 0, None, None]
    ) ** 2
    return squared <= radius**2
