"""Training examples: augmented images, with instances as masks, boxes and categories, and the heat target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset
from torchvision import tv_tensors
from torchvision.transforms.v2 import functional

from annotations.errors import ImageError
from annotations.masks import Mask
from rsis_model.preparation import adjust_contrast, normalise
from rsis_model.sizes import diameter
from rsis_model.where_next import STRIDE
from trainer.config import TrainConfig
from trainer.data.augmentation import Pair, crop_at_size, random_crop, resize_masks, vary
from trainer.data.pasting import SIZES, cut_out, lay_over
from trainer.data.samples import UNKNOWN, ImageCache, Sample, masks_in
from trainer.errors import TrainerError

CACHED = 2 * 1024**3  # bytes of decoded images to cache, over all loader workers
TRIES = 20  # unreadable images in a row before a run gives up
SLIVER = 16  # pixels; smaller remainders of instances cut by the crop's edge are not learned


@dataclass(frozen=True)
class Target:
    """The instances of one training image.

    masks (N, H, W) bool; boxes (N, 4) as x0, y0, x1, y1 in 0..1; categories (N,) int64.
    The maps are (h, w) float at stride 4, and empty without where-next:
    heat: normalised distance transform, squared. heat_weights: weight of each cell, 0 where the truth is unknown
    (crowds, slivers). sizes: log2 of the object's diameter over the one that the network sees best, for objects at
    every scale. size_weights: weight of each cell of `sizes`, summing to 1 per object.
    complete: whether every object has a mask; if not, a proposal outside the masks is neither right nor wrong.
    """

    masks: Tensor
    boxes: Tensor
    categories: Tensor
    heat: Tensor
    heat_weights: Tensor
    sizes: Tensor
    size_weights: Tensor
    complete: bool = True

    def to(self, device: torch.device) -> Target:
        """Copy to a device."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        moved: dict[str, Any] = {
            name: value.to(device, non_blocking=True) if isinstance(value, Tensor) else value
            for name, value in values.items()
        }
        return Target(**moved)


@dataclass(frozen=True)
class Batch:
    """images (B, 3, H, W) normalised; one target per image."""

    images: Tensor
    targets: tuple[Target, ...]
    problems: tuple[str, ...] = ()
    """One sentence per image that could not be read; others were drawn instead."""

    def to(self, device: torch.device) -> Batch:
        """Copy to a device."""
        images = self.images.to(device, non_blocking=True)
        return Batch(images, tuple(target.to(device) for target in self.targets), self.problems)

    def part(self, number: int, of: int) -> Batch:
        """Return part `number` of `of` equal parts."""
        size = len(self.targets) // of
        chosen = slice(number * size, (number + 1) * size)
        return self if of == 1 else Batch(self.images[chosen], self.targets[chosen])


Example = tuple[Tensor, Target, tuple[str, ...]]
"""(3, H, W) normalised, its target, and a sentence per unreadable image drawn before it."""


