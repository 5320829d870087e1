"""Answers clicks and boxes with a SAM: the image is encoded once, then each answer takes one run of the decoder."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rsis_model.clicks import Click
from rsis_model.errors import ModelError
from rsis_model.regions import Bools
from rsis_model.sam.families import family_of
from rsis_model.sam.graph_files import find_graphs
from rsis_model.sam.graphs import Graph
from rsis_model.sam.prompts import Prompts, box_around, corners_of, points_of
from rsis_model.sam.resampling import Floats, Size

if TYPE_CHECKING:
    from rsis_model.scene import Box

ANSWERS_HELD = 16
"""Of an image; a correction of one of them gives the decoder its logits back, which say more than the mask."""


@dataclass(frozen=True)
class Answer:
    """One mask: (H, W) bool, its logits (h, w) as the decoder gave them, and the IoU that it predicts."""

    mask: Bools
    logits: Floats
    iou: float
    box: Box | None


@dataclass
class Encoded:
    """An encoded image of (height, width): the decoder's features, and the latest answers by their masks."""

    size: Size
    features: dict[str, Floats]
    answers: OrderedDict[bytes, Answer] = field(default_factory=OrderedDict)


class SamProposer:
    """A `rsis_model.proposer.Proposer` of an encoder and a decoder."""

    def __init__(self, encoder: Path, decoder: Path, device: str = "auto", threads: int = 0) -> None:
        """device: auto, cpu or cuda; threads: 0 for all cores. Raises CheckpointError with the reason."""
        self.family = family_of(Graph(encoder, device, threads), Graph(decoder, device, threads))
        self.name = f"{self.family.title} ({encoder.parent.name})"
        self.device = self.family.encoder.device
        self.check: Callable[[], None] = lambda: None
        """Called during a run; an exception from it breaks the run off."""

    @classmethod
    def from_folder(cls, source: str | Path, device: str = "auto", threads: int = 0) -> SamProposer:
        """Load the graphs in a folder, or those that an encoder's file belongs to. Raises CheckpointError."""
        return cls(*find_graphs(source), device=device, threads=threads)

    def open(self, image: NDArray[np.uint8]) -> Encoded:
        """Encode an (H, W, 3) uint8 RGB image. Raises ModelError."""
        if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or image.size == 0:
            raise ModelError(
                "An image must be (H, W, 3) uint8, not {shape} {dtype}.", shape=image.shape, dtype=image.dtype
            )
        family = self.family
        outputs = family.encoder.run({family.input: family.prepare(image)}, self.check)
        features = {name: outputs[family.encoder_output(name)] for name in family.features}
        return Encoded((image.shape[0], image.shape[1]), features)

    def propose(
        self,
        encoded: Encoded,
        clicks: Sequence[Click],
        box: Box | None = None,
        correct: Bools | None = None,
    ) -> Bools | None:
        """See `rsis_model.proposer.Proposer`."""
        answer = self.answer(encoded, clicks, box, correct)
        return answer.mask if answer is not None else None

    def answer(
        self,
        encoded: Encoded,
        clicks: Sequence[Click],
        box: Box | None = None,
        correct: Bools | None = None,
    ) -> Answer | None:
        """Return the mask for a request with its logits; None if it is empty, or nothing says where it is."""
        if correct is not None and correct.shape != encoded.size:
            raise ModelError(
                "The mask is {shape}, but the image is {size}.", shape=correct.shape, size=encoded.size
            )
        prompts, box = self._prompts(encoded, clicks, box, correct)
        if not prompts.points and not prompts.corners:
            return None
        family = self.family
        fed = {**encoded.features, **family.feed(prompts, encoded.size)}
        logits, ious = family.candidates(family.decoder.run(fed, self.check))
        best = choose(ious, prompts.is_ambiguous)
        mask = family.mask(logits[best], encoded.size)
        if not mask.any():
            return None
        answer = Answer(mask, logits[best], float(ious[best]), box)
        encoded.answers[_key(mask)] = answer
        while len(encoded.answers) > ANSWERS_HELD:
            encoded.answers.popitem(last=False)
        return answer

    def _prompts(
        self, encoded: Encoded, clicks: Sequence[Click], box: Box | None, correct: Bools | None
    ) -> tuple[Prompts, Box | None]:
        """Return the request as prompts, and the box among them."""
        logits = None
        if correct is not None and correct.any():
            before = encoded.answers.get(_key(correct))
            if before is not None:
                logits = before.logits
                box = before.box if box is None and _holds(before.box, clicks) else box
            if box is None and not self.family.takes_masks:
                box = box_around(correct, clicks)
        else:
            correct = None
        points = points_of(clicks, correct, box is not None)
        if not self.family.takes_masks:
            logits = correct = None
        elif logits is not None:
            correct = None
        return Prompts(points, corners_of(box, encoded.size), logits, correct), box


def choose(ious: Floats, ambiguous: bool) -> int:
    """Return which of K candidates answers a request, by their predicted IoUs (K,).

    Of four, SAM's first is for a request that is not ambiguous, and the others are for one click: a part, the object,
    a group. Of one or three, all are for both.
    """
    if len(ious) != 4:
        return int(np.argmax(ious))
    return 1 + int(np.argmax(ious[1:])) if ambiguous else 0


def _holds(box: Box | None, clicks: Sequence[Click]) -> bool:
    """Whether a box holds all positive clicks."""
    return box is not None and all(
        box[0] <= click.x + 0.5 <= box[2] and box[1] <= click.y + 0.5 <= box[3]
        for click in clicks
        if click.positive
    )


def _key(mask: Bools) -> bytes:
    return hashlib.blake2b(np.packbits(mask).tobytes(), digest_size=16).digest()
