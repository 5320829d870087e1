"""The two ONNX graphs answer in ONNX Runtime as the network does, over a sequence, guided and plain."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from rsis_model.appearance import alike
from rsis_model.config import InputConfig, ModelConfig
from rsis_model.errors import ModelError
from rsis_model.guidance_maps import CHANNELS, render
from rsis_model.model import RSIS
from rsis_model.onnx_export import ENCODER, STEP, Arrays, export_onnx, graph_size, run_graph
from rsis_model.state import Guidance
from rsis_model.where_next import next_click
from tests.rsis_model.conftest import GUIDED, SMALL

Build = Callable[[ModelConfig], RSIS]


def all_channels(state: object, guidance: Guidance) -> np.ndarray:
    drawn = render(state, guidance)  # type: ignore[arg-type]
    whole = torch.zeros(drawn.maps.shape[0], len(CHANNELS), *drawn.maps.shape[-2:])
    whole[:, list(drawn.channels)] = drawn.maps
    return whole.numpy()


def first_state(model: RSIS, pyramid: Arrays) -> Arrays:
    state = {}
    for i, width in enumerate(model.config.hidden_widths):
        batch, _, height, across = pyramid[f"skip_{i}"].shape
        for kind in ("hidden", "cell"):
            state[f"{kind}_{i}"] = np.zeros((batch, width, height, across), np.float32)
    return state


def after(answer: Arrays) -> Arrays:
    return {name.replace("_after", ""): value for name, value in answer.items() if "_after_" in name}


@torch.no_grad()
def test_a_guided_sequence_is_the_same_in_onnx_runtime(build: Build, tmp_path: Path) -> None:
    model = build(dataclasses.replace(GUIDED, categories=("cell", "größe"), layers=2, embedding=4))
    assert model.appearance is not None
    for gate in model.appearance.gates:
        torch.nn.init.normal_(gate.weight, std=0.3)
    described = export_onnx(model, tmp_path, (64, 96))
    assert json.loads((tmp_path / "graphs.json").read_text(encoding="utf-8")) == described
    assert described["guidance"]["channels"] == list(CHANNELS)
    images = torch.randn(1, 3, 64, 96, generator=torch.Generator().manual_seed(4))
    theirs = run_graph(tmp_path / ENCODER, {"images": images.numpy()})
    assert sorted(theirs) == sorted(described["encoder"]["outputs"])
    pyramid = model.encode(images)
    state, held = model.initial_state(pyramid), first_state(model, theirs)
    for _ in range(3):
        click, _ = next_click(torch.from_numpy(theirs["heat_logits"]), state)
        guidance = Guidance(click[:, None], torch.full((1, 1, 2), torch.nan))
        given = {name: value for name, value in theirs.items() if name.startswith("gate_term")}
        given["guidance"] = all_channels(state, guidance)
        given["alike"] = alike(torch.from_numpy(theirs["embedding"]), guidance, (64, 96)).numpy()
        answer = run_graph(tmp_path / STEP, given | held)
        step, state = model.step(pyramid, state)
        assert torch.equal(step.clicks, click)
        for name in ("mask_logits", "category_logits", "boxes"):
            np.testing.assert_allclose(answer[name], getattr(step, name).numpy(), atol=1e-4)
        state, held = state.annotate(step.mask_logits > 0), after(answer)


@torch.no_grad()
def test_a_plain_sequence_is_the_same_whatever_the_batch(build: Build, tmp_path: Path) -> None:
    model = build(dataclasses.replace(SMALL, skip="mult", layers=2))
    export_onnx(model, tmp_path, (64, 64))
    images = torch.randn(3, 3, 64, 64, generator=torch.Generator().manual_seed(5))
    theirs = run_graph(tmp_path / ENCODER, {"images": images.numpy()})
    held = first_state(model, theirs)
    given = {name: value for name, value in theirs.items() if name.startswith(("gate_term", "skip"))}
    for step in model.unroll(model.encode(images), 3):
        answer = run_graph(tmp_path / STEP, {**given, **held})
        for name in ("mask_logits", "category_logits", "boxes", "objectness_logits"):
            np.testing.assert_allclose(answer[name], getattr(step, name).numpy(), atol=1e-4)
        held = after(answer)


def test_graphs_are_made_for_a_whole_tile_or_the_stretched_size() -> None:
    assert graph_size(InputConfig(mode="stretch", size=(256, 512))) == (256, 512)
    assert graph_size(InputConfig(longest_side=500)) == (512, 512)


def test_without_the_packages_one_sentence_says_what_to_install(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"onnxruntime; install .*rsis-annotator\[onnx\]"):
        export_onnx(build(SMALL), tmp_path / "graphs")
    assert not (tmp_path / "graphs").exists()


def test_a_size_that_does_not_suit_is_refused(build: Build, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="multiples of 4"):
        export_onnx(build(SMALL), tmp_path, (65, 64))
