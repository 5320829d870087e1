"""Zoom: small objects are looked at again on a crop round them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsis_model import ModelError, Predictor
from rsis_model.config import InputConfig, ModelConfig
from rsis_model.model import RSIS
from rsis_model.preparation import windows
from rsis_model.scene import Scene, cores_of, decided_in
from rsis_model.zoom import MOST, OBJECT_SIDE, closer_window
from tests.rsis_model.conftest import GUIDED, SMALL

Build = Callable[[ModelConfig], RSIS]
PHOTO = np.random.default_rng(0).integers(0, 255, (90, 130, 3), dtype=np.uint8)


def opened(size: tuple[int, int], config: InputConfig) -> Scene:
    tiles = windows(size, config)
    return Scene(size, np.zeros((*size, 3), dtype=np.uint8), tiles, cores_of(tiles), len(tiles))


@given(
    st.tuples(st.integers(20, 900), st.integers(20, 900)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.tuples(st.integers(1, 300), st.integers(1, 300)),
    st.sampled_from([InputConfig(longest_side=256, scale=1.5), InputConfig(mode="stretch")]),
)
def test_the_crop_lies_in_the_image_holds_the_object_and_shows_it_larger(
    size: tuple[int, int], place: tuple[float, float], extent: tuple[int, int], config: InputConfig
) -> None:
    height, width = (min(e, s) for e, s in zip(extent, size, strict=True))
    y0, x0 = (int(p * (s - e)) for p, s, e in zip(place, size, (height, width), strict=True))
    scene = opened(size, config)
    window = closer_window(scene, (x0, y0, x0 + width, y0 + height), config)
    present = max(max(w.scaled[0] / w.height, w.scaled[1] / w.width) for w in scene.windows)
    if window is None:
        assert min(MOST, OBJECT_SIDE / max(height, width)) < 1.25 * present
        return
    assert 0 <= window.y0 <= y0 and y0 + height <= window.y0 + window.height <= size[0]
    assert 0 <= window.x0 <= x0 and x0 + width <= window.x0 + window.width <= size[1]
    assert window.scaled[0] / window.height > present
    assert all(side % config.multiple == 0 for side in window.padded)


def around(place: tuple[int, int], half: int) -> np.ndarray:
    mask = np.zeros(PHOTO.shape[:2], dtype=bool)
    y, x = place
    mask[y - half : y + half, x - half : x + half] = True
    return mask


def test_a_closer_look_gives_an_object_another_mask_there_and_the_same_each_time(build: Build) -> None:
    predictor = Predictor(build(GUIDED))
    scene = predictor.open(PHOTO)
    state = predictor.initial_state(scene)
    mask = around((40, 60), 3)
    closer = predictor.look_closer(scene, state, mask)
    assert closer is not None
    assert closer.shape == scene.size
    assert closer.any() and not np.array_equal(closer, mask)
    again = predictor.look_closer(scene, state, mask)
    assert again is not None and np.array_equal(again, closer)


def test_what_is_annotated_beside_an_object_stays_out_of_its_closer_mask(build: Build) -> None:
    predictor = Predictor(build(GUIDED))
    scene = predictor.open(PHOTO)
    mask, taken = around((40, 60), 3), np.zeros(scene.size, dtype=bool)
    taken[:, 64:] = True
    alone = predictor.look_closer(scene, predictor.initial_state(scene), mask)
    assert alone is not None and alone[:, 66:].any()
    beside = predictor.look_closer(
        scene, predictor.accept(scene, predictor.initial_state(scene), taken), mask
    )
    assert beside is None or not beside[:, 66:].any()  # a pixel of the network's input may round


def test_a_large_object_and_nothing_at_all_have_no_closer_look(build: Build) -> None:
    predictor = Predictor(build(GUIDED))
    scene = predictor.open(PHOTO)
    state = predictor.initial_state(scene)
    assert predictor.look_closer(scene, state, around((45, 60), 40)) is None
    assert predictor.look_closer(scene, state, np.zeros(scene.size, dtype=bool)) is None


def test_a_network_without_guidance_says_that_it_cannot(build: Build) -> None:
    plain = Predictor(build(SMALL))
    scene = plain.open(PHOTO)
    with pytest.raises(ModelError, match="without guidance"):
        plain.look_closer(scene, plain.initial_state(scene), around((40, 60), 3))


def test_decisions_are_read_back_from_the_tiles(build: Build) -> None:
    config = dataclasses.replace(GUIDED, input=InputConfig(longest_side=64, overlap=16))
    predictor = Predictor(build(config))
    scene = predictor.open(PHOTO)
    kept, turned_down = np.zeros((2, *scene.size), dtype=bool)
    kept[20:60, 30:110] = True
    turned_down[70:85, 5:60] = True
    state = predictor.accept(scene, predictor.initial_state(scene), kept)
    state = predictor.reject(scene, state, turned_down)
    window = windows(scene.size, InputConfig(mode="stretch"))[0]
    annotated, rejected = decided_in(scene, state, window)
    assert np.array_equal(annotated, kept)
    assert np.array_equal(rejected, turned_down)
