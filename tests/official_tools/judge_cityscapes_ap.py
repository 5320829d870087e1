"""Runs where cityscapesscripts is: the AP of exported predictions, as one JSON object."""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import sys
from pathlib import Path


def main() -> None:
    root = Path(sys.argv[1])
    os.environ["CITYSCAPES_DATASET"] = str(root / "cityscapes")
    os.environ["CITYSCAPES_RESULTS"] = str(root / "results")
    from cityscapesscripts.evaluation import evalInstanceLevelSemanticLabeling as evaluation  # noqa: N813

    with contextlib.redirect_stdout(io.StringIO()):
        evaluation.args.gtInstancesFile = str(root / "instances.json")
        evaluation.args.exportFile = str(root / "scores.json")
        truth = [str(path) for path in sorted((root / "cityscapes").glob("gtFine/val/*/*_instanceIds.png"))]
        predictions = [evaluation.getPrediction(path, evaluation.args) for path in truth]
        averages = evaluation.evaluateImgLists(predictions, truth, evaluation.args)["averages"]
    figures = {"ap": averages["allAp"], "ap50": averages["allAp50%"]}
    for name, entry in averages["classes"].items():
        if not math.isnan(entry["ap"]):
            figures[name] = [entry["ap"], entry["ap50%"]]
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
