"""A click as a value; free of PyTorch, so that the window can use it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Click:
    """A click at (x, y), in pixels of the image, the top left pixel's centre at (0, 0) and its corner at (-0.5, -0.5).

    Positive: "this belongs to the object"; negative: "this does not".
    """

    x: float
    y: float
    positive: bool = True
