"""`predict`: proposals for unlabelled images, as COCO results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations.errors import ImageError, Problem, explain
from annotations.files import atomic_file
from annotations.formats.coco_reading import Id, read_ids
from annotations.imaging.kinds import unread_message
from annotations.imaging.reading import list_images, unread_below
from annotations.imaging.remarks import remark
from annotations.masks import Mask
from annotations.message import count_images
from trainer.commands.common import Options, chosen_precision, chosen_predictor, warn
from trainer.data.samples import ImageCache
from trainer.errors import TrainerError
from trainer.evaluation.sequences import detect
from trainer.terminal import progress

LONGEST_ENTRY = 2**24
"""Characters of a file to look at for the first entry of an earlier result."""


def predict(options: Options) -> dict[str, Any]:
    """Write COCO results for a folder of images; those that cannot be read are named and left out.

    Raises TrainerError if no image is left, or the output is there and is no such result.
    """
    _check_output(Path(options.output))
    predictor = chosen_predictor(options)
    folder = Path(options.images)
    if not folder.is_dir():
        raise TrainerError(f"{folder}: no such image folder.")
    paths = list_images(folder)
    if unread := unread_below(folder):
        warn([Problem(str(folder), "", unread_message(unread))])
    ids: Mapping[Path, Id] = {path: number for number, path in enumerate(paths, 1)}
    categories: dict[str, Id] = {name: i for i, name in enumerate(predictor.config.categories, 1)}
    if options.data:
        data = read_ids(Path(options.data), folder)
        reason = f"not in {options.data}, so what the model finds of it is not written"
        foreign = [Problem("", f"category {n!r}", reason) for n in categories if n not in data.categories]
        warn([*data.problems, *foreign])
        categories = {name: data.categories[name] for name in categories if name in data.categories}
        if paths and not data.images:
            raise TrainerError(f"{folder}: none of its {len(paths)} images is in {options.data}.")
        if others := sum(path not in data.images for path in paths):
            warn([Problem(str(folder), "", f"{count_images(others)} not in {options.data}")])
        ids, paths = data.images, list(data.images)
    results: list[dict[str, Any]] = []
    broken: list[Problem] = []
    notes: list[Problem] = []
    cache = ImageCache(limit=1)
    with chosen_precision(options, predictor), progress(len(paths), "predicting") as told:
        for number, path in enumerate(paths, 1):
            name = path.relative_to(folder).as_posix()
            told({"kind": "image", "iteration": number})
            try:
                image = cache.read(path)
            except ImageError as error:
                broken.append(Problem.of(error))
                continue
            if said := remark(path):
                notes.append(Problem(str(path), "", said, kept=True))
            for found in detect(predictor, image, size=options.size):
                if found.category not in categories:
                    continue
                results.append(
                    {
                        "image_id": ids[path],
                        "file_name": name,
                        "category_id": categories[found.category],
                        "segmentation": found.mask.to_coco_rle(),
                        "bbox": _xywh(found.mask),
                        "score": found.score,
                    }
                )
    warn([*broken, *notes])
    if len(broken) == len(paths):
        raise TrainerError(f"{folder}: it has no image that can be read.")
    with atomic_file(options.output) as file:
        file.write(json.dumps(results).encode())
    return {
        "images": len(paths) - len(broken),
        "broken": len(broken),
        "predictions": len(results),
        "output": options.output,
    }


def _check_output(path: Path) -> None:
    """Refuse to replace anything but an earlier result: not a project, an image, weights or annotations."""
    if not path.exists():
        return
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not an ordinary file"
        raise TrainerError(f"{path}: it is {what}; name a file to write.")
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = file.read(LONGEST_ENTRY)
    except OSError as error:
        raise TrainerError(f"{path}: it is there already and cannot be read: {explain(error)}.") from error
    if not _is_result(head):
        raise TrainerError(f"{path}: it is there already and is no earlier result; choose another name.")


def _is_result(head: str) -> bool:
    """Whether a file begins as COCO results do: with a list that is empty, or whose first entry is a scored mask."""
    first = head.lstrip()
    if not first.startswith("["):
        return False
    first = first[1:].lstrip()
    if first.startswith("]"):
        return not first[1:].strip()
    try:
        entry, _ = json.JSONDecoder().raw_decode(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and {"image_id", "category_id", "segmentation", "score"} <= entry.keys()


def _xywh(mask: Mask) -> list[int]:
    x0, y0, x1, y1 = mask.bbox
    return [x0, y0, x1 - x0, y1 - y0]
