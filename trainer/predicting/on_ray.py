"""Deals parts out to workers on the machines of a Ray cluster, or on this one, by Ray Data."""

from __future__ import annotations

import io
import logging
import os
import sys
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, fields, replace
from typing import Any

from trainer.errors import TrainerError, lacks_memory
from trainer.predicting import ray_leftovers
from trainer.predicting.failing import ATTEMPTS, Lost, portable
from trainer.predicting.items import Done, Part, packed, unpacked
from trainer.predicting.local import Make, Work

INSTALL = 'the engine needs the package ray: pip install "rsis-annotator[ray]"'

DONE = tuple(field.name for field in fields(Done))
ENDED, LACKS_MEMORY = "ended", "lacks memory"
"""Why a part is lost, in a row."""


@contextmanager
def joined() -> Iterator[None]:
    """A `with` block in a Ray cluster: the one that `RAY_ADDRESS` names or that runs here, or a new one here.

    What Ray prints goes to stderr, but not that a worker ended, which is told otherwise. TrainerError: Ray is not
    installed, or does not start.
    """
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # else it warns of what Ray Data itself does
    logging.getLogger("ray").setLevel(logging.ERROR)
    with redirect_stdout(_WithoutRaylet()), ray_leftovers.ended():
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise TrainerError(f"{INSTALL} ({error})") from error
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        try:
            ray.init(
                include_dashboard=False, logging_level="ERROR", log_to_driver=False, ignore_reinit_error=True
            )
        except Exception as error:
            raise TrainerError(f"Ray does not start: {error}") from error
        try:
            yield
        finally:
            ray.shutdown()


class _WithoutRaylet(io.TextIOBase):
    """Passes lines on to stderr, without those of Ray's processes about workers that ended."""

    def __init__(self) -> None:
        self._line = ""

    def write(self, text: str) -> int:
        """Take a piece of a line, or several lines."""
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            if "(raylet)" not in line:
                sys.stderr.write(f"{line}\n")
        return len(text)


def resources(device: str, threads: int) -> dict[str, float]:
    """Return what one worker takes of a cluster: a GPU if it has any and the device may be one, and processors."""
    import ray

    gpus = ray.cluster_resources().get("GPU", 0)
    wanted = device.startswith("cuda") or (device == "auto" and gpus > 0)
    return {"num_gpus": 1 if wanted else 0, "num_cpus": max(1, threads)}


def most_workers(each: dict[str, float]) -> int:
    """Return how many workers the cluster has room for now, at least one."""
    import ray

    have = ray.cluster_resources()
    rooms = [
        int(have.get(kind, 0) / each[name])
        for kind, name in (("GPU", "num_gpus"), ("CPU", "num_cpus"))
        if each[name]
    ]
    return max(1, min(rooms))


def deal(parts: Iterable[Part], make: Make, workers: int, each: dict[str, float]) -> Iterator[Done | Lost]:
    """Yield each part when it is done or lost, in any order, as `local.deal`.

    Each of `workers` actors makes a worker with `make`, and takes `each` of the cluster's resources (see `resources`).
    Ray Data hands out no more than the actors and its object store can take, and gives a part whose actor ended to
    another one. TrainerError: what a worker raised.
    """
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    rows = [row_of(part) for part in parts]
    if not rows:
        return
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    done = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Actor,
        fn_constructor_args=(make, ray.remote(num_cpus=0)(Attempts).remote()),
        batch_size=1,
        batch_format="numpy",
        compute=ActorPoolStrategy(size=min(workers, len(rows))),
        **each,
    )
    try:
        # What is done is to be kept at once; `iter_rows` holds it back until the next one is done.
        for table in done.iter_batches(prefetch_batches=0, batch_size=None, batch_format="pyarrow"):
            for row in table.to_pylist():
                yield _told(row)
    except ray.exceptions.RayError as error:
        lines = str(error).strip().splitlines()
        raise TrainerError(f"Ray gave up: {lines[-1] if lines else type(error).__name__}") from error


def _told(row: dict[str, Any]) -> Done | Lost:
    """Return the answer that a row holds. TrainerError: what a worker raised."""
    if row["error"]:
        error = TrainerError(row["error"])
        error.add_note(row["details"])
        raise error
    if row["lost"]:
        return Lost(_part(row), row["lost"] == LACKS_MEMORY)
    return Done(*(row[name] for name in DONE))


class Attempts:
    """Counts, in an actor of its own, how often each part was begun: Ray Data would try for ever."""

    def __init__(self) -> None:
        self._begun: Counter[int] = Counter()

    def begin(self, number: int) -> int:
        """Count a part; return how often it was begun."""
        self._begun[number] += 1
        return self._begun[number]


class Actor:
    """A worker as Ray Data calls it: rows of parts in, rows of answers out."""

    def __init__(self, make: Make, attempts: Any) -> None:
        """attempts: the actor that counts them."""
        self._make, self._attempts = make, attempts
        self._work: Work | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Predict the parts of a batch."""
        given = [{name: batch[name][n] for name in batch} for n in range(len(batch["number"]))]
        rows = [{**row, **EMPTY, "number": int(row["number"]), **self._answer(row)} for row in given]
        return {name: [row[name] for row in rows] for name in rows[0]}

    def _answer(self, row: dict[str, Any]) -> dict[str, Any]:
        import ray

        if ray.get(self._attempts.begin.remote(int(row["number"]))) > ATTEMPTS:
            return {"lost": ENDED}
        try:
            self._work = self._work or self._make()
            return {**asdict(self._work(_part(row))), "items": ""}
        except Exception as error:  # as an answer, so that it is raised at once and not tried again
            if lacks_memory(error):
                return {"lost": LACKS_MEMORY}
            carried = portable(error)
            return {"error": str(carried), "details": "".join(getattr(carried, "__notes__", ()))}


EMPTY = {**asdict(Done(-1, b"", 0, 0.0, "")), "lost": "", "error": "", "details": ""}
"""An answer that says nothing."""


def _part(row: dict[str, Any]) -> Part:
    return Part(int(row["number"]), int(row["first"]), unpacked(b64decode(str(row["items"]))))


def row_of(part: Part) -> dict[str, Any]:
    """Return a part as a row for an actor."""
    items = b64encode(packed(_absolute(part).items)).decode()  # NumPy would cut zeros off the end of bytes
    return {"number": part.number, "first": part.first, "items": items}


def _absolute(part: Part) -> Part:
    """Return a part whose paths are right in any folder, as actors may be started in another one."""
    return replace(
        part,
        items=tuple(
            item if "://" in item.where else replace(item, where=os.path.abspath(item.where))
            for item in part.items
        ),
    )
