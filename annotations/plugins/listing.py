"""The installed plug-ins with their state: loaded and ready, or left out with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.formats import table
from annotations.imaging.kinds import IMAGE_SUFFIXES
from annotations.measuring.columns import own_names
from annotations.measuring.plugged import measurements
from annotations.message import Message
from annotations.plugins.found import KINDS, Installed, Kind, Plugin
from annotations.plugins.host import PluginError, ask, last_failure
from annotations.plugins.image_readers import image_readers
from annotations.plugins.proposers import proposers

KIND_TITLES: dict[Kind, Message] = {
    "proposer": Message("Proposer"),
    "format": Message("File format"),
    "image_reader": Message("Image reader"),
    "measurement": Message("Measurement"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A plug-in; `reason` says why it is left out, or how it failed last; empty if there is nothing to say."""

    plugin: Plugin
    is_ready: bool
    reason: str = ""
    title: str = ""
    """What it offers, in the plug-in's own words; empty if it is not loaded."""


def found(own_proposers: Iterable[str] = ()) -> list[Plugin]:
    """Return all installed plug-ins, without loading any."""
    every = (_installed(kind, frozenset(own_proposers)) for kind in KINDS)
    return [p for one in every for p in (*one.usable, *(plugin for plugin, _ in one.left_out))]


def listed(own_proposers: Iterable[str] = ()) -> list[Listed]:
    """Load all plug-ins and return their states, which may take long; `own_proposers` are the program's."""
    states = []
    columns = set(own_names())
    for kind in KINDS:
        of_kind = _installed(kind, frozenset(own_proposers))
        states += [Listed(plugin, False, reason) for plugin, reason in of_kind.left_out]
        states += [_state(plugin, columns) for plugin in of_kind.usable]
    return sorted(states, key=lambda one: (KINDS.index(one.plugin.kind), one.plugin.name))


def _installed(kind: Kind, own_proposers: frozenset[str]) -> Installed:
    if kind == "proposer":
        return proposers(own_proposers)
    if kind == "format":
        return table.plugins()
    return image_readers(IMAGE_SUFFIXES) if kind == "image_reader" else measurements()


def _state(plugin: Plugin, columns: set[str]) -> Listed:
    before = last_failure(plugin) or ""
    try:
        told = ask(plugin, "describe")
    except PluginError as error:
        return Listed(plugin, False, error.reason)
    if plugin.kind == "image_reader":
        return Listed(plugin, True, before, f"*.{plugin.name}")
    if plugin.kind != "measurement":
        return Listed(plugin, True, before, told["title"])
    names = [column.name for column in told["columns"]]
    double = next((name for name in names if name in columns), None)
    if double is not None:
        return Listed(plugin, False, Message("there is a column {name} already", name=double))
    columns.update(names)
    return Listed(plugin, True, before, ", ".join(names))


def lines(states: Iterable[Listed]) -> Iterator[str]:
    """Yield a line of text for each."""
    for one in states:
        plugin = one.plugin
        state = "ready" if one.is_ready else "left out"
        about = "; ".join(text for text in (one.title, one.reason) if text)
        yield f"{KIND_TITLES[plugin.kind]} {plugin.name} ({plugin.package} {plugin.version}): {state}: {about}"
