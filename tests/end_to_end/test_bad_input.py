"""Bad input is one clear message; the program goes on, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

import resources
from annotations.project import Project
from app.assist.link import DEFAULT_FACTORY
from rsis_model import ModelConfig
from tests.end_to_end.conftest import draw_picture
from tests.end_to_end.person import Person
from tests.end_to_end.test_work import read_back

STAND_IN = "tests.app.assist.stand_in:load"
Open = Callable[[Path], Person]


@pytest.fixture
def open_at(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the window on a folder, with the stand-in for the network."""
    people: list[Person] = []

    def open_window(folder: Path) -> Person:
        people.append(Person(folder, tmp_path, STAND_IN))
        return people[-1]

    yield open_window
    for person in people:
        person.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; only root can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place))
    if not mounted:
        pytest.skip("a small disk can be made by root only, where mounting is allowed")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*arguments: str) -> bool:
    if shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def messages(person: Person) -> str:
    return "\n".join(person.window.banners.messages)


def test_pictures_that_are_none_are_left_out_with_their_names(tmp_path: Path, open_at: Open) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw_picture(folder / "good.png", objects=6)
    whole = (folder / "good.png").read_bytes()
    (folder / "truncated.png").write_bytes(whole[: len(whole) // 2])
    (folder / "header.png").write_bytes(whole[:20])
    (folder / "text.jpg").write_text("this is no picture")
    (folder / "empty.png").touch()
    person = open_at(folder)
    person.wait_for_proposal()
    said = messages(person)
    for name in ("header.png", "text.jpg", "empty.png"):
        assert name in said
    assert "Traceback" not in said
    person.accept()
    person.wait_for_proposal()


def test_a_truncated_picture_is_told_when_it_is_shown_and_the_next_one_works(
    tmp_path: Path, open_at: Open
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw_picture(folder / "b.png", objects=6)
    whole = (folder / "b.png").read_bytes()
    (folder / "a.png").write_bytes(whole[: len(whole) // 2])
    person = open_at(folder)
    person.wait(lambda: "a.png" in messages(person))
    person.wait(lambda: person.session.document is not None)
    if person.session.picture is None:
        person.window.actions_by_name["next_image"].trigger()
    person.wait_for_proposal()
    person.accept()
    person.wait_for_proposal()


def test_one_picture_that_is_none_is_one_message(tmp_path: Path, open_at: Open) -> None:
    (tmp_path / "text.jpg").write_text("this is no picture")
    person = open_at(tmp_path / "text.jpg")
    person.wait(lambda: "text.jpg" in messages(person))
    assert person.window.isVisible()


def test_a_checkpoint_with_foreign_keys_is_one_message_and_drawing_goes_on(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder, checkpoint = tmp_path / "pictures", tmp_path / "foreign"
    folder.mkdir()
    checkpoint.mkdir()
    draw_picture(folder / "good.png", objects=6)
    config = ModelConfig(encoder="tf_efficientnet_lite0", width=16)
    (checkpoint / "config.json").write_text(json.dumps(config.to_dict()))
    save_file({"somebody.elses.weight": np.zeros((3, 3), np.float32)}, checkpoint / "model.safetensors")
    person = Person(folder, checkpoint, DEFAULT_FACTORY)
    try:
        person.wait(lambda: person.window.loop.state == "failed")
        said = messages(person)
        assert "model.safetensors" in said
        assert "Traceback" not in said
        person.wait(lambda: person.session.ready)
    finally:
        person.close()


def test_a_checkpoint_whose_config_is_broken_is_one_message(tmp_path: Path, qtbot: QtBot) -> None:
    person = Person(tmp_path, tmp_path / "missing", DEFAULT_FACTORY)
    try:
        person.wait(lambda: person.window.loop.state == "failed")
        for number, content in enumerate(["", "not json", '{"encoder": "none/such"}', '{"layers": 9}']):
            checkpoint = tmp_path / f"broken{number}"
            checkpoint.mkdir()
            (checkpoint / "config.json").write_text(content)
            save_file({"a": np.zeros(1, np.float32)}, checkpoint / "model.safetensors")
            person.window.load_model(str(checkpoint))
            person.wait(lambda name=checkpoint.name: name in messages(person))
            assert "Traceback" not in messages(person)
    finally:
        person.close()


def test_a_read_only_folder_is_worked_on_with_a_notice(small_disk: Path, open_at: Open) -> None:
    draw_picture(small_disk / "good.png", objects=6)
    assert _mount("-o", "remount,ro", str(small_disk))
    person = open_at(small_disk)
    person.wait_for_proposal()
    person.accept()
    person.wait_for_proposal()
    person.keep()
    assert "cannot be written" in messages(person)
    assert person.session.project is not None
    kept_in = person.session.project.path
    decided = person.decided()
    person.close()
    assert not kept_in.is_relative_to(small_disk)
    assert read_back(kept_in) == decided


def test_on_a_full_disk_decisions_wait_and_are_kept_once_there_is_room(
    small_disk: Path, open_at: Open
) -> None:
    draw_picture(small_disk / "good.png", objects=12)
    person = open_at(small_disk)
    person.wait_for_proposal()
    ballast = small_disk / "ballast"
    _fill(ballast)
    for _ in range(6):
        person.accept()
        person.wait_for_proposal()
    person.wait(lambda: "not saved yet" in messages(person))
    assert "full" in messages(person)
    assert person.session.pending > 0
    ballast.unlink()
    person.keep()
    decided = person.decided()
    assert len(decided["instances"]) == 6
    person.close()
    assert read_back(small_disk / "annotations.rsis") == decided


def test_a_full_disk_leaves_no_half_export(small_disk: Path, tmp_path: Path, open_at: Open) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw_picture(folder / "good.png", objects=6)
    person = open_at(folder)
    person.wait_for_proposal()
    person.accept()
    person.keep()
    person.close()
    target = small_disk / "coco.json"
    target.write_text("the export of yesterday")
    _fill(small_disk / "ballast")
    command = [sys.executable, "-m", "annotations.cli", "export", str(folder / "annotations.rsis")]
    root = Path(resources.__file__).parents[1]
    done = subprocess.run(
        [*command, "--format", "coco", "--output", str(target)], capture_output=True, text=True, cwd=root
    )
    assert done.returncode == 1
    assert "coco.json" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text() == "the export of yesterday"
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "coco.json"]


def test_a_second_program_on_the_same_project_is_refused(tmp_path: Path, open_at: Open) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw_picture(folder / "good.png", objects=6)
    person = open_at(folder)
    person.wait_for_proposal()
    program = f"from annotations.project import Project; Project.open({str(folder / 'annotations.rsis')!r})"
    root = Path(resources.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root)
    assert done.returncode != 0
    assert "annotations.rsis" in done.stderr.splitlines()[-1]


def test_a_project_that_is_damaged_is_one_message_and_stays_as_it_is(tmp_path: Path, open_at: Open) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw_picture(folder / "good.png", objects=6)
    with Project.create(folder / "annotations.rsis"):
        pass
    damaged = bytearray((folder / "annotations.rsis").read_bytes())
    damaged[0:100] = b"x" * 100
    (folder / "annotations.rsis").write_bytes(damaged)
    person = open_at(folder)
    person.wait(lambda: "annotations.rsis" in messages(person))
    assert (folder / "annotations.rsis").read_bytes() == bytes(damaged)


def _fill(ballast: Path) -> None:
    """Write until the disk is full."""
    with open(ballast, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
