"""What answers clicks and boxes besides the model: the proposers that are plug-ins, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import FloatBox
from annotations.plugins import proposers
from annotations.plugins.found import Plugin
from annotations.plugins.host import PluginError
from annotations.plugins.proposers import Encoded
from rsis_model.clicks import Click
from rsis_model.errors import ModelError
from rsis_model.proposers import KINDS

if TYPE_CHECKING:
    from rsis_model.proposer import Proposer

Bools = NDArray[np.bool_]
OWN = frozenset(KINDS)
"""Names of the program's own proposers, which no plug-in may have."""


class PluggedProposer:
    """A plug-in as `rsis_model.proposer.Proposer`, in a process of its own; any failure is a ModelError that names it.

    It is loaded when it is first used; ModelError if it cannot be.
    """

    def __init__(self, plugin: Plugin) -> None:
        self.name = plugin.name
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


def plugged() -> Mapping[str, Callable[[], Proposer]]:
    """Return what makes each proposer that is a plug-in, by its name; none is loaded."""
    return {plugin.name: partial(PluggedProposer, plugin) for plugin in proposers.proposers(OWN).usable}


def _model_error(error: PluginError) -> ModelError:
    return ModelError("{reason}", reason=error.args[0])
