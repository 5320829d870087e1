"""Makes a sample of what a shard holds of it, by the readers that read the same from files."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import AnnotationError, ImageError, Problem, explain
from annotations.formats import coco
from annotations.formats.base import UNKNOWN, AnnotatedInstance
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from trainer.data.samples import Sample
from trainer.data.sources import category_index
from trainer.errors import TrainerError
from trainer.shards.reading import Raw

Instances = tuple[AnnotatedInstance, ...]
KIND, BACKGROUND = "kind", "background"
"""What a sample's image record holds besides COCO's own: see `trainer.data.samples.Sample`."""


@dataclass(frozen=True)
class Opened:
    """A sample, its (H, W, 3) uint8 image, and a sentence for each record that was left out or changed."""

    sample: Sample
    image: NDArray[np.uint8]
    notes: tuple[str, ...] = ()


class Opener:
    """Opens samples; their files are in a folder while they are read."""

    def __init__(self, folder: Path, categories: tuple[str, ...]) -> None:
        """categories: the model's, in order."""
        self._folder, self._categories = folder, categories
        self._count = 0
        self._foreign: set[str] = set()

    def __call__(self, raw: Raw) -> Opened:
        """Open a sample. ImageError: it cannot be used, with the shard and the sample in the message.

        TrainerError: the folder cannot be written.
        """
        if raw.lost:
            raise ImageError(raw.shown, raw.lost)
        self._count += 1  # a name of its own, since what is known of a file is remembered by its name
        picture = self._folder / f"{self._count}.{raw.suffix}"
        try:
            record = _record(raw, picture.name)
            picture.write_bytes(raw.image)
            image = read_image(picture)
            height, width = image.shape[:2]
            instances = plain_instances(record, (height, width))
            problems: tuple[Problem, ...] = ()
            if instances is None:
                instances, problems = self._annotations(raw, record, (height, width))
        except AnnotationError as error:
            raise ImageError(raw.shown, error.reason.replace(f"{self._folder}{os.sep}", "")) from error
        except OSError as error:
            raise TrainerError(f"{picture}: it cannot be written: {explain(error)}.") from error
        finally:
            picture.unlink(missing_ok=True)
        notes = tuple(
            f"{raw.shown}: {problem.record or 'its annotations'}: {problem.reason}" for problem in problems
        )
        sample = self._sample(picture, instances, record["images"][0])
        return Opened(sample, image, notes + self._unknown(raw, instances))

    def _annotations(
        self, raw: Raw, record: dict[str, Any], size: tuple[int, int]
    ) -> tuple[Instances, tuple[Problem, ...]]:
        """Read a sample's annotations as those of any COCO file. ImageError: they are not of its image."""
        text = self._folder / f"{self._count}.json"
        try:
            text.write_text(json.dumps(record), encoding="utf-8")
            result = coco.read(text, self._folder)
        finally:
            text.unlink(missing_ok=True)
        if len(result.images) != 1:
            raise ImageError(raw.shown, result.problems[0].reason if result.problems else "it has no image")
        found = result.images[0]
        if (found.height, found.width) != size:
            raise ImageError(raw.shown, "its masks do not have the image's size")
        return found.instances, result.problems

    def _sample(self, path: Path, instances: Instances, record: dict[str, Any]) -> Sample:
        background = record.get(BACKGROUND, 1.0)
        known = isinstance(background, int | float) and 0 <= background <= 1
        return Sample(
            path=path,
            masks=tuple(instance.mask for instance in instances),
            categories=tuple(category_index(i.category, self._categories) for i in instances),
            crowd=tuple(instance.crowd for instance in instances),
            kind=str(record.get(KIND, "")),
            background=float(background) if known else 1.0,
        )

    def _unknown(self, raw: Raw, instances: Instances) -> tuple[str, ...]:
        """Return a sentence about categories that are met for the first time and that the model does not know."""
        names = {i.category for i in instances if i.category is not None} - {*self._categories}
        new = sorted(names - self._foreign)
        self._foreign |= names
        if not new:
            return ()
        reason = f"the model does not know the categories {', '.join(new)}; only the masks of their instances are used"
        return (f"{raw.shown}: {reason}",)


def _record(raw: Raw, name: str) -> dict[str, Any]:
    """Return a sample's COCO data set with its one image under another name. ImageError: it is none."""
    try:
        record = json.loads(raw.text)
        images = record["images"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ImageError(raw.shown, "its JSON is no COCO data set") from error
    if not isinstance(images, list) or len(images) != 1 or not isinstance(images[0], dict):
        raise ImageError(raw.shown, "its JSON is not that of one image")
    return {**record, "images": [{**images[0], "file_name": name}]}


def plain_instances(record: dict[str, Any], size: tuple[int, int]) -> Instances | None:
    """Return the instances of a data set of one image of a size (height, width), if it is written as we write it.

    None: there is something in it that the reader of COCO files has to judge, or to tell. That reader gives the same
    instances, but was made for large files: for one image it takes as long as decoding a photo.
    """
    try:
        [image] = record["images"]
        names = {one["id"]: one["name"] for one in record["categories"]}
        if [image["height"], image["width"]] != [*size] or len(names) != len(record["categories"]):
            return None
        found = []
        for one in record["annotations"]:
            code, category, crowd = one["segmentation"], one["category_id"], one["iscrowd"]
            if code["size"] != [*size] or type(code["counts"]) is not str or one["image_id"] != image["id"]:
                return None
            if type(category) is not int or type(crowd) is not int or crowd not in (0, 1):
                return None
            mask, name = Mask.from_coco_rle(code), names[category]
            if mask.is_empty or type(name) is not str or not name:
                return None
            found.append(AnnotatedInstance(mask, None if name == UNKNOWN else name, bool(crowd)))
    except (ValueError, KeyError, TypeError):
        return None
    return tuple(found)
