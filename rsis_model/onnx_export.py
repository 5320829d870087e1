"""Exports the network as two ONNX graphs for programs without PyTorch: the encoder and the step.

The encoder runs once per image, the step once per proposal. The pyramid and the state pass between them and from step
to step as tensors. Decisions and requests enter the step as the guidance's maps, `rsis_model.guidance_maps.CHANNELS`,
which the caller draws; so does the likeness to the clicked places, for a network with an embedding. The predicted
quality of masks is not exported.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from rsis_model.appearance import SIDES
from rsis_model.config import InputConfig
from rsis_model.errors import ModelError
from rsis_model.guidance_maps import CHANNELS, COORDINATE_RANGE, DISK_RADIUS, GAUSSIAN_SIGMA, GuidanceMaps
from rsis_model.model import RSIS

ENCODER, STEP, DESCRIPTION = "encoder.onnx", "step.onnx", "graphs.json"
PACKAGES = ("onnx", "onnxscript", "onnxruntime")
TOLERANCE = 1e-3  # of logits, between ONNX Runtime and PyTorch; typically 1e-5
Arrays = dict[str, NDArray[np.float32]]


class EncoderGraph(nn.Module):
    """images (B, 3, H, W) -> the skips, the gates' constant terms, and the heat and the embedding if there are."""

    def __init__(self, model: RSIS) -> None:
        """Shares the model's weights."""
        super().__init__()
        self.model = model

    def forward(self, images: Tensor) -> tuple[Tensor, ...]:
        """Return the pyramid as a flat tuple, in the order of `outputs`."""
        pyramid = self.model.encode(images)
        heat = () if pyramid.heat_logits is None else (pyramid.heat_logits,)
        embedding = () if pyramid.embedding is None else (pyramid.embedding,)
        return (*pyramid.skips, *pyramid.gate_terms, *heat, *embedding)

    def outputs(self) -> list[str]:
        """Names, deepest level first."""
        heat = ["heat_logits"] if self.model.config.where_next else []
        embedding = ["embedding"] if self.model.config.embedding else []
        return [*_numbered(self.model, "skip"), *_numbered(self.model, "gate_term"), *heat, *embedding]


class StepGraph(nn.Module):
    """The pyramid, the state and the guidance's maps -> one proposal's logits and the next state."""

    def __init__(self, model: RSIS, size: tuple[int, int]) -> None:
        """Shares the model's weights. size: (H, W) of the images."""
        super().__init__()
        self.model, self.size = model, size

    def inputs(self) -> list[str]:
        """Names, deepest level first; includes skips only if they are merged with the state below at every step."""
        merged = ["skip"] if self.model.config.skip in ("sum", "mult") else []
        kinds = ["gate_term", "hidden", "cell", *merged]
        names = [name for kind in kinds for name in _numbered(self.model, kind)]
        guidance = ["guidance"] if self.model.config.guidance else []
        return [*names, *guidance, *(["alike"] if self.model.config.embedding else [])]

    def outputs(self) -> list[str]:
        """Names; with where-next the objectness is the heat at the click, which the encoder's graph returns."""
        objectness = [] if self.model.config.where_next else ["objectness_logits"]
        state = [*_numbered(self.model, "hidden_after"), *_numbered(self.model, "cell_after")]
        return ["mask_logits", "category_logits", "boxes", *objectness, *state]

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """Tensors in the order of `inputs` -> in the order of `outputs`."""
        layers, decoder = self.model.config.layers, self.model.decoder
        terms, hidden, cell, skips = (given[i * layers : (i + 1) * layers] for i in range(4))
        if self.model.config.skip not in ("sum", "mult"):
            skips = hidden  # only their sizes matter
        if self.model.guidance is not None:
            sizes = [(s.shape[-2], s.shape[-1]) for s in skips]
            named = dict(zip(self.inputs(), given, strict=True))
            maps = GuidanceMaps(named["guidance"], tuple(range(len(CHANNELS))))
            terms = tuple(t + g for t, g in zip(terms, self.model.guidance(maps, sizes), strict=True))
            if self.model.appearance is not None:
                more = self.model.appearance(named["alike"], sizes)
                terms = tuple(t + m for t, m in zip(terms, more, strict=True))
        hidden, cell = decoder(skips, terms, decoder.moving_weights(), hidden, cell)
        categories, boxes, objectness = decoder.vector_heads(hidden)
        stop = () if self.model.config.where_next else (objectness,)
        return (decoder.mask_logits(hidden[-1], self.size), categories, boxes, *stop, *hidden, *cell)


def _numbered(model: RSIS, kind: str) -> list[str]:
    return [f"{kind}_{i}" for i in range(model.config.layers)]


