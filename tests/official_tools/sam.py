"""Compares our answers with those of the published code of SAM's families, with random weights.

    python -m tests.official_tools.sam FOLDER

FOLDER is what `judge_sam.py` made in an environment with samexporter (and sam2): see there. Prints a row for each
request and ends with status 1 where low-resolution logits differ by more than 1e-4 of their largest value.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from rsis_model import Click
from rsis_model.sam.proposer import SamProposer

TOLERANCE = 1e-4


def rows(folder: Path) -> list[dict[str, object]]:
    """One row for each request to the graphs in a folder."""
    stored = np.load(folder / "answers.npz")
    proposer = SamProposer.from_folder(folder, device="cpu")
    start = time.perf_counter()
    encoded = proposer.open(stored["image"])
    encoding = time.perf_counter() - start
    found, masks = [], {}
    for request in json.loads((folder / "requests.json").read_text(encoding="utf-8")):
        name = request["name"]
        if f"{name}/mask" not in stored:
            continue
        clicks = [Click(x, y, label == 1) for x, y, label in request["points"]]
        box = tuple(request["box"]) if "box" in request else None
        start = time.perf_counter()
        answer = proposer.answer(encoded, clicks, box, masks.get(request.get("of")))
        seconds = time.perf_counter() - start
        assert answer is not None
        masks[name] = answer.mask
        theirs, mask = stored[f"{name}/logits"], stored[f"{name}/mask"]
        found.append(
            {
                "graphs": folder.name,
                "request": name,
                "largest logit": round(float(np.abs(theirs).max()), 3),
                "largest difference": float(np.abs(theirs - answer.logits).max()),
                "IoU's difference": abs(float(stored[f"{name}/iou"]) - answer.iou),
                "pixels": int(mask.sum()),
                "unequal pixels": int((mask != answer.mask).sum()),
                "encoding s": round(encoding, 2),
                "answer s": round(seconds, 3),
            }
        )
    return found


def main() -> int:
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/answers.npz"))
    found = [row for folder in folders for row in rows(folder)]
    for row in found:
        print(json.dumps(row))
    bad = [
        row
        for row in found
        if float(str(row["largest difference"])) > TOLERANCE * max(1.0, float(str(row["largest logit"])))
    ]
    print(json.dumps({"requests": len(found), "beyond tolerance": len(bad)}))
    return int(bool(bad) or not found)


if __name__ == "__main__":
    sys.exit(main())
