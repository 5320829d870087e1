"""The simulated person: where errors are clicked, and how a guided sequence pairs and decides."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from annotations.imaging.reading import read_image
from annotations.masks import Mask
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from tests.trainer.conftest import PLAIN, TINY
from trainer.config import PersonConfig
from trainer.data.dataset import TrainingSet, collate
from trainer.data.sources import read_samples
from trainer.simulation.annotator import Rules, annotate, polygon_vertices
from trainer.training.simulated_person import (
    ask,
    ask_correction,
    iou,
    loose_box,
    open_desk,
    point_inside,
    some_error,
    worst_error,
)
from trainer.training.unroll import guided_rollout, plain_rollout


def square(y0: int, x0: int, side: int) -> np.ndarray:
    mask = np.zeros((40, 40), dtype=bool)
    mask[y0 : y0 + side, x0 : x0 + side] = True
    return mask


def test_the_larger_error_is_clicked_at_its_centre() -> None:
    true = square(10, 10, 11)
    assert worst_error(np.zeros_like(true), true) == (15.0, 15.0, True)
    x, y, positive = worst_error(true | square(25, 25, 13), true) or (0, 0, True)
    assert (x, y, positive) == (31.0, 31.0, False)
    assert worst_error(true, true) is None


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9), st.integers(0, 99))
def test_clicks_fall_inside_and_boxes_round_the_object(y: int, x: int, side: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = square(y, x, side)
    px, py = point_inside(mask, rng)
    assert mask[int(py), int(px)]
    assert iou(loose_box(mask, rng), mask) > 0.5


def batch_of(cells: Path, config=TINY):  # type: ignore[no-untyped-def]
    data = read_samples(cells, None, ("cell",))
    dataset = TrainingSet(data.samples, config, 8)
    return collate([dataset[i] for i in range(2)])


@pytest.mark.parametrize("pairing", ["click", "hungarian"])
@pytest.mark.parametrize("seed", range(4))
def test_a_guided_sequence_pairs_each_step_once_and_nothing_done_before(
    cells: Path, pairing: str, seed: int
) -> None:
    torch.manual_seed(seed)
    model, batch = RSIS(TINY.model), batch_of(cells)
    config = PersonConfig(pairing=pairing, started=0.5, correct=0.0)  # type: ignore[arg-type]
    rollout = guided_rollout(
        model, model.encode(batch.images), batch.targets, 5, config, [np.random.default_rng(seed)] * 2
    )
    assert rollout.sequence.mask_logits.shape[:2] == (5, 2)
    for pairs, target in zip(rollout.pairs, batch.targets, strict=True):
        assert len(set(pairs.steps)) == len(pairs.steps)
        assert all(0 <= n < len(target.masks) for n in pairs.instances)


def test_a_correction_asks_for_the_same_object_with_one_more_click(cells: Path) -> None:
    (target,) = batch_of(cells).targets[:1]
    rng = np.random.default_rng(1)
    desk, done = open_desk(target.masks.numpy(), PersonConfig(started=0), rng)
    assert done == []
    ask(desk, PersonConfig(click=1.0), rng)
    assert desk.target is not None
    ask_correction(desk, desk.target, np.zeros(desk.masks.shape[1:], dtype=bool), None)
    assert len(desk.clicks) == 2
    assert desk.correct is not None


def test_a_plain_sequence_is_matched_to_all_there_is(cells: Path) -> None:
    model, batch = RSIS(PLAIN.model), batch_of(cells, PLAIN)
    rollout = plain_rollout(model, model.encode(batch.images), batch.targets, 3)
    for pairs, target in zip(rollout.pairs, batch.targets, strict=True):
        assert len(pairs.steps) == min(3, len(target.masks))


def test_no_pixel_is_clicked_twice() -> None:
    predicted, true = square(0, 0, 1), square(10, 10, 9)
    first = worst_error(predicted, true)
    assert first == (14, 14, True)
    second = worst_error(predicted, true, [(14, 14)])
    assert second is not None and second != first
    everywhere = [(float(x), float(y)) for x in range(40) for y in range(40)]
    assert worst_error(predicted, true, everywhere) is None


def test_drawing_a_square_costs_four_vertices_and_a_disk_more() -> None:
    disk = np.hypot(*(np.mgrid[:40, :40] - 20)) < 15
    assert polygon_vertices(Mask.from_array(square(5, 5, 20)), 0.9) == 4
    assert polygon_vertices(Mask.from_array(disk), 0.9) > 4


class Oracle(Predictor):
    """A predictor whose proposals are given: what the annotator does with them is known beforehand."""

    def __init__(self, model: RSIS, masks: list[np.ndarray]) -> None:
        super().__init__(model)
        self.masks = masks

    def propose(self, scene, state=None, clicks=(), box=None, correct=None):  # type: ignore[no-untyped-def]
        state = state or self.initial_state(scene)
        done = state.active
        if clicks or done >= len(self.masks):
            return None, state
        proposal, _ = super().propose(scene, None, clicks=[_middle(self.masks[done])])
        assert proposal is not None
        patch = dataclasses.replace(
            proposal, patch=self.masks[done], origin=(0, 0), size=self.masks[done].shape, category="cell"
        )
        return patch, dataclasses.replace(state, active=done + 1)


def _middle(mask: np.ndarray):  # type: ignore[no-untyped-def]
    from rsis_model.clicks import Click

    ys, xs = np.nonzero(mask)
    return Click(float(xs.mean()), float(ys.mean()))


def test_right_proposals_cost_one_action_each_and_wrong_ones_are_counted(cells: Path) -> None:
    torch.manual_seed(0)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 1.0)  # draws something everywhere
    image = read_image(cells / "images" / "cell0.png")
    data = read_samples(cells, None, ("cell",))
    truth = data.samples[0].masks
    right = [m.to_array() for m in truth]
    effort = annotate(Oracle(model, right), image, truth, Rules(0.8))
    assert (effort.accepted, effort.actions, effort.missed) == (len(truth), len(truth), 0)
    assert effort.seconds == len(truth) * 1.0
    assert effort.polygons == sum(polygon_vertices(mask, 0.8) for mask in truth)
    twice = [right[0], right[0], *right[1:]]
    effort = annotate(Oracle(model, twice), image, truth, Rules(0.8))
    assert (effort.accepted, effort.rejected, effort.duplicates) == (len(truth), 1, 1)


@given(st.integers(0, 999))
def test_a_click_off_the_centre_is_in_an_error_and_says_what_is_there(seed: int) -> None:
    rng = np.random.default_rng(seed)
    true, predicted = rng.random((2, 20, 20)) < 0.4
    click = some_error(predicted, true, rng)
    assert click is not None
    x, y, positive = click
    assert predicted[int(y), int(x)] != true[int(y), int(x)]
    assert positive == true[int(y), int(x)]
    assert some_error(true, true, rng) is None
