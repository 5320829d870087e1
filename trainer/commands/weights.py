"""`import-weights`: checkpoints from elsewhere."""

from __future__ import annotations

from typing import Any

from trainer.commands.common import Options
from trainer.importing import import_weights as import_original_weights
from trainer.terminal import announce


def import_weights(options: Options) -> dict[str, Any]:
    """A checkpoint of ours from a folder of the original implementation."""
    result = import_original_weights(options.folder, options.output)
    for note in result["notes"]:
        announce(note)
    return result
