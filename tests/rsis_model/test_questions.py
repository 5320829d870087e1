"""Sequences side by side: which questions are a batch, who gets which answer, and what becomes of those that end."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch

from rsis_model import ModelConfig, Predictor
from rsis_model.model import RSIS
from rsis_model.questions import Asking, answer, look
from rsis_model.state import State
from rsis_model.where_next import Look
from tests.rsis_model.conftest import GUIDED

CPU = torch.device("cpu")


class Eye:
    """A network that sees the first pixel of each image, and remembers how large its batches were."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def look(self, images: torch.Tensor) -> Look:
        self.batches.append(len(images))
        return Look(images[:, 0])


def summing(values: Sequence[float], side: int = 2) -> Asking[float]:
    """Ask for one value after the other, and return their sum."""
    total = 0.0
    for value in values:
        seen = yield from look(torch.full((1, 3, side, side), value))
        total += float(seen.heat_logits.max())
    return total


def run(*askings: Asking[float], pixels: int | None = None) -> tuple[list[float], list[int]]:
    eye = Eye()
    return answer(eye, askings, CPU, pixels), eye.batches  # type: ignore[arg-type]


def test_what_ends_leaves_the_batch_and_each_gets_its_own_answers() -> None:
    results, batches = run(summing([1, 2]), summing([10]), summing([]), summing([100, 200, 300]))
    assert results == [3, 10, 0, 600]
    assert batches == [3, 2, 1]
    assert run() == ([], [])


def test_only_questions_about_one_size_are_a_batch_and_no_more_than_there_is_room_for() -> None:
    assert run(summing([1, 2]), summing([3, 4], side=4), summing([5])) == ([3, 7, 5], [2, 1, 1, 1])
    many = [summing([n, n]) for n in range(5)]
    assert run(*many, pixels=8) == ([0, 2, 4, 6, 8], [2, 2, 1, 2, 2, 1])
    assert run(summing([7]), summing([8]), pixels=1) == ([7, 8], [1, 1])


def test_an_error_in_one_is_raised() -> None:
    def failing() -> Asking[float]:
        yield from look(torch.zeros(1, 3, 2, 2))
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        run(summing([1]), failing())


def test_scenes_of_one_size_are_encoded_and_stepped_together(build: Callable[[ModelConfig], RSIS]) -> None:
    predictor = Predictor(build(dataclasses.replace(GUIDED, memory_steps=2)))
    encoded: list[int] = []
    stepped: list[int] = []
    predictor.model.encoder.register_forward_pre_hook(lambda _, given: encoded.append(len(given[0])))
    predictor.model.decoder.register_forward_pre_hook(lambda _, given: stepped.append(len(given[1][0])))
    images = np.random.default_rng(0).integers(0, 256, (3, 40, 40, 3), dtype=np.uint8)
    scenes = predictor.answer_together([predictor.opening(image) for image in images])
    assert encoded == [3]
    states = [predictor.initial_state(scene) for scene in scenes]
    pairs = predictor.answer_together(
        [predictor.proposing(scene, state) for scene, state in zip(scenes, states, strict=True)]
    )
    assert stepped[0] == 3 and sorted(stepped, reverse=True) == stepped
    for scene, state, (proposal, _) in zip(scenes, states, pairs, strict=True):
        alone, _ = predictor.propose(scene, state)
        assert alone is not None and proposal is not None
        assert proposal.click == alone.click and proposal.about_left == alone.about_left
        assert (proposal.mask ^ alone.mask).sum() <= 1


def test_states_of_different_age_are_a_batch(build: Callable[[ModelConfig], RSIS]) -> None:
    model = build(GUIDED)
    pixels = torch.randn(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        pyramid = model.encode(pixels)
        fresh = State.blank((32, 32))
        _, older = model.step(pyramid.one(1), fresh)
        together, after = model.step(pyramid, State.together([fresh, older]))
        for image, state in enumerate((fresh, older)):
            step, next_state = model.step(pyramid.one(image), state)
            torch.testing.assert_close(
                together.one(image).mask_logits, step.mask_logits, atol=1e-4, rtol=1e-4
            )
            torch.testing.assert_close(after.one(image).cell, next_state.cell, atol=1e-4, rtol=1e-4)
            assert torch.equal(after.one(image).seen, next_state.seen)
