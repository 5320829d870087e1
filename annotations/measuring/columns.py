"""The table of columns: the name of each with its unit, its title in the window, and where its value is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from annotations.measuring.intensities import STATISTICS
from annotations.measuring.measure import Measured
from annotations.measuring.measurement import ExtraColumn
from annotations.measuring.shapes import Lengths
from annotations.message import Message

Value = str | int | float | None
Kind = Literal["text", "whole", "number"]
_UNIT = re.compile(r"_(px|um2|um|deg)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table; `name` ends in its unit, if it has one."""

    name: str
    title: Message
    kind: Kind
    of: Callable[[Measured], Value]
    is_intensity: bool = False

    @property
    def plain_name(self) -> str:
        """The name without its unit."""
        return _UNIT.sub("", self.name)


def columns(channels: int, extra: Iterable[ExtraColumn] = ()) -> tuple[Column, ...]:
    """Return all columns for images of up to so many channels, and with those of plug-ins."""
    of_channels = (column for n in range(channels) for column in _of_channel(n))
    return (*_FIXED, *of_channels, *map(_of_plugin, extra))


def own_names() -> frozenset[str]:
    """Return the names of the program's own columns, which no other may have; those of all channels are not in it."""
    return frozenset(column.name for column in _FIXED)


def chosen(every: Iterable[Column], names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns with these names, in the order of the names.

    A name is that of a column ("area_um2"), one without its unit ("area": both), a statistic of the channels ("mean":
    of all), or a channel ("channel_2": all statistics). ValueError names one that is not there; a statistic without any
    channel is there, and gives no column.
    """
    found: dict[str, Column] = {}
    all_columns = tuple(every)
    for name in names:
        those = [c for c in all_columns if c.name == name] or [
            c for c in all_columns if name in (c.plain_name, *_short_names(c))
        ]
        if not those and name not in STATISTICS:
            known = ", ".join(c.name for c in all_columns)
            raise ValueError(
                Message("there is no column {name!r}; the columns are: {known}", name=name, known=known)
            )
        found.update((column.name, column) for column in those)
    return tuple(found.values())


def _short_names(column: Column) -> tuple[str, ...]:
    if not column.is_intensity:
        return ()
    channel, _, statistic = column.name.rpartition("_")
    return channel, statistic


def _text(name: str, title: Message, of: Callable[[Measured], str | None]) -> Column:
    return Column(name, title, "text", of)


def _in_pixels(measured: Measured, of: Callable[[Lengths], Value]) -> Value:
    return of(measured.shape.pixels) if measured.shape is not None else None


def _in_micrometres(measured: Measured, of: Callable[[Lengths], Value]) -> Value:
    shape = measured.shape
    return of(shape.micrometres) if shape is not None and shape.micrometres is not None else None


def _real(measured: Measured, of: Callable[[Lengths], Value]) -> Value:
    return of(measured.shape.real) if measured.shape is not None else None


def _pair(
    name: str, pixels: Message, micrometres: Message, of: Callable[[Lengths], float]
) -> tuple[Column, Column]:
    """Return the columns of a length, in pixels and in micrometres."""
    return (
        Column(f"{name}_px", pixels, "number", partial(_in_pixels, of=of)),
        Column(f"{name}_um", micrometres, "number", partial(_in_micrometres, of=of)),
    )


def _ratio(name: str, title: Message, of: Callable[[Lengths], float | None]) -> Column:
    return Column(name, title, "number", partial(_real, of=of))


def _place(measured: Measured, of: Callable[[Measured], float], side: str) -> float | None:
    """Return a place or distance in pixels, or times the width or height of a pixel in micrometres."""
    if measured.shape is None:
        return None
    if not side:
        return of(measured)
    return None if measured.pixel is None else of(measured) * float(getattr(measured.pixel, side))


def _places(
    name: str,
    pixels: Message,
    micrometres: Message,
    side: str,
    of: Callable[[Measured], float],
    kind: Kind = "whole",
) -> tuple[Column, Column]:
    return (
        Column(f"{name}_px", pixels, kind, partial(_place, of=of, side="")),
        Column(f"{name}_um", micrometres, "number", partial(_place, of=of, side=side)),
    )


def _centroid(measured: Measured, axis: int) -> float:
    assert measured.shape is not None
    return measured.shape.centroid[axis]


def _box(measured: Measured, axis: int) -> int:
    return measured.item.mask.origin[axis]


def _extent(measured: Measured, axis: int) -> int:
    return measured.item.mask.shape[axis]


def _of_channel(n: int) -> tuple[Column, ...]:
    titles = {
        "mean": Message("Channel {number}: mean", number=n + 1),
        "sum": Message("Channel {number}: sum", number=n + 1),
        "min": Message("Channel {number}: least", number=n + 1),
        "max": Message("Channel {number}: greatest", number=n + 1),
        "std": Message("Channel {number}: standard deviation", number=n + 1),
    }
    return tuple(
        Column(f"channel_{n + 1}_{name}", titles[name], "number", partial(_value, name=name, n=n), True)
        for name in STATISTICS
    )


def _of_plugin(column: ExtraColumn) -> Column:
    title = Message("{title}", title=column.title)
    return Column(column.name, title, column.kind, partial(_extra, name=column.name))


def _extra(measured: Measured, name: str) -> Value:
    return measured.extra.get(name)


def _value(measured: Measured, name: str, n: int) -> float | None:
    values = measured.values[name] if measured.values is not None else ()
    return values[n] if n < len(values) and measured.shape is not None else None


_FIXED: tuple[Column, ...] = (
    _text("image", Message("Image"), lambda m: m.image.name),
    Column("instance_id", Message("Instance"), "whole", lambda m: m.item.id),
    _text("category", Message("Category"), lambda m: m.item.category),
    Column("track", Message("Track"), "whole", lambda m: m.item.track),
    _text("image_status", Message("Image status"), lambda m: m.image.status),
    _text("source", Message("Source"), lambda m: m.item.source),
    _text("review", Message("Review"), lambda m: m.item.review),
    Column("pixel_width_um", Message("Width of a pixel (µm)"), "number",
           lambda m: m.pixel.width if m.pixel is not None else None),
    Column("pixel_height_um", Message("Height of a pixel (µm)"), "number",
           lambda m: m.pixel.height if m.pixel is not None else None),
    _text("pixel_size_from", Message("Pixel size from"), lambda m: m.pixel.origin if m.pixel is not None else None),
    Column("area_px", Message("Area (px)"), "whole", lambda m: m.shape.area if m.shape is not None else 0),
    Column("area_um2", Message("Area (µm²)"), "number", partial(_in_micrometres, of=lambda s: s.area)),
    *_pair("perimeter", Message("Perimeter (px)"), Message("Perimeter (µm)"), lambda s: s.perimeter),
    *_places("centroid_x", Message("Centroid x (px)"), Message("Centroid x (µm)"), "width",
             partial(_centroid, axis=0), "number"),
    *_places("centroid_y", Message("Centroid y (px)"), Message("Centroid y (µm)"), "height",
             partial(_centroid, axis=1), "number"),
    *_places("box_x", Message("Box, left (px)"), Message("Box, left (µm)"), "width", partial(_box, axis=1)),
    *_places("box_y", Message("Box, top (px)"), Message("Box, top (µm)"), "height", partial(_box, axis=0)),
    *_places("box_width", Message("Box, width (px)"), Message("Box, width (µm)"), "width", partial(_extent, axis=1)),
    *_places("box_height", Message("Box, height (px)"), Message("Box, height (µm)"), "height",
             partial(_extent, axis=0)),
    *_pair("axis_major", Message("Major axis (px)"), Message("Major axis (µm)"), lambda s: s.axis_major),
    *_pair("axis_minor", Message("Minor axis (px)"), Message("Minor axis (µm)"), lambda s: s.axis_minor),
    *_pair("feret", Message("Feret diameter (px)"), Message("Feret diameter (µm)"), lambda s: s.feret),
    _ratio("orientation_deg", Message("Orientation (°)"), lambda s: s.orientation),
    _ratio("eccentricity", Message("Eccentricity"), lambda s: s.eccentricity),
    Column("solidity", Message("Solidity"), "number", lambda m: m.shape.solidity if m.shape is not None else None),
    _ratio("circularity", Message("Circularity"), lambda s: s.circularity),
)  # fmt: skip
