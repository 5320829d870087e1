"""Runs where labelme is: it opens our files, and its own label pictures of our mask shapes are ours to the pixel."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LOGURU_LEVEL", "WARNING")
try:
    from labelme._label_file import LabelFile
except ImportError:  # before labelme 6
    from labelme.label_file import LabelFile
from labelme import utils


def judge(folder: Path, expected) -> dict[str, float]:
    """How many files open, and how well labelme's own pixels fit ours."""
    opened = count = equal = 0
    worst = 1.0
    for path in sorted(folder.rglob("*.json")):
        file = LabelFile(str(path))
        opened += 1
        wanted = expected[path.stem]
        names = {name: value for value, name in enumerate(sorted({s["label"] for s in file.shapes}), 1)}
        _, labels = utils.shapes_to_label(wanted.shape[1:], file.shapes, names)
        count += len(wanted)
        for mask in wanted:
            value = np.bincount(labels[mask]).argmax()
            found = labels == value
            worst = min(worst, float((found & mask).sum() / (found | mask).sum()))
            equal += np.array_equal(found, mask)
    return {"files": opened, "masks": count, "equal": equal, "worst IoU": round(worst, 4)}


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    found = {name: judge(folder / name, expected) for name in ("labelme", "labelme masks")}
    print(json.dumps(found))
    exact = found["labelme masks"]
    return int(
        not (all(f["files"] == len(expected) for f in found.values()) and exact["equal"] == exact["masks"])
    )


if __name__ == "__main__":
    sys.exit(main())