class TrainingSet(Dataset[Example]):
    """A seeded stream of examples: the same index always gives the same example.

    So a resumed run sees what an uninterrupted one would have seen.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        config: TrainConfig,
        length: int,
        varied: bool = True,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        """length: the number of draws. varied: augment; if False, draws the samples in turn, for validation.

        shares: how often to draw each kind, if given; they need not sum to 1.
        """
        self.samples = samples
        self.config = config
        self.length = length
        self.varied = varied
        self._cache = ImageCache(
            lambda image: adjust_contrast(image, config.model.input), CACHED // max(1, config.workers)
        )
        self._diameters: dict[Path, NDArray[np.float64]] = {}
        self._by_kind: list[list[int]] = []
        self._chances: NDArray[np.float64] = np.zeros(0)
        self._places: dict[str, list[int]] = {}
        if varied and (config.kinds_balanced or shares or config.augmentation.pasted):
            for i, sample in enumerate(samples):
                self._places.setdefault(sample.kind, []).append(i)
        if varied and (config.kinds_balanced or shares):
            members = self._places
            self._by_kind = [members[kind] for kind in sorted(members)]
            # By the root of each kind's size: rare kinds are drawn more than their share, but less than common ones.
            told = shares or {kind: len(members[kind]) ** 0.5 for kind in members}
            chances = np.array([told[kind] for kind in sorted(members)])
            self._chances = chances / chances.sum()

    def __len__(self) -> int:
        """The number of draws."""
        return self.length

    def __getitem__(self, index: int) -> Example:
        """Draw number `index`. Raises TrainerError for an unreadable image that may not be skipped."""
        rng = np.random.default_rng([self.config.seed, int(self.varied), index])
        sample, image, problems = self._draw(index, rng)
        augmentation = self.config.augmentation
        object_size = self.config.model.input.object_size
        scale = 0.0
        masks = (*sample.masks, *sample.rejected)
        if augmentation.crop and object_size:
            pair, kept, scale = crop_at_size(
                image, masks, self._sizes(sample), augmentation, object_size, rng
            )
        elif augmentation.crop:
            pair, kept = random_crop(image, masks, augmentation, rng, self.config.model.input.scale)
        else:
            pair, kept = self._whole(image, masks)
        count = len(sample.masks)
        categories = [sample.categories[i] if 0 <= i < count else UNKNOWN for i in kept]
        crowd = [i < 0 or bool(sample.crowd and i < count and sample.crowd[i]) for i in kept]
        rejected = [bool(i >= count) for i in kept]
        sizes = None
        if scale:
            true = self._sizes(sample) * (scale / object_size)
            sizes = [float(true[i]) if 0 <= i < len(true) else 0.0 for i in kept]
            if self.varied and rng.random() < augmentation.pasted:
                pair, added, larger = self._paste(pair, sample, rng)
                no = [False] * len(added)
                categories, crowd, rejected, sizes = (
                    categories + added,
                    crowd + no,
                    rejected + no,
                    sizes + larger,
                )
        if self.varied:
            pair = vary(pair, augmentation, rng, placed=scale > 0)
        pixels, stack = pair
        tensor = pixels.as_subclass(Tensor).float()
        if not self.varied:
            tensor = tensor / 255
        target = make_target(
            stack.as_subclass(Tensor).bool(),
            torch.tensor(categories, dtype=torch.int64),
            torch.tensor(crowd, dtype=torch.bool),
            self.config.largest,
            self.config.model.where_next,
            sizes,
            augmentation.in_scale,
            sample.background if sample.complete else 0.0,
            torch.tensor(rejected, dtype=torch.bool),
        )
        target = replace(target, complete=sample.complete)
        return normalise(tensor.clamp(0, 1), self.config.model.input), target, problems

    def _paste(
        self, pair: Pair, sample: Sample, rng: np.random.Generator
    ) -> tuple[Pair, list[int], list[float]]:
        """Paste instances of another image over a crop; return also their categories and sizes relative to the best.

        Half of the time the other image is of the crop's kind, otherwise of any.
        """
        same = self._places.get(sample.kind, []) if rng.random() < 0.5 else []
        donor = self.samples[same[int(rng.integers(len(same)))] if same else self._choose(0, rng)]
        object_size = self.config.model.input.object_size
        cuts, categories, sizes = [], [], []
        if donor.masks:
            try:
                image = self._cache.read(donor.path)
            except ImageError:
                return pair, [], []  # reported when it is drawn itself
            for _ in range(int(rng.integers(1, self.config.augmentation.paste_most + 1))):
                i = int(rng.integers(len(donor.masks)))
                size = math.exp(rng.uniform(*np.log(SIZES)))
                fits = donor.masks[i].size == image.shape[:2] and not (donor.crowd and donor.crowd[i])
                cut = cut_out(image, donor.masks[i], size * object_size, rng) if fits else None
                if cut is not None:
                    cuts.append(cut)
                    categories.append(donor.categories[i])
                    sizes.append(size)
        pixels, masks = pair
        picture, stack = lay_over(
            np.ascontiguousarray(pixels.permute(1, 2, 0).numpy()), masks.numpy().astype(bool), cuts, rng
        )
        made = (
            tv_tensors.Image(torch.from_numpy(picture).permute(2, 0, 1)),
            tv_tensors.Mask(torch.from_numpy(stack)),
        )
        return made, categories, sizes

    def _sizes(self, sample: Sample) -> NDArray[np.float64]:
        """Return the diameters of a sample's masks in pixels; cached, since counting an area reads the whole RLE."""
        if sample.path not in self._diameters:
            self._diameters[sample.path] = np.array([diameter(mask.area) for mask in sample.masks])
        return self._diameters[sample.path]

    def _draw(
        self, index: int, rng: np.random.Generator
    ) -> tuple[Sample, NDArray[np.uint8], tuple[str, ...]]:
        """Draw a sample and its image; return also the reasons for unreadable ones that were drawn before."""
        problems: list[str] = []
        for attempt in range(TRIES):
            sample = self.samples[self._choose(index + (0 if self.varied else attempt), rng)]
            try:
                image = self._cache.read(sample.path)
                if any(mask.size != image.shape[:2] for mask in sample.masks):
                    raise ImageError(sample.path, "its masks do not have the image's size")
                return sample, image, tuple(problems)
            except ImageError as error:
                if self.config.broken == "refuse":
                    raise TrainerError(str(error)) from error
                problems.append(str(error))
        raise TrainerError(f"{TRIES} images in a row cannot be read: {problems[-1]}")

    def _choose(self, index: int, rng: np.random.Generator) -> int:
        if not self.varied:
            return index % len(self.samples)
        if len(self._by_kind) < 2:
            return int(rng.integers(len(self.samples)))
        members = self._by_kind[int(rng.choice(len(self._chances), p=self._chances))]
        return members[int(rng.integers(len(members)))]

    def _whole(
        self, image: NDArray[np.uint8], masks: Sequence[Mask]
    ) -> tuple[tuple[tv_tensors.Image, tv_tensors.Mask], NDArray[np.intp]]:
        """Resize the whole image to the model's input size, so that all images of a batch have one size."""
        size = list(self.config.model.input.size)
        pixels = tv_tensors.Image(torch.from_numpy(np.array(image)).permute(2, 0, 1))
        pixels = functional.resize(pixels, size, antialias=True)
        stack, kept = masks_in(masks, 0, 0, *image.shape[:2])
        return (pixels, resize_masks(stack, (size[0], size[1]))), kept


