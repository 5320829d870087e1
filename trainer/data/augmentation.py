"""Augments image and masks together, with torchvision's transforms on tv_tensors."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torchvision import tv_tensors
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional

from annotations.geometry import HALF, to_click
from annotations.masks import Mask
from trainer.config import AugmentationConfig
from trainer.data.samples import MOST_SEEN, masks_in

RESIZED_TOGETHER = 2**26
"""Mask pixels to resize at once; as floats they take four times the memory."""

SCALES = (1 / 16, 6.0)
"""Smallest and largest scale of a window that is scaled to its objects."""
LEAST_SIDE = 48
"""Minimum pixels of an image's longer side in such a window."""

Pair = tuple[tv_tensors.Image, tv_tensors.Mask]


def random_crop(
    image: NDArray[np.uint8],
    masks: tuple[Mask, ...],
    config: AugmentationConfig,
    rng: np.random.Generator,
    enlarged: float = 1.0,
) -> tuple[Pair, NDArray[np.intp]]:
    """Cut a square window at a random place and scale, resized to config.crop.

    enlarged: the scale at which the network sees the image, on top of the random scale.

    (H, W, 3) uint8 and its masks -> ((3, S, S) uint8, (N, S, S) bool), and the indices of the masks in it.
    Half of the windows are placed around an instance, so that empty ones stay rare.
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


def crop_at_size(
    image: NDArray[np.uint8],
    masks: Sequence[Mask],
    sizes: NDArray[np.float64],
    config: AugmentationConfig,
    object_size: float,
    rng: np.random.Generator,
) -> tuple[Pair, NDArray[np.intp], float]:
    """Cut a square window around an instance, scaled so that the instance has about the wanted size.

    (H, W, 3) uint8, its masks, and the diameters in pixels of the first of them, around which windows are placed;
    object_size in pixels of the window. Returns ((3, S, S) uint8, (N, S, S) bool), the indices of the masks in it
    (-1: the rest of too many, merged), and the scale, pixels of the window per pixel of the image. A share
    `config.off_scale` of the windows has a random other scale.
    """
    side = config.crop
    height, width = image.shape[:2]
    jitter = _log_uniform(config.scale, rng)
    if len(sizes):
        focus = _focus(sizes, rng)
        mask = masks[focus]
        scale = jitter * object_size / sizes[focus]
        centre = np.array([mask.origin[0] + mask.shape[0] / 2, mask.origin[1] + mask.shape[1] / 2])
    else:
        scale = _log_uniform(SCALES, rng)
        centre = rng.uniform(0, (height, width))
    if len(sizes) and rng.random() < config.off_scale:
        scale *= _log_uniform((1 / 8, 8.0), rng)
    least = min(1.0, LEAST_SIDE / max(height, width))
    scale = float(np.clip(scale, least, SCALES[1]))
    centre = centre + rng.uniform(-0.35, 0.35, 2) * side / scale
    # Keep the window inside the image if it fits, else centre it.
    for axis, length in enumerate((height, width)):
        half = side / scale / 2
        centre[axis] = length / 2 if 2 * half >= length else np.clip(centre[axis], half, length - half)
    angle = math.radians(rng.uniform(-config.rotation, config.rotation))
    shear = math.tan(math.radians(rng.uniform(-config.shear, config.shear)))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    # Maps the window's x, y to the image's; pixel centres are at whole numbers in both, as for clicks.
    inner = turn @ np.array([[1.0, shear], [0.0, 1.0]]) / scale
    middle = np.array(to_click((centre[1], centre[0])))
    matrix = np.column_stack([inner, middle - inner @ np.full(2, (side - 1) / 2)])
    pixels = torch.from_numpy(_warped(image, matrix, side, scale)).permute(2, 0, 1)
    stack, index = _warped_masks(masks, matrix, side, scale)
    return (tv_tensors.Image(pixels), tv_tensors.Mask(torch.from_numpy(stack))), index, scale


def _log_uniform(bounds: tuple[float, float], rng: np.random.Generator) -> float:
    return math.exp(rng.uniform(math.log(bounds[0]), math.log(bounds[1])))


def _focus(sizes: NDArray[np.float64], rng: np.random.Generator) -> int:
    """Choose a random instance, or one near a random size, so that large ones are seen even if most are small."""
    if rng.random() < 0.5:
        return int(rng.integers(len(sizes)))
    logs = np.log(sizes)
    return int(np.abs(logs - rng.uniform(logs.min(), logs.max() + 1e-9)).argmin())


def _warped(
    maps: NDArray[np.uint8], matrix: NDArray[np.float64], side: int, scale: float
) -> NDArray[np.uint8]:
    """Warp (H, W) or (H, W, 3) into a window; shrinking smooths as much as resizing at run time does."""
    sigma = math.sqrt(max(0.0, 1 / scale**2 - 1) / 6)
    smooth = cv2.GaussianBlur(maps, (0, 0), sigma) if sigma > 0.1 else maps
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(smooth, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    )


def _warped_masks(
    masks: Sequence[Mask], matrix: NDArray[np.float64], side: int, scale: float
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Return the masks with any pixel in a window, (N, S, S) bool, and their indices; see `masks_in`."""
    inverse = np.linalg.inv(matrix[:, :2])
    kept: list[tuple[slice, slice, NDArray[np.bool_]]] = []
    index: list[int] = []
    margin = math.ceil(1 / scale) + 1
    for i, mask in enumerate(masks):
        (y, x), (h, w) = mask.origin, mask.shape
        corners = np.array([[x, y], [x + w, y], [x, y + h], [x + w, y + h]]) - HALF - matrix[:, 2]
        places = corners @ inverse.T
        x0, y0 = np.maximum(np.floor(places.min(axis=0)).astype(int), 0)
        x1, y1 = np.minimum(np.ceil(places.max(axis=0)).astype(int) + 1, side)
        if x0 >= x1 or y0 >= y1:
            continue
        patch = np.pad(mask.patch().astype(np.uint8) * 255, margin)
        start = matrix[:, :2] @ np.array([x0, y0]) + matrix[:, 2] - np.array([x, y]) + margin
        sigma = math.sqrt(max(0.0, 1 / scale**2 - 1) / 6)
        soft = cv2.GaussianBlur(patch, (0, 0), sigma) if sigma > 0.1 else patch
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        part = cv2.warpAffine(
            soft, np.column_stack([matrix[:, :2], start]), (int(x1 - x0), int(y1 - y0)), flags=flags
        )
        bits = np.asarray(part >= 128)
        if bits.any():
            kept.append((slice(y0, y1), slice(x0, x1), bits))
            index.append(i)
    alone = sorted(sorted(range(len(kept)), key=lambda i: -masks[index[i]].area)[:MOST_SEEN])
    places_of = {i: n for n, i in enumerate(alone)}
    together = len(kept) > len(alone)
    stack = np.zeros((len(alone) + together, side, side), dtype=bool)
    for i, (rows, columns, bits) in enumerate(kept):
        stack[places_of.get(i, -1), rows, columns] |= bits
    return stack, np.array([*(index[i] for i in alone), *([-1] if together else [])], dtype=np.intp)


