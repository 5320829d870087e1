"""The paper's network, part by part: encoders, skips, layers, kernels, widths and heads as docs/model.md lists them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from docs.make_model import PAPER, paper_shapes, parameter_counts, rows, table
from rsis_model.config import ModelConfig
from rsis_model.conv_lstm import ConvLSTM
from rsis_model.encoder import Encoder
from rsis_model.model import RSIS
from tests.rsis_model.conftest import SMALL

Build = Callable[[ModelConfig], RSIS]
ROOT = Path(__file__).parents[2]

# The channels that the papers and model definitions give, deepest level first.
ENCODERS = {
    "resnet101": (2048, 1024, 512, 256, 64),
    "resnet50": (2048, 1024, 512, 256, 64),
    "resnet34": (512, 256, 128, 64, 64),
    "vgg16": (512, 512, 512, 256, 128),
    "tf_efficientnet_lite0": (320, 112, 40, 24, 16),
    "tf_efficientnet_lite1": (320, 112, 40, 24, 16),
    "tf_efficientnet_lite2": (352, 120, 48, 24, 16),
    "convnext_tiny": (768, 384, 192, 96),
}


@pytest.mark.parametrize("name", ENCODERS)
@torch.no_grad()
def test_each_encoder_gives_the_channels_and_strides_it_declares(name: str) -> None:
    channels = ENCODERS[name]
    # Without memory: shapes are worked out, no weights are drawn.
    with torch.device("meta"):
        encoder = Encoder(name, len(channels)).eval()
        levels = encoder(torch.empty(1, 3, 96, 64))
    assert encoder.channels == channels
    assert encoder.strides == (32, 16, 8, 4, 2)[: len(channels)]
    for level, stride in zip(levels, encoder.strides, strict=True):
        assert level.shape[-2:] == (96 // stride, 64 // stride)
    assert tuple(level.shape[1] for level in levels) == channels


@pytest.mark.parametrize("name", ["resnet34", "tf_efficientnet_lite0", "convnext_tiny"])
@torch.no_grad()
def test_real_weights_give_what_the_skeleton_promises(name: str) -> None:
    encoder = Encoder(name, 4).eval()
    levels = encoder(torch.randn(1, 3, 64, 64))
    assert tuple(level.shape[1] for level in levels) == ENCODERS[name][:4]
    assert all(bool(level.isfinite().all()) for level in levels)


def test_pooled_levels_are_the_network_s_own_one_step_finer_pooled_by_two() -> None:
    with torch.device("meta"):
        encoder = Encoder("vgg16", 5, pooled=True).eval()
        levels = encoder(torch.empty(1, 3, 64, 64))
    assert encoder.strides == (32, 16, 8, 4, 2)
    assert tuple(level.shape[1] for level in levels) == (512, 512, 256, 128, 64)
    assert tuple(level.shape[-1] for level in levels) == (2, 4, 8, 16, 32)


@pytest.mark.parametrize("layers", [1, 2, 3, 4, 5])
@torch.no_grad()
def test_truncated_decoders_use_the_deepest_levels_and_upsample_to_the_image(
    build: Build, layers: int
) -> None:
    model = build(dataclasses.replace(SMALL, layers=layers))
    pyramid = model.encode(torch.randn(1, 3, 64, 96))
    assert [s.shape[-1] for s in pyramid.skips] == [96 // 2 ** (5 - i) for i in range(layers)]
    step, state = model.step(pyramid, model.initial_state(pyramid))
    assert step.mask_logits.shape == (1, 64, 96)
    assert [h.shape[1] for h in state.hidden] == [16, 16, 8, 4, 2][:layers]


@pytest.mark.parametrize("layout", ["paper", "original"])
@pytest.mark.parametrize("skip", ["concat", "sum", "mult", "none"])
@pytest.mark.parametrize("kernel", [1, 3])
@torch.no_grad()
def test_gates_see_the_state_below_the_skip_and_the_hidden_state(
    build: Build, layout: str, skip: str, kernel: int
) -> None:
    config = dataclasses.replace(
        SMALL,
        width=32,
        width_layout=layout,  # type: ignore[arg-type]
        skip=skip,  # type: ignore[arg-type]
        kernel_size=kernel,
    )
    model = build(config)
    hidden = (32, 32, 16, 8, 4) if layout == "paper" else (32, 16, 8, 4, 2)
    for i, layer in enumerate(model.decoder.layers):
        assert isinstance(layer, ConvLSTM)
        below = hidden[i - 1] if i else 0
        beside = (32, 32, 16, 8, 4)[i] if skip == "concat" or i == 0 else 0
        assert layer.gates.in_channels == below + beside + hidden[i]
        assert layer.gates.out_channels == 4 * hidden[i]
        assert layer.gates.kernel_size == (kernel, kernel)
    for i, skip_width in enumerate(config.skip_widths):
        if skip in ("sum", "mult") and i:
            assert skip_width == hidden[i - 1]
    masks = [step.mask_logits for step in model.unroll(model.encode(torch.randn(1, 3, 50, 75)), 2)]
    assert all(m.shape == (1, 50, 75) and bool(m.isfinite().all()) for m in masks)
    assert not torch.equal(masks[0], masks[1])


@torch.no_grad()
def test_without_skips_only_the_deepest_level_reaches_the_answer(build: Build) -> None:
    model = build(dataclasses.replace(SMALL, skip="none"))
    pyramid = model.encode(torch.randn(1, 3, 64, 64))
    blind = dataclasses.replace(
        pyramid, skips=(pyramid.skips[0], *(torch.zeros_like(s) for s in pyramid.skips[1:]))
    )
    state = model.initial_state(pyramid)
    assert torch.equal(model.step(pyramid, state)[0].mask_logits, model.step(blind, state)[0].mask_logits)


@torch.no_grad()
def test_the_vector_heads_read_the_pooled_hidden_states_of_all_layers(build: Build) -> None:
    model = build(SMALL)
    pyramid = model.encode(torch.randn(2, 3, 64, 64))
    step, state = model.step(pyramid, model.initial_state(pyramid))
    pooled = torch.cat([h.flatten(2).max(dim=2).values for h in state.hidden], dim=1)
    assert pooled.shape == (2, 16 + 16 + 8 + 4 + 2)
    heads = model.decoder
    torch.testing.assert_close(step.category_logits, heads.category_head(pooled))
    torch.testing.assert_close(step.boxes, heads.box_head(pooled).sigmoid())
    torch.testing.assert_close(step.objectness_logits, heads.objectness_head(pooled)[:, 0])


@torch.no_grad()
def test_evaluation_is_deterministic_and_a_batch_is_its_images(build: Build) -> None:
    model = build(dataclasses.replace(SMALL, normalisation="batch"))
    images = torch.randn(3, 3, 64, 64)
    first, again = (model.unroll(model.encode(images), 4) for _ in range(2))
    for a, b in zip(first, again, strict=True):
        assert torch.equal(a.mask_logits, b.mask_logits)
        assert torch.equal(a.objectness_logits, b.objectness_logits)
    for i in range(3):
        for a, b in zip(first, model.unroll(model.encode(images[i : i + 1]), 4), strict=True):
            torch.testing.assert_close(a.mask_logits[i : i + 1], b.mask_logits, atol=1e-5, rtol=1e-5)
            torch.testing.assert_close(a.category_logits[i : i + 1], b.category_logits, atol=1e-5, rtol=1e-5)


def test_the_paper_s_network_has_the_parts_and_shapes_that_the_document_says() -> None:
    counts = parameter_counts()
    assert counts["encoder"] == 42_500_160  # ResNet-101 without its classifier
    d = 128
    inputs = (d + d, d + d + d, d + d // 2 + d // 2, d // 2 + d // 4 + d // 4, d // 4 + d // 8 + d // 8)
    widths = (d, d, d // 2, d // 4, d // 8)
    gates = sum(4 * w * (9 * i + 1) for i, w in zip(inputs, widths, strict=True))
    assert counts["ConvLSTM gates"] == gates
    assert counts["heads"] == (16 + 1) + (sum(widths) + 1) * (4 + 20 + 1)
    shapes = paper_shapes()
    assert shapes["mask logits"] == (1, 256, 256)
    assert shapes["hidden state 0"] == (1, 128, 8, 8)
    assert shapes["hidden state 4"] == (1, 16, 128, 128)
    assert PAPER.layers == 5 and PAPER.width == 128 and PAPER.kernel_size == 3 and PAPER.mask_kernel == 1


def test_the_document_s_tables_are_those_of_the_program_and_its_tests_exist() -> None:
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert table() in text, "run python docs/make_model.py"
    for row in rows():
        path, _, name = row.test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), row
