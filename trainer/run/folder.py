"""A run's folder: `config.json`, `metrics.jsonl`, `checkpoint/` (the best) and `last/` (everything for resuming)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from annotations import unfinished
from annotations.files import atomic_file
from rsis_model.checkpoint import remove_unfinished, replace_folder, set_aside
from trainer.config import TrainConfig, to_dict
from trainer.errors import TrainerError


@dataclass(frozen=True)
class Progress:
    """The progress of a run: iterations, validation losses, best score, and validations without a better one."""

    iteration: int = 0
    validation_losses: tuple[float, ...] = ()
    best_score: float | None = None
    best_steps: int = 0
    no_better: int = 0
    seconds: float = 0.0


def stands_in(path: Path) -> bool:
    """Whether a folder contains a run that can be resumed."""
    return _last(path).is_dir()


def _last(path: Path) -> Path:
    """Return the folder to resume a run from; another one than `last` if the run was killed while replacing it."""
    last = path / "last"
    others = (set_aside(last), path / "last.old")  # the second as earlier versions named it
    return last if last.is_dir() else next((other for other in others if other.is_dir()), last)


@dataclass(frozen=True)
class Source:
    """What a run was trained on; images: the folder with its images, or where a mixture's paths start."""

    data: Path
    format: str | None = None
    split: str | None = None
    images: Path | None = None


def source_of(checkpoint: Path) -> Source | None:
    """Return what a run's `checkpoint/` was trained on, if the data still exist."""
    try:
        values = json.loads((checkpoint.absolute().parent / "data.json").read_text(encoding="utf-8"))
        root = values.get("images")
        images = None if root is None else Path(root)
        source = Source(Path(values["data"]), values["format"], values["split"], images)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    there = source.data.exists() and (images is None or images.is_dir())
    return source if there else None


class RunFolder:
    """Reads and writes one run's folder; everything in it is always complete."""

    def __init__(self, path: Path) -> None:
        """path: created if missing. Raises TrainerError if that fails."""
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TrainerError(f"{path}: the run folder cannot be created: {error}") from error
        unfinished.remove_what_is_left()
        for folder in (self.checkpoint, path / "last"):
            remove_unfinished(folder)

    @property
    def checkpoint(self) -> Path:
        """The best checkpoint so far."""
        return self.path / "checkpoint"

    @property
    def can_resume(self) -> bool:
        """Whether there is a state to resume from."""
        return stands_in(self.path)

    def write_config(self, config: TrainConfig) -> None:
        """Save the configuration beside the results."""
        self._write("config.json", json.dumps(to_dict(config), indent=1, ensure_ascii=False) + "\n")

    def write_result(self, name: str, values: dict[str, Any]) -> None:
        """Save a result as JSON."""
        self._write(name, json.dumps(values, indent=1) + "\n")

    def write_source(self, data: str, form: str | None, split: str | None, images: str | None = None) -> None:
        """Record which data the run trains on, so that fine-tuning finds them again."""
        root = None if images is None else str(Path(images).absolute())
        source = {"data": str(Path(data).absolute()), "format": form, "split": split, "images": root}
        self.write_result("data.json", source)

    def log(self, **values: Any) -> None:
        """Append one line to metrics.jsonl."""
        with (self.path / "metrics.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(values) + "\n")

    def rewind_log(self, iteration: int) -> None:
        """Drop lines after an iteration; a resumed run logs them again."""
        path = self.path / "metrics.jsonl"
        if not path.is_file():
            return
        kept = []
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                if json.loads(line).get("iteration", 0) <= iteration:
                    kept.append(line + "\n")
            except json.JSONDecodeError:  # the line that a killed process was writing
                continue
        self._write("metrics.jsonl", "".join(kept))

    def save_last(
        self,
        progress: Progress,
        model: nn.Module,
        average: nn.Module | None,
        optimizer: torch.optim.Optimizer,
        scale: dict[str, Any] | None = None,
    ) -> None:
        """Write everything for resuming beside `last/`, then swap it in. scale: the loss scale of half precision."""
        tensors = {f"model.{k}": v for k, v in model.state_dict().items()}
        if average is not None:
            tensors |= {f"average.{k}": v for k, v in average.state_dict().items()}
        state = optimizer.state_dict()
        for index, values in state["state"].items():
            tensors |= {f"optimizer.{index}.{k}": v for k, v in values.items()}
        last = self.path / "last"
        with unfinished.writing(unfinished.part_of(last)) as fresh:
            fresh.mkdir()
            # Clones, since safetensors refuses tensors that share memory.
            save_file(
                {k: v.detach().cpu().clone().contiguous() for k, v in tensors.items()},
                fresh / "state.safetensors",
            )
            facts = {"progress": progress.__dict__, "groups": state["param_groups"], "scale": scale}
            (fresh / "progress.json").write_text(json.dumps(facts), encoding="utf-8")
            replace_folder(fresh, last)

    def load_last(
        self, model: nn.Module, average: nn.Module | None, optimizer: torch.optim.Optimizer
    ) -> tuple[Progress, dict[str, Any] | None]:
        """Load model, average and optimizer from `last/`; return the progress and the loss scale.

        Raises TrainerError if there is none.
        """
        folder = _last(self.path)
        try:
            tensors = load_file(folder / "state.safetensors")
            facts = json.loads((folder / "progress.json").read_text(encoding="utf-8"))
        except Exception as error:
            raise TrainerError(f"{self.path}: there is nothing to resume: {error}") from error
        model.load_state_dict(_part(tensors, "model."))
        if average is not None:
            average.load_state_dict(_part(tensors, "average."))
        moments: dict[int, dict[str, Tensor]] = {}
        for name, tensor in _part(tensors, "optimizer.").items():
            index, _, key = name.partition(".")
            moments.setdefault(int(index), {})[key] = tensor
        optimizer.load_state_dict({"state": moments, "param_groups": facts["groups"]})
        values = facts["progress"]
        progress = Progress(**{**values, "validation_losses": tuple(values["validation_losses"])})
        return progress, facts.get("scale")

    def newest(self, model: nn.Module) -> None:
        """Load the newest weights in `last/` into a model: the average if there is one. Raises TrainerError."""
        try:
            tensors = load_file(_last(self.path) / "state.safetensors")
        except Exception as error:
            raise TrainerError(f"{self.path}: there are no saved weights: {error}") from error
        model.load_state_dict(_part(tensors, "average.module.") or _part(tensors, "model."))

    def _write(self, name: str, text: str) -> None:
        with atomic_file(self.path / name) as file:
            file.write(text.encode())


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
