"""Reads checkpoint folders of the original implementation, as the paper's authors published them.

Such a folder holds `encoder.pt` and `decoder.pt`, state dicts, and `args.pkl`, a Python 2 pickle of the training's
arguments. The weights determine the shape, the arguments everything else. Nothing in the folder is executed.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from rsis_model.config import InputConfig, ModelConfig, SkipMode
from rsis_model.errors import CheckpointError, ModelError
from rsis_model.model import RSIS
from rsis_model.plain_pickle import LIMIT, NotPlainError, read_namespace

ENCODER, DECODER, ARGUMENTS = "encoder.pt", "decoder.pt", "args.pkl"
WEIGHTS_LIMIT = 2 << 30  # bytes; ResNet-101's are 0.2 GB
LAYERS = 5
SKIP_MODES: dict[str, SkipMode] = {"concat": "concat", "sum": "sum", "mul": "mult", "none": "none"}
# The original numbers categories from 1 in this order; 0 is the background.
CATEGORIES = {
    "pascal": (
        *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
        *("diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa"),
        *("train", "tvmonitor"),
    ),
    "cityscapes": ("person", "rider", "car", "truck", "bus", "train", "motorcycle", "bicycle"),
    "leaves": ("leaf",),
}
NO_BOXES = (
    "The original has no box head: ours is zero, so a step's boxes mean nothing until it is trained. "
    "(A proposal's box is that of its mask.)"
)
NO_BACKGROUND = (
    "The original's category head also predicts background; that row is dropped, so category probabilities "
    "are among objects only."
)


@dataclass(frozen=True)
class Imported:
    """The network, the arguments of its training by name, and text for a model card."""

    model: RSIS
    arguments: dict[str, Any]
    notes: tuple[str, ...]


Weights = dict[str, Tensor]


def import_original(folder: str | Path) -> Imported:
    """Load the network of a checkpoint folder of the original implementation, in evaluation mode.

    Supports ResNet-34, -50, -101 and VGG-16, every skip mode and kernel, and keys with or without `module.`. Raises
    CheckpointError with the file and the reason.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CheckpointError(f"{folder}: no such folder.")
    arguments = _read_arguments(folder / ARGUMENTS)
    encoder, decoder = _read_weights(folder / ENCODER), _read_weights(folder / DECODER)
    config = _configuration(folder, encoder, decoder, arguments)
    try:
        with torch.device("meta"):
            model = RSIS(config)
    except ModelError as error:
        raise CheckpointError(f"{folder}: {error}") from error
    own = model.state_dict()
    tensors = {
        **_encoder_weights(folder / ENCODER, encoder, own),
        **_decoder_weights(folder / DECODER, decoder, own),
    }
    model.load_state_dict(tensors, assign=True)
    return Imported(model.eval(), arguments, (NO_BOXES, NO_BACKGROUND))


def _inside(path: Path) -> Path:
    if not path.is_file():
        raise CheckpointError(
            f"{path.parent}: not a folder of the original implementation, it has no {path.name}."
        )
    if path.parent.resolve() not in path.resolve().parents:
        raise CheckpointError(f"{path}: the file is a link that points outside the folder.")
    return path


def _read_arguments(path: Path) -> dict[str, Any]:
    try:
        with open(_inside(path), "rb") as file:
            return read_namespace(file.read(LIMIT + 1))
    except NotPlainError as error:
        raise CheckpointError(f"{path}: the pickle is refused: {error}.") from error
    except OSError as error:
        raise CheckpointError(f"{path}: the file cannot be read: {error}") from error


def _read_weights(path: Path) -> Weights:
    """Return a state dict's tensors by name, without `module.`."""
    try:
        size = _inside(path).stat().st_size
        if zipfile.is_zipfile(path):  # its parts may unpack to far more than the size of the file
            with zipfile.ZipFile(path) as parts:
                size = max(size, sum(part.file_size for part in parts.infolist()))
        if size > WEIGHTS_LIMIT:
            raise CheckpointError(f"{path}: the weights are larger than {WEIGHTS_LIMIT} bytes.")
        content = torch.load(path, map_location="cpu", weights_only=True)
    except CheckpointError:
        raise
    except Exception as error:  # torch.load may raise any exception on a damaged file
        reason = str(error).partition("\n")[0][:300]
        raise CheckpointError(
            f"{path}: the weights cannot be read, or are more than plain tensors: {reason}"
        ) from error
    if not isinstance(content, dict) or not all(
        isinstance(name, str) and isinstance(value, Tensor) and _is_plain(value)
        for name, value in content.items()
    ):
        raise CheckpointError(f"{path}: the file holds something other than named tensors.")
    return {name.removeprefix("module."): value.detach() for name, value in content.items()}


def _is_plain(tensor: Tensor) -> bool:
    return tensor.layout == torch.strided and tensor.device.type == "cpu" and not tensor.is_quantized


