"""Training from shards: the same order after an interruption, several readers, and broken samples on the way."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from annotations.imaging.reading import list_images
from annotations.project import Project
from annotations.records import Change, Transaction
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY, draw_cells, toml_of
from tests.trainer.test_shards import edited, replaced
from trainer import cli
from trainer.commands.common import labelled
from trainer.config import TrainConfig
from trainer.data.dataset import Batch
from trainer.data.sources import read_samples
from trainer.errors import TrainerError
from trainer.run.folder import RunFolder
from trainer.shards.finding import find_shards
from trainer.shards.reading import in_order
from trainer.shards.stream import ShardStream, Share
from trainer.shards.writing import write_shards
from trainer.training.loop import train

CONFIG = dataclasses.replace(
    TINY, curriculum=False, validate_every=100, iterations=6, steps=(2, 2), shuffle=3, device="cpu"
)


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """A folder with twelve images of cells as four shards."""
    write_shards(
        read_samples(draw_cells(tmp_path / "cells", 12), None, ("cell",)), tmp_path / "shards", "a", 3
    )
    return tmp_path / "shards"


def run(
    shards: Path, output: Path, config: TrainConfig = CONFIG, **options: Any
) -> tuple[dict[str, torch.Tensor], list[dict[str, Any]]]:
    """Train; return the whole state and every reported line."""
    told: list[dict[str, Any]] = []
    train(
        config,
        find_shards(str(shards)),
        (),
        RunFolder(output),
        lambda figures: "card",
        report=told.append,
        **options,
    )
    return load_file(output / "last" / "state.safetensors"), told


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_run_that_was_interrupted_ends_as_one_that_was_not(
    shards: Path, tmp_path: Path, workers: int
) -> None:
    config = dataclasses.replace(CONFIG, workers=workers)
    whole, lines = run(shards, tmp_path / "whole", config)
    assert [line["iteration"] for line in lines if line["kind"] == "train"] == [1, 2, 3, 4, 5, 6]
    run(shards, tmp_path / "cut", config, until=3)
    resumed, lines = run(shards, tmp_path / "cut", config, resume=True)
    assert [line["iteration"] for line in lines if line["kind"] == "train"] == [4, 5, 6]
    assert same(whole, resumed)


def batches(shards: Path, rank: int, processes: int, config: TrainConfig, done: int = 0) -> list[Batch]:
    share = Share(done, config.batch // processes, rank, processes)
    return list(ShardStream(find_shards(str(shards)), config, share))


def pixels(some: list[Batch]) -> list[bytes]:
    return [image.numpy().tobytes() for batch in some for image in batch.images]


def test_two_processes_get_as_many_batches_and_no_image_twice(shards: Path) -> None:
    still = dataclasses.replace(
        CONFIG.augmentation,
        crop=0,
        scale=(1.0, 1.0),
        flip_horizontal=False,
        right_angles=False,
        brightness=0.0,
    )
    config = dataclasses.replace(CONFIG, batch=4, iterations=3, augmentation=still)
    each = [batches(shards, rank, 2, config) for rank in (0, 1)]
    assert [len(one) for one in each] == [3, 3]
    assert all(batch.images.shape[0] == 2 for one in each for batch in one)
    # Three iterations of four images are an epoch of twelve.
    assert len(set(pixels(each[0]) + pixels(each[1]))) == 12


def test_pasting_takes_the_next_sample_and_goes_on_alike(shards: Path) -> None:
    augmentation = dataclasses.replace(CONFIG.augmentation, pasted=1.0)
    model = dataclasses.replace(CONFIG.model, input=dataclasses.replace(CONFIG.model.input, object_size=12))
    config = dataclasses.replace(CONFIG, augmentation=augmentation, model=model)
    whole = batches(shards, 0, 1, config)
    assert any(len(target.masks) > 4 for batch in whole for target in batch.targets)
    assert pixels(batches(shards, 0, 1, config, done=2)) == pixels(whole[2:])


def test_too_few_samples_for_the_readers_are_refused(shards: Path) -> None:
    with pytest.raises(TrainerError, match="12 samples are too few: each of 7 readers"):
        batches(shards, 0, 1, dataclasses.replace(CONFIG, workers=7))


@pytest.mark.parametrize("workers", [0, 1])
def test_a_broken_sample_is_told_once_and_the_next_one_takes_its_place(
    shards: Path, tmp_path: Path, workers: int
) -> None:
    replaced(shards / "a-00000.tar", edited(lambda record: record.pop("images")))
    config = dataclasses.replace(CONFIG, iterations=12, workers=workers)
    _, lines = run(shards, tmp_path / "run", config)
    [problem] = [line["message"] for line in lines if line["kind"] == "problem"]
    assert problem.endswith("a-00000.tar: 00000001: its JSON is no COCO data set")
    assert sum(line["kind"] == "train" for line in lines) == 12
    with pytest.raises(TrainerError, match=r"^[^\n]*a-00000.tar: 00000001: its JSON is no COCO data set$"):
        run(shards, tmp_path / "refused", dataclasses.replace(config, broken="refuse"))


def test_a_run_ends_if_nothing_can_be_read(shards: Path, tmp_path: Path) -> None:
    for path in shards.glob("*.tar"):
        replaced(path, lambda name, content: b"" if name.endswith(".json") else content)
    with pytest.raises(
        TrainerError, match=r"20 samples in a row cannot be used: .*its JSON is no COCO data set"
    ):
        run(shards, tmp_path / "run")


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    with pytest.raises(SystemExit) as ended:
        cli.main([*arguments, "--json"])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), json.loads(out), " ".join(err.split())


def test_the_commands_make_shards_train_and_evaluate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, place = draw_cells(tmp_path / "cells", 6), tmp_path / "shards"
    (tmp_path / "tiny.toml").write_text(toml_of(CONFIG))
    code, made, _ = command(capsys, "shards", "--data", str(data), "--output", str(place), "--samples", "2")
    assert (code, made["shards"], made["samples"]) == (0, 3, 6)
    tars = str(place / "shard-{00000..00002}.tar")
    start = ("train", "--preset", "starter", "--config", str(tmp_path / "tiny.toml"), "--data", tars)
    code, trained, _ = command(capsys, *start, "--output", str(tmp_path / "run"), "--validation", str(place))
    assert code == 0
    code, figures, _ = command(capsys, "evaluate", "--checkpoint", trained["checkpoint"], "--data", tars)
    assert (code, figures["images"]) == (0, 6)
    code, _, said = command(capsys, *start, "--output", str(tmp_path / "other"), "--validation", "0.2")
    assert code == 1 and "Shards are read as a whole" in said


def test_without_the_library_one_line_says_what_to_install(
    shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "webdataset", None)
    with pytest.raises(TrainerError, match=r'pip install "rsis-annotator\[shards\]"'):
        find_shards(str(shards))


@pytest.fixture
def parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The parts of a prediction, two images in each but the last, of five in the folder `photos/images`."""
    data = draw_cells(tmp_path / "photos", 5)
    torch.manual_seed(0)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 0.5)  # so that it finds something
    save_checkpoint(model, tmp_path / "model", "card")
    predict = ("predict", "--checkpoint", str(tmp_path / "model"), "--images", str(data / "images"))
    code, _, _ = command(capsys, *predict, "--part-size", "2", "--shards", str(tmp_path / "parts"))
    assert code == 0
    return tmp_path / "parts"


