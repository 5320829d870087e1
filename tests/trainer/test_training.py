"""Runs from the command line: train, resume, fine-tune, evaluate, predict; and errors of one clear line."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import shutil
import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from pycocotools.coco import COCO
from safetensors.torch import load_file

from annotations.project import Project
from annotations.records import Category, Change, Instance, Status, Transaction
from rsis_model.checkpoint import load_checkpoint, save_checkpoint, set_aside
from rsis_model.model import RSIS
from tests.trainer.conftest import PLAIN, TINY
from trainer.cli import main
from trainer.config import TrainConfig
from trainer.data.sources import read_samples
from trainer.errors import TrainerError
from trainer.finetune import finetune, mixed, with_categories
from trainer.run.folder import RunFolder, Source, source_of
from trainer.training.learner import rate_factor
from trainer.training.loop import train

SHORT = dataclasses.replace(TINY, curriculum=False)


def run_training(cells: Path, output: Path, config: TrainConfig, **options: object) -> RunFolder:
    data = read_samples(cells, None, ("cell",))
    run = RunFolder(output)
    train(config, data.samples[:4], data.samples[4:], run, lambda figures: "card", **options)  # type: ignore[arg-type]
    return run


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


@pytest.mark.parametrize("config", [TINY, PLAIN], ids=["guided", "plain"])
def test_a_run_leaves_a_checkpoint_metrics_and_its_configuration(
    cells: Path, tmp_path: Path, config: TrainConfig
) -> None:
    run = run_training(cells, tmp_path / "run", dataclasses.replace(config, iterations=10))
    assert load_checkpoint(run.checkpoint).config == config.model
    lines = [json.loads(line) for line in (run.path / "metrics.jsonl").read_text().splitlines()]
    assert {line["kind"] for line in lines} == {"train", "validation"}
    assert json.loads((run.path / "config.json").read_text())["iterations"] == 10


def test_tensorboard_gets_curves_and_pictures_of_sequences(cells: Path, tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    run = run_training(cells, tmp_path / "run", dataclasses.replace(TINY, tensorboard=True))
    events = EventAccumulator(str(run.path / "tensorboard"))
    events.Reload()
    tags = events.Tags()
    assert {"validation/f50", "validation/loss"} <= set(tags["scalars"])
    assert [event.step for event in events.Scalars("validation/f50")] == [2, 4]
    assert "sequences/0" in tags["images"]
    plain = run_training(cells, tmp_path / "plain", TINY)
    assert not (plain.path / "tensorboard").exists()


def test_a_resumed_run_ends_with_the_weights_of_an_uninterrupted_one(cells: Path, tmp_path: Path) -> None:
    whole = run_training(cells, tmp_path / "whole", TINY)

    def kill(line: dict[str, object]) -> None:
        if line["kind"] == "train" and line["iteration"] == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_training(cells, tmp_path / "parts", TINY, report=kill)
    parts = run_training(cells, tmp_path / "parts", TINY, resume=True)
    a, b = (load_file(run.path / "last" / "state.safetensors") for run in (whole, parts))
    assert a.keys() == b.keys()
    for name, tensor in a.items():
        assert torch.equal(tensor, b[name]), name


def test_resuming_before_the_first_save_begins_anew(cells: Path, tmp_path: Path) -> None:
    RunFolder(tmp_path / "run").log(kind="train", iteration=1)
    run = run_training(cells, tmp_path / "run", TINY, resume=True)
    whole = run_training(cells, tmp_path / "whole", TINY)
    a, b = (load_file(r.path / "last" / "state.safetensors") for r in (run, whole))
    assert all(torch.equal(tensor, b[name]) for name, tensor in a.items())


def test_a_kill_between_the_two_renames_loses_nothing(cells: Path, tmp_path: Path) -> None:
    run = run_training(cells, tmp_path / "run", TINY)
    (run.path / "last").rename(set_aside(run.path / "last"))
    run_training(cells, tmp_path / "run", dataclasses.replace(TINY, iterations=6), resume=True)
    assert json.loads((run.path / "last" / "progress.json").read_text())["progress"]["iteration"] == 6


def test_what_a_kill_left_in_a_run_is_removed_at_its_next_start(tmp_path: Path) -> None:
    run = tmp_path / "run"
    for name in ("checkpoint", "last", ".checkpoint.new", ".checkpoint.old", ".last.old", "last.new"):
        (run / name).mkdir(parents=True)
    RunFolder(run)
    assert sorted(path.name for path in run.iterdir()) == ["checkpoint", "last", "last.new"]


def test_a_loss_that_is_not_finite_stops_with_a_clear_word(
    cells: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import trainer.training.losses

    monkeypatch.setattr(trainer.training.losses, "mask_loss", lambda logits, masks: logits.sum() * torch.nan)
    with pytest.raises(TrainerError, match="not finite at iteration 0"):
        run_training(cells, tmp_path / "run", TINY)


def test_rates_warm_up_stay_and_fall() -> None:
    config = dataclasses.replace(TINY, iterations=100, warmup=10, decay_from=0.5)
    factors = [rate_factor(config, i) for i in range(100)]
    assert factors[0] == pytest.approx(0.1)
    assert factors[20] == factors[49] == 1
    assert all(b <= a for a, b in pairwise(factors[50:]))
    assert factors[99] == pytest.approx(0.01)
    # Where a time limit will end the run, the rates fall in time.
    assert rate_factor(config, 40, passed=0.2) == rate_factor(config, 40)
    assert rate_factor(config, 40, passed=0.9) == pytest.approx(rate_factor(config, 90))
    assert rate_factor(config, 40, passed=1.0) == 0.01


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 0.5)
    save_checkpoint(model, tmp_path / "checkpoint", "card")
    return tmp_path / "checkpoint"


def test_training_begins_from_a_checkpoint_s_weights_where_one_is_named(
    cells: Path, checkpoint: Path, tmp_path: Path
) -> None:
    still = tmp_path / "still.toml"
    still.write_text(
        "iterations = 1\naverage = 0.0\nlearning_rate = 0.0\nencoder_learning_rate = 0.0\nweight_decay = 0.0\n"
    )
    config = json.loads((checkpoint / "config.json").read_text())
    shape = [
        f"--model.{n.replace('_', '-')}={config[n]}"
        for n in ("encoder", "width", "heat_width", "memory_steps")
    ]
    common = ["train", "--preset", "starter", "--config", str(still), "--data", str(cells), *shape]
    start = ["--curriculum", "false", "--checkpoint", str(checkpoint)]
    assert command(*common, *start, "--output", str(tmp_path / "run")) == 0
    a, b = (load_file(f / "model.safetensors") for f in (checkpoint, tmp_path / "run" / "checkpoint"))
    for name, tensor in a.items():
        if "running" not in name and "num_batches" not in name:
            assert torch.equal(tensor, b[name]), name


def test_a_checkpoint_of_another_shape_is_refused_by_name(
    cells: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", "--preset", "starter", "--data", str(cells), "--output", str(tmp_path / "run")]
    assert command(*arguments, "--checkpoint", str(checkpoint)) == 1
    assert "do not fit the preset's network" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def make_project(cells: Path, count: int, status: Status = "done") -> Path:
    """A project over the drawn cells in which the first images are annotated and done, or only started."""
    data = read_samples(cells, None, ("cell",))
    with Project.open_folder(cells / "images") as project:
        images = project.add_images(sorted((cells / "images").glob("*.png"))).images
        changes = [Change.add(Category(1, "blob", (9, 9, 9)))]
        for image, sample in list(zip(images, data.samples, strict=True))[:count]:
            changes.append(Change.replace(image, dataclasses.replace(image, status=status)))
            for mask in sample.masks:
                number = project.next_id("instance")
                changes.append(Change.add(Instance(number, image.id, mask, 1, "drawn")))
        project.commit(Transaction("draw", tuple(changes)))
        return project.path


def test_fine_tuning_keeps_the_better_model_and_says_so(
    cells: Path, checkpoint: Path, tmp_path: Path
) -> None:
    project = make_project(cells, 5)
    result = finetune(
        project, str(checkpoint), tmp_path / "run", SHORT, 0.3, lambda line: None, minutes=float("inf")
    )
    assert result == json.loads((tmp_path / "run" / "result.json").read_text())
    assert result["measure"] == "IoU of objects" and not result["provisional"]
    assert 0 <= int(str(result["found_after"])) <= int(str(result["objects"]))
    kept = load_checkpoint(tmp_path / "run" / "checkpoint")
    expected = ("cell", "blob") if result["better"] else ("cell",)
    assert kept.config.categories == expected


def test_what_is_seen_again_takes_its_share_of_the_draws(cells: Path) -> None:
    samples = read_samples(cells, None, ("cell",)).samples
    own, old = samples[:2], samples[2:]
    seen = mixed(own, old, 0.25)
    again = {sample.path for sample in old}
    assert sum(sample.path in again for sample in seen) / len(seen) == pytest.approx(0.25, abs=0.01)
    assert {sample.path for sample in seen} == {sample.path for sample in samples}
    assert mixed(own, (), 0.25) == own
    assert mixed(own, old, 0.0) == own


def test_fine_tuning_finds_what_the_checkpoint_has_learned_from(
    cells: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_training(cells, tmp_path / "first", SHORT)
    run.write_source(str(cells), None, None)
    assert source_of(run.checkpoint) == Source(cells.absolute())
    project = make_project(cells, 5)
    options = ("--iterations", "2", "--batch", "2", "--augmentation.crop", "48", "--threads", "1")
    where = (
        "--project",
        str(project),
        "--checkpoint",
        str(run.checkpoint),
        "--output",
        str(tmp_path / "second"),
    )
    assert command("finetune", *where, *options) == 0
    lines = [json.loads(line) for line in (tmp_path / "second" / "metrics.jsonl").read_text().splitlines()]
    assert next(line for line in lines if line["kind"] == "start")["replayed"] == 6
    assert "Replaying" in " ".join(capsys.readouterr().err.split())
    assert source_of(tmp_path / "elsewhere" / "checkpoint") is None


def test_fine_tuning_sees_a_mixture_again_that_the_checkpoint_has_learned_from(
    cells: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mixture = tmp_path / "mixture.toml"
    mixture.write_text(f'[[set]]\nname = "cells"\ndata = "{cells.name}"\n')
    run = run_training(cells, tmp_path / "first", SHORT)
    run.write_source(str(mixture), None, None, str(cells.parent))
    where = ("--project", str(make_project(cells, 5)), "--checkpoint", str(run.checkpoint))
    options = ("--iterations", "2", "--batch", "2", "--augmentation.crop", "48", "--threads", "1")
    assert command("finetune", *where, "--output", str(tmp_path / "second"), *options) == 0
    lines = [json.loads(line) for line in (tmp_path / "second" / "metrics.jsonl").read_text().splitlines()]
    assert next(line for line in lines if line["kind"] == "start")["replayed"] == 6


def test_a_run_ends_early_where_nothing_gets_better(cells: Path, tmp_path: Path) -> None:
    still = dataclasses.replace(
        SHORT, learning_rate=0.0, encoder_learning_rate=0.0, iterations=40, validate_every=2, stop_after=2
    )
    run = run_training(cells, tmp_path / "run", still)
    lines = [json.loads(line) for line in (run.path / "metrics.jsonl").read_text().splitlines()]
    assert [line["iteration"] for line in lines if line["kind"] == "validation"] == [2, 4, 6]
    run_training(cells, tmp_path / "run", still, resume=True)
    again = [json.loads(line) for line in (run.path / "metrics.jsonl").read_text().splitlines()]
    assert again == lines


def test_fine_tuning_says_how_much_more_it_wants(cells: Path, checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="16 more"):
        finetune(
            make_project(cells, 1), str(checkpoint), tmp_path / "run", SHORT, 0.3, lambda line: None, 1.0
        )


def test_fine_tuning_begins_with_objects_of_images_that_are_not_finished(
    cells: Path, checkpoint: Path, tmp_path: Path
) -> None:
    project = make_project(cells, 6, status="started")
    run = tmp_path / "run"
    result = finetune(project, str(checkpoint), run, SHORT, 0.3, lambda line: None, minutes=float("inf"))
    assert result["provisional"] and result["measure"] == "IoU after a click"
    assert result["objects"] == result["held_out"] == 4  # every fifth of 24
    assert load_checkpoint(run / "checkpoint").config.categories[0] == "cell"


@torch.no_grad()
def test_a_new_category_leaves_the_old_ones_answers() -> None:
    model = RSIS(TINY.model).eval()
    grown = with_categories(model, ("cell", "bubble")).eval()
    images = torch.randn(1, 3, 64, 64)
    a = model.unroll(model.encode(images), 2)[1]
    b = grown.unroll(grown.encode(images), 2)[1]
    assert torch.equal(a.mask_logits, b.mask_logits)
    torch.testing.assert_close(a.category_logits, b.category_logits[:, :1])


def test_evaluate_prints_one_json_object(
    cells: Path, checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        code = command(
            "evaluate", "--checkpoint", str(checkpoint), "--data", str(cells), "--json", "--limit", "2"
        )
    assert code == 0
    result = json.loads(capsys.readouterr().out)
    assert result["images"] == 2
    assert {"ap", "ap50", "sbd", "sbd_std", "dic", "abs_dic", "f50", "per_category", "max_detections"} <= set(
        result
    )


def test_predictions_load_in_pycocotools(cells: Path, checkpoint: Path, tmp_path: Path) -> None:
    output = tmp_path / "predictions.json"
    images = str(cells / "images")
    assert (
        command("predict", "--checkpoint", str(checkpoint), "--images", images, "--output", str(output)) == 0
    )
    results = json.loads(output.read_text())
    assert results
    assert {r["file_name"] for r in results} <= {f"cell{i}.png" for i in range(6)}
    coco = COCO()
    coco.dataset = {
        "images": [{"id": i, "height": 48, "width": 48} for i in range(1, 7)],
        "categories": [{"id": 1, "name": "cell"}],
        "annotations": [],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
        loaded = coco.loadRes([{k: v for k, v in r.items() if k != "file_name"} for r in results])
    assert len(loaded.anns) == len(results)


def test_predict_names_a_broken_image_and_goes_on(
    cells: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = tmp_path / "images", tmp_path / "predictions.json"
    shutil.copytree(cells / "images", folder)
    (folder / "a.png").write_bytes(b"broken")
    arguments = ("--checkpoint", str(checkpoint), "--images", str(folder), "--output", str(output), "--json")
    assert command("predict", *arguments) == 0
    told = capsys.readouterr()
    assert "a.png" in told.err
    assert json.loads(told.out)["broken"] == 1
    assert {r["file_name"] for r in json.loads(output.read_text())} <= {f"cell{i}.png" for i in range(6)}
    for path in folder.glob("cell*.png"):
        path.unlink()
    assert command("predict", *arguments) == 1


def test_predict_replaces_its_own_results_and_nothing_else(
    cells: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "images"
    shutil.copytree(cells / "images", folder)
    (tmp_path / "data.json").write_text('{"images": [], "categories": []}')
    (tmp_path / "tasks.json").write_text('[{"id": 1, "annotations": []}]')
    (tmp_path / "numbers.json").write_text("[1, 2]")
    (tmp_path / "half.json").write_text('[{"image_id": 1, "category')
    with Project.create(tmp_path / "p.rsis"):
        pass
    others = [
        folder / "cell0.png",
        *(tmp_path / name for name in ("data.json", "tasks.json", "numbers.json")),
    ]
    others += [tmp_path / "half.json", tmp_path / "p.rsis"]
    results, old = tmp_path / "results.json", tmp_path / "old.json"
    results.write_text(" [ ]\n")
    old.write_text('[{"image_id": 1, "category_id": 1, "segmentation": {}, "score": 0.5}, {}]')
    for output, code in (*((other, 1) for other in others), (results, 0), (old, 0)):
        before = output.read_bytes()
        arguments = ("--checkpoint", str(checkpoint), "--images", str(folder), "--output", str(output))
        assert command("predict", *arguments) == code
        assert (output.read_bytes() == before) == bool(code)
        assert ("choose another name" in capsys.readouterr().err) == bool(code)


@pytest.mark.parametrize(
    ("output", "reason"), [("folder", "it is a folder"), ("pipe", "it is not an ordinary file")]
)
def test_predict_writes_only_to_an_ordinary_file(
    output: str,
    reason: str,
    cells: Path,
    checkpoint: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if output == "folder":
        (tmp_path / output).mkdir()
    elif hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / output)
    else:
        pytest.skip("no named pipes here")
    arguments = ("--checkpoint", str(checkpoint), "--images", str(cells / "images"))
    assert command("predict", *arguments, "--output", str(tmp_path / output)) == 1
    assert capsys.readouterr().err == (
        f"rsis-trainer predict: {tmp_path / output}: {reason}; name a file to write.\n"
    )


def test_predict_finds_images_as_the_readers_do_and_counts_the_rest(
    cells: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = cells / "images"
    (folder / "sub").mkdir()
    (folder / "cell1.png").rename(folder / "sub" / "cell1.png")
    names = {
        "abc": "sub\\cell1.png",
        7: "cell0.png",
        "8": "CELL2.PNG",
        9: "gone.png",
        10: "gone2.png",
        11: "gone3.png",
    }
    data = {
        "images": [{"id": number, "file_name": name} for number, name in names.items()],
        "categories": [{"id": "c", "name": "cell"}],
    }
    (tmp_path / "data.json").write_text(json.dumps(data))
    arguments = ("--checkpoint", str(checkpoint), "--images", str(folder), "--json")
    output = ("--data", str(tmp_path / "data.json"), "--output", str(tmp_path / "o.json"))
    assert command("predict", *arguments, *output) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["images"] == 3
    found = {
        (r["image_id"], r["file_name"], r["category_id"])
        for r in json.loads((tmp_path / "o.json").read_text())
    }
    assert found == {("abc", "sub/cell1.png", "c"), (7, "cell0.png", "c"), (8, "cell2.png", "c")}
    said = " ".join(told.err.split())
    assert "no such file or folder; left out (and 2 more images like it)" in said
    assert f"{folder}: 3 images not in {tmp_path / 'data.json'}" in said


def test_predict_says_when_no_image_is_in_the_data(
    cells: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {"images": [{"id": 1, "file_name": "x.png"}], "categories": [{"id": 1, "name": "cell"}]}
    (tmp_path / "data.json").write_text(json.dumps(data))
    arguments = ("--images", str(cells / "images"), "--data", str(tmp_path / "data.json"))
    output = ("--checkpoint", str(checkpoint), "--output", str(tmp_path / "o.json"))
    assert command("predict", *arguments, *output) == 1
    assert "none of its 6 images" in capsys.readouterr().err


def test_simulate_reports_each_feedback(
    cells: Path, checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = (
        "--checkpoint",
        str(checkpoint),
        "--data",
        str(cells),
        "--limit",
        "1",
        "--quality",
        "0.8",
        "--threads",
        "1",
    )
    assert command("simulate", *arguments, "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result["0.8"]) == {"decisions", "as proposed", "none"}
    assert all(np.isfinite(each["actions_per_instance"]) for each in result["0.8"].values())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("evaluate", "--data", "nowhere"), "nowhere"),
        (("train", "--preset", "unheard", "--data", ".", "--output", "r"), "unheard"),
        (("train", "--preset", "starter", "--data", "nowhere", "--output", "r"), "nowhere"),
        (("train", "--preset", "starter", "--data", ".", "--output", "r", "--batch", "x"), "batch"),
        (("finetune", "--project", "no.rsis", "--output", "r"), "no.rsis"),
        (("evaluate", "--checkpoint", "no-such", "--data", "."), "no-such"),
    ],
)
def test_a_mistake_is_one_clear_line(
    arguments: tuple[str, ...],
    reason: str,
    tmp_path: Path,
    checkpoint: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("resources.starter_checkpoint", lambda: checkpoint)
    assert command(*arguments) == 1
    error = capsys.readouterr().err
    assert reason in error
    assert "Traceback" not in error
    assert len(error.strip().splitlines()) == 1


def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("train") == 2
    assert "--preset" in capsys.readouterr().err


def test_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("presets", "--json") == 0
    assert {"pascal-voc", "cvppp", "cityscapes", "coco", "starter", "finetune"} <= set(
        json.loads(capsys.readouterr().out)
    )


def test_a_growing_sequence_wants_validation_images(cells: Path, tmp_path: Path) -> None:
    data = read_samples(cells, None, ("cell",))
    with pytest.raises(TrainerError, match="validation"):
        train(TINY, data.samples, (), RunFolder(tmp_path / "run"), lambda figures: "card")


def test_stopping_at_an_iteration_and_resuming_changes_nothing(cells: Path, tmp_path: Path) -> None:
    whole = run_training(cells, tmp_path / "whole", TINY)
    run_training(cells, tmp_path / "parts", TINY, until=3)
    parts = run_training(cells, tmp_path / "parts", TINY, resume=True)
    a, b = (load_file(run.path / "last" / "state.safetensors") for run in (whole, parts))
    assert all(torch.equal(tensor, b[name]) for name, tensor in a.items())
    histories = [
        json.loads((run.path / "last" / "progress.json").read_text())["progress"]["validation_losses"]
        for run in (whole, parts)
    ]
    assert histories[0] == histories[1]


def test_predictions_take_the_ids_of_the_data_s_own_categories(
    cells: Path, checkpoint: Path, tmp_path: Path
) -> None:
    data = {
        "images": [{"id": 40 + i, "file_name": f"cell{i}.png"} for i in range(2)],
        "categories": [{"id": 90, "name": "cell"}],
    }
    (tmp_path / "data.json").write_text(json.dumps(data))
    arguments = [
        "--checkpoint",
        str(checkpoint),
        "--images",
        str(cells / "images"),
        "--output",
        str(tmp_path / "o.json"),
    ]
    assert command("predict", *arguments, "--data", str(tmp_path / "data.json")) == 0
    results = json.loads((tmp_path / "o.json").read_text())
    assert {r["category_id"] for r in results} == {90}
    assert {r["image_id"] for r in results} <= {40, 41}
