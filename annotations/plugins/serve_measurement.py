"""Serves a measurement (`annotations.measuring.measurement`), in the plug-in's process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from annotations.errors import ImageError
from annotations.imaging.reading import read_channels
from annotations.masks import Mask
from annotations.measuring.measurement import ExtraColumn, Measurement
from annotations.message import Message
from annotations.plugins.nonsense import NonsenseError, a_number, a_text, check_has, shown

_NAME = re.compile(r"(?!channel_)[a-z][a-z0-9_]{0,39}")
MOST_COLUMNS = 50
Value = str | int | float | None


class Served:
    """Its methods are the jobs."""

    def __init__(self, loaded: object, _name: str) -> None:
        check_has(loaded, "measure")
        self._measurement = cast(Measurement, loaded)
        columns: Any = getattr(loaded, "columns", None)
        if not isinstance(columns, list | tuple) or not 0 < len(columns) <= MOST_COLUMNS:
            raise NonsenseError(Message("it has no list of columns"))
        self._columns = tuple(_column(one) for one in columns)
        if len({column.name for column in self._columns}) < len(self._columns):
            raise NonsenseError(Message("two of its columns have the same name"))
        self._needs_values = bool(getattr(loaded, "needs_values", False))
        self._values: tuple[Path, NDArray[Any] | None] | None = None

    def describe(self) -> dict[str, Any]:
        """Return what to show of it."""
        return {"columns": self._columns, "needs_values": self._needs_values}

    def measure(
        self, path: Path, masks: list[Mask], use_values: bool, pixel_size: tuple[float, float] | None
    ) -> list[list[Value]]:
        """Return a value for each column of each instance; all have pixels."""
        return [self._measure(path, mask, use_values, pixel_size) for mask in masks]

    measure_several = measure
    """For more than one, so that failures of these and of single ones are counted apart."""

    def _measure(
        self, path: Path, mask: Mask, use_values: bool, pixel_size: tuple[float, float] | None
    ) -> list[Value]:
        values = self._of_image(path) if self._needs_values and use_values else None
        if values is not None:
            values = values[mask.slices] if values.shape[:2] == tuple(mask.size) else None
        given: Any = self._measurement.measure(mask.patch(), values, pixel_size)
        if not isinstance(given, list | tuple | np.ndarray) or len(given) != len(self._columns):
            raise NonsenseError(
                Message(
                    "it measured {values}, not {count} values", values=shown(given), count=len(self._columns)
                )
            )
        return [_value(value, column) for value, column in zip(given, self._columns, strict=True)]

    def _of_image(self, path: Path) -> NDArray[Any] | None:
        """Return the channels of an image, (H, W, C); the last one stays in memory. None if it cannot be read."""
        if self._values is None or self._values[0] != path:
            self._values = None  # two images at a time would take twice the memory
            try:
                self._values = path, read_channels(path)
            except ImageError:
                self._values = path, None
        return self._values[1]


def _column(given: Any) -> ExtraColumn:
    if not isinstance(given, ExtraColumn):
        raise NonsenseError(Message("{kind} is no ExtraColumn", kind=type(given).__name__))
    if not isinstance(given.name, str) or not _NAME.fullmatch(given.name):
        raise NonsenseError(
            Message(
                "the name of a column is {name}; it must consist of small letters, digits and underscores",
                name=shown(given.name),
            )
        )
    if given.kind not in ("number", "whole", "text"):
        raise NonsenseError(Message("the kind of a column is {kind}", kind=shown(given.kind)))
    return ExtraColumn(given.name, a_text(given.title, Message("title")), given.kind)


def _value(value: Any, column: ExtraColumn) -> Value:
    if value is None:
        return None
    if column.kind == "text":
        if not isinstance(value, str):
            raise NonsenseError(
                Message("{name} is {value}, not a text", name=column.name, value=shown(value))
            )
        return str.__str__(value)
    number = a_number(value, column.name)
    if np.isnan(number):
        return None
    return round(number) if column.kind == "whole" else number
