"""Finds installed plug-ins by their entry points, without loading any."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Literal

from annotations.message import Message

Kind = Literal["proposer", "format", "image_reader", "measurement"]
KINDS: tuple[Kind, ...] = ("proposer", "format", "image_reader", "measurement")
GROUP = "rsis_annotator."
"""The entry points of a kind are in the group of this name and the kind's in plural, "rsis_annotator.formats"."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_MOST = 100
"""Maximum number of plug-ins."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry point for plug-ins: `value` names what it loads, as "module:object"."""

    kind: Kind
    name: str
    """That of a format as in the commands; a suffix without its first dot for a reader of images."""
    package: str
    version: str
    value: str

    @property
    def title(self) -> Message:
        """The plug-in as part of a sentence."""
        return Message(
            "plug-in {name} ({package} {version})",
            name=self.name,
            package=self.package,
            version=self.version,
        )


@dataclass(frozen=True, slots=True)
class Installed:
    """The plug-ins of a kind that can be used, and those that are left out before they are loaded, with the reason."""

    usable: tuple[Plugin, ...]
    left_out: tuple[tuple[Plugin, Message], ...]

    def named(self, name: str) -> Plugin | None:
        """Return the usable plug-in of this name."""
        return next((plugin for plugin in self.usable if plugin.name == name), None)


@cache
def installed(kind: Kind, ours: frozenset[str] = frozenset()) -> Installed:
    """Return the plug-ins of a kind, in the order of their names; `ours` are the program's own names of that kind.

    The first call takes some hundredths of a second if there are any.
    """
    usable: dict[str, Plugin] = {}
    left_out: list[tuple[Plugin, Message]] = []
    for plugin in _everything():
        if plugin.kind != kind:
            continue
        if not _NAME.fullmatch(plugin.name):
            reason = Message("its name must consist of small letters, digits, dots, hyphens and underscores")
            left_out.append((plugin, reason))
        elif plugin.name in ours:
            left_out.append((plugin, Message("the program itself has one of this name")))
        elif plugin.name in usable:
            first = usable[plugin.name].package
            left_out.append((plugin, Message("{package} has one of the same name", package=first)))
        else:
            usable[plugin.name] = plugin
    return Installed(tuple(usable.values()), tuple(left_out))


def look_again() -> None:
    """Look for installed plug-ins anew at the next question."""
    installed.cache_clear()
    _everything.cache_clear()


@cache
def _everything() -> tuple[Plugin, ...]:
    if not _are_there_any():
        return ()
    from importlib import metadata  # slow to load, and needed only here

    found: dict[tuple[str, str, str], Plugin] = {}
    packages: set[str] = set()
    for distribution in metadata.distributions():
        try:
            if GROUP not in (distribution.read_text("entry_points.txt") or ""):
                continue
            package = distribution.metadata["Name"]
            if not package or package in packages:  # an older version, later on the module path
                continue
            packages.add(package)
            for entry in distribution.entry_points:
                kind = entry.group.removeprefix(GROUP).removesuffix("s")
                if entry.group == f"{GROUP}{kind}s" and kind in KINDS:
                    plugin = Plugin(kind, entry.name, package, distribution.version, entry.value)
                    found.setdefault((kind, entry.name, package), plugin)
        except Exception:  # the files of a package that is damaged may hold anything
            continue
    in_order = sorted(found.values(), key=lambda one: (KINDS.index(one.kind), one.name, one.package))
    return tuple(in_order[:_MOST])


def _are_there_any() -> bool:
    """Whether the files of an installed package name plug-ins: a quick look, so that a start without any is quick."""
    for place in sys.path:
        try:
            with os.scandir(place or os.curdir) as entries:
                packages = [one.path for one in entries if one.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            if os.path.isfile(place):  # a zip, in which the full search looks
                return True
            continue
        for package in packages:
            with suppress(OSError), open(os.path.join(package, "entry_points.txt"), "rb") as file:
                if GROUP.encode() in file.read():
                    return True
    return False
