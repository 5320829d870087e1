"""Quality: how well a proposed mask fits its object, as the network itself judges it."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class QualityHead(nn.Module):
    """Predicts the IoU of a mask with its object from the hidden states under it, and from the mask itself.

    After Mask Scoring R-CNN (Huang et al., CVPR 2019), pooled under the mask instead of in a box. What it reads
    is detached: it judges the network's masks and does not change them.
    """

    def __init__(self, hidden_widths: tuple[int, ...], width: int = 32) -> None:
        """Two linear layers on the pooled states of all layers and three figures of the mask."""
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(sum(hidden_widths) + 3, width),
            nn.ReLU(),
            nn.Linear(width, width),
            nn.ReLU(),
            nn.Linear(width, 1),
        )

    def forward(self, hidden: tuple[Tensor, ...], mask_logits: Tensor, heat: Tensor) -> Tensor:
        """Hidden states, mask logits (B, H, W) and the heat logits at the click (B,) -> logits of the IoU (B,)."""
        probability = mask_logits.detach().float().sigmoid()[:, None]
        pooled = []
        for level in hidden:
            weight = F.adaptive_avg_pool2d(probability, (level.shape[-2], level.shape[-1]))
            total = weight.sum(dim=(2, 3)).clamp(min=1e-6)
            pooled.append((level.detach().float() * weight).sum(dim=(2, 3)) / total)
        inside = (probability > 0.5).float()
        area = inside.sum(dim=(1, 2, 3))
        certain = (probability * inside).sum(dim=(1, 2, 3)) / area.clamp(min=1.0)
        figures = torch.stack(
            [certain, area.clamp(min=1.0).log() / 10, heat.detach().float().sigmoid()], dim=1
        )
        logits: Tensor = self.layers(torch.cat([*pooled, figures], dim=1))
        return logits[:, 0]
