"""Copy-paste between images, and the pictures of shapes that are drawn for training."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.masks import Mask
from rsis_model.sizes import diameter
from tests.trainer.conftest import draw_cells
from tests.trainer.test_mixture import SIZED
from trainer.data.dataset import TrainingSet
from trainer.data.pasting import cut_out, lay_over
from trainer.data.samples import Sample
from trainer.data.shapes import LEAST, draw
from trainer.data.sources import read_samples

SIDE = 64


def any_mask(rng: np.random.Generator, height: int = 90, width: int = 110) -> Mask:
    array = np.zeros((height, width), dtype=bool)
    h, w = rng.integers(8, 40, 2)
    y, x = rng.integers(0, height - h), rng.integers(0, width - w)
    array[y : y + h, x : x + w] = True
    return Mask.from_array(array)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 9999), st.floats(10, 40))
def test_a_cut_has_the_wanted_size_and_the_pixels_of_its_object(seed: int, wanted: float) -> None:
    rng = np.random.default_rng(seed)
    mask = any_mask(rng)
    image = np.where(mask.to_array()[..., None], 200, 20).repeat(3, axis=2).astype(np.uint8)
    cut = cut_out(image, mask, wanted, rng)
    assert cut is not None
    pixels, bits = cut
    assert diameter(float(bits.sum())) == pytest.approx(wanted, rel=0.15)
    assert not (bits[0].any() or bits[-1].any() or bits[:, 0].any() or bits[:, -1].any())
    # What is cut out shows the object, not what lies round it.
    assert np.median(pixels[bits]) == 200


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 9999), st.integers(0, 4), st.integers(0, 4))
def test_what_is_pasted_lies_over_what_was_there(seed: int, below: int, above: int) -> None:
    rng = np.random.default_rng(seed)
    picture = np.full((SIDE, SIDE, 3), 50, np.uint8)
    masks = np.zeros((below, SIDE, SIDE), dtype=bool)
    for mask in masks:
        mask[:] = rng.random((SIDE, SIDE)) < 0.3
    cuts = []
    for n in range(above):
        h, w = rng.integers(3, 2 * SIDE, 2)
        cuts.append((np.full((h, w, 3), 100 + 30 * n, np.uint8), np.ones((h, w), dtype=bool)))
    seen, stack = lay_over(picture, masks, cuts, rng)
    assert stack.shape == (below + above, SIDE, SIDE)
    assert picture.max() == 50  # the crop that was given stays as it was
    pasted = stack[below:]
    assert pasted.sum(axis=0).max(initial=0) <= 1
    covered = pasted.any(axis=0)
    assert not (stack[:below] & covered).any()
    assert np.array_equal(stack[:below], masks & ~covered)
    far = ~covered
    for _ in range(4):  # beyond the soft edge nothing changes
        far = far & np.roll(far, 1, 0) & np.roll(far, -1, 0) & np.roll(far, 1, 1) & np.roll(far, -1, 1)
    assert (seen[far] == 50).all()


def test_a_crop_with_pasted_objects_has_their_masks_sizes_and_categories(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    draw_cells(folder, 4)
    samples = list(read_samples(folder, None, ["object"]).samples)
    config = dataclasses.replace(
        SIZED, augmentation=dataclasses.replace(SIZED.augmentation, crop=64, pasted=1.0)
    )
    plain = dataclasses.replace(config, augmentation=dataclasses.replace(config.augmentation, pasted=0.0))
    # An image without any object of its own gets all that it has from the others.
    empty = Sample(samples[0].path, (), ())
    draws = [TrainingSet([empty, *samples], config, 40)[i][1] for i in range(40)]
    before = [TrainingSet([empty, *samples], plain, 40)[i][1] for i in range(40)]
    assert sum(len(t.masks) for t in draws) > sum(len(t.masks) for t in before)
    for target in draws:
        assert target.masks.sum(dim=0).max() <= 1 or not len(target.masks)
        assert len(target.masks) == len(target.boxes) == len(target.categories)
        assert torch.isin(target.categories, torch.tensor([0])).all()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 9999))
def test_drawn_shapes_are_numbered_without_gaps_and_can_be_seen(seed: int) -> None:
    picture, labels = draw(96, np.random.default_rng(seed))
    again, _ = draw(96, np.random.default_rng(seed))
    assert np.array_equal(picture, again)
    assert picture.shape == (96, 96, 3)
    counts = np.bincount(labels.ravel())[1:]
    assert (counts >= LEAST).all()
