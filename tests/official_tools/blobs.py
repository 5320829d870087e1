"""Random blobs to export: some with holes, in parts, at the border, of one pixel, one pixel apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.masks import Mask

SIZE = (240, 320)
CATEGORIES = ("person", "car", "bicycle")
Bools = NDArray[np.bool_]


def blob(rng: np.random.Generator, side: int, *, plain: bool) -> Bools:
    """The pixels of a random blob in a square; `plain`: one part without holes."""
    noise = ndimage.gaussian_filter(rng.random((side, side)), rng.uniform(0.8, 2.5))
    pixels: Bools = noise > np.quantile(noise, rng.uniform(0.3, 0.7))
    if plain:
        labels, _ = ndimage.label(pixels)
        pixels = ndimage.binary_fill_holes(labels == np.bincount(labels[labels > 0]).argmax())
    return pixels


def masks(count: int, seed: int, *, plain: bool) -> list[Mask]:
    """Blobs anywhere in an image of SIZE, also across its border; they may overlap."""
    rng = np.random.default_rng(seed)
    found: list[Mask] = []
    while len(found) < count:
        side = int(rng.integers(4, 70))
        place = (
            int(rng.integers(-side // 2, SIZE[0] - side // 2)),
            int(rng.integers(-side // 2, SIZE[1] - side // 2)),
        )
        mask = Mask.from_patch(blob(rng, side, plain=plain), place, SIZE)
        if not mask.is_empty:
            found.append(mask)
    return found


def dataset(folder: Path, *, images: int = 8, each: int = 25, seed: int = 0, plain: bool = False) -> Dataset:
    """Images of noise, written to `folder`, with blobs that do not overlap; some touch, some leave one pixel free."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(images):
        path = folder / f"photo {number}.png"
        Image.fromarray(rng.integers(0, 255, (*SIZE, 3), np.uint8)).save(path)
        free = np.ones(SIZE, np.bool_)
        instances = []
        for mask in masks(each * 3, seed * 1000 + number, plain=plain):
            pixels = mask.to_array()
            if (pixels & ~free).any() and rng.random() < 0.7:
                continue
            pixels &= free
            if plain:
                labels, found = ndimage.label(pixels)
                if not found:
                    continue
                pixels = ndimage.binary_fill_holes(labels == np.bincount(labels[labels > 0]).argmax()) & free
            if not pixels.any() or len(instances) == each:
                continue
            gap = ndimage.binary_dilation(pixels) if rng.random() < 0.5 else pixels
            free &= ~gap
            category = CATEGORIES[int(rng.integers(len(CATEGORIES)))]
            instances.append(AnnotatedInstance(Mask.from_array(pixels), category))
        name = f"folder/photo {number}.png"
        made.append(ImageAnnotations(path, name, SIZE[1], SIZE[0], tuple(instances)))
    return Dataset(tuple(made), CATEGORIES)
