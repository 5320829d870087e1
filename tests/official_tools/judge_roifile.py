"""Runs where roifile and matplotlib are: it reads our ImageJ sets, and the rings that it finds hold the same pixels."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from matplotlib.path import Path as Ring
from roifile import roiread


def pixels(roi, size):
    """The pixels whose centres are in an odd number of a region's rings."""
    rows, columns = np.mgrid[: size[0], : size[1]] + 0.5
    points = np.stack([columns.ravel(), rows.ravel()], axis=1)
    rings = roi.coordinates(multi=True)
    inside = [Ring(ring).contains_points(points) for ring in (rings if isinstance(rings, list) else [rings])]
    return np.logical_xor.reduce(inside).reshape(size)


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    count = equal = files = 0
    for path in sorted((folder / "imagej").rglob("*_RoiSet.zip")):
        files += 1
        wanted = expected[path.stem.removesuffix("_RoiSet")]
        found = roiread(path)
        count += len(found)
        equal += sum(
            np.array_equal(pixels(roi, mask.shape), mask) for roi, mask in zip(found, wanted, strict=True)
        )
    print(json.dumps({"files": files, "masks": count, "equal": equal}))
    return int(not (files == len(expected) and equal == count == sum(map(len, expected.values()))))


if __name__ == "__main__":
    sys.exit(main())
