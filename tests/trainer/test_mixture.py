"""Several data sets at once: their file, their splits by scene, their shares, and crops at the scale of objects."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from annotations.masks import Mask
from annotations.scenes import scenes_by_pattern
from rsis_model.sizes import diameter
from tests.trainer.conftest import TINY, draw_cells, toml_of
from trainer.config import AugmentationConfig
from trainer.data.augmentation import crop_at_size
from trainer.data.dataset import TrainingSet
from trainer.data.mixture import read_mixture, read_parts
from trainer.data.scenes import SIDES, scenes_by_run, split_by_scene
from trainer.data.targets import make_target
from trainer.errors import TrainerError

SIZED = dataclasses.replace(
    TINY,
    model=dataclasses.replace(
        TINY.model,
        categories=("object",),
        input=dataclasses.replace(TINY.model.input, object_size=12.0),
    ),
    loss=dataclasses.replace(TINY.loss, size=0.3),
)


def write_mixture(folder: Path, text: str) -> Path:
    path = folder / "mixture.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def mixture(tmp_path: Path) -> Path:
    draw_cells(tmp_path / "first", 6)
    draw_cells(tmp_path / "second", 4, seed=1)
    split = {"train": {"second": ["cell0.png", "cell1.png"]}, "validation": {"second": ["cell2.png"]}}
    (tmp_path / "split.json").write_text(json.dumps(split))
    return write_mixture(
        tmp_path,
        f'''
        [[set]]
        data = "first"
        share = 3
        cap = 4
        [[set]]
        name = "other"
        data = "second"
        split = "{tmp_path / "split.json"}"
        background = 0.25
        ''',
    )


def test_a_mixture_has_the_sides_shares_and_kinds_that_its_file_names(mixture: Path) -> None:
    mixed = read_mixture(mixture, None, ("object",))
    assert Counter(sample.kind for sample in mixed.training) == {"first": 4, "other/second": 2}
    assert [sample.path.name for sample in mixed.validation] == ["cell2.png"]
    assert mixed.shares == {"first": 3.0, "other/second": 1.0}
    assert {sample.background for sample in mixed.training} == {1.0, 0.25}
    assert all(category == 0 for sample in mixed.training for category in sample.categories)


def test_kinds_are_drawn_by_their_shares(mixture: Path) -> None:
    mixed = read_mixture(mixture, None, ("object",))
    draws = TrainingSet(mixed.training, SIZED, 400, shares=mixed.shares)
    rng = np.random.default_rng(0)
    drawn = Counter(mixed.training[draws._choose(0, rng)].kind for _ in range(2000))
    assert drawn["first"] / 2000 == pytest.approx(0.75, abs=0.04)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "at least one"),
        ("[[set]]\nshare = 1", "no data path"),
        ('[[set]]\ndata = "first"\nweight = 1', "unknown field 'weight'"),
        ('[[set]]\ndata = "first"\nshare = "much"', "share cannot be 'much'"),
        ('[[set]]\ndata = "first"\nbackground = 2', "between 0 and 1"),
        ('[[set]]\ndata = "first"\n[[set]]\ndata = "first"', "appears twice"),
        ("[[set]", "cannot be read"),
        ("set = 3", "at least one"),
        ('set = ["first"]', "not a table"),
    ],
)
def test_a_wrong_mixture_is_refused_with_the_reason(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(TrainerError, match=word):
        read_parts(write_mixture(tmp_path, text))


def test_every_bundled_split_has_each_file_on_one_side_and_each_scene_too() -> None:
    rules = {
        "phase_cells": r"(.*)_\d+$",
        "flakes": r"(.*)_\d+$",
        "ore": r"^(\d{4})",
        "mushrooms": r"2024-03-11-(\d\d)",
    }
    for path in sorted(resources.splits_folder().glob("*.json")):
        split = json.loads(path.read_text())
        files = [name for kinds in split.values() for names in kinds.values() for name in names]
        assert len(files) == len(set(files)), path.name
        if path.stem in rules:
            scenes = {
                side: set(
                    scenes_by_pattern(
                        [Path(n).stem for names in kinds.values() for n in names], rules[path.stem]
                    )
                )
                for side, kinds in split.items()
            }
            assert sum(len(each) for each in scenes.values()) == len(set().union(*scenes.values())), path.name


def test_the_bundled_mixtures_name_splits_that_are_there() -> None:
    files = sorted(resources.mixtures_folder().glob("*.toml"))
    assert files
    for file in files:
        for part in read_parts(file):
            assert not part.split or (resources.splits_folder() / f"{part.split}.json").is_file()


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(0, 99))
def test_scenes_stay_together_and_nothing_is_lost(scenes: list[int], seed: int) -> None:
    names = [f"{n}.png" for n in range(len(scenes))]
    split = split_by_scene(names, [str(s) for s in scenes], "kind", (0.6, 0.1, 0.3), seed)
    found = {name: side for side in split for name in split[side]["kind"]}
    assert sorted(found) == sorted(names)
    assert set(split) <= set(SIDES)
    for scene in set(scenes):
        assert len({found[name] for name, s in zip(names, scenes, strict=True) if s == scene}) == 1


def test_neighbours_by_name_are_one_scene() -> None:
    assert scenes_by_run(["c", "a", "b", "d"], 2) == ["000001", "000000", "000000", "000001"]


CROP = AugmentationConfig(crop=96, scale=(1.0, 1.0), rotation=0, shear=0, translation=0, off_scale=0.0)


@settings(deadline=None, max_examples=40)
@given(st.integers(6, 120), st.integers(0, 9999), st.floats(0, 30))
def test_a_crop_brings_its_object_to_the_wanted_size(side: int, seed: int, rotation: float) -> None:
    rng = np.random.default_rng(seed)
    array = np.zeros((300, 320), dtype=bool)
    # Not at the border: beyond it the image goes on and the mask does not.
    y, x = rng.integers(8, 292 - side), rng.integers(8, 312 - side)
    array[y : y + side, x : x + side] = True
    image = np.where(array[..., None], 255, 0).repeat(3, axis=2).astype(np.uint8)
    mask = Mask.from_array(array)
    config = dataclasses.replace(CROP, rotation=rotation)
    (pixels, bits), index, scale = crop_at_size(
        image, [mask], np.array([diameter(mask.area)]), config, 24.0, rng
    )
    assert list(index) == [0]
    assert scale == pytest.approx(min(6.0, 24 / diameter(mask.area)))
    # Image and mask stay together to within the blur of an edge.
    agree = (pixels[0].numpy() >= 128) == bits[0].numpy().astype(bool)
    assert agree.mean() > 0.98
    inside = bits[0].numpy()[1:-1, 1:-1]
    if inside.sum() == bits[0].numpy().sum():  # wholly in the crop
        assert diameter(float(inside.sum())) == pytest.approx(diameter(mask.area) * scale, rel=0.12)


def test_what_is_out_of_scale_is_background_and_its_size_is_learned_all_the_same() -> None:
    masks = torch.zeros(2, 64, 64, dtype=torch.bool)
    masks[0, 4:16, 4:16] = True
    masks[1, 20:60, 20:60] = True
    target = make_target(
        masks,
        torch.zeros(2, dtype=torch.int64),
        torch.zeros(2, dtype=torch.bool),
        10,
        True,
        [1.0, 3.0],
        (0.5, 2.0),
    )
    assert len(target.masks) == 1
    assert target.heat[5:15, 5:15].max() == 0
    assert target.heat_weights.min() == 1
    assert target.sizes[10, 10] == pytest.approx(np.log2(3.0))
    assert float(target.size_weights.sum()) == pytest.approx(2.0)


def test_where_labels_are_not_complete_background_counts_less() -> None:
    masks = torch.zeros(1, 32, 32, dtype=torch.bool)
    masks[0, :8, :8] = True
    one = torch.zeros(1, dtype=torch.int64), torch.zeros(1, dtype=torch.bool)
    target = make_target(masks, *one, 10, True, background=0.25)
    assert target.heat_weights[0, 0] == 1
    assert target.heat_weights[6, 6] == 0.25


def test_a_network_for_any_size_trains_on_a_mixture_and_is_validated_by_kind(
    mixture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from trainer.cli import main

    config = tmp_path / "tiny.toml"
    config.write_text(toml_of(dataclasses.replace(SIZED, iterations=10)), encoding="utf-8")
    run = tmp_path / "run"
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "train",
                "--preset",
                "anything",
                "--config",
                str(config),
                "--data",
                str(mixture),
                "--output",
                str(run),
            ]
        )
    assert ended.value.code == 0, capsys.readouterr().err
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert any("size" in line and "foreground" in line for line in lines if line["kind"] == "train")
    assert (run / "checkpoint" / "model.safetensors").is_file()
