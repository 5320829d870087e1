"""The table of file formats, one module each, and those of plug-ins; for the commands, the dialogs and the trainer.

Importing it loads all formats of the program, so the window imports it only once something is read or written. Those
of plug-ins are loaded when they are asked for.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from annotations.errors import FormatError
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
    plugged,
    via,
    voc,
    yolo,
)
from annotations.formats.base import Format
from annotations.message import Message
from annotations.plugins.found import Installed
from annotations.plugins.host import PluginError

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (
        *(coco, cityscapes, voc, cvppp, labelme, yolo, label_maps, mask_folders),
        *(imagej, geojson, coco_panoptic, cvat, datumaro, label_studio, via, mots),
    )
}


def plugins() -> Installed:
    """Return the formats that are installed as plug-ins; none is loaded."""
    return plugged.formats(frozenset(FORMATS))


def names() -> list[str]:
    """Return the names of all formats; those of plug-ins, which come last, may turn out to be of no use."""
    return [*FORMATS, *(plugin.name for plugin in plugins().usable)]


def find(name: str) -> Format:
    """Return a format of the program or of a plug-in; FormatError: there is none, or the plug-in cannot be used."""
    if name in FORMATS:
        return FORMATS[name]
    plugin = plugins().named(name)
    if plugin is None:
        raise FormatError(name, Message("there is no format of this name"))
    try:
        return plugged.format_of(plugin)
    except PluginError as error:
        raise FormatError(name, Message("{reason}", reason=error)) from error


def offered() -> list[Format]:
    """Return all formats, loading those of plug-ins, which may take a while; those that cannot be used are left out."""
    found = list(FORMATS.values())
    for plugin in plugins().usable:
        with suppress(PluginError):
            found.append(plugged.format_of(plugin))
    return found


def guess(source: Path) -> str | None:
    """Return the name of the format that a source looks like, by its file names and their first bytes, or None.

    Plug-ins are asked last; one that fails recognises nothing.
    """
    order = (
        *("mots", "cityscapes", "voc", "yolo", "cvppp", "label-maps", "mask-folders"),
        *("imagej", "geojson", "cvat", "coco-panoptic", "datumaro", "label-studio", "via"),
        *("coco", "labelme"),
    )
    found = next((name for name in order if FORMATS[name].recognises(source)), None)
    if found is not None:
        return found
    return next((one.name for one in plugins().usable if plugged.recognises(one, source)), None)
