"""Measurements of plug-ins: their columns, and the values of instances; one that fails leaves its values empty."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
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
BATCH_SECONDS = 0.2
MOST_AT_ONCE = 500


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
        self._at_once = dict.fromkeys((extra.plugin for extra in extras), 1)
        """How many instances a plug-in is asked for at a time, so that an answer takes about BATCH_SECONDS."""

    def values(
        self,
        path: Path,
        masks: Sequence[Mask],
        pixel: PixelSize | None,
        problems: list[Problem],
        check: Callable[[], None] = lambda: None,
    ) -> list[dict[str, Value]]:
        """Return the values of an image's instances by their columns' names; what is missing is not known.

        `check` is called now and then; an exception from it ends the work.
        """
        found: list[dict[str, Value]] = [{} for _ in masks]
        size = (pixel.width, pixel.height) if pixel is not None else None
        known = [n for n, mask in enumerate(masks) if not mask.is_empty]
        for extra in self._extras:
            names = [column.name for column in extra.columns]
            done = 0
            while done < len(known) and why_left_out(extra.plugin) is None:  # else this has been said
                check()
                some = known[done : done + self._at_once[extra.plugin]]
                asked = (path.absolute(), [masks[n] for n in some], self._use_values, size)
                began = time.monotonic()
                try:
                    answers = ask(extra.plugin, "measure" if len(some) == 1 else "measure_several", *asked)
                except PluginError as error:
                    if len(some) > 1:  # which of them it is, it says one by one
                        self._at_once[extra.plugin] = 1
                        continue
                    self._tell(path, error, problems)
                    answers = [()]
                else:
                    self._adapt(extra.plugin, len(some), time.monotonic() - began)
                for n, values in zip(some, answers, strict=True):
                    found[n].update(zip(names, values, strict=False))
                done += len(some)
        return found

    def _adapt(self, plugin: Plugin, count: int, seconds: float) -> None:
        wanted = int(count * BATCH_SECONDS / max(seconds, 1e-6))
        self._at_once[plugin] = max(1, min(wanted, 4 * count, MOST_AT_ONCE))

    def _tell(self, path: Path, error: PluginError, problems: list[Problem]) -> None:
        if (error.plugin, error.reason) not in self._said:
            self._said.add((error.plugin, error.reason))
            problems.append(Problem(str(path), "", str(error)))
