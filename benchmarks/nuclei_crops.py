"""Makes a small data set for short experiments: crops with a few whole fluorescence nuclei, as label maps.

    python -m benchmarks.nuclei_crops --data NUCLEI --output CROPS [--side 96] [--most 6]

Within minutes, a plain network learns nothing measurable on whole images of fifty nuclei. Crops are cut from 256 x 256
images on each side of the bundled split (CROPS/train, CROPS/test), at seeded places; a crop is kept if it contains 2 to
`most` nuclei and no sliver of another.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from trainer.data.sources import read_split

WHOLE = 256
TRIES = 60


def crops(
    labels: NDArray[np.int32], side: int, most: int, wanted: int, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Return corners (y, x) of at most `wanted` windows in (H, W) labels with 2 to `most` nuclei and no slivers."""
    areas = np.bincount(labels.ravel())
    found: list[tuple[int, int]] = []
    for _ in range(TRIES):
        y, x = (int(v) for v in rng.integers(0, WHOLE - side + 1, 2))
        inside = np.bincount(labels[y : y + side, x : x + side].ravel(), minlength=len(areas))
        there = np.flatnonzero(inside[1:]) + 1
        whole = (inside[there] >= 0.4 * areas[there]) & (inside[there] >= 40)
        if 2 <= len(there) <= most and whole.all():
            found.append((y, x))
            if len(found) == wanted:
                break
    return found


def main() -> None:
    """Write both sides and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--most", type=int, default=6)
    parser.add_argument("--each", type=int, default=4, help="maximum number of crops per image")
    options = parser.parse_args()
    split = read_split("nuclei")
    rng = np.random.default_rng(0)
    for side in ("train", "test"):
        folders = {name: options.output / side / name for name in ("images", "labels")}
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)
        count = nuclei = 0
        for name in sorted(split[side]["fluorescence"]):
            labels = np.asarray(Image.open(options.data / "labels" / name)).astype(np.int32)
            if labels.shape != (WHOLE, WHOLE):
                continue
            image = np.asarray(Image.open(options.data / "images" / name).convert("RGB"))
            for number, (y, x) in enumerate(crops(labels, options.side, options.most, options.each, rng)):
                window = np.s_[y : y + options.side, x : x + options.side]
                stem = f"{Path(name).stem}-{number}.png"
                Image.fromarray(image[window]).save(folders["images"] / stem)
                Image.fromarray(labels[window].astype(np.uint16)).save(folders["labels"] / stem)
                count, nuclei = count + 1, nuclei + len(np.unique(labels[window])) - 1
        print(f"{side}: {count} crops of {options.side} pixels, {nuclei} nuclei")


if __name__ == "__main__":
    main()
