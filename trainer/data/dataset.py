"""Training examples: augmented images with their targets, and their batches."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

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
from trainer.config import TrainConfig
from trainer.data.augmentation import Pair, crop_at_size, random_crop, resize_masks, vary
from trainer.data.pasting import SIZES, cut_out, lay_over
from trainer.data.samples import UNKNOWN, ImageCache, Sample, masks_in
from trainer.data.targets import Target, make_target
from trainer.errors import TrainerError

CACHED = 2 * 1024**3  # bytes of decoded images to cache, over all loader workers
TRIES = 20  # unreadable images in a row before a run gives up


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


Donor = Callable[[np.random.Generator], tuple[Sample, NDArray[np.uint8]] | None]
"""Chooses another sample, with its image, to paste instances of; None if there is nothing to paste."""


class ExampleMaker:
    """Makes training examples of samples and their images."""

    def __init__(
        self,
        config: TrainConfig,
        varied: bool = True,
        diameters: Callable[[Sample], NDArray[np.float64]] | None = None,
    ) -> None:
        """varied: augment. diameters: of a sample's masks, in pixels; counted if there is no such function."""
        self.config = config
        self.varied = varied
        self._sizes = diameters or diameters_of

    def make(
        self,
        sample: Sample,
        image: NDArray[np.uint8],
        rng: np.random.Generator,
        donor: Donor,
        problems: tuple[str, ...] = (),
    ) -> Example:
        """Make an example of a sample and its (H, W, 3) uint8 image; the generator decides how it is augmented."""
        augmentation = self.config.augmentation
        object_size = self.config.model.input.object_size
        scale = 0.0
        masks = (*sample.masks, *sample.rejected)
        if augmentation.crop and object_size:
            diameters = self._sizes(sample)
            pair, kept, scale = crop_at_size(image, masks, diameters, augmentation, object_size, rng)
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
            true = diameters * (scale / object_size)
            sizes = [float(true[i]) if 0 <= i < len(true) else 0.0 for i in kept]
            if self.varied and rng.random() < augmentation.pasted:
                pair, added, larger = self._paste(pair, donor, rng)
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
        self, pair: Pair, donor: Donor, rng: np.random.Generator
    ) -> tuple[Pair, list[int], list[float]]:
        """Paste instances of another image over a crop; return also their categories and sizes relative to the best."""
        object_size = self.config.model.input.object_size
        cuts, categories, sizes = [], [], []
        given = donor(rng)
        if given is None:
            return pair, [], []
        other, image = given
        for _ in range(int(rng.integers(1, self.config.augmentation.paste_most + 1))):
            i = int(rng.integers(len(other.masks)))
            size = math.exp(rng.uniform(*np.log(SIZES)))
            fits = other.masks[i].size == image.shape[:2] and not (other.crowd and other.crowd[i])
            cut = cut_out(image, other.masks[i], size * object_size, rng) if fits else None
            if cut is not None:
                cuts.append(cut)
                categories.append(other.categories[i])
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

    def _whole(
        self, image: NDArray[np.uint8], masks: Sequence[Mask]
    ) -> tuple[tuple[tv_tensors.Image, tv_tensors.Mask], NDArray[np.intp]]:
        """Resize the whole image to the model's input size, so that all images of a batch have one size."""
        size = list(self.config.model.input.size)
        pixels = tv_tensors.Image(torch.from_numpy(np.array(image)).permute(2, 0, 1))
        pixels = functional.resize(pixels, size, antialias=True)
        stack, kept = masks_in(masks, 0, 0, *image.shape[:2])
        return (pixels, resize_masks(stack, (size[0], size[1]))), kept


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
        self._maker = ExampleMaker(config, varied, self._sizes)
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
        return self._maker.make(sample, image, rng, partial(self._donor, sample.kind), problems)

    def _donor(self, kind: str, rng: np.random.Generator) -> tuple[Sample, NDArray[np.uint8]] | None:
        """Choose an image to paste instances of: half of the time one of this kind, otherwise any."""
        same = self._places.get(kind, []) if rng.random() < 0.5 else []
        donor = self.samples[same[int(rng.integers(len(same)))] if same else self._choose(0, rng)]
        if not donor.masks:
            return None
        try:
            return donor, self._cache.read(donor.path)
        except ImageError:
            return None  # reported when it is drawn itself

    def _sizes(self, sample: Sample) -> NDArray[np.float64]:
        """Return the diameters of a sample's masks in pixels; cached, since counting an area reads the whole RLE."""
        if sample.path not in self._diameters:
            self._diameters[sample.path] = diameters_of(sample)
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


def diameters_of(sample: Sample) -> NDArray[np.float64]:
    """Return the diameters of a sample's masks in pixels."""
    return np.array([diameter(mask.area) for mask in sample.masks])


def collate(examples: list[Example]) -> Batch:
    """Stack examples of one size into a batch."""
    images, targets, problems = zip(*examples, strict=True)
    return Batch(torch.stack(images), targets, tuple(text for each in problems for text in each))
