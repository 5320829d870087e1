"""The pending jobs of the model's process: the newest of each kind, by urgency."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, replace

from app.assist.protocol import (
    Cancel,
    Estimate,
    LoadModel,
    LoadProposer,
    OpenImage,
    Prefetch,
    ProposeRequest,
    ToWorker,
)

# Encoding ahead must not delay the request that often follows an answer at once.
IDLE_SECONDS = 0.3


@dataclass(frozen=True)
class Guess:
    """Compute this request before it is made; no answer is sent."""

    request: ProposeRequest


@dataclass(frozen=True)
class TileAhead:
    """Encode the next tile of the image of this request, which is already computed; no answer is sent."""

    request: ProposeRequest


@dataclass(frozen=True)
class ProposerAhead:
    """Encode the image shown for the proposer too; no answer is sent."""

    path: str


Job = (
    LoadModel
    | LoadProposer
    | OpenImage
    | Prefetch
    | ProposeRequest
    | Guess
    | TileAhead
    | ProposerAhead
    | Estimate
)


class Inbox:
    """A newer message replaces the older one of its kind, whose answer is no longer awaited.

    The order: a model to load, a proposal, the image shown, a guess at the next request, the next tile of the
    image, a proposer to load, the image shown for the proposer, images to encode ahead, an image to estimate.
    Everything but loading waits until a model is loaded; a request to the proposer waits for the proposer.
    """

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._changed = threading.Condition()
        self._idle_seconds = idle_seconds
        self._load: LoadModel | None = None
        self._request: ProposeRequest | None = None
        self._open: OpenImage | None = None
        self._guess: Guess | TileAhead | None = None
        self._load_proposer: LoadProposer | None = None
        self._proposer_ahead: ProposerAhead | None = None
        self._ahead: deque[str] = deque()
        self._estimate: Estimate | None = None
        self._cancelled = False
        self._quiet_since = time.monotonic()

    def put(self, message: ToWorker) -> None:
        """Add a message (from any thread)."""
        with self._changed:
            match message:
                case LoadModel():
                    self._load, self._guess = message, None
                case LoadProposer():
                    self._load_proposer = message
                case ProposeRequest():
                    self._request, self._guess = message, None
                case OpenImage():
                    self._open, self._guess, self._proposer_ahead = message, None, None
                case Prefetch():
                    self._ahead = deque(message.paths)
                case Estimate(path):
                    self._estimate = message if path is not None else None
                    self._changed.notify()
                    return  # nobody waits for it, so it does not restart the quiet time
                case Cancel():
                    self._request, self._guess = None, None
                    self._cancelled = True
            self._quiet_since = time.monotonic()
            self._changed.notify()

    def guess(self, request: ProposeRequest) -> None:
        """Compute this request when nothing else waits; any new request drops it."""
        self._when_idle(Guess(request))

    def tile_ahead(self, request: ProposeRequest) -> None:
        """Encode the next tile when nothing else waits; any new request drops it."""
        self._when_idle(TileAhead(request))

    def proposer_ahead(self, path: str) -> None:
        """Encode the image shown for the proposer when nothing else waits; another image drops it."""
        with self._changed:
            if self._open is None:
                self._proposer_ahead = ProposerAhead(path)

    def _when_idle(self, job: Guess | TileAhead) -> None:
        with self._changed:
            if self._request is None and self._open is None and self._load is None:
                self._guess = job

    def take(self, model_ready: bool) -> Job:
        """Wait for the next job. Images to encode ahead come one at a time."""
        with self._changed:
            while True:
                job = self._next(model_ready)
                if job is not None:
                    if isinstance(job, ProposeRequest):
                        self._cancelled = False
                    return job
                self._changed.wait(self._patience(model_ready))

    def overtakes(self, job: Job) -> bool:
        """Whether the running job is not worth finishing: another one is awaited, or this one no longer is."""
        with self._changed:
            if isinstance(job, ProposeRequest):
                return self._request is not None or self._cancelled
            if isinstance(job, OpenImage):
                waiting = self._request.image_path if self._request is not None else None
                newer = self._open.path if self._open is not None else None
                return any(path not in (None, job.path) for path in (waiting, newer))
            if isinstance(job, Guess) and self._request is not None and _same(job.request, self._request):
                return False  # the guess was right: the running job is the answer
            if isinstance(job, Estimate) and (self._ahead or self._guess is not None):
                return True
            return any((self._request, self._open, self._load))

    def leaves(self, path: str) -> bool:
        """Whether something other than the proposer's answers in this image is awaited."""
        with self._changed:
            request, image = self._request, self._open
            elsewhere = request is not None and not (request.by_proposer and request.image_path == path)
            return self._load is not None or elsewhere or (image is not None and image.path != path)

    def ahead_again(self, path: str) -> None:
        """Encoding this image ahead was interrupted: it comes first when there is time."""
        with self._changed:
            self._ahead.appendleft(path)

    def estimate_again(self, job: Estimate) -> None:
        """Estimating was interrupted: it continues when there is time, unless another image was requested."""
        with self._changed:
            self._estimate = self._estimate or job

    def job_done(self) -> None:
        """Restart the quiet time before encoding ahead."""
        with self._changed:
            self._quiet_since = time.monotonic()

    def _next(self, model_ready: bool) -> Job | None:
        if self._load is not None:
            load, self._load = self._load, None
            return load
        if not model_ready:
            return self._take_proposer() if self._load_proposer is not None else None
        if self._request is not None and self._request.by_proposer and self._load_proposer is not None:
            return self._take_proposer()
        if self._request is not None:
            request, self._request = self._request, None
            return request
        if self._open is not None:
            image, self._open = self._open, None
            return image
        if self._guess is not None:
            guess, self._guess = self._guess, None
            return guess
        if self._load_proposer is not None:
            return self._take_proposer()
        if self._proposer_ahead is not None:
            ahead, self._proposer_ahead = self._proposer_ahead, None
            return ahead
        if self._ahead and self._quiet_for() >= self._idle_seconds:
            return Prefetch((self._ahead.popleft(),))
        if self._estimate is not None and self._quiet_for() >= self._idle_seconds:
            estimate, self._estimate = self._estimate, None
            return estimate
        return None

    def _take_proposer(self) -> LoadProposer | None:
        load, self._load_proposer = self._load_proposer, None
        return load

    def _patience(self, model_ready: bool) -> float | None:
        waits = model_ready and (self._ahead or self._estimate is not None)
        return max(self._idle_seconds - self._quiet_for(), 0.001) if waits else None

    def _quiet_for(self) -> float:
        return time.monotonic() - self._quiet_since


def _same(a: ProposeRequest, b: ProposeRequest) -> bool:
    """Whether two requests have the same answer."""
    return replace(a, ticket=0) == replace(b, ticket=0)
