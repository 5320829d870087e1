"""The model's process: reads jobs from standard input, writes answers to standard output."""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, TypeVar, cast

from annotations.errors import AnnotationError
from annotations.message import Message
from annotations.processes import read_message, write_message
from app.assist.engine import Engine, Loader, memory_ran_out
from app.assist.inbox import Guess, Inbox, Job, ProposerAhead, TileAhead
from app.assist.proposing import ProposerLoader, Proposing, load_proposer
from app.assist.protocol import (
    AssistProposal,
    Decisions,
    Estimate,
    Estimated,
    FromWorker,
    ImageEncoded,
    ImageNotEncoded,
    LoadModel,
    LoadProposer,
    ModelLoaded,
    ModelNotLoaded,
    NotProposed,
    OpenImage,
    Prefetch,
    Proposed,
    ProposeRequest,
    ProposerLoaded,
    ProposerNotLoaded,
    ToWorker,
    Working,
)

T = TypeVar("T")


class Overtaken(BaseException):
    """Raised inside a job that is no longer worth finishing; not an Exception, so that no handler catches it as one."""


class Worker:
    """Takes jobs from an inbox one by one and reports the result of each."""

    def __init__(
        self,
        inbox: Inbox,
        loader: Loader,
        say: Callable[[FromWorker], None],
        proposer_loader: ProposerLoader = load_proposer,
    ) -> None:
        self._inbox = inbox
        self._engine = Engine(loader, self._look_up)
        self._proposing = Proposing(proposer_loader, self._look_up)
        self._encoding: str | None = None
        """The image shown, while it is encoded for the proposer."""
        self._say = say
        self._image: str | None = None
        self._job: Job | None = None

    def run(self) -> None:
        """Work until the process ends."""
        while True:
            self.do(self._inbox.take(self._engine.ready))
            self._inbox.job_done()

    def do(self, job: Job) -> None:
        """Do one job. Any failure becomes a message; nothing is raised."""
        self._job = job
        try:
            self._do(job)
        except Overtaken:
            if isinstance(job, Prefetch):
                self._inbox.ahead_again(job.paths[0])
            if isinstance(job, ProposerAhead) and job.path == self._image:
                self._inbox.proposer_ahead(job.path)
            if isinstance(job, Estimate):
                self._inbox.estimate_again(job)
        finally:
            self._job = None

    def _look_up(self) -> None:
        """Called before each step of the network: raises if there is something better to do."""
        if self._encoding is not None:
            overtaken = self._inbox.leaves(self._encoding)
        else:
            overtaken = self._job is not None and self._inbox.overtakes(self._job)
        if overtaken:
            raise Overtaken

    def _do(self, job: Job) -> None:
        match job:
            case LoadModel():
                self._load(job)
            case LoadProposer():
                self._load_proposer(job)
            case ProposerAhead(path):
                self._proposer_ahead(path)
            case ProposeRequest(by_proposer=True):
                self._propose_by_proposer(job)
            case ProposeRequest():
                self._propose(job)
            case OpenImage():
                self._engine.object_size = job.object_size
                self._open(job.path)
            case Prefetch():
                self._ahead(job.paths[0])
            case Guess(request):
                self._work_out(request)
            case TileAhead(request):
                self._tile_ahead(request)
            case Estimate(path):
                self._estimate(path)

    def _load(self, job: LoadModel) -> None:
        self._say(Working("load", job.folder))
        try:
            info = self._engine.load(job.folder, job.device)
        except Exception as error:
            self._say(ModelNotLoaded(job.folder, reason_of(error)))
        else:
            self._say(ModelLoaded(info))

    def _open(self, path: str) -> str | None:
        """Encode the image shown; returns what went wrong."""
        self._image = path
        self._say(Working("open", path))
        try:
            self._with_room(lambda: self._engine.encode(path))
        except Exception as error:
            reason = reason_of(error)
            self._say(ImageNotEncoded(path, reason))
            return reason
        self._say(ImageEncoded(path))
        self._inbox.proposer_ahead(path)
        return None

    def _ahead(self, path: str) -> None:
        if path == self._image or (self._engine.is_encoded(path) and self._proposing.is_encoded(path)):
            return
        self._say(Working("ahead", path))
        try:
            if self._engine.fits_ahead(path):
                self._engine.encode(path, ahead=True)
                self._proposing.encode(path, ahead=True)
        except Exception:
            return  # the user is told on reaching this image

    def _load_proposer(self, job: LoadProposer) -> None:
        """Load the proposer, and have the image shown encoded for it."""
        self._say(Working("load proposer", job.source))
        try:
            info = self._proposing.load(job.source, job.device)
        except Exception as error:
            self._say(ProposerNotLoaded(job.source, reason_of(error)))
            return
        if info is not None:
            self._say(ProposerLoaded(info))
            if self._image is not None:
                self._inbox.proposer_ahead(self._image)

    def _proposer_ahead(self, path: str) -> None:
        if self._proposing.is_encoded(path):
            return
        self._say(Working("proposer ahead", path))
        try:
            self._encode_for_proposer(path)
        except Exception:
            return  # the user is told on clicking there

    def _encode_for_proposer(self, path: str) -> None:
        """Go on with the encoding when another click comes; broken off, it would have to start again."""
        self._encoding = path
        try:
            self._with_room(lambda: self._proposing.encode(path))
        finally:
            self._encoding = None

    def _propose_by_proposer(self, job: ProposeRequest) -> None:
        self._say(Working("propose", job.image_path))
        try:
            self._encode_for_proposer(job.image_path)
            proposal = self._with_room(lambda: self._proposing.propose(job))
        except Exception as error:
            self._say(NotProposed(job.ticket, reason_of(error)))
        else:
            self._say(Proposed(job.ticket, proposal))

    def _propose(self, job: ProposeRequest) -> None:
        if not self._engine.is_encoded(job.image_path):
            reason = self._open(job.image_path)
            if reason is not None:
                self._say(NotProposed(job.ticket, reason))
                return
        self._say(Working("propose", job.image_path))
        try:
            proposal = self._with_room(lambda: self._engine.propose(job))
        except Exception as error:
            self._say(NotProposed(job.ticket, reason_of(error)))
        else:
            self._say(Proposed(job.ticket, proposal))
            if proposal is not None:
                self._inbox.guess(_if_accepted(job, proposal))

    def _work_out(self, guess: ProposeRequest) -> None:
        """Compute the next proposal while the user looks at this one: most are accepted as they are."""
        if not self._engine.is_encoded(guess.image_path):
            return
        self._say(Working("guess", guess.image_path))
        try:
            self._engine.propose(guess)
        except Exception:
            return  # the user is told on reaching it
        self._inbox.tile_ahead(guess)

    def _tile_ahead(self, request: ProposeRequest) -> None:
        """Encode the tile that the sequence reaches next, so that the user need not wait there."""
        if not self._engine.is_encoded(request.image_path):
            return
        self._say(Working("guess", request.image_path))
        try:
            self._engine.encode_tile_ahead(request)
        except Exception:
            return  # the user is told on reaching it

    def _estimate(self, path: str | None) -> None:
        if path is None:
            return
        self._say(Working("estimate", path))
        try:
            found = self._engine.estimate(path) if self._engine.fits_ahead(path) else None
        except Exception:  # the user is told on reaching this image
            found = None
        self._say(Estimated(path, found))

    def _with_room(self, work: Callable[[], T]) -> T:
        """Do the work; if memory runs out, release the other images, then continue on the CPU."""
        try:
            return work()
        except Exception as error:
            if not memory_ran_out(error):
                raise
        self._engine.forget_images()
        self._proposing.forget_images()
        try:
            return work()
        except Exception as error:
            if not memory_ran_out(error):
                raise
            info = self._engine.to_cpu()
            if info is None:
                raise
        self._say(ModelLoaded(info))
        return work()


