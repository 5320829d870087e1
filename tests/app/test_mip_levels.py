"""The levels of a picture are what Pillow makes of it, pixel for pixel."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from app.rendering import mip_levels
from app.rendering.mip_levels import SMALLEST, as_painted, halved, level_sizes

sides = st.integers(2, 40)
pictures = st.tuples(sides, sides).flatmap(lambda size: arrays(np.uint8, (*size, 3)))


@given(pictures)
def test_each_level_holds_the_means_of_the_one_before(
    pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> None:
    for small in (True, False):  # without OpenCV and with it
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(mip_levels, "_is_small", lambda _, small=small: small)
            painted = as_painted(pixels)
            assert (painted[..., 2::-1] == pixels).all()
            assert (painted[..., 3] == 255).all()
            assert (halved(painted) == np.asarray(Image.fromarray(painted).reduce(2))).all()


@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_each_level_is_half_of_the_one_before_rounded_up(height: int, width: int) -> None:
    sizes = level_sizes((height, width))
    assert sizes[0] == (height, width)
    for larger, smaller in itertools.pairwise(sizes):
        assert smaller == (-(-larger[0] // 2), -(-larger[1] // 2))
    assert max(sizes[-1]) <= SMALLEST or min(sizes[-1]) == 1
