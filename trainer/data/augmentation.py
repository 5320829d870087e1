"""Augmentation of image and masks together, by torchvision's transforms on tv_tensors."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torchvision import tv_tensors
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional

from annotations.masks import Mask
from trainer.config import AugmentationConfig
from trainer.data.samples import masks_in

RESIZED_TOGETHER = 2**26
"""Pixels of masks that are resized at once: as floats they take four times the memory."""

Pair = tuple[tv_tensors.Image, tv_tensors.Mask]


def random_crop(
    image: NDArray[np.uint8],
    masks: tuple[Mask, ...],
    config: AugmentationConfig,
    rng: np.random.Generator,
    enlarged: float = 1.0,
) -> tuple[Pair, NDArray[np.intp]]:
    """A square window at a random place and scale, resized to config.crop.

    enlarged: how much larger than the image the network sees it, on top of the random scale.

    (H, W, 3) uint8 and its masks -> ((3, S, S) uint8, (N, S, S) bool), and which masks are in it.
    Half of the windows are placed round an instance, so that empty ones stay rare.
    """
    height, width = image.shape[:2]
    low, high = config.scale
    side = round(config.crop / enlarged / math.exp(rng.uniform(math.log(low), math.log(high))))
    y0, x0 = _place(side, (height, width), masks, rng)
    inside = image[max(0, y0) : y0 + side, max(0, x0) : x0 + side]
    stack, index = masks_in(masks, y0, x0, side, side)
    padding = ((max(0, -y0), max(0, y0 + side - height)), (max(0, -x0), max(0, x0 + side - width)))
    if any(p for pair in padding for p in pair):
        inside = np.pad(inside, (*padding, (0, 0)), mode="edge")
    pixels = tv_tensors.Image(torch.from_numpy(np.array(inside)).permute(2, 0, 1))
    pixels = functional.resize(pixels, [config.crop, config.crop], antialias=True)
    bits = resize_masks(stack, (config.crop, config.crop))
    return (pixels, bits), index


def resize_masks(stack: NDArray[np.bool_], size: tuple[int, int]) -> tv_tensors.Mask:
    """(N, H, W) bool -> (N, h, w) uint8, as images are resized and then cut at one half: masks stay on their image.

    (torchvision's own "nearest" for masks is off by up to half a pixel.)
    """
    if not len(stack):
        return tv_tensors.Mask(torch.zeros(0, *size, dtype=torch.uint8))
    parts = []
    together = max(1, RESIZED_TOGETHER // stack[0].size)
    for first in range(0, len(stack), together):
        maps = torch.from_numpy(stack[first : first + together])[None].float()
        resized = torch.nn.functional.interpolate(maps, size=size, mode="bilinear", antialias=True)[0]
        parts.append((resized >= 0.5).to(torch.uint8))
    return tv_tensors.Mask(torch.cat(parts))


def _place(
    side: int, size: tuple[int, int], masks: tuple[Mask, ...], rng: np.random.Generator
) -> tuple[int, int]:
    """The window's top left corner; a window larger than the image is centred on it."""
    focus = masks[int(rng.integers(len(masks)))] if masks and rng.random() < 0.5 else None
    corner = []
    for axis in (0, 1):
        room = size[axis] - side
        if room <= 0:
            corner.append(room // 2)
        elif focus is not None:
            centre = focus.origin[axis] + focus.shape[axis] // 2
            corner.append(int(np.clip(centre - rng.integers(side // 4, side - side // 4), 0, room)))
        else:
            corner.append(int(rng.integers(0, room + 1)))
    return corner[0], corner[1]


def vary(pair: Pair, config: AugmentationConfig, rng: np.random.Generator) -> Pair:
    """Turn, flip, shear and colour a pair. All chance comes from rng, through torch's own generator."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(int(rng.integers(2**31)))
        image, masks = pair
        if config.right_angles:
            turns = int(rng.integers(4))
            image = tv_tensors.Image(torch.rot90(image, turns, (-2, -1)))
            masks = tv_tensors.Mask(torch.rot90(masks, turns, (-2, -1)))
        image, masks = _pipeline(config)(image, masks)
    return image, masks


def _pipeline(config: AugmentationConfig) -> v2.Compose:
    steps: list[torch.nn.Module] = []
    if config.flip_horizontal:
        steps.append(v2.RandomHorizontalFlip())
    if config.flip_vertical:
        steps.append(v2.RandomVerticalFlip())
    if config.rotation or config.translation or config.shear:
        # A crop already has its zoom; a whole image gets it here.
        scale = None if config.crop else config.scale
        shift = (config.translation, config.translation)
        steps.append(
            v2.RandomAffine(config.rotation, translate=shift, scale=scale, shear=config.shear or None)
        )
    if config.brightness or config.contrast or config.saturation or config.hue:
        steps.append(v2.ColorJitter(config.brightness, config.contrast, config.saturation, config.hue))
    if config.invert:
        steps.append(v2.RandomInvert(config.invert))
    if config.blur:
        steps.append(v2.RandomApply([v2.GaussianBlur(5, (0.3, 1.5))], config.blur))
    steps.append(v2.ToDtype({tv_tensors.Image: torch.float32, "others": None}, scale=True))
    if config.noise:
        steps.append(v2.RandomApply([v2.GaussianNoise(sigma=0.03)], config.noise))
    return v2.Compose(steps)
