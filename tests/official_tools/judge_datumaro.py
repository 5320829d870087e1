"""Runs where Datumaro is: it opens our COCO, VOC, CVAT and Cityscapes, and finds our pixels but in the last one."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path

import numpy as np

logging.disable(logging.WARNING)
import datumaro  # noqa: E402
from datumaro.components.annotation import AnnotationType  # noqa: E402


def pixels(annotation, size):
    """The mask of one of Datumaro's annotations."""
    if annotation.type == AnnotationType.mask:
        return np.asarray(annotation.image).astype(bool)
    from pycocotools import mask as coco_mask

    return coco_mask.decode(coco_mask.merge(coco_mask.frPyObjects([annotation.points], *size))).astype(bool)


def judge(path: Path, name: str, expected) -> dict[str, int]:
    """How many masks there are, and how many of them are exactly ours."""
    dataset = datumaro.Dataset.import_from(str(path), name)
    wanted = {mask.tobytes() for masks in expected.values() for mask in masks}
    size = next(iter(expected.values())).shape[1:]
    parts: dict[tuple[str, int], np.ndarray] = {}
    kinds = (AnnotationType.mask, AnnotationType.polygon)
    images = count = 0
    for item in dataset:
        images += 1
        for number, annotation in enumerate(item.annotations):
            if annotation.type not in kinds:
                continue
            # Datumaro splits the parts of a COCO annotation, and keeps them in one group.
            key = (item.id, annotation.group or -number - 1)
            mask = pixels(annotation, size)
            parts[key] = parts[key] | mask if key in parts else mask
    count = len(parts)
    return {
        "images": images,
        "masks": count,
        "equal": sum(mask.tobytes() in wanted for mask in parts.values()),
    }


def main() -> int:
    folder = Path(sys.argv[1])
    expected = np.load(folder / "expected.npz")
    total = sum(len(masks) for masks in expected.values())
    for name in ("coco", "coco polygons"):  # where Datumaro looks for it
        place = folder / f"datumaro {name}"
        (place / "annotations").mkdir(parents=True)
        (place / "images" / "val" / "folder").mkdir(parents=True)
        shutil.copyfile(folder / f"{name}.json", place / "annotations" / "instances_val.json")
        for photo in (folder / "photos").iterdir():
            shutil.copyfile(photo, place / "images" / "val" / "folder" / photo.name)
    found = {
        "coco": judge(folder / "datumaro coco", "coco", expected),
        "coco polygons": judge(folder / "datumaro coco polygons", "coco", expected),
        "voc": judge(folder / "voc", "voc_instance_segmentation", expected),
        "cityscapes": judge(folder / "cityscapes", "cityscapes", expected),
        "panoptic": judge(folder / "coco-panoptic", "coco_panoptic", expected),
        "cvat": judge(folder / "cvat", "cvat", expected),
    }
    # For our reader of its own JSON.
    dataset = datumaro.Dataset.import_from(str(folder / "coco-panoptic"), "coco_panoptic")
    dataset.export(str(folder / "written by datumaro"), "datumaro", save_media=True)
    print(json.dumps(found))
    if any(f["images"] != len(expected) for f in found.values()):
        return 1
    # Of Cityscapes it takes the numbers of instances for those of labels, so it finds no mask of theirs either.
    del found["cityscapes"]
    return int(any(not f["masks"] == f["equal"] == total for f in found.values()))


if __name__ == "__main__":
    sys.exit(main())
