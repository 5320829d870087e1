"""What answers clicks and boxes besides the model: the proposers that are plug-ins, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import FloatBox
from annotations.message import Message
from annotations.plugins import proposers
from annotations.plugins.found import Plugin
from annotations.plugins.host import PluginError
from annotations.plugins.proposers import Encoded
from rsis_model.clicks import Click
from rsis_model.errors import CheckpointError, ModelError
from rsis_model.proposers import KINDS

if TYPE_CHECKING:
    from rsis_model.proposer import Proposer

Bools = NDArray[np.bool_]
OWN = frozenset(KINDS)
"""Names of the program's own proposers, which no plug-in may have."""


class PluggedProposer:
    """A plug-in as `rsis_model.proposer.Proposer`, in a process of its own; any failure is a ModelError that names it.

    `title` is what the user reads of it.
    """

    def __init__(self, plugin: Plugin, title: str = "") -> None:
        self.name = title or plugin.name
        self._plugin = plugin

    def open(self, image: NDArray[np.uint8]) -> Encoded:
        try:
            return proposers.open_image(self._plugin, image)
        except PluginError as error:
            raise _model_error(error) from error

    def propose(
        self,
        encoded: Encoded,
        clicks: Sequence[Click],
        box: FloatBox | None = None,
        correct: Bools | None = None,
    ) -> Bools | None:
        try:
            return proposers.propose(self._plugin, encoded, clicks, box, correct)
        except PluginError as error:
            raise _model_error(error) from error


def names() -> tuple[str, ...]:
    """Return the names of the proposers that are installed as plug-ins; none is loaded."""
    return tuple(plugin.name for plugin in proposers.proposers(OWN).usable)


def load_plugged(name: str, _device: str = "auto") -> Proposer:
    """Load the plug-in of this name, which chooses its device itself. CheckpointError: there is none that works."""
    plugin = proposers.proposers(OWN).named(name)
    if plugin is None:
        reason = Message("no proposer named {name} is installed.", name=name)
        raise CheckpointError("{reason}", reason=reason)
    try:
        return PluggedProposer(plugin, proposers.title_of(plugin))
    except PluginError as error:
        raise CheckpointError("{reason}", reason=error.args[0]) from error


def _model_error(error: PluginError) -> ModelError:
    return ModelError("{reason}", reason=error.args[0])
