"""Scale: how large the objects of a picture are, and how much it is enlarged so that the network sees them best."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.config import InputConfig
from rsis_model.preparation import Window, padded, window_input
from rsis_model.where_next import STRIDE, Look

LEAST_SIDE = 48
"""Pixels of the network's input that the longer side of an image has at least."""
MOST = 6.0
"""The greatest enlargement of the image's own pixels."""
LOOKED_AT = 480
"""Pixels of the network's input that one look takes at most, each way."""
GLANCE = 128
"""Pixels of the network's input, each way, that are looked at to tell the size of one object."""
BINS = np.arange(2.0, 10.01, 0.25)
"""log2 of the diameters, in pixels of the image, among which places vote: 4 to 1024."""
LEAST_HEAT = 0.2
"""The heat, 0..1, from which a place has a vote."""
SURE = 0.5
"""How sure it is, 0..1, that an object is at a place, from which it is looked at more closely."""
FINER = 3
"""Looks at most, each twice as close as the one before, where something too small to be told was seen."""


def scale_for(size: float | None, shape: tuple[int, int], config: InputConfig) -> float | None:
    """The enlargement of an image of (H, W) whose objects are so large; None: the config's own."""
    if size is None or not config.object_size:
        return None
    least = min(1.0, LEAST_SIDE / max(shape))
    return min(MOST, max(least, config.object_size / size))


@torch.inference_mode()
def find_size(look: Callable[[Tensor], Look], image: NDArray[np.uint8], config: InputConfig) -> float | None:
    """The usual diameter of the objects in an (H, W, 3) uint8 image, its contrast adjusted, in its pixels.

    The image is looked at whole at several scales, each half as large as the one before, and in part more closely
    where something too small was seen. At each scale every place that is hotter than its neighbours votes for the
    size that it says the object there has. The votes count most that come from the scale at which that size is seen
    best. None where no place has a vote.
    """
    scale = min(1.0, LOOKED_AT / max(image.shape[:2]))
    votes = _vote(look, image, _whole(image, scale, config), config)
    smaller = scale / 2
    while smaller * max(image.shape[:2]) >= LEAST_SIDE:
        votes = votes.and_those(_vote(look, image, _whole(image, smaller, config), config))
        smaller /= 2
    for _ in range(FINER):
        best, winner = config.object_size / scale, votes.winner()
        closer = votes.surest_too_small(best) if winner is None or winner < 1.25 * best else None
        scale *= 2
        if closer is None or scale > MOST:
            break
        votes = votes.and_those(_vote(look, image, _part(image, closer, scale, config), config))
    return votes.winner()


@dataclass(frozen=True)
class Votes:
    """What places say of the size of the object there: logs (N,) log2 of its diameter in pixels of the image;
    weights (N,); objects (N,) 0..1, how sure it is that one is there; points (N, 2) as x, y in pixels of the image.
    """

    logs: NDArray[np.float64]
    weights: NDArray[np.float64]
    objects: NDArray[np.float64]
    points: NDArray[np.float64]

    def and_those(self, others: Votes) -> Votes:
        """Both together."""
        pairs = zip(self._arrays(), others._arrays(), strict=True)
        return Votes(*(np.concatenate(pair) for pair in pairs))

    def _arrays(self) -> tuple[NDArray[np.float64], ...]:
        return self.logs, self.weights, self.objects, self.points

    def winner(self) -> float | None:
        """The diameter in pixels with the most weight of votes about it; None without any."""
        if not len(self.logs):
            return None
        edges = np.append(BINS - 0.125, BINS[-1] + 0.125)
        # One large object has one vote where many small ones have many: a vote counts by the size it is for.
        weights = self.weights * 2.0 ** (1.5 * self.logs)
        smooth = np.convolve(np.histogram(self.logs, edges, weights=weights)[0], [0.5, 1, 1, 1, 0.5], "same")
        if smooth.max() <= 0:
            return None
        near = np.abs(self.logs - BINS[int(smooth.argmax())]) <= 0.75
        by_length = self.weights[near] * 2.0 ** (0.5 * self.logs[near])
        return float(2.0 ** np.average(self.logs[near], weights=by_length))

    def surest_too_small(self, best: float) -> tuple[float, float] | None:
        """Where an object is most surely that is smaller than two thirds of `best`, x, y in pixels; None: nowhere."""
        small = np.flatnonzero((self.logs < math.log2(best * 2 / 3)) & (self.objects > SURE))
        if not len(small):
            return None
        x, y = self.points[small[self.objects[small].argmax()]]
        return float(x), float(y)


