"""The network: the paper's parts, its state as a value, and the additions that vanish without their weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rsis_model.config import InputConfig, ModelConfig
from rsis_model.conv_lstm import ConvLSTM
from rsis_model.decoder import Decoder
from rsis_model.errors import ModelError
from rsis_model.model import RSIS
from rsis_model.state import Guidance, Step
from tests.rsis_model.conftest import GUIDED, SMALL

Build = Callable[[ModelConfig], RSIS]


def images(batch: int = 1, height: int = 64, width: int = 96, seed: int = 0) -> Tensor:
    return torch.randn(batch, 3, height, width, generator=torch.Generator().manual_seed(seed))


def tensors(step: Step) -> list[Tensor]:
    return [step.mask_logits, step.category_logits, step.boxes, step.objectness_logits]


def textbook(decoder: Decoder, skips: tuple[Tensor, ...], size: tuple[int, int], steps: int) -> list[Tensor]:
    """The decoder as equations 1 and 2 read: concatenate everything, convolve everything, at every step."""
    hidden = [torch.zeros(len(s), w, *s.shape[-2:]) for s, w in zip(skips, decoder.widths, strict=True)]
    cell = [torch.zeros_like(h) for h in hidden]
    masks = []
    for _ in range(steps):
        below: Tensor | None = None
        for i, layer in enumerate(cast("list[ConvLSTM]", list(decoder.layers))):
            parts = [skips[i]]
            if below is not None:
                up = F.interpolate(below, size=skips[i].shape[-2:], mode="bilinear", align_corners=False)
                parts = [_merged(decoder.mode, up, skips[i])]
            gates = layer.gates(torch.cat([*parts, hidden[i]], dim=1))
            take, keep, emit, candidate = gates.chunk(4, dim=1)
            cell[i] = keep.sigmoid() * cell[i] + take.sigmoid() * candidate.tanh()
            hidden[i] = emit.sigmoid() * cell[i].tanh()
            below = hidden[i]
        assert below is not None
        up = F.interpolate(below, size=size, mode="bilinear", align_corners=False)
        masks.append(decoder.mask_head(up)[:, 0])
    return masks


def _merged(mode: str, up: Tensor, skip: Tensor) -> Tensor:
    if mode == "concat":
        return torch.cat([up, skip], dim=1)
    if mode == "none":
        return up
    return up + skip if mode == "sum" else up * skip


@pytest.mark.parametrize("skip", ["concat", "sum", "mult", "none"])
@pytest.mark.parametrize("layers", [1, 3, 5])
@torch.no_grad()
def test_the_split_gates_answer_as_the_textbook_decoder_does(build: Build, skip: str, layers: int) -> None:
    model = build(dataclasses.replace(SMALL, skip=skip, layers=layers))  # type: ignore[arg-type]
    pyramid = model.encode(images(2))
    state = model.initial_state(pyramid)
    for expected in textbook(model.decoder, pyramid.skips, pyramid.size, 4):
        step, state = model.step(pyramid, state)
        torch.testing.assert_close(step.mask_logits, expected, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_shapes_are_the_image_s_and_boxes_are_normalised(build: Build) -> None:
    model = build(SMALL)
    step = model.unroll(model.encode(images(2, 75, 100)), 1)[0]
    assert step.mask_logits.shape == (2, 75, 100)
    assert step.category_logits.shape == (2, 2)
    assert step.objectness_logits.shape == (2,)
    assert step.boxes.shape == (2, 4)
    assert bool(((step.boxes >= 0) & (step.boxes <= 1)).all())


@torch.no_grad()
def test_a_batch_answers_as_its_images_do_alone(build: Build) -> None:
    model = build(GUIDED)
    both = model.unroll(model.encode(images(2)), 3)
    for b in range(2):
        alone = model.unroll(model.encode(images(2)[b : b + 1]), 3)
        for together, single in zip(both, alone, strict=True):
            for x, y in zip(tensors(together), tensors(single), strict=True):
                torch.testing.assert_close(x[b : b + 1], y, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_rewinding_and_repeating_gives_the_same_bits(build: Build) -> None:
    model = build(GUIDED)
    pyramid = model.encode(images())
    _, kept = model.step(pyramid, model.initial_state(pyramid))
    first, _ = model.step(pyramid, kept)
    for _ in range(3):
        _, _ = model.step(pyramid, kept.annotate(torch.ones(1, 64, 96, dtype=torch.bool)))
    again, _ = model.step(pyramid, kept)
    assert all(torch.equal(x, y) for x, y in zip(tensors(first), tensors(again), strict=True))


@torch.no_grad()
def test_unroll_is_so_many_steps(build: Build) -> None:
    model = build(SMALL)
    pyramid = model.encode(images())
    state = model.initial_state(pyramid)
    for step in model.unroll(pyramid, 3):
        by_hand, state = model.step(pyramid, state)
        assert torch.equal(step.mask_logits, by_hand.mask_logits)


@torch.no_grad()
def test_with_zero_guidance_weights_and_no_where_next_it_is_the_paper_s_network(build: Build) -> None:
    plain = build(SMALL)
    guided = build(dataclasses.replace(SMALL, guidance=True))
    assert guided.guidance is not None
    for level in guided.guidance.levels:
        nn.init.zeros_(cast(nn.Conv2d, level).weight)
    guided.load_state_dict(plain.state_dict(), strict=False)
    p, q = plain.encode(images()), guided.encode(images())
    s, t = plain.initial_state(p), guided.initial_state(q)
    t = t.annotate(torch.rand(1, 64, 96) > 0.5).reject(torch.rand(1, 64, 96) > 0.5)
    asked = Guidance.from_clicks([(10.0, 20.0, True), (5.0, 5.0, False)])
    for _ in range(4):
        plain_step, s = plain.step(p, s)
        guided_step, t = guided.step(q, t, asked)
        for x, y in zip(tensors(plain_step), tensors(guided_step), strict=True):
            assert torch.equal(x, y)


def test_guidance_starts_as_nothing() -> None:
    model = RSIS(GUIDED)
    assert model.guidance is not None
    assert all(not bool(parameter.any()) for parameter in model.guidance.parameters())


@torch.no_grad()
def test_a_decision_changes_the_next_proposal(build: Build) -> None:
    model = build(GUIDED)
    pyramid = model.encode(images())
    _, state = model.step(pyramid, model.initial_state(pyramid))
    mask = torch.zeros(1, 64, 96, dtype=torch.bool)
    mask[:, 10:30, 10:30] = True
    nothing, _ = model.step(pyramid, state)
    accepted, _ = model.step(pyramid, state.annotate(mask))
    rejected, _ = model.step(pyramid, state.reject(mask))
    assert not torch.equal(nothing.mask_logits, accepted.mask_logits)
    assert not torch.equal(accepted.mask_logits, rejected.mask_logits)


@torch.no_grad()
def test_the_memory_starts_anew_after_so_many_steps(build: Build) -> None:
    model = build(dataclasses.replace(GUIDED, memory_steps=2))
    pyramid = model.encode(images())
    state = model.initial_state(pyramid)
    steps = []
    for _ in range(4):
        _, state = model.step(pyramid, state)
        steps.append(state.steps)
    assert steps == [1, 2, 1, 2]


def test_the_paper_s_configuration_has_its_widths_and_heads() -> None:
    config = ModelConfig(categories=tuple(f"c{i}" for i in range(20)))
    assert config.hidden_widths == (128, 128, 64, 32, 16)
    assert dataclasses.replace(config, width_layout="original").hidden_widths == (128, 64, 32, 16, 8)
    assert config.encoder == "resnet101"


@pytest.mark.parametrize("encoder", ["resnet18", "vgg11", "tf_efficientnet_lite0", "test_convnext"])
def test_every_encoder_has_its_declared_channels_and_strides(encoder: str) -> None:
    layers = 4 if "convnext" in encoder else 5
    model = RSIS(dataclasses.replace(SMALL, encoder=encoder, layers=layers)).eval()
    with torch.no_grad():
        levels = model.encoder(images(1, 64, 64))
    assert model.encoder.strides == (32, 16, 8, 4, 2)[:layers]
    for level, channels, stride in zip(levels, model.encoder.channels, model.encoder.strides, strict=True):
        assert level.shape == (1, channels, 64 // stride, 64 // stride)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("layers", 6),
        ("width", 20),
        ("kernel_size", 5),
        ("skip", "max"),
        ("where_next", True),
        ("objectness_threshold", 1.5),
        ("usual_objectness", -0.1),
        ("categories", ("a", "a")),
    ],
)
def test_a_configuration_that_cannot_be_built_is_refused(name: str, value: object) -> None:
    with pytest.raises(ModelError, match="configuration"):
        dataclasses.replace(SMALL, **{name: value})  # type: ignore[arg-type]


def test_an_unknown_encoder_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match="no_such_net"):
        RSIS(dataclasses.replace(SMALL, encoder="no_such_net"))


def test_a_configuration_survives_json() -> None:
    config = dataclasses.replace(GUIDED, input=InputConfig(mode="fit", longest_side=128, overlap=10))
    assert ModelConfig.from_dict(config.to_dict()) == config
