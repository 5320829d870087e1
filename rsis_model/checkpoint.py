"""Checkpoint folders: `config.json`, `model.safetensors` and a model card; nothing in them is executed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from rsis_model.config import ModelConfig
from rsis_model.errors import CheckpointError, ModelError
from rsis_model.model import RSIS

CONFIG, WEIGHTS, CARD = "config.json", "model.safetensors", "README.md"
CONFIG_LIMIT = 1 << 20  # bytes
WEIGHTS_LIMIT = 4 << 30  # bytes
FLOATS = ("F64", "F32", "F16", "BF16")  # safetensors' names


def save_checkpoint(model: RSIS, folder: str | Path, card: str, half: bool = False) -> None:
    """Write a checkpoint folder beside the target, then rename it, so that it is never incomplete.

    half: store the weights as float16 (half the size). Raises CheckpointError.
    """
    folder = Path(folder)
    fresh = _unfinished(folder)
    try:
        remove_unfinished(folder)
        fresh.mkdir(parents=True)
        config = json.dumps(model.config.to_dict(), indent=1, ensure_ascii=False)
        (fresh / CONFIG).write_text(config + "\n", encoding="utf-8")
        (fresh / CARD).write_text(card, encoding="utf-8")
        tensors = {
            name: (t.detach().half() if half and t.is_floating_point() else t.detach()).cpu().contiguous()
            for name, t in model.state_dict().items()
        }
        save_file(tensors, fresh / WEIGHTS, metadata={"format": "pt"})
        replace_folder(fresh, folder)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise CheckpointError(
            "{folder}: the checkpoint could not be written: {error}", folder=folder, error=error
        ) from error


def replace_folder(fresh: Path, folder: Path) -> None:
    """Replace a folder with a finished one; the old one stays, as `set_aside`, until the new one is in place."""
    old = set_aside(folder)
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def remove_unfinished(folder: Path) -> None:
    """Remove what a program that was killed left of writing this checkpoint folder."""
    shutil.rmtree(_unfinished(folder), ignore_errors=True)
    if folder.exists():
        shutil.rmtree(set_aside(folder), ignore_errors=True)


def _unfinished(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.new")


def set_aside(folder: Path) -> Path:
    """Return where a folder's former content is while it is replaced; hidden, so that it is no one else's name."""
    return folder.with_name(f".{folder.name}.old")


def load_checkpoint(folder_or_hub_name: str | Path) -> RSIS:
    """Load the network of a checkpoint folder, with float32 weights, in evaluation mode.

    A name that is not a folder is looked up on the Hugging Face hub. Raises CheckpointError with the reason.
    """
    folder = Path(folder_or_hub_name)
    if not folder.is_dir() and set_aside(folder).is_dir():
        folder = set_aside(folder)  # a program was killed while it replaced this one
    if not folder.is_dir():
        folder = _download(str(folder_or_hub_name))
    else:
        _stay_inside(folder)
    config = _read_config(folder / CONFIG)
    try:
        # A skeleton on the meta device: a file whose weights do not fit is refused before anything is allocated,
        # and no random weights are drawn only to be overwritten.
        with torch.device("meta"):
            model = RSIS(config)
        tensors = _read_weights(model, folder / WEIGHTS)
        model.load_state_dict(tensors, assign=True)
        if any(
            buffer.is_meta for buffer in model.buffers()
        ):  # some encoders compute tables they do not store
            model = RSIS(config)
            model.load_state_dict(tensors)
    except CheckpointError:
        raise
    except ModelError as error:
        raise CheckpointError("{path}: {error}", path=folder / CONFIG, error=error) from error
    return model.eval()


def _stay_inside(folder: Path) -> None:
    home = folder.resolve()
    for name in (CONFIG, WEIGHTS):
        path = folder / name
        if not path.is_file():
            raise CheckpointError(
                "{folder}: not a checkpoint folder, it has no {name}.", folder=folder, name=name
            )
        if home not in path.resolve().parents:
            raise CheckpointError(
                "{path}: the file is a link that points outside the checkpoint folder.", path=path
            )


def _download(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    try:
        return Path(snapshot_download(name, allow_patterns=[CONFIG, WEIGHTS, CARD]))
    except HFValidationError as error:
        raise CheckpointError("{name}: no such checkpoint folder.", name=name) from error
    except Exception as error:
        raise CheckpointError(
            "{name}: no such folder, and the hub could not be reached ({error}).",
            name=name,
            error=type(error).__name__,
        ) from error


def _read_config(path: Path) -> ModelConfig:
    try:
        if path.stat().st_size > CONFIG_LIMIT:
            raise CheckpointError(
                "{path}: the configuration is larger than {limit} bytes.", path=path, limit=CONFIG_LIMIT
            )
        values = json.loads(path.read_text(encoding="utf-8"))
        return ModelConfig.from_dict(values)
    except (OSError, ValueError, OverflowError, RecursionError) as error:
        raise CheckpointError(
            "{path}: the configuration cannot be read: {error}", path=path, error=error
        ) from error
    except CheckpointError:
        raise
    except ModelError as error:
        raise CheckpointError("{path}: {error}", path=path, error=error) from error


def _read_weights(model: RSIS, path: Path) -> dict[str, Tensor]:
    """Return the stored weights in the network's own types, after checking names, shapes and values."""
    own = model.state_dict()
    try:
        if path.stat().st_size > WEIGHTS_LIMIT:
            raise CheckpointError(
                "{path}: the file is larger than {limit} bytes.", path=path, limit=WEIGHTS_LIMIT
            )
        with safe_open(path, framework="pt") as stored:
            names = set(stored.keys())
            missing, foreign = sorted(own.keys() - names), sorted(names - own.keys())
            if missing or foreign:
                raise CheckpointError(
                    "{path}: the weights do not fit this network: {missing} tensors are missing and "
                    "{foreign} are unexpected, {name!r} first.",
                    path=path,
                    missing=len(missing),
                    foreign=len(foreign),
                    name=(missing + foreign)[0],
                )
            for name, tensor in own.items():
                entry = stored.get_slice(name)
                shape = tuple(entry.get_shape())
                if shape != tuple(tensor.shape):
                    raise CheckpointError(
                        "{path}: the tensor {name!r} has the shape {shape}, not {wanted}.",
                        path=path,
                        name=name,
                        shape=shape,
                        wanted=tuple(tensor.shape),
                    )
                if (entry.get_dtype() in FLOATS) != tensor.is_floating_point():
                    raise CheckpointError(
                        "{path}: the tensor {name!r} is stored as {stored}, not as {wanted}.",
                        path=path,
                        name=name,
                        stored=entry.get_dtype(),
                        wanted=tensor.dtype,
                    )
            # Copies, since the file may be changed in place while its network is in use.
            tensors = {name: stored.get_tensor(name).to(own[name].dtype, copy=True) for name in own}
    except (OSError, SafetensorError) as error:
        raise CheckpointError(
            "{path}: the weights cannot be read: {error}", path=path, error=error
        ) from error
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise CheckpointError(
                "{path}: the tensor {name!r} contains values that are not finite.", path=path, name=name
            )
    return tensors
