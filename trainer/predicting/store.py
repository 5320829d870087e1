"""The folder of the parts: what is done stays done, so that a prediction that was interrupted goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from annotations import file_locks
from annotations.errors import Problem, explain
from annotations.files import atomic_file
from trainer.errors import TrainerError
from trainer.predicting.items import Done, Item, Items

PLAN, LOG, LOCK = "plan.json", "log.jsonl", ".lock"
_SAID = {
    "images": "its parts are of other images, or of images that have changed since",
    "model": "its parts are of another model",
    "settings": "its parts were made with other options",
    "part_size": "its parts have another number of images (--part-size)",
}


@dataclass(frozen=True)
class Plan:
    """What the parts are of; two plans that are equal give the same parts. All but the numbers are digests."""

    model: str
    settings: str
    images: str
    part_size: int
    parts: int


def plan_of(
    items: Items | Sequence[Item], part_size: int, weights: Mapping[str, Any], settings: object
) -> Plan:
    """Return the plan of images in order, of a network's weights, and of settings that change the results.

    weights: tensors by name (`state_dict`), on the CPU. settings: what JSON can hold.
    """
    model = hashlib.sha256()
    for name, values in sorted(weights.items()):
        model.update(name.encode() + values.numpy().tobytes())
    images = hashlib.sha256()
    for item in items:
        images.update(repr((item.id, item.name, item.start, item.stamp)).encode())
    said = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    parts = -(-len(items) // part_size)
    return Plan(model.hexdigest(), said.hexdigest(), images.hexdigest(), part_size, parts)


class Store:
    """A folder of parts: `plan.json`, `part-00000.json` and so on, and `log.jsonl` with a line for each part done."""

    def __init__(self, folder: Path, plan: Plan, *, was_killed: bool = False) -> None:
        """was_killed: the program that used the folder last did not end by itself."""
        self._folder, self._plan, self.was_killed = folder, plan, was_killed

    def path(self, number: int, suffix: str = ".json") -> Path:
        """Return the file of a part."""
        return self._folder / f"part-{number:05}{suffix}"

    def there(self) -> tuple[set[int], list[Problem]]:
        """Return the parts that are done, and what is wrong with others, which are to be done again.

        A part that was changed since it was written is done all the same, if it can be read, and is named as well.
        """
        written = self._logged()
        done: set[int] = set()
        problems: list[Problem] = []
        for number in range(self._plan.parts):
            path = self.path(number)
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise TrainerError(f"{path}: {explain(error)}.") from error
            if written.get(number) != _digest(content):
                if not _is_whole(content):
                    problems.append(Problem(str(path), "", "it is damaged; its images are predicted again"))
                    continue
                if number in written:
                    problems.append(Problem(str(path), "", "it was changed since it was written", kept=True))
            done.add(number)
        return done, problems

    def write(self, done: Done) -> None:
        """Keep a part: all of it or nothing. FormatError if it cannot be written."""
        with atomic_file(self.path(done.number)) as file:
            file.write(done.content)
        line = {"part": done.number, "images": done.images, "seconds": round(done.seconds, 3), "by": done.by}
        line["sha256"] = _digest(done.content)
        try:
            with open(self._folder / LOG, "ab+") as log:
                if log.tell() and not _ends_in_line_end(log):  # the disk was full
                    log.write(b"\n")
                log.write(json.dumps(line).encode() + b"\n")
        except OSError as error:
            raise TrainerError(f"{self._folder / LOG}: {explain(error)}.") from error

    def _logged(self) -> dict[int, str]:
        """Return the digest of each part by the log, the last one counts."""
        digests: dict[int, str] = {}
        with suppress(FileNotFoundError), open(self._folder / LOG, "rb") as log:
            for text in log:
                with suppress(ValueError, KeyError, TypeError):  # cut off, or of an earlier version
                    line = json.loads(text)
                    digests[line["part"]] = line["sha256"]
        return digests

    def contents(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each part in order and its digest; one at a time is in memory. TrainerError: one is damaged."""
        for number in range(self._plan.parts):
            path = self.path(number)
            try:
                content = path.read_bytes()
                yield json.loads(content), _digest(content)
            except (OSError, ValueError) as error:
                reason = explain(error) if isinstance(error, OSError) else "it is damaged"
                raise TrainerError(f"{path}: {reason}; the same command makes it again.") from error

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_whole(content: bytes) -> bool:
    """Whether a part that is not as logged, or not logged, can be read; one that is cut off cannot."""
    try:
        found = json.loads(content)
    except ValueError:
        return False
    return isinstance(found, dict) and {"info", "images", "annotations", "categories"} <= found.keys()


def _ends_in_line_end(file: IO[bytes]) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


@contextmanager
def opened(folder: Path, plan: Plan) -> Iterator[Store]:
    """Yield the folder of parts, a new one or one of the same plan; no other program can use it meanwhile.

    TrainerError: it holds something else, or another program uses it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check(folder, plan)
        was_killed = (folder / LOCK).exists()
        lock = _locked(folder)
    except OSError as error:
        raise TrainerError(f"{folder}: {explain(error)}.") from error
    try:
        if not (folder / PLAN).exists():
            with atomic_file(folder / PLAN) as file:
                file.write(json.dumps(asdict(plan), indent=1).encode())
        yield Store(folder, plan, was_killed=was_killed)
    finally:
        if lock is not None:
            file_locks.give_back(folder / LOCK, lock)


def _check(folder: Path, plan: Plan) -> None:
    path = folder / PLAN
    if not path.exists():
        if any(name not in (LOCK,) and not name.endswith(".part") for name in os.listdir(folder)):
            raise TrainerError(f"{folder}: it is there already and holds no parts; choose another name.")
        return
    try:
        before = json.loads(path.read_bytes())
    except ValueError:
        before = {}
    for name, value in asdict(plan).items():
        if before.get(name) != value:
            reason = _SAID.get(name, _SAID["images"])
            raise TrainerError(f"{folder}: {reason}; delete it or choose another name.")


def _locked(folder: Path) -> int | None:
    """Lock the folder; None if its drive has no locks."""
    with suppress(file_locks.NoLocksError):
        try:
            return file_locks.take(folder / LOCK)
        except file_locks.TakenError:
            raise TrainerError(f"{folder}: another program is predicting into it.") from None
    return None