def graph_size(config: InputConfig) -> tuple[int, int]:
    """Return the default (H, W) of the graphs: the stretched size, else a whole tile."""
    if config.mode == "stretch":
        height, width = config.size
    else:
        height = width = config.longest_side
    m = config.multiple
    return -(-height // m) * m, -(-width // m) * m


def export_onnx(model: RSIS, folder: str | Path, size: tuple[int, int] | None = None) -> dict[str, Any]:
    """Write `encoder.onnx`, `step.onnx` and `graphs.json`, which describes their inputs and outputs.

    size: (H, W) of the images, by default `graph_size`. The batch size is free. Before they are put in place, the
    graphs run in ONNX Runtime beside the network; returns the description with the largest difference of a logit.
    Raises ModelError if a package is missing, the size is not suitable, or the outputs differ.
    """
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelError(
            f"Exporting to ONNX needs {' and '.join(missing)}; install the extra: "
            'python -m pip install "rsis-annotator[onnx]".'
        )
    size = graph_size(model.config.input) if size is None else size
    if any(side < 32 or side % 4 for side in size):
        raise ModelError(f"Both sides must be multiples of 4 and at least 32, not {size}.")
    folder = Path(folder)
    model = model.eval()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            description = _write(model, Path(fresh), size)
            for name in (ENCODER, STEP, DESCRIPTION):
                os.replace(Path(fresh) / name, folder / name)
    except OSError as error:
        raise ModelError(f"{folder}: the graphs could not be written: {error}") from error
    return description


def _write(model: RSIS, folder: Path, size: tuple[int, int]) -> dict[str, Any]:
    encoder, step = EncoderGraph(model), StepGraph(model, size)
    example = torch.randn(2, 3, *size, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        pyramid = encoder(example)
        given = _example_step(model, pyramid, size)
        _export(encoder, (example,), folder / ENCODER, ["images"], encoder.outputs())
        _export(step, given, folder / STEP, step.inputs(), step.outputs())
        difference = _largest_difference(folder, encoder, step, example, given)
    if not difference <= TOLERANCE:
        raise ModelError(f"{folder}: ONNX Runtime's outputs differ from the network's by {difference:.2g}.")
    description = {
        "size": list(size),
        "encoder": {"inputs": ["images"], "outputs": encoder.outputs()},
        "step": {"inputs": step.inputs(), "outputs": step.outputs()},
        "state": "hidden_i and cell_i are zero at first, then hidden_after_i and cell_after_i of the step before",
        "memory_steps": model.config.memory_steps,
        "categories": list(model.config.categories),
        "objectness_threshold": model.config.objectness_threshold,
        "input": asdict(model.config.input),
        "guidance": _guidance() if model.config.guidance else None,
        "alike": _alike() if model.config.embedding else None,
        "largest_difference": difference,
    }
    text = json.dumps(description, indent=1, ensure_ascii=False)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _guidance() -> dict[str, Any]:
    """Describe how to draw the maps of the input `guidance`, (B, channels, H, W)."""
    return {
        "channels": list(CHANNELS),
        "disk_radius": DISK_RADIUS,
        "gaussian_sigma": GAUSSIAN_SIGMA,
        "coordinate_range": COORDINATE_RANGE,
    }


def _alike() -> dict[str, Any]:
    """Describe the input `alike`, (B, 2, h, w), made from the output `embedding`, (B, E, h, w)."""
    return {
        "channels": ["to positive clicks", "to negative clicks"],
        "value": "exp(-d^2 / 2), d the distance of a place's embedding to that of the nearest click; 0 without a click",
    }


def _example_step(model: RSIS, pyramid: Sequence[Tensor], size: tuple[int, int]) -> tuple[Tensor, ...]:
    layers = model.config.layers
    draw = torch.Generator().manual_seed(1)
    skips, terms = pyramid[:layers], pyramid[layers : 2 * layers]
    maps = [
        torch.rand(len(skip), width, *skip.shape[-2:], generator=draw) - 0.5
        for skip, width in zip(skips, model.config.hidden_widths, strict=True)
    ]
    guidance = [torch.rand(len(skips[0]), len(CHANNELS), *size, generator=draw)] if model.guidance else []
    merged = skips if model.config.skip in ("sum", "mult") else ()
    if model.appearance is not None:
        embedding = pyramid[-1]
        guidance.append(torch.rand(len(embedding), SIDES, *embedding.shape[-2:], generator=draw))
    return (*terms, *maps, *(m.clone() for m in maps), *merged, *guidance)


def _export(
    graph: nn.Module, example: tuple[Tensor, ...], path: Path, inputs: list[str], outputs: list[str]
) -> None:
    # A constant term without a skip is the bias alone, whatever the batch.
    batch = torch.export.Dim("batch")
    shapes = tuple({0: batch} if len(e) > 1 else {} for e in example)
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)  # the exporter's report on its own passes
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                graph,
                example,
                path,
                input_names=inputs,
                output_names=outputs,
                dynamic_shapes=(shapes,) if isinstance(graph, StepGraph) else shapes,
                dynamo=True,
                external_data=False,
                verbose=False,
            )
    except Exception as error:  # the exporter may raise any exception
        reason = str(error).partition("\n")[0][:300]
        raise ModelError(f"{path.name} cannot be exported ({type(error).__name__}): {reason}") from error
    finally:
        logging.disable(level)


def _largest_difference(
    folder: Path, encoder: EncoderGraph, step: StepGraph, images: Tensor, given: tuple[Tensor, ...]
) -> float:
    """Return the difference between ONNX Runtime and the network, over all outputs of both graphs."""
    found = run_graph(folder / ENCODER, {"images": images.numpy()})
    after = run_graph(folder / STEP, {n: t.numpy() for n, t in zip(step.inputs(), given, strict=True)})
    expected = dict(zip(encoder.outputs(), encoder(images), strict=True))
    expected |= dict(zip(step.outputs(), step(*given), strict=True))
    return max(float(np.abs({**found, **after}[n] - t.numpy()).max()) for n, t in expected.items())


def run_graph(path: Path, inputs: Mapping[str, NDArray[np.float32]]) -> Arrays:
    """Run a graph once in ONNX Runtime on the CPU: outputs by name."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    answers = session.run(None, dict(inputs))
    return dict(zip([entry.name for entry in session.get_outputs()], answers, strict=True))
