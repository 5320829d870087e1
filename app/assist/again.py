"""Proposes an object of one image again in the next one, in the model's process."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.reading import read_image
from annotations.masks import Mask
from app.assist.protocol import Again, AssistProposal

if TYPE_CHECKING:
    from rsis_model.following import Motion, Segmenting


class Finder:
    """Keeps the motion between the last two images, since all objects of an image are asked for in turn."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._motion: Motion | None = None

    def find(
        self,
        predictor: Segmenting,
        scene: Any,
        state: Any,
        again: Again,
        image_path: str,
        stamps: Hashable,
        annotated: Sequence[Mask],
    ) -> AssistProposal | None:
        """The proposal for an object of another image in the image of `scene`; None if it is not there any more.

        `stamps` tell the versions of both files; `annotated` are the masks that this image has.
        Raises annotations.errors.ImageError and the predictor's errors.
        """
        from rsis_model.following import follow

        motion = self._between(again.image_path, image_path, stamps)
        if motion is None:
            return None
        taken: NDArray[np.bool_] = np.zeros(again.mask.size, bool)
        for mask in annotated:
            taken[mask.slices] |= mask.patch()
        found = follow(predictor, scene, state, motion, again.mask.to_array(), taken)
        if found is None:
            return None
        mask = Mask.from_array(found.mask)
        other = Mask.from_array(found.other) if found.other is not None else None
        x0, y0, x1, y1 = (float(value) for value in mask.bbox)
        return AssistProposal(mask, (x0, y0, x1, y1), None, (), found.objectness, None, -1, other=other)

    def _between(self, before: str, now: str, stamps: Hashable) -> Motion | None:
        """The motion between two images; None if they have not the same size."""
        from rsis_model.following import Motion

        key = before, now, stamps
        if key != self._key:
            pixels = read_image(Path(before)), read_image(Path(now))
            self._motion = Motion(*pixels) if pixels[0].shape == pixels[1].shape else None
            self._key = key
        return self._motion
