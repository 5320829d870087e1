"""Fails `rsis-trainer predict` in several ways, and checks that each is one clear line and that nothing is lost.

    python -m tests.trainer.predict_failures_run [--images 100] [--only NAME ...] [--ray]

    killing   an image at which the worker's process is killed each time, by two processes; with --ray, also there
    memory    an image that needs more than a control group allows, so that Linux ends the worker (root, cgroups 1)
    disk      no room for the parts, or for the output, on a file system of some kB; then there is (root)
    slow      each image takes DELAY seconds to be read: how long the network waits for that
    hang      an image that is never read, and Ctrl-C

Prints one JSON object for each; ends with an error at the first that is not so. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest import mock

import torch
from PIL import Image

import resources
from benchmarks.predict_engines import draw
from rsis_model.checkpoint import load_checkpoint
from tests.trainer.predict_kill_run import tiny, until
from trainer.predicting import worker
from trainer.predicting.finding import find
from trainer.predicting.items import Item, cut
from trainer.predicting.reading import read
from trainer.predicting.reading_ahead import read_ahead
from trainer.predicting.worker import Settings, Worker

DELAY = 0.1
SLOW = 64
"""Images that are read slowly."""
LIMIT = 1400 * 2**20
"""Bytes for a command and its worker, of which they take about 900 MB without a large image."""
LARGE = 14000
"""Pixels of a side of the large image."""
GROUPS = Path("/sys/fs/cgroup/memory")


class World:
    """A network, images, and what is found in them."""

    def __init__(self, top: Path, count: int) -> None:
        self.top = top
        self.checkpoint = tiny(top)
        self.images = draw(top / "images", count, 64)
        self.count = count
        self.middle = sorted(self.images.iterdir())[count // 2]
        self.predict(top / "whole.json")
        self.whole = json.loads((top / "whole.json").read_text())

    def command(self, output: Path, *arguments: object) -> list[str]:
        """Return the command that predicts the images."""
        start = [
            sys.executable,
            "-m",
            "tests.trainer.predict_traced",
            self.top / "trace",
            "predict",
            "--json",
        ]
        start += [
            "--checkpoint",
            self.checkpoint,
            "--threads",
            1,
            "--images",
            self.images,
            "--output",
            output,
        ]
        return [str(one) for one in (*start, *arguments)]

    def predict(
        self, output: Path, *arguments: object, group: Path | None = None, **variables: str
    ) -> Answer:
        """Run the command, in a control group if one is given."""
        began = time.perf_counter()
        run = subprocess.run(
            self.command(output, *arguments),
            env={**os.environ, "RAY_ADDRESS": "local", **variables},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=(lambda: (group / "cgroup.procs").write_text(str(os.getpid()))) if group else None,  # type: ignore[arg-type,return-value]
        )
        return Answer(run.returncode, run.stdout, " ".join(run.stderr.split()), time.perf_counter() - began)

    def without(self, path: Path) -> list[Any]:
        """Return what is found in the other images."""
        return [one for one in self.whole if one["file_name"] != path.name]


def alike(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    """Whether the results are the same but for the rounding of scores: who is tried alone is in no batch."""
    unrounded = [[{**one, "score": 0} for one in results] for results in (found, expected)]
    scores = ((a["score"], b["score"]) for a, b in zip(found, expected, strict=False))
    return unrounded[0] == unrounded[1] and all(abs(a - b) < 1e-4 for a, b in scores)


class Answer:
    """What a command came to."""

    def __init__(self, code: int, out: str, said: str, seconds: float) -> None:
        self.code, self.said, self.seconds = code, said, seconds
        self.result = json.loads(out) if out.strip() else {}


def killing(world: World, *arguments: str) -> dict[str, Any]:
    """The image that kills is left out alone."""
    output = world.top / "killing.json"
    answer = world.predict(output, *arguments, KILL_AT=world.middle.name)
    assert (answer.code, answer.result["images"], answer.result["broken"]) == (0, world.count - 1, 1), (
        answer.said
    )
    assert f"{world.middle}: its worker ended 3 times" in answer.said, answer.said
    assert alike(json.loads(output.read_text()), world.without(world.middle))
    return {"arguments": arguments, "said": answer.said, "seconds": round(answer.seconds, 1)}


def memory(world: World) -> dict[str, Any]:
    """The image for which memory is not enough is left out alone."""
    large = world.images / "large.png"
    Image.new("L", (LARGE, LARGE)).save(large)
    group = GROUPS / f"rsis-{os.getpid()}"
    group.mkdir()
    output = world.top / "memory.json"
    try:
        (group / "memory.limit_in_bytes").write_text(str(LIMIT))
        answer = world.predict(output, "--workers", 1, group=group)
        events = (group / "memory.oom_control").read_text().split()
    finally:
        large.unlink()
        until(lambda: not (group / "cgroup.procs").read_text(), "the end of the group")
        group.rmdir()
    assert (answer.code, answer.result.get("images"), answer.result["broken"]) == (0, world.count, 1), (
        answer.said
    )
    assert str(large) in answer.said
    assert alike(json.loads(output.read_text()), world.whole)
    return {"said": answer.said, "kills by Linux": events[-1], "seconds": round(answer.seconds, 1)}


def disk(world: World) -> dict[str, Any]:
    """Nothing is lost when the disk is full, and the same command goes on when it is not."""
    small = world.top / "small"
    small.mkdir()
    said = []

    def room(size: str, *, again: bool = True) -> None:
        options = f"remount,size={size}" if again else f"size={size}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(small)], check=True)

    room("32k", again=False)
    try:
        shards, output = ("--shards", small / "parts"), small / "out.json"
        answer = world.predict(output, *shards)
        assert answer.code == 1 and "the disk is full" in answer.said, answer.said
        said.append(answer.said)
        parts = len(list((small / "parts").glob("part-*.json")))
        assert 0 < parts < -(-world.count // 16)
        used = sum(path.stat().st_blocks for path in small.rglob("*")) // 2
        room("4M")
        assert world.predict(world.top / "beside.json", *shards).code == 0
        used = sum(path.stat().st_blocks for path in small.rglob("*")) // 2
        room(f"{used + 4}k")
        answer = world.predict(output, *shards)
        assert answer.code == 1 and "out.json: it could not be written: the disk is full" in answer.said
        said.append(answer.said)
        assert [path.name for path in small.iterdir()] == ["parts"]
        room("4M")
        answer = world.predict(output, *shards)
        assert answer.code == 0, answer.said
        assert alike(json.loads(output.read_text()), world.whole)
        logged = [
            json.loads(line)["part"] for line in (small / "parts" / "log.jsonl").read_text().splitlines()
        ]
        assert sorted(logged) == sorted(set(logged)), logged
    finally:
        subprocess.run(["umount", str(small)], check=True)
    return {"said": said, "parts before the disk was full": parts, "parts": len(logged)}


def slow(world: World) -> dict[str, Any]:
    """Reading overlaps with the network, and with other reading."""
    torch.set_num_threads(1)
    model = load_checkpoint(str(resources.starter_checkpoint()))
    work = Worker(Settings("", threads=1, categories=dict.fromkeys(model.config.categories, 1)), model)
    part = next(cut(find([str(world.images)])[0], SLOW))

    def seconds(ahead: Any) -> tuple[float, bytes]:
        with mock.patch.object(worker, "read_ahead", ahead):
            began = time.perf_counter()
            done = work(part)
        return round(time.perf_counter() - began, 2), done.content

    def late(item: Item) -> Any:
        time.sleep(DELAY)
        return read(item)

    ways = {
        "not slow": read_ahead,
        "slow, each when it is needed": lambda items: ((item, late(item)) for item in items),
        "slow, read ahead": lambda items: read_ahead(items, late),
    }
    seconds(read_ahead)
    found = {name: seconds(way) for name, way in ways.items()}
    assert len({content for _, content in found.values()}) == 1
    return {"images": SLOW, "delay": DELAY, "seconds": {name: took for name, (took, _) in found.items()}}


def hang(world: World) -> dict[str, Any]:
    """Ctrl-C ends a command that waits for a disk, and it goes on later."""
    output = world.top / "hang.json"
    environment = {**os.environ, "HANG_AT": world.middle.name}
    run = subprocess.Popen(world.command(output), env=environment, stderr=subprocess.PIPE, text=True)
    parts = output.with_name("hang.json.parts")
    until(lambda: len(list(parts.glob("part-*.json"))) == world.count // 2 // 16, "the part that hangs")
    time.sleep(2)
    began = time.perf_counter()
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    seconds = time.perf_counter() - began
    assert run.returncode == 130, said
    assert world.predict(output).code == 0
    assert alike(json.loads(output.read_text()), world.whole)
    return {"seconds from Ctrl-C to the end": round(seconds, 2), "said": " ".join(said.split())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=int, default=100)
    parser.add_argument("--ray", action="store_true")
    kinds = {one.__name__: one for one in (killing, memory, disk, slow, hang)}
    parser.add_argument("--only", nargs="+", choices=tuple(kinds), default=tuple(kinds))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = str(Path(name) / "data")
        world = World(Path(name), options.images)
        for kind in options.only:
            ways = [("--workers", "2"), *([("--engine", "ray", "--workers", "2")] if options.ray else [])]
            for way in ways if kind == "killing" else [()]:
                print(json.dumps({kind: kinds[kind](world, *way)}), flush=True)  # type: ignore[operator]


if __name__ == "__main__":
    main()
