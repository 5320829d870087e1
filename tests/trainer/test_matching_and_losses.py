"""Matching and the losses, against direct readings of section 3.3."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.config import LossConfig
from trainer.data.targets import Target, make_target
from trainer.training.curriculum import steps_now
from trainer.training.losses import (
    StepSequence,
    alike_loss,
    category_loss,
    criterion,
    edge_loss,
    heat_loss,
    mask_loss,
    objectness_loss,
    quality_loss,
)
from trainer.training.matching import Pairs, match, soft_iou_cost


def random_case(steps: int, count: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(seed)
    return torch.randn(steps, 8, 9, generator=g) * 3, torch.rand(count, 8, 9, generator=g) > 0.6


def target(masks: torch.Tensor, categories: list[int] | None = None) -> Target:
    names = torch.tensor(categories if categories is not None else [0] * len(masks), dtype=torch.int64)
    return make_target(masks, names, torch.zeros(len(masks), dtype=torch.bool), largest=50, heat=False)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 999))
def test_the_cost_is_one_minus_soft_iou_of_every_pair(steps: int, count: int, seed: int) -> None:
    logits, masks = random_case(steps, count, seed)
    cost = soft_iou_cost(logits.sigmoid(), masks)
    for t, n in itertools.product(range(steps), range(count)):
        p, y = logits[t].sigmoid(), masks[n].float()
        inner = (p * y).sum()
        assert float(cost[t, n]) == pytest.approx(float(1 - inner / (p.sum() + y.sum() - inner)), abs=1e-5)


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 999))
def test_the_assignment_is_the_cheapest_over_the_first_predictions(steps: int, count: int, seed: int) -> None:
    logits, masks = random_case(steps, count, seed)
    pairs = match(logits, masks)
    first = min(steps, count)
    assert set(pairs.steps) == set(range(first))
    cost = soft_iou_cost(logits.sigmoid(), masks)
    paid = sum(float(cost[t, n]) for t, n in zip(pairs.steps, pairs.instances, strict=True))
    cheapest = min(
        sum(float(cost[t, n]) for t, n in enumerate(order))
        for order in itertools.permutations(range(count), first)
    )
    assert paid == pytest.approx(cheapest, abs=1e-5)


def test_a_person_s_click_fixes_its_own_pair() -> None:
    logits, masks = random_case(3, 3, 1)
    pairs = match(logits, masks, fixed=Pairs((1,), (2,)))
    assert dict(zip(pairs.steps, pairs.instances, strict=True))[1] == 2
    assert len(set(pairs.instances)) == 3


def test_without_instances_or_steps_nothing_is_matched() -> None:
    assert match(torch.zeros(2, 4, 4), torch.zeros(0, 4, 4, dtype=torch.bool)) == Pairs()


def test_a_perfect_mask_costs_nothing_and_a_wrong_one_all() -> None:
    mask = torch.zeros(1, 6, 6, dtype=torch.bool)
    mask[:, 2:4, 2:4] = True
    right = torch.where(mask, 50.0, -50.0)
    assert float(mask_loss(right, mask)) == pytest.approx(0, abs=1e-5)
    assert float(mask_loss(-right, mask)) == pytest.approx(1, abs=1e-5)


def test_places_near_the_object_must_look_like_it_or_not_and_far_ones_may() -> None:
    mask = torch.zeros(1, 160, 160, dtype=torch.bool)
    mask[:, 16:32, 16:32] = True
    alike = torch.zeros(1, 40, 40)
    alike[:, 4:8, 4:8] = 1.0
    assert float(alike_loss(alike, mask)) == pytest.approx(0, abs=1e-5)
    alike[:, 30:34, 30:34] = 1.0  # another object that looks the same
    assert float(alike_loss(alike, mask)) == pytest.approx(0, abs=1e-5)
    alike[:, 8:12, 4:8] = 1.0
    assert float(alike_loss(alike, mask)) == pytest.approx(0.5, abs=1e-5)


def test_the_quality_is_the_iou_of_each_mask_and_nothing_where_no_object_is() -> None:
    masks = torch.zeros(1, 8, 8, dtype=torch.bool)
    masks[:, :4] = True
    proposed = torch.full((2, 1, 8, 8), -5.0)
    proposed[0, :, :2] = 5.0  # half of the object
    proposed[1, :, 6:] = 5.0  # none of it
    index = [(0, 0, 0)]

    def loss(first: float, second: float, complete: bool = True) -> float:
        logits = torch.tensor([[first], [second]])
        return float(quality_loss(logits, proposed, [replace(target(masks), complete=complete)], index))

    assert loss(0.0, -9.0) < min(loss(1.0, -9.0), loss(-1.0, -9.0), loss(0.0, 0.0))
    # Where not every object has a mask, nobody knows about the second proposal.
    assert loss(0.0, -9.0, complete=False) == loss(0.0, 9.0, complete=False)


def test_predictions_without_a_pair_get_no_mask_box_or_category_gradient() -> None:
    logits, masks = random_case(3, 1, 4)
    stacked = StepSequence(
        logits[:, None].requires_grad_(),
        torch.randn(3, 1, 2, requires_grad=True),
        torch.rand(3, 1, 4, requires_grad=True),
        torch.randn(3, 1, requires_grad=True),
    )
    losses = criterion(stacked, None, [target(masks)], [Pairs((1,), (0,))], LossConfig(), 0)
    losses.total.backward()
    for tensor in (stacked.mask_logits, stacked.category_logits, stacked.boxes):
        assert tensor.grad is not None
        assert bool(tensor.grad[1].any())
        assert not bool(tensor.grad[[0, 2]].any())
    assert stacked.objectness_logits.grad is not None
    assert bool(stacked.objectness_logits.grad.all())


def test_terms_count_from_their_own_iteration_on() -> None:
    logits, masks = random_case(1, 1, 5)
    stacked = StepSequence(logits[:, None], torch.randn(1, 1, 2), torch.rand(1, 1, 4), torch.randn(1, 1))
    config = LossConfig(category=1.0, category_from=10, box=0.0, objectness=0.0)
    arguments = (stacked, None, [target(masks)], [Pairs((0,), (0,))], config)
    early, late = criterion(*arguments, 9), criterion(*arguments, 10)
    assert float(early.total) == pytest.approx(float(early.mask))
    assert float(late.total) == pytest.approx(float(late.mask + late.category))


def test_an_image_without_instances_is_no_error() -> None:
    stacked = StepSequence(
        torch.randn(2, 1, 8, 9, requires_grad=True),
        torch.randn(2, 1, 2),
        torch.rand(2, 1, 4),
        torch.randn(2, 1),
    )
    losses = criterion(
        stacked, None, [target(torch.zeros(0, 8, 9, dtype=torch.bool))], [Pairs()], LossConfig(), 0
    )
    losses.total.backward()
    assert float(losses.mask.detach()) == 0


def test_objectness_counts_every_step_or_up_to_one_beyond() -> None:
    logits = torch.tensor([[2.0], [2.0], [2.0], [2.0]])
    one = [target(torch.ones(1, 8, 8, dtype=torch.bool))]
    yes, no = -torch.log(torch.tensor(2.0).sigmoid()), -torch.log(1 - torch.tensor(2.0).sigmoid())
    every = objectness_loss(logits, one, LossConfig(objectness_steps="every"))
    original = objectness_loss(logits, one, LossConfig(objectness_steps="n_plus_1"))
    assert float(every) == pytest.approx(float((yes + 3 * no) / 4), abs=1e-5)
    assert float(original) == pytest.approx(float((yes + no) / 2), abs=1e-5)


def test_unknown_categories_are_left_out() -> None:
    logits = torch.randn(3, 4)
    some = category_loss(logits, torch.tensor([1, -1, -1]))
    assert float(some) == pytest.approx(float(-logits[0].log_softmax(0)[1]), abs=1e-5)
    assert float(category_loss(logits, torch.tensor([-1, -1, -1]))) == 0


def test_heat_is_cheapest_where_it_is_right_and_crowds_do_not_count() -> None:
    masks = torch.zeros(2, 32, 32, dtype=torch.bool)
    masks[0, 4:16, 4:16], masks[1, 20:32, 20:32] = True, True
    made = make_target(masks, torch.zeros(2, dtype=torch.int64), torch.tensor([False, True]), 50, heat=True)
    assert made.heat.shape == (8, 8)
    assert float(made.heat.max()) == pytest.approx(1)
    assert float(made.heat[6, 6]) == 0
    right = torch.logit(made.heat.clamp(1e-4, 1 - 1e-4))[None]
    wrong_in_the_crowd = right.clone()
    wrong_in_the_crowd[0, 5:, 5:] = 9.0
    wrong_elsewhere = right.clone()
    wrong_elsewhere[0, 0, 6] = 9.0
    assert float(heat_loss(wrong_in_the_crowd, [made])) == pytest.approx(float(heat_loss(right, [made])))
    assert float(heat_loss(wrong_elsewhere, [made])) > float(heat_loss(right, [made])) + 0.01


@given(st.lists(st.floats(0, 2), max_size=40))
def test_the_curriculum_only_grows_and_stays_within_bounds(losses: list[float]) -> None:
    counts = [steps_now(losses[:i], 2, 6, 2) for i in range(len(losses) + 1)]
    assert counts[0] == 2
    assert all(0 <= b - a <= 1 for a, b in itertools.pairwise(counts))
    assert counts[-1] <= 6


def test_the_curriculum_waits_while_the_loss_falls() -> None:
    assert steps_now([1.0, 0.9, 0.8, 0.7], 2, 5, 2) == 2
    assert steps_now([1.0, 1.0, 1.0], 2, 5, 2) == 3
    assert steps_now([1.0, 0.99, 0.98], 2, 5, 2, plateau=0.05) == 3
    assert steps_now([1.0, 0.9, 0.8], 2, 5, 2, plateau=0.05) == 2
    assert steps_now([1.0, 1.0, 1.0, 0.9, 0.8], 2, 5, 2) == 3


def test_the_edge_counts_only_what_lies_beside_it() -> None:
    mask = torch.zeros(1, 32, 32, dtype=torch.bool)
    mask[0, 8:24, 8:24] = True
    right = torch.where(mask, 10.0, -10.0)
    far, near = right.clone(), right.clone()
    far[0, 0, 0], far[0, 16, 16] = 10.0, -10.0
    near[0, 8, 12] = -10.0
    assert float(edge_loss(right, mask)) < 1e-3
    assert float(edge_loss(far, mask)) == float(edge_loss(right, mask))
    assert float(edge_loss(near, mask)) > 0.01
    # A mask over the whole window has no edge in it.
    assert float(edge_loss(right, torch.ones_like(mask))) == 0