@torch.inference_mode()
def size_at(
    look: Callable[[Tensor], Look],
    image: NDArray[np.uint8],
    point: tuple[float, float],
    usual: float | None,
    config: InputConfig,
) -> float | None:
    """The diameter in pixels of the object at a point, x, y in pixels; None where the network sees none there.

    usual: that of the others in the image, from which the search begins. The point is seen at several scales, each
    of which says how large the object there is; what counts most is the word of the one at which it is seen best.
    """
    first = scale_for(usual or config.object_size, (image.shape[0], image.shape[1]), config) or 1.0
    least = scale_for(math.inf, (image.shape[0], image.shape[1]), config) or 1.0
    scales = sorted({min(MOST, max(least, first * 2.0**k)) for k in range(-3, 3)})
    logs, weights = [], []
    for scale in scales:
        window = _part(image, point, scale, config, GLANCE)
        seen = look(window_input(image, window, config))
        assert seen.sizes is not None and seen.object_logits is not None
        x, y = window.to_network(*point)
        row = min(max(int(y // STRIDE), 0), seen.sizes.shape[1] - 1)
        column = min(max(int(x // STRIDE), 0), seen.sizes.shape[2] - 1)
        relative = float(seen.sizes[0, row, column])
        there = float(seen.object_logits[0, row, column].sigmoid())
        heat = float(seen.heat_logits[0, row, column].sigmoid())
        logs.append(relative + math.log2(config.object_size / scale))
        weights.append(there * (0.05 + heat) * math.exp(-0.5 * (relative / 0.6) ** 2))
    best = int(np.argmax(weights))
    if weights[best] < 1e-3:
        return None
    near = [i for i in range(len(logs)) if abs(logs[i] - logs[best]) <= 0.75]
    return float(2.0 ** np.average([logs[i] for i in near], weights=[weights[i] for i in near]))


def _whole(image: NDArray[np.uint8], scale: float, config: InputConfig) -> Window:
    height, width = image.shape[:2]
    scaled = (max(1, round(height * scale)), max(1, round(width * scale)))
    return Window(0, 0, height, width, scaled, padded(scaled, config))


def _part(
    image: NDArray[np.uint8],
    at: tuple[float, float],
    scale: float,
    config: InputConfig,
    side: int = LOOKED_AT,
) -> Window:
    return window_at((image.shape[0], image.shape[1]), at, scale, side, config)


def window_at(
    shape: tuple[int, int], at: tuple[float, float], scale: float, side: int, config: InputConfig
) -> Window:
    """The part of an image of (H, W) round a point x, y that `side` pixels of the input, each way, show at a scale."""
    height, width = (min(length, max(1, round(side / scale))) for length in shape)
    y0 = min(max(0, round(at[1] + 0.5 - height / 2)), shape[0] - height)
    x0 = min(max(0, round(at[0] + 0.5 - width / 2)), shape[1] - width)
    scaled = (max(1, round(height * scale)), max(1, round(width * scale)))
    return Window(y0, x0, height, width, scaled, padded(scaled, config))


def _vote(
    look: Callable[[Tensor], Look], image: NDArray[np.uint8], window: Window, config: InputConfig
) -> Votes:
    seen = look(window_input(image, window, config))
    assert seen.sizes is not None and seen.object_logits is not None
    rows, columns = -(-window.scaled[0] // STRIDE), -(-window.scaled[1] // STRIDE)
    heat = seen.heat_logits[0, :rows, :columns].float().sigmoid()
    there = seen.object_logits[0, :rows, :columns].float().sigmoid()
    places = (_peaks(heat) & (heat > LEAST_HEAT)) | (_peaks(there) & (there > SURE))
    ys, xs = (axis.cpu().numpy() for axis in torch.nonzero(places, as_tuple=True))
    heats, objects, logs = (
        maps.float().cpu().numpy()[ys, xs].astype(np.float64)
        for maps in (heat, there, seen.sizes[0, :rows, :columns])
    )
    scale = window.scaled[0] / window.height
    # A part of the image speaks for more than itself.
    share = image.shape[0] * image.shape[1] / (window.height * window.width)
    weights = heats**4 * objects * np.exp(-0.5 * (logs / 0.6) ** 2) * math.sqrt(share)
    points = np.array(
        [window.to_image(STRIDE * (x + 0.5), STRIDE * (y + 0.5)) for x, y in zip(xs, ys, strict=True)]
    )
    return Votes(logs + math.log2(config.object_size / scale), weights, objects, points.reshape(-1, 2))


def _peaks(maps: Tensor) -> Tensor:
    """(h, w) -> (h, w) bool: no neighbour is greater."""
    return maps >= F.max_pool2d(maps[None, None], 3, stride=1, padding=1)[0, 0]
