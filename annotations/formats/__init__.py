"""The table of file formats: one module each, used by the command line and the file dialogs alike."""

from __future__ import annotations

from annotations.formats import coco, label_maps
from annotations.formats.base import (
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    Reader,
    ReadResult,
    Writer,
)

__all__ = [
    "FORMATS",
    "AnnotatedInstance",
    "Dataset",
    "Format",
    "ImageAnnotations",
    "ReadResult",
    "Reader",
    "Writer",
]

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("coco", "COCO instances (JSON)", coco.read, coco.write, ".json", ("polygons",)),
        Format("label-maps", "Label maps (a folder of images and labels)", label_maps.read, label_maps.write),
    )
}
