"""The table of file formats, one module each, used by the command line, the dialogs, the trainer and the docs.

Importing it loads all of them, so the window imports it only once something is read or written.
"""

from __future__ import annotations

from pathlib import Path

from annotations.formats import (
    cityscapes,
    coco,
    coco_panoptic,
    cvat,
    cvppp,
    datumaro,
    geojson,
    imagej,
    label_maps,
    label_studio,
    labelme,
    mask_folders,
    mots,
    via,
    voc,
    yolo,
)
from annotations.formats.base import Format

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (
        *(coco, cityscapes, voc, cvppp, labelme, yolo, label_maps, mask_folders),
        *(imagej, geojson, coco_panoptic, cvat, datumaro, label_studio, via, mots),
    )
}


def guess(source: Path) -> str | None:
    """Return the name of the format that a source looks like, by its file names and their first bytes, or None."""
    order = (
        *("mots", "cityscapes", "voc", "yolo", "cvppp", "label-maps", "mask-folders"),
        *("imagej", "geojson", "cvat", "coco-panoptic", "datumaro", "label-studio", "via"),
        *("coco", "labelme"),
    )
    return next((name for name in order if FORMATS[name].recognises(source)), None)
