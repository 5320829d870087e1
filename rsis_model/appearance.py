"""Appearance: which places look like the clicked one, as more guidance for the step."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.state import Guidance
from rsis_model.where_next import summed

SIDES = 2
"""Maps of likeness: to the positive clicks, and to the negative ones."""


class Appearance(nn.Module):
    """Embeds every place at stride 4, and tells the gates how alike each place and the clicked ones are.

    The kernel is that of SPOCO (Wolny et al., CVPR 2022): a Gaussian of the distance of embeddings.
    The gates' weights start at zero, so that a network without this part is unchanged by getting it.
    """

    def __init__(self, skip_widths: tuple[int, ...], hidden_widths: tuple[int, ...], channels: int) -> None:
        """channels: of the embedding."""
        super().__init__()
        width = 2 * channels
        self.projections = nn.ModuleList(nn.Conv2d(skip, width, 1) for skip in skip_widths)
        self.mix = nn.Sequential(
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv2d(width, channels, 1),
        )
        self.gates = nn.ModuleList(
            nn.Conv2d(SIDES, 4 * hidden, 3, padding=1, bias=False) for hidden in hidden_widths
        )
        for gate in self.gates:
            assert isinstance(gate, nn.Conv2d)
            nn.init.zeros_(gate.weight)

    def embed(self, skips: tuple[Tensor, ...], size: tuple[int, int]) -> Tensor:
        """Skips, deepest first, and the images' (H, W) -> (B, E, h, w) at stride 4."""
        embedding: Tensor = self.mix(summed(self.projections, skips, size))
        return embedding

    def forward(self, alike: Tensor, sizes: list[tuple[int, int]]) -> list[Tensor]:
        """Maps of likeness (B, 2, h, w) -> one (B, 4 * D_i, h_i, w_i) per layer, deepest first."""
        terms = []
        for gate, size in zip(self.gates, sizes, strict=True):
            if size[0] < alike.shape[-2]:
                level = F.adaptive_avg_pool2d(alike, size)
            else:
                level = F.interpolate(alike, size=size, mode="bilinear", align_corners=False)
            terms.append(gate(level))
        return terms


def alike(embedding: Tensor, guidance: Guidance, size: tuple[int, int]) -> Tensor:
    """How alike each place and the nearest of the clicked ones are, 0 to 1: (B, E, h, w) -> (B, 2, h, w).

    size: (H, W) of the images. Zero where there is no click of that side.
    """
    return torch.stack(
        [_alike(embedding, clicks, size) for clicks in (guidance.positive, guidance.negative)], dim=1
    )


def _alike(embedding: Tensor, clicks: Tensor, size: tuple[int, int]) -> Tensor:
    batch, _, height, width = embedding.shape
    there = ~clicks.isnan().any(dim=-1)  # (B, K)
    if not bool(there.any()):
        return embedding.new_zeros(batch, height, width)
    at = clicks.nan_to_num()
    x = ((at[..., 0] + 0.5) * (width / size[1])).long().clamp(0, width - 1)
    y = ((at[..., 1] + 0.5) * (height / size[0])).long().clamp(0, height - 1)
    image = torch.arange(batch, device=embedding.device)[:, None].expand_as(x)
    clicked = embedding.permute(0, 2, 3, 1)[image, y, x]  # (B, K, E)
    flat = embedding.flatten(2)  # (B, E, h * w)
    squared = (
        (clicked**2).sum(dim=-1)[..., None] + (flat**2).sum(dim=1)[:, None] - 2 * torch.bmm(clicked, flat)
    ).clamp(min=0)
    likeness = torch.exp(-0.5 * squared) * there[..., None]
    return likeness.amax(dim=1).reshape(batch, height, width)
