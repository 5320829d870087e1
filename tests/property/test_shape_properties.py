"""Shapes and morphology do what the plain computation on the whole image does."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from annotations.masks import Mask
from annotations.masks.corners import reshaped, rings
from annotations.masks.edits import components, paint
from annotations.masks.morphology import grow, shift, shrink, smooth
from annotations.masks.regions import enclosed, similar
from annotations.masks.shapes import ellipse, rectangle
from tests.property.strategies import Bools, pairs, pixels, sizes
from tests.property.test_edit_properties import coordinates, radii, strokes

points = st.tuples(coordinates, coordinates)


@given(sizes, points, points)
def test_rectangles_and_ellipses_are_the_centres_inside(
    size: tuple[int, int], a: tuple[float, float], b: tuple[float, float]
) -> None:
    y, x = np.mgrid[: size[0], : size[1]] + 0.5
    (x0, x1), (y0, y1) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    inside = (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
    assert np.array_equal(rectangle(a, b, size).to_array(), inside)
    result = ellipse(a, b, size).to_array()
    if x0 == x1 or y0 == y1:
        assert not result.any()
        return
    far = ((x - (x0 + x1) / 2) / ((x1 - x0) / 2)) ** 2 + ((y - (y0 + y1) / 2) / ((y1 - y0) / 2)) ** 2
    assert np.all(result[far < 1 - 1e-9])
    assert not np.any(result[far > 1 + 1e-9])


@given(pixels, strokes, radii, st.booleans())
def test_a_square_stroke_paints_what_a_square_passes_over(
    array: Bools, path: list[tuple[float, float]], radius: float, value: bool
) -> None:
    result = paint(Mask.from_array(array), path, radius, value, square=True).to_array()
    reach = max(radius, 0.5)
    y, x = np.mgrid[: array.shape[0], : array.shape[1]] + 0.5
    surely = np.zeros(array.shape, np.bool_)
    for (ax, ay), (bx, by) in zip(path, path[1:] or path, strict=False):
        for t in np.linspace(0, 1, 33):
            px, py = ax + (bx - ax) * t, ay + (by - ay) * t
            surely |= np.maximum(np.abs(x - px), np.abs(y - py)) < reach - 1e-9
    round_one = paint(Mask.from_array(array), path, radius, value).to_array()
    assert np.all(result[surely] == value)
    assert np.all(result >= round_one) if value else np.all(result <= round_one)
    wider = paint(Mask.from_array(array), path, reach * 2**0.5 + 1e-6, value).to_array()
    assert np.all(result <= wider) if value else np.all(result >= wider)


@given(pixels, st.integers(0, 6))
def test_growing_and_shrinking_go_by_the_distance(array: Bools, by: int) -> None:
    mask = Mask.from_array(array)
    near = ndimage.distance_transform_edt(~array) <= by if array.any() else array
    assert np.array_equal(grow(mask, by).to_array(), near)
    deep = ndimage.distance_transform_edt(array) > by if not array.all() else array
    assert np.array_equal(shrink(mask, by).to_array(), deep)


@given(pixels, st.integers(0, 3))
def test_smoothing_stays_near_and_keeps_what_has_no_edge(array: Bools, by: int) -> None:
    mask = Mask.from_array(array)
    result = smooth(mask, by).to_array()
    if array.all() or not array.any() or by == 0:
        assert np.array_equal(result, array)
    box = np.ones((2 * 3 * by + 1,) * 2, np.bool_)
    assert np.all(result <= ndimage.binary_dilation(array, box))


@given(pixels, st.integers(-30, 30), st.integers(-30, 30))
def test_a_moved_mask_is_the_moved_pixels(array: Bools, dx: int, dy: int) -> None:
    expected = np.zeros_like(array)
    for y, x in np.argwhere(array):
        if 0 <= y + dy < array.shape[0] and 0 <= x + dx < array.shape[1]:
            expected[y + dy, x + dx] = True
    assert shift(Mask.from_array(array), dx, dy) == Mask.from_array(expected)


@given(pixels, st.data())
def test_a_corner_that_is_moved_there_and_back_leaves_a_filled_outline_as_it_was(
    array: Bools, data: st.DataObject
) -> None:
    (part, *_) = components(Mask.from_array(array)) or (Mask.empty(array.shape),)
    exact = rings(part, 0.0)
    if not exact:
        return
    ring = data.draw(st.sampled_from(exact))
    index = data.draw(st.integers(0, len(ring) - 1))
    after = ring.copy()
    after[index] = data.draw(points)
    once = reshaped(part, ring, after)
    outside = np.ones(array.shape, np.bool_)
    neighbours = np.array([ring[index - 1], ring[index], ring[(index + 1) % len(ring)], after[index]])
    (x0, y0), (x1, y1) = (
        np.floor(neighbours.min(0)).astype(int) - 1,
        np.ceil(neighbours.max(0)).astype(int) + 1,
    )
    outside[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = False
    assert np.array_equal(once.to_array()[outside], part.to_array()[outside])


@given(pairs, st.data())
def test_an_enclosed_area_is_the_part_of_the_background_round_the_point(
    both: tuple[Bools, Bools], data: st.DataObject
) -> None:
    a, b = both
    y = data.draw(st.integers(0, a.shape[0] - 1))
    x = data.draw(st.integers(0, a.shape[1] - 1))
    found = enclosed([Mask.from_array(a), Mask.from_array(b)], (x + 0.5, y + 0.5), a.shape).to_array()
    labels, _ = ndimage.label(~(a | b))
    expected = (labels == labels[y, x]) & (labels > 0)
    assert np.array_equal(found, expected)


@given(pixels, st.data())
def test_similar_pixels_hang_together_with_the_seed(array: Bools, data: st.DataObject) -> None:
    y = data.draw(st.integers(0, array.shape[0] - 1))
    x = data.draw(st.integers(0, array.shape[1] - 1))
    picture = np.repeat(array[..., None].astype(np.uint8) * 100, 3, axis=2)
    labels, _ = ndimage.label(array == array[y, x])
    assert np.array_equal(similar(picture, (x, y), 40), labels == labels[y, x])
    assert similar(picture, (x, y), 100).all()
