"""The paper's section 4 on tiny data: each number against a direct reading of what it says."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from annotations.masks import Mask
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import PLAIN
from tests.trainer.test_training import command
from trainer.analysis.activations import activations, block_maps, taus
from trainer.analysis.drawing import colour_bar, order_colour, painted
from trainer.analysis.errors import (
    KINDS,
    Found,
    false_positives,
    judge,
    missed_by_size,
    quality_by_size,
    quality_by_step,
)
from trainer.analysis.orders import consecutive_pairs, correlations, kendall_tau, orders_of
from trainer.training.matching import in_order


def block(y: int, x: int, height: int, width: int, size: tuple[int, int] = (100, 100)) -> Mask:
    return Mask.from_patch(np.ones((height, width), bool), (y, x), size)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8))
def test_tau_is_the_papers_formula(keys: list[int]) -> None:
    pairs = list(itertools.combinations(range(len(keys)), 2))
    concordant = sum(keys[i] < keys[j] for i, j in pairs)
    discordant = sum(keys[i] > keys[j] for i, j in pairs)
    count = len(keys)
    assert kendall_tau(keys) == pytest.approx((concordant - discordant) / (count * (count - 1) / 2))
    if len(set(keys)) == count:
        assert kendall_tau(keys) == pytest.approx(kendalltau(range(count), keys).statistic)


def test_tau_of_the_set_orders() -> None:
    right_to_left = [block(10, x, 5, 5) for x in (80, 50, 20)]
    growing = [block(0, 0, 5 + n, 5 + n) for n in range(3)]
    found = correlations([right_to_left, growing, right_to_left[:1]])
    assert found["right to left"][0] == 1
    assert found["large to small"][1] == -1
    assert np.isnan(found["bottom to top"][2])


def test_consecutive_pairs_count_where_they_differ_by_fifteen_percent() -> None:
    assert orders_of(block(0, 0, 10, 10), block(0, 14, 10, 10)) == []
    assert orders_of(block(0, 0, 10, 10), block(0, 16, 10, 10)) == ["left to right"]
    assert orders_of(block(60, 0, 10, 10), block(0, 0, 10, 5)) == ["bottom to top", "large to small"]
    sequence = [(block(0, 80, 9, 9), "car"), (block(0, 40, 9, 9), "person"), (block(0, 0, 9, 9), "car")]
    table = consecutive_pairs([sequence] * 10, least=20)
    assert table == {
        "car + person": {
            "pairs": 20.0, "right to left": 1.0, "left to right": 0.0, "bottom to top": 0.0,
            "top to bottom": 0.0, "large to small": 0.0, "small to large": 0.0,
        }
    }  # fmt: skip
    assert consecutive_pairs([sequence] * 9, least=20) == {}


def test_each_kind_of_false_positive_is_told() -> None:
    car, person = (block(0, 0, 10, 10), 0), (block(50, 50, 10, 10), 1)
    cases = [
        ((block(0, 0, 10, 10), 0), "true"),
        ((block(0, 0, 10, 9), 0), "Dup"),
        ((block(0, 0, 10, 10), 1), "Cls"),
        ((block(50, 50, 10, 3), 1), "Loc"),
        ((block(50, 50, 10, 3), 0), "Loc+Cls"),
        ((block(80, 0, 10, 10), 0), "Bg"),
    ]
    image = Found(tuple(case for case, _ in cases), (car, person))
    verdicts, answered = judge(image)
    assert verdicts == [kind for _, kind in cases]
    assert answered == {0}
    shares = false_positives([image])
    assert shares["count"] == 5
    assert all(shares[kind] == pytest.approx(0.2) for kind in KINDS)


def test_quality_by_step_and_by_size_are_means_of_best_overlaps() -> None:
    small, large = block(0, 0, 10, 10), block(40, 40, 40, 40)
    first = Found(((small, 0), (block(0, 0, 10, 5), 0)), ((small, 0), (large, 0)))
    second = Found(((block(90, 90, 5, 5), 0),), ((small, 0),))
    assert quality_by_step([first, second]) == pytest.approx([0.5, 0.5])
    sizes = quality_by_size([first, second])
    assert sizes["1"] == pytest.approx(0.5)  # one percent: found once, missed once
    assert sizes["20"] == 0.0
    assert sizes["50"] is None
    missed = missed_by_size([first, second])
    assert missed["1"] == missed[">15"] == 0.5


def test_the_activation_of_an_object_is_the_mean_of_the_blocks_map_over_it() -> None:
    model = RSIS(PLAIN.model).eval()
    image = np.random.default_rng(0).integers(0, 255, (64, 96, 3)).astype(np.uint8)
    maps = block_maps(model.encoder, image, model.config)
    assert [m.shape for m in maps] == [(64, 96)] * 5
    masks = [block(3, 4, 20, 30, (64, 96)), block(30, 50, 9, 9, (64, 96))]
    values = activations(maps, masks)
    assert values[4, 0] == pytest.approx(maps[4][masks[0].to_array()].mean(), rel=1e-5)
    assert taus(np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]])) == [1, -1]


def test_a_hand_made_order_sets_the_pairs() -> None:
    masks = torch.zeros(3, 20, 20, dtype=torch.bool)
    masks[0, 10:14, 12:16] = masks[1, 2:5, 2:5] = masks[2, 0:8, 6:12] = True
    assert in_order(masks, 5, "left_to_right").instances == (1, 2, 0)
    assert in_order(masks, 5, "top_to_bottom").instances == (1, 2, 0)
    pairs = in_order(masks, 2, "large_to_small")
    assert (pairs.steps, pairs.instances) == ((0, 1), (2, 0))
    assert in_order(masks[:0], 2, "left_to_right").steps == ()


def test_painting_keeps_the_rest_of_the_image() -> None:
    image = np.full((30, 40, 3), 100, np.uint8)
    mask = block(5, 6, 10, 12, (30, 40))
    drawn = painted(image, [mask])
    assert np.array_equal(drawn[~mask.to_array()], image[~mask.to_array()])
    assert tuple(drawn[5, 6]) == order_colour(0)
    assert len({order_colour(i) for i in range(24)}) == 24
    assert colour_bar(30).shape == (12, 12 * 24, 3)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    model = RSIS(PLAIN.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 0.5)
    torch.nn.init.constant_(model.decoder.objectness_head.bias, 1.0)
    save_checkpoint(model, tmp_path / "checkpoint", "card")
    return tmp_path / "checkpoint"


def test_analyze_draws_every_figure_and_keeps_the_numbers(
    cells: Path, checkpoint: Path, tmp_path: Path
) -> None:
    weights = tmp_path / "encoder.pt"
    _store_encoder(weights)
    output = tmp_path / "analysis"
    arguments = (
        "--checkpoint",
        str(checkpoint),
        "--data",
        str(cells),
        "--limit",
        "2",
        "--most",
        "4",
        "--output",
        str(output),
    )
    assert command("analyze", *arguments, "--encoder-weights", str(weights), "--least-pairs", "2") == 0
    found = json.loads((output / "analysis.json").read_text())
    assert found["images"] == 2
    assert found["proposals"] == 8
    assert set(found["table_3b_tau_of_activations"]) == {"f0", "f1", "f2", "f3", "f4"}
    assert all(row["before"] is not None for row in found["table_3b_tau_of_activations"].values())
    assert found["figure_5_pairs"]["cell + cell"]["pairs"] == 6
    drawn = {Path(name).stem for name in found["figures"]}
    assert {name.split("-")[1] for name in drawn} >= {"2", "3a", "3b", "3c", "3d", "4", "5", "6", "3"}
    for name in found["figures"]:
        assert (output / name).stat().st_size > 1000


def test_analyze_finds_images_in_another_folder(cells: Path, checkpoint: Path, tmp_path: Path) -> None:
    images = (cells / "images").rename(tmp_path / "elsewhere")
    arguments = ("--checkpoint", str(checkpoint), "--data", str(cells), "--format", "label-maps")
    limits = ("--limit", "1", "--most", "4", "--least-pairs", "2", "--encoder-weights", "none")
    output = ("--output", str(tmp_path / "analysis"))
    assert command("analyze", *arguments, *limits, *output) == 1
    assert command("analyze", *arguments, *limits, *output, "--images", str(images)) == 0
    assert json.loads((tmp_path / "analysis" / "analysis.json").read_text())["images"] == 1


def _store_encoder(path: Path) -> None:
    import timm

    torch.manual_seed(1)
    torch.save(timm.create_model(PLAIN.model.encoder, pretrained=False).state_dict(), path)


@pytest.fixture
def ablating(cells: Path, tmp_path: Path) -> list[str]:
    """The shortest training, with every option of `ablate` but --rows."""
    recipe = tmp_path / "tiny.toml"
    recipe.write_text(
        'iterations = 1\nbatch = 1\nencoder_weights = "none"\ncurriculum = false\nsteps = [2, 2]\naverage = 0.0\n'
        "validation_images = 1\nthreads = 1\n[model]\nwidth = 16\ncategories = ['cell']\n[augmentation]\ncrop = 48\n"
    )
    arguments = ["ablate", "--preset", "starter-plain", "--config", str(recipe), "--data", str(cells)]
    arguments += ["--validation", "0.3", "--encoders", "test_efficientnet", "--limit", "1"]
    return [*arguments, "--output", str(tmp_path / "table")]


def test_ablate_finds_images_in_another_folder(cells: Path, ablating: list[str], tmp_path: Path) -> None:
    images = (cells / "images").rename(tmp_path / "elsewhere")
    arguments = [*ablating, "--format", "label-maps", "--rows", "layers-1"]
    assert command(*arguments) == 1
    assert command(*arguments, "--images", str(images)) == 0
    table = json.loads((tmp_path / "table" / "table-2a.json").read_text())
    assert [row["name"] for row in table["rows"]] == ["layers-1"]


def test_ablate_makes_one_table_that_says_its_budget(ablating: list[str], tmp_path: Path) -> None:
    rows = "encoder-test_efficientnet,skip-none,layers-1,no-box-loss,order-large-to-small"
    assert command(*ablating, "--rows", rows) == 0
    table = json.loads((tmp_path / "table" / "table-2a.json").read_text())
    assert [row["name"] for row in table["rows"]] == rows.split(",")
    assert [row["layers"] for row in table["rows"]] == ["5", "5", "1", "5", "5"]
    assert table["rows"][3]["box loss"] == "no"
    assert table["rows"][4]["order"] == "large to small"
    assert "1 iterations of 1 images" in table["caption"]
    assert (tmp_path / "table" / "table-2a.md").read_text().count("\n| ") == 6
    assert command(*ablating, "--rows", "skip-upside-down") == 1
