"""`import-weights` and `export-onnx`: networks from elsewhere and for elsewhere."""

from __future__ import annotations

from typing import Any

from rsis_model.checkpoint import load_checkpoint
from rsis_model.onnx_export import export_onnx as export_graphs
from trainer.commands.common import Options, chosen_checkpoint
from trainer.importing import import_weights as import_original_weights
from trainer.terminal import announce


def import_weights(options: Options) -> dict[str, Any]:
    """A checkpoint of ours from a folder of the original implementation."""
    result = import_original_weights(options.folder, options.output)
    for note in result["notes"]:
        announce(note)
    return result


def export_onnx(options: Options) -> dict[str, Any]:
    """Two ONNX graphs and what goes in and out of them, checked in ONNX Runtime."""
    model = load_checkpoint(chosen_checkpoint(options))
    description = export_graphs(model, options.output, options.size)
    height, width = description["size"]
    announce(
        f"Exported for {height} x {width} images; ONNX Runtime's outputs differ from the network's by at most "
        f"{description['largest_difference']:.1g}."
    )
    return {"output": str(options.output), **description}
