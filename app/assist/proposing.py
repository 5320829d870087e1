"""Answers of a proposer, such as SAM, in the model's process: keeps what it has encoded for recent images."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import AnnotationError
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from annotations.message import Message
from app.assist.engine import stamp_of
from app.assist.plugged_proposers import load_plugged
from app.assist.protocol import AssistProposal, Click, ProposeRequest, ProposerInfo
from rsis_model.corrections import obey
from rsis_model.proposer import Proposer
from rsis_model.regions import deepest_point

MOST_ENCODED = 4
"""Images; SAM 2 takes 16 MB for one."""
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class LoadedProposer:
    """A proposer and what to tell the user about it."""

    proposer: Proposer
    info: ProposerInfo
    before_each_step: Callable[[Callable[[], None]], None] = lambda check: None
    """Sets a function to call during its work; an exception from it ends the work."""


ProposerLoader = Callable[[str, str], LoadedProposer]


def load_proposer(source: str, device: str) -> LoadedProposer:
    """Load what a source names: a plug-in's name and a colon, or see `rsis_model.proposers`. Raises ModelError."""
    from rsis_model.proposers import KINDS
    from rsis_model.proposers import load_proposer as load

    name = source.partition(":")[0]
    proposer = load(source, device) if name in KINDS else load_plugged(name, device)
    info = ProposerInfo(proposer.name, source, str(getattr(proposer, "device", "cpu")))

    def before_each_step(check: Callable[[], None]) -> None:
        if hasattr(proposer, "check"):
            proposer.check = check

    return LoadedProposer(proposer, info, before_each_step)


@dataclass
class _Encoded:
    stamp: Hashable
    value: Any
    size: tuple[int, int]


class Proposing:
    """Loads a proposer and lets it answer; used by one thread."""

    def __init__(self, loader: ProposerLoader, check: Callable[[], None] = lambda: None) -> None:
        """check is called during the work; it may raise, which leaves everything intact."""
        self._loader, self._check = loader, check
        self._loaded: LoadedProposer | None = None
        self._encoded: OrderedDict[str, _Encoded] = OrderedDict()

    @property
    def ready(self) -> bool:
        """Whether a proposer is loaded."""
        return self._loaded is not None

    def load(self, source: str, device: str) -> ProposerInfo | None:
        """Load a proposer, or unload it if the source is empty; if the loader raises, none is loaded."""
        self._loaded = None
        self._encoded.clear()
        if not source:
            return None
        loaded = self._loader(source, device)
        loaded.before_each_step(self._check)
        self._loaded = loaded
        return loaded.info

    def is_encoded(self, path: str) -> bool:
        """Whether an answer in this image needs no encoding; also where no proposer is loaded."""
        encoded = self._encoded.get(path)
        return not self.ready or (encoded is not None and encoded.stamp == stamp_of(path))

    def encode(self, path: str, ahead: bool = False) -> None:
        """Read and encode an image. Raises annotations.errors.ImageError and the proposer's errors.

        ahead: this is not the image shown; it is evicted first.
        """
        if self._loaded is None:
            return
        if not self.is_encoded(path):
            stamp, image = stamp_of(path), read_image(Path(path))
            value = self._loaded.proposer.open(image)
            self._encoded[path] = _Encoded(stamp, value, (image.shape[0], image.shape[1]))
        shown = next((each for each in reversed(self._encoded) if each != path), path)
        self._encoded.move_to_end(path)
        if ahead:
            self._encoded.move_to_end(shown)
        while len(self._encoded) > MOST_ENCODED:
            self._encoded.popitem(last=False)

    def forget_images(self) -> None:
        """Release the encoded images (after memory ran out)."""
        self._encoded.clear()

    def propose(self, request: ProposeRequest) -> AssistProposal | None:
        """The answer to a request; None if there is no object. Raises the proposer's errors."""
        if self._loaded is None:
            reason = Message("nothing is loaded that answers clicks and boxes besides the model.")
            raise AnnotationError(request.image_path, reason)
        self.encode(request.image_path)
        encoded = self._encoded[request.image_path]
        before = request.correct.to_array() if request.correct is not None else None
        if before is not None and not before.any():
            before = None
        proposer = self._loaded.proposer
        if before is not None and not request.clicks and request.box is None:
            mask = self._anew(encoded, before)
        else:
            mask = proposer.propose(encoded.value, request.clicks, request.box, before)
        if mask is None or not mask.any():
            return None
        if mask.shape != encoded.size:
            reason = Message(
                "{name} answered with a mask of {shape}, but the image is {size}.",
                name=proposer.name,
                shape=str(mask.shape),
                size=str(encoded.size),
            )
            raise AnnotationError(request.image_path, reason)
        if before is not None and request.clicks:
            mask = _with_newest(mask, before, request.clicks)
        return _answer(Mask.from_array(mask))

    def _anew(self, encoded: _Encoded, mask: Bools) -> Bools | None:
        """Segment the object of a mask again, from its box and the point deepest inside."""
        assert self._loaded is not None
        x0, y0, x1, y1 = Mask.from_array(mask).bbox
        inside = Click(*deepest_point(mask))
        return self._loaded.proposer.propose(encoded.value, (inside,), (x0, y0, x1, y1))


def _with_newest(answer: Bools, before: Bools, clicks: tuple[Click, ...]) -> Bools:
    """The answer; if it does not fulfil the newest click, the mask from before with the change that clicks ask for."""
    newest = clicks[-1]
    height, width = answer.shape
    row, column = min(max(round(newest.y), 0), height - 1), min(max(round(newest.x), 0), width - 1)
    return answer if bool(answer[row, column]) == newest.positive else obey(answer, before, clicks)


def _answer(mask: Mask) -> AssistProposal:
    """A mask as a proposal; the user asked for the object, so that it is there."""
    x0, y0, x1, y1 = (float(value) for value in mask.bbox)
    return AssistProposal(mask, (x0, y0, x1, y1), None, (), 1.0, None, -1)
