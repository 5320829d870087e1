"""Deep images and images of many channels as a person sees them: windows, channels, and how a project keeps both."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rendering.tone_mapping import (
    Display,
    automatic_window,
    facts_of,
    first_display,
    from_json,
    render,
    to_json,
)

windows = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
displays = st.dictionaries(
    st.text(max_size=8),
    st.builds(
        Display,
        st.lists(st.integers(-1, 9), min_size=1, max_size=1).map(tuple)
        | st.tuples(*[st.integers(-1, 9)] * 3),
        st.dictionaries(st.integers(0, 9), windows, max_size=3),
    ),
    max_size=3,
)


def grey(values: list[float], kind: type = np.uint16) -> np.ndarray:
    return np.array(values, kind).reshape(1, -1, 1)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int16, np.int32, np.float32])
def test_the_windows_ends_are_black_and_white_and_its_middle_grey(kind: type) -> None:
    shown = render(grey([0, 50, 75, 100, 120], kind), Display((0,), {0: (50, 100)}))
    assert shown[0, :, 0].tolist() == [0, 0, 128, 255, 255]
    assert (shown == shown[..., :1]).all()


def test_a_window_of_no_width_is_a_threshold() -> None:
    assert render(grey([6, 7, 8]), Display((0,), {0: (7, 7)}))[0, :, 0].tolist() == [0, 0, 255]


def test_values_that_are_no_numbers_are_black_and_endless_ones_are_black_or_white() -> None:
    values = grey([math.nan, -math.inf, math.inf, 1.0], np.float32)
    assert render(values, Display((0,), {0: (0, 2)}))[0, :, 0].tolist() == [0, 0, 255, 128]
    assert facts_of(values).channels[0].greatest == 1.0


def test_three_of_many_channels_are_seen_in_the_colours_chosen() -> None:
    channels = np.arange(5, dtype=np.uint16).reshape(1, 1, 5) * 10
    every = dict.fromkeys(range(5), (0.0, 40.0))
    assert render(channels, Display((4, -1, 2), every))[0, 0].tolist() == [255, 0, 128]
    assert render(channels, Display((3,), every))[0, 0].tolist() == [191, 191, 191]


def test_a_channel_that_this_image_lacks_is_black() -> None:
    assert render(grey([9]), Display((0, 7, -1), {0: (0, 9)}))[0, 0].tolist() == [255, 0, 0]


def test_the_automatic_window_leaves_out_the_darkest_and_brightest_thousandth() -> None:
    values = np.full((100, 100), 500, np.uint16)
    values[0, :5], values[0, 5:10], values[50:] = 65535, 0, 900
    assert automatic_window(values) == (500, 900)


def test_eight_bits_are_shown_as_they_are() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7, 3), np.uint8)
    assert (render(pixels, first_display(3)) == pixels).all()


def test_two_channels_are_red_and_green_at_first_and_one_is_grey() -> None:
    assert [first_display(count).shown for count in (1, 2, 3, 7)] == [(0,), (0, 1, -1), (0, 1, 2), (0, 1, 2)]


@given(displays)
def test_a_project_keeps_how_images_are_shown(displays: dict[str, Display]) -> None:
    assert from_json(to_json(displays)) == displays


@pytest.mark.parametrize(
    "text",
    [
        None, "", "no", "[]", '{"a": 3}', '{"a": {"shown": [0]}}', '{"a": {"shown": [0, 1], "windows": {}}}',
        '{"a": {"shown": [0], "windows": {"0": [1]}}}', '{"a": {"shown": [0], "windows": {"0": [1, 1e999]}}}',
        '{"a": {"shown": [9999999], "windows": {}}}', '{"a": {"shown": [1e999], "windows": {}}}',
    ],
)  # fmt: skip
def test_what_a_project_says_that_cannot_be_understood_is_passed_over(text: str | None) -> None:
    assert from_json(text) == {}
