"""Proposers that are plug-ins, in values alone: what answers clicks and boxes with masks (`rsis_model.proposer`)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import FloatBox
from annotations.plugins.found import Installed, Plugin, installed
from annotations.plugins.host import ask

_numbers = itertools.count(1)


@dataclass(frozen=True, eq=False)
class Encoded:
    """An image that a plug-in has encoded; it is encoded again if the plug-in's process no longer has it."""

    image: NDArray[np.uint8]
    number: int = field(default_factory=lambda: next(_numbers))


def proposers(ours: frozenset[str] = frozenset()) -> Installed:
    """Return the proposers that are installed, under names other than `ours`."""
    return installed("proposer", ours)


def title_of(plugin: Plugin) -> str:
    """Load a proposer, and return what the user reads of it in lists; PluginError if it cannot be loaded."""
    return str(ask(plugin, "describe")["title"])


def open_image(plugin: Plugin, image: NDArray[np.uint8]) -> Encoded:
    """Encode an (H, W, 3) uint8 RGB image; PluginError if the plug-in cannot."""
    encoded = Encoded(image)
    ask(plugin, "open", encoded.number, image)
    return encoded


def propose(
    plugin: Plugin,
    encoded: Encoded,
    clicks: Sequence[Any],
    box: FloatBox | None,
    correct: NDArray[np.bool_] | None,
) -> NDArray[np.bool_] | None:
    """Return the (H, W) mask for clicks (`rsis_model.clicks.Click`) or a box; None if there is no object.

    PluginError: it fails, or answers with something else.
    """
    if not ask(plugin, "knows", encoded.number):
        ask(plugin, "open", encoded.number, encoded.image)
    answer = ask(plugin, "propose", encoded.number, tuple(clicks), box, correct)
    return cast("NDArray[np.bool_] | None", answer)