def make_target(
    masks: Tensor,
    categories: Tensor,
    crowd: Tensor,
    largest: int,
    heat: bool,
    sizes: Sequence[float] | None = None,
    in_scale: tuple[float, float] = (0.0, math.inf),
    background: float = 1.0,
    rejected: Tensor | None = None,
) -> Target:
    """Make targets from (N, H, W) bool masks; keep the `largest` biggest instances and ignore the rest.

    sizes: each instance's diameter over the one that the network sees best, 0 if it has none; those outside
    `in_scale` are background. background: the weight of the heat where nothing is labelled.
    rejected: (N,) bool, those that a person rejected: certain background.
    """
    areas = masks.flatten(1).sum(dim=1)
    relative = torch.tensor(sizes if sizes is not None else [1.0] * len(masks), dtype=torch.float32)
    off_scale = ~crowd & ((relative < in_scale[0]) | (relative > in_scale[1]))
    refused = torch.zeros(len(masks), dtype=torch.bool) if rejected is None else rejected
    off_scale = off_scale & ~refused
    wanted = (areas >= SLIVER) & ~crowd & ~off_scale & ~refused
    order = torch.argsort(areas, descending=True, stable=True)
    order = order[wanted[order]][:largest]
    dropped = ~off_scale & ~refused
    dropped[order] = False
    kept = masks[order]
    none = torch.zeros(0, 0)
    target = Target(kept, boxes_of(kept), categories[order], none, none, none, none)
    if not heat:
        return target
    ignored = masks[dropped].any(dim=0) & ~kept.any(dim=0)
    target = replace(target, heat=heat_target(kept))
    weights = (pooled(ignored.float()) == 0) | (target.heat > 0)
    if background < 1:
        labelled = pooled(masks.any(dim=0).float())[None, None]
        # Plus a cell around each, since the network learns borders from both sides.
        labelled = torch.nn.functional.max_pool2d(labelled, 3, stride=1, padding=1)[0, 0] > 0
        weights = weights * torch.where(labelled, 1.0, background)
    target = replace(target, heat_weights=weights.float())
    if sizes is None:
        return target
    told = (~crowd) & ~refused & (areas > 0) & (relative > 0)
    size_map, size_weights = _size_targets(masks[told], relative[told], tuple(target.heat.shape))
    return replace(target, sizes=size_map, size_weights=size_weights)


