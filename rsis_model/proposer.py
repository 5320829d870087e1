"""What proposes a mask from a person's clicks or box, whatever network or program is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rsis_model.clicks import Click

if TYPE_CHECKING:  # without loading PyTorch
    from rsis_model.scene import Box


Bools = NDArray[np.bool_]


class Proposer(Protocol):
    """Answers clicks and boxes with masks. One instance serves many images, one call at a time."""

    name: str
    """What the user reads in the list of models."""

    def open(self, image: NDArray[np.uint8]) -> Any:
        """Encode an (H, W, 3) uint8 RGB image; the result is given to `propose`. May take seconds."""

    def propose(
        self, encoded: Any, clicks: Sequence[Click], box: Box | None = None, correct: Bools | None = None
    ) -> Bools | None:
        """Return the (H, W) bool mask of the object at the clicks or in the box; None if there is none.

        clicks: x, y in pixels of the image, centres at whole numbers, the newest last. box: x0, y0, x1, y1 in pixels.
        correct: the mask that the clicks correct. Raises ModelError with a sentence for the user.
        """