def test_the_parts_of_a_prediction_become_shards(
    parts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = ("--images", str(tmp_path / "photos" / "images"))
    place = tmp_path / "shards"
    code, made, _ = command(capsys, "shards", "--data", str(parts), *images, "--output", str(place))
    assert (code, made["samples"]) == (0, 5)
    whole = [json.loads(path.read_bytes()) for path in sorted(parts.glob("part-*.json"))]
    found = [json.loads(raw.text) for shard in find_shards(str(place)).shards for raw in in_order(shard)]
    assert sorted(one["images"][0]["source"] for one in found) == [f"cell{i}.png" for i in range(5)]
    assert sum(len(one["annotations"]) for one in found) == sum(len(one["annotations"]) for one in whole) > 0


def test_a_part_without_an_image_that_could_be_read_does_not_change_the_categories(
    parts: Path, tmp_path: Path
) -> None:
    nothing = {
        "info": {"part": 0, "broken": [], "notes": []},
        "images": [],
        "annotations": [],
        "categories": [],
    }
    (parts / "part-00000.json").write_text(json.dumps(nothing))
    data = labelled(str(parts), None, None, str(tmp_path / "photos" / "images"))
    assert (data.categories, data.named, data.problems) == (("cell",), True, ())
    assert {category for sample in data.samples for category in sample.categories} == {0}


def test_parts_that_were_not_predicted_are_named(parts: Path, tmp_path: Path) -> None:
    (parts / "part-00001.json").unlink()
    data = labelled(str(parts), None, None, str(tmp_path / "photos" / "images"))
    assert len(data.samples) == 3
    assert [str(problem) for problem in data.problems] == [f"{parts}: part 1: it is missing"]


@pytest.mark.parametrize("kind", ["parts", "shards"])
def test_other_data_are_validated_on_parts_and_shards(
    kind: str, parts: Path, shards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tiny.toml").write_text(toml_of(dataclasses.replace(CONFIG, iterations=1)))
    labels = draw_cells(tmp_path / "labels", 4)
    given = ("--preset", "starter", "--config", str(tmp_path / "tiny.toml"), "--data", str(labels))
    where = ("--images-of-validation", str(tmp_path / "photos" / "images")) if kind == "parts" else ()
    place = ("--validation", str(parts if kind == "parts" else shards), "--output", str(tmp_path / "run"))
    code, _, said = command(capsys, "train", *given, *place, *where)
    assert code == 0, said


def test_the_parts_that_a_checkpoint_has_learned_from_are_replayed(
    parts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = tmp_path / "photos" / "images"
    (tmp_path / "tiny.toml").write_text(toml_of(dataclasses.replace(CONFIG, iterations=1, replay=0.5)))
    tiny = ("--preset", "starter", "--config", str(tmp_path / "tiny.toml"))
    learn = ("--data", str(parts), "--images", str(images), "--output", str(tmp_path / "run"))
    code, trained, said = command(capsys, "train", *tiny, *learn)
    assert code == 0, said
    with Project.create(images / "p.rsis") as project:
        project.add_images(list_images(images))
        done = [dataclasses.replace(image, status="done") for image in project.images()]
        project.commit(Transaction("Done", tuple(map(Change.replace, project.images(), done))))
    tune = ("--project", str(images / "p.rsis"), "--output", str(tmp_path / "fine"))
    *_, said = command(capsys, "finetune", *tiny, *tune, "--checkpoint", trained["checkpoint"])
    assert f"Replaying 5 images of {parts}" in said
