"""kill -9 at random moments of `rsis-trainer predict`, of a worker and of the whole command; counts what is done twice.

    python -m tests.trainer.predict_kill_run [--engine alone|local|ray] [--images 500] [--kills 20] [--worker-kills 5]

Predicts drawn images once without a kill. Then, in each round, kills the command one to three times and starts it
again, or kills a worker. Each time the file must be the same byte for byte, no image of a part that was finished may
be read again, no process may be left, and nothing beside the output. Which images are read is noted by the workers'
processes in a file (see `predict_traced`), apart from the program's own log. "alone" is the local engine in one
process. With --starter the network is the bundled starter instead of a tiny one. Prints one JSON object; ends with 1
at the first difference. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch

import resources
from benchmarks.predict_engines import draw
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY

MARK = "RSIS_PREDICT_ROUND"
"""An environment variable by which a command's processes are found, whoever started them."""
PATIENCE = 600.0
LEFT = 30.0
"""Seconds in which the workers of a killed command must have ended."""
PART = 16
ENGINES = {
    "alone": [],
    "local": ["--workers", "2"],
    "ray": ["--engine", "ray", "--workers", "2"],
}


@dataclass
class Tally:
    """What was killed, and what that cost."""

    kills: int = 0
    worker_kills: int = 0
    images_done_at_kill: list[int] = field(default_factory=list)
    lost_at_kill: list[int] = field(default_factory=list)
    """Images that were read, of parts that were not finished."""
    reads: int = 0
    images_read: int = 0
    read_again: Counter[int] = field(default_factory=Counter)
    """For each number of images that were read again, in how many rounds."""
    of_finished_parts: int = 0
    seconds_to_end: list[float] = field(default_factory=list)
    """From the kill of the command until its last worker has ended."""


