"""Likeness to the clicked places, and the network's own judgement of its masks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import torch

from rsis_model.appearance import alike
from rsis_model.config import ModelConfig
from rsis_model.errors import ModelError
from rsis_model.model import RSIS
from rsis_model.state import Guidance
from tests.rsis_model.conftest import GUIDED

BOTH = dataclasses.replace(GUIDED, embedding=4, quality=True)
NONE = torch.full((1, 1, 2), torch.nan)


def two_halves() -> torch.Tensor:
    """Embeddings (1, 2, 8, 12) of an image of 32 x 48: one value on the left half, another on the right."""
    embedding = torch.zeros(1, 2, 8, 12)
    embedding[:, 0, :, 6:] = 3.0
    return embedding


def test_places_are_alike_the_nearest_click_of_their_side() -> None:
    left, right = torch.tensor([[[4.0, 4.0]]]), torch.tensor([[[40.0, 20.0]]])
    positive, negative = alike(two_halves(), Guidance(left, right), (32, 48))[0]
    assert torch.equal(positive[:, :6], torch.ones(8, 6)) and float(positive[:, 6:].max()) < 0.02
    assert torch.equal(negative[:, 6:], torch.ones(8, 6)) and float(negative[:, :6].max()) < 0.02
    everywhere = alike(two_halves(), Guidance(torch.cat([left, right], dim=1), NONE), (32, 48))[0]
    assert torch.equal(everywhere[0], torch.ones(8, 12))
    assert not bool(everywhere[1].any())


def test_without_a_click_nothing_is_alike() -> None:
    assert not bool(alike(two_halves(), Guidance(NONE, NONE), (32, 48)).any())


@torch.no_grad()
def test_a_network_that_gets_the_new_parts_answers_as_before(build: Callable[[ModelConfig], RSIS]) -> None:
    before, after = build(GUIDED), build(BOTH)
    after.load_state_dict(before.state_dict(), strict=False)
    images = torch.randn(2, 3, 64, 96, generator=torch.Generator().manual_seed(3))
    guidance = Guidance(torch.tensor([[[20.0, 30.0]], [[50.0, 12.0]]]), NONE.expand(2, 1, 2))
    one, _ = before.step(p := before.encode(images), before.initial_state(p), guidance)
    two, _ = after.step(p := after.encode(images), after.initial_state(p), guidance)
    assert torch.equal(one.mask_logits, two.mask_logits)
    assert one.alike is None and one.quality_logits is None
    assert two.alike is not None and two.alike.shape == (2, 16, 24)
    assert two.quality_logits is not None and two.quality_logits.shape == (2,)


def test_the_mask_teaches_the_embedding_and_the_quality_teaches_only_its_head(
    build: Callable[[ModelConfig], RSIS],
) -> None:
    model = build(BOTH)
    assert model.appearance is not None
    for gate in model.appearance.gates:
        torch.nn.init.normal_(gate.weight, std=0.3)
    images = torch.randn(1, 3, 64, 96, generator=torch.Generator().manual_seed(3))
    pyramid = model.encode(images)
    guidance = Guidance(torch.tensor([[[20.0, 30.0]]]), NONE)
    step, _ = model.step(pyramid, model.initial_state(pyramid), guidance)
    assert step.quality_logits is not None
    step.quality_logits.sum().backward(retain_graph=True)
    taught = {name.partition(".")[0] for name, p in model.named_parameters() if p.grad is not None}
    assert taught == {"quality"}
    step.mask_logits.sum().backward()
    last = model.appearance.mix[-1].weight.grad
    assert last is not None and bool(last.abs().sum() > 0)


def test_both_need_where_next() -> None:
    with pytest.raises(ModelError, match="need where_next"):
        dataclasses.replace(GUIDED, where_next=False, embedding=4)
