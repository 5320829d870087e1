"""Images of kinds that plug-ins read: their suffixes, and their shape and pixels as the plug-in gives them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from numpy.typing import NDArray

from annotations.errors import ImageError, StrPath
from annotations.message import Message
from annotations.plugins.found import Installed, Plugin, installed
from annotations.plugins.host import PluginError, ask


def image_readers(own_suffixes: frozenset[str]) -> Installed:
    """Return the readers that are installed, for suffixes other than the program's own (with their dots)."""
    return installed("image_reader", frozenset(suffix[1:] for suffix in own_suffixes))


def suffixes(own_suffixes: frozenset[str]) -> frozenset[str]:
    """Return the suffixes, with their dots, that plug-ins read; none is loaded."""
    return frozenset(f".{plugin.name}" for plugin in image_readers(own_suffixes).usable)


def reader_of(path: StrPath, own_suffixes: frozenset[str]) -> Plugin | None:
    """Return the plug-in that reads a file by its suffix; None if there is none."""
    name = os.path.basename(os.fspath(path)).lower()
    fitting = [one for one in image_readers(own_suffixes).usable if name.endswith(f".{one.name}")]
    return max(fitting, key=lambda one: len(one.name), default=None)


def shape_of(plugin: Plugin, path: StrPath) -> tuple[int, int, int]:
    """Return (height, width, channels) of an image; ImageError names the plug-in."""
    return cast(tuple[int, int, int], _ask(plugin, "shape", path))


def read(plugin: Plugin, path: StrPath) -> NDArray[Any]:
    """Return an image as (H, W, C), integers or floating-point numbers; ImageError names the plug-in."""
    return cast(NDArray[Any], _ask(plugin, "read", path))


def _ask(plugin: Plugin, job: str, path: StrPath) -> Any:
    try:
        return ask(plugin, job, Path(path).absolute())
    except PluginError as error:
        raise ImageError(path, Message("{reason}", reason=error)) from error
