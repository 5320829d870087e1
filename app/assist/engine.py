"""The assist loop's computations: caches scenes and states per image, and turns decisions into states."""

from __future__ import annotations

import os
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from annotations.imaging.pages import file_of
from annotations.imaging.reading import image_size, read_image
from annotations.masks import Mask, iou
from annotations.message import Message
from app.assist.again import Finder
from app.assist.protocol import AssistProposal, Click, Decisions, ModelInfo, ProposeRequest
from rsis_model.decisions import HOPELESS
from rsis_model.sizes import ANOTHER, RECENT, diameter, is_another, settled_size, usual_size

# Limits for all images together. For small images, which the network sees enlarged, a scene takes about 25 MB and
# a state 5 to 8; for large ones both grow with the number of pixels.
MOST_SCENES = 8
MOST_STATES = 32
SCENE_PIXELS = 8_000_000
STATE_PIXELS = 4_000_000
# From this many new decisions on, building one state from all of them is cheaper.
MOST_ADDITIONS = 8
# An empty proposal is of no use to the user; this many in a row mean that nothing is left.
MOST_EMPTY = 10
MOST_ESTIMATED = 12
EXACTLY = 1.01  # a size set by the user is used as it is
MOST_REMEMBERED = 50  # images whose annotated objects indicate the size of others


class AssistPredictor(Protocol):
    """The part of rsis_model.Predictor used here; its scenes, states and proposals are opaque."""

    def open(
        self, image: NDArray[np.uint8], size: float | None = None, expected: float | None = None
    ) -> Any: ...
    def propose(
        self,
        scene: Any,
        state: Any = None,
        *,
        clicks: Sequence[Click] = (),
        box: Any = None,
        correct: NDArray[np.bool_] | None = None,
    ) -> tuple[Any, Any]: ...
    def accept(self, scene: Any, state: Any, mask: NDArray[np.bool_], category: str | None) -> Any: ...
    def reject(self, scene: Any, state: Any, proposal: NDArray[np.bool_]) -> Any: ...
    def resume(self, scene: Any, annotated: Any, rejected: Any = ()) -> Any: ...
    def encode_ahead(self, scene: Any, state: Any) -> None: ...
    def look_closer(self, scene: Any, state: Any, mask: NDArray[np.bool_]) -> NDArray[np.bool_] | None: ...


@dataclass(frozen=True)
class LoadedModel:
    """A predictor and what to tell the user about it."""

    predictor: AssistPredictor
    info: ModelInfo
    before_each_step: Callable[[Callable[[], None]], None] = lambda check: None
    """Sets a function to call before each encode and each step of the network; an exception from it ends the
    work."""


Loader = Callable[[str, str], LoadedModel]


@dataclass
class _Made:
    """A proposal as sent to the window, and the state after it."""

    answer: AssistProposal
    state: Any


@dataclass
class _Known:
    """The state for one set of decisions, and the last proposal made from it."""

    decisions: Decisions
    state: Any
    plain: list[_Made | None] = field(default_factory=list)
    latest: _Made | None = None


@dataclass
class _Opened:
    stamp: Hashable
    scene: Any
    size: tuple[int, int]
    found: float | None = None
    """The objects' diameter as estimated from the image."""
    known: OrderedDict[Hashable, _Known] = field(default_factory=OrderedDict)

    @property
    def pixels(self) -> int:
        return self.size[0] * self.size[1]


