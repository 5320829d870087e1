"""Formats of plug-ins as rows like those of the table; the plug-in's process reads and writes the files.

A writer writes into a folder of its own, from which its file or folder is moved to the target when it is complete.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from annotations import unfinished
from annotations.errors import FormatError, Problem, explain
from annotations.files import sync_folder
from annotations.formats.base import Dataset, Format, ReadResult
from annotations.formats.writing import is_only_looking
from annotations.message import Message
from annotations.plugins.found import Installed, Plugin, installed
from annotations.plugins.host import PluginError, ask

AMOUNT = 50
"""For so many files, megabytes or images, reading or writing a data set may take the usual limit once more."""
MOST_COUNTED = 50_000


def formats(ours: frozenset[str]) -> Installed:
    """Return the formats that are installed, under names other than `ours`."""
    return installed("format", ours)


def format_of(plugin: Plugin) -> Format:
    """Load a plug-in's format; PluginError if that cannot be done."""
    told: Mapping[str, Any] = ask(plugin, "describe")
    return Format(
        plugin.name,
        told["title"],
        partial(_read, plugin, "read") if told["reads"] else None,
        partial(_write, plugin, told["suffix"]) if told["writes"] else None,
        suffix=told["suffix"],
        options=told["options"],
        holds_parts=told["holds_parts"],
        checker=partial(_read, plugin, "check") if told["checks"] else None,
        recognises=partial(recognises, plugin),
        holds_attributes=told["holds_attributes"],
    )


def recognises(plugin: Plugin, source: Path) -> bool:
    """Whether a source looks like the plug-in's format; no, if it fails."""
    try:
        return bool(ask(plugin, "recognises", source.absolute()))
    except PluginError:
        return False


def _read(plugin: Plugin, job: str, source: Path, images: Path | None) -> ReadResult:
    folder = images.absolute() if images is not None else None
    try:
        patience = 1 + _amount(source) / AMOUNT
        answer: ReadResult = ask(plugin, job, source.absolute(), folder, patience=patience)
    except PluginError as error:
        _raise(source, error)
    return answer


def _write(plugin: Plugin, suffix: str, dataset: Dataset, output: Path, **options: bool) -> list[Problem]:
    target = output.absolute()
    given = Dataset(tuple(dataset.images), dataset.categories)
    try:
        if not suffix and target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FormatError(target, Message("it already exists; choose a new or empty folder"))
        with unfinished.writing(unfinished.part_of(target)) as beside:
            beside.mkdir()
            made = beside / target.name
            asked = (given, made, options, is_only_looking())
            problems: list[Problem] = ask(plugin, "write", *asked, patience=1 + len(given.images) / AMOUNT)
            if not suffix and target.exists():
                target.rmdir()
            os.replace(made, target)
            sync_folder(target.parent)
    except PluginError as error:
        _raise(target, error)
    except OSError as error:
        raise FormatError(
            target, Message("it could not be written: {reason}", reason=explain(error))
        ) from error
    return [replace(one, file=one.file.replace(str(made), str(target))) for one in problems]


def _amount(source: Path) -> float:
    """Return the number of files of a source, or of its megabytes if it is a file."""
    with suppress(OSError):
        if source.is_file():
            return source.stat().st_size / 1e6
    counts = (len(files) for _, _, files in os.walk(source))
    total = 0
    for count in counts:
        total += count
        if total > MOST_COUNTED:
            break
    return total


def _raise(path: Path, error: PluginError) -> NoReturn:
    raise FormatError(path, Message("{reason}", reason=error)) from error
