"""Reads ISAT's own files (one JSON file per image), which are stored like labelme's."""

from __future__ import annotations

from typing import Any

from annotations.formats.base import UNKNOWN, AnnotatedInstance
from annotations.formats.labelme_shapes import points_of
from annotations.formats.reading import Notes
from annotations.masks import Mask, from_polygons
from annotations.masks.edits import subtract, union
from annotations.message import Message
from annotations.text_files import is_text

BACKGROUND = "__background__"


def is_isat(content: dict[str, Any]) -> bool:
    """Whether a JSON object is an ISAT file."""
    return isinstance(content.get("objects"), list) and isinstance(content.get("info"), dict)


def size_of(content: dict[str, Any]) -> tuple[Any, Any]:
    """Return height and width as stored, unchecked."""
    return content["info"].get("height"), content["info"].get("width")


def image_name(content: dict[str, Any]) -> Any:
    """Return the image's file name as stored, unchecked."""
    return content["info"].get("name")


def instances_of(content: dict[str, Any], size: tuple[int, int], notes: Notes) -> list[AnnotatedInstance]:
    """Return the objects by layer, from the bottom; one group is one instance, and background erases what is below."""
    taken: dict[object, AnnotatedInstance] = {}

    def take(number: int, record: Any) -> None:
        if not isinstance(record, dict):
            raise ValueError(Message("it is not a JSON object"))
        category = record.get("category")
        if not isinstance(category, str) or not category or not is_text(category):
            raise ValueError(Message("it has no category"))
        mask = from_polygons([points_of(record.get("segmentation"))], size)
        if mask.is_empty:
            raise ValueError(Message("it covers no pixels of the image"))
        if category == BACKGROUND:
            for key, below in list(taken.items()):
                taken[key] = _with(below, subtract(below.mask, mask))
            return
        group = record.get("group")
        key = (category, group) if type(group) in (int, str) and group not in ("", 0) else number
        there = taken.get(key)
        if there is not None:
            taken[key] = _with(there, union(there.mask, mask))
            return
        name = None if category == UNKNOWN else category
        taken[key] = AnnotatedInstance(mask, name, record.get("iscrowd") in (1, True))

    for number, record in sorted(enumerate(content["objects"], 1), key=_layer):
        notes.guard(f"object {number}", take, number, record)
    return [instance for instance in taken.values() if not instance.mask.is_empty]


def _layer(item: tuple[int, Any]) -> float:
    layer = item[1].get("layer") if isinstance(item[1], dict) else None
    return float(layer) if isinstance(layer, int | float) and abs(layer) < 1e9 else 0.0


def _with(instance: AnnotatedInstance, mask: Mask) -> AnnotatedInstance:
    return AnnotatedInstance(mask, instance.category, instance.crowd, instance.score)
