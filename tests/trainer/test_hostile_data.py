"""Data that is wrong is named and left out, or refused, as the configuration says; no run dies of it later."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from annotations.errors import Problem
from annotations.masks import Mask
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from tests.trainer.conftest import PLAIN, TINY
from trainer.data.dataset import TrainingSet
from trainer.data.samples import Sample, SampleSet, masks_in
from trainer.data.sources import read_samples, readable
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import evaluate
from trainer.run.folder import RunFolder
from trainer.training.loop import train

WHOLE = dataclasses.replace(
    PLAIN,
    curriculum=False,
    augmentation=dataclasses.replace(PLAIN.augmentation, crop=0),
    model=dataclasses.replace(
        PLAIN.model, input=dataclasses.replace(PLAIN.model.input, mode="stretch", size=(48, 48))
    ),
)


def run(cells: Path, output: Path, **changes: object) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    data = read_samples(cells, None, ("cell",))
    config = dataclasses.replace(TINY, curriculum=False, **changes)  # type: ignore[arg-type]
    train(config, data.samples, (), RunFolder(output), lambda figures: "card", report=lines.append)
    return lines


def test_an_image_that_breaks_while_a_run_goes_on_is_named_and_another_is_drawn(
    cells: Path, tmp_path: Path
) -> None:
    data = read_samples(cells, None, ("cell",))
    for name in ("cell0", "cell1", "cell2"):  # the header is whole, the pixels are not
        path = cells / "images" / f"{name}.png"
        path.write_bytes(path.read_bytes()[:200])
    samples, problems = readable(data.samples, kinds=False)
    assert len(samples) == 6
    assert problems == []
    lines: list[dict[str, object]] = []
    config = dataclasses.replace(TINY, curriculum=False, iterations=6)
    run_folder = RunFolder(tmp_path / "run")
    train(config, samples, (), run_folder, lambda figures: "card", report=lines.append)
    named = [str(line["message"]) for line in lines if line["kind"] == "problem"]
    assert named
    assert len(named) == len(set(named))
    assert all("cell" in text for text in named)
    assert sum(line["kind"] == "train" for line in lines) == 6
    strict = dataclasses.replace(config, broken="refuse")
    with pytest.raises(TrainerError, match=r"cell\d.png"):
        train(strict, samples, (), RunFolder(tmp_path / "strict"), lambda figures: "card")


def test_a_set_of_which_nothing_can_be_read_is_refused(cells: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    for path in (cells / "images").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(TrainerError, match="cannot be read"):
        TrainingSet(data.samples, TINY, 4)[0]


def test_a_mask_of_another_size_is_named_before_the_run(cells: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    Image.new("RGB", (50, 48)).save(cells / "images" / "cell3.png")
    for kinds in (True, False):
        samples, problems = readable(data.samples, kinds)
        assert len(samples) == 5
        assert "cell3" in problems[0].file
        assert "image's size" in problems[0].reason


def test_a_category_that_the_model_does_not_have_is_named_and_its_mask_is_learned(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (48, 48)).save(tmp_path / "images" / "a.png")
    mask = Mask.from_patch(np.ones((12, 12), bool), (6, 6), (48, 48))
    content = {
        "images": [{"id": 1, "file_name": "a.png", "width": 48, "height": 48}],
        "categories": [{"id": 1, "name": "unicorn"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "segmentation": mask.to_coco_rle(), "iscrowd": 0,
             "bbox": [6, 6, 12, 12], "area": 144}
        ],
    }  # fmt: skip
    (tmp_path / "c.json").write_text(json.dumps(content))
    data = read_samples(tmp_path / "c.json", None, ("cell", "bubble"))
    assert [problem.kept for problem in data.problems if "unicorn" in problem.reason] == [True]
    assert data.samples[0].categories == (-1,)
    model = dataclasses.replace(WHOLE.model, categories=("cell", "bubble"))
    train(
        dataclasses.replace(WHOLE, model=model, iterations=1),
        data.samples,
        (),
        RunFolder(tmp_path / "run"),
        lambda figures: "card",
    )


@pytest.mark.parametrize("config", [TINY, PLAIN], ids=["guided", "plain"])
def test_images_with_nothing_in_them_train_but_no_score_is_made_of_them(
    cells: Path, tmp_path: Path, config: object
) -> None:
    for path in (cells / "labels").iterdir():
        Image.fromarray(np.zeros((48, 48), np.uint16)).save(path)
    data = read_samples(cells, None, ("cell",))
    settings = dataclasses.replace(config, curriculum=False, iterations=2)  # type: ignore[type-var]
    train(settings, data.samples, data.samples[:2], RunFolder(tmp_path / "run"), lambda figures: "card")
    with pytest.raises(TrainerError, match="None of the 6 images has an instance"):
        evaluate(Predictor(RSIS(settings.model), "cpu"), data)


def test_ten_thousand_instances_fit_and_the_smallest_are_ignored(tmp_path: Path) -> None:
    side = 1000
    image = tmp_path / "many.png"
    Image.new("RGB", (side, side), (40, 40, 40)).save(image)
    masks = tuple(
        Mask.from_patch(np.ones((4 + (n % 3), 6), bool), (10 * (n // 100), 10 * (n % 100)), (side, side))
        for n in range(10_000)
    )
    stack, index = masks_in(masks, 0, 0, side, side)
    assert len(stack) == 257
    assert index[-1] == -1
    assert all(masks[i].shape[0] == 6 for i in index[:-1])
    assert int(stack.sum()) == sum(m.area for m in masks)
    sample = Sample(image, masks, (0,) * 10_000)
    config = dataclasses.replace(WHOLE, largest=20)
    large = dataclasses.replace(config.model.input, size=(500, 500))
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, input=large))
    pixels, target, _ = TrainingSet([sample], config, 1)[0]
    assert pixels.shape == (3, 500, 500)
    assert len(target.masks) <= 20


@pytest.mark.parametrize("kind", ["nan", "16 bit", "cmyk", "animated"])
def test_unusual_pixels_are_read_as_finite_colour(kind: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    path = tmp_path / {"nan": "a.tif", "16 bit": "a.png", "cmyk": "a.jpg", "animated": "a.gif"}[kind]
    if kind == "nan":
        values = rng.random((48, 48)).astype(np.float32)
        values[::7] = np.nan
        values[3, 3] = np.inf
        Image.fromarray(values).save(path)
    elif kind == "16 bit":
        Image.fromarray(rng.integers(0, 60_000, (48, 48)).astype(np.uint16)).save(path)
    elif kind == "cmyk":
        Image.fromarray(rng.integers(0, 255, (48, 48, 4)).astype(np.uint8), mode=None).convert("CMYK").save(
            path
        )
    else:
        frames = [Image.fromarray(rng.integers(0, 255, (48, 48, 3)).astype(np.uint8)) for _ in range(3)]
        frames[0].save(path, save_all=True, append_images=frames[1:])
    mask = Mask.from_patch(np.ones((12, 12), bool), (6, 6), (48, 48))
    samples, problems = readable([Sample(path, (mask,), (0,))])
    assert problems == []
    pixels, target, problems_drawn = TrainingSet(samples, WHOLE, 1)[0]
    assert problems_drawn == ()
    assert bool(torch.isfinite(pixels).all())
    assert float(pixels.std()) > 0
    assert len(target.masks) == 1


def test_an_image_that_breaks_before_it_is_evaluated_is_named_and_left_out(
    cells: Path, tmp_path: Path
) -> None:
    data = read_samples(cells, None, ("cell",))
    path = cells / "images" / "cell1.png"
    path.write_bytes(path.read_bytes()[:200])
    save_checkpoint(RSIS(PLAIN.model), tmp_path / "c", "card")
    named: list[Problem] = []
    chosen = SampleSet(data.samples[:2], data.categories)
    result = evaluate(Predictor.from_pretrained(tmp_path / "c", "cpu"), chosen, problem=named.append)
    assert result["images"] == 1
    assert "cell1" in named[0].file
