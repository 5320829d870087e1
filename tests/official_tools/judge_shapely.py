"""Runs where shapely is: our GeoJSON is valid geometry with the same pixels and the same area."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    count = equal = valid = files = 0
    for path in sorted((folder / "geojson").rglob("*.geojson")):
        files += 1
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature, mask in zip(features, expected[path.stem], strict=True):
            geometry = shape(feature["geometry"])
            rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]] + 0.5
            count += 1
            valid += bool(geometry.is_valid)
            inside = shapely.contains_xy(geometry, columns, rows)
            equal += bool(np.array_equal(inside, mask) and geometry.area == mask.sum())
    print(json.dumps({"files": files, "masks": count, "valid": valid, "equal": equal}))
    total = sum(map(len, expected.values()))
    return int(not (files == len(expected) and equal == valid == count == total))


if __name__ == "__main__":
    sys.exit(main())
