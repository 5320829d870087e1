"""Windows cover the image, points and masks find their way there and back."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rsis_model.config import InputConfig
from rsis_model.preparation import adjust_contrast, window_input, windows
from rsis_model.scene import cores_of

NATIVE = InputConfig(longest_side=64, overlap=16)
sides = st.integers(1, 300)


@given(sides, sides)
def test_tiles_cover_every_pixel_and_their_own_parts_do_so_once(height: int, width: int) -> None:
    tiles = windows((height, width), NATIVE)
    covered, owned = np.zeros((height, width), int), np.zeros((height, width), int)
    for tile, (y0, x0, y1, x1) in zip(tiles, cores_of(tiles), strict=True):
        assert tile.height <= 64 and tile.width <= 64
        assert tile.padded[0] % 32 == 0 and tile.padded[1] % 32 == 0
        tile.crop(covered)[:] += 1  # type: ignore[arg-type]
        owned[y0:y1, x0:x1] += 1
        assert tile.y0 <= y0 and tile.x0 <= x0 and y1 <= tile.y0 + tile.height and x1 <= tile.x0 + tile.width
    assert covered.min() >= 1
    assert (owned == 1).all()
    # No longer than needed for the overlap, but for filling the multiple.
    rows = sorted({tile.y0: tile.height for tile in tiles}.items())
    overlaps = [y0 + length - after for (y0, length), (after, _) in pairwise(rows)]
    assert all(overlap >= NATIVE.overlap for overlap in overlaps)
    if len(rows) > 1:
        assert rows[0][1] - 32 < (height + (len(rows) - 1) * NATIVE.overlap) / len(rows) + 1


@pytest.mark.parametrize("mode", ["native", "fit", "stretch"])
@given(height=st.integers(8, 150), width=st.integers(8, 150), x=st.floats(0, 1), y=st.floats(0, 1))
def test_points_come_back(mode: str, height: int, width: int, x: float, y: float) -> None:
    config = dataclasses.replace(NATIVE, mode=mode)  # type: ignore[arg-type]
    for tile in windows((height, width), config):
        there = tile.to_network(x * (width - 1), y * (height - 1))
        back = tile.to_image(*there)
        assert back == pytest.approx((x * (width - 1), y * (height - 1)), abs=1e-6)


@given(st.integers(8, 140), st.integers(8, 140), st.integers(0, 2**32 - 1))
def test_native_masks_come_back_pixel_for_pixel(height: int, width: int, seed: int) -> None:
    mask = np.random.default_rng(seed).random((height, width)) > 0.5
    for tile in windows((height, width), NATIVE):
        there = tile.mask_to_network(mask)
        logits = torch.where(there[0], 1.0, -1.0)
        assert np.array_equal((tile.logits_to_image(logits) > 0).numpy(), tile.crop(mask))


def test_the_network_sees_multiples_and_the_edge_repeated() -> None:
    image = np.full((40, 50, 3), 200, dtype=np.uint8)
    (tile,) = windows((40, 50), NATIVE)
    pixels = window_input(image, tile, NATIVE)
    assert pixels.shape == (1, 3, 64, 64)
    assert bool((pixels == pixels[:, :, :1, :1]).all())
    outside = tile.outside()
    assert outside is not None and int((~outside).sum()) == 40 * 50


def test_contrast_is_stretched_and_colours_keep_their_ratio() -> None:
    image = np.zeros((20, 20, 3), dtype=np.uint8)
    image[..., 0] = np.linspace(10, 30, 400).reshape(20, 20)
    image[..., 1] = image[..., 0] // 2
    stretched = adjust_contrast(image, dataclasses.replace(NATIVE, contrast="percentile"))
    assert stretched.max() > 240
    assert adjust_contrast(image, NATIVE) is image
    flat = np.full((5, 5, 3), 7, dtype=np.uint8)
    assert np.array_equal(adjust_contrast(flat, dataclasses.replace(NATIVE, contrast="percentile")), flat)
