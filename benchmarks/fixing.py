"""Counts the clicks that fix a proposal: each click obeyed, as in the program, or the network's own answer taken.

python -m benchmarks.fixing --images DATA [--checkpoint FOLDER] [--kinds phase_cells,ore,fruit,photos] [--limit 4]

Proposals with an IoU from 0.3 to 0.8 are clicked at the worst error (RITM's rule), at most 20 times, until their IoU
is 0.8. Sizes are told; after each proposal the network learns the true mask.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask, iou
from benchmarks.kinds import held_back
from rsis_model import Click, Predictor
from rsis_model.decisions import HOPELESS
from trainer.data.samples import Sample
from trainer.evaluation.evaluate import median_size
from trainer.simulation.clicks import Clicking, by_network, click_until

QUALITY = 0.8
PROPOSALS = 30  # per image


@contextlib.contextmanager
def clicks_obeyed(obeyed: bool) -> Iterator[None]:
    """Take the network's whole answer to a correction instead, unless `obeyed`."""
    with (
        contextlib.nullcontext() if obeyed else patch("rsis_model.predictor.obey", lambda answer, *_: answer)
    ):
        yield


def fixed(predictor: Predictor, sample: Sample, most: int) -> Iterator[tuple[bool, Clicking]]:
    """Fix up to `most` proposals of an image in both ways: whether clicks are obeyed, and the clicking."""
    image = read_image(sample.path)
    scene = predictor.open(image, median_size(sample))
    state = predictor.initial_state(scene)
    for _ in range(PROPOSALS):
        before = state
        proposal, state = predictor.propose(scene, state)
        if proposal is None or most <= 0:
            return
        overlaps = iou([Mask.from_array(proposal.mask)], sample.masks)[0]
        best = int(overlaps.argmax())
        if overlaps[best] < HOPELESS:
            state = predictor.reject(scene, state, proposal)
            continue
        if overlaps[best] < QUALITY:
            most -= 1
            own = [] if proposal.click is None else [Click(*proposal.click)]
            for obeyed in (False, True):
                with clicks_obeyed(obeyed):
                    segment = by_network(predictor, scene, before)
                    yield obeyed, click_until(segment, sample.masks[best], QUALITY, proposal.mask, own)
        state = predictor.accept(scene, state, sample.masks[best].to_array())


def main() -> None:
    """Print one line per kind and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--checkpoint", default=str(resources.bundled_checkpoint("anything")))
    parser.add_argument("--kinds", default="phase_cells,ore,fruit,photos")
    parser.add_argument("--limit", type=int, default=4, help="test images per kind")
    parser.add_argument("--most", type=int, default=6, help="proposals to fix per image")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.checkpoint, "cpu")
    for kind in options.kinds.split(","):
        made: dict[bool, list[Clicking]] = {False: [], True: []}
        for sample in held_back(options.images, kind, "test", options.limit):
            for obeyed, clicking in fixed(predictor, sample, options.most):
                made[obeyed].append(clicking)
        for obeyed, clickings in made.items():
            line = {
                "kind": kind,
                "obeyed": obeyed,
                "proposals": len(clickings),
                "clicks": round(float(np.mean([c.needed(QUALITY) for c in clickings])), 2),
                "reached": round(float(np.mean([c.reached for c in clickings])), 2),
                "iou_after_1": round(float(np.mean([c.after(1) for c in clickings])), 3),
            }
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
