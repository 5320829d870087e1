"""Metrics against direct readings of their definitions, and pycocotools on known cases."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycocotools import mask as mask_tools
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from annotations.masks import Mask
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from rsis_model.scene import Proposal
from tests.trainer.conftest import PLAIN, TINY
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples
from trainer.evaluation import evaluate
from trainer.evaluation.average_precision import average_precision
from trainer.evaluation.evaluate import figures
from trainer.evaluation.metrics import (
    difference_in_count,
    f_at,
    matched_ious,
    scored,
    symmetric_best_dice,
)
from trainer.evaluation.sequences import Detection, detect


def blobs(count: int, seed: int) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        mask = np.zeros((24, 24), dtype=bool)
        y, x, h, w = *rng.integers(0, 16, 2), *rng.integers(2, 9, 2)
        mask[y : y + h, x : x + w] = True
        found.append(mask)
    return found


def dice(a: np.ndarray, b: np.ndarray) -> float:
    return 2 * float((a & b).sum()) / float(a.sum() + b.sum())


def best_dice(a: list[np.ndarray], b: list[np.ndarray]) -> float:
    return sum(max(dice(x, y) for y in b) for x in a) / len(a)


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 999))
def test_sbd_and_f_are_what_their_definitions_say(p: int, t: int, seed: int) -> None:
    found, true = blobs(p, seed), blobs(t, seed + 1000)
    f, g = [Mask.from_array(m) for m in found], [Mask.from_array(m) for m in true]
    assert symmetric_best_dice(f, g) == pytest.approx(min(best_dice(found, true), best_dice(true, found)))
    assert difference_in_count(f, g) == p - t
    hit = [[(a & b).sum() / (a | b).sum() >= 0.5 for b in true] for a in found]
    pairs = max(
        sum(hit[i][j] for i, j in zip(rows, columns, strict=True))
        for k in range(min(p, t) + 1)
        for rows in itertools.combinations(range(p), k)
        for columns in itertools.permutations(range(t), k)
    )
    assert f_at(f, g) == pytest.approx(pairs / (p + t - pairs))
    overlaps = [[float((a & b).sum() / (a | b).sum()) for b in true] for a in found]
    most = max(
        sum(overlaps[i][j] for i, j in zip(rows, columns, strict=True))
        for rows in itertools.permutations(range(p), min(p, t))
        for columns in itertools.combinations(range(t), min(p, t))
    )
    assert len(matched_ious(f, g)) == t
    assert sum(matched_ious(f, g)) == pytest.approx(most)


def test_nothing_against_nothing_is_perfect_and_against_something_worthless() -> None:
    one = [Mask.from_array(np.ones((4, 4)))]
    assert f_at([], []) == symmetric_best_dice([], []) == 1
    assert f_at(one, []) == f_at([], one) == symmetric_best_dice([], one) == 0


def sample_set(images: int) -> SampleSet:
    samples = [
        Sample(Path(f"{i}.png"), tuple(Mask.from_array(b) for b in blobs(3, i)), (0, 1, 1), image_id=i)
        for i in range(images)
    ]
    return SampleSet(tuple(samples), ("a", "b"))


def test_truth_as_detections_scores_one_in_every_figure() -> None:
    data = sample_set(3)
    found = [
        [Detection(m, data.categories[c], 0.9, 0.9) for m, c in zip(s.masks, s.categories, strict=True)]
        for s in data.samples
    ]
    result = figures(data, found)
    for name in ("ap", "ap50", "ap80", "sbd", "f50"):
        assert result[name] == pytest.approx(1.0)
    assert result["abs_dic"] == 0
    assert set(result["per_category"]) == {"a", "b"}  # type: ignore[call-overload]


def test_ap_is_what_pycocotools_finds_in_the_exported_files(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    data = sample_set(6)
    crowded = data.samples[0]
    samples = (dataclasses.replace(crowded, crowd=(False, True, False)), *data.samples[1:])
    found = []
    for sample in samples:
        each = []
        for mask, category in zip(sample.masks, sample.categories, strict=True):
            moved = np.roll(mask.to_array(), rng.integers(-2, 3, 2), axis=(0, 1))
            name = data.categories[category if rng.random() < 0.8 else 1 - category]
            each.append(Detection(Mask.from_array(moved), name, float(rng.random()), 1.0))
        found.append(each)
    truth: dict[str, list[dict[str, object]]] = {"images": [], "annotations": [], "categories": []}
    results = []
    truth["categories"] = [{"id": 7, "name": "a"}, {"id": 9, "name": "b"}]
    numbers = {"a": 7, "b": 9}
    for number, (sample, each) in enumerate(zip(samples, found, strict=True), 50):
        truth["images"].append({"id": number, "file_name": sample.path.name, "height": 24, "width": 24})
        for n, mask in enumerate(sample.masks):
            code = mask_tools.encode(np.asfortranarray(mask.to_array().astype(np.uint8)))
            truth["annotations"].append(
                {
                    "id": len(truth["annotations"]) + 1,
                    "image_id": number,
                    "category_id": numbers[data.categories[sample.categories[n]]],
                    "segmentation": {"size": code["size"], "counts": code["counts"].decode()},
                    "area": int(mask.to_array().sum()),
                    "bbox": mask_tools.toBbox(code).tolist(),
                    "iscrowd": int(bool(sample.crowd and sample.crowd[n])),
                }
            )
        for d in each:
            code = mask_tools.encode(np.asfortranarray(d.mask.to_array().astype(np.uint8)))
            code["counts"] = code["counts"].decode()
            results.append(
                {
                    "image_id": number,
                    "category_id": numbers[d.category],
                    "segmentation": code,
                    "score": d.category_probability * d.objectness,
                }
            )
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    (tmp_path / "results.json").write_text(json.dumps(results))
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(tmp_path / "truth.json"))
        run = COCOeval(coco, coco.loadRes(str(tmp_path / "results.json")), "segm")
        run.evaluate()
        run.accumulate()
        run.summarize()
    ap, per_category, most = average_precision(samples, found, data.categories)
    assert most == 100
    assert 0 < ap.ap < 1
    assert (ap.ap, ap.ap50) == (pytest.approx(run.stats[0]), pytest.approx(run.stats[1]))
    for k, name in enumerate(("a", "b")):
        own = run.eval["precision"][0, :, k, 0, 2]
        assert per_category[name].ap50 == pytest.approx(own[own > -1].mean())


def test_crowds_are_no_instances_and_what_lies_in_them_counts_neither_way() -> None:
    def block(y: int, x: int, side: int) -> Mask:
        return Mask.from_patch(np.ones((side, side), bool), (y, x), (40, 40))

    one, other, crowd = block(0, 0, 8), block(0, 20, 8), block(20, 0, 18)
    true, flags = (one, other, crowd), (False, False, True)
    in_crowd, half_out, astray = block(22, 3, 6), block(14, 3, 10), block(30, 30, 6)
    kept, instances = scored([one, in_crowd, half_out, astray], true, flags)
    assert instances == [one, other]
    assert kept == [one, half_out, astray]  # 6 of half_out's 10 rows lie outside
    assert f_at(*scored([one, other, in_crowd], true, flags)) == 1
    data = SampleSet((Sample(Path("x.png"), true, (0, 0, 0), flags),), ("a",))
    result = figures(data, [[Detection(m, "a", 1.0, 1.0) for m in (one, other, in_crowd)]])
    assert (result["f50"], result["sbd"], result["dic"], result["ap"]) == (1, 1, 0, pytest.approx(1))
    # what answers an instance counts, wherever it lies
    assert scored([block(22, 3, 6)], (crowd, block(22, 3, 6)), (True, False))[0] == [block(22, 3, 6)]


def test_no_detection_at_all_scores_nothing() -> None:
    data = sample_set(2)
    ap, _, _ = average_precision(data.samples, [[], []], data.categories)
    assert ap.ap == 0


def test_the_limit_of_detections_rises_with_the_images() -> None:
    masks = tuple(Mask.from_patch(np.ones((1, 1)), (i // 20, i % 20), (20, 20)) for i in range(150))
    data = SampleSet((Sample(Path("x.png"), masks, (0,) * 150),), ("a",))
    found = [[Detection(m, "a", 1.0, 1.0) for m in masks]]
    ap, _, most = average_precision(data.samples, found, data.categories)
    assert most == 150
    assert ap.ap == pytest.approx(1.0)


def test_a_network_that_proposes_nothing_for_ever_is_stopped() -> None:
    class Empty(Predictor):
        def propose(self, *arguments, **options):  # type: ignore[no-untyped-def]
            proposal = Proposal(
                np.zeros((0, 0), bool), (0, 0), (48, 48), (0, 0, 0, 0), "cell", {"cell": 1.0}, 0.9, None, -1
            )
            return proposal, self.initial_state(arguments[0])

    predictor = Empty(RSIS(PLAIN.model))
    assert detect(predictor, np.zeros((48, 48, 3), np.uint8), most=7) == []


@pytest.mark.parametrize("present", [0.3, 0.5, 0.7])
def test_of_equally_good_thresholds_the_one_nearest_to_the_present_is_chosen(
    cells: Path, present: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On images that a network has learned, every threshold is good; another one may miss much on new images."""
    samples = read_samples(cells, None, ("cell",)).samples
    model = RSIS(dataclasses.replace(TINY.model, objectness_threshold=present))

    def detect_all(_predictor: Predictor, chosen: Sequence[Sample], **_: object) -> list[list[Detection]]:
        return [[Detection(mask, "cell", 1.0, 0.9) for mask in sample.masks] for sample in chosen]

    monkeypatch.setattr(evaluate, "detect_all", detect_all)
    assert evaluate.choose_threshold(Predictor(model, "cpu"), samples) == (present, 1.0)
