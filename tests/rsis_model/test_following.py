"""Tests of finding an object of one image again in the next one."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest

from rsis_model.clicks import Click
from rsis_model.following import Motion, follow

SIZE = (120, 160)
Bools = np.ndarray


def blob(x: float, y: float, angle: float = 0.0, radii: tuple[float, float] = (18, 11)) -> Bools:
    canvas = np.zeros(SIZE, np.uint8)
    cv2.ellipse(canvas, ((x, y), (2 * radii[0], 2 * radii[1]), angle), 1, -1)
    return canvas > 0


def picture(*masks: Bools, seed: int = 1) -> np.ndarray:
    """Bright objects on a dark, noisy background."""
    rng = np.random.default_rng(seed)
    image = np.full((*SIZE, 3), 40.0)
    for mask in masks:
        image[mask] = 180
    return np.clip(cv2.GaussianBlur(image, (0, 0), 0.8) + rng.normal(0, 4, image.shape), 0, 255).astype(
        np.uint8
    )


def iou(one: Bools, other: Bools) -> float:
    return float((one & other).sum() / (one | other).sum())


class Knowing:
    """A predictor that proposes the first of the given masks that is within a few pixels of the click."""

    def __init__(self, *masks: Bools) -> None:
        self._masks = masks

    def propose(
        self, scene: Any, state: Any = None, *, clicks: Sequence[Click] = (), box: Any = None
    ) -> tuple[Any, Any]:
        y, x = round(clicks[0].y), round(clicks[0].x)
        found = [mask for mask in self._masks if mask[max(y - 5, 0) : y + 6, max(x - 5, 0) : x + 6].any()]
        return (SimpleNamespace(mask=found[0].copy(), objectness=0.9) if found else None), state


@pytest.mark.parametrize("shift", [(0, 0), (4, -3), (14, 9), (-25, 6)])
@pytest.mark.parametrize("turn", [0, 8])
def test_a_mask_moves_as_its_object_does(shift: tuple[int, int], turn: float) -> None:
    before, now = blob(80, 60, 20), blob(80 + shift[0], 60 + shift[1], 20 + turn)
    moved = Motion(picture(before), picture(now, seed=2)).moved(before)
    assert iou(moved, now) > 0.85


def test_large_images_are_measured_small_and_moved_as_they_are() -> None:
    big = [cv2.resize(mask.astype(np.uint8), (1600, 1200)) > 0 for mask in (blob(60, 50), blob(70, 54))]
    images = [cv2.resize(picture(mask), (1600, 1200)) for mask in (blob(60, 50), blob(70, 54))]
    assert iou(Motion(*images).moved(big[0]), big[1]) > 0.85


def test_the_networks_mask_is_taken_where_it_shows_the_same_object() -> None:
    before, now = blob(60, 60), blob(66, 62, radii=(19, 12))
    found = follow(Knowing(now), None, None, Motion(picture(before), picture(now)), before)
    assert found is not None
    assert found.agrees
    assert np.array_equal(found.mask, now)
    assert found.objectness == 0.9
    assert found.other is None


def test_the_moved_mask_is_taken_where_the_network_sees_something_else_or_nothing() -> None:
    before, now = blob(60, 60), blob(66, 62)
    motion = Motion(picture(before), picture(now))
    other = blob(66, 62, radii=(50, 40))
    for predictor in (Knowing(other), Knowing()):
        found = follow(predictor, None, None, motion, before)
        assert found is not None
        assert not found.agrees
        assert iou(found.mask, now) > 0.85
        assert found.objectness <= 0.5


def test_an_object_that_has_left_or_whose_place_is_taken_is_not_found() -> None:
    before, now = blob(8, 60), blob(-30, 60)
    motion = Motion(picture(before), picture(now))
    assert follow(Knowing(before), None, None, motion, before, taken=before) is None
    here = blob(60, 60)
    same = Motion(picture(here), picture(here))
    assert follow(Knowing(here), None, None, same, here, taken=here) is None
    assert follow(Knowing(here), None, None, same, here) is not None


def test_what_is_taken_is_no_part_of_it() -> None:
    here = blob(60, 60)
    taken = here.copy()
    taken[:, :54] = False
    found = follow(Knowing(here), None, None, Motion(picture(here), picture(here)), here, taken)
    assert found is not None
    assert not (found.mask & taken).any()


def test_an_object_that_has_become_two_is_found_as_two() -> None:
    before = blob(80, 60, 0, (20, 11))
    halves = blob(68, 60, 0, (9, 10)), blob(92, 60, 0, (9, 10))
    found = follow(Knowing(*halves), None, None, Motion(picture(before), picture(*halves)), before)
    assert found is not None
    assert found.other is not None
    assert {found.mask.tobytes(), found.other.tobytes()} == {half.tobytes() for half in halves}


def test_an_empty_mask_is_nowhere() -> None:
    here = blob(60, 60)
    motion = Motion(picture(here), picture(here))
    assert not motion.moved(np.zeros(SIZE, bool)).any()
    assert follow(Knowing(here), None, None, motion, np.zeros(SIZE, bool)) is None
