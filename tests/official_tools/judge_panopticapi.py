"""Runs where panopticapi is: our panoptic files have the same pixels, and score 1.0 against themselves."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from panopticapi.evaluation import pq_compute_single_core
from panopticapi.utils import rgb2id
from PIL import Image


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    place = folder / "coco-panoptic" / "annotations"
    content = json.loads((place / "panoptic_val.json").read_text(encoding="utf-8"))
    count = equal = 0
    for annotation in content["annotations"]:
        with Image.open(place / "panoptic_val" / annotation["file_name"]) as picture:
            ids = rgb2id(np.asarray(picture))
        wanted = expected[Path(annotation["file_name"]).stem]
        for segment, mask in zip(annotation["segments_info"], wanted, strict=True):
            found = ids == segment["id"]
            rows, columns = np.nonzero(mask)
            box = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
            count += 1
            equal += np.array_equal(found, mask) and segment["area"] == mask.sum() and segment["bbox"] == box
    pairs = [(annotation, annotation) for annotation in content["annotations"]]
    categories = {row["id"]: row for row in content["categories"]}
    said, sys.stdout = sys.stdout, sys.stderr  # it prints how far it is
    scores = pq_compute_single_core(
        0, pairs, str(place / "panoptic_val"), str(place / "panoptic_val"), categories
    )
    sys.stdout = said
    result, _ = scores.pq_average(categories, isthing=None)
    print(json.dumps({"masks": count, "equal": equal, "pq": result["pq"]}))
    total = sum(map(len, expected.values()))
    return int(not (equal == count == total and result["pq"] == 1.0 and len(pairs) == len(expected)))


if __name__ == "__main__":
    sys.exit(main())
