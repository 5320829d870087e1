"""Serves a proposer (`rsis_model.proposer`), in the plug-in's process."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import FloatBox
from annotations.message import Message
from annotations.plugins.nonsense import NonsenseError, a_text, check_has

MOST_IMAGES = 3
"""Number of images that stay encoded."""


class Served:
    """Its methods are the jobs."""

    def __init__(self, loaded: object, _name: str) -> None:
        check_has(loaded, "open", "propose")
        self._title = a_text(getattr(loaded, "name", None), Message("name"))
        self._proposer: Any = loaded
        self._encoded: OrderedDict[int, tuple[Any, tuple[int, int]]] = OrderedDict()

    def describe(self) -> dict[str, Any]:
        """Return what to show of it."""
        return {"title": self._title}

    def open(self, number: int, image: NDArray[np.uint8]) -> None:
        """Encode an (H, W, 3) image, known by this number from now on."""
        self._encoded[number] = self._proposer.open(image), (image.shape[0], image.shape[1])
        while len(self._encoded) > MOST_IMAGES:
            self._encoded.popitem(last=False)

    def knows(self, number: int) -> bool:
        """Whether an image is still encoded."""
        return number in self._encoded

    def propose(
        self, number: int, clicks: tuple[Any, ...], box: FloatBox | None, correct: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_] | None:
        """Return the (H, W) mask of the object; None if there is none."""
        self._encoded.move_to_end(number)
        encoded, size = self._encoded[number]
        mask: Any = self._proposer.propose(encoded, clicks, box, correct)
        if mask is None:
            return None
        if not isinstance(mask, np.ndarray) or mask.dtype != np.bool_:
            what = mask.dtype.name if isinstance(mask, np.ndarray) else type(mask).__name__
            raise NonsenseError(Message("the mask is of the type {what}, not an array of bool", what=what))
        if mask.shape != size:
            raise NonsenseError(
                Message(
                    "the mask has the shape {shape}, not {size} as the image", shape=mask.shape, size=size
                )
            )
        return np.ascontiguousarray(mask)
