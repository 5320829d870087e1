"""Zoom, pan and fit as arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rendering.viewport import MOST, View, centred, fit

numbers = st.floats(-500, 500)
views = st.builds(View, st.floats(0.05, MOST), numbers, numbers)


@given(views, numbers, numbers, st.floats(0.1, 10))
def test_zooming_keeps_what_is_under_the_pointer(view: View, x: float, y: float, factor: float) -> None:
    before = view.to_image(x, y)
    assert view.zoomed(factor, x, y, 0.01).to_image(x, y) == pytest.approx(before, abs=1e-6)


@given(views, numbers, numbers)
def test_to_image_and_back_is_the_same_point(view: View, x: float, y: float) -> None:
    assert view.to_image(*view.to_widget(x, y)) == pytest.approx((x, y), abs=1e-6)


def test_fit_shows_the_whole_image_in_the_middle() -> None:
    view = fit((2000, 1000), (1048, 1048))
    assert view.scale == pytest.approx(0.5)
    assert view.to_widget(1000, 500) == pytest.approx((524, 524))


def test_a_box_that_is_in_view_moves_nothing_and_one_outside_comes_to_the_middle() -> None:
    view = centred(1.0, (100, 100), (100, 100))
    assert view.showing((10, 10, 20, 20), (100, 100)) == view
    moved = view.showing((200, 10, 220, 20), (100, 100))
    assert moved.to_widget(210, 15) == pytest.approx((50, 50))


def test_panning_cannot_lose_the_image() -> None:
    view = View(1.0, 5000, -5000).kept_near((100, 100), (400, 300))
    left, top = view.to_widget(0, 0)
    assert left < 400
    assert top + 100 > 0


def test_what_is_shown_is_whole_pixels_inside_the_image_and_never_nothing() -> None:
    assert View(2.0, -11.0, 20.0).shown((100, 50), (60, 40)) == (5, 0, 36, 11)
    assert View(1.0, 500.0, 500.0).shown((100, 50), (60, 40)) == (0, 0, 1, 1)
    assert View(1.0, -500.0, -500.0).shown((100, 50), (60, 40)) == (99, 49, 100, 50)


@given(
    st.floats(0.1, 30), st.floats(-5000, 5000), st.floats(-5000, 5000),
    st.tuples(st.integers(1, 900), st.integers(1, 900)), st.tuples(st.integers(100, 2000), st.integers(100, 2000)),
)  # fmt: skip
def test_a_filled_view_shows_nothing_beside_the_image_where_it_is_large_enough(
    scale: float, left: float, top: float, image: tuple[int, int], widget: tuple[int, int]
) -> None:
    view = View(scale, left, top).filled(image, widget)
    for start, length, room in ((view.left, image[0], widget[0]), (view.top, image[1], widget[1])):
        end = start + length * scale
        if length * scale >= room:
            assert start <= 0 and end >= room - 1e-6
        else:
            assert start == pytest.approx(room - end)
    assert view.filled(image, widget) == view
