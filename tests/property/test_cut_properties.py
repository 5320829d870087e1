"""A cut along a line: two sides that are disjoint and together the mask."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask, iou
from annotations.masks.cutting import cut
from annotations.masks.edits import intersect, union

SIZE = (40, 50)
PLACES = st.tuples(st.floats(-5, 55), st.floats(-5, 45))


@given(st.binary(min_size=250, max_size=250), PLACES, PLACES)
def test_the_sides_are_disjoint_and_together_the_mask(
    bits: bytes, a: tuple[float, float], b: tuple[float, float]
) -> None:
    coarse = np.unpackbits(np.frombuffer(bits, np.uint8))[: 20 * 25].reshape(20, 25)
    mask = Mask.from_array(np.kron(coarse, np.ones((2, 2), np.uint8)))
    found = cut(mask, a, b)
    if found is not None:
        large, small = found
        assert large.area >= small.area > 0
        assert intersect(large, small).is_empty
        assert union(large, small) == mask


def test_a_line_across_a_rectangle_halves_it_where_it_runs() -> None:
    pixels = np.zeros(SIZE, bool)
    pixels[10:30, 10:40] = True
    found = cut(Mask.from_array(pixels), (20, 5), (20, 35))
    assert found is not None
    left, right = pixels.copy(), pixels.copy()
    left[:, 20:], right[:, :20] = False, False
    assert iou([found[0]], [Mask.from_array(right)])[0, 0] == 1
    assert iou([found[1]], [Mask.from_array(left)])[0, 0] == 1


def test_a_line_that_ends_inside_or_passes_beside_cuts_nothing() -> None:
    pixels = np.zeros(SIZE, bool)
    pixels[10:30, 10:40] = True
    mask = Mask.from_array(pixels)
    assert cut(mask, (20, 5), (20, 20)) is None
    assert cut(mask, (5, 5), (5, 35)) is None
    assert cut(mask, (20, 5), (20, 5)) is None
    assert cut(Mask.empty(SIZE), (20, 5), (20, 35)) is None


def test_parts_that_the_line_does_not_cross_stay_with_the_larger_side() -> None:
    pixels = np.zeros(SIZE, bool)
    pixels[4:20, 4:20] = True
    pixels[30:36, 30:48] = True
    found = cut(Mask.from_array(pixels), (15, 0), (15, 25))
    assert found is not None
    assert found[0].contains(40, 33) and not found[1].contains(40, 33)
