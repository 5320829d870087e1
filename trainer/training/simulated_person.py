"""The simulated person of guided training: decides where to click, and what to accept, fix and reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from annotations.masks import Bools
from trainer.config import PersonConfig

CLOSE_ENOUGH = 0.5  # IoU at which a person may accept the network's mask as it is


@dataclass
class Desk:
    """One image in front of the simulated person: the remaining instances and the current request."""

    masks: Bools
    """(N, H, W), the true masks."""
    remaining: set[int]
    complete: bool = True
    """Whether every object has a mask; if not, proposals outside the masks are neither right nor wrong."""
    target: int | None = None
    """The instance that the current clicks or box refer to; None: the network's choice."""
    clicks: list[tuple[float, float, bool]] = field(default_factory=list)
    box: Bools | None = None
    correct: Bools | None = None
    """The mask being corrected; the step is repeated from the state before it."""


def open_desk(masks: Bools, config: PersonConfig, rng: np.random.Generator) -> tuple[Desk, list[int]]:
    """Make a desk for (N, H, W) masks; return also the instances that start annotated: none, or a random share."""
    count = len(masks)
    done: list[int] = []
    if count and rng.random() < config.started:
        done = [int(i) for i in rng.permutation(count)[: int(rng.uniform(0, 0.95) * count)]]
    return Desk(masks, set(range(count)) - set(done)), done


def ask(desk: Desk, config: PersonConfig, rng: np.random.Generator) -> None:
    """Decide the next request: a click or a box on a remaining instance, or the network's choice."""
    desk.target, desk.clicks, desk.box, desk.correct = None, [], None, None
    if not desk.remaining:
        return
    chance = rng.random()
    if chance < config.click:
        desk.target = int(rng.choice(sorted(desk.remaining)))
        x, y = point_inside(desk.masks[desk.target], rng)
        desk.clicks = [(x, y, True)]
    elif chance < config.click + config.box:
        desk.target = int(rng.choice(sorted(desk.remaining)))
        desk.box = loose_box(desk.masks[desk.target], rng)


def ask_correction(
    desk: Desk,
    target: int,
    predicted: Bools,
    first_click: tuple[float, float] | None,
    off_centre: float = 0.0,
    rng: np.random.Generator | None = None,
) -> None:
    """Request the same object again, with an additional click at the worst error.

    off_centre: the probability, drawn from rng, that it is anywhere in the errors instead.
    """
    if not desk.clicks and first_click is not None:
        desk.clicks = [(*first_click, True)]
    if rng is not None and off_centre and rng.random() < off_centre:
        click = some_error(predicted, desk.masks[target], rng)
    else:
        click = worst_error(predicted, desk.masks[target], [(x, y) for x, y, _ in desk.clicks])
    desk.target = target
    desk.correct = predicted
    if click is not None:
        desk.clicks = [*desk.clicks, click]


def point_inside(mask: Bools, rng: np.random.Generator) -> tuple[float, float]:
    """Return a random pixel (x, y) of a mask: mostly from its inner half, sometimes from anywhere."""
    distance = _distance(mask)
    candidates = distance >= (0.5 * distance.max() if rng.random() < 0.7 else 0.1)
    ys, xs = np.nonzero(candidates)
    i = int(rng.integers(len(ys)))
    return float(xs[i]), float(ys[i])


def worst_error(
    predicted: Bools, true: Bools, clicked: Sequence[tuple[float, float]] = ()
) -> tuple[float, float, bool] | None:
    """Return the centre of the larger error as (x, y, positive), by the NoC rule; None if there is no error.

    The maximum of the L2 distance transform, padded by 1, of whichever of the false negatives and false
    positives has the larger maximum; positive if it is a false negative (as in RITM's evaluation). Pixels in
    `clicked`, (x, y), are not clicked again.
    """
    missing, extra = _distance(true & ~predicted), _distance(predicted & ~true)
    for at_x, at_y in clicked:
        missing[round(at_y), round(at_x)] = extra[round(at_y), round(at_x)] = 0
    positive = bool(missing.max() > extra.max())
    errors = missing if positive else extra
    if errors.max() <= 0:
        return None
    y, x = np.unravel_index(int(errors.argmax()), errors.shape)
    return float(x), float(y), positive


def some_error(predicted: Bools, true: Bools, rng: np.random.Generator) -> tuple[float, float, bool] | None:
    """Return a random pixel of the errors as (x, y, positive), more likely deep inside one; None without errors."""
    errors = _distance(predicted ^ true).ravel()
    total = float(errors.sum())
    if total <= 0:
        return None
    place = min(int(np.searchsorted(np.cumsum(errors), rng.random() * total, side="right")), errors.size - 1)
    y, x = np.unravel_index(place, true.shape)
    return float(x), float(y), bool(true[y, x])


def loose_box(mask: Bools, rng: np.random.Generator) -> Bools:
    """Return a filled box around a mask, each side off by up to a tenth, as a person draws it."""
    ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    height, width = ys[-1] - ys[0] + 1, xs[-1] - xs[0] + 1
    off_y, off_x = (np.round(rng.uniform(-0.1, 0.1, 2) * side).astype(int) for side in (height, width))
    box = np.zeros_like(mask)
    y0, y1 = max(0, ys[0] + off_y[0]), ys[-1] + 1 + off_y[1]
    x0, x1 = max(0, xs[0] + off_x[0]), xs[-1] + 1 + off_x[1]
    box[y0:y1, x0:x1] = True
    return box


def iou(a: Bools, b: Bools) -> float:
    """Return the IoU of two (H, W) bool masks; 0 if both are empty."""
    union = int(np.count_nonzero(a | b))
    return int(np.count_nonzero(a & b)) / union if union else 0.0


def _distance(mask: Bools) -> NDArray[np.float32]:
    padded = np.pad(mask, 1).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1], dtype=np.float32)
