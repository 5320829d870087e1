"""Measures how well the first proposal's objectness separates images that a model knows from others, in two folders.

python -m benchmarks.unlike_pictures --like NUCLEI/images --split test --unlike COCO/images
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

import resources
from annotations.imaging.reading import list_images
from rsis_model import Predictor
from trainer.evaluation.usual import first_objectness


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=str(resources.starter_checkpoint()))
    parser.add_argument("--like", type=Path, required=True)
    parser.add_argument("--unlike", type=Path, required=True)
    parser.add_argument("--split", help="only this part of the bundled split of nuclei")
    parser.add_argument("--most", type=int, default=100, help="images per folder, evenly spaced")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.model, device="auto")
    like, unlike = list_images(options.like), list_images(options.unlike)
    if options.split:
        split = json.loads((Path(resources.__file__).parent / "splits" / "nuclei.json").read_text())
        wanted = {Path(name).stem for names in split[options.split].values() for name in names}
        like = [path for path in like if path.stem in wanted]
    figures = {}
    for name, paths in (("like", like), ("unlike", unlike)):
        chosen = paths[:: max(1, -(-len(paths) // options.most))]
        figures[name] = np.array([value or 0.0 for value in first_objectness(predictor, chosen)])
        print(f"{name}: {len(chosen)} images, median {np.median(figures[name]):.2f}", flush=True)
    print("least usual   called unlike: of those it knows   of the others")
    for least in (0.65, 0.70, 0.73, 0.75, 0.80):
        shares = [float(((each > 0) & (each < least)).mean()) for each in figures.values()]
        print(f"{least:11.2f}   {shares[0]:34.1%}   {shares[1]:13.1%}")


if __name__ == "__main__":
    main()
