"""`import-weights` and `export-onnx`: exchange networks with other programs."""

from __future__ import annotations

from typing import Any

from rsis_model.checkpoint import load_checkpoint
from rsis_model.onnx_export import export_onnx as export_graphs
from trainer.commands.common import Options, chosen_checkpoint
from trainer.importing import import_weights as import_original_weights
from trainer.terminal import announce


def import_weights(options: Options) -> dict[str, Any]:
    """Convert a folder of the original implementation to a checkpoint."""
    result = import_original_weights(options.folder, options.output)
    for note in result["notes"]:
        announce(note)
    return result


def export_onnx(options: Options) -> dict[str, Any]:
    """Write two ONNX graphs and the description of their inputs and outputs, checked in ONNX Runtime."""
    model = load_checkpoint(chosen_checkpoint(options))
    description = export_graphs(model, options.output, options.size)
    height, width = description["size"]
    announce(
        f"Exported for {height} x {width} images; ONNX Runtime's outputs differ from the network's by at most "
        f"{description['largest_difference']:.1g}."
    )
    return {"output": str(options.output), **description}
