"""Filling rings and making polygons of masks are exact, and each other's inverse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask, from_polygons, outlines
from annotations.masks.filling import filled
from annotations.masks.polygons import polygons
from tests.property.strategies import Bools, pixels

points = st.tuples(st.floats(-8, 24), st.floats(-8, 24))


@given(pixels)
def test_the_outlines_of_a_mask_fill_it(array: Bools) -> None:
    mask = Mask.from_array(array)
    assert filled([outline.points for outline in outlines(mask)], mask.size) == mask


@given(pixels)
def test_the_polygons_of_a_mask_fill_it_each_with_its_own_part(array: Bools) -> None:
    mask = Mask.from_array(array)
    total = np.zeros(array.shape, np.int64)
    for rings in polygons(mask):
        total += filled(rings, mask.size).to_array()
    assert np.array_equal(total, array.astype(np.int64))


@given(pixels)
def test_no_ring_of_a_polygon_touches_itself_and_only_the_first_is_no_hole(array: Bools) -> None:
    for first, *holes in polygons(Mask.from_array(array)):
        around = Mask.from_array(filled([first], array.shape).to_array())
        for ring in (first, *holes):
            assert len({tuple(point) for point in ring.tolist()}) == len(ring) >= 4
        for hole in holes:
            inside = filled([hole], array.shape).to_array()
            assert inside.any() and not (inside & ~around.to_array()).any()


@given(st.lists(points, min_size=3, max_size=7))
def test_a_pixel_is_filled_if_its_centre_is_in_the_ring(ring: list[tuple[float, float]]) -> None:
    found = filled([ring], (16, 16)).to_array()
    for y in range(16):
        for x in range(16):
            inside = False
            for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (x0 <= x + 0.5) != (x1 <= x + 0.5):
                    crossing = min((x0, y0), (x1, y1)), max((x0, y0), (x1, y1))
                    (left, low), (right, high) = crossing
                    inside ^= low + (x + 0.5 - left) * ((high - low) / (right - left)) <= y + 0.5
            assert found[y, x] == inside


@given(st.lists(st.tuples(st.integers(-4, 20), st.integers(-4, 20)), min_size=1, max_size=4))
def test_boxes_are_filled_as_other_polygons_are(corners: list[tuple[int, int]]) -> None:
    rings = [[(x, y), (x + 5, y), (x + 5, y + 3), (x, y + 3)] for x, y in corners[:1]]
    assert filled(rings, (16, 16)) == from_polygons([np.array(ring) for ring in rings], (16, 16))


@pytest.mark.parametrize(
    "ring",
    [
        [],
        [(0, 0), (1, 1)],
        [(0, 0), (1, 1), (2, float("nan"))],
        [(0, 0), (1, 1), (2e6, 0)],
        [(0,), (1,), (2,)],
    ],
)
def test_a_ring_that_is_none_is_refused(ring: list[tuple[float, ...]]) -> None:
    with pytest.raises(ValueError, match="a polygon"):
        filled([ring], (8, 8))
