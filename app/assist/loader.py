"""Loads a checkpoint for the assist loop; the only place of the program that imports the network."""

from __future__ import annotations

from collections.abc import Callable

from annotations.message import Message
from app.assist.engine import LoadedModel
from app.assist.protocol import ModelInfo, model_name


def load_predictor(folder: str, device: str) -> LoadedModel:
    """Load the checkpoint in a folder (or a hub's name) on a device: auto, cpu, cuda or mps.

    A device that is not there is replaced by the CPU, and ModelInfo.device says so. Raises
    rsis_model.CheckpointError with one sentence.
    """
    import torch

    from rsis_model import Predictor

    usable, note = _usable_device(
        device, cuda=torch.cuda.is_available(), mps=torch.backends.mps.is_available()
    )
    predictor = Predictor.from_pretrained(folder, device=usable)
    categories = tuple(predictor.config.categories)
    info = ModelInfo(
        name=model_name(folder),
        folder=str(folder),
        device=note or str(predictor.device),
        categories=categories,
        knows=predictor.config.knows or ", ".join(categories),
    )

    def before_each_step(check: Callable[[], None]) -> None:
        # Each layer of the encoder too: what is encoded ahead gives way within milliseconds.
        layers = [m for m in predictor.model.encoder.modules() if isinstance(m, torch.nn.Conv2d)]
        for part in (*layers, predictor.model.decoder):
            part.register_forward_pre_hook(lambda *_: check())

    return LoadedModel(predictor, info, before_each_step)


def _usable_device(device: str, cuda: bool, mps: bool) -> tuple[str, str]:
    """The device to use, and a note for the person where it is not the one asked for."""
    kind = device.split(":")[0]
    if (kind == "cuda" and not cuda) or (kind == "mps" and not mps):
        return "cpu", Message("cpu ({kind} was asked for and is not there)", kind=kind)
    return device, ""
