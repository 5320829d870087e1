"""Runs where cityscapesscripts is: it paints our polygons to our label files, and scores them 1.0."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import numpy as np
from PIL import Image


def main() -> int:
    root = Path(sys.argv[1]) / "cityscapes"
    results = Path(sys.argv[1]) / "cityscapes results"
    results.mkdir()
    os.environ["CITYSCAPES_DATASET"], os.environ["CITYSCAPES_RESULTS"] = str(root), str(results)
    from cityscapesscripts.evaluation import evalInstanceLevelSemanticLabeling as evaluation  # noqa: N813
    from cityscapesscripts.helpers.annotation import Annotation
    from cityscapesscripts.preparation import createTrainIdInstanceImgs
    from cityscapesscripts.preparation.json2instanceImg import createInstanceImage
    from cityscapesscripts.preparation.json2labelImg import createLabelImage

    expected = np.load(Path(sys.argv[1]) / "expected.npz")
    wanted = {frozenset(mask.tobytes() for mask in masks) for masks in expected.values()}
    files = sorted(root.glob("gtFine/val/*/*_polygons.json"))
    reported = json.loads((root.parent / "cityscapes reported.json").read_text(encoding="utf-8"))
    lacking = sum("its polygon lacks some" in reason for reason in reported)
    painted = equal = instances = strange = 0
    missing: set[tuple[str, int]] = set()
    found = set()
    for file in files:
        annotation = Annotation()
        annotation.fromJsonFile(str(file))
        start = str(file).removesuffix("_polygons.json")
        with Image.open(f"{start}_instanceIds.png") as image:
            ids = np.array(image)
        pairs = [
            (createInstanceImage(annotation, "ids"), ids),
            (createLabelImage(annotation, "ids"), np.array(Image.open(f"{start}_labelIds.png"))),
            (
                createLabelImage(annotation, "color").convert("RGB"),
                np.array(Image.open(f"{start}_color.png")),
            ),
        ]
        painted += len(pairs)
        equal += sum(np.array_equal(np.array(theirs), ours) for theirs, ours in pairs)
        # What the export reported: polygons that lack a part, and nothing else.
        theirs = np.array(pairs[0][0])
        strange += int(np.count_nonzero((theirs != ids) & (theirs != 0)))
        missing |= {(file.name, int(value)) for value in np.unique(ids[theirs != ids])}
        values = [value for value in np.unique(ids) if value >= 1000]
        found.add(frozenset((ids == value).tobytes() for value in values))
        instances += len(values)
        lines = []
        for value in values:
            picture = results / f"{Path(start).name}_{value}.png"
            Image.fromarray((ids == value).astype(np.uint8) * 255).save(picture)
            lines.append(f"{picture.name} {value // 1000} 1.0\n")
        core = Path(start).name.removesuffix("_gtFine")
        (results / f"{core}.txt").write_text("".join(lines))
    with contextlib.redirect_stdout(io.StringIO()):
        createTrainIdInstanceImgs.main()
        evaluation.args.gtInstancesFile = str(results / "instances.json")
        evaluation.args.exportFile = str(results / "scores.json")
        evaluation.args.JSONOutput = True
        truth = [str(path) for path in sorted(root.glob("gtFine/val/*/*_gtFine_instanceIds.png"))]
        predictions = [evaluation.getPrediction(path, evaluation.args) for path in truth]
        scores = evaluation.evaluateImgLists(predictions, truth, evaluation.args)
    train = len(list(root.glob("gtFine/val/*/*_instanceTrainIds.png")))
    figures = {
        "images": len(files),
        "instances": instances,
        "painted": painted,
        "painted equal": equal,
        "instances that lack a part": len(missing),
        "of them reported": lacking,
        "masks equal": found == wanted,
        "csCreateTrainIdInstanceImgs": train,
        "ap": scores["averages"]["allAp"],
        "ap of classes that occur": {
            name: entry["ap"]
            for name, entry in scores["averages"]["classes"].items()
            if entry["ap"] == entry["ap"]
        },
    }
    print(json.dumps(figures))
    classes = figures["ap of classes that occur"].values()
    exact = found == wanted and train == len(files) and strange == 0 and len(missing) == lacking
    return int(not (exact and classes and all(abs(value - 1) < 1e-9 for value in classes)))


if __name__ == "__main__":
    sys.exit(main())
