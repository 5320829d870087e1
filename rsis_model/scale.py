"""Estimates the size of an image's objects, and the scale at which the network sees them best."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from rsis_model.config import InputConfig
from rsis_model.preparation import Window, padded, window_input
from rsis_model.questions import Asking, look
from rsis_model.where_next import STRIDE

LEAST_SIDE = 48
"""Minimum pixels of an image's longer side in the network's input."""
MOST = 6.0
"""Maximum enlargement of the image's pixels."""
LOOKED_AT = 480
"""Maximum side of one look, in pixels of the network's input."""
GLANCE = 128
"""Side of a look for the size of one object, in pixels of the network's input."""
BINS = np.arange(2.0, 10.01, 0.25)
"""log2 of the candidate diameters, in pixels of the image: 4 to 1024."""
LEAST_HEAT = 0.2
"""Minimum heat, 0..1, for a place to vote."""
SURE = 0.5
"""Minimum probability, 0..1, of an object at a place, for a closer look there."""
LARGER = 2.5
"""Ratio of each further object size to the one before, looked for once objects of the usual size are found."""
LARGER_SCALES = 2
LARGEST_SHARE = 0.6
"""The largest objects looked for, as a share of the image's longer side."""
SPREAD = 0.5
"""How much usual sizes differ between similar images, as a standard deviation of their log2."""
STILL = 0.2
"""How much a vote for a wholly unexpected size still counts."""
FINER = 3
"""Maximum number of closer looks, each at twice the scale of the last, at something too small to measure."""


def scale_for(size: float | None, shape: tuple[int, int], config: InputConfig) -> float | None:
    """Return the enlargement of an (H, W) image with objects of this diameter in pixels; None: the config's scale."""
    if size is None or not config.object_size:
        return None
    least = min(1.0, LEAST_SIDE / max(shape))
    return min(MOST, max(least, config.object_size / size))


def sizes_seen(size: float | None, shape: tuple[int, int]) -> tuple[float | None, ...]:
    """Return the diameters at whose scales an (H, W) image is searched: the usual one, then larger ones.

    At one scale the network sees objects of half to twice a size.
    """
    if size is None:
        return (None,)
    larger = (size * LARGER**k for k in range(1, 1 + LARGER_SCALES))
    return (size, *(each for each in larger if each <= LARGEST_SHARE * max(shape)))


def find_size(
    image: NDArray[np.uint8], config: InputConfig, expected: float | None = None
) -> Asking[float | None]:
    """Estimate the usual diameter in pixels of the objects in an (H, W, 3) uint8 image with adjusted contrast.

    expected: that of the objects in similar images; without votes, the estimate.

    Looks at the whole image at several scales, each half the last, and more closely where something too small was
    seen. At each scale, every local maximum of the heat votes for the size predicted there; votes from the scale at
    which that size is seen best count most. None without votes.
    """
    scale = min(1.0, LOOKED_AT / max(image.shape[:2]))
    votes = yield from _vote(image, _whole(image, scale, config), config)
    smaller = scale / 2
    while smaller * max(image.shape[:2]) >= LEAST_SIDE:
        votes = votes.and_those((yield from _vote(image, _whole(image, smaller, config), config)))
        smaller /= 2
    for _ in range(FINER):
        best, winner = config.object_size / scale, votes.winner(expected)
        closer = votes.surest_too_small(best) if winner is None or winner < 1.25 * best else None
        scale *= 2
        if closer is None or scale > MOST:
            break
        votes = votes.and_those((yield from _vote(image, _part(image, closer, scale, config), config)))
    return votes.winner(expected) or expected


