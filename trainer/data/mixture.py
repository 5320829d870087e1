"""Combines several data sets: a TOML file gives each one's share of the draws and its split."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from annotations.errors import Problem
from annotations.formats.reading import SIDES
from trainer.data.samples import Sample, Samples, SampleSet
from trainer.data.sources import own_side, read_samples, read_split, readable, side_of
from trainer.errors import TrainerError


@dataclass(frozen=True)
class Part:
    """One data set of a mixture.

    name: of this kind of image. data: the set, relative to the mixture's root. split: a bundled split's name or a
    JSON file; without one, the whole set is for training. share: of the draws, relative to the others'.
    cap: maximum number of its images, evenly spaced (0: all). background: the weight, 0 to 1, of proposals where
    nothing is labelled: below 1 for sets that do not label everything that could be an object.
    source, terms: the origin and licence of the set, for the model card.
    """

    name: str
    data: str
    format: str = ""
    split: str = ""
    share: float = 1.0
    cap: int = 0
    background: float = 1.0
    source: str = ""
    terms: str = ""


@dataclass(frozen=True)
class Mixture:
    """The training and validation images of a run, and how often each kind is drawn."""

    training: Samples
    validation: Samples
    shares: Mapping[str, float]
    problems: tuple[Problem, ...] = field(default=())


def is_mixture(source: Path) -> bool:
    """Whether a data source is a mixture file."""
    return source.suffix.lower() == ".toml"


def read_parts(file: Path) -> tuple[Part, ...]:
    """Read the data sets listed in a mixture file. Raises TrainerError naming the file and the entry."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TrainerError(f"{file}: the mixture cannot be read: {error}") from error
    entries = values.get("set")
    if not isinstance(entries, list) or not entries:
        raise TrainerError(f"{file}: a mixture needs at least one [[set]] table.")
    parts = tuple(_part(file, number, entry) for number, entry in enumerate(entries, 1))
    names = [part.name for part in parts]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise TrainerError(f"{file}: the name {twice[0]!r} appears twice.")
    return parts


def _part(file: Path, number: int, entry: Any) -> Part:
    where = f"{file}: set {number}"
    if not isinstance(entry, dict):
        raise TrainerError(f"{where} is not a table.")
    known = {f.name: f for f in fields(Part)}
    for name, value in entry.items():
        if name not in known:
            raise TrainerError(f"{where} has an unknown field {name!r}; available: {', '.join(known)}.")
        types: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float)}
        wanted = types[str(known[name].type)]
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise TrainerError(f"{where}: {name} cannot be {value!r}.")
    if not entry.get("data"):
        raise TrainerError(f"{where} has no data path.")
    part = Part(**{"name": Path(entry["data"]).name, **entry})
    if not part.name or not 0 <= part.background <= 1 or part.share < 0 or part.cap < 0:
        raise TrainerError(
            f"{where}: share and cap must not be negative, and background must be between 0 and 1."
        )
    return part


def read_mixture(file: Path, root: Path | None, categories: Sequence[str] | None) -> Mixture:
    """Read all sets of a mixture file. root: the folder that their paths are relative to (default: the file's).

    categories: the network's. Sets without a validation side are not validated on. Kinds are named NAME, or NAME/KIND
    if a split has several; a set's share is divided among its kinds by the root of their sizes. Raises TrainerError.
    """
    training: list[Sample] = []
    validation: list[Sample] = []
    shares: dict[str, float] = {}
    problems: list[Problem] = []
    for part in read_parts(file):
        data = read_samples((root or file.parent) / part.data, part.format or None, categories)
        problems += data.problems
        for side, chosen in (("train", training), ("validation", validation)):
            taken, unread = readable(_side(data, part, side), kinds=False)
            problems += unread
            members = [
                replace(sample, background=part.background, kind=_kind(part, sample)) for sample in taken
            ]
            if side == "train" and part.cap and len(members) > part.cap:
                members = [members[i] for i in np.linspace(0, len(members) - 1, part.cap).astype(int)]
            if side == "train":
                counts = {k: sum(s.kind == k for s in members) ** 0.5 for k in {s.kind for s in members}}
                shares |= {
                    kind: part.share * root_n / sum(counts.values()) for kind, root_n in counts.items()
                }
            chosen += members
    return Mixture(_held(training), _held(validation), shares, tuple(problems))


def read_side(file: Path, root: Path | None, categories: Sequence[str] | None, side: str) -> list[Sample]:
    """Read the readable images of all sets on one side of their splits, with their kinds. Raises TrainerError."""
    samples: list[Sample] = []
    for part in read_parts(file):
        data = read_samples((root or file.parent) / part.data, part.format or None, categories)
        taken, _ = readable(_side(data, part, side), kinds=False)
        samples += [replace(sample, kind=_kind(part, sample)) for sample in taken]
    return samples


def _held(samples: list[Sample]) -> Samples:
    return Samples(len(samples), samples.__getitem__)


def _side(data: SampleSet, part: Part, side: str) -> Sequence[Sample]:
    if not part.split and data.sides:
        own = SIDES[side]
        return own_side(data, own).samples if own in data.sides else ()
    if not part.split:
        return data.samples if side == "train" else ()
    split = read_split(part.split)
    return side_of(data, split, side, None).samples if side in split else ()


def _kind(part: Part, sample: Sample) -> str:
    return part.name if sample.kind in ("", part.name) else f"{part.name}/{sample.kind}"
