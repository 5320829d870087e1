"""Shared by several commands: the predictor, the images to work on, and warnings about skipped ones."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import torch
from rich.markup import escape

import resources
from annotations.errors import Problem
from annotations.message import count_images
from annotations.problems import summed_up
from rsis_model.predictor import Predictor
from trainer.data.parts import are_parts, read_parts
from trainer.data.samples import SampleSet, choose, has_instances
from trainer.data.sources import own_side, read_samples, read_split, readable, side_of
from trainer.errors import TrainerError
from trainer.predicting.worker import precision
from trainer.shards.finding import are_shards, find_shards
from trainer.shards.unpacking import unpacked
from trainer.terminal import announce

Options = argparse.Namespace


def chosen_predictor(options: Options) -> Predictor:
    """Load the predictor of the checkpoint in the options."""
    torch.manual_seed(options.seed)
    if options.threads:
        torch.set_num_threads(options.threads)
    return Predictor.from_pretrained(chosen_checkpoint(options), options.device)


def chosen_checkpoint(options: Options) -> str:
    """Return the folder or hub name of the checkpoint in the options, which may also name a bundled one."""
    if not options.checkpoint:
        return str(resources.starter_checkpoint())
    return str(resources.bundled_checkpoint(options.checkpoint) or options.checkpoint)


def chosen_precision(options: Options, predictor: Predictor) -> AbstractContextManager[object]:
    """Return a context in which the predictor computes at the options' precision."""
    return precision(options.precision, predictor.device)


def chosen_data(options: Options, categories: tuple[str, ...]) -> SampleSet:
    """Read the labelled images that the options select. Raises TrainerError if there are none.

    At least one of them has an instance.
    """
    data = labelled(options.data, options.format, categories, options.images)
    warn(data.problems)
    on_side = on_a_side(data, options, "test")
    if on_side is data and len(data.sides) > 1:
        reason = f"it has the sides {', '.join(sorted(data.sides))}; all are used (--side chooses one)"
        warn([Problem(options.data, "", reason, kept=True)])
    data = on_side
    samples, problems = readable(data.samples, kinds=False)
    warn(problems)
    if options.largest_side:
        small = [i for i, s in enumerate(samples) if s.masks and max(s.masks[0].size) <= options.largest_side]
        samples = choose(samples, small)
    if options.limit:
        chosen = np.unique(np.linspace(0, len(samples) - 1, min(options.limit, len(samples))).astype(int))
        samples = choose(samples, chosen.tolist())
    if not samples:
        raise TrainerError(f"{options.data}: no labelled images to work on.")
    if not has_instances(samples):
        count = count_images(len(samples))
        raise TrainerError(
            f"{options.data}: {count}, none with an instance, so there is nothing to compare with."
        )
    return dataclasses.replace(data, samples=samples)


def on_a_side(data: SampleSet, options: Options, usual: str) -> SampleSet:
    """Return the images on a side of `--split`, or of the data set itself; without either option, the same data.

    usual: the side of a split if none is named. TrainerError: there is no such side or kind.
    """
    if options.split:
        return side_of(data, read_split(options.split), options.side or usual, options.kind)
    if options.kind:
        raise TrainerError("--kind needs a --split with kinds.")
    return own_side(data, options.side) if options.side else data


def labelled(
    data: str, format_name: str | None, categories: Sequence[str] | None, images: str | None
) -> SampleSet:
    """Read the labelled images that an option names, as `read_samples`.

    Those of shards are unpacked for it; a folder of the parts of a prediction is read as one data set.
    """
    if are_shards(data, format_name):
        if images:
            raise TrainerError(f"{data}: shards have their images in them; omit the image folder.")
        file, lost = unpacked(find_shards(data))
        found = read_samples(file, "coco", categories)
        problems = (*lost, *(dataclasses.replace(problem, file=data) for problem in found.problems))
        return dataclasses.replace(found, problems=problems)
    if format_name is None and are_parts(Path(data)):
        return read_parts(Path(data), categories, folder(images))
    return read_samples(Path(data), format_name, categories, folder(images))


def folder(name: str | None) -> Path | None:
    """Return the folder that an option names, if it is given."""
    return Path(name) if name else None


def warn(problems: Sequence[Problem]) -> None:
    """Print what was left out, and what was taken with a change as a note: one line for each kind, with an example."""
    for example, line in summed_up(problems):
        word = "" if example is None else "note: " if example.kept else "left out: "
        announce(f"[yellow]{word}[/yellow]{escape(line)}")
