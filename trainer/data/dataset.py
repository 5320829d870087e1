"""Training examples: an augmented image, its instances as masks, boxes and categories, and the heat target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset
from torchvision import tv_tensors
from torchvision.transforms.v2 import functional

from annotations.errors import ImageError
from rsis_model.preparation import adjust_contrast, normalise
from rsis_model.where_next import STRIDE
from trainer.config import TrainConfig
from trainer.data.augmentation import random_crop, resize_masks, vary
from trainer.data.samples import UNKNOWN, ImageCache, Sample, masks_in
from trainer.errors import TrainerError

CACHED = 2 * 1024**3  # bytes of decoded images that are kept, over all loader workers
TRIES = 20  # images in a row that cannot be read before a run gives up
SLIVER = 16  # pixels; what is left of an instance cut by the crop's edge and smaller is not learned


@dataclass(frozen=True)
class Target:
    """The instances of one training image.

    masks (N, H, W) bool; boxes (N, 4) as x0, y0, x1, y1 in 0..1; categories (N,) int64;
    ignored (H, W) bool: crowds and slivers, neither objects nor background;
    heat (h, w) float at stride 4: normalised distance transform, squared; empty without where-next.
    """

    masks: Tensor
    boxes: Tensor
    categories: Tensor
    ignored: Tensor
    heat: Tensor

    def to(self, device: torch.device) -> Target:
        """The same on a device."""
        return Target(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


@dataclass(frozen=True)
class Batch:
    """images (B, 3, H, W) normalised; one target an image."""

    images: Tensor
    targets: tuple[Target, ...]
    problems: tuple[str, ...] = ()
    """What could not be drawn for it, each in a sentence; other images were drawn instead."""

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        images = self.images.to(device, non_blocking=True)
        return Batch(images, tuple(target.to(device) for target in self.targets), self.problems)

    def part(self, number: int, of: int) -> Batch:
        """One of so many equal parts."""
        size = len(self.targets) // of
        chosen = slice(number * size, (number + 1) * size)
        return self if of == 1 else Batch(self.images[chosen], self.targets[chosen])


Example = tuple[Tensor, Target, tuple[str, ...]]
"""(3, H, W) normalised, its target, and what could not be drawn before it."""


class TrainingSet(Dataset[Example]):
    """Draws number i of an endless, seeded stream: the same i gives the same example, whoever asks.

    So a resumed run sees what an uninterrupted one would have seen.
    """

    def __init__(
        self, samples: Sequence[Sample], config: TrainConfig, length: int, varied: bool = True
    ) -> None:
        """length: how many draws; varied: augment (off, the draws are the samples in turn, for validation)."""
        self.samples = samples
        self.config = config
        self.length = length
        self.varied = varied
        self._cache = ImageCache(
            lambda image: adjust_contrast(image, config.model.input), CACHED // max(1, config.workers)
        )
        self._by_kind: list[list[int]] = []
        if varied and config.kinds_balanced:
            members: dict[str, list[int]] = {}
            for i, sample in enumerate(samples):
                members.setdefault(sample.kind, []).append(i)
            self._by_kind = [members[kind] for kind in sorted(members)]

    def __len__(self) -> int:
        """How many draws there are."""
        return self.length

    def __getitem__(self, index: int) -> Example:
        """Draw number `index`. Raises TrainerError where an image cannot be read and is not to be left out."""
        rng = np.random.default_rng([self.config.seed, int(self.varied), index])
        sample, image, problems = self._draw(index, rng)
        augmentation = self.config.augmentation
        if augmentation.crop:
            pair, kept = random_crop(image, sample.masks, augmentation, rng, self.config.model.input.scale)
        else:
            pair, kept = self._whole(image, sample)
        if self.varied:
            pair = vary(pair, augmentation, rng)
        pixels, masks = pair
        tensor = pixels.as_subclass(Tensor).float()
        if not self.varied:
            tensor = tensor / 255
        target = make_target(
            masks.as_subclass(Tensor).bool(),
            torch.tensor([sample.categories[i] if i >= 0 else UNKNOWN for i in kept], dtype=torch.int64),
            torch.tensor([i < 0 or bool(sample.crowd and sample.crowd[i]) for i in kept], dtype=torch.bool),
            self.config.largest,
            self.config.model.where_next,
        )
        return normalise(tensor.clamp(0, 1), self.config.model.input), target, problems

    def _draw(
        self, index: int, rng: np.random.Generator
    ) -> tuple[Sample, NDArray[np.uint8], tuple[str, ...]]:
        """A sample and its image; where one cannot be read another is drawn, and the reason is told."""
        problems: list[str] = []
        for attempt in range(TRIES):
            sample = self.samples[self._choose(index + (0 if self.varied else attempt), rng)]
            try:
                image = self._cache.read(sample.path)
                if any(mask.size != image.shape[:2] for mask in sample.masks):
                    raise ImageError(sample.path, "its masks are of another size than the image")
                return sample, image, tuple(problems)
            except ImageError as error:
                if self.config.broken == "refuse":
                    raise TrainerError(str(error)) from error
                problems.append(str(error))
        raise TrainerError(f"{TRIES} images drawn one after the other cannot be read: {problems[-1]}")

    def _choose(self, index: int, rng: np.random.Generator) -> int:
        if not self.varied:
            return index % len(self.samples)
        if not self.config.kinds_balanced or len(self._by_kind) < 2:
            return int(rng.integers(len(self.samples)))
        # Each kind by the root of its size: rare kinds are seen more often, not as often as common ones.
        weights = np.sqrt([len(members) for members in self._by_kind])
        members = self._by_kind[int(rng.choice(len(weights), p=weights / weights.sum()))]
        return members[int(rng.integers(len(members)))]

    def _whole(
        self, image: NDArray[np.uint8], sample: Sample
    ) -> tuple[tuple[tv_tensors.Image, tv_tensors.Mask], NDArray[np.intp]]:
        """The whole image at the model's input size, so that images of a batch are alike."""
        size = list(self.config.model.input.size)
        pixels = tv_tensors.Image(torch.from_numpy(np.array(image)).permute(2, 0, 1))
        pixels = functional.resize(pixels, size, antialias=True)
        stack, kept = masks_in(sample.masks, 0, 0, *image.shape[:2])
        return (pixels, resize_masks(stack, (size[0], size[1]))), kept


