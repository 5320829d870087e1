"""Unpacks the samples of shards into a folder, where they are needed in any order: to validate and to evaluate."""

from __future__ import annotations

import atexit
import json
import tempfile
from pathlib import Path
from typing import Any

from annotations import unfinished
from annotations.errors import Problem, explain
from trainer.errors import TrainerError
from trainer.shards.finding import Shard, ShardSet
from trainer.shards.reading import Raw, in_order

_folders: list[Path] = []


def unpacked(data: ShardSet) -> tuple[Path, tuple[Problem, ...]]:
    """Return the COCO file of a folder with a set's images, and what is wrong with the shards.

    The folder is removed when the program ends, or at the start of the next one if it was killed. A sample whose JSON
    is damaged comes without annotations, and is reported by the reader of COCO files. TrainerError: a store does not
    answer, or the folder cannot be written.
    """
    folder = unfinished.part_of(Path(tempfile.gettempdir(), "rsis-shards"))
    unfinished.begin(folder)
    _folders.append(folder)
    # Each time, so that it comes before the end of the list of what is unfinished.
    atexit.register(remove_unpacked)
    problems = list(data.problems)
    try:
        folder.mkdir(mode=0o700)
        return _written(data, folder, problems), tuple(dict.fromkeys(problems))
    except OSError as error:
        raise TrainerError(f"{folder}: the shards cannot be unpacked: {explain(error)}.") from error


def remove_unpacked() -> None:
    """Remove all that this program has unpacked."""
    while _folders:
        folder = _folders.pop()
        unfinished.remove(folder)
        unfinished.end(folder)


def _written(data: ShardSet, folder: Path, problems: list[Problem]) -> Path:
    """Write all samples and their COCO file, and add samples that are lost to the problems."""
    whole: dict[str, list[Any]] = {"images": [], "annotations": [], "categories": []}
    numbers: dict[str, int] = {}
    for place, shard in enumerate(data.shards):
        for raw in in_order(shard):
            if raw.lost:
                problems.append(Problem(raw.shown, "", raw.lost))
            else:
                _add(whole, numbers, raw, folder, _name(shard, place, raw))
    whole["categories"] = [{"id": number, "name": name} for name, number in numbers.items()]
    (folder / "annotations.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder / "annotations.json"


def _name(shard: Shard, place: int, raw: Raw) -> str:
    stem = shard.where.replace("\\", "/").rpartition("/")[2].removesuffix(".tar")
    return f"{place:05}-{stem}-{raw.key.replace('/', '-')}.{raw.suffix}"


def _add(whole: dict[str, list[Any]], numbers: dict[str, int], raw: Raw, folder: Path, name: str) -> None:
    """Add a sample to the whole data set, under ids of its own."""
    image_id = len(whole["images"]) + 1
    (folder / name).write_bytes(raw.image)
    try:
        record = json.loads(raw.text)
        names = {one["id"]: str(one["name"]) for one in record["categories"]}
        [image] = record["images"]
        annotations = [dict(one) for one in record["annotations"]]
    except (ValueError, KeyError, TypeError):
        whole["images"].append({"id": image_id, "file_name": name, "width": -1, "height": -1})
        return
    whole["images"].append({**image, "id": image_id, "file_name": name})
    for one in annotations:
        label = names.get(one.get("category_id"))
        number = 0 if label is None else numbers.setdefault(label, len(numbers) + 1)
        one |= {"id": len(whole["annotations"]) + 1, "image_id": image_id, "category_id": number}
        whole["annotations"].append(one)
