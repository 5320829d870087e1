"""A piece of work at the real window: every decision is kept, can be undone, survives a kill, and is exported."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from PySide6.QtCore import Qt

from annotations.masks import Mask
from annotations.project import Project
from tests.end_to_end.conftest import Setup
from tests.end_to_end.person import Person, plain

ROOT = Path(__file__).resolve().parents[2]


def has_hole(mask: Mask) -> bool:
    _, hierarchy = cv2.findContours(mask.to_array().astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return bool((hierarchy[0][:, 3] >= 0).any())


def read_back(project_file: Path) -> dict[str, object]:
    """What the project file says of its first image."""
    with Project.open(project_file) as project:
        image = project.images()[0].id
        names = {category.id: category.name for category in project.categories()}
        return plain(list(project.instances(image)), list(project.steps(image)), names)


def test_every_decision_does_what_it_says_and_all_can_be_undone_and_done_again(person: Person) -> None:
    person.do_a_piece_of_work()
    decided = person.decided()
    outcomes = [step[2] for step in decided["steps"] if step[2] != "open"]
    assert outcomes == ["accepted", "rejected", "accepted", "fixed", "accepted", "rejected"]
    instances = person.instances()
    assert [instance.source for instance in instances] == ["accepted", "accepted", "fixed", "accepted"]
    assert has_hole(instances[2].mask)
    assert person.category_of(instances[3]) == "other"
    assert person.category_of(instances[0]) != "other"
    undone = person.undo_all()
    assert undone >= 9
    assert person.decided() == {"instances": [], "steps": []}
    assert person.redo_all() == undone
    assert person.decided() == decided
    person.keep()


def test_after_undoing_a_decision_the_same_proposal_is_there_again(person: Person) -> None:
    first = person.wait_for_proposal()
    person.accept()
    second = person.wait_for_proposal()
    assert second.mask != first.mask
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.wait_for_proposal().mask == first.mask


def test_after_a_kill_everything_decided_is_there(setup: Setup, qtbot: object) -> None:
    command = [sys.executable, "-m", "tests.end_to_end.person"]
    command += [str(setup.folder), str(setup.checkpoint), setup.factory]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert program.stdout is not None
    decided = json.loads(program.stdout.readline())
    program.kill()
    program.wait()
    program.stdout.close()
    assert len(decided["instances"]) == 4
    again = Person(setup.folder, setup.checkpoint, setup.factory)
    try:
        again.wait(lambda: again.session.ready)
        assert json.loads(json.dumps(again.decided())) == decided
        again.wait_for_proposal()
    finally:
        again.close()


def test_the_project_file_and_the_export_equal_what_was_decided_pixel_for_pixel(
    person: Person, setup: Setup, tmp_path: Path
) -> None:
    person.do_a_piece_of_work()
    person.keep()
    instances, decided = person.instances(), person.decided()
    person.close()
    assert read_back(setup.folder / "annotations.rsis") == decided
    target = tmp_path / "coco.json"
    command = [sys.executable, "-m", "annotations.cli", "export", str(setup.folder / "annotations.rsis")]
    done = subprocess.run(
        [*command, "--format", "coco", "--output", str(target)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(str(target))
        exported = {mask_of(truth, number) for number in truth.getAnnIds()}
        assert exported == {instance.mask for instance in instances}
        assert any(has_hole(mask) for mask in exported)
        assert score_against_itself(truth) == 1.0


def mask_of(coco: COCO, annotation: int) -> Mask:
    return Mask.from_array(coco.annToMask(coco.loadAnns([annotation])[0]))


def score_against_itself(truth: COCO) -> float:
    results = [{**annotation, "score": 1.0} for annotation in truth.loadAnns(truth.getAnnIds())]
    evaluation = COCOeval(truth, truth.loadRes(results), "segm")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return float(evaluation.stats[0])
