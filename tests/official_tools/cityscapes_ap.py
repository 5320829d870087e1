"""Cityscapes AP of made predictions: ours, and that of `cityscapesscripts` in an environment of its own.

    python -m tests.official_tools.cityscapes_ap [--environments DIR] [--images N] [--seed S]

Writes truth as the benchmark has it (instances, groups, small ones, void, caravans) with predictions that are moved,
doubled, torn, of another category, on groups or on void, with equal scores among them; exports the predictions as the
benchmark wants them (a list and a picture for each) and prints the figures of both. 1 if they are not the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.formats.cityscapes_labels import OFFICIAL
from annotations.masks import Mask
from tests.official_tools.run import environment
from trainer.config import load_preset
from trainer.data.samples import Sample
from trainer.data.sources import read_samples
from trainer.evaluation.cityscapes_ap import CityscapesAP, cityscapes_ap
from trainer.evaluation.sequences import Detection

SIZE = (160, 240)
CATEGORIES = load_preset("cityscapes").model.categories
NUMBER = {label.name: label.number for label in OFFICIAL}
AREAS = ("road", "sky", "static", "out of roi", "parking", "building")
JUDGE = Path(__file__).parent / "judge_cityscapes_ap.py"


def ellipse(rng: np.random.Generator, most: int) -> NDArray[np.bool_]:
    """Somewhere in an image of SIZE."""
    y, x = rng.integers(0, SIZE[0]), rng.integers(0, SIZE[1])
    h, w = rng.integers(4, most, 2)
    ys, xs = np.ogrid[: SIZE[0], : SIZE[1]]
    inside: NDArray[np.bool_] = ((ys - y) / h) ** 2 + ((xs - x) / w) ** 2 <= 1
    return inside


def truth(rng: np.random.Generator) -> NDArray[np.uint16]:
    """Instance numbers as the benchmark paints them."""
    ids = np.zeros(SIZE, np.uint16)
    for name in rng.permutation(AREAS)[:4]:
        ids[ellipse(rng, 90)] = NUMBER[name]
    counts: dict[str, int] = {}
    for _ in range(14):
        name = str(rng.choice([*CATEGORIES[:4], "car", "car", "caravan"]))
        inside = ellipse(rng, 26)
        if rng.random() < 0.2:
            ids[inside] = NUMBER[name]  # a group
        else:
            ids[inside] = NUMBER[name] * 1000 + counts.get(name, 0)
            counts[name] = counts.get(name, 0) + 1
    return ids


def guesses(sample: Sample, rng: np.random.Generator) -> list[Detection]:
    """Predictions from right to wrong in every way; scores of two digits, so that some are equal."""

    def detection(pixels: NDArray[np.bool_], name: str) -> Detection:
        return Detection(Mask.from_array(pixels), name, float(rng.integers(1, 40)) / 40, 1.0)

    found = []
    for mask, category in zip(sample.masks, sample.categories, strict=True):
        name = CATEGORIES[category] if category >= 0 else "car"
        for _ in range(int(rng.integers(0, 3))):
            pixels = np.roll(mask.to_array(), tuple(rng.integers(-5, 6, 2)), (0, 1))
            if rng.random() < 0.2:
                pixels &= rng.random(SIZE) < 0.8
            found.append(detection(pixels, name if rng.random() < 0.9 else str(rng.choice(CATEGORIES))))
    found += [detection(ellipse(rng, 20), str(rng.choice(CATEGORIES[:4]))) for _ in range(4)]
    return [each for each in found if not each.mask.is_empty]


def export(detections: list[Detection], folder: Path, core: str) -> None:
    """A list of pictures with label and score, as the benchmark reads predictions."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for n, each in enumerate(detections):
        name = f"{core}_{n}.png"
        Image.fromarray(each.mask.to_array().astype(np.uint8) * 255).save(folder / name)
        lines.append(f"{name} {NUMBER[each.category]} {each.score!r}\n")
    (folder / f"{core}.txt").write_text("".join(lines), encoding="utf-8")


def made(root: Path, images: int, seed: int) -> tuple[CityscapesAP, dict[str, CityscapesAP]]:
    """Write truth and predictions below `root`; what our own rules make of the same files."""
    rng = np.random.default_rng(seed)
    data, results = root / "cityscapes", root / "results"
    for i in range(images):
        core = f"aachen_{i:06}_000019"
        for path, pixels in (
            (data / "leftImg8bit/val/aachen" / f"{core}_leftImg8bit.png", np.zeros((*SIZE, 3), np.uint8)),
            (data / "gtFine/val/aachen" / f"{core}_gtFine_instanceIds.png", truth(rng)),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels).save(path)
    samples = read_samples(data, "cityscapes", CATEGORIES).samples
    detections = [guesses(sample, rng) for sample in samples]
    for sample, found in zip(samples, detections, strict=True):
        export(found, results, sample.path.stem.removesuffix("_leftImg8bit"))
    return cityscapes_ap(samples, detections, CATEGORIES)


def main() -> int:
    """Compare and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--environments", type=Path, help="where they are kept; else made anew")
    parser.add_argument("--images", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        python = environment("cityscapesscripts", options.environments or Path(scratch) / "environments")
        if python is None:
            return 1
        overall, each = made(Path(scratch), options.images, options.seed)
        # It leaves a file of its own where it is run.
        done = subprocess.run(
            [python, JUDGE, scratch], check=True, stdout=subprocess.PIPE, text=True, cwd=scratch
        )
        theirs = json.loads(done.stdout.strip().splitlines()[-1])
    ours = {
        "ap": overall.ap,
        "ap50": overall.ap50,
        **{name: [value.ap, value.ap50] for name, value in each.items() if not np.isnan(value.ap)},
    }
    same = ours.keys() == theirs.keys() and all(np.allclose(ours[k], theirs[k], atol=1e-9) for k in ours)
    print(json.dumps({"images": options.images, "same": same, "ours": ours, "cityscapesscripts": theirs}))
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
