"""A tiny set of drawn cells, and a network small enough to train on it in seconds."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from rsis_model.config import InputConfig, ModelConfig
from trainer.config import AugmentationConfig, LossConfig, TrainConfig, flat, to_dict

MODEL = ModelConfig(
    categories=("cell",),
    encoder="test_efficientnet",
    width=16,
    heat_width=8,
    normalisation="group",
    guidance=True,
    where_next=True,
    memory_steps=3,
    objectness_threshold=0.05,
    input=InputConfig(longest_side=96, overlap=16, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)),
)
TINY = TrainConfig(
    model=MODEL,
    augmentation=AugmentationConfig(
        crop=48, scale=(0.9, 1.1), rotation=0, translation=0, shear=0, right_angles=True, brightness=0.1
    ),
    loss=LossConfig(objectness=0.0, heat=1.0),
    iterations=4,
    batch=2,
    steps=(2, 3),
    average=0.9,
    encoder_weights="none",
    encoder_learning_rate=1e-3,
    validate_every=2,
    validation_images=2,
    save_every=1,
    warmup=1,
    threads=1,
)
PLAIN = dataclasses.replace(
    TINY,
    model=dataclasses.replace(MODEL, guidance=False, where_next=False, memory_steps=0),
    loss=LossConfig(objectness_steps="n_plus_1"),
)


def draw_cells(folder: Path, count: int, size: int = 48, seed: int = 0) -> Path:
    """A label-map folder of bright disks on dark."""
    rng = np.random.default_rng(seed)
    (folder / "images").mkdir(parents=True)
    (folder / "labels").mkdir()
    for i in range(count):
        labels = np.zeros((size, size), dtype=np.uint16)
        for n in range(1, 5):
            x, y = (int(v) for v in rng.integers(8, size - 8, 2))
            disk = np.zeros((size, size), dtype=np.uint8)
            cv2.circle(disk, (x, y), int(rng.integers(5, 8)), 1, -1)
            labels[(disk > 0) & (labels == 0)] = n
        pixels = np.where(labels[..., None] > 0, 200, 20) + rng.integers(0, 20, (size, size, 3))
        Image.fromarray(pixels.astype(np.uint8)).save(folder / "images" / f"cell{i}.png")
        Image.fromarray(labels).save(folder / "labels" / f"cell{i}.png")
    return folder


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    """Six images of drawn cells."""
    return draw_cells(tmp_path / "cells", 6)


def toml_of(config: TrainConfig) -> str:
    """A configuration as the file that `--config` takes."""
    lines = []
    # The overlap of tiles first: it may not be more than half of their side.
    for name, value in sorted(flat(to_dict(config)).items(), key=lambda item: "overlap" not in item[0]):
        if isinstance(value, tuple):
            value = list(value)
        lines.append(f"{name} = {json.dumps(value)}")
    return "\n".join(lines)