def make_target(masks: Tensor, categories: Tensor, crowd: Tensor, largest: int, heat: bool) -> Target:
    """Targets from (N, H, W) bool masks; only the `largest` biggest instances are kept, the rest is ignored."""
    areas = masks.flatten(1).sum(dim=1)
    wanted = (areas >= SLIVER) & ~crowd
    order = torch.argsort(areas, descending=True, stable=True)
    order = order[wanted[order]][:largest]
    dropped = torch.ones(len(masks), dtype=torch.bool)
    dropped[order] = False
    kept = masks[order]
    ignored = masks[dropped].any(dim=0) & ~kept.any(dim=0)
    return Target(
        masks=kept,
        boxes=boxes_of(kept),
        categories=categories[order],
        ignored=ignored,
        heat=heat_target(kept) if heat else torch.zeros(0, 0),
    )


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
    """(N, H, W) bool -> (h, w) at stride 4: each mask's distance transform over its greatest, squared."""
    height, width = masks.shape[-2:]
    heat = np.zeros((height, width), dtype=np.float32)
    for mask in masks.numpy():
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        part = np.pad(mask[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1], 1).astype(np.uint8)
        distance = cv2.distanceTransform(part, cv2.DIST_L2, 5)[1:-1, 1:-1]
        place = heat[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        np.maximum(place, (distance / distance.max()) ** 2, out=place)
    pooled = torch.nn.functional.max_pool2d(
        torch.from_numpy(heat)[None, None], STRIDE, stride=STRIDE, ceil_mode=True
    )
    return pooled[0, 0]


def collate(examples: list[Example]) -> Batch:
    """Examples of one size -> a batch."""
    images, targets, problems = zip(*examples, strict=True)
    return Batch(torch.stack(images), targets, tuple(text for each in problems for text in each))
