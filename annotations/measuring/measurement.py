"""What measures instances in addition to the program's own columns: the protocol of such plug-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """A column: its `name` in tables, ending in its unit if it has one ("area_um2"), and its `title` in the window."""

    name: str
    title: str
    kind: Literal["number", "whole", "text"] = "number"


class Measurement(Protocol):
    """Measures one instance at a time. Its entry point is in `rsis_annotator.measurements`."""

    columns: Sequence[ExtraColumn]
    needs_values: bool
    """Whether it needs the values of the image's channels, which are read only then."""

    def measure(
        self, mask: NDArray[np.bool_], values: NDArray[Any] | None, pixel_size: tuple[float, float] | None, /
    ) -> Sequence[str | int | float | None]:
        """Return a value for each column, None for what is not known.

        mask: (h, w) bool, the instance in its tight bounding box. values: (h, w, C), the channels in that box in the
        file's own depth; None unless `needs_values`, or if the file cannot be read. pixel_size: the width and height
        of a pixel in micrometres, None if not known.
        """
