"""Cityscapes AP: cases that can be told by hand, and figures that cityscapesscripts gave for the same files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotations.masks import Mask
from tests.official_tools.cityscapes_ap import made
from trainer.data.samples import Sample, SampleSet
from trainer.evaluation.cityscapes_ap import cityscapes_ap
from trainer.evaluation.evaluate import figures
from trainer.evaluation.sequences import Detection

NAMES = ("person", "car")


def block(x: int, width: int = 12) -> Mask:
    pixels = np.zeros((20, 60), dtype=bool)
    pixels[4:14, x : x + width] = True
    return Mask.from_array(pixels)


def sample(*masks: Mask, crowd: tuple[bool, ...] = ()) -> Sample:
    void = np.zeros((20, 60), dtype=bool)
    void[:, 45:] = True
    return Sample(Path("a.png"), masks, (1,) * len(masks), crowd, void=lambda: void)


def guess(mask: Mask, score: float, name: str = "car") -> Detection:
    return Detection(mask, name, score, 1.0)


def test_truth_as_predictions_scores_one_and_categories_without_truth_are_left_out() -> None:
    truth = sample(block(0), block(20))
    overall, each = cityscapes_ap([truth], [[guess(m, 0.5) for m in truth.masks]], NAMES)
    assert (overall.ap, overall.ap50, each["car"].ap) == (1, 1, 1)
    assert np.isnan(each["person"].ap)


def test_nothing_predicted_scores_nothing() -> None:
    assert cityscapes_ap([sample(block(0))], [[]], NAMES)[0].ap == 0
    assert np.isnan(cityscapes_ap([sample()], [[]], NAMES)[0].ap)


@pytest.mark.parametrize(
    ("extra", "counts"),
    [(block(30), True), (block(47), False), (block(20, 5), False)],
    ids=["on nothing", "on void", "on a group"],
)
def test_a_wrong_prediction_counts_unless_it_lies_on_what_is_looked_away_from(
    extra: Mask, counts: bool
) -> None:
    truth = sample(block(0), block(18), crowd=(False, True))
    overall, _ = cityscapes_ap([truth], [[guess(block(0), 0.5), guess(extra, 0.9)]], NAMES)
    assert (overall.ap < 1) == counts


def test_small_instances_are_not_asked_for() -> None:
    truth = sample(block(0), block(20, 9))
    assert cityscapes_ap([truth], [[guess(block(0), 0.5)]], NAMES)[0].ap == 1


def test_the_figures_are_those_of_cityscapesscripts(tmp_path: Path) -> None:
    # cityscapesscripts 2.3.0: python -m tests.official_tools.cityscapes_ap --images 3 --seed 4
    overall, each = made(tmp_path, 3, 4)
    assert (overall.ap, overall.ap50) == pytest.approx((0.09950207956533041, 0.3193875225572165))
    assert each["car"].ap == pytest.approx(0.11467498492798837)


def test_evaluate_gives_them_for_cityscapes_alone() -> None:
    truth = sample(block(0))
    data = SampleSet([truth], NAMES, format="cityscapes")
    found = [[guess(block(0), 0.9)]]
    assert figures(data, found)["cityscapes_ap"] == 1
    assert "cityscapes_ap" not in figures(SampleSet([truth], NAMES), found)
