"""A data set as the files of formats that are only read, as their own programs write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.masks import Mask, outlines

Files = dict[str, bytes]


def files(name: str, dataset: Dataset) -> Files:
    """The files of a data set in the format of this name, with its images, by their posix paths."""
    pictures = {image.name: image.path.read_bytes() for image in dataset.images}
    said, folder = WRITERS[name](dataset)
    return {**said, **{folder + image: content for image, content in pictures.items()}}


def _text(content: Any) -> bytes:
    return json.dumps(content).encode()


def _datumaro(dataset: Dataset) -> tuple[Files, str]:
    labels = list(dataset.categories)

    def annotation(number: int, instance: AnnotatedInstance) -> dict[str, Any]:
        label = None if instance.category is None else labels.index(instance.category)
        said = {
            "id": number,
            "attributes": {"is_crowd": instance.crowd},
            "group": number + 1,
            "label_id": label,
        }
        rings = outlines(instance.mask)
        if len(rings) == 1:
            points = rings[0].points.reshape(-1).tolist()
            return {**said, "type": "polygon", "points": points, "z_order": number}
        return {**said, "type": "mask", "rle": instance.mask.to_coco_rle(), "z_order": number}

    items = [
        {
            "id": image.name.rpartition(".")[0],
            "annotations": [annotation(n, instance) for n, instance in enumerate(image.instances)],
            "image": {"path": image.name, "size": [image.height, image.width]},
        }
        for image in dataset.images
    ]
    content = {
        "dm_format_version": "1.0",
        "media_type": 2,
        "infos": {},
        "categories": {
            "label": {"labels": [{"name": name, "parent": "", "attributes": []} for name in labels]},
            "mask": {"colormap": []},
        },
        "items": items,
    }
    return {"annotations/default.json": _text(content)}, "images/"


def brush_code(mask: Mask) -> list[int]:
    """The bytes of a mask as Label Studio's brush stores it: runs of one value of up to 65536, on four channels."""
    values = np.repeat(mask.to_array().reshape(-1).astype(np.uint8) * 255, 4)
    bits = [f"{values.size:032b}", f"{7:05b}", *(f"{size - 1:04b}" for size in (3, 4, 8, 16))]
    edges = [0, *(np.flatnonzero(values[1:] != values[:-1]) + 1).tolist(), values.size]
    for start, end in pairwise(edges):
        for first in range(start, end, 2**16):
            count = min(end, first + 2**16) - first
            if count == 1:
                bits.append(f"0{0:02b}{0:03b}{values[first]:08b}")  # a run of values as they are
            else:
                bits.append(f"1{3:02b}{count - 1:016b}{values[first]:08b}")
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return [int(text[place : place + 8], 2) for place in range(0, len(text), 8)]


def _label_studio(dataset: Dataset) -> tuple[Files, str]:
    tasks = []
    for number, image in enumerate(dataset.images, 1):
        result = []
        for place, instance in enumerate(image.instances):
            rings = outlines(instance.mask)
            said: dict[str, Any] = {
                "id": f"r{place}",
                "from_name": "label",
                "to_name": "image",
                "original_width": image.width,
                "original_height": image.height,
                "image_rotation": 0,
            }
            labels = [] if instance.category is None else [instance.category]
            if len(rings) == 1:
                scale = np.array([100 / image.width, 100 / image.height])
                value = {
                    "points": (rings[0].points * scale).tolist(),
                    "closed": True,
                    "polygonlabels": labels,
                }
                result.append({**said, "type": "polygonlabels", "value": value})
            else:
                value = {"format": "rle", "rle": brush_code(instance.mask), "brushlabels": labels}
                result.append({**said, "type": "brushlabels", "value": value})
        annotations = [{"id": number, "was_cancelled": False, "result": result}]
        data = {"image": f"/data/upload/1/0a1b2c3d-{image.name}"}
        tasks.append({"id": number, "annotations": annotations, "predictions": [], "data": data})
    return {"export.json": _text(tasks)}, ""


def _via(dataset: Dataset) -> tuple[Files, str]:
    def region(instance: AnnotatedInstance, ring: Any) -> dict[str, Any]:
        xs, ys = ring.points.T.tolist()
        shape = {"name": "polygon", "all_points_x": xs, "all_points_y": ys}
        said = {"type": instance.category} if instance.category is not None else {}
        return {"shape_attributes": shape, "region_attributes": said}

    def record(image: ImageAnnotations) -> dict[str, Any]:
        regions = [region(i, ring) for i in image.instances for ring in outlines(i.mask) if not ring.is_hole]
        return {"filename": image.name, "size": 9, "regions": regions, "file_attributes": {}}

    content = {
        "_via_settings": {"ui": {}},
        "_via_img_metadata": {f"{image.name}9": record(image) for image in dataset.images},
        "_via_attributes": {"region": {"type": {"type": "text"}}, "file": {}},
    }
    return {"via_project.json": _text(content)}, ""


WRITERS: dict[str, Callable[[Dataset], tuple[Files, str]]] = {
    "datumaro": _datumaro,
    "label-studio": _label_studio,
    "via": _via,
}