def resize_masks(stack: NDArray[np.bool_], size: tuple[int, int]) -> tv_tensors.Mask:
    """(N, H, W) bool -> (N, h, w) uint8: resize like the image, then threshold at one half, so that they stay aligned.

    (torchvision's "nearest" for masks is off by up to half a pixel.)
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
    """Return the window's top left corner (y, x); a window larger than the image is centred on it."""
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


def vary(pair: Pair, config: AugmentationConfig, rng: np.random.Generator, placed: bool = False) -> Pair:
    """Rotate, flip, shear and recolour a pair. All randomness comes from rng, which seeds torch's generator.

    placed: the window was already rotated and sheared when it was cut.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(int(rng.integers(2**31)))
        image, masks = pair
        if config.right_angles:
            turns = int(rng.integers(4))
            image = tv_tensors.Image(torch.rot90(image, turns, (-2, -1)))
            masks = tv_tensors.Mask(torch.rot90(masks, turns, (-2, -1)))
        image, masks = _pipeline(config, placed)(image, masks)
    return image, masks


def _pipeline(config: AugmentationConfig, placed: bool) -> v2.Compose:
    steps: list[torch.nn.Module] = []
    if config.flip_horizontal:
        steps.append(v2.RandomHorizontalFlip())
    if config.flip_vertical:
        steps.append(v2.RandomVerticalFlip())
    if not placed and (config.rotation or config.translation or config.shear):
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
    if config.grey:
        steps.append(v2.RandomGrayscale(config.grey))
    if config.shuffle:
        steps.append(v2.RandomApply([v2.RandomChannelPermutation()], config.shuffle))
    if config.blur:
        steps.append(v2.RandomApply([v2.GaussianBlur(5, (0.3, 1.5))], config.blur))
    steps.append(v2.ToDtype({tv_tensors.Image: torch.float32, "others": None}, scale=True))
    if config.noise:
        steps.append(v2.RandomApply([v2.GaussianNoise(sigma=0.03)], config.noise))
    return v2.Compose(steps)
