"""What fine-tuning holds out, what it learns of images that are not finished, and when better is beyond chance."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Step, Transaction
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY
from trainer.data.dataset import TrainingSet, collate
from trainer.data.samples import Sample
from trainer.data.sources import project_samples, read_samples
from trainer.data.targets import make_target
from trainer.judging import beyond_chance, by_scene, make_plan
from trainer.training.learner import streams
from trainer.training.unroll import guided_rollout


def sample(name: str, masks: int = 1, complete: bool = True) -> Sample:
    array = np.zeros((20, 20), dtype=bool)
    array[2:8, 2:8] = True
    return Sample(Path(name), (Mask.from_array(array),) * masks, (0,) * masks, complete=complete)


def test_tiles_of_one_picture_stay_on_one_side() -> None:
    samples = [sample(f"field{field}_{tile}.png") for field in "abcdef" for tile in range(4)]
    training, held_out = by_scene(samples, 0.2, 0)
    assert held_out and len(training) + len(held_out) == 24
    assert not {s.path.stem[:6] for s in training} & {s.path.stem[:6] for s in held_out}


def test_neighbouring_frames_stay_on_one_side() -> None:
    samples = [sample(f"frame{number:04}.png") for number in range(40)]
    _, held_out = by_scene(samples, 0.2, 0)
    numbers = sorted(int(s.path.stem[5:]) for s in held_out)
    runs = 1 + sum(b - a > 1 for a, b in pairwise(numbers))
    assert 4 <= len(numbers) <= 20 and runs <= len(numbers) / 4


@pytest.mark.parametrize("seed", range(5))
def test_a_frame_stays_on_its_side_when_more_come(seed: int) -> None:
    frames = [sample(f"frame_{number:03}.png") for number in range(80)]
    before, after = by_scene(frames[:40], 0.2, seed), by_scene(frames, 0.2, seed)
    assert not {s.path for s in before[0]} & {s.path for s in after[1]}  # learned from, now judged by
    assert len({s.path for s in before[1]} & {s.path for s in after[0]}) <= 5  # the least that is held out


@pytest.mark.parametrize("seed", range(5))
def test_an_image_stays_on_its_side_when_more_come(seed: int) -> None:
    names = [f"{letter}.png" for letter in "abcdefghijklmnopqrstuvwxyz"]
    before, after = (by_scene([sample(name) for name in names[:n]], 0.2, seed) for n in (12, 26))
    assert not {s.path for s in before[0]} & {s.path for s in after[1]}  # learned from, now judged by
    assert len({s.path for s in before[1]} & {s.path for s in after[0]}) <= 1  # the least that is held out


@pytest.mark.parametrize("count", [2, 3, 5, 9])
def test_something_is_held_out_and_something_is_left(count: int) -> None:
    training, held_out = by_scene([sample(f"{n}.png") for n in range(count)], 0.2, 1)
    assert training and held_out


def test_better_is_better_beyond_chance() -> None:
    rng = np.random.default_rng(3)
    before = rng.uniform(0.2, 0.8, 30)
    assert beyond_chance(before, before + 0.05)
    assert not beyond_chance(before, before)
    assert not beyond_chance(before, before + 0.01)  # under the floor
    assert beyond_chance(before, before + 0.011, floor=0.01)
    assert not beyond_chance(before, before + rng.normal(0.02, 0.5, 30))
    assert not beyond_chance(before[:3], before[:3] + np.array([0.3, 0.3, -0.1]))
    assert beyond_chance(before[:3], before[:3] + 0.1)
    assert not beyond_chance((), ())


def test_whole_images_are_held_out_where_there_are_two() -> None:
    plan = make_plan([sample("a.png"), sample("b.png"), sample("c.png", complete=False)], 0.3, 0, Path("p"))
    assert not plan.provisional and plan.measure == "IoU of objects"
    assert sorted(s.path.name for s in (*plan.training, *plan.held_out)) == ["a.png", "b.png", "c.png"]
    assert all(s.complete for s in plan.held_out)


def test_from_five_held_out_images_on_an_image_is_one_score() -> None:
    plan = make_plan([sample(f"{name}.png") for name in "abcdefghijklmnop"], 0.4, 0, Path("p"))
    assert len(plan.held_out) >= 5 and plan.measure == "f50"


def test_every_fifth_object_is_held_out_before_that() -> None:
    plan = make_plan(
        [sample("a.png", 12, complete=False), sample("b.png", 13, complete=False)], 0.3, 0, Path("p")
    )
    assert plan.provisional
    assert plan.held_objects == ((4, 9), (2, 7, 12))
    assert [i for i, crowd in enumerate(plan.training[0].crowd) if crowd] == [4, 9]


@pytest.fixture
def started(cells: Path) -> Path:
    """A project whose first image has two accepted objects and one rejected proposal, and is not finished."""
    first = read_samples(cells, None, ("cell",)).samples[0]
    with Project.open_folder(cells / "images") as project:
        image = project.add_images(sorted((cells / "images").glob("*.png"))).images[0]
        changes = [
            Change.add(Category(1, "cell", (9, 9, 9))),
            Change.replace(image, dataclasses.replace(image, status="started")),
            Change.add(Step(1, image.id, 0, "rejected", first.masks[2])),
        ]
        changes += [
            Change.add(Instance(n, image.id, mask, 1, "accepted"))
            for n, mask in enumerate(first.masks[:2], 1)
        ]
        project.commit(Transaction("decide", tuple(changes)))
        return project.path


def test_an_unfinished_image_teaches_what_was_decided_and_nothing_of_the_rest(
    started: Path, cells: Path
) -> None:
    data = project_samples(started, ("cell",), started=True)
    (unfinished,) = data.samples
    assert not unfinished.complete and len(unfinished.masks) == 2 and len(unfinished.rejected) == 1
    assert len(project_samples(started, ("cell",)).samples) == 0
    whole = dataclasses.replace(TINY, augmentation=dataclasses.replace(TINY.augmentation, scale=(1.0, 1.0)))
    for index in range(8):
        _, target, _ = TrainingSet(data.samples, whole, 8)[index]
        assert not target.complete and len(target.masks) <= 2
        assert float(target.heat_weights.min()) == 0  # of most of the image nothing is known
        assert bool((target.heat_weights[target.heat > 0] == 1).all())


def test_what_was_rejected_is_certainly_no_object() -> None:
    masks = torch.zeros(2, 40, 40, dtype=torch.bool)
    masks[0, :12, :12] = True
    masks[1, 24:36, 24:36] = True
    target = make_target(
        masks,
        torch.zeros(2, dtype=torch.int64),
        torch.zeros(2, dtype=torch.bool),
        10,
        True,
        background=0.0,
        rejected=torch.tensor([False, True]),
    )
    assert len(target.masks) == 1
    assert target.heat[7, 7] == 0 and target.heat_weights[7, 7] == 1
    assert target.heat_weights[1, 8] == 0


def test_proposals_outside_what_was_accepted_get_no_verdict(started: Path) -> None:
    data = project_samples(started, ("cell",), started=True)
    config = dataclasses.replace(
        TINY, person=dataclasses.replace(TINY.person, click=0.0, box=0.0, started=0.0)
    )
    batch = collate([TrainingSet(data.samples, config, 4)[i] for i in range(4)])
    torch.manual_seed(0)
    model = RSIS(config.model).eval()
    with torch.no_grad():
        pyramid = model.encode(batch.images)
        rollout = guided_rollout(model, pyramid, batch.targets, 3, config.person, streams(0, 0, 0, 4, True))
    for pairs, target in zip(rollout.pairs, batch.targets, strict=True):
        assert all(instance < len(target.masks) for instance in pairs.instances)
        # Its own first click falls into an object that was accepted, wherever else it is hot.
        assert not len(target.masks) or 0 in pairs.steps


def test_the_pages_of_one_stack_are_neighbouring_frames() -> None:
    training, held_out = by_scene([sample(f"stack.tif#page={n}") for n in range(1, 41)], 0.2, 0)
    assert 3 <= len(held_out) <= 20
    assert len(training) + len(held_out) == 40
