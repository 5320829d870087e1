"""Predicting in parts: what is cut, dealt out, kept and put together, and that an end in the middle costs nothing."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import torch
from PIL import Image
from pyarrow import parquet

from annotations.errors import ImageError
from annotations.formats import coco_reading
from annotations.predictions.parts import Parts
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY, draw_cells
from tests.trainer.predicting_workers import Counting, Failing
from trainer.cli import main
from trainer.errors import TrainerError
from trainer.predicting import local, on_ray
from trainer.predicting.failing import Lost
from trainer.predicting.finding import find
from trainer.predicting.items import Done, Item, cut
from trainer.predicting.reading import read
from trainer.predicting.store import Plan, opened, plan_of

local_deal = local.deal
killing = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill a process here")


def items(count: int) -> list[Item]:
    return [Item(number, f"{number}.png", f"{number}.png") for number in range(count)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of a tiny network that finds something, and a folder of twenty small images."""
    folder = tmp_path_factory.mktemp("world")
    torch.manual_seed(0)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 0.5)
    save_checkpoint(model, folder / "checkpoint", "card")
    draw_cells(folder, 20, size=32)
    return folder


@pytest.fixture(scope="module")
def plain(world: Path) -> Path:
    """What `predict` writes of them."""
    with pytest.raises(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        main(command(world, "--output", world / "plain.json"))
    return world / "plain.json"


class Answer:
    """What a command came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.result, self.said = code, json.loads(out), " ".join(err.split())


@pytest.fixture
def predict(world: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `predict` with the tiny checkpoint, in parts of four images."""

    def call(*arguments: object, images: Sequence[object] = ()) -> Answer:
        with pytest.raises(SystemExit) as stop:
            main(command(world, *arguments, images=images))
        return Answer(int(stop.value.code or 0), *capsys.readouterr())

    return call


def command(world: Path, *arguments: object, images: Sequence[object] = ()) -> list[str]:
    chosen = images or [world / "images"]
    start = ["predict", "--json", "--checkpoint", world / "checkpoint", "--part-size", 4, "--threads", 1]
    return [str(one) for one in [*start, "--images", *chosen, *arguments]]


def as_tar(path: Path, images: Sequence[Path]) -> Path:
    with tarfile.open(path, "w") as tar:
        for image in images:
            tar.add(image, image.name)
            label = tarfile.TarInfo(f"{image.stem}.json")
            label.size = 2
            tar.addfile(label, io.BytesIO(b"{}"))
    return path


@pytest.mark.parametrize(
    ("count", "size", "parts"), [(0, 4, []), (4, 4, [4]), (9, 4, [4, 4, 1]), (3, 8, [3])]
)
def test_images_are_cut_into_numbered_parts_in_order(count: int, size: int, parts: list[int]) -> None:
    found = list(cut(items(count), size))
    assert [len(part.items) for part in found] == parts
    assert [part.number for part in found] == list(range(len(parts)))
    assert [item for part in found for item in part.items] == items(count)
    assert [part.first for part in found] == [sum(parts[:n]) for n in range(len(parts))]


@killing
def test_a_worker_that_is_killed_is_replaced_and_its_part_given_out_again(tmp_path: Path) -> None:
    parts = list(cut(items(9), 2))
    done = list(local.deal(parts, partial(Counting, str(tmp_path), kill_at=2), 2))
    assert sorted(one.number for one in done) == [0, 1, 2, 3, 4]
    assert {json.dumps([i.name for i in part.items]).encode() for part in parts} == {d.content for d in done}
    assert len(list(tmp_path.glob("killed *"))) == 1
    assert sorted(int(p.name.split()[0]) for p in tmp_path.glob("[0-9]*")) == [0, 1, 2, 3, 4]  # none twice


@killing
def test_a_part_that_ends_every_worker_is_lost_and_the_others_are_done(tmp_path: Path) -> None:
    parts = list(cut(items(6), 2))
    answers = list(local.deal(parts, partial(Counting, str(tmp_path), kill_at=1, times=9), 2))
    assert [one for one in answers if isinstance(one, Lost)] == [Lost(parts[1])]
    assert sorted(one.number for one in answers if isinstance(one, Done)) == [0, 2]
    assert len(list(tmp_path.glob("killed *"))) == 3


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_what_a_worker_raises_is_raised_at_once(workers: int) -> None:
    with pytest.raises(TrainerError, match=r"part [01] is refused\."):
        list(local.deal(cut(items(4), 2), Failing, workers))


def test_a_folder_of_parts_takes_only_what_it_was_made_for(tmp_path: Path) -> None:
    network = {"bias": torch.zeros(2)}
    plan = plan_of(items(4), 2, network, {})
    with opened(tmp_path / "p", plan), pytest.raises(TrainerError, match="another program"):
        opened(tmp_path / "p", plan).__enter__()
    with opened(tmp_path / "p", plan):
        pass
    others = {
        "other images": plan_of(items(5)[1:], 2, network, {}),
        "another model": plan_of(items(4), 2, {"bias": torch.ones(2)}, {}),
        "other options": plan_of(items(4), 2, network, {"size": 3}),
        "another number of images": plan_of(items(4), 3, network, {}),
    }
    for reason, other in others.items():
        with pytest.raises(TrainerError, match=reason):
            opened(tmp_path / "p", other).__enter__()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    with pytest.raises(TrainerError, match="holds no parts"):
        opened(tmp_path / "mine", plan).__enter__()
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    with opened(tmp_path / "p", Plan("", "", "", 2, 1)) as store:
        store.path(0).write_bytes(b"{")
        with pytest.raises(TrainerError, match=r"part-00000\.json: it is damaged; the same command"):
            list(store.contents())


def test_shards_are_a_data_set_each_and_the_file_is_the_same_with_and_without(
    world: Path, plain: Path, predict: Any, tmp_path: Path
) -> None:
    answer = predict("--output", tmp_path / "b.json", "--shards", tmp_path / "s", "--parquet")
    assert (answer.code, answer.result["images"], answer.result["parts"]) == (0, 20, 5)
    whole = json.loads(plain.read_bytes())
    assert whole
    assert [path.name for path in world.glob("plain*")] == ["plain.json"]
    assert plain.read_bytes() == (tmp_path / "b.json").read_bytes()
    assert plain.read_text() == json.dumps(whole)
    ids, scores, rows = [], [], []
    for number in range(5):
        content = json.loads((tmp_path / "s" / f"part-0000{number}.json").read_text())
        assert [image["id"] for image in content["images"]] == list(range(number * 4 + 1, number * 4 + 5))
        ids += [one["id"] for one in content["annotations"]]
        scores += [one["score"] for one in content["annotations"]]
        rows += parquet.read_table(tmp_path / "s" / f"part-0000{number}.parquet").to_pylist()
    assert len(set(ids)) == len(ids)
    assert scores == [one["score"] for one in whole] == [row["score"] for row in rows]
    assert [(r["image_id"], r["file_name"], r["counts"]) for r in rows] == [
        (one["image_id"], one["file_name"], one["segmentation"]["counts"]) for one in whole
    ]
    content = json.loads((tmp_path / "s" / "part-00000.json").read_text())
    read = coco_reading.read(tmp_path / "s" / "part-00000.json", world / "images")
    assert sum(len(image.instances) for image in read.images) == len(content["annotations"]) > 0
    parts = Parts(tmp_path / "s")
    images = list(parts)
    found = [one for image in images for one in image.objects]
    assert ([one.score for one in found], parts.model, parts.problems) == (scores, world.name, [])
    assert all(one.objectness >= one.score and not one.mask.is_empty for one in found)
    for number in range(5):
        (tmp_path / "s" / f"part-0000{number}.json").unlink()
    tables = list(Parts(tmp_path / "s"))
    assert [replace(one, place=0) for one in tables] == [
        replace(one, place=0) for one in images if one.objects
    ]


def test_only_the_parts_that_are_missing_are_done(plain: Path, predict: Any, tmp_path: Path) -> None:
    shards = tmp_path / "s"
    assert predict("--shards", shards).code == 0
    assert list(shards.glob("*.parquet")) == []
    before = {path: path.stat().st_mtime_ns for path in sorted(shards.glob("part-*"))}
    lost = shards / "part-00003.json"
    lost.unlink()
    answer = predict("--shards", shards, "--output", tmp_path / "o.json")
    assert (answer.code, answer.result["images"]) == (0, 20)
    assert "16 images of 20 are done already" in answer.said
    after = {path: path.stat().st_mtime_ns for path in sorted(shards.glob("part-*"))}
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {lost}
    logged = [json.loads(line) for line in (shards / "log.jsonl").read_text().splitlines()]
    assert [line["part"] for line in logged] == [0, 1, 2, 3, 4, 3]
    assert predict("--shards", shards, "--parquet").code == 0
    assert sorted(path.stem for path in shards.glob("*.parquet")) == [path.stem for path in after]
    assert (tmp_path / "o.json").read_bytes() == plain.read_bytes()


def test_what_was_done_before_the_program_was_killed_is_not_done_again(tmp_path: Path) -> None:
    (tmp_path / "begun").mkdir()
    program = "tests.trainer.predict_until_killed"
    run = subprocess.Popen([sys.executable, "-m", program, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    with run.stdout as out:
        assert out.readline() == b"in the middle of part 3\n"
        run.kill()
        run.wait()
    parts = list(cut(items(10), 2))
    with opened(tmp_path / "parts", plan_of(items(10), 2, {}, {})) as store:
        there, _ = store.there()
        left = [part for part in parts if part.number not in there]
        for done in local.deal(left, partial(Counting, str(tmp_path / "begun"))):
            store.write(done)
        names = [name for content, _ in store.contents() for name in content]
    assert names == [item.name for item in items(10)]
    finished = sorted(int(path.name.split()[0]) for path in (tmp_path / "begun").iterdir())
    assert finished == [0, 1, 2, 3, 4]  # each once
    logged = [json.loads(line) for line in (tmp_path / "parts" / "log.jsonl").read_text().splitlines()]
    assert [line["part"] for line in logged] == [0, 1, 2, 3, 4]
    assert sum(line["images"] for line in logged) == 10
    assert len({line["by"] for line in logged}) == 2


def test_images_in_tars_are_as_those_in_a_folder(
    world: Path, plain: Path, predict: Any, tmp_path: Path
) -> None:
    images = [world / "images" / f"cell{number}.png" for number in range(20)]
    (tmp_path / "shards").mkdir()
    as_tar(tmp_path / "shards" / "2.tar", images[:7])
    as_tar(tmp_path / "shards" / "10.tar", images[7:])
    answer = predict("--output", tmp_path / "b.json", images=[tmp_path / "shards" / "*.tar"])
    assert (answer.code, answer.result["images"]) == (0, 20)
    found, tarred = (json.loads(path.read_text()) for path in (plain, tmp_path / "b.json"))
    names = {f"{'2' if number < 7 else '10'}.tar/cell{number}.png" for number in range(20)}
    assert {one["file_name"] for one in tarred} <= names
    assert [{**one, "file_name": ""} for one in tarred] == [{**one, "file_name": ""} for one in found]


CUTS = {"in a header": (0, 100), "in an image": (512, 100), "between images": (0, 0)}
"""Where a tar is cut off: bytes after the beginning of the second image's header."""


@pytest.mark.parametrize("place", CUTS)
def test_of_a_tar_that_is_cut_off_the_rest_is_done(
    place: str, world: Path, predict: Any, tmp_path: Path
) -> None:
    images = [world / "images" / f"cell{number}.png" for number in range(4)]
    whole, cut_off = as_tar(tmp_path / "a.tar", images[:2]), as_tar(tmp_path / "b.tar", images[2:])
    with tarfile.open(cut_off) as tar:
        second = [entry for entry in tar if entry.name.endswith(".png")][1]
    os.truncate(cut_off, second.offset + sum(CUTS[place]))
    answer = predict("--output", tmp_path / "o.json", images=[whole, cut_off])
    assert (answer.code, answer.result["images"]) == (0, 3)
    assert answer.said.count("left out: ") == 1
    assert "b.tar: it is cut off" in answer.said
    assert "; 1 image before that place can be read" in answer.said


def test_a_tar_that_lacks_its_end_mark_is_named_and_all_its_images_are_done(
    world: Path, predict: Any, tmp_path: Path
) -> None:
    tar = as_tar(tmp_path / "a.tar", [world / "images" / f"cell{number}.png" for number in range(3)])
    with tarfile.open(tar) as opened_tar:
        opened_tar.getmembers()
        end = opened_tar.offset
    os.truncate(tar, end)
    answer = predict("--output", tmp_path / "o.json", images=[tar])
    assert (answer.code, answer.result["images"]) == (0, 3)
    assert "a.tar: it is cut off or damaged; 3 images before that place can be read" in answer.said


def test_a_tar_that_is_compressed_under_another_name_is_named(
    world: Path, predict: Any, tmp_path: Path
) -> None:
    with tarfile.open(tmp_path / "a.tar", "w:gz") as tar:
        tar.add(world / "images" / "cell0.png", "cell0.png")
    answer = predict("--output", tmp_path / "o.json", images=[tmp_path / "a.tar"])
    assert answer.code == 1
    assert "a.tar: it is compressed, so its images cannot be read one by one" in answer.said


def test_parts_and_tables_that_are_damaged_are_made_again(plain: Path, predict: Any, tmp_path: Path) -> None:
    shards = tmp_path / "s"
    assert predict("--shards", shards, "--parquet").code == 0
    before = {path: path.read_bytes() for path in sorted(shards.glob("part-*"))}
    for name, left in (("part-00000.json", 100), ("part-00002.json", 0)):
        os.truncate(shards / name, left)
    for name, left in (("part-00001.parquet", 100), ("part-00003.parquet", 0)):
        os.truncate(shards / name, left)
    answer = predict("--shards", shards, "--parquet", "--output", tmp_path / "o.json")
    assert (answer.code, answer.result["images"]) == (0, 20)
    assert answer.said.count("it is damaged; its images are predicted again") == 2
    assert "12 images of 20 are done already" in answer.said
    assert {path: path.read_bytes() for path in sorted(shards.glob("part-*"))} == before
    assert (tmp_path / "o.json").read_bytes() == plain.read_bytes()


def test_after_a_kill_the_work_is_done_in_another_process(plain: Path, predict: Any, tmp_path: Path) -> None:
    parts = tmp_path / "o.json.parts"
    parts.mkdir()
    (parts / ".lock").touch()
    with mock.patch.object(
        local, "deal", side_effect=lambda parts, make, processes: local_deal(parts, make)
    ) as deal:
        assert predict("--output", tmp_path / "o.json").code == 0
    assert [call.args[2:] for call in deal.call_args_list] == [(1,)]
    assert (tmp_path / "o.json").read_bytes() == plain.read_bytes()


def test_tars_that_cannot_be_read_are_one_line_each(world: Path, predict: Any, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        tar.add(world / "images" / "cell0.png", "cell0.png")
    (tmp_path / "b.tar").write_bytes(b"no tar at all")
    (tmp_path / "c.tar").write_bytes(b"")
    good = as_tar(tmp_path / "d.tar", [world / "images" / "cell0.png"])
    answer = predict(
        *("--output", tmp_path / "o.json"),
        images=[*(tmp_path / n for n in ("a.tar.gz", "b.tar", "c.tar")), good],
    )
    assert (answer.code, answer.result["images"]) == (0, 1)
    assert "a.tar.gz: it is compressed" in answer.said
    assert "b.tar: it is cut off or damaged; it has no whole image" in answer.said
    assert "c.tar: " in answer.said
    assert "no such tar" in predict("--output", tmp_path / "p.json", images=[tmp_path / "no.tar"]).said
    assert "takes one folder" in predict("--output", tmp_path / "p.json", images=[good, world]).said


def test_an_object_store_is_read_through_fsspec(world: Path, predict: Any, tmp_path: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    images = [world / "images" / f"cell{number}.png" for number in range(3)]
    for path in images:
        store.pipe_file(f"/bucket/in/{path.name}", path.read_bytes())
    store.pipe_file("/bucket/in/notes.txt", b"x")
    store.pipe_file("/bucket/tars/1.tar", as_tar(tmp_path / "t.tar", images).read_bytes())
    try:
        answer = predict("--output", tmp_path / "a.json", images=["memory://bucket/in"])
        assert (answer.code, answer.result["images"]) == (0, 3)
        answer = predict("--output", tmp_path / "b.json", images=["memory://bucket/tars/*.tar"])
        assert (answer.code, answer.result["images"]) == (0, 3)
        found, _ = find(["memory://bucket/in"])
        assert [item.name for item in found] == ["cell0.png", "cell1.png", "cell2.png"]
        store.rm_file("/bucket/in/cell0.png")
        with pytest.raises(ImageError, match=r"cell0\.png"):
            read(next(iter(found)))
    finally:
        store.rm("/bucket", recursive=True)
    assert "no images there" in predict("--output", tmp_path / "c.json", images=["memory://nothing"]).said
    assert "it cannot be opened" in predict("--output", tmp_path / "c.json", images=["nosuch://x"]).said


def test_a_broken_image_of_a_tar_is_named_and_the_next_try_starts_again(
    world: Path, predict: Any, tmp_path: Path
) -> None:
    (tmp_path / "bad.png").write_bytes(b"broken")
    tar = as_tar(tmp_path / "a.tar", [tmp_path / "bad.png"])
    answer = predict("--output", tmp_path / "o.json", images=[tar])
    assert answer.code == 1
    assert "no image there can be read" in answer.result["error"]
    assert "a.tar: bad.png: it is not an image" in answer.said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "bad.png"]
    Image.open(world / "images" / "cell0.png").save(tmp_path / "bad.png")
    as_tar(tar, [tmp_path / "bad.png"])
    assert predict("--output", tmp_path / "o.json", images=[tar]).code == 0


def test_options_that_do_not_fit_are_refused(predict: Any, tmp_path: Path) -> None:
    assert "--output, a folder with --shards, or both" in predict().result["error"]
    assert "names no folder" in predict("--output", tmp_path / "o.json", "--parquet").result["error"]


def test_several_processes_give_the_same_file(plain: Path, predict: Any, tmp_path: Path) -> None:
    assert predict("--output", tmp_path / "b.json", "--workers", 2).code == 0
    agree(plain, tmp_path / "b.json")


@killing
def test_ray_gives_the_same_file_though_a_worker_is_killed(world: Path, plain: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray.data")
    arguments = command(world, "--output", tmp_path / "b.json", "--engine", "ray", "--workers", 2)
    run = subprocess.run(
        [sys.executable, "-m", "tests.trainer.predict_on_ray", str(tmp_path), *arguments],
        env={**os.environ, "RAY_ADDRESS": "local"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["images"] == 20
    assert len(list(tmp_path.glob("killed *"))) == 1
    assert "raylet" not in run.stderr
    agree(plain, tmp_path / "b.json")


def test_a_part_is_given_to_ray_s_actors_three_times_at_most(tmp_path: Path) -> None:
    pytest.importorskip("ray.data")
    attempts = mock.Mock()
    attempts.begin.remote = on_ray.Attempts().begin
    actor = on_ray.Actor(partial(Counting, str(tmp_path)), attempts)
    rows = [on_ray.row_of(part) for part in cut(items(4), 2)]
    batch = {name: [row[name] for row in rows] for name in rows[0]}
    with mock.patch("ray.get", lambda answer: answer):
        for _ in range(2):
            assert actor(batch)["lost"] == ["", ""]
            for path in tmp_path.iterdir():
                path.unlink()
        second = {name: values[1:] for name, values in batch.items()}
        assert actor(second)["number"] == [1]
        answers = actor(second)
    assert (answers["number"], answers["lost"], answers["items"]) == ([1], [on_ray.ENDED], second["items"])


def test_without_ray_its_engine_says_how_to_get_it(predict: Any, tmp_path: Path) -> None:
    with mock.patch.dict(sys.modules, {"ray": None}):
        answer = predict("--output", tmp_path / "o.json", "--engine", "ray")
    assert answer.code == 1
    assert 'pip install "rsis-annotator[ray]"' in answer.result["error"]


def agree(first: Path, second: Path) -> None:
    """The same images and objects in the same order, scores to 1e-4."""
    one, other = (json.loads(path.read_text()) for path in (first, second))
    assert one
    assert [(r["image_id"], r["file_name"], r["category_id"]) for r in one] == [
        (r["image_id"], r["file_name"], r["category_id"]) for r in other
    ]
    assert [r["score"] for r in one] == pytest.approx([r["score"] for r in other], abs=1e-4)
