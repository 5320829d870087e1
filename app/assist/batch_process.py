"""The batch process: proposes in images that nobody has open, at low priority, and waits while a person works."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotations.imaging.reading import read_image
from app.assist.engine import MOST_EMPTY, LoadedModel, Loader, answer_of
from app.assist.process import find_factory, reason_of, start_serving
from app.assist.protocol import (
    AssistProposal,
    FromWorker,
    Hold,
    LoadModel,
    ModelLoaded,
    ModelNotLoaded,
    ProposeAll,
    ProposedAll,
    ToWorker,
    Working,
)

NICENESS = 10
"""Added to the window's, as for a training."""


class BatchWorker:
    """Does one job after the other; another thread may hold it between two layers of the network."""

    def __init__(self, loader: Loader, say: Callable[[FromWorker], None]) -> None:
        self._loader, self._say = loader, say
        self._jobs: queue.SimpleQueue[ToWorker] = queue.SimpleQueue()
        self._go = threading.Event()
        self._go.set()
        self._model: LoadedModel | None = None

    def put(self, message: ToWorker) -> None:
        """Add a job, or hold the work (from any thread)."""
        if not isinstance(message, Hold):
            self._jobs.put(message)
        elif message.on:
            self._go.clear()
        else:
            self._go.set()

    def run(self) -> None:
        """Work until the process ends."""
        while True:
            self.do(self._jobs.get())

    def do(self, job: ToWorker) -> None:
        """Do one job. Any failure becomes a message; nothing is raised."""
        if isinstance(job, LoadModel):
            self._load(job)
        elif isinstance(job, ProposeAll):
            self._propose(job)

    def _load(self, job: LoadModel) -> None:
        self._say(Working("load", job.folder))
        try:
            self._model = self._loader(job.folder, job.device)
            self._model.before_each_step(self._wait)
        except Exception as error:
            self._say(ModelNotLoaded(job.folder, reason_of(error)))
        else:
            self._say(ModelLoaded(self._model.info))

    def _wait(self) -> None:
        """Wait while the work is held."""
        self._go.wait()

    def _propose(self, job: ProposeAll) -> None:
        self._say(Working("propose", job.path))
        try:
            found = self._all(job)
        except Exception as error:
            self._say(ProposedAll(job.path, None, reason_of(error)))
        else:
            self._say(ProposedAll(job.path, tuple(found)))

    def _all(self, job: ProposeAll) -> list[AssistProposal]:
        """All proposals in an image, as if each were accepted as it comes: undecided ones would come again."""
        assert self._model is not None
        predictor = self._model.predictor
        self._wait()
        scene = predictor.open(read_image(Path(job.path)), job.object_size, job.expected)
        state, found, useless = None, list[AssistProposal](), 0
        while len(found) < job.most and useless < MOST_EMPTY:
            self._wait()
            proposal, after = predictor.propose(scene, state)
            if proposal is None:
                break
            answer = answer_of(proposal)
            if answer.mask.is_empty:
                useless, state = useless + 1, after
                continue
            mask = answer.mask.to_array()
            if answer.objectness < job.least:
                useless, state = useless + 1, predictor.reject(scene, after, mask)
                continue
            useless, state = 0, predictor.accept(scene, after, mask, answer.category)
            size: float | None = getattr(scene, "object_size", None)
            found.append(replace(answer, object_size=size))
        return found


def main() -> None:
    """Serve the parent process; the one argument names the loader (module:callable)."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    worker = BatchWorker(find_factory(sys.argv[1]), lambda message: say(message))
    say = start_serving(worker.put)
    try:
        worker.run()
    except OSError:
        os._exit(0)  # the parent is gone


if __name__ == "__main__":
    main()
