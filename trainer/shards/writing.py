"""Makes shards of a data set: each tar appears as a whole, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations import file_locks
from annotations.errors import AnnotationError, Problem, explain
from annotations.files import atomic_file
from annotations.formats.base import UNKNOWN
from annotations.imaging.pages import place_of
from annotations.imaging.reading import image_size, read_image
from trainer.data.samples import Sample, SampleSet
from trainer.errors import TrainerError
from trainer.shards.finding import scan
from trainer.shards.layout import INDEX, TEXT
from trainer.shards.opening import BACKGROUND, KIND

LOCK = ".lock"
MEGABYTE = 10**6


@dataclass(frozen=True)
class Made:
    """What was written, and a problem for each image that was left out."""

    shards: int
    samples: int
    problems: tuple[Problem, ...]


def write_shards(
    data: SampleSet,
    folder: Path,
    name: str,
    samples: int,
    megabytes: float | None = None,
    seed: int | None = 0,
    told: Callable[[int], None] = lambda done: None,
) -> Made:
    """Write `folder/NAME-00000.tar` and so on, and the index beside them.

    samples: in a shard; megabytes: of images in a shard instead. seed: of the order of the samples, which is that of
    the data if it is None. told: called with the number of samples that are done. A folder that holds some of the same
    shards is completed. TrainerError: it holds others, or all of these.
    """
    order = (
        range(len(data.samples))
        if seed is None
        else np.random.default_rng(seed).permutation(len(data.samples))
    )
    chunks = _cut(data.samples, [int(place) for place in order], samples, megabytes)
    names = [f"{name}-{number:05}.tar" for number in range(len(chunks))]
    plan = _plan(data, chunks, names)
    categories = data.categories if data.named else ()
    problems: list[Problem] = []
    with _locked(folder):
        _check(folder, plan)
        entries: list[dict[str, Any]] = [
            {"name": one, "samples": len(chunk), "bytes": 0} for one, chunk in zip(names, chunks, strict=True)
        ]
        _write_index(folder, plan, categories, entries, complete=False)
        done = 0
        for entry, chunk in zip(entries, chunks, strict=True):
            path = folder / str(entry["name"])
            if not path.exists():
                problems += _write_one(path, data.samples, categories, chunk, done, told)
            with path.open("rb") as file:
                entry["samples"], entry["bytes"] = scan(file, str(path))[0].samples, path.stat().st_size
            done += len(chunk)
            told(done)
        _write_index(folder, plan, categories, entries, complete=True)
    return Made(len(chunks), sum(int(entry["samples"]) for entry in entries), tuple(problems))


def _cut(
    samples: Sequence[Sample], order: Sequence[int], count: int, megabytes: float | None
) -> list[tuple[int, ...]]:
    """Cut the samples, in an order, into those of each shard."""
    if megabytes is None:
        return [tuple(order[first : first + count]) for first in range(0, len(order), count)]
    chunks: list[list[int]] = []
    room = 0.0
    for place in order:
        size = _bytes_of(samples[place].path)
        if not chunks or size > room:
            chunks.append([])
            room = megabytes * MEGABYTE
        chunks[-1].append(place)
        room -= size
    return [tuple(chunk) for chunk in chunks]


def _bytes_of(path: Path) -> int:
    try:
        return os.stat(place_of(path).file).st_size
    except OSError:
        return 0


def _plan(data: SampleSet, chunks: Sequence[Sequence[int]], names: Sequence[str]) -> str:
    """Return a digest of which images, of which size, go into which shard."""
    digest = hashlib.sha256(repr((data.categories, data.format, names)).encode())
    for chunk in chunks:
        digest.update(
            repr([(os.fspath(p), _bytes_of(p)) for p in (data.samples[i].path for i in chunk)]).encode()
        )
    return digest.hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder, which is made if it is missing. TrainerError: another program writes into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = file_locks.take(folder / LOCK)
    except file_locks.NoLocksError:
        lock = None
    except file_locks.TakenError:
        raise TrainerError(f"{folder}: another program is writing shards into it.") from None
    except OSError as error:
        raise TrainerError(f"{folder}: {explain(error)}.") from error
    try:
        yield
    finally:
        if lock is not None:
            file_locks.give_back(folder / LOCK, lock)


def _check(folder: Path, plan: str) -> None:
    """Raise TrainerError unless the folder is empty or holds some of the shards of the same plan."""
    if not (folder / INDEX).exists():
        if any(name != LOCK and not name.endswith(".part") for name in os.listdir(folder)):
            raise TrainerError(f"{folder}: it is there already and holds no shards; choose another name.")
        return
    try:
        before = json.loads((folder / INDEX).read_bytes())
        same, complete = before["plan"] == plan, before["complete"]
    except (ValueError, KeyError, TypeError):
        same = complete = False
    if not same:
        raise TrainerError(
            f"{folder}: its shards are of other images or options; delete it or choose another name."
        )
    if complete:
        raise TrainerError(f"{folder}: these shards are complete already.")


def _write_index(
    folder: Path, plan: str, categories: Sequence[str], entries: Sequence[dict[str, Any]], *, complete: bool
) -> None:
    index = {"plan": plan, "complete": complete, "categories": categories, "shards": entries}
    with atomic_file(folder / INDEX) as file:
        file.write(json.dumps(index, indent=1).encode())


def _write_one(
    path: Path,
    samples: Sequence[Sample],
    categories: Sequence[str],
    chunk: Sequence[int],
    first: int,
    told: Callable[[int], None],
) -> list[Problem]:
    """Write a shard, all of it or nothing; return a problem for each image that cannot be read."""
    from webdataset import TarWriter

    problems = []
    with atomic_file(path) as file, TarWriter(file, encoder=False, mtime=0, user="", group="") as tar:
        for number, place in enumerate(chunk, first):
            sample = samples[place]
            try:
                suffix, content = _image_of(sample.path)
                size = sample.masks[0].size if sample.masks else image_size(sample.path)
            except AnnotationError as error:
                problems.append(Problem.of(error))
                continue
            except OSError as error:
                problems.append(Problem(str(sample.path), "", explain(error)))
                continue
            key = f"{number:08}"
            text = json.dumps(_record(sample, f"{key}.{suffix}", size, categories)).encode()
            tar.write({"__key__": key, suffix: content, TEXT: text})
            told(number + 1)
    return problems


def _image_of(path: Path) -> tuple[str, bytes]:
    """Return the suffix and the bytes of an image file; of a page of a stack, those of a PNG."""
    if place_of(path).page is None:
        return path.suffix[1:].lower(), path.read_bytes()
    file = io.BytesIO()
    Image.fromarray(read_image(path)).save(file, "PNG")
    return "png", file.getvalue()


def _record(sample: Sample, name: str, size: tuple[int, int], categories: Sequence[str]) -> dict[str, Any]:
    """Return a COCO data set of one image; unknown categories have a name of their own, as in our COCO files."""
    unknown = [not 0 <= number < len(categories) for number in sample.categories]
    names = [*categories, *([UNKNOWN] if any(unknown) else [])]
    image: dict[str, Any] = {"id": 1, "file_name": name, "height": size[0], "width": size[1]}
    image["source"] = sample.path.name
    image |= {KIND: sample.kind} if sample.kind else {}
    image |= {BACKGROUND: sample.background} if sample.background != 1 else {}
    annotations = []
    for number, (mask, category) in enumerate(zip(sample.masks, sample.categories, strict=True), 1):
        x0, y0, x1, y1 = mask.bbox
        annotations.append(
            {
                "id": number,
                "image_id": 1,
                "category_id": len(names) if unknown[number - 1] else category + 1,
                "segmentation": mask.to_coco_rle(),
                "area": mask.area,
                "bbox": [x0, y0, x1 - x0, y1 - y0],
                "iscrowd": int(bool(sample.crowd) and sample.crowd[number - 1]),
            }
        )
    listed = [{"id": number, "name": one} for number, one in enumerate(names, 1)]
    return {"images": [image], "annotations": annotations, "categories": listed}
