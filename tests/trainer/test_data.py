"""Sources, kinds, crops and draws."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from tests.trainer.conftest import PLAIN, TINY
from trainer.config import AugmentationConfig, from_dict, load_preset, override, preset_names, to_dict
from trainer.data.augmentation import random_crop, vary
from trainer.data.dataset import TrainingSet
from trainer.data.kinds import kind_of
from trainer.data.samples import masks_in
from trainer.data.sources import hold_out, project_samples, read_samples, read_split, readable, side_of
from trainer.errors import TrainerError


@given(st.integers(-20, 40), st.integers(-20, 40), st.integers(1, 50), st.integers(1, 50), st.integers(0, 99))
def test_masks_in_a_window_are_the_window_of_the_masks(
    y0: int, x0: int, height: int, width: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    arrays = [rng.random((30, 35)) > 0.9 for _ in range(3)]
    stack, index = masks_in([Mask.from_array(a) for a in arrays], y0, x0, height, width)
    for n, array in enumerate(arrays):
        expected = np.pad(array, 80)[80 + y0 : 80 + y0 + height, 80 + x0 : 80 + x0 + width]
        if n in index:
            assert np.array_equal(stack[list(index).index(n)], expected)
        else:
            assert not expected.any()


@settings(deadline=None, max_examples=30)
@given(st.integers(20, 120), st.integers(20, 120), st.integers(0, 9999))
def test_crops_keep_image_and_masks_together(height: int, width: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = np.zeros((height, width), dtype=bool)
    labels[height // 4 : height // 2 + 2, width // 4 : width // 2 + 2] = True
    image = np.where(labels[..., None], 255, 0).repeat(3, axis=2).astype(np.uint8)
    config = AugmentationConfig(
        crop=48, scale=(1.0, 1.0), rotation=0, translation=0, shear=0, right_angles=True
    )
    pair, index = random_crop(image, (Mask.from_array(labels),), config, rng)
    if len(index):
        pixels, masks = vary(pair, config, rng)
        assert torch.equal(
            pixels.as_subclass(torch.Tensor)[0] > 0.5, masks.as_subclass(torch.Tensor)[0].bool()
        )
    assert pair[0].shape == (3, 48, 48)
    assert pair[1].shape[-2:] == (48, 48)


def test_a_draw_depends_on_its_number_alone(cells: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    once, again = (TrainingSet(data.samples, TINY, 50) for _ in range(2))
    for i in (7, 3, 7):
        (a, s, _), (b, t, _) = once[i], again[i]
        assert torch.equal(a, b)
        assert torch.equal(s.masks, t.masks)
    assert not torch.equal(once[7][0], once[8][0])


def test_whole_images_are_resized_to_the_model_s_size(cells: Path) -> None:
    data = read_samples(cells, "label-maps", ("cell",))
    config = dataclasses.replace(
        PLAIN,
        augmentation=AugmentationConfig(),
        model=dataclasses.replace(
            PLAIN.model, input=dataclasses.replace(PLAIN.model.input, mode="stretch", size=(32, 48))
        ),
    )
    image, target, problems = TrainingSet(data.samples, config, 4)[0]
    assert problems == ()
    assert image.shape == (3, 32, 48)
    assert target.masks.shape[-2:] == (32, 48)
    assert bool((target.boxes[:, 2:] > target.boxes[:, :2]).all())


def test_a_project_s_done_images_are_its_samples(cells: Path, tmp_path: Path) -> None:
    folder = cells / "images"
    with Project.open_folder(folder) as project:
        added = project.add_images(sorted(folder.glob("*.png")))
        first, second = added.images[:2]
        mask = Mask.from_array(np.eye(48, dtype=bool))
        known, fresh = Category(1, "cell", (255, 0, 0)), Category(2, "bubble", (0, 255, 0))
        done = dataclasses.replace(first, status="done")
        project.commit(
            Transaction(
                "test",
                (
                    Change.add(known),
                    Change.add(fresh),
                    Change.add(Instance(1, first.id, mask, 2, "drawn")),
                    Change.add(Instance(2, first.id, mask, None, "drawn")),
                    Change.add(Instance(3, second.id, mask, 1, "drawn")),
                    Change.replace(first, done),
                ),
            )
        )
        path = project.path
    data = project_samples(path, ("cell", "bubble"))
    assert [s.path.name for s in data.samples] == [Path(first.path).name]
    assert data.samples[0].masks == (mask, mask)
    assert data.samples[0].categories == (1, -1)


def test_what_cannot_be_read_is_named_and_left_out(cells: Path) -> None:
    (cells / "images" / "cell1.png").write_bytes(b"no image")
    data = read_samples(cells, None, ("cell",))
    samples, problems = readable(data.samples)
    assert len(samples) == 5
    assert any("cell1" in problem.file for problem in [*problems, *data.problems])


def test_a_split_is_read_by_name_and_its_sides_share_nothing(tmp_path: Path) -> None:
    split = read_split("nuclei")
    names = {side: {n for kind in kinds.values() for n in kind} for side, kinds in split.items()}
    assert set(names) == {"train", "validation", "test"}
    assert not names["train"] & names["test"]
    assert not names["train"] & names["validation"]
    assert not names["validation"] & names["test"]
    for photo in resources.sample_photos():  # the bundled photos are held back from training
        assert any(name.startswith(photo.stem.split("-")[-1]) for name in names["test"]), photo.name
    (tmp_path / "s.json").write_text("[1]")
    with pytest.raises(TrainerError, match=r"s\.json"):
        read_split(str(tmp_path / "s.json"))


def test_a_side_of_a_split_can_be_of_one_kind(cells: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    split = {"test": {"round": ["cell0.png"], "flat": ["cell1.png", "cell2.png"]}}
    assert len(side_of(data, split, "test", None).samples) == 3
    assert [s.kind for s in side_of(data, split, "test", "flat").samples] == ["flat", "flat"]
    with pytest.raises(TrainerError, match="exam"):
        side_of(data, split, "exam", None)


def test_holding_out_keeps_every_image_on_one_side(cells: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    training, held_out = hold_out(data, 0.3, 1)
    assert len(held_out) == 2
    assert {s.path for s in training}.isdisjoint({s.path for s in held_out})
    with pytest.raises(TrainerError, match="share"):
        hold_out(data, 1.5, 1)


def test_kinds_are_told_apart() -> None:
    dark, bright = np.full((8, 8, 3), 9, np.uint8), np.full((8, 8, 3), 220, np.uint8)
    pink = bright.copy()
    pink[..., 1] = 120
    assert [kind_of(i) for i in (dark, bright, pink)] == ["fluorescence", "brightfield", "tissue"]


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_loads_and_survives_json(name: str) -> None:
    config = load_preset(name)
    assert from_dict(json.loads(json.dumps(to_dict(config)))) == config


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("batch", "many"),
        ("no.such", "1"),
        ("model.width", "20.5"),
        ("steps", "1"),
        ("curriculum", "x"),
        ("person.pairing", "x"),
    ],
)
def test_a_field_that_does_not_fit_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(TrainerError, match=name.split(".")[-1] if "no" not in name else "no"):
        override(TINY, name, value)


@pytest.mark.parametrize("zoom", [0.6, 1.3, 1.5])
def test_a_resized_mask_stays_on_its_image(zoom: float) -> None:
    disk = np.hypot(*(np.mgrid[:80, :80] - 40)) <= 10
    image = np.where(disk[..., None], 255, 0).repeat(3, axis=2).astype(np.uint8)
    config = AugmentationConfig(crop=48, scale=(zoom, zoom), rotation=0, translation=0, shear=0)
    off: list[float] = []
    for seed in range(20):
        (pixels, masks), index = random_crop(
            image, (Mask.from_array(disk),), config, np.random.default_rng(seed)
        )
        mask = masks.as_subclass(torch.Tensor)[:1].float().sum(dim=0)
        if len(index) and not bool(mask[0].any() or mask[-1].any() or mask[:, 0].any() or mask[:, -1].any()):
            bright = pixels.as_subclass(torch.Tensor)[0].float() / 255
            for axis in (0, 1):
                places = torch.arange(48).float()
                centres = [(m.sum(dim=1 - axis) * places).sum() / m.sum() for m in (bright, mask)]
                off.append(float(centres[0] - centres[1]))
    assert off
    assert abs(np.mean(off)) < 0.08
