"""Measures the gain of a closer look at small objects: the proposals' IoU with the true masks, before and after.

python benchmarks/zoom.py --data NUCLEI --split nuclei [--largest-side 400] [--images 30] [--share 0.01]

Looks closer at each proposal on a crop around it, while the sequence continues with the original. Counts proposals that
overlap a true instance smaller than `share` of its image with an IoU of at least 0.3.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from pathlib import Path

import numpy as np

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask, iou
from rsis_model import Predictor
from trainer.data.samples import Sample
from trainer.data.sources import read_samples, read_split, readable, side_of

ON_IT = 0.3
SIZES = (0, 60, 150, 400, 10**9)  # pixels


def compare(
    predictor: Predictor, sample: Sample, share: float, most: int = 200
) -> list[tuple[int, float, float, float]]:
    """Return (area, IoU, IoU after the closer look, its seconds) of each proposal on a small instance."""
    scene = predictor.open(read_image(sample.path))
    state = predictor.initial_state(scene)
    lines = []
    for _ in range(most):
        before = state
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        overlaps = iou([Mask.from_array(proposal.mask)], sample.masks)[0]
        best = int(overlaps.argmax())
        true = sample.masks[best]
        if overlaps[best] >= ON_IT and true.area < share * scene.size[0] * scene.size[1]:
            began = time.perf_counter()
            closer = predictor.look_closer(scene, before, proposal.mask, proposal.click)
            seconds = time.perf_counter() - began
            kept = proposal.mask if closer is None else closer
            after = float(iou([Mask.from_array(kept)], [true])[0, 0])
            lines.append((true.area, float(overlaps[best]), after, seconds))
        state = predictor.accept(scene, state, proposal.mask)
    return lines


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="a bundled split; its test side is used")
    parser.add_argument("--side", default="test")
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--largest-side", type=int, default=400)
    parser.add_argument("--images", type=int, default=30)
    parser.add_argument("--share", type=float, default=0.01)
    options = parser.parse_args()
    data = read_samples(options.data, None, None)
    if options.split:
        data = side_of(data, read_split(options.split), options.side, None)
    samples = [
        s for s in readable(data.samples)[0] if s.masks and max(s.masks[0].size) <= options.largest_side
    ]
    chosen = np.unique(np.linspace(0, len(samples) - 1, min(options.images, len(samples))).astype(int))
    predictor = Predictor.from_pretrained(options.checkpoint, "cpu")
    lines = np.array([line for i in chosen for line in compare(predictor, samples[i], options.share)])
    result = {"images": len(chosen), "all": _means(lines)}
    for low, high in itertools.pairwise(SIZES):
        part = lines[(lines[:, 0] >= low) & (lines[:, 0] < high)]
        if len(part):
            result[f"{low} pixels and more"] = _means(part)
    print(json.dumps(result, indent=1))


def _means(lines: np.ndarray) -> dict[str, float]:
    return {
        "objects": len(lines),
        "iou": round(float(lines[:, 1].mean()), 4),
        "iou_closer": round(float(lines[:, 2].mean()), 4),
        "milliseconds_of_the_closer_look": round(1000 * float(lines[:, 3].mean()), 1),
    }


if __name__ == "__main__":
    main()
