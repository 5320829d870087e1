"""The losses: one function per term, weighted in one place (section 3.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import torch
import torch.nn.functional as F
from torch import Tensor

from rsis_model.state import Step
from rsis_model.where_next import Look
from trainer.config import LossConfig
from trainer.data.targets import Target
from trainer.training.matching import Pairs

EDGE = 3
"""How far the edge term reaches on either side of the true edge, in pixels."""
NEAR = 6
"""How far round an object places must not look like it, in cells at stride 4."""


@dataclass(frozen=True)
class StepSequence:
    """The T steps of a batch, stacked along time: masks (T, B, H, W) and so on."""

    mask_logits: Tensor
    category_logits: Tensor
    boxes: Tensor
    objectness_logits: Tensor
    alike: Tensor | None = None
    quality_logits: Tensor | None = None

    @classmethod
    def stack(cls, steps: Sequence[Step]) -> StepSequence:
        """Stack the steps in order."""
        return cls(
            torch.stack([s.mask_logits for s in steps]),
            torch.stack([s.category_logits for s in steps]),
            torch.stack([s.boxes for s in steps]),
            torch.stack([s.objectness_logits for s in steps]),
            _stack([s.alike for s in steps]),
            _stack([s.quality_logits for s in steps]),
        )


@dataclass(frozen=True)
class Losses:
    """Each term, unweighted, as a scalar; and the weighted total."""

    mask: Tensor
    box: Tensor
    category: Tensor
    objectness: Tensor
    heat: Tensor
    size: Tensor
    foreground: Tensor
    alike: Tensor
    quality: Tensor
    total: Tensor

    def numbers(self) -> dict[str, float]:
        """Return each term as a plain number."""
        return {f.name: float(getattr(self, f.name).detach()) for f in fields(self)}


def criterion(
    sequence: StepSequence,
    look: Look | None,
    targets: Sequence[Target],
    pairs: Sequence[Pairs],
    config: LossConfig,
    iteration: int,
    everywhere: Callable[[Tensor], Tensor] | None = None,
) -> Losses:
    """Compute all terms of a batch; predictions without a pair get no mask, box or category gradient.

    look: where the network sees objects, and how large; None without where-next.
    everywhere: sums over the processes that share a batch. Each term is a mean over the whole batch, so this
    process's mean is weighted by its share of the items: the mean over the processes is then the term.
    """
    index = [(t, b, n) for b, p in enumerate(pairs) for t, n in zip(p.steps, p.instances, strict=True)]
    zero = sequence.mask_logits.sum() * 0
    mask = box = category = looks = zero
    if index:
        ts, bs = [t for t, _, _ in index], [b for _, b, _ in index]
        logits, true = sequence.mask_logits[ts, bs], torch.stack([targets[b].masks[n] for _, b, n in index])
        mask = mask_loss(logits, true)
        if config.edge:
            mask = mask + config.edge * edge_loss(logits, true)
        if config.alike and sequence.alike is not None:
            looks = alike_loss(sequence.alike[ts, bs], true)
        box = F.mse_loss(sequence.boxes[ts, bs], torch.stack([targets[b].boxes[n] for _, b, n in index]))
        category = category_loss(
            sequence.category_logits[ts, bs], torch.stack([targets[b].categories[n] for _, b, n in index])
        )
    # With where-next the objectness is the heat at the click, which the heat term trains.
    objectness = objectness_loss(sequence.objectness_logits, targets, config) if config.objectness else zero
    heat = size = foreground = quality = zero
    if config.quality and sequence.quality_logits is not None:
        quality = quality_loss(sequence.quality_logits, sequence.mask_logits, targets, index)
    if look is not None and config.heat:
        heat = heat_loss(look.heat_logits, targets)
    if look is not None and config.size and look.sizes is not None and look.object_logits is not None:
        size, foreground = size_loss(look.sizes, targets), foreground_loss(look.object_logits, targets)
    if everywhere is not None:
        shares = _shares(sequence, targets, index, config, everywhere)
        mask, box, looks, category = (
            mask * shares[0],
            box * shares[0],
            looks * shares[0],
            category * shares[1],
        )
        objectness, heat, size, quality = (
            term * share for term, share in zip((objectness, heat, size, quality), shares[2:], strict=True)
        )
    total = config.mask * mask + config.heat * heat + config.size * (size + foreground)
    total = total + config.alike * looks + config.quality * quality
    for weight, term, start in (
        (config.box, box, config.box_from),
        (config.category, category, config.category_from),
        (config.objectness, objectness, config.objectness_from),
    ):
        if weight and iteration >= start:
            total = total + weight * term
    return Losses(mask, box, category, objectness, heat, size, foreground, looks, quality, total)


def _shares(
    sequence: StepSequence,
    targets: Sequence[Target],
    index: Sequence[tuple[int, int, int]],
    config: LossConfig,
    everywhere: Callable[[Tensor], Tensor],
) -> Tensor:
    """Return this process's weights times the number of processes.

    For pairs, known categories, objectness, heat, sizes, judged masks.
    """
    known = sum(int(targets[b].categories[n] >= 0) for _, b, n in index)
    steps = len(sequence.objectness_logits)
    counted = [steps if config.objectness_steps == "every" else min(steps, len(t.masks) + 1) for t in targets]
    heat = float(sum(float(t.heat.sum()) for t in targets))
    device = sequence.mask_logits.device
    size = float(sum(float(t.size_weights.sum()) for t in targets))
    judged = float(_judged(steps, targets, index, device).sum())
    own = torch.tensor([len(index), known, sum(counted), heat, size, judged, 1.0], device=device)
    total = everywhere(own)
    least = torch.tensor(
        [0.0, 0.0, 0.0, 1.0, 1.0, 1.0], device=device
    )  # the minimum divisors of the heat, size and quality terms
    shares = torch.maximum(own[:6], least) / torch.maximum(total[:6], least).clamp(min=1e-6)
    return shares * total[6]


def mask_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Return the mean of 1 - soft IoU over pairs: (M, H, W) logits, (M, H, W) bool masks."""
    p, g = logits.float().sigmoid().flatten(1), masks.flatten(1).float()
    overlap = (p * g).sum(dim=1)
    union = p.sum(dim=1) + g.sum(dim=1) - overlap
    return (1 - overlap / union.clamp(min=1e-6)).mean()


