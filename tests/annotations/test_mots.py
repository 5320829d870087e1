"""Tests of MOTS folders and of tracks in COCO files and in projects."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations import exporting, importing
from annotations.errors import FormatError
from annotations.formats import coco, mots
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import guess
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Change, Instance, Transaction


def box(x: int, width: int = 3) -> Mask:
    bits = np.zeros((12, 16), bool)
    bits[4:8, x : x + width] = True
    return Mask.from_array(bits)


def frame(folder: Path, name: str, *instances: AnnotatedInstance) -> ImageAnnotations:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (16, 12)).save(path)
    return ImageAnnotations(path, name, 16, 12, instances)


def test_kittis_own_layout_is_read(tmp_path: Path) -> None:
    for number, values in enumerate(([1001, 2007, 10000], [1001, 1002])):
        labels = np.zeros((12, 16), np.uint16)
        for place, value in enumerate(values):
            labels[:, 4 * place : 4 * place + 2] = value
        for kind, image in (("instances", Image.fromarray(labels)), ("image_02", Image.new("RGB", (16, 12)))):
            (tmp_path / kind / "0003").mkdir(parents=True, exist_ok=True)
            image.save(tmp_path / kind / "0003" / f"00000{number}.png")
    assert guess(tmp_path) == "mots"
    read = mots.read(tmp_path, tmp_path / "image_02")
    assert read.problems == ()
    found = [[(i.category, i.track, i.crowd) for i in image.instances] for image in read.images]
    assert found == [
        [("car", 1, False), ("pedestrian", 7, False), (None, None, True)],
        [("car", 1, False), ("car", 2, False)],
    ]


def test_what_mots_cannot_hold_is_said(tmp_path: Path) -> None:
    first = frame(
        tmp_path, "a/1.png",
        AnnotatedInstance(box(0), "cell", track=5), AnnotatedInstance(box(4), "cell"),
        AnnotatedInstance(box(8), None, track=2000), AnnotatedInstance(box(12), "cell", crowd=True),
    )  # fmt: skip
    second = frame(tmp_path, "a/2.png", AnnotatedInstance(box(1), None, track=2000))
    problems = mots.write(Dataset((first, second), ("cell",)), tmp_path / "out")
    reasons = " | ".join(problem.reason for problem in problems)
    assert "1 have no track" in reasons
    assert "1 have another number than their track" in reasons
    values = np.asarray(Image.open(tmp_path / "out/instances/a/1.png"))
    assert values.dtype == np.uint16
    assert sorted(np.unique(values)) == [0, 1001, 1005, 2001, 10000]
    assert (tmp_path / "out/classes.txt").read_text() == "1 cell\n2 unknown\n"
    read = mots.read(tmp_path / "out")
    assert read.images[0].instances[2].track == read.images[1].instances[0].track
    assert read.categories == ("cell",)


def test_numbers_that_stand_for_several_objects_become_several_tracks(tmp_path: Path) -> None:
    images = [
        frame(tmp_path, f"{folder}/1.png", AnnotatedInstance(box(0), "car", track=3)) for folder in "ab"
    ]
    mots.write(Dataset(tuple(images), ("car",)), tmp_path / "out")
    read = mots.read(tmp_path / "out")
    assert sorted(image.instances[0].track or 0 for image in read.images) == [3, 4]


def test_values_without_a_class_and_files_without_an_image_are_left_out(tmp_path: Path) -> None:
    frame(tmp_path, "images/a.png")
    (tmp_path / "instances").mkdir()
    labels = np.zeros((12, 16), np.uint16)
    labels[0], labels[4] = 17, 3004
    Image.fromarray(labels).save(tmp_path / "instances/a.png")
    Image.fromarray(labels).save(tmp_path / "instances/b.png")
    (tmp_path / "classes.txt").write_text("3 ship\nnothing\n")
    read = mots.read(tmp_path)
    assert [(i.category, i.track) for i in read.images[0].instances] == [("ship", 4)]
    reasons = " | ".join(str(problem) for problem in read.problems)
    assert "value 17 has no class" in reasons
    assert "no image b" in reasons
    assert "not a number and a name" in reasons


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="not a MOTS folder"):
        mots.read(tmp_path)


@pytest.mark.parametrize(("said", "expected"), [(7, 7), ("7", 7), (None, None), ([], None), (True, None)])
def test_coco_tracks_are_read(tmp_path: Path, said: object, expected: int | None) -> None:
    image = frame(tmp_path, "a.png", AnnotatedInstance(box(0), "car", track=1))
    coco.write(Dataset((image,), ("car",)), tmp_path / "a.json")
    content = json.loads((tmp_path / "a.json").read_text())
    assert content["annotations"][0]["track_id"] == 1
    content["annotations"][0]["track_id"] = said
    (tmp_path / "a.json").write_text(json.dumps(content))
    assert coco.read(tmp_path / "a.json").images[0].instances[0].track == expected


def test_coco_tracks_that_are_words_or_0_get_numbers_of_their_own(tmp_path: Path) -> None:
    four = [AnnotatedInstance(box(3 * n), "car", track=1) for n in range(5)]
    coco.write(Dataset((frame(tmp_path, "a.png", *four),), ("car",)), tmp_path / "a.json")
    content = json.loads((tmp_path / "a.json").read_text())
    for record, said in zip(content["annotations"], (0, "x", 6, "x", 2**60), strict=True):
        record["track_id"] = said
    (tmp_path / "a.json").write_text(json.dumps(content))
    read = coco.read(tmp_path / "a.json")
    assert [i.track for i in read.images[0].instances] == [7, 8, 6, 8, 9]


def test_tracks_go_through_a_project(tmp_path: Path) -> None:
    path = frame(tmp_path, "a.png").path
    with Project.create(tmp_path / "a.rsis") as project:
        project.add_images([path])
        (image,) = project.images()
        one = Instance(1, image.id, box(0), None, "drawn", track=9)
        project.commit(Transaction("", (Change.add(one),)))
        exporting.export(exporting.dataset_of(project), "coco", tmp_path / "a.json")
    with Project.create(tmp_path / "b.rsis") as project:
        importing.import_into(project, coco.read(tmp_path / "a.json"))
        (image,) = project.images()
        assert [i.track for i in project.instances(image.id)] == [9]
        other = AnnotatedInstance(box(8), None, track=9)
        read = coco.read(tmp_path / "a.json")
        (given,) = read.images
        second = ImageAnnotations(given.path, given.name, 16, 12, (other,))
        report = importing.import_into(project, type(read)((second,), (), ()))
        assert "track 9 is in this image already" in report.problems[0].reason
        assert [i.track for i in project.instances(image.id)] == [9, None]
