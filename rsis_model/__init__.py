"""The network, its predictor and its checkpoints; importing this package alone does not import PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rsis_model.clicks import Click
from rsis_model.errors import CheckpointError, ModelError

if TYPE_CHECKING:
    from rsis_model.config import InputConfig, ModelConfig
    from rsis_model.model import RSIS
    from rsis_model.predictor import Predictor
    from rsis_model.scene import Proposal, Scene

__all__ = [
    "RSIS",
    "CheckpointError",
    "Click",
    "InputConfig",
    "ModelConfig",
    "ModelError",
    "Predictor",
    "Proposal",
    "Scene",
]

_LAZY = {
    "InputConfig": "rsis_model.config",
    "ModelConfig": "rsis_model.config",
    "RSIS": "rsis_model.model",
    "Predictor": "rsis_model.predictor",
    "Proposal": "rsis_model.scene",
    "Scene": "rsis_model.scene",
}


def __getattr__(name: str) -> Any:
    """Import on first access what needs PyTorch, or only the network needs."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LAZY[name]), name)
