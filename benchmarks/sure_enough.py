"""Measures how often proposals are right at each sureness: what "Accept all that are sure" would accept.

python -m benchmarks.sure_enough --images NUCLEI/images --labels NUCLEI/labels --split test
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

import resources
from annotations.imaging.reading import list_images, read_image
from rsis_model import Predictor

LARGEST = 400 * 400  # pixels, so that it takes a minute or two


def best_overlap(mask: np.ndarray, labels: np.ndarray) -> float:
    """Return the IoU of an (H, W) mask with its best match in a label map."""
    found = [0.0]
    for number, inside in zip(*np.unique(labels[mask], return_counts=True), strict=True):
        if number:
            found.append(float(inside / ((labels == number).sum() + mask.sum() - inside)))
    return max(found)


def proposals(predictor: Predictor, image: np.ndarray, labels: np.ndarray, most: int) -> list[list[float]]:
    """Return objectness, predicted quality and IoU of each proposal; all are accepted."""
    found: list[list[float]] = []
    scene = predictor.open(image)
    proposal, state = predictor.propose(scene)
    while proposal is not None and len(found) < most:
        quality = 1.0 if proposal.quality is None else proposal.quality
        found.append([float(proposal.objectness), quality, best_overlap(proposal.mask, labels)])
        state = predictor.accept(scene, state, proposal.mask, proposal.category)
        proposal, state = predictor.propose(scene, state)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=str(resources.starter_checkpoint()))
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True, help="label maps (PNG) with the same names")
    parser.add_argument("--split", help="only this part of the bundled split of nuclei")
    parser.add_argument("--most", type=int, default=60, help="proposals per image")
    parser.add_argument("--at-most", type=int, default=24, help="images, evenly spaced")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.model, device="auto")
    paths = list_images(options.images)
    if options.split:
        split = json.loads((Path(resources.__file__).parent / "splits" / "nuclei.json").read_text())
        wanted = {Path(name).stem for names in split[options.split].values() for name in names}
        paths = [path for path in paths if path.stem in wanted]
    paths = paths[:: max(1, -(-len(paths) // options.at_most))]
    rows: list[list[float]] = []
    for path in paths:
        image = read_image(path)
        if image.shape[0] * image.shape[1] <= LARGEST:
            labels = np.asarray(Image.open(options.labels / f"{path.stem}.png"))
            rows += proposals(predictor, image, labels, options.most)
    table = np.array(rows)
    measures = {"objectness": table[:, 0]}
    if (table[:, 1] < 1).any():
        measures |= {"quality": table[:, 1], "objectness x quality": table[:, 0] * table[:, 1]}
    for name, sure in measures.items():
        print_measure(name, sure, table[:, 2])


def print_measure(name: str, sure: np.ndarray, ious: np.ndarray) -> None:
    """Print what is taken and right at some thresholds, and the most that can be taken at 97 and 95 % right."""
    print(f"\n{len(sure)} proposals by {name}\nsure at least   taken   right (IoU 0.5)   IoU 0.7")
    for least in (0.5, 0.6, 0.7, 0.74, 0.77, 0.8, 0.85, 0.9):
        taken = sure >= least
        right = [
            float((ious[taken] >= level).mean()) if taken.any() else float("nan") for level in (0.5, 0.7)
        ]
        print(f"{least:13.2f}   {taken.mean():5.0%}   {right[0]:15.1%}   {right[1]:7.1%}", flush=True)
    order = np.argsort(-sure, kind="stable")
    right_so_far = np.cumsum(ious[order] >= 0.5) / np.arange(1, len(order) + 1)
    for wanted in (0.97, 0.95):
        enough = np.flatnonzero(right_so_far >= wanted)
        share = (enough[-1] + 1) / len(order) if len(enough) else 0.0
        at = sure[order[enough[-1]]] if len(enough) else float("nan")
        print(f"{wanted:.0%} right: {share:.0%} taken, at {at:.3f}")


if __name__ == "__main__":
    main()
