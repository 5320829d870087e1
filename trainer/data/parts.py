"""Reads the parts that `rsis-trainer predict --shards` writes as one data set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from annotations.predictions.parts import PLAN, Parts
from trainer.data.samples import Sample, Samples, SampleSet
from trainer.data.sources import read_samples

PARTS = "part-*.json"


def are_parts(source: Path) -> bool:
    """Whether a folder holds parts of a prediction."""
    return (source / PLAN).is_file() and any(source.glob(PARTS))


def read_parts(folder: Path, categories: Sequence[str] | None, images: Path | None) -> SampleSet:
    """Read all parts in a folder, each a COCO file, whose images are in another; parts that are missing are problems.

    categories: None for those of the parts. TrainerError as in `read_samples`.
    """
    names = categories
    each: list[SampleSet] = []
    for path in sorted(folder.glob(PARTS)):
        each.append(read_samples(path, "coco", names, images))
        if names is None and each[-1].named:  # a part of which no image could be read tells none
            names = each[-1].categories
    ends = list(accumulate(len(one.samples) for one in each))

    def sample(place: int) -> Sample:
        part = bisect_right(ends, place)
        return each[part].samples[place - (ends[part - 1] if part else 0)]

    problems = (*Parts(folder).problems, *(problem for one in each for problem in one.problems))
    named = any(one.named for one in each)
    return SampleSet(Samples(ends[-1], sample), each[-1].categories, problems, "coco", named=named)