def _configuration(
    folder: Path, encoder: Weights, decoder: Weights, arguments: dict[str, Any]
) -> ModelConfig:
    """Return the configuration that follows from the weights and the arguments."""
    project, classes = encoder.get("sk5.weight"), decoder.get("fc_class.weight")
    gates = decoder.get("clstm_list.1.Gates.weight")
    if project is None or project.ndim != 4:
        raise CheckpointError(f"{folder / ENCODER}: there is no convolution 'sk5.weight'.")
    if classes is None or classes.ndim != 2 or gates is None or gates.ndim != 4:
        raise CheckpointError(
            f"{folder / DECODER}: there is no 'fc_class.weight' or 'clstm_list.1.Gates.weight'."
        )
    width, kernel = project.shape[0], project.shape[-1]
    base = _base(folder / ENCODER, encoder, arguments.get("base_model"))
    concatenated = gates.shape[1] == 2 * width + width // 2
    named = arguments.get("skip_mode", "concat")
    skip = SKIP_MODES.get(named) if isinstance(named, str) else None
    if skip is None or (skip == "concat") != concatenated:
        raise CheckpointError(f"{folder / ARGUMENTS}: the skip mode {named!r} does not fit the weights.")
    try:
        return ModelConfig(
            categories=_categories(arguments.get("dataset"), classes.shape[0] - 1),
            encoder=base,
            pooled_levels=base == "vgg16",
            layers=LAYERS,
            width=width,
            width_layout="original",
            kernel_size=kernel,
            skip=skip,
            normalisation="batch",
            mask_kernel=kernel,
            align_corners=True,
            input=_input(arguments),
        )
    except ModelError as error:
        raise CheckpointError(f"{folder}: {error}") from error


def _base(path: Path, encoder: Weights, named: object) -> str:
    """Recognise the encoder by its layers and return its timm name."""
    if "base.features.0.weight" in encoder:
        found = "vgg16"
    elif "base.layer1.0.conv3.weight" not in encoder:
        found = "resnet34"
    else:
        found = "resnet101" if "base.layer3.22.conv1.weight" in encoder else "resnet50"
    if named is not None and named != found:
        raise CheckpointError(f"{path}: the weights belong to {found}, but the arguments say {named!r}.")
    return found


def _categories(data_set: object, count: int) -> tuple[str, ...]:
    if count < 1:
        raise ModelError("The category head has no category besides background.")
    fitting = [names for names in CATEGORIES.values() if len(names) == count]
    known = CATEGORIES.get(data_set, ()) if isinstance(data_set, str) else fitting[0] if fitting else ()
    return known if len(known) == count else tuple(f"category {i}" for i in range(1, count + 1))


def _input(arguments: dict[str, Any]) -> InputConfig:
    """Images were stretched to a square, on Cityscapes to twice its width; no padding."""
    side = arguments.get("imsize", 256)
    if not isinstance(side, int) or isinstance(side, bool):
        raise ModelError(f"The image size {side!r} is not a whole number.")
    wide = 2 * side if arguments.get("dataset") == "cityscapes" else side
    return InputConfig(mode="stretch", size=(side, wide), multiple=1)


def _encoder_weights(path: Path, given: Weights, own: Weights) -> Weights:
    """Map the original's names to ours for the encoder and the skips; its unused classifier is left out."""
    names: dict[str, str] = {}
    flat = {name.removeprefix("encoder.body.").replace(".", "_"): name for name in own}
    for name in given:
        module, _, rest = name.partition(".")
        if module == "base" and not rest.startswith(("fc.", "classifier.")):
            names[name] = flat.get(rest.replace(".", "_"), "")
        elif module[:2] in ("sk", "bn") and module[2:] in ("1", "2", "3", "4", "5"):
            names[name] = f"skips.{LAYERS - int(module[2:])}.{'01'[module.startswith('bn')]}.{rest}"
        elif module != "base":
            names[name] = ""
    wanted = [name for name in own if name.startswith(("encoder.", "skips."))]
    return _take(path, given, names, {name: own[name] for name in wanted})


def _decoder_weights(path: Path, given: Weights, own: Weights) -> Weights:
    heads = {"conv_out": "mask_head", "fc_class": "category_head", "fc_stop": "objectness_head"}
    names: dict[str, str] = {}
    for name in given:
        module, _, rest = name.partition(".")
        if module == "clstm_list":
            number, _, rest = rest.partition(".Gates.")
            names[name] = f"decoder.layers.{number}.gates.{rest}"
        else:
            names[name] = f"decoder.{heads[module]}.{rest}" if module in heads else ""
    trimmed = {n: t[1:] if n.startswith("fc_class.") and t.ndim else t for n, t in given.items()}
    box = {name: tensor for name, tensor in own.items() if name.startswith("decoder.box_head.")}
    wanted = {n: t for n, t in own.items() if n.startswith("decoder.") and n not in box}
    found = _take(path, trimmed, names, wanted)
    return {**found, **{name: torch.zeros(tensor.shape) for name, tensor in box.items()}}


def _take(path: Path, given: Weights, names: dict[str, str], wanted: Weights) -> Weights:
    """Rename the given tensors to our names, after checking names, shapes and values.

    names: ours by theirs. wanted: skeletons by name; counters that old files lack are zero.
    """
    taken: Weights = {}
    for theirs, ours in names.items():
        skeleton, tensor = wanted.get(ours), given[theirs]
        if skeleton is None:
            raise CheckpointError(f"{path}: the tensor {theirs!r} does not belong to this network.")
        if tensor.shape != skeleton.shape:
            raise CheckpointError(
                f"{path}: the tensor {theirs!r} has the shape {tuple(tensor.shape)}, not {tuple(skeleton.shape)}."
            )
        if tensor.is_floating_point() != skeleton.is_floating_point():
            raise CheckpointError(
                f"{path}: the tensor {theirs!r} holds {tensor.dtype}, not {skeleton.dtype}."
            )
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise CheckpointError(f"{path}: the tensor {theirs!r} contains values that are not finite.")
        taken[ours] = tensor.to(skeleton.dtype, copy=True).contiguous()
    for name, skeleton in wanted.items():
        if name.endswith("num_batches_tracked"):
            taken.setdefault(name, torch.zeros(skeleton.shape, dtype=skeleton.dtype))
    missing = sorted(wanted.keys() - taken.keys())
    if missing:
        raise CheckpointError(
            f"{path}: {len(missing)} tensors are missing, starting with the one for {missing[0]!r}."
        )
    return taken
