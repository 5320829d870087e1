"""Places in an image: from one way of counting to the other and back, and which pixels lie between two of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.geometry import after_last_at, centres, first_at, from_click, pixel_at, to_click

fine = st.integers(-(2**30), 2**30).map(lambda number: number / 2**10)
"""Places of the accuracy that a screen has, in images of any size: sums with one half are exact."""
places = st.tuples(fine, fine)
numbers = st.integers(-1000, 100_000)


@given(places)
def test_a_place_comes_back_as_it_went(place: tuple[float, float]) -> None:
    assert from_click(to_click(place)) == place
    assert to_click(from_click(place)) == place


@given(st.tuples(*[st.floats(-1e6, 1e6)] * 2))
def test_any_place_comes_back_where_it_was_but_for_rounding(place: tuple[float, float]) -> None:
    np.testing.assert_allclose(from_click(to_click(place)), place, atol=1e-9)
    np.testing.assert_allclose(to_click(from_click(place)), place, atol=1e-9)


@given(numbers, numbers)
def test_a_whole_click_is_the_centre_of_the_pixel_of_that_number(column: int, row: int) -> None:
    centre = from_click((column, row))
    assert pixel_at(centre) == (column, row)
    assert centre == (centres(column, column + 1)[0], centres(row, row + 1)[0])


@given(places)
def test_a_click_lies_at_most_half_a_pixel_from_the_centre_of_the_pixel_under_it(
    place: tuple[float, float],
) -> None:
    for at, pixel in zip(to_click(place), pixel_at(place), strict=True):
        assert -0.5 <= at - pixel < 0.5


@given(numbers, st.integers(1, 50), fine, fine)
def test_the_pixels_between_two_places_are_those_whose_centres_are(
    start: int, count: int, low: float, high: float
) -> None:
    low, high = start + low % count, start + high % count
    found = range(int(first_at(low)), int(after_last_at(high)))
    middles = centres(start, start + count)
    expected = np.arange(start, start + count)[(middles >= low) & (middles <= high)]
    assert [pixel for pixel in found if start <= pixel < start + count] == expected.tolist()


@given(st.lists(fine, min_size=1, max_size=9))
def test_many_places_are_answered_as_one_by_one(values: list[float]) -> None:
    assert first_at(np.array(values)).tolist() == [int(first_at(value)) for value in values]
    assert after_last_at(np.array(values)).tolist() == [int(after_last_at(value)) for value in values]