def _size_targets(masks: Tensor, relative: Tensor, shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
    """Make `sizes` and `size_weights` from (N, H, W) bool masks, none empty, and their sizes relative to the best."""
    sizes, weights = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for mask, size in zip(masks.numpy(), relative.tolist(), strict=True):
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        heat = distance_heat(mask[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1])
        # Cells are sampled at their middle pixel, clipped to the object's box, so that small objects get a cell too.
        rows = np.arange(ys[0] // STRIDE, ys[-1] // STRIDE + 1)
        columns = np.arange(xs[0] // STRIDE, xs[-1] // STRIDE + 1)
        inner_y = np.clip(rows * STRIDE + STRIDE // 2 - ys[0], 0, heat.shape[0] - 1)
        inner_x = np.clip(columns * STRIDE + STRIDE // 2 - xs[0], 0, heat.shape[1] - 1)
        part = heat[inner_y][:, inner_x]
        if part.max() <= 0:
            continue
        part = part / part.sum()
        place = np.ix_(rows, columns)
        stronger = part > weights[place]
        sizes[place] = np.where(stronger, np.log2(size), sizes[place])
        weights[place] = np.where(stronger, part, weights[place])
    return torch.from_numpy(sizes), torch.from_numpy(weights)


def boxes_of(masks: Tensor) -> Tensor:
    """(N, H, W) bool, none empty -> (N, 4) as x0, y0, x1, y1 in 0..1, right and bottom exclusive."""
    height, width = masks.shape[-2:]
    boxes = torch.zeros(len(masks), 4)
    for i, mask in enumerate(masks):
        ys = mask.any(dim=1).nonzero()
        xs = mask.any(dim=0).nonzero()
        boxes[i] = torch.tensor([xs[0] / width, ys[0] / height, (xs[-1] + 1) / width, (ys[-1] + 1) / height])
    return boxes


def heat_target(masks: Tensor) -> Tensor:
    """(N, H, W) bool -> (h, w) at stride 4: each mask's distance transform over its maximum, squared."""
    height, width = masks.shape[-2:]
    heat = np.zeros((height, width), dtype=np.float32)
    for mask in masks.numpy():
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        place = heat[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        np.maximum(place, distance_heat(mask[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]), out=place)
    return pooled(torch.from_numpy(heat))


def distance_heat(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(h, w) bool, not empty -> its distance transform over its maximum, squared."""
    distance = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    return np.asarray((distance / distance.max()) ** 2, dtype=np.float32)


def pooled(maps: Tensor) -> Tensor:
    """(H, W) float -> (h, w) at stride 4: the maximum of each cell."""
    return torch.nn.functional.max_pool2d(maps[None, None], STRIDE, stride=STRIDE, ceil_mode=True)[0, 0]


def collate(examples: list[Example]) -> Batch:
    """Stack examples of one size into a batch."""
    images, targets, problems = zip(*examples, strict=True)
    return Batch(torch.stack(images), targets, tuple(text for each in problems for text in each))
