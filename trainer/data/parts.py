"""Reads the parts that `rsis-trainer predict --shards` writes as one data set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from trainer.data.samples import Sample, Samples, SampleSet
from trainer.data.sources import read_samples

PLAN, PARTS = "plan.json", "part-*.json"


def are_parts(source: Path) -> bool:
    """Whether a folder holds parts of a prediction."""
    return (source / PLAN).is_file() and any(source.glob(PARTS))


def read_parts(folder: Path, categories: Sequence[str] | None, images: Path | None) -> SampleSet:
    """Read all parts in a folder, each a COCO file, whose images are in another. TrainerError as in `read_samples`."""
    each = [read_samples(path, "coco", categories, images) for path in sorted(folder.glob(PARTS))]
    ends = list(accumulate(len(one.samples) for one in each))

    def sample(place: int) -> Sample:
        part = bisect_right(ends, place)
        return each[part].samples[place - (ends[part - 1] if part else 0)]

    problems = tuple(problem for one in each for problem in one.problems)
    return SampleSet(Samples(ends[-1], sample), each[0].categories, problems, "coco")
