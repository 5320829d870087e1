"""Average precision by COCO's definition, computed with pycocotools."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from annotations.masks import Mask
from trainer.data.samples import Sample
from trainer.evaluation.sequences import Detection

COCO_LIMIT = 100  # detections per image; raised if an image has more instances


@dataclass(frozen=True)
class AveragePrecision:
    """AP over IoU 0.50:0.95, and at single thresholds; -1 if there is no instance to find."""

    ap: float
    ap50: float
    ap60: float
    ap70: float
    ap75: float
    ap80: float


def coco_truth(samples: Sequence[Sample], categories: Sequence[str]) -> COCO:
    """Convert samples to a COCO object; image ids and category ids are positions from 1."""
    annotations: list[dict[str, object]] = []
    for image_id, sample in enumerate(samples, 1):
        for n, (mask, category) in enumerate(zip(sample.masks, sample.categories, strict=True)):
            crowd = int(bool(sample.crowd and sample.crowd[n]))
            annotations.append(_annotation(len(annotations) + 1, image_id, category + 1, mask, iscrowd=crowd))
    return _coco(
        {
            "images": [
                {
                    "id": i,
                    "height": s.masks[0].size[0] if s.masks else 1,
                    "width": s.masks[0].size[1] if s.masks else 1,
                }
                for i, s in enumerate(samples, 1)
            ],
            "categories": [{"id": i, "name": name} for i, name in enumerate(categories, 1)],
            "annotations": annotations,
        }
    )


def average_precision(
    samples: Sequence[Sample], detections: Sequence[Sequence[Detection]], categories: Sequence[str]
) -> tuple[AveragePrecision, dict[str, AveragePrecision], int]:
    """Return the figures over all categories, those of each category, and the limit of detections per image."""
    truth = coco_truth(samples, categories)
    number = {name: i for i, name in enumerate(categories, 1)}
    found = [
        _annotation(0, image_id, number[d.category], d.mask, score=d.score)
        for image_id, each in enumerate(detections, 1)
        for d in each
        if d.category in number
    ]
    most = max([COCO_LIMIT, *(len(s.masks) for s in samples), *(len(d) for d in detections)])
    if not found:
        nothing = AveragePrecision(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        return nothing, dict.fromkeys(categories, nothing), most
    with contextlib.redirect_stdout(io.StringIO()):
        run = COCOeval(truth, truth.loadRes(found), "segm")
        run.params.maxDets = [1, 10, most]
        run.evaluate()
        run.accumulate()
    precision: NDArray[np.float64] = run.eval["precision"][:, :, :, 0, -1]  # (IoU, recall, category)
    names = {number[name]: name for name in categories}
    each = {
        names[category]: _summary(precision[:, :, k : k + 1]) for k, category in enumerate(run.params.catIds)
    }
    return _summary(precision), each, most


def _summary(precision: NDArray[np.float64]) -> AveragePrecision:
    def mean(part: NDArray[np.float64]) -> float:
        known = part[part > -1]
        return float(known.mean()) if known.size else -1.0

    return AveragePrecision(mean(precision), *(mean(precision[i]) for i in (0, 2, 4, 5, 6)))


def _annotation(number: int, image_id: int, category_id: int, mask: Mask, **more: float) -> dict[str, object]:
    x0, y0, x1, y1 = mask.bbox
    return {
        "id": number,
        "image_id": image_id,
        "category_id": category_id,
        "segmentation": mask.to_coco_rle(),
        "area": mask.area,
        "bbox": [x0, y0, x1 - x0, y1 - y0],
        "iscrowd": 0,
        **more,
    }


def _coco(values: dict[str, object]) -> COCO:
    coco = COCO()
    coco.dataset = values
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
    return coco
