"""Table 2a: the effect of encoder, skips, layers, box loss and order, with every row trained alike."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.files import atomic_file
from rsis_model.checkpoint import load_checkpoint
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.data.samples import Sample, SampleSet
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import evaluate
from trainer.run.folder import RunFolder, stands_in
from trainer.run.model_card import model_card
from trainer.training.loop import train

FIGURES = ("ap", "ap50", "sbd", "f50", "iou", "abs_dic")
ORDERS = ("left_to_right", "top_to_bottom", "large_to_small")


@dataclass(frozen=True)
class Row:
    """One network of the table: its name in files and its configuration."""

    name: str
    config: TrainConfig

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """Encoder, skip, layers, box loss and order, as in the table."""
        model = self.config.model
        skip = "-" if model.layers == 1 else model.skip
        box = "yes" if self.config.loss.box else "no"
        return model.encoder, skip, str(model.layers), box, self.config.order.replace("_", " ")


def table_rows(config: TrainConfig, encoders: Sequence[str]) -> list[Row]:
    """Return the paper's rows around a configuration; all but the encoder rows use the last encoder.

    Raises TrainerError for a network with guidance, since the table is about the paper's plain network.
    """
    if config.model.guidance:
        raise TrainerError(
            "The table is about the paper's plain network; choose a preset without guidance, such as starter-plain."
        )
    config = dataclasses.replace(
        config, model=dataclasses.replace(config.model, encoder=encoders[-1], skip="concat")
    )

    def with_model(**changes: Any) -> TrainConfig:
        return dataclasses.replace(config, model=dataclasses.replace(config.model, **changes))

    rows = [Row(f"encoder-{name}", with_model(encoder=name)) for name in encoders]
    rows += [Row(f"skip-{skip}", with_model(skip=skip)) for skip in ("sum", "mult", "none")]
    rows += [Row(f"layers-{layers}", with_model(layers=layers)) for layers in (4, 3, 2, 1)]
    rows.append(
        Row("no-box-loss", dataclasses.replace(config, loss=dataclasses.replace(config.loss, box=0.0)))
    )
    rows += [
        Row(f"order-{order.replace('_', '-')}", dataclasses.replace(config, order=order))  # type: ignore[arg-type]
        for order in ORDERS
    ]
    return rows


def chosen_rows(config: TrainConfig, encoders: Sequence[str], names: str | None) -> list[Row]:
    """Return the rows named, separated by commas, or all of them; raises TrainerError for an unknown name."""
    rows = table_rows(config, encoders)
    if not names:
        return rows
    wanted = names.split(",")
    unknown = set(wanted) - {row.name for row in rows}
    if unknown:
        raise TrainerError(
            f"Unknown row {sorted(unknown)[0]!r}; available: {', '.join(row.name for row in rows)}."
        )
    return [row for row in rows if row.name in wanted]


@dataclass
class Ablation:
    """Trains and scores one row after the other, and skips finished rows."""

    folder: Path
    training: Sequence[Sample]
    validation: Sequence[Sample]
    minutes: float
    limit: int | None = None
    """Maximum number of validation images to score."""
    results: list[tuple[Row, dict[str, Any]]] = dataclasses.field(default_factory=list)

    def run(self, row: Row, report: Callable[[dict[str, object]], None]) -> None:
        """Train a row's network, resuming if it was interrupted, and score its checkpoint."""
        folder = self.folder / row.name
        kept = folder / "result.json"
        if kept.is_file():
            self.results.append((row, json.loads(kept.read_text(encoding="utf-8"))))
            return
        run = RunFolder(folder)

        def card(figures: dict[str, object]) -> str:
            return model_card(f"Ablation {row.name}", row.config, f"{len(self.training)} images", figures)

        job = train(
            row.config,
            self.training,
            self.validation,
            run,
            card,
            resume=stands_in(folder),
            report=report,
            minutes=self.minutes,
        )
        model = load_checkpoint(run.checkpoint)
        data = SampleSet(self.validation[: self.limit], row.config.model.categories)
        figures = evaluate(Predictor(model, str(job.engine.device)), data)
        result = {name: figures[name] for name in FIGURES} | {
            "iterations": job.progress.iteration,
            "minutes": round(job.progress.seconds / 60, 2),
        }
        run.write_result("result.json", result)
        self.results.append((row, result))


def report(
    folder: Path,
    results: Sequence[tuple[Row, dict[str, Any]]],
    config: TrainConfig,
    training: int,
    validation: int,
    minutes: float,
) -> dict[str, Any]:
    """Write the table as Markdown and JSON; its caption states the budget."""
    size = config.augmentation.crop or "x".join(map(str, config.model.input.size))
    caption = (
        f"Every row had the same training: at most {config.iterations} iterations"
        + (f" and {minutes:g} minutes" if minutes != float("inf") else "")
        + f" of {config.batch} images ({size} pixels) on {training} images, seed {config.seed}; scored on "
        f"{validation} images. Differences at this budget need not match the paper's."
    )
    head = ("encoder", "skip", "layers", "box loss", "order", *FIGURES, "iterations")
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row, result in results:
        values = [f"{result[name]:.3f}" for name in FIGURES]
        lines.append("| " + " | ".join([*row.cells, *values, str(result["iterations"])]) + " |")
    table = "\n".join([*lines, "", caption, ""])
    values_out = {
        "caption": caption,
        "rows": [
            {"name": row.name, **dict(zip(head[:5], row.cells, strict=True)), **result}
            for row, result in results
        ],
    }
    with atomic_file(folder / "table-2a.md") as file:
        file.write(table.encode())
    with atomic_file(folder / "table-2a.json") as file:
        file.write((json.dumps(values_out, indent=1) + "\n").encode())
    return values_out
