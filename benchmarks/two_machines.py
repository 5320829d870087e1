"""Trains from shards on two machines, loses one of them in different ways, and goes on; needs root (or CAP_NET_ADMIN).

    python -m benchmarks.two_machines [--iterations 60] [--backend c10d]

The machines are network namespaces of this one (see `benchmarks.machines`), each with torchrun and one process on the
CPU (gloo). A tiny network learns drawn cells. In turn:

whole: nothing happens. Both must end with the same weights, and the loss must fall.
process killed: one training process is killed (SIGKILL) on the way, then the same command is given again on both. How
long does the other one live, and what does it say? No iteration up to the last save may be done again, and the weights
must equal those of `whole`.
restarts: as `process killed`, but with torchrun's --max-restarts: nobody gives a command again.
machine lost: the cable of one machine is taken out and everything on it killed. The other must end after `--timeout`.

Prints one JSON object; exit code 1 if any of this is not so.
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
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.machines import CABLE, Machine, ended, kill_all, missing, two_machines
from tests.trainer.conftest import TINY, draw_cells, toml_of
from trainer.data.sources import read_samples
from trainer.shards.writing import write_shards

PATIENCE = 240
"""Seconds after which a process is taken to hang."""
SAVE_EVERY = 10


@dataclass(frozen=True)
class Setting:
    """What all trainings share. folder: of the data and results; backend: torchrun's rendezvous."""

    folder: Path
    iterations: int
    backend: str
    timeout: int


@dataclass
class Job:
    """A training on two machines: its run folder, its records, and torchrun on each."""

    name: str
    setting: Setting
    machines: tuple[Machine, Machine]
    restarts: int = 0
    agents: tuple[subprocess.Popen[bytes], ...] = ()

    @property
    def records(self) -> Path:
        return self.setting.folder / f"{self.name}-records"

    @property
    def run(self) -> Path:
        return self.setting.folder / self.name

    def start(self) -> None:
        """Give the command on both machines."""
        self.records.mkdir(exist_ok=True)
        setting = self.setting
        first = self.machines[0].host
        agents = []
        for rank, machine in enumerate(self.machines):
            torchrun = [
                sys.executable,
                "-m",
                "torch.distributed.run",
                "--nnodes",
                "2",
                "--nproc-per-node",
                "1",
            ]
            if setting.backend == "c10d":
                torchrun += [
                    "--rdzv-backend",
                    "c10d",
                    "--rdzv-endpoint",
                    f"{first}:29500",
                    "--rdzv-id",
                    self.name,
                ]
            else:
                torchrun += ["--node-rank", str(rank), "--master-addr", first, "--master-port", "29500"]
            torchrun += ["--max-restarts", str(self.restarts)]
            training = [
                *("-m", "benchmarks.two_machines_worker", str(self.records), "train", "--preset", "starter"),
                *("--config", str(setting.folder / "tiny.toml"), "--kinds-balanced", "false"),
                *("--data", str(setting.folder / "shards" / "shard-{00000..00005}.tar")),
                *("--iterations", str(setting.iterations), "--output", str(self.run), "--resume"),
                *("--timeout", str(setting.timeout)),
            ]
            environment = {"GLOO_SOCKET_IFNAME": CABLE, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()}
            agents.append(machine.start([*torchrun, *training], environment, self.log(rank)))
        self.agents = tuple(agents)

    def log(self, rank: int) -> Path:
        """Return the file with a machine's output."""
        return self.records / f"{rank}.log"

    def lines(self, rank: int, key: str) -> list[dict[str, Any]]:
        """Return the records of a process that have a key."""
        path = self.records / f"{rank}.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [line for line in map(json.loads, lines) if key in line]

    def iterations(self) -> list[int]:
        """Return the iterations in the order in which they were done."""
        return [line["iteration"] for line in self.lines(0, "loss")]

    def wait_for(self, iteration: int) -> None:
        """Wait until an iteration is done. RuntimeError: it does not come."""
        limit = time.monotonic() + PATIENCE
        while iteration not in self.iterations():
            if time.monotonic() > limit or any(agent.poll() is not None for agent in self.agents):
                raise RuntimeError(
                    f"{self.name}: iteration {iteration} does not come\n{self.log(0).read_text()}"
                )
            time.sleep(0.02)

    def finish(self) -> list[int]:
        """Wait for both machines; return their exit codes."""
        for agent in self.agents:
            if ended(agent, PATIENCE) is None:
                kill_all(agent)
        return [agent.returncode for agent in self.agents]

    def worker(self, rank: int) -> int:
        """Return the newest training process of a machine."""
        return int(self.lines(rank, "process")[-1]["process"])

    def said(self, rank: int) -> list[str]:
        """Return the lines that the trainer wrote on a machine about its end."""
        return [line for line in self.log(rank).read_text().splitlines() if "rsis-trainer train:" in line]

    def saved(self) -> int:
        """Return the iteration of the last save."""
        return int(json.loads((self.run / "last" / "progress.json").read_text())["progress"]["iteration"])

    def weights(self) -> list[str]:
        """Return the digest of each process's weights at the end. RuntimeError: one did not reach it."""
        for rank in (0, 1):
            if not self.lines(rank, "weights"):
                raise RuntimeError(
                    f"{self.name}: process {rank} did not reach the end\n{self.log(rank).read_text()}"
                )
        return [str(self.lines(rank, "weights")[-1]["weights"])[:16] for rank in (0, 1)]


