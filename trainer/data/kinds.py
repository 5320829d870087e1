"""Classifies microscopy images by kind, and splits a data set so that each kind is on every side.

python -m trainer.data.kinds IMAGES > resources/splits/nuclei.json
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.reading import list_images, read_image

COLOURED = 8.0  # mean spread between the channels, grey levels
BRIGHT = 110.0  # median grey level
SHARES = {"train": 0.70, "validation": 0.10, "test": 0.20}


def kind_of(image: NDArray[np.uint8]) -> str:
    """Return `tissue` (coloured), `brightfield` (grey on bright) or `fluorescence` (grey on dark).

    image: (H, W, 3) uint8 RGB.
    """
    levels = image.astype(np.int16)
    if float((levels.max(axis=2) - levels.min(axis=2)).mean()) > COLOURED:
        return "tissue"
    return "brightfield" if float(np.median(levels)) > BRIGHT else "fluorescence"


def split_by_kind(folder: Path, seed: int = 0) -> dict[str, dict[str, list[str]]]:
    """Return {side: {kind: [file name]}}; each kind and image size has the same shares on all sides."""
    strata: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for path in list_images(folder):
        image = read_image(path)
        strata.setdefault((kind_of(image), image.shape[:2]), []).append(path.name)
    sides: dict[str, dict[str, list[str]]] = {side: {} for side in SHARES}
    for (kind, _), names in sorted(strata.items()):
        shuffled = sorted(names)
        random.Random(f"{seed} {kind} {len(names)}").shuffle(shuffled)
        first = round(len(names) * SHARES["train"])
        second = first + round(len(names) * SHARES["validation"])
        parts = {"train": shuffled[:first], "validation": shuffled[first:second], "test": shuffled[second:]}
        for side, part in parts.items():
            if part:
                sides[side].setdefault(kind, []).extend(sorted(part))
    return sides


if __name__ == "__main__":
    json.dump(split_by_kind(Path(sys.argv[1])), sys.stdout, indent=1)
    sys.stdout.write("\n")