def _if_accepted(job: ProposeRequest, proposal: AssistProposal) -> ProposeRequest:
    """The request that follows if the proposal is accepted as it is."""
    kept = (*job.decisions.annotated, (proposal.mask, proposal.category))
    decisions = Decisions(kept, job.decisions.rejected)
    return ProposeRequest(job.ticket, job.image_path, decisions, object_size=job.object_size)


def reason_of(error: Exception) -> str:
    """One sentence for the user: the message of our own errors, or the type and message of others."""
    if isinstance(error, AnnotationError):
        return str(error)
    if type(error).__name__ in (
        "CheckpointError",
        "ModelError",
    ):  # without importing it, which would load torch
        return _message(error)
    text = str(error).strip().splitlines()
    line = text[0] if text else ""
    return f"{type(error).__name__}: {line}" if line else type(error).__name__


def _message(error: Exception) -> str:
    """The message of an rsis_model error, including messages nested in it."""
    template, values = getattr(error, "template", None), getattr(error, "values", None)
    if not isinstance(template, str) or not isinstance(values, dict):
        return str(error)
    return Message(template, **{name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> object:
    """A value in a form for the window, which has no torch."""
    if isinstance(value, Exception):
        return _message(value)
    return value if isinstance(value, int | float | str) else str(value)


def find_factory(path: str) -> Loader:
    """The callable named by `module:callable`."""
    module, _, name = path.partition(":")
    return cast(Loader, getattr(importlib.import_module(module), name))


def listen(stream: BinaryIO, take: Callable[[ToWorker], object]) -> None:
    """Forward messages until the parent is gone, for any reason; then exit at once, even in the middle of a job."""
    try:
        while True:
            take(cast(ToWorker, read_message(stream)))
    finally:
        os._exit(0)


def start_serving(take: Callable[[ToWorker], object]) -> Callable[[FromWorker], None]:
    """Forward the parent's messages to `take`, on a thread; return the function that sends it answers."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window handles Ctrl+C in the terminal
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output that libraries print must not mix with the messages
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    threading.Thread(target=listen, args=(incoming, take), name="listen", daemon=True).start()
    return lambda message: write_message(outgoing, message)


def main() -> None:
    """Serve the parent process; the one argument names the loader (module:callable)."""
    inbox = Inbox()
    say = start_serving(inbox.put)
    factory = find_factory(sys.argv[1])
    try:
        Worker(inbox, factory, say).run()
    except OSError:
        os._exit(0)  # the parent is gone


if __name__ == "__main__":
    main()
