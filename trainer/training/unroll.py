"""Unrolls sequences for training: plain, as in the paper, or guided by a simulated person.

Both call the model's `step`, as the program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.decisions import HOPELESS
from rsis_model.model import RSIS
from rsis_model.state import Guidance, Pyramid, State
from trainer.config import PersonConfig
from trainer.data.targets import Target
from trainer.training.losses import StepSequence
from trainer.training.matching import Pairs, in_order, match
from trainer.training.simulated_person import (
    CLOSE_ENOUGH,
    Desk,
    ask,
    ask_correction,
    iou,
    open_desk,
)


@dataclass(frozen=True)
class Rollout:
    """The stacked steps of a batch and the pairs of each image."""

    sequence: StepSequence
    pairs: tuple[Pairs, ...]


def plain_rollout(
    model: RSIS, pyramid: Pyramid, targets: Sequence[Target], steps: int, order: str = "free"
) -> Rollout:
    """Unroll as in the paper: `steps` proposals from an empty state, matched by the Hungarian algorithm or in order."""
    sequence = StepSequence.stack(model.unroll(pyramid, steps))
    if order != "free":
        return Rollout(sequence, tuple(in_order(target.masks, steps, order) for target in targets))
    pairs = tuple(
        match(sequence.mask_logits[:, b].detach(), target.masks) for b, target in enumerate(targets)
    )
    return Rollout(sequence, pairs)


def guided_rollout(
    model: RSIS,
    pyramid: Pyramid,
    targets: Sequence[Target],
    steps: int,
    config: PersonConfig,
    rngs: Sequence[np.random.Generator],
) -> Rollout:
    """Unroll `steps` proposals with a simulated person who clicks, accepts, fixes, rejects and corrects.

    rngs: a random generator per image, which may all be the same. The person runs on the CPU; the network and
    the targets may be on any device.
    """
    device = pyramid.skips[0].device
    opened = [
        open_desk(target.masks.cpu().numpy(), config, rng) for target, rng in zip(targets, rngs, strict=True)
    ]
    desks, done = zip(*opened, strict=True)
    state = model.initial_state(pyramid)
    for desk, target in zip(desks, targets, strict=True):
        desk.complete = target.complete
    if not all(target.complete for target in targets):
        # The network clicks itself only where the truth is known.
        unknown = torch.zeros_like(state.seen)
        for image, target in enumerate(targets):
            if not target.complete:
                unknown[image] = ~target.masks.any(dim=0)
        state = state.see(unknown)
    for turn in range(max(len(instances) for instances in done)):
        # One instance per image at a time, so that each gets its own inner border.
        masks = torch.zeros_like(state.annotated)
        for image, instances in enumerate(done):
            if turn < len(instances):
                masks[image] = targets[image].masks[instances[turn]]
        state = state.annotate(masks)
    before = state
    again = [False] * len(targets)
    sequence = []
    settled: list[list[tuple[int, int]]] = [[] for _ in targets]
    free: list[list[int]] = [[] for _ in targets]
    for t in range(steps):
        for desk, repeated, rng in zip(desks, again, rngs, strict=True):
            if not repeated:
                ask(desk, config, rng)
        start = _choose(before, state, again)
        step, after = model.step(pyramid, start, guidance_of(desks, device))
        sequence.append(step)
        predicted = (step.mask_logits.detach() > 0).cpu().numpy()
        clicks = step.clicks.cpu()
        before, state = start, after
        annotated, rejected = np.zeros((2, *predicted.shape), dtype=bool)
        for image, (desk, rng) in enumerate(zip(desks, rngs, strict=True)):
            click = clicks[image]
            own = None if bool(click.isnan().any()) else (float(click[0]), float(click[1]))
            instance = desk.target if desk.target is not None else _under(desk, own)
            if instance is not None and (desk.target is not None or config.pairing == "click"):
                settled[image].append((t, instance))
            elif config.pairing == "hungarian":
                free[image].append(t)
            again[image] = _wants_correction(instance, predicted[image], desk, config, rng) and t + 1 < steps
            if again[image] and instance is not None:
                if t in free[image]:  # the mask to correct next belongs to this object
                    free[image].remove(t)
                    settled[image].append((t, instance))
                ask_correction(desk, instance, predicted[image], own, config.off_centre, rng)
            else:
                _decide(annotated[image], rejected[image], desk, instance, predicted[image], config, rng)
        state = state.annotate(torch.from_numpy(annotated).to(device))
        state = state.reject(torch.from_numpy(rejected).to(device))
    stacked = StepSequence.stack(sequence)
    pairs = tuple(
        _pairs(stacked.mask_logits[:, b].detach(), targets[b].masks, settled[b], free[b], set(done[b]))
        for b in range(len(targets))
    )
    return Rollout(stacked, pairs)


def guidance_of(desks: Sequence[Desk], device: torch.device | str = "cpu") -> Guidance:
    """Return the requests of all desks as one batch of guidance."""
    height, width = desks[0].masks.shape[-2:]

    def points(positive: bool) -> Tensor:
        lists = [[(x, y) for x, y, p in desk.clicks if p == positive] for desk in desks]
        longest = max(1, *(len(each) for each in lists))
        filled = [each + [(np.nan, np.nan)] * (longest - len(each)) for each in lists]
        return torch.tensor(filled, dtype=torch.float32, device=device)

    def maps(values: list[NDArray[np.bool_] | None], where_none: bool) -> Tensor | None:
        if all(v is None for v in values):
            return None
        default = np.full((height, width), where_none)
        return torch.from_numpy(np.stack([default if v is None else v for v in values])).to(device)

    return Guidance(
        points(True),
        points(False),
        correct=maps([d.correct for d in desks], False),
        box=maps([d.box for d in desks], False),
    )


def _under(desk: Desk, click: tuple[float, float] | None) -> int | None:
    """Return the remaining instance under a self-click."""
    if click is None:
        return None
    x, y = round(click[0]), round(click[1])
    return next((n for n in sorted(desk.remaining) if desk.masks[n, y, x]), None)


def _wants_correction(
    instance: int | None,
    predicted: NDArray[np.bool_],
    desk: Desk,
    config: PersonConfig,
    rng: np.random.Generator,
) -> bool:
    if instance is None or rng.random() >= config.correct:
        return False
    return not np.array_equal(predicted, desk.masks[instance])


def _decide(
    annotated: NDArray[np.bool_],
    rejected: NDArray[np.bool_],
    desk: Desk,
    instance: int | None,
    predicted: NDArray[np.bool_],
    config: PersonConfig,
    rng: np.random.Generator,
) -> None:
    """Accept, fix or reject the proposal; adds its (H, W) mask to `annotated` or `rejected`."""
    quality = iou(predicted, desk.masks[instance]) if instance is not None else 0.0
    if instance is None and not desk.complete:
        return
    if instance is None or (quality < HOPELESS and rng.random() < 0.5):
        # A rejected mask must not cover objects that are still to be found.
        rejected |= predicted & ~desk.masks[sorted(desk.remaining)].any(axis=0)
        return
    desk.remaining.discard(instance)
    accepted = quality >= CLOSE_ENOUGH and rng.random() >= config.fixed
    annotated |= predicted if accepted else desk.masks[instance]


def _choose(before: State, state: State, again: list[bool]) -> State:
    """For images that repeat a step, restore the hidden states from before it; decisions stay the latest."""
    if not any(again):
        return state
    chosen = torch.tensor(again, device=state.annotated.device)[:, None, None, None]
    return replace(
        state,
        hidden=tuple(torch.where(chosen, b, s) for b, s in zip(before.hidden, state.hidden, strict=True)),
        cell=tuple(torch.where(chosen, b, s) for b, s in zip(before.cell, state.cell, strict=True)),
    )


def _pairs(
    logits: Tensor, masks: Tensor, settled: list[tuple[int, int]], free: list[int], done: set[int]
) -> Pairs:
    """Return the settled pairs, plus the free steps matched to the remaining instances."""
    fixed = Pairs(tuple(t for t, _ in settled), tuple(n for _, n in settled))
    if not free:
        return fixed
    left = [n for n in range(len(masks)) if n not in done and n not in fixed.instances]
    found = match(logits, masks[left], free_steps=tuple(free))
    return Pairs(fixed.steps + found.steps, fixed.instances + tuple(left[n] for n in found.instances))
