"""COCO files say what a project holds, pixel for pixel, and a file that is there is replaced whole or not at all."""

from __future__ import annotations

import errno
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from annotations import files
from annotations.errors import FormatError
from annotations.exporting import dataset_of
from annotations.formats import coco
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.masks import Mask
from annotations.project import Project
from tests.annotations.conftest import ring

Json = dict[str, Any]


def written(dataset: Dataset, path: Path, **options: bool) -> Json:
    coco.write(dataset, path, **options)
    content: Json = json.loads(path.read_text())
    return content


def average_precision(path: Path) -> float:
    """AP of a COCO file scored against itself by pycocotools."""
    with redirect_stdout(io.StringIO()):
        truth = COCO(str(path))
        results = [
            {key: record[key] for key in ("image_id", "category_id")}
            | {"segmentation": truth.annToRLE(record), "score": 1.0}
            for record in truth.dataset["annotations"]
        ]
        score = COCOeval(truth, truth.loadRes(results), "segm")
        score.evaluate()
        score.accumulate()
        score.summarize()
    return float(score.stats[0])


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools with NumPy 2
@pytest.mark.parametrize("polygons", [False, True])
def test_pycocotools_loads_the_export_and_gives_it_ap_1_and_the_same_pixels(
    filled: Project, tmp_path: Path, polygons: bool
) -> None:
    dataset = dataset_of(filled)
    written(dataset, tmp_path / "out.json", polygons=polygons)
    assert average_precision(tmp_path / "out.json") == pytest.approx(1.0, abs=1e-12)
    with redirect_stdout(io.StringIO()):
        loaded = COCO(str(tmp_path / "out.json"))
    for record, instance in zip(
        loaded.loadAnns(loaded.getAnnIds()), dataset.images[0].instances, strict=True
    ):
        pixels = loaded.annToMask(record).astype(bool)
        assert np.array_equal(pixels, instance.mask.to_array())
        assert record["area"] == pixels.sum()


def test_ids_count_from_1_and_boxes_are_x_y_width_height(filled: Project, tmp_path: Path) -> None:
    content = written(dataset_of(filled), tmp_path / "out.json")
    assert [record["id"] for record in content["annotations"]] == [1, 2, 3]
    assert [image["id"] for image in content["images"]] == [1, 2, 3]
    assert [category["name"] for category in content["categories"]] == ["cell", "dirt", "unknown"]
    with_hole, plain, _ = content["annotations"]
    assert with_hole["iscrowd"] == 0
    assert with_hole["segmentation"]["size"] == [30, 40]
    assert isinstance(with_hole["segmentation"]["counts"], str)
    assert (plain["bbox"], plain["area"]) == ([25, 20, 5, 5], 25)


def test_polygons_are_crack_outlines_and_a_hole_stays_a_run_length_code(
    filled: Project, tmp_path: Path
) -> None:
    problems = coco.write(dataset_of(filled), tmp_path / "out.json", polygons=True)
    with_hole, plain, dot = json.loads((tmp_path / "out.json").read_text())["annotations"]
    assert isinstance(with_hole["segmentation"], dict)
    assert plain["segmentation"] == [[25, 20, 30, 20, 30, 25, 25, 25]]
    assert dot["segmentation"] == [[39, 0, 40, 0, 40, 1, 39, 1]]
    assert [problem.reason for problem in problems if "hole" in problem.reason] == [
        "it has a hole, which polygons cannot represent: written as a run-length code"
    ]


def test_what_was_written_is_read_back(filled: Project, photos: Path) -> None:
    dataset = dataset_of(filled)
    for polygons in (False, True):
        coco.write(dataset, photos / "out.json", polygons=polygons)
        read = coco.read(photos / "out.json")
        assert read.problems == ()
        assert read.dataset == dataset


def test_an_unknown_category_is_said_and_comes_back_as_unknown(filled: Project, photos: Path) -> None:
    problems = coco.write(dataset_of(filled), photos / "out.json")
    assert [str(problem) for problem in problems] == [
        'a1.png: an instance: no category, so written under the category "unknown"'
    ]
    assert coco.read(photos / "out.json").images[0].instances[2].category is None


def test_crowds_stay_crowds_and_empty_masks_are_left_out(photos: Path) -> None:
    instances = (
        AnnotatedInstance(ring(), "cell", crowd=True),
        AnnotatedInstance(Mask.empty((30, 40)), "cell"),
    )
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    problems = coco.write(Dataset((image,), ("cell",)), photos / "out.json", polygons=True)
    assert [problem.reason for problem in problems] == ["it has no pixels and was left out"]
    assert coco.read(photos / "out.json").images[0].instances == instances[:1]


# ---- writing where it does not go
def test_a_full_disk_leaves_the_old_export_and_nothing_beside(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "out.json"
    target.parent.mkdir()
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(FormatError, match="the disk is full") as caught:
        coco.write(dataset_of(filled), target)
    assert caught.value.path == str(target)
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_really_full_disk_leaves_nothing_half_written(small_disk: Path) -> None:
    random = np.random.default_rng(0)
    masks = [Mask.from_array(random.random((300, 400)) < 0.5) for _ in range(20)]
    instances = tuple(AnnotatedInstance(mask, "cell") for mask in masks)
    dataset = Dataset((ImageAnnotations(small_disk / "a.png", "a.png", 400, 300, instances),), ("cell",))
    with pytest.raises(FormatError, match="the disk is full"):
        coco.write(dataset, small_disk / "out.json")
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file or folder"):
        coco.write(dataset_of(filled), tmp_path / "nowhere" / "out.json")


def test_an_interrupted_export_leaves_nothing(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        coco.write(dataset_of(filled), tmp_path / "out" / "out.json")
    assert list((tmp_path / "out").iterdir()) == []
