"""Every edit does what the plain computation on the whole image does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from annotations.masks import Mask
from annotations.masks.apart import apart
from annotations.masks.edits import (
    components,
    fill_holes,
    fill_polygon,
    intersect,
    paint,
    subtract,
    union,
    union_of,
)
from tests.property.strategies import Bools, pairs, pixels, pixels_of

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


stacks = st.tuples(st.integers(1, 12), st.integers(1, 12)).flatmap(
    lambda size: st.lists(pixels_of(size), min_size=1, max_size=6)
)


@given(stacks)
def test_the_union_of_several_is_what_is_in_any(arrays: list[Bools]) -> None:
    whole = union_of([Mask.from_array(array) for array in arrays])
    assert whole == Mask.from_array(np.any(arrays, axis=0))


@given(stacks, st.data())
def test_masks_kept_apart_are_what_is_left_of_each_pixel_by_pixel(
    arrays: list[Bools], data: st.DataObject
) -> None:
    size = arrays[0].shape
    before = [data.draw(st.none() | pixels_of(size)) for _ in arrays]
    around = data.draw(st.lists(st.tuples(pixels_of(size), st.booleans()), max_size=4))
    made, left = apart(
        tuple(
            (None if b is None else Mask.from_array(b), Mask.from_array(a))
            for b, a in zip(before, arrays, strict=True)
        ),
        tuple((Mask.from_array(array), yields) for array, yields in around),
    )
    owner = np.full(size, -1)  # who has each pixel: who had it and keeps it before who has it newly
    for new in (False, True):
        for number, (b, a) in enumerate(zip(before, arrays, strict=True)):
            had = np.zeros(size, np.bool_) if b is None else b
            owner[(owner == -1) & a & (had != new)] = number
    firm = np.any([array for array, yields in around if not yields] or [np.zeros(size, np.bool_)], axis=0)
    owner[firm] = -1
    for number, mask in enumerate(made):
        assert np.array_equal(mask.to_array(), owner == number)
    for (array, yields), mask in zip(around, left, strict=True):
        assert np.array_equal(mask.to_array(), array & (owner == -1) if yields else array)


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