def whole(job: Job) -> dict[str, Any]:
    """Train without an accident."""
    began = time.monotonic()
    job.start()
    codes = job.finish()
    losses = [line["loss"] for line in job.lines(0, "loss")]
    tenth = max(1, len(losses) // 10)
    return {
        "exit_codes": codes,
        "addresses": [machine.address for machine in job.machines],
        "seconds": round(time.monotonic() - began, 1),
        "iterations": len(losses),
        "loss_first_tenth": round(sum(losses[:tenth]) / tenth, 4),
        "loss_last_tenth": round(sum(losses[-tenth:]) / tenth, 4),
        "weights": job.weights(),
        "good": codes == [0, 0] and len({*job.weights()}) == 1 and losses[-1] < losses[0],
    }


def process_killed(job: Job, at: int, expected: Sequence[str]) -> dict[str, Any]:
    """Kill one training process, see what the other one does, and give the command again."""
    job.start()
    job.wait_for(at)
    other = job.worker(0)
    os.kill(job.worker(1), signal.SIGKILL)
    began = time.monotonic()
    while _lives(other) and time.monotonic() - began < PATIENCE:
        time.sleep(0.05)
    lived = time.monotonic() - began
    codes = job.finish()
    said, saved, before = job.said(0), job.saved(), job.iterations()
    job.start()
    after = job.finish()
    again = job.iterations()[len(before) :]
    return {
        "killed_after_iteration": before[-1],
        "survivor_ended_after_seconds": round(lived, 1),
        "survivor_said": said,
        "exit_codes": codes,
        "saved_at": saved,
        "went_on_at": again[0],
        "done_again": before[-1] - saved,
        "exit_codes_afterwards": after,
        "weights": job.weights(),
        "good": 0 not in codes
        and len(said) == 1
        and after == [0, 0]
        and again == list(range(saved + 1, job.setting.iterations + 1))
        and before[-1] - saved <= SAVE_EVERY
        and job.weights() == list(expected),
    }


def machine_lost(job: Job, at: int) -> dict[str, Any]:
    """Take the cable of one machine out and kill everything on it."""
    job.start()
    job.wait_for(at)
    other = job.worker(0)
    job.machines[1].unplug()
    kill_all(job.agents[1])
    began = time.monotonic()
    while _lives(other) and time.monotonic() - began < PATIENCE:
        time.sleep(0.05)
    lived = time.monotonic() - began
    agent = ended(job.agents[0], PATIENCE)
    if agent is None:
        kill_all(job.agents[0])
    return {
        "timeout": job.setting.timeout,
        "survivor_ended_after_seconds": round(lived, 1),
        "its_torchrun_ended_after_seconds": None if agent is None else round(lived + agent, 1),
        "survivor_said": job.said(0),
        "good": lived < job.setting.timeout + 30 and len(job.said(0)) == 1 and agent is not None,
    }


def restarts(job: Job, at: int, expected: Sequence[str]) -> dict[str, Any]:
    """Kill one training process and let torchrun start them again."""
    job.start()
    job.wait_for(at)
    os.kill(job.worker(1), signal.SIGKILL)
    began = time.monotonic()
    before = len(job.iterations())
    codes = job.finish()
    again = job.iterations()[before:]
    first = next((i for i, number in enumerate(again) if i and number <= again[i - 1]), 0)
    return {
        "exit_codes": codes,
        "went_on_at": again[first] if again else None,
        "seconds_to_the_end": round(time.monotonic() - began, 1),
        "weights": job.weights(),
        "good": codes == [0, 0] and job.weights() == list(expected),
    }


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def prepare(folder: Path) -> None:
    """Draw cells, make shards of them, and write the configuration of a tiny network."""
    data = read_samples(draw_cells(folder / "cells", 60), None, None)
    write_shards(data, folder / "shards", "shard", 10)
    config = replace(
        TINY,
        batch=4,
        steps=(2, 2),
        curriculum=False,
        save_every=SAVE_EVERY,
        validate_every=10_000,
        learning_rate=3e-3,
        person=replace(TINY.person, streams="image"),
        device="cpu",
        shuffle=8,
    )
    (folder / "tiny.toml").write_text(toml_of(config))


def main() -> None:
    """Do all in turn, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--backend", choices=("c10d", "static"), default="c10d")
    parser.add_argument("--timeout", type=int, default=20, help="seconds; the trainer's own default is 300")
    options = parser.parse_args()
    if reason := missing():
        sys.exit(f"two_machines: {reason}")
    at = options.iterations // 2 + SAVE_EVERY // 2
    result: dict[str, Any] = {"backend": options.backend, "iterations": options.iterations}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        setting = Setting(folder, options.iterations, options.backend, options.timeout)
        with two_machines(folder) as machines:
            result["whole"] = whole(Job("whole", setting, machines))
            weights = result["whole"]["weights"]
            result["process_killed"] = process_killed(Job("killed", setting, machines), at, weights)
            result["restarts"] = restarts(Job("restarts", setting, machines, restarts=3), at, weights)
            result["machine_lost"] = machine_lost(Job("lost", setting, machines), at)
    print(json.dumps(result, indent=1))
    sys.exit(0 if all(part["good"] for part in result.values() if isinstance(part, dict)) else 1)


if __name__ == "__main__":
    main()
