"""Measurements of plug-ins: their columns, and the values of instances; one that fails leaves its values empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import Problem
from annotations.imaging.pixel_size import PixelSize
from annotations.masks import Mask
from annotations.measuring.measurement import ExtraColumn
from annotations.message import Message
from annotations.plugins.found import Installed, Plugin, installed
from annotations.plugins.host import PluginError, ask, why_left_out

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Extra:
    """A measurement that could be loaded, with its columns."""

    plugin: Plugin
    columns: tuple[ExtraColumn, ...]
    needs_values: bool


def measurements() -> Installed:
    """Return the measurements that are installed; none is loaded."""
    return installed("measurement")


def load(taken: Iterable[str], problems: list[Problem]) -> tuple[Extra, ...]:
    """Load all measurements, which may take a while; those that cannot be used are left out, as problems.

    `taken`: the names of the program's own columns, which no other may have.
    """
    names, found = set(taken), []
    for plugin in measurements().usable:
        try:
            extra = load_one(plugin)
        except PluginError as error:
            problems.append(Problem("", "", str(error)))
            continue
        double = next((column.name for column in extra.columns if column.name in names), None)
        if double is not None:
            reason = Message("there is a column {name} already", name=double)
            problems.append(Problem("", "", str(PluginError(plugin, reason))))
            continue
        names.update(column.name for column in extra.columns)
        found.append(extra)
    return tuple(found)


def load_one(plugin: Plugin) -> Extra:
    """Load a measurement; PluginError if it cannot be used."""
    told = ask(plugin, "describe")
    return Extra(plugin, told["columns"], told["needs_values"])


class Measurer:
    """Asks the measurements; says of each kind of failure once that it occurred."""

    def __init__(self, extras: Sequence[Extra], use_values: bool) -> None:
        self._extras, self._use_values = extras, use_values
        self._said: set[tuple[Plugin, str]] = set()

    def values(
        self, path: Path, mask: Mask, pixel: PixelSize | None, problems: list[Problem]
    ) -> dict[str, Value]:
        """Return the values of an instance by their columns' names; what is missing is not known."""
        found: dict[str, Value] = {}
        size = (pixel.width, pixel.height) if pixel is not None else None
        for extra in self._extras if not mask.is_empty else ():
            if why_left_out(extra.plugin) is not None:
                continue  # this has been said
            try:
                values = ask(extra.plugin, "measure", path.absolute(), mask, self._use_values, size)
            except PluginError as error:
                if (extra.plugin, error.reason) not in self._said:
                    self._said.add((extra.plugin, error.reason))
                    problems.append(Problem(str(path), "", str(error)))
                continue
            found.update(zip((column.name for column in extra.columns), values, strict=True))
        return found
