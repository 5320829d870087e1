"""What holds for every mask: no pixel is lost or added on any way there and back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask as coco_mask

from annotations.masks import Mask, from_polygons, iou, outlines
from annotations.masks.tracing import trace
from tests.property.strategies import Bools, pairs, pixels


@given(pixels)
def test_an_array_comes_back_and_so_does_its_run_length_code(array: Bools) -> None:
    mask = Mask.from_array(array)
    assert np.array_equal(mask.to_array(), array)
    assert mask.area == array.sum()
    expected = coco_mask.encode(np.asfortranarray(array).view(np.uint8))
    assert mask.to_coco_rle()["counts"].encode() == expected["counts"]
    assert Mask.from_coco_rle(mask.to_coco_rle()) == mask
    assert Mask.from_stored(mask.size, mask.origin, mask.shape, mask.counts) == mask


@given(pixels)
def test_plain_run_lengths_mean_the_same_as_compressed_ones(array: Bools) -> None:
    flat = array.T.reshape(-1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flat.view(np.uint8), [2]))))
    lengths = np.diff(np.concatenate(([0], edges))).tolist()
    code = {"size": list(array.shape), "counts": lengths}
    assert Mask.from_coco_rle(code) == Mask.from_array(array)
    assert Mask.from_coco_rle(code | {"counts": [*lengths, 0, 0]}) == Mask.from_array(array)


@given(pixels, st.integers(-30, 30), st.integers(-30, 30))
def test_a_patch_lands_where_it_is_put_and_is_cut_at_the_border(array: Bools, y: int, x: int) -> None:
    full = np.zeros((20, 25), np.bool_)
    rows, columns = np.nonzero(array)
    inside = (rows + y >= 0) & (rows + y < 20) & (columns + x >= 0) & (columns + x < 25)
    full[rows[inside] + y, columns[inside] + x] = True
    mask = Mask.from_patch(array, (y, x), (20, 25))
    assert np.array_equal(mask.to_array(), full)
    assert mask == Mask.from_array(full)


@given(pixels, st.tuples(*[st.integers(-5, 30)] * 4))
def test_a_window_shows_what_is_there(array: Bools, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    padded = np.pad(array, 40)
    expected = padded[y0 + 40 : max(y0, y1) + 40, x0 + 40 : max(x0, x1) + 40]
    assert np.array_equal(Mask.from_array(array).window(box), expected)


@given(pixels)
def test_outlines_enclose_the_mask_exactly(array: Bools) -> None:
    mask = Mask.from_array(array)
    rings = outlines(mask)
    crossings = np.zeros(array.shape, np.int64)
    for outline in rings:
        for (ax, ay), (bx, by) in zip(outline.points, np.roll(outline.points, -1, axis=0), strict=True):
            assert (ax == bx) != (ay == by)
            if ax == bx:
                crossings[min(ay, by) : max(ay, by), ax:] += 1
    assert np.array_equal(crossings % 2 == 1, array)
    if not any(outline.is_hole for outline in rings):
        assert from_polygons([outline.points for outline in rings], mask.size) == mask


@given(pixels)
def test_outlines_are_the_same_from_the_pixels_and_from_the_code(array: Bools) -> None:
    mask = Mask.from_array(array)
    rings = outlines(mask)
    again = trace(mask.patch(), mask.origin)
    assert [(ring.points.tolist(), ring.is_hole) for ring in rings] == [
        (ring.points.tolist(), ring.is_hole) for ring in again
    ]


@given(pairs)
def test_iou_is_that_of_the_pixels(both: tuple[Bools, Bools]) -> None:
    a, b = both
    value = iou([Mask.from_array(a)], [Mask.from_array(b)])[0, 0]
    assert value == ((a & b).sum() / (a | b).sum() if (a & b).any() else 0.0)


@given(pairs)
def test_masks_are_equal_exactly_when_their_pixels_are(both: tuple[Bools, Bools]) -> None:
    a, b = both
    assert (Mask.from_array(a) == Mask.from_array(b)) == np.array_equal(a, b)


@given(st.binary(max_size=40), st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_any_bytes_are_a_mask_of_the_size_or_refused(counts: bytes, size: tuple[int, int]) -> None:
    try:
        mask = Mask.from_coco_rle({"size": list(size), "counts": counts})
    except ValueError:
        return
    assert mask.to_array().shape == size
    assert Mask.from_array(mask.to_array()) == mask


@given(
    st.lists(st.lists(st.floats(-30, 60) | st.floats(), min_size=0, max_size=12), max_size=3),
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
)
def test_any_numbers_are_a_polygon_inside_the_image_or_refused(
    rings: list[list[float]], size: tuple[int, int]
) -> None:
    try:
        mask = from_polygons(rings, size)
    except ValueError:
        return
    assert mask.size == size
    assert Mask.from_array(mask.to_array()) == mask