class Engine:
    """Answers requests with a loaded model; used by one thread.

    The same decisions give the same proposal again, so stepping back is instant. A decision on the last proposal
    continues from the state after it; anything else starts from the whole set of decisions.
    """

    def __init__(self, loader: Loader, check: Callable[[], None] = lambda: None) -> None:
        """check is called before each encode and each step; it may raise, which leaves the engine intact."""
        self._loader = loader
        self._check = check
        self._finder = Finder()
        self._model: LoadedModel | None = None
        self._folder = ""
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self.object_size: float | None = None
        """The object size that the user set for all images; None: estimated, or known from accepted objects."""
        self._kept: OrderedDict[str, tuple[float, ...]] = OrderedDict()
        """The diameters of the annotated objects in each image worked on, the latest image last."""

    @property
    def ready(self) -> bool:
        """Whether a model is loaded."""
        return self._model is not None

    def load(self, folder: str, device: str) -> ModelInfo:
        """Load a checkpoint folder; if the loader raises, the previous model stays."""
        self._model = self._loader(folder, device)
        self._folder = folder
        self._model.before_each_step(self._check)
        self._opened.clear()
        return self._model.info

    def to_cpu(self) -> ModelInfo | None:
        """Load the same checkpoint on the CPU, since the device is out of memory; None: it is already there."""
        assert self._model is not None
        kind = self._model.info.device.split(" ")[0].split(":")[0]
        if kind == "cpu":
            return None
        self._opened.clear()
        self.load(self._folder, "cpu")
        device = Message("cpu ({kind} is out of memory)", kind=kind)
        self._model = replace(self._model, info=replace(self._model.info, device=device))
        return self._model.info

    def is_encoded(self, path: str) -> bool:
        """Whether this image, in its current version on the disk, is encoded, so that a proposal needs only a step."""
        opened = self._opened.get(path)
        return opened is not None and opened.stamp == stamp_of(path)

    def fits_ahead(self, path: str) -> bool:
        """Whether encoding this image ahead keeps the current one in memory."""
        height, width = image_size(Path(path))
        return height * width <= SCENE_PIXELS // 2

    def encode(self, path: str, ahead: bool = False) -> None:
        """Read and encode the image. Raises annotations.errors.ImageError and the predictor's errors.

        ahead: this is not the image shown; it is evicted first.
        """
        self._open(path, ahead)

    def estimate(self, path: str) -> tuple[float, ...]:
        """The objectness of the first MOST_ESTIMATED proposals in an image, each taken as accepted; nothing is cached.

        Raises annotations.errors.ImageError and the predictor's errors.
        """
        assert self._model is not None
        expected = usual_size(self._kept_elsewhere(path))
        predictor = self._model.predictor
        scene = predictor.open(read_image(Path(path)), self.object_size, expected)
        state = None
        found: list[float] = []
        while len(found) < MOST_ESTIMATED:
            proposal, state = predictor.propose(scene, state)
            if proposal is None:
                break
            found.append(float(proposal.objectness))
            state = predictor.accept(scene, state, proposal.mask, proposal.category)  # else it may come again
        return tuple(found)

    def forget_images(self) -> None:
        """Release the encoded images (after memory ran out)."""
        self._opened.clear()

    def propose(self, request: ProposeRequest) -> AssistProposal | None:
        """The proposal for a request; None if the model finds nothing more."""
        self._remember(request.image_path, request.decisions)
        self.object_size = request.object_size
        opened = self._open(request.image_path)
        known = self._known(opened, request.decisions)
        if request.again is not None:
            assert self._model is not None
            known.latest = None
            return self._finder.find(
                *(self._model.predictor, opened.scene, known.state, request.again, request.image_path),
                stamps=(stamp_of(request.again.image_path), opened.stamp),
                annotated=[mask for mask, _ in request.decisions.annotated],
            )
        if request.closer and request.correct is not None:
            return self._closer(opened, known.state, request.correct)
        if request.clicks or request.box is not None or request.correct is not None:
            known.latest = self._step(opened, known.state, request)
            return known.latest.answer if known.latest else None
        if not known.plain:
            known.plain.append(self._step(opened, known.state, request))
        known.latest = known.plain[0]
        return known.latest.answer if known.latest else None

    def encode_tile_ahead(self, request: ProposeRequest) -> None:
        """Encode the tile that the image's sequence reaches next, going by the cached state of this request."""
        opened = self._opened.get(request.image_path)
        known = opened.known.get(_key(request.decisions)) if opened is not None else None
        if self._model is not None and opened is not None and known is not None and known.plain:
            made = known.plain[0]
            if made is not None:
                self._model.predictor.encode_ahead(opened.scene, made.state)

    def _open(self, path: str, ahead: bool = False) -> _Opened:
        assert self._model is not None
        stamp = stamp_of(path)
        opened = self._opened.get(path)
        kept = self._kept.get(path, ())
        if opened is None or opened.stamp != stamp or self._shows_another_size(opened, kept):
            image = read_image(Path(path))
            found = opened.found if opened is not None and opened.stamp == stamp else None
            size = self.object_size if self.object_size is not None else settled_size(kept, found)
            scene = self._model.predictor.open(image, size, usual_size(self._kept_elsewhere(path)))
            opened = _Opened(stamp, scene, image.shape[:2], _size_of(scene) if size is None else found)
            self._opened[path] = opened
        elif ahead:
            return opened
        self._opened.move_to_end(path)
        if ahead and len(self._opened) > 1:  # second to last: the image shown stays the newest
            newest = next(key for key in reversed(self._opened) if key != path)
            self._opened.move_to_end(newest)
        while len(self._opened) > 2 and (
            len(self._opened) > MOST_SCENES
            or sum(each.pixels for each in self._opened.values()) > SCENE_PIXELS
        ):
            self._opened.popitem(last=False)
        return opened

    def _remember(self, path: str, decisions: Decisions) -> None:
        """Record the sizes of the annotated objects, for this image and for others."""
        sizes = tuple(diameter(mask.area) for mask, _ in decisions.annotated[-RECENT:])
        if sizes:
            self._kept[path] = sizes
            self._kept.move_to_end(path)
            while len(self._kept) > MOST_REMEMBERED:
                self._kept.popitem(last=False)
        else:
            self._kept.pop(path, None)

    def _kept_elsewhere(self, path: str) -> list[float]:
        """The diameters of the annotated objects in other images, the newest last."""
        return [size for other, sizes in self._kept.items() if other != path for size in sizes]

    def _shows_another_size(self, opened: _Opened, kept: Sequence[float]) -> bool:
        """Whether the objects' size, as set by the user or from decisions, needs another scale than the scene's."""
        shown = _size_of(opened.scene)
        if self.object_size is not None:
            return is_another(self.object_size, shown, EXACTLY)
        if opened.found is None and not kept:
            return shown is not None  # what the user had set no longer counts
        return is_another(settled_size(kept, opened.found), shown, ANOTHER)

    def _closer(self, opened: _Opened, state: Any, mask: Mask) -> AssistProposal | None:
        assert self._model is not None
        bits = self._model.predictor.look_closer(opened.scene, state, mask.to_array())
        if bits is None:
            return None
        closer = Mask.from_array(bits)
        x0, y0, x1, y1 = (float(value) for value in closer.bbox)
        return AssistProposal(closer, (x0, y0, x1, y1), None, (), 1.0, None, -1)

    def _step(self, opened: _Opened, state: Any, request: ProposeRequest) -> _Made | None:
        assert self._model is not None
        correct = request.correct.to_array() if request.correct is not None else None
        for _ in range(MOST_EMPTY):
            proposal, state = self._model.predictor.propose(
                opened.scene, state, clicks=request.clicks, box=request.box, correct=correct
            )
            if proposal is None:
                return None
            answer = replace(answer_of(proposal), object_size=_size_of(opened.scene))
            if not answer.mask.is_empty:
                return _Made(answer, state)
            if request.clicks or request.box is not None or correct is not None:
                return None
        return None

    def _known(self, opened: _Opened, decisions: Decisions) -> _Known:
        key = _key(decisions)
        known = opened.known.get(key)
        if known is None:
            state = self._advance(opened, decisions)
            if state is None:
                state = self._resume(opened, decisions)
            known = opened.known[key] = _Known(decisions, state)
        opened.known.move_to_end(key)
        self._forget_states()
        return known

    def _forget_states(self) -> None:
        """Evict states beyond the limits, starting with the images left longest ago."""
        *_, present = self._opened.values()
        count = sum(len(opened.known) for opened in self._opened.values())
        pixels = sum(len(opened.known) * opened.pixels for opened in self._opened.values())
        for opened in self._opened.values():
            least = 2 if opened is present else 0
            while len(opened.known) > least and (count > MOST_STATES or pixels > STATE_PIXELS):
                opened.known.popitem(last=False)
                count, pixels = count - 1, pixels - opened.pixels

    def _resume(self, opened: _Opened, decisions: Decisions) -> Any:
        assert self._model is not None
        # One at a time: a thousand full-size arrays of a large image would not fit into memory.
        annotated = ((mask.to_array(), category) for mask, category in decisions.annotated)
        rejected = (mask.to_array() for mask in decisions.rejected)
        return self._model.predictor.resume(opened.scene, annotated, rejected)

    def _advance(self, opened: _Opened, decisions: Decisions) -> Any | None:
        """The state for these decisions, continued from one that lacks only a few of them; None if there is none."""
        assert self._model is not None
        nearest = _nearest(opened.known.values(), decisions)
        if nearest is None:
            return None
        annotated = Counter(decisions.annotated) - Counter(nearest.decisions.annotated)
        rejected = Counter(decisions.rejected) - Counter(nearest.decisions.rejected)
        made = nearest.latest
        if annotated.total() + rejected.total() > MOST_ADDITIONS:
            return None
        state = nearest.state
        added = [mask for mask, _ in annotated] + list(rejected)
        if made is not None and any(_decides(made.answer, mask) for mask in added):
            state = made.state
        for mask in rejected.elements():
            state = self._model.predictor.reject(opened.scene, state, mask.to_array())
        for mask, category in annotated.elements():
            state = self._model.predictor.accept(opened.scene, state, mask.to_array(), category)
        return state


