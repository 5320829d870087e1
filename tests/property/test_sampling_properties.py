"""Looking a mask up at rows and columns gives what its array has there."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Bools, Mask
from annotations.masks.sampling import Sampler
from tests.property.strategies import pixels_of

SIZE = (23, 17)
PLACES = st.lists(st.integers(-3, 30), max_size=30).map(sorted)


@given(pixels_of(SIZE), PLACES, PLACES)
def test_a_sampler_reads_the_pixels_of_the_mask(pixels: Bools, rows: list[int], columns: list[int]) -> None:
    ys, xs = np.array(rows, np.intp), np.array(columns, np.intp)
    expected = np.pad(pixels, 30)[np.ix_(ys + 30, xs + 30)]
    assert (Sampler(Mask.from_array(pixels)).at(ys, xs) == expected).all()
