"""The commands of `rsis-trainer`: one module per family, loaded when a command runs."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

FAMILIES = {
    "presets": "presets",
    "train": "training",
    "finetune": "training",
    "shards": "shards",
    "evaluate": "scoring",
    "simulate": "scoring",
    "predict": "predicting",
    "analyze": "analysis",
    "ablate": "analysis",
    "import-weights": "weights",
    "export-onnx": "weights",
}


def run(options: argparse.Namespace) -> Any:
    """Run the command in the options; return what `--json` prints."""
    module = import_module(f"trainer.commands.{FAMILIES[options.command]}")
    return getattr(module, options.command.replace("-", "_"))(options)