class Round:
    """One prediction, in a folder of its own."""

    def __init__(self, top: Path, images: Path, checkpoint: str, engine: str) -> None:
        self.top = top
        top.mkdir()
        self.trace, self.output = top / "trace", top / "out.json"
        self.parts = top / "out.json.parts"
        self.trace.touch()
        self._command = [sys.executable, "-m", "tests.trainer.predict_traced", str(self.trace), "predict"]
        self._command += ["--checkpoint", checkpoint, "--threads", "1", "--part-size", str(PART)]
        self._command += ["--images", str(images), "--output", str(self.output), *ENGINES[engine]]

    def start(self) -> subprocess.Popen[str]:
        """Start the command, in a session of its own."""
        self.mark = uuid.uuid4().hex
        environment = {**os.environ, MARK: self.mark, "RAY_ADDRESS": "local"}
        return subprocess.Popen(
            self._command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def reads(self) -> list[tuple[str, int]]:
        """Return the images that were read, and by which process."""
        lines = (line.rpartition(" ") for line in self.trace.read_text().splitlines())
        return [(name, int(process)) for name, _, process in lines]

    def finished(self, images: Path) -> set[str]:
        """Return the images of the parts that are finished."""
        names = sorted(path.name for path in images.iterdir())
        numbers = [int(path.stem.removeprefix("part-")) for path in self.parts.glob("part-*.json")]
        return {name for n in numbers for name in names[n * PART : (n + 1) * PART]}

    def processes(self) -> list[int]:
        """Return the processes of the command that is running or was killed."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if (
                    entry.name.isdigit()
                    and f"{MARK}={self.mark}".encode() in (entry / "environ").read_bytes()
                ):
                    found.append(int(entry.name))
            except OSError:  # it has ended, or is another user's
                continue
        return found

    def wait_for_reads(self, run: subprocess.Popen[str], count: int) -> bool:
        """Wait until so many images were read in all; return whether the command runs still."""
        until(lambda: len(self.reads()) >= count or run.poll() is not None, "reads")
        return run.poll() is None

    def end(self, run: subprocess.Popen[str]) -> None:
        """Wait for the end of a command that is not killed."""
        _, said = run.communicate(timeout=PATIENCE)
        assert run.returncode == 0, (run.returncode, said)
        assert not self.parts.exists()
        beside = sorted(path.name for path in self.top.iterdir())
        assert beside == ["out.json", "trace"], beside
        until(lambda: not self.processes(), "the processes of a command that ended", LEFT)


def until(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, f"{what}: not within {patience} s"
        time.sleep(0.01)


def kill_command(one: Round, images: Path, chance: random.Random, tally: Tally) -> None:
    """Kill the command one to three times, and let it end then."""
    count = len(list(images.iterdir()))
    done: set[str] = set()
    for _ in range(chance.randint(1, 3)):
        before = len(one.reads())
        run = one.start()
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, 5))  # while it starts, too
        else:
            one.wait_for_reads(run, before + chance.randint(1, max(1, count - len(done))))
            time.sleep(chance.uniform(0, 0.2))
        run.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        run.communicate()
        until(lambda: not one.processes(), f"workers {one.processes()} of a killed command", LEFT)
        if run.returncode != -signal.SIGKILL:
            assert run.returncode == 0
            return
        if one.output.exists():  # it had done everything, and was killed while it ended
            return
        tally.seconds_to_end.append(round(time.monotonic() - killed, 2))
        again = {name for name, _ in one.reads()[before:]} & done
        tally.of_finished_parts += len(again)
        assert not again, again
        done = one.finished(images)
        tally.lost_at_kill.append(len({name for name, _ in one.reads()[before:]} - done))
        tally.images_done_at_kill.append(len(done))
        tally.kills += 1
    before = len(one.reads())
    one.end(one.start())
    again = {name for name, _ in one.reads()[before:]} & done
    tally.of_finished_parts += len(again)
    assert not again, again


def kill_worker(one: Round, images: Path, chance: random.Random, tally: Tally) -> None:
    """Kill the process that read the last image, and let the command end."""
    run = one.start()
    if one.wait_for_reads(run, chance.randint(1, len(list(images.iterdir())) - PART)):
        os.kill(one.reads()[-1][1], signal.SIGKILL)
        tally.worker_kills += 1
    one.end(run)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--engine", choices=tuple(ENGINES), default="local")
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--side", type=int, default=64)
    parser.add_argument("--kills", type=int, default=20, help="rounds in which the command is killed")
    parser.add_argument("--worker-kills", type=int, default=5, help="rounds in which a worker is killed")
    parser.add_argument("--starter", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance, tally = random.Random(options.seed), Tally()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        os.environ["XDG_DATA_HOME"] = str(top / "data")
        images = draw(top / "images", options.images, options.side)
        checkpoint = str(resources.starter_checkpoint())
        if not options.starter:
            checkpoint = tiny(top)
        first = Round(top / "first", images, checkpoint, "alone")
        first.end(first.start())
        expected = first.output.read_bytes()
        whole = Round(top / "whole", images, checkpoint, options.engine)
        whole.end(whole.start())
        assert whole.output.read_bytes() == expected, "the engines differ"
        kinds = [kill_command] * options.kills + [kill_worker] * (
            options.engine != "alone"
        ) * options.worker_kills
        for number, kind in enumerate(kinds):
            one = Round(top / str(number), images, checkpoint, options.engine)
            kind(one, images, chance, tally)
            assert one.output.read_bytes() == expected, f"round {number}: the file differs"
            reads = Counter(image for image, _ in one.reads())
            assert len(reads) == options.images
            tally.reads += reads.total()
            tally.images_read += len(reads)
            tally.read_again[reads.total() - len(reads)] += 1
            print(f"{number + 1} of {len(kinds)} rounds: {tally}", file=sys.stderr, flush=True)
    seconds = round(time.perf_counter() - began)
    print(json.dumps({**vars(options), "bytes": len(expected), **vars(tally), "seconds": seconds}))
    return 0


def tiny(top: Path) -> str:
    """Make a tiny network that finds something; return its checkpoint."""
    torch.manual_seed(0)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 0.5)
    save_checkpoint(model, top / "checkpoint", "card")
    return str(top / "checkpoint")


if __name__ == "__main__":
    sys.exit(main())
