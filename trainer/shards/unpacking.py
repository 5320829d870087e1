"""Unpacks the samples of shards into a folder, where they are needed in any order: to validate and to evaluate."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from trainer.shards.finding import Shard, ShardSet
from trainer.shards.reading import Raw, in_order


def unpacked(data: ShardSet) -> Path:
    """Return the COCO file of a folder with a set's images, which is removed when the program ends.

    A sample whose JSON is damaged comes without annotations, and is reported by the reader of COCO files.
    TrainerError: a store does not answer.
    """
    folder = Path(tempfile.mkdtemp(prefix="rsis-shards-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    whole: dict[str, list[Any]] = {"images": [], "annotations": [], "categories": []}
    numbers: dict[str, int] = {}
    for place, shard in enumerate(data.shards):
        for raw in in_order(shard):
            if not raw.lost:
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
