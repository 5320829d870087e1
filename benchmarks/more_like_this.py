"""Measures whether decisions of an image should re-order, by appearance, where the network looks next.

python -m benchmarks.more_like_this --images DATA [--checkpoint FOLDER] [--kinds phase_cells,ore,fruit] [--limit 4]

Counts the proposals that a person sees for the first 20 accepted objects of each image, with the network as it is and
with two ways of "more like this": a kernel ridge regression from accepted (1) and rejected (-1) places to all places,
over the encoder's levels, added to the logits of the heat: only where it is negative, or everywhere. A proposal is
accepted from an IoU of 0.3 with an object that is left, and the object's true mask is kept, as a person would fix it.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

import resources
from annotations.imaging.reading import read_image
from benchmarks.kinds import LEFT_OUT, held_back
from rsis_model import Predictor
from rsis_model.preparation import Window
from rsis_model.questions import Asking
from rsis_model.regions import deepest_point
from rsis_model.scene import Scene
from rsis_model.state import Pyramid
from trainer.data.samples import Sample

WANTED = 20
"""Accepted objects per image."""
ACCEPTED_FROM = 0.3
MOST_PROPOSALS = 120
WAYS = ("as it is", "less like the rejected", "more like the accepted, less like the rejected")
STRENGTH = 4.0
"""Of the regression's -1…1, in logits of the heat."""
RIDGE = 0.1
"""Of the kernel ridge regression: how little one decision is trusted."""
WIDTH = 0.5
"""Of the Gaussian kernel, over unit vectors."""
Bools = NDArray[np.bool_]
"""(H, W)."""


@dataclass
class Decided:
    """The places decided so far, x and y in pixels of the image, and 1 (accepted) or -1 (rejected) for each."""

    places: list[tuple[float, float]] = field(default_factory=list)
    verdicts: list[float] = field(default_factory=list)


class LikeDecided(Predictor):
    """A predictor whose heat follows what was decided in the image."""

    way = WAYS[0]
    decided = Decided()

    def _pyramid(self, scene: Scene, tile: int) -> Asking[Pyramid]:
        pyramid = yield from super()._pyramid(scene, tile)
        if self.way == WAYS[0] or pyramid.heat_logits is None or not self.decided.places:
            return pyramid
        added = self._like(pyramid, scene.windows[tile])
        if self.way == WAYS[1]:
            added = added.clamp(max=0)
        return replace(pyramid, heat_logits=pyramid.heat_logits + STRENGTH * added)

    def _like(self, pyramid: Pyramid, window: Window) -> Tensor:
        """The regression at every place of the heat: (1, h, w), -1 to 1."""
        assert pyramid.heat_logits is not None
        height, width = pyramid.heat_logits.shape[-2:]
        levels = [
            F.normalize(F.interpolate(level, (height, width), mode="bilinear", align_corners=False), dim=1)
            for level in pyramid.features[:2]
        ]
        places = torch.cat(levels, dim=1)[0].flatten(1).T / len(levels) ** 0.5  # unit vectors, (h * w, C)
        cells, verdicts = [], []
        for (x, y), verdict in zip(self.decided.places, self.decided.verdicts, strict=True):
            at = window.to_network(x, y)
            column = int((at[0] + 0.5) * width / pyramid.size[1])
            row = int((at[1] + 0.5) * height / pyramid.size[0])
            if 0 <= column < width and 0 <= row < height:
                cells.append(row * width + column)
                verdicts.append(verdict)
        if not cells:
            return torch.zeros_like(pyramid.heat_logits)
        known = places[cells]

        def kernel(a: Tensor, b: Tensor) -> Tensor:
            return torch.exp(-(torch.cdist(a, b) ** 2) / (2 * WIDTH**2))

        system = kernel(known, known) + RIDGE * torch.eye(len(cells))
        weights = torch.linalg.solve(system, torch.tensor(verdicts))
        return (kernel(places, known) @ weights).clamp(-1, 1).reshape(1, height, width)


def overlap(a: Bools, b: Bools) -> float:
    """Return the IoU of two masks."""
    return float((a & b).sum() / max(int((a | b).sum()), 1))


def annotate(predictor: LikeDecided, sample: Sample) -> tuple[int, int]:
    """Return the accepted objects of an image, at most WANTED, and the proposals seen for them."""
    left = [mask.to_array() for mask in sample.masks]
    predictor.decided = Decided()
    scene = predictor.open(read_image(sample.path))
    state, accepted, seen = predictor.initial_state(scene), 0, 0
    while left and accepted < WANTED and seen < MOST_PROPOSALS:
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        seen += 1
        overlaps = [overlap(proposal.mask, mask) for mask in left]
        best = int(np.argmax(overlaps))
        at = proposal.click or deepest_point(proposal.mask)
        predictor.decided.places.append(at)
        predictor.decided.verdicts.append(1.0 if overlaps[best] >= ACCEPTED_FROM else -1.0)
        if overlaps[best] >= ACCEPTED_FROM:
            accepted += 1
            state = predictor.accept(scene, state, left.pop(best))
        else:
            state = predictor.reject(scene, state, proposal)
    return accepted, seen


def main() -> None:
    """Print a table on stderr and JSON on stdout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument(
        "--checkpoint",
        default=str(resources.bundled_checkpoint("anything") or resources.starter_checkpoint()),
    )
    parser.add_argument("--kinds", default=",".join(LEFT_OUT))
    parser.add_argument("--limit", type=int, default=4, help="images per kind")
    options = parser.parse_args()
    torch.set_num_threads(1)
    predictor = LikeDecided.from_pretrained(options.checkpoint, "cpu")
    assert isinstance(predictor, LikeDecided)
    rows = []
    for kind in options.kinds.split(","):
        samples = held_back(options.images, kind, "test", options.limit)
        for way in WAYS:
            predictor.way = way
            counts = [annotate(predictor, sample) for sample in samples]
            accepted, seen = (sum(parts) for parts in zip(*counts, strict=True))
            rows.append(
                {"kind": kind, "way": way, "images": len(samples), "accepted": accepted, "proposals": seen}
            )
            each = seen / max(accepted, 1)
            sys.stderr.write(f"{kind:14} {way:48} accepted {accepted:4} proposals each {each:.2f}\n")
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
