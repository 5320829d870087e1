"""Devices, precisions, and several processes or parts that share a batch."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from accelerate.state import AcceleratorState
from safetensors.torch import load_file

from tests.trainer.conftest import PLAIN, TINY
from trainer.config import TrainConfig, to_dict
from trainer.data.sources import read_samples
from trainer.errors import TrainerError
from trainer.run.folder import RunFolder
from trainer.training.devices import Engine
from trainer.training.loop import train

ONE = {"iterations": 1, "batch": 4, "warmup": 0, "average": 0.0, "curriculum": False, "validation_images": 2}
# Group norms: batch norms on the CPU see their own process's images alone.
SHARED_PLAIN = dataclasses.replace(PLAIN, **ONE, steps=(4, 4))
SHARED_GUIDED = dataclasses.replace(
    TINY, **ONE, steps=(4, 4), person=dataclasses.replace(TINY.person, streams="image")
)
# A process's gradients are summed in another order: what that may change, of the largest gradient there is.
TOLERANCE = 1e-5


@pytest.fixture(autouse=True)
def _own_accelerator() -> Iterator[None]:
    """accelerate keeps its first precision for the life of a process."""
    yield
    AcceleratorState._reset_state(reset_partial_state=True)


def run(cells: Path, output: Path, config: TrainConfig, close: bool = False, **options: object) -> RunFolder:
    data = read_samples(cells, None, ("cell",))
    folder = RunFolder(output)
    job = train(config, data.samples[:4], data.samples[4:], folder, lambda figures: "card", **options)  # type: ignore[arg-type]
    if close:
        job.engine.close()
    return folder


def gradients(folder: Path) -> torch.Tensor:
    """All gradients of a first iteration, as Adam's first moments hold them."""
    tensors = load_file(folder / "last" / "state.safetensors")
    return torch.cat([t.flatten() for n, t in sorted(tensors.items()) if n.endswith(".exp_avg")])


def same(a: torch.Tensor, b: torch.Tensor) -> bool:
    return float((a - b).abs().max()) <= TOLERANCE * float(a.abs().max())


@pytest.mark.parametrize("config", [SHARED_PLAIN, SHARED_GUIDED], ids=["plain", "guided"])
def test_two_processes_give_the_gradients_of_one(cells: Path, tmp_path: Path, config: TrainConfig) -> None:
    one = run(cells, tmp_path / "one", config)
    (tmp_path / "config.json").write_text(json.dumps(to_dict(config)))
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from tests.trainer.test_devices import run\n"
        "from trainer.config import from_dict\n"
        "cells, folder = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "config = from_dict(json.loads((folder / 'config.json').read_text()))\n"
        "run(cells, folder / 'two', config, close=True)\n"
    )
    (tmp_path / "two.py").write_text(script)
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [*launch, str(tmp_path / "two.py"), str(cells), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    a, b = gradients(one.path), gradients(tmp_path / "two")
    assert float(a.abs().max()) > 0
    assert same(a, b)
    losses = [
        json.loads(line)["loss"]
        for folder in (one.path, tmp_path / "two")
        for line in (folder / "metrics.jsonl").read_text().splitlines()
        if '"validation"' in line
    ]
    assert losses[0] == pytest.approx(losses[1], rel=1e-3)


def test_parts_of_a_batch_one_after_the_other_give_its_gradients(cells: Path, tmp_path: Path) -> None:
    # Two steps and four objects an image: each part has as many pairs.
    config = dataclasses.replace(
        SHARED_PLAIN, steps=(2, 2), loss=dataclasses.replace(PLAIN.loss, objectness_steps="every")
    )
    whole = run(cells, tmp_path / "whole", config)
    parts = run(cells, tmp_path / "parts", dataclasses.replace(config, parts=2))
    assert same(gradients(whole.path), gradients(parts.path))


def test_the_same_seed_gives_the_same_first_twenty_losses(cells: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(TINY, iterations=20, validate_every=50, save_every=50)

    def losses(name: str, config: TrainConfig) -> list[float]:
        told: list[float] = []

        def report(line: dict[str, object]) -> None:
            if line["kind"] == "train":
                told.append(float(str(line["total"])))

        run(cells, tmp_path / name, config, report=report)
        return told

    first = losses("a", config)
    assert len(first) == 20
    assert losses("b", config) == first
    assert losses("c", dataclasses.replace(config, workers=1)) == first
    assert losses("d", dataclasses.replace(config, seed=1)) != first


@pytest.mark.parametrize("config", [TINY, PLAIN], ids=["guided", "plain"])
def test_half_precision_trains_near_the_full_one(cells: Path, tmp_path: Path, config: TrainConfig) -> None:
    totals = []
    for precision in ("fp32", "bf16"):
        told: list[float] = []

        def report(line: dict[str, object], told: list[float] = told) -> None:
            told.append(float(str(line.get("total", 0.0))))

        folder = run(
            cells, tmp_path / precision, dataclasses.replace(config, precision=precision), report=report
        )
        totals.append(told[0])
        tensors = load_file(folder.checkpoint / "model.safetensors")
        assert all(t.dtype in (torch.float32, torch.int64) for t in tensors.values())
        AcceleratorState._reset_state(reset_partial_state=True)
    assert totals[0] != totals[1]  # it was at another precision
    assert totals[0] == pytest.approx(totals[1], rel=0.03)


@pytest.mark.parametrize(
    ("device", "precision", "reason"),
    [
        ("abacus", "fp32", "abacus"),
        ("cpu", "fp16", "fp16"),
        ("cpu", "fp8", "fp8"),
        *([] if torch.cuda.is_available() else [("cuda", "fp32", "cuda")]),
    ],
)
def test_a_device_or_precision_that_is_not_there_is_named(device: str, precision: str, reason: str) -> None:
    with pytest.raises(TrainerError, match=reason):
        Engine(device, precision)


def test_a_batch_that_does_not_divide_is_refused(cells: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="batch of 2 does not divide"):
        run(cells, tmp_path / "run", dataclasses.replace(TINY, parts=3))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "[third_party/gloo/gloo/transport/tcp/pair.cc:534] Connection closed by peer [10.0.0.2]:123",
            "Connection closed by peer",
        ),
        (
            "[gloo/unbound_buffer.cc:129] Timed out waiting 300000ms for send operation to complete",
            "Timed out waiting 300000ms",
        ),
        ("NCCL error in: ProcessGroupNCCL.cpp:1, remote process exited", "NCCL error in"),
    ],
)
def test_the_loss_of_another_process_is_one_sentence(said: str, reason: str) -> None:
    engine = Engine("cpu")
    engine.processes = 2
    with pytest.raises(TrainerError, match=r"process 0 ends too; .* --resume .*") as told, engine.watching():
        raise RuntimeError(said)
    assert reason in str(told.value)


def test_other_errors_are_not_taken_for_the_loss_of_a_process() -> None:
    engine = Engine("cpu")
    engine.processes = 2
    with pytest.raises(RuntimeError, match="shapes"), engine.watching():
        raise RuntimeError("the shapes differ")


def test_processes_that_see_something_else_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine("cpu")
    engine.check_same(3, "they differ")
    monkeypatch.setattr(engine, "gather", lambda values: [*values, 4])
    with pytest.raises(TrainerError, match="they differ"):
        engine.check_same(3, "they differ")