def memory_ran_out(error: Exception) -> bool:
    """Whether an error means that memory ran out, the machine's or a device's."""
    text = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or "out of memory" in text
    )


def _nearest(candidates: Iterable[_Known], decisions: Decisions) -> _Known | None:
    """The largest known subset of these decisions; among equals, the most recently used."""
    annotated, rejected = Counter(decisions.annotated), Counter(decisions.rejected)
    best: _Known | None = None
    for known in candidates:
        inside = (
            Counter(known.decisions.annotated) <= annotated and Counter(known.decisions.rejected) <= rejected
        )
        if inside and (best is None or _count(known.decisions) >= _count(best.decisions)):
            best = known
    return best


def _decides(proposal: AssistProposal, mask: Mask) -> bool:
    """Whether a kept or rejected mask is the decision on this proposal, unchanged or fixed.

    If it is not, the proposal is still open, and the state after it, which counts its place as seen, would hide
    it for good.
    """
    if mask == proposal.mask:
        return True
    return mask.size == proposal.mask.size and bool(iou([mask], [proposal.mask])[0, 0] >= HOPELESS)


def answer_of(proposal: Any) -> AssistProposal:
    """A predictor's proposal as a message."""
    probabilities = sorted(dict(proposal.category_probabilities).items(), key=lambda item: -item[1])
    x0, y0, x1, y1 = (float(value) for value in proposal.box)
    click = proposal.click
    return AssistProposal(
        mask=Mask.from_patch(proposal.patch, proposal.origin, proposal.size),
        box=(x0, y0, x1, y1),
        category=proposal.category,
        category_probabilities=tuple((str(name), float(value)) for name, value in probabilities),
        objectness=float(proposal.objectness),
        click=None if click is None else (float(click[0]), float(click[1])),
        about_left=int(proposal.about_left),
    )


def _size_of(scene: Any) -> float | None:
    """The diameter of objects, in pixels of the image, at which a scene is seen."""
    size: float | None = getattr(scene, "object_size", None)
    return size


def _key(decisions: Decisions) -> Hashable:
    return (
        frozenset(Counter(decisions.annotated).items()),
        frozenset(Counter(decisions.rejected).items()),
    )


def _count(decisions: Decisions) -> int:
    return len(decisions.annotated) + len(decisions.rejected)


def stamp_of(path: str) -> Hashable:
    """What tells versions of a file apart; None if it is not there."""
    try:
        status = os.stat(file_of(path))
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
