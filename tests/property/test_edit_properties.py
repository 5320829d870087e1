"""Every edit does what the plain computation on the whole image does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from annotations.masks import Mask
from annotations.masks.edits import components, fill_holes, fill_polygon, intersect, paint, subtract, union
from tests.property.strategies import Bools, pairs, pixels

# Quarters: so that a distance equals the radius in both computations or in none.
coordinates = st.integers(-40, 140).map(lambda value: value / 4)
strokes = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=4)
radii = st.integers(0, 40).map(lambda value: value / 4)


def painted(size: tuple[int, int], points: list[tuple[float, float]], radius: float) -> tuple[Bools, Bools]:
    """The pixels a stroke must paint and those it may, where rounding decides on the rim; over the whole image."""
    y, x = np.mgrid[: size[0], : size[1]] + 0.5
    distance = np.full(size, np.inf)
    for (ax, ay), (bx, by) in zip(points, points[1:] or points, strict=False):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) if length else 0.0
        distance = np.minimum(distance, np.hypot(x - ax - along * dx, y - ay - along * dy))
    under = np.zeros(size, np.bool_)
    for px, py in points:
        under |= (np.floor(py) == y - 0.5) & (np.floor(px) == x - 0.5)
    reach = max(radius, 0.5)
    return under | (distance < reach - 1e-9), under | (distance < reach + 1e-9)


@given(pixels, strokes, radii, st.booleans())
def test_a_stroke_paints_what_is_near_the_line(
    array: Bools, points: list[tuple[float, float]], radius: float, value: bool
) -> None:
    result = paint(Mask.from_array(array), points, radius, value).to_array()
    must, may = painted(array.shape, points, radius)
    assert np.array_equal(result[~may], array[~may])
    assert np.all(result[must] == value)


@given(pairs)
def test_masks_combine_as_their_pixels_do(both: tuple[Bools, Bools]) -> None:
    a, b = both
    mask_a, mask_b = Mask.from_array(a), Mask.from_array(b)
    assert union(mask_a, mask_b) == Mask.from_array(a | b)
    assert subtract(mask_a, mask_b) == Mask.from_array(a & ~b)
    assert intersect(mask_a, mask_b) == Mask.from_array(a & b)


@given(pixels)
def test_filled_holes_are_what_no_straight_step_leads_out_of(array: Bools) -> None:
    assert np.array_equal(fill_holes(Mask.from_array(array)).to_array(), ndimage.binary_fill_holes(array))


@given(pixels)
def test_the_parts_are_those_that_hang_together(array: Bools) -> None:
    parts = components(Mask.from_array(array))
    labels, count = ndimage.label(array, np.ones((3, 3)))
    assert {part.counts + repr(part.bbox).encode() for part in parts} == {
        mask.counts + repr(mask.bbox).encode()
        for mask in (Mask.from_array(labels == label) for label in range(1, count + 1))
    }
    assert [part.area for part in parts] == sorted((part.area for part in parts), reverse=True)


@given(
    pixels,
    st.lists(st.tuples(st.integers(-4, 28), st.integers(-4, 28)), min_size=3, max_size=3),
    st.booleans(),
)
def test_a_polygon_changes_only_what_is_inside_its_box(
    array: Bools, ring: list[tuple[int, int]], value: bool
) -> None:
    result = fill_polygon(Mask.from_array(array), ring, value).to_array()
    outside = np.ones(array.shape, np.bool_)
    (xs, ys) = zip(*ring, strict=True)
    outside[max(0, min(ys)) : max(0, max(ys)), max(0, min(xs)) : max(0, max(xs))] = False
    assert np.array_equal(result[outside], array[outside])
    assert np.all(result >= array) if value else np.all(result <= array)