def edge_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Return the mean binary cross entropy of pixels within EDGE of the true edge: (M, H, W) logits and bool masks."""
    true = masks[:, None].float()
    side = 2 * EDGE + 1
    near = F.max_pool2d(true, side, stride=1, padding=EDGE) > -F.max_pool2d(
        -true, side, stride=1, padding=EDGE
    )
    weights = near[:, 0].float()
    terms = F.binary_cross_entropy_with_logits(logits.float(), true[:, 0], reduction="none")
    sums = (weights * terms).flatten(1).sum(dim=1) / weights.flatten(1).sum(dim=1).clamp(min=1.0)
    return sums.mean()


def alike_loss(alike: Tensor, masks: Tensor) -> Tensor:
    """Return the mean of 1 - soft IoU over pairs of maps of likeness (M, h, w) and (M, H, W) bool masks, near the mask.

    Far from the object nothing is asked: another object may look the same.
    """
    true = F.adaptive_avg_pool2d(masks[:, None].float(), (alike.shape[-2], alike.shape[-1]))
    near = F.max_pool2d(true, 2 * NEAR + 1, stride=1, padding=NEAR)[:, 0] > 0
    p, g = (alike.float() * near).flatten(1), true.flatten(1)
    overlap = (p * g).sum(dim=1)
    return (1 - overlap / (p.sum(dim=1) + g.sum(dim=1) - overlap).clamp(min=1e-6)).mean()


def quality_loss(
    logits: Tensor, mask_logits: Tensor, targets: Sequence[Target], index: Sequence[tuple[int, int, int]]
) -> Tensor:
    """Return the cross entropy of (T, B) logits against the IoU of each step's mask; 0 is true of one without object.

    index: (step, image, instance) of each pair. Steps without a pair count only where every object has a mask.
    """
    true = torch.zeros_like(logits)
    counted = _judged(len(logits), targets, index, logits.device)
    for t, b, n in index:
        proposed, own = mask_logits[t, b].detach() > 0, targets[b].masks[n]
        true[t, b] = (proposed & own).sum() / (proposed | own).sum().clamp(min=1)
    terms = F.binary_cross_entropy_with_logits(logits.float(), true, reduction="none")
    return (terms * counted).sum() / counted.sum().clamp(min=1)


def _judged(
    steps: int, targets: Sequence[Target], index: Sequence[tuple[int, int, int]], device: torch.device
) -> Tensor:
    """Return (T, B) bool, the steps whose masks are known to be right or wrong."""
    complete = torch.tensor([t.complete for t in targets], device=device)
    judged = complete[None].repeat(steps, 1)
    for t, b, _ in index:
        judged[t, b] = True
    return judged


def _stack(values: Sequence[Tensor | None]) -> Tensor | None:
    known = [value for value in values if value is not None]
    return torch.stack(known) if known else None


def category_loss(logits: Tensor, categories: Tensor) -> Tensor:
    """Return the mean cross entropy over pairs: (M, C) logits, (M,) int64; negative categories are unknown, skipped."""
    known = categories >= 0
    if not bool(known.any()):
        return logits.sum() * 0
    return F.cross_entropy(logits[known], categories[known])


def objectness_loss(logits: Tensor, targets: Sequence[Target], config: LossConfig) -> Tensor:
    """Return the binary cross entropy against t <= n over (T, B) logits; every step, or up to n + 1."""
    steps = torch.arange(len(logits), device=logits.device)[:, None]
    counts = torch.tensor([len(t.masks) for t in targets], device=logits.device)[None, :]
    terms = F.binary_cross_entropy_with_logits(logits, (steps < counts).float(), reduction="none")
    if config.objectness_steps == "every":
        return terms.mean()
    counted = (steps <= counts).float()
    return (terms * counted).sum() / counted.sum()


def heat_loss(logits: Tensor, targets: Sequence[Target]) -> Tensor:
    """Return the focal-weighted binary cross entropy of (B, h, w) logits and heat targets, with each cell's weight.

    Each cell is further weighted by its squared error; the sum is divided by the total target heat.
    """
    heat = torch.stack([t.heat for t in targets])
    logits = logits.float()
    terms = F.binary_cross_entropy_with_logits(logits, heat, reduction="none")
    weights = (logits.detach().sigmoid() - heat) ** 2 * torch.stack([t.heat_weights for t in targets])
    return (weights * terms).sum() / heat.sum().clamp(min=1.0)


def size_loss(sizes: Tensor, targets: Sequence[Target]) -> Tensor:
    """Return the mean over objects of the smooth L1 distance between (B, h, w) log2 sizes and the true ones."""
    weights = torch.stack([t.size_weights for t in targets])
    true = torch.stack([t.sizes for t in targets])
    terms = F.smooth_l1_loss(sizes.float(), true, reduction="none", beta=0.25)
    return (weights * terms).sum() / weights.sum().clamp(min=1.0)


def foreground_loss(logits: Tensor, targets: Sequence[Target]) -> Tensor:
    """Return the weighted binary cross entropy of (B, h, w) logits against where objects of any size are."""
    weights = torch.stack([t.heat_weights for t in targets])
    there = torch.stack([t.size_weights for t in targets]) > 0
    terms = F.binary_cross_entropy_with_logits(logits.float(), there.float(), reduction="none")
    return (weights * terms).sum() / weights.sum().clamp(min=1.0)
