"""`rsis-trainer import-weights`: converts a folder of the original implementation to a checkpoint with a model card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rsis_model.checkpoint import save_checkpoint
from rsis_model.original import Imported, import_original
from trainer.errors import TrainerError

# The original's arguments that describe the training.
RECIPE = (
    *("dataset", "imsize", "batch_size", "maxseqlen", "lr", "lr_cnn", "weight_decay", "weight_decay_cnn"),
    *("class_weight", "stop_weight", "stop_balance_weight", "rotation", "translation", "shear", "zoom"),
)


def import_weights(folder: str | Path, output: str | Path) -> dict[str, Any]:
    """Write the checkpoint and return a summary. Raises CheckpointError, or TrainerError if the output exists."""
    folder, output = Path(folder), Path(output)
    if output.exists():
        raise TrainerError(f"{output} already exists; choose a new folder.")
    imported = import_original(folder)
    save_checkpoint(imported.model, output, card(folder.name, imported))
    config = imported.model.config
    return {
        "checkpoint": str(output),
        "encoder": config.encoder,
        "skip": config.skip,
        "categories": list(config.categories),
        "notes": list(imported.notes),
    }


def card(name: str, imported: Imported) -> str:
    """Return the model card of an imported network as Markdown."""
    config = imported.model.config
    recipe = {key: imported.arguments[key] for key in RECIPE if key in imported.arguments}
    return "\n".join(
        [
            f"# {_text(name)}, imported from the original implementation",
            "",
            f"Network: {config.encoder} encoder, {config.layers} ConvLSTM layers of width {config.width}, kernels of "
            f"{config.kernel_size}, skips by {config.skip}. Categories: {', '.join(config.categories)}.",
            "",
            *(line for note in imported.notes for line in (note, "")),
            "Terms: those under which the original weights were published; the folder does not state them.",
            "",
            f"Imported on {datetime.now(UTC):%Y-%m-%d}. Not evaluated.",
            "",
            *_table(recipe),
        ]
    )


def _table(recipe: Mapping[str, object]) -> list[str]:
    rows = [f"| {name} | {_text(value)} |" for name, value in recipe.items()]
    return ["| argument of its training | value |", "| --- | --- |", *rows, ""]


def _text(value: object) -> str:
    """Return a value from the folder as one short line that cannot break the card's Markdown."""
    return "".join(c if c.isprintable() and c not in "|<>`[]" else " " for c in str(value)[:80])
