"""Loads a checkpoint for the assist loop; the only module of the program that imports the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from annotations.message import Message
from app.assist.engine import LoadedModel, memory_ran_out
from app.assist.protocol import ModelInfo, model_name

if TYPE_CHECKING:
    from rsis_model import Predictor


def load_predictor(folder: str, device: str) -> LoadedModel:
    """Load the checkpoint in a folder (or under a hub name) on a device: auto, cpu, cuda or mps.

    If the device is unavailable, the CPU replaces it, and ModelInfo.device says so. Raises
    rsis_model.CheckpointError with one sentence.
    """
    import torch

    usable, note = _usable_device(
        device, cuda=torch.cuda.is_available(), mps=torch.backends.mps.is_available()
    )
    predictor, failed = _predictor(folder, usable)
    categories = tuple(predictor.config.categories)
    info = ModelInfo(
        name=model_name(folder),
        folder=str(folder),
        device=failed or note or str(predictor.device),
        categories=categories,
        knows=predictor.config.knows or ", ".join(categories),
        usual_objectness=predictor.config.usual_objectness,
        sure_objectness=predictor.config.sure_objectness,
        one_size=predictor.config.input.object_size > 0,
    )

    def before_each_step(check: Callable[[], None]) -> None:
        # Before each layer of the encoder too, so that encoding ahead yields within milliseconds.
        layers = [m for m in predictor.model.encoder.modules() if isinstance(m, torch.nn.Conv2d)]
        for part in (*layers, predictor.model.decoder):
            part.register_forward_pre_hook(lambda *_: check())

    return LoadedModel(predictor, info, before_each_step)


def _predictor(folder: str, device: str) -> tuple[Predictor, str]:
    """The predictor on a device or, if that fails, on the CPU, with a note for the user."""
    from rsis_model import Predictor
    from rsis_model.predictor import choose_device

    kind = choose_device(device).type
    try:
        predictor = Predictor.from_pretrained(folder, device=device)
        if kind != "cpu":  # a driver or card that is too old fails only here
            predictor.open(np.zeros((32, 32, 3), np.uint8))
    except RuntimeError as error:
        if kind == "cpu":
            raise
        return Predictor.from_pretrained(folder, device="cpu"), _why_not(kind, error)
    return predictor, ""


def _why_not(kind: str, error: Exception) -> str:
    if memory_ran_out(error):
        return Message("cpu ({kind} is out of memory)", kind=kind)
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Message("cpu ({kind} failed: {reason})", kind=kind, reason=reason)


def _usable_device(device: str, cuda: bool, mps: bool) -> tuple[str, str]:
    """The device to use, and a note for the user if it is not the requested one."""
    kind = device.split(":")[0]
    if (kind == "cuda" and not cuda) or (kind == "mps" and not mps):
        return "cpu", Message("cpu ({kind} was requested but is not available)", kind=kind)
    return device, ""
