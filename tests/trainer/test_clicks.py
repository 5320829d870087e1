"""Clicking at the worst error until a mask is good enough."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from annotations.masks import Mask
from rsis_model import Click
from trainer.simulation.clicks import Clicking, click_until


def disk(radius: float) -> np.ndarray:
    return np.hypot(*(np.mgrid[:40, :40] - 20)) <= radius


TRUE = disk(12)


def painter(clicks: Sequence[Click], mask: np.ndarray) -> np.ndarray:
    """Adds or takes away a disk of 6 pixels round the last click, which is always right."""
    last = clicks[-1]
    near = np.hypot(*(np.mgrid[:40, :40] - np.array([last.y, last.x])[:, None, None])) <= 6
    return mask | (near & TRUE) if last.positive else mask & ~(near & ~TRUE)


def test_each_click_adds_to_those_before_and_clicking_ends_when_it_is_good_enough() -> None:
    seen: list[int] = []

    def answer(clicks: Sequence[Click], mask: np.ndarray) -> np.ndarray:
        seen.append(len(clicks))
        return painter(clicks, mask)

    clicking = click_until(answer, Mask.from_array(TRUE), 0.8)
    assert clicking.reached
    assert seen == list(range(1, len(clicking.curve) + 1))
    assert clicking.curve[-1] >= 0.8 > max(clicking.curve[:-1])
    assert list(clicking.curve) == sorted(clicking.curve)


def test_a_mask_that_strays_is_clicked_negatively_first() -> None:
    seen: list[Click] = []

    def answer(clicks: Sequence[Click], mask: np.ndarray) -> None:
        seen.append(clicks[-1])

    clicking = click_until(answer, Mask.from_array(TRUE), 0.9, np.ones((40, 40), dtype=bool), most=1)
    assert not seen[0].positive
    assert clicking.curve[0] == pytest.approx(TRUE.mean())


def test_what_never_gets_there_counts_as_all_the_clicks_there_are() -> None:
    clicking = click_until(lambda clicks, mask: None, Mask.from_array(TRUE), 0.8)
    assert (len(clicking.curve), clicking.reached) == (20, False)
    assert clicking.needed(0.85) == 20
    assert clicking.after(3) == 0


def test_the_figures_of_a_curve() -> None:
    clicking = Clicking(TRUE, (0.5, 0.7, 0.9), True)
    assert [clicking.needed(q) for q in (0.5, 0.6, 0.9, 0.95)] == [1, 2, 3, 20]
    assert [clicking.after(n) for n in (1, 3, 5)] == [0.5, 0.9, 0.9]


def test_nothing_is_clicked_where_nothing_is_wrong() -> None:
    clicking = click_until(painter, Mask.from_array(TRUE), 0.9, TRUE)
    assert clicking.curve == ()
    assert np.array_equal(clicking.mask, TRUE)
