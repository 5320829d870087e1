"""Kills (SIGKILL) the swap of a checkpoint, `predict` and `finetune` at random moments; what is there must be whole.

    python -m benchmarks.kill_while_saving [--kills 40]

Each try is a forked process with torch already loaded. After each kill the checkpoint must be the old one or the new
one, the predictions must be those of one run, the fine-tuned checkpoint must load if it is there, project and old
checkpoint must be as before, and after the next start nothing unfinished may be left. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY, draw_cells
from tests.trainer.test_training import make_project
from trainer.cli import build_parser
from trainer.commands.predicting import predict
from trainer.finetune import finetune
from trainer.run.folder import Progress, RunFolder

START = "from annotations import unfinished; unfinished.remove_what_is_left()"
OWN = ("checkpoint.new", ".p.json.0123abcd.part")
"""Files of a person, with names like those of unfinished ones."""
LONGEST = 0.4
"""Seconds until a kill: several times what a swap takes."""


def killed(work: Callable[[], None], seconds: float) -> None:
    """Do the work again and again in a forked process until it is killed."""
    process = os.fork()
    if process == 0:
        try:
            while True:
                work()
        finally:
            os._exit(1)
    time.sleep(seconds)
    ended, status = os.waitpid(process, os.WNOHANG)
    assert not ended, f"the program ended by itself ({status})"
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def swap(run: RunFolder, models: list[RSIS]) -> None:
    """Save one checkpoint after another, with the result of fine-tuning beside it."""
    for number, model in enumerate(models):
        optimizer = torch.optim.AdamW(model.parameters())
        save_checkpoint(model, run.checkpoint, f"card {number}", half=True)
        run.write_result("result.json", {"number": number})
        run.save_last(Progress(), model, None, optimizer)


def check_swap(run: Path, knows: set[float]) -> None:
    """Load the checkpoint and the result as the next start does."""
    folder = RunFolder(run)
    if (run / "result.json").exists():
        json.loads((run / "result.json").read_text())
    model = load_checkpoint(folder.checkpoint)
    assert first(model) in knows, "neither the old nor the new checkpoint"


class Lesson:
    """A small fine-tuning, and a check of what its interruption leaves."""

    def __init__(self, folder: Path) -> None:
        self.output, self._start = folder / "lesson", folder / "start"
        self._project = make_project(draw_cells(folder / "drawn", 4), 3)
        save_checkpoint(RSIS(TINY.model), self._start, "start")
        self._before = self._content()
        began = time.monotonic()
        self.learn()
        self.seconds = time.monotonic() - began

    def learn(self) -> None:
        """Fine-tune in full."""
        config = replace(TINY, iterations=3, stop_after=0)
        finetune(self._project, str(self._start), self.output, config, 0.3, lambda line: None, math.inf)

    def check(self) -> None:
        """The new checkpoint loads, its result can be read, and what it came from is untouched."""
        load_checkpoint(self.output / "checkpoint")
        json.loads((self.output / "result.json").read_text())
        assert self._content() == self._before, "the project or the old checkpoint has changed"

    def _content(self) -> list[bytes]:
        files = [self._project, *sorted(self._start.iterdir())]
        return [file.read_bytes() for file in files]


def first(model: RSIS) -> float:
    """Return a number that tells the models apart."""
    return round(float(next(model.parameters()).detach().float().flatten()[0]), 3)


def main() -> None:
    """Kill, check, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=40, help="a third each in swap, predict and finetune")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    chance = random.Random(options.seed)
    unfinished = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        cells = draw_cells(folder / "cells", 3)
        models = []
        for value in (0.25, 0.5):
            model = RSIS(TINY.model)
            with torch.no_grad():
                next(model.parameters()).fill_(value)
            models.append(model)
        run, output = folder / "run", folder / "out" / "p.json"
        save_checkpoint(models[0], run / "checkpoint", "first")
        (run / OWN[0]).mkdir()
        output.parent.mkdir()
        (output.parent / OWN[1]).touch()
        command = ["predict", "--images", str(cells / "images"), "--output", str(output)]
        command += ["--checkpoint", str(run / "checkpoint"), "--threads", "1"]
        arguments = build_parser().parse_args(command)
        began = time.monotonic()
        predict(arguments)
        whole = time.monotonic() - began
        output.unlink()
        lesson = Lesson(folder)
        known = {"checkpoint", "last", "result.json", *OWN, "p.json", "metrics.jsonl", "config.json"}
        places = run, output.parent, lesson.output
        for number in range(options.kills):
            if number % 3 == 0:
                killed(lambda: swap(RunFolder(run), models), chance.uniform(0.02, LONGEST))
            elif number % 3 == 1:
                killed(lambda: predict(arguments) and None, chance.uniform(0.5, 2.5) * whole)
            else:
                killed(lesson.learn, chance.uniform(0.2, 2.5) * lesson.seconds)
            unfinished += len([p for place in places for p in place.iterdir() if p.name not in known])
            subprocess.run([sys.executable, "-c", START], check=True)
            check_swap(run, {0.25, 0.5})
            if output.exists():
                assert isinstance(json.loads(output.read_text()), list)
            lesson.check()
            left = [str(p) for place in places for p in place.iterdir() if p.name not in known]
            assert left == [], left
            assert (run / OWN[0]).is_dir() and (output.parent / OWN[1]).exists(), "a person's file is gone"
        written = output.exists()
    result = {"kills": options.kills, "unfinished_removed": unfinished, "predictions_written": written}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
