"""Metrics against direct readings of their definitions, and pycocotools on known cases."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.masks import Mask
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from rsis_model.scene import Proposal
from tests.trainer.conftest import PLAIN
from trainer.data.samples import Sample, SampleSet
from trainer.evaluation.average_precision import average_precision
from trainer.evaluation.evaluate import figures
from trainer.evaluation.metrics import difference_in_count, f_at, symmetric_best_dice
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
