"""Small networks that are quick to build and to run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import torch

from rsis_model.config import InputConfig, ModelConfig
from rsis_model.model import RSIS

SMALL = ModelConfig(
    categories=("cell", "leaf"),
    encoder="test_efficientnet",
    width=16,
    heat_width=8,
    normalisation="group",
    input=InputConfig(longest_side=96, overlap=32, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)),
)
GUIDED = dataclasses.replace(SMALL, guidance=True, where_next=True, objectness_threshold=0.01)


@pytest.fixture
def build() -> Callable[[ModelConfig], RSIS]:
    """Builds a network with seeded random weights, the guidance's among them, in evaluation mode."""

    def make(config: ModelConfig) -> RSIS:
        torch.manual_seed(7)
        model = RSIS(config).eval()
        # An untrained network says "nothing" everywhere; this one draws something.
        torch.nn.init.normal_(model.decoder.mask_head.weight, std=5.0)
        torch.nn.init.zeros_(model.decoder.mask_head.bias)
        if model.guidance is not None:
            for level in model.guidance.levels:
                torch.nn.init.normal_(level.weight, std=0.3)
        return model

    return make
