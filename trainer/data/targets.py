"""What the network should answer for an image: its instances as masks, boxes and categories, and the heat map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.where_next import STRIDE

SLIVER = 16  # pixels; smaller remainders of instances cut by the crop's edge are not learned


@dataclass(frozen=True)
class Target:
    """The instances of one training image.

    masks (N, H, W) bool; boxes (N, 4) as x0, y0, x1, y1 in 0..1; categories (N,) int64.
    The maps are (h, w) float at stride 4, and empty without where-next:
    heat: normalised distance transform, squared. heat_weights: weight of each cell, 0 where the truth is unknown
    (crowds, slivers). sizes: log2 of the object's diameter over the one that the network sees best, for objects at
    every scale. size_weights: weight of each cell of `sizes`, summing to 1 per object.
    complete: whether every object has a mask; if not, a proposal outside the masks is neither right nor wrong.
    """

    masks: Tensor
    boxes: Tensor
    categories: Tensor
    heat: Tensor
    heat_weights: Tensor
    sizes: Tensor
    size_weights: Tensor
    complete: bool = True

    def to(self, device: torch.device) -> Target:
        """Copy to a device."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        moved: dict[str, Any] = {
            name: value.to(device, non_blocking=True) if isinstance(value, Tensor) else value
            for name, value in values.items()
        }
        return Target(**moved)


def make_target(
    masks: Tensor,
    categories: Tensor,
    crowd: Tensor,
    largest: int,
    heat: bool,
    sizes: Sequence[float] | None = None,
    in_scale: tuple[float, float] = (0.0, math.inf),
    background: float = 1.0,
    rejected: Tensor | None = None,
) -> Target:
    """Make targets from (N, H, W) bool masks; keep the `largest` biggest instances and ignore the rest.

    sizes: each instance's diameter over the one that the network sees best, 0 if it has none; those outside
    `in_scale` are background. background: the weight of the heat where nothing is labelled.
    rejected: (N,) bool, those that a person rejected: certain background.
    """
    areas = masks.flatten(1).sum(dim=1)
    relative = torch.tensor(sizes if sizes is not None else [1.0] * len(masks), dtype=torch.float32)
    off_scale = ~crowd & ((relative < in_scale[0]) | (relative > in_scale[1]))
    refused = torch.zeros(len(masks), dtype=torch.bool) if rejected is None else rejected
    off_scale = off_scale & ~refused
    wanted = (areas >= SLIVER) & ~crowd & ~off_scale & ~refused
    order = torch.argsort(areas, descending=True, stable=True)
    order = order[wanted[order]][:largest]
    dropped = ~off_scale & ~refused
    dropped[order] = False
    kept = masks[order]
    none = torch.zeros(0, 0)
    target = Target(kept, boxes_of(kept), categories[order], none, none, none, none)
    if not heat:
        return target
    ignored = masks[dropped].any(dim=0) & ~kept.any(dim=0)
    target = replace(target, heat=heat_target(kept))
    weights = (pooled(ignored.float()) == 0) | (target.heat > 0)
    if background < 1:
        labelled = pooled(masks.any(dim=0).float())[None, None]
        # Plus a cell around each, since the network learns borders from both sides.
        labelled = torch.nn.functional.max_pool2d(labelled, 3, stride=1, padding=1)[0, 0] > 0
        weights = weights * torch.where(labelled, 1.0, background)
    target = replace(target, heat_weights=weights.float())
    if sizes is None:
        return target
    told = (~crowd) & ~refused & (areas > 0) & (relative > 0)
    size_map, size_weights = _size_targets(masks[told], relative[told], tuple(target.heat.shape))
    return replace(target, sizes=size_map, size_weights=size_weights)


def _size_targets(masks: Tensor, relative: Tensor, shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    """Make `sizes` and `size_weights` from (N, H, W) bool masks, none empty, and their sizes relative to the best."""
    sizes, weights = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for mask, size in zip(masks.numpy(), relative.tolist(), strict=True):
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        heat = distance_heat(mask[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1])
        # Cells are sampled at their middle pixel, clipped to the object's box, so that small objects get a cell too.
        rows = np.arange(ys[0] // STRIDE, ys[-1] // STRIDE + 1)
        columns = np.arange(xs[0] // STRIDE, xs[-1] // STRIDE + 1)
        inner_y = np.clip(rows * STRIDE + STRIDE // 2 - ys[0], 0, heat.shape[0] - 1)
        inner_x = np.clip(columns * STRIDE + STRIDE // 2 - xs[0], 0, heat.shape[1] - 1)
        part = heat[inner_y][:, inner_x]
        if part.max() <= 0:
            continue
        part = part / part.sum()
        place = np.ix_(rows, columns)
        stronger = part > weights[place]
        sizes[place] = np.where(stronger, np.log2(size), sizes[place])
        weights[place] = np.where(stronger, part, weights[place])
    return torch.from_numpy(sizes), torch.from_numpy(weights)


def boxes_of(masks: Tensor) -> Tensor:
    """(N, H, W) bool, none empty -> (N, 4) as x0, y0, x1, y1 in 0..1, right and bottom exclusive."""
    height, width = masks.shape[-2:]
    boxes = torch.zeros(len(masks), 4)
    for i, mask in enumerate(masks):
        ys = mask.any(dim=1).nonzero()
        xs = mask.any(dim=0).nonzero()
        boxes[i] = torch.tensor([xs[0] / width, ys[0] / height, (xs[-1] + 1) / width, (ys[-1] + 1) / height])
    return boxes


def heat_target(masks: Tensor) -> Tensor:
    """(N, H, W) bool -> (h, w) at stride 4: each mask's distance transform over its maximum, squared."""
    height, width = masks.shape[-2:]
    heat = np.zeros((height, width), dtype=np.float32)
    for mask in masks.numpy():
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        place = heat[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        np.maximum(place, distance_heat(mask[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]), out=place)
    return pooled(torch.from_numpy(heat))


def distance_heat(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(h, w) bool, not empty -> its distance transform over its maximum, squared."""
    distance = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    return np.asarray((distance / distance.max()) ** 2, dtype=np.float32)


def pooled(maps: Tensor) -> Tensor:
    """(H, W) float -> (h, w) at stride 4: the maximum of each cell."""
    return torch.nn.functional.max_pool2d(maps[None, None], STRIDE, stride=STRIDE, ceil_mode=True)[0, 0]
