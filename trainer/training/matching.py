"""Matching: pairs predictions with instances by the Hungarian algorithm on soft IoU (section 3.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment
from torch import Tensor


@dataclass(frozen=True)
class Pairs:
    """Index pairs of one image: step steps[k] is paired with instance instances[k]."""

    steps: tuple[int, ...] = ()
    instances: tuple[int, ...] = ()


def soft_iou_cost(probabilities: Tensor, masks: Tensor) -> Tensor:
    """Return the cost of every pair, 1 - soft IoU: (T, ...) probabilities, (N, ...) masks -> (T, N).

    One matrix product over flattened masks; no mask is repeated.
    """
    p, g = probabilities.flatten(1), masks.flatten(1).to(probabilities.dtype)
    overlap = p @ g.T
    union = p.sum(dim=1)[:, None] + g.sum(dim=1)[None, :] - overlap
    return 1 - overlap / union.clamp(min=1e-6)


def in_order(masks: Tensor, steps: int, order: str) -> Pairs:
    """Pair by a fixed order (footnote 1): step k with the k-th of (N, H, W) masks, none empty.

    order: left_to_right or top_to_bottom by the centre of mass, or large_to_small.
    """
    maps = masks.float()
    areas = maps.sum(dim=(1, 2))
    if order == "large_to_small":
        keys = -areas
    else:
        along = 2 if order == "left_to_right" else 1
        places = torch.arange(masks.shape[along], device=masks.device)
        keys = (maps.sum(dim=3 - along) * places).sum(dim=1) / areas
    found = torch.argsort(keys, stable=True)[:steps].tolist()
    return Pairs(tuple(range(len(found))), tuple(found))


@torch.no_grad()
def match(
    mask_logits: Tensor, masks: Tensor, fixed: Pairs | None = None, free_steps: tuple[int, ...] | None = None
) -> Pairs:
    """Match one image: (T, H, W) logits against (N, H, W) bool masks, min(T, N) pairs (equation 3).

    Only the first min(T, N) predictions take part, as in the paper, unless `free_steps` names those that do.
    fixed: pairs that are already settled (a person's clicks); their steps and instances take no part.
    """
    fixed = fixed or Pairs()
    instances = [n for n in range(len(masks)) if n not in fixed.instances]
    if free_steps is None:
        free_steps = tuple(t for t in range(len(mask_logits)) if t not in fixed.steps)[: len(instances)]
    if not instances or not free_steps:
        return fixed
    cost = soft_iou_cost(mask_logits[list(free_steps)].float().sigmoid(), masks[instances])
    rows, columns = linear_sum_assignment(np.nan_to_num(cost.cpu().numpy(), nan=1.0))
    return Pairs(
        fixed.steps + tuple(free_steps[r] for r in rows),
        fixed.instances + tuple(instances[c] for c in columns),
    )
