"""Masks of every kind for property tests: empty, one pixel, full, at the border, with holes, noise, any size."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
sizes = st.tuples(st.integers(1, 24), st.integers(1, 24))


@st.composite
def rectangles(draw: st.DrawFn, size: tuple[int, int]) -> Bools:
    """A few rectangles drawn and cut out one after the other: parts, holes, full rows and columns, borders."""
    pixels = np.zeros(size, np.bool_)
    for _ in range(draw(st.integers(0, 5))):
        y0, y1 = sorted(draw(st.tuples(st.integers(0, size[0]), st.integers(0, size[0]))))
        x0, x1 = sorted(draw(st.tuples(st.integers(0, size[1]), st.integers(0, size[1]))))
        pixels[y0:y1, x0:x1] = draw(st.booleans())
    return pixels


def pixels_of(size: tuple[int, int]) -> st.SearchStrategy[Bools]:
    """The pixels of a mask in an image of `size`, (H, W) bool."""
    return st.one_of(
        hnp.arrays(np.bool_, size),
        rectangles(size),
        st.just(np.ones(size, np.bool_)),
        st.just(np.zeros(size, np.bool_)),
    )


pixels = sizes.flatmap(pixels_of)
pairs = sizes.flatmap(lambda size: st.tuples(pixels_of(size), pixels_of(size)))