@dataclass(frozen=True)
class Votes:
    """Votes of places for the size of the object there: logs (N,) log2 of its diameter in pixels of the image;
    weights (N,); objects (N,) 0..1, the probability of an object; points (N, 2) as x, y in pixels of the image.
    """

    logs: NDArray[np.float64]
    weights: NDArray[np.float64]
    objects: NDArray[np.float64]
    points: NDArray[np.float64]

    def and_those(self, others: Votes) -> Votes:
        """Concatenate two sets of votes."""
        pairs = zip(self._arrays(), others._arrays(), strict=True)
        return Votes(*(np.concatenate(pair) for pair in pairs))

    def _arrays(self) -> tuple[NDArray[np.float64], ...]:
        return self.logs, self.weights, self.objects, self.points

    def winner(self, expected: float | None = None) -> float | None:
        """Return the diameter in pixels with the most weight of votes around it; None without votes.

        Votes for sizes unlike the `expected` one, if it is given, count less.
        """
        if not len(self.logs):
            return None
        edges = np.append(BINS - 0.125, BINS[-1] + 0.125)
        # One large object has one vote where many small ones have many, so votes are weighted by size.
        weights = self.weights * 2.0 ** (1.5 * self.logs)
        if expected is not None:
            unlike = (self.logs - math.log2(expected)) / SPREAD
            weights = weights * (STILL + (1 - STILL) * np.exp(-0.5 * unlike**2))
        smooth = np.convolve(np.histogram(self.logs, edges, weights=weights)[0], [0.5, 1, 1, 1, 0.5], "same")
        if smooth.max() <= 0:
            return None
        near = np.abs(self.logs - BINS[int(smooth.argmax())]) <= 0.75
        by_length = self.weights[near] * 2.0 ** (0.5 * self.logs[near])
        return float(2.0 ** np.average(self.logs[near], weights=by_length))

    def surest_too_small(self, best: float) -> tuple[float, float] | None:
        """Return x, y in pixels of the surest object smaller than two thirds of `best`; None without one."""
        small = np.flatnonzero((self.logs < math.log2(best * 2 / 3)) & (self.objects > SURE))
        if not len(small):
            return None
        x, y = self.points[small[self.objects[small].argmax()]]
        return float(x), float(y)


def size_at(
    image: NDArray[np.uint8], point: tuple[float, float], usual: float | None, config: InputConfig
) -> Asking[float | None]:
    """Estimate the diameter in pixels of the object at a point x, y in pixels; None if the network sees none there.

    usual: that of the image's other objects, where the search starts. Looks at the point at several scales; the
    estimate from the scale at which the object is seen best counts most.
    """
    first = scale_for(usual or config.object_size, (image.shape[0], image.shape[1]), config) or 1.0
    least = scale_for(math.inf, (image.shape[0], image.shape[1]), config) or 1.0
    scales = sorted({min(MOST, max(least, first * 2.0**k)) for k in range(-3, 3)})
    logs, weights = [], []
    for scale in scales:
        window = _part(image, point, scale, config, GLANCE)
        seen = yield from look(window_input(image, window, config))
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
    """Return the window around a point x, y of an (H, W) image that has `side` input pixels each way at a scale."""
    height, width = (min(length, max(1, round(side / scale))) for length in shape)
    y0 = min(max(0, round(at[1] + 0.5 - height / 2)), shape[0] - height)
    x0 = min(max(0, round(at[0] + 0.5 - width / 2)), shape[1] - width)
    scaled = (max(1, round(height * scale)), max(1, round(width * scale)))
    return Window(y0, x0, height, width, scaled, padded(scaled, config))


def _vote(image: NDArray[np.uint8], window: Window, config: InputConfig) -> Asking[Votes]:
    seen = yield from look(window_input(image, window, config))
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
    # A part of the image stands for the whole.
    share = image.shape[0] * image.shape[1] / (window.height * window.width)
    weights = heats**4 * objects * np.exp(-0.5 * (logs / 0.6) ** 2) * math.sqrt(share)
    points = np.array(
        [window.to_image(STRIDE * (x + 0.5), STRIDE * (y + 0.5)) for x, y in zip(xs, ys, strict=True)]
    )
    return Votes(logs + math.log2(config.object_size / scale), weights, objects, points.reshape(-1, 2))


def _peaks(maps: Tensor) -> Tensor:
    """(h, w) -> (h, w) bool: local maxima."""
    return maps >= F.max_pool2d(maps[None, None], 3, stride=1, padding=1)[0, 0]
