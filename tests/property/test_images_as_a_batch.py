"""Images that go through the network together are found the same as each alone, up to rounding."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from rsis_model import InputConfig, ModelConfig, Predictor
from rsis_model.model import RSIS
from tests.rsis_model.conftest import GUIDED, SMALL
from trainer.evaluation.batches import detect_many
from trainer.evaluation.sequences import Detection, detect, detecting

MOST = 4
PLAIN = "plain, without concatenated skips"
TILES = InputConfig(longest_side=64, overlap=16, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5))
NETWORKS = {
    "plain": dataclasses.replace(
        SMALL, objectness_threshold=0.5, input=dataclasses.replace(TILES, mode="fit")
    ),
    PLAIN: dataclasses.replace(SMALL, objectness_threshold=0.4, skip="sum"),
    "guided": dataclasses.replace(GUIDED, objectness_threshold=0.13),
    "with tiles and a short memory": dataclasses.replace(
        GUIDED, objectness_threshold=0.13, input=TILES, memory_steps=2
    ),
    "with all that a network may have": dataclasses.replace(
        GUIDED,
        objectness_threshold=0.1,
        embedding=4,
        quality=True,
        memory_steps=3,
        one_part=True,
        least_area=3,
        input=dataclasses.replace(TILES, scale=1.5, contrast="percentile"),
    ),
    "that estimates the objects' size": dataclasses.replace(
        GUIDED, objectness_threshold=0.13, input=dataclasses.replace(GUIDED.input, object_size=12.0)
    ),
}

Picture = tuple[tuple[int, int], int, float]
"""(H, W), a seed, and how bright: few enough that what is found in each alone need not be found again."""
pictures: st.SearchStrategy[Picture] = st.tuples(
    st.sampled_from(
        [(32, 32), (32, 32), (30, 31), (20, 60), (40, 70)]
    ),  # the first three fill the same input
    st.integers(0, 2),
    st.sampled_from([1.0, 0.1, 0.0]),
)


def drawn(picture: Picture) -> NDArray[np.uint8]:
    size, seed, bright = picture
    return (np.random.default_rng(seed).integers(0, 256, (*size, 3)) * bright).astype(np.uint8)


@cache
def predictor_of(name: str) -> Predictor:
    """A network with random weights that finds something, and stops at different steps in different images."""
    config: ModelConfig = NETWORKS[name]
    torch.manual_seed(3 if config.guidance else 7)
    model = RSIS(config)
    torch.nn.init.normal_(model.decoder.mask_head.weight, std=5.0)
    torch.nn.init.constant_(model.decoder.mask_head.bias, -1.0)
    torch.nn.init.normal_(model.decoder.objectness_head.weight, std=2.0)
    layers = [] if model.guidance is None else [*model.guidance.levels]
    layers += [] if model.appearance is None else [*model.appearance.gates]
    for layer in layers:
        torch.nn.init.normal_(layer.weight, std=0.3)
    return Predictor(model)


def check_same(alone: list[Detection], beside: list[Detection]) -> None:
    assert [one.category for one in beside] == [one.category for one in alone]
    for one, other in zip(alone, beside, strict=True):
        assert abs(one.score - other.score) < 1e-4
        a, b = one.mask.to_array(), other.mask.to_array()
        assert (a ^ b).sum() <= max(1, 0.01 * a.sum())  # ties at the edge


@cache
def alone(name: str, picture: Picture) -> list[Detection]:
    return detect(predictor_of(name), drawn(picture), MOST)


@pytest.mark.parametrize("name", NETWORKS)
@settings(max_examples=5)
@given(several=st.lists(pictures, min_size=2, max_size=4), pixels=st.sampled_from([None, 1, 2 * 32 * 32]))
def test_images_side_by_side_are_found_as_each_alone(
    name: str, several: list[Picture], pixels: int | None
) -> None:
    predictor = predictor_of(name)
    askings = [detecting(predictor, drawn(picture), MOST) for picture in several]
    for picture, found in zip(several, predictor.answer_together(askings, pixels), strict=True):
        check_same(alone(name, picture), found)


@settings(max_examples=10)
@given(many=st.lists(pictures, max_size=12), batch_size=st.sampled_from([None, 1, 2, 3]))
def test_each_of_many_images_is_found_once_whatever_is_a_batch(
    many: list[Picture], batch_size: int | None
) -> None:
    images = ((i, drawn(picture), None) for i, picture in enumerate(many))
    found = list(detect_many(predictor_of(PLAIN), images, batch_size, MOST))
    assert sorted(i for i, _ in found) == list(range(len(many)))
    for i, detections in found:
        check_same(alone(PLAIN, many[i]), detections)
