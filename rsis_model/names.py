"""What a checkpoint is called."""

from __future__ import annotations

from os import PathLike
from pathlib import Path


def model_name(folder: str | PathLike[str]) -> str:
    """Return the name of a checkpoint: its folder's, or its run's if that is just "checkpoint"."""
    path = Path(folder)
    return path.parent.name if path.name == "checkpoint" and path.parent.name else path.name
