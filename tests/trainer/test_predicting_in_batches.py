"""Predicting images of one size together: the same content in the same order as one by one, and little held."""

from __future__ import annotations

import dataclasses
import json
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from rsis_model import Predictor
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY, draw_cells
from trainer.cli import main
from trainer.evaluation import batches
from trainer.evaluation.batches import MOST_TOGETHER, PIXELS_ON_CPU, Given, detect_many
from trainer.predicting.finding import find
from trainer.predicting.items import Part
from trainer.predicting.worker import Settings, Worker


@pytest.fixture
def model() -> RSIS:
    """A tiny network that finds something."""
    torch.manual_seed(0)
    network = RSIS(TINY.model).eval()
    torch.nn.init.constant_(network.decoder.mask_head.bias, 0.5)
    return network


@pytest.fixture
def part(tmp_path: Path) -> Part:
    """Images of two sizes by turns, and one that cannot be read."""
    for name, size, seed in (("a", 32, 0), ("b", 40, 1)):
        for path in (draw_cells(tmp_path / name, 3, size, seed) / "images").iterdir():
            path.rename(tmp_path / f"{path.stem}{name}.png")
    (tmp_path / "cell1c.png").write_bytes(b"no image")
    found, _ = find([str(tmp_path)])
    items = tuple(item for item in found if "/" not in item.name)
    return Part(3, 100, items)


def encoded_by(model: RSIS) -> list[int]:
    """How many images are in each of the encoder's batches from now on."""
    sizes: list[int] = []
    model.encoder.register_forward_pre_hook(lambda _, given: sizes.append(len(given[0])))
    return sizes


def test_a_part_is_the_same_in_batches_as_one_by_one(model: RSIS, part: Part) -> None:
    batches = encoded_by(model)
    contents: list[dict[str, Any]] = []
    for batch_size in (1, 2, None):
        told: list[None] = []
        settings = Settings("", "cpu", categories={"cell": 1}, batch_size=batch_size)
        done = Worker(settings, model, lambda told=told: told.append(None))(part)
        contents.append(json.loads(done.content))
        assert len(told) == len(part.items) == done.images == 7
    assert batches == [1] * 6 + [2, 2, 1, 1] + [3, 3]
    alone = contents[0]
    assert [one["file_name"] for one in alone["images"]] == [i.name for i in part.items if "c." not in i.name]
    assert [reason for reason, _ in alone["info"]["broken"]] == [part.items[4].shown]
    assert len({one["image_id"] for one in alone["annotations"]}) == 6
    ids = [one["id"] for one in alone["annotations"]]
    assert ids == sorted(set(ids)) and ids[0] > 100_000
    for other in contents[1:]:
        assert {**other, "annotations": []} == {**alone, "annotations": []}
        for one, expected in zip(other["annotations"], alone["annotations"], strict=True):
            rounded = {name: pytest.approx(expected[name], abs=1e-4) for name in ("score", "objectness")}
            assert one == expected | rounded


def test_parts_go_on_with_batches_of_another_size(
    model: RSIS, cells: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_checkpoint(model, tmp_path / "checkpoint", "card")

    def predict(batch_size: int) -> str:
        arguments = ["predict", "--checkpoint", tmp_path / "checkpoint", "--images", cells / "images"]
        arguments += [
            "--shards",
            tmp_path / "s",
            "--part-size",
            3,
            "--batch-size",
            batch_size,
            "--threads",
            1,
        ]
        with pytest.raises(SystemExit) as stop:
            main([str(one) for one in arguments])
        assert stop.value.code == 0
        return capsys.readouterr().err

    predict(3)
    (tmp_path / "s" / "part-00001.json").unlink()
    assert "3 images of 6 are done already" in " ".join(predict(1).split())


@pytest.mark.parametrize(
    ("side", "batch_size", "together"),
    [
        (32, None, MOST_TOGETHER),
        (96, 5, 5),
        (1024, None, PIXELS_ON_CPU // (13 * 32 * 96)),  # of 13 tiles
        (9000, None, 1),
    ],
)
def test_no_more_images_are_read_than_go_together(
    model: RSIS, side: int, batch_size: int | None, together: int
) -> None:
    read: list[int] = []
    found = detect_many(Predictor(model), blank(lambda _: side, read), batch_size, most=0)
    assert next(found)[0] == 0
    assert len(read) == together


def test_images_of_many_sizes_do_not_pile_up(model: RSIS) -> None:
    read: list[int] = []
    found = detect_many(Predictor(model), blank(lambda n: 32 * (1 + n % 20), read), 4, most=0)
    for number, _ in enumerate(found):
        assert len(read) <= number + 1 + 2 * 4
        if number == 40:
            break


@pytest.mark.parametrize(("held", "together"), [(32 * 400 * 3 * 5, 5), (1, 1)])
def test_few_large_images_go_together_also_where_the_network_sees_them_small(
    held: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_HELD", held, raising=False)
    stretched = dataclasses.replace(TINY.model.input, mode="stretch", size=(32, 32))
    model = RSIS(dataclasses.replace(TINY.model, input=stretched))
    read: list[int] = []
    found = detect_many(Predictor(model, "cpu"), blank(lambda _: 400, read), most=0)
    assert next(found)[0] == 0
    assert len(read) == together


def blank(side: Callable[[int], int], read: list[int]) -> Iterator[Given[int]]:
    """Black images without end; those that are asked for are written down in `read`."""
    number = 0
    while True:
        read.append(number)
        yield number, np.zeros((32, side(number), 3), np.uint8), None
        number += 1


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="another C library gives memory back in its own way"
)
def test_a_worker_does_not_ask_the_system_for_the_same_memory_again_and_again() -> None:
    program = """
import resource, sys
from trainer.predicting.freed_memory import keep_freed_memory
import numpy as np
if "keep" in sys.argv:
    assert keep_freed_memory()
np.ones(2**25)  # 256 MB
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
np.ones(2**25)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    given, kept = (
        int(subprocess.run([sys.executable, "-c", program, *how], capture_output=True, check=True).stdout)
        for how in ([], ["keep"])
    )
    assert kept < given / 10


def test_a_batch_for_which_the_memory_is_not_enough_is_done_one_by_one(model: RSIS) -> None:
    image = np.random.default_rng(0).integers(0, 255, (40, 40, 3), np.uint8)
    images = [(number, np.roll(image, number, 0), None) for number in range(5)]
    predictor = Predictor(model, "cpu")
    expected = dict(detect_many(predictor, images, 1))
    limits = [1]

    def with_little_memory(_: object, given: tuple[torch.Tensor]) -> None:
        if len(given[0]) > limits[0]:
            raise torch.OutOfMemoryError("CUDA out of memory.")

    model.encoder.register_forward_pre_hook(with_little_memory)
    found = dict(detect_many(predictor, images, 4))
    assert [[one.mask for one in found[n]] for n in range(5)] == [
        [one.mask for one in expected[n]] for n in range(5)
    ]
    limits[0] = 0
    with pytest.raises(torch.OutOfMemoryError):
        list(detect_many(predictor, images, 4))
