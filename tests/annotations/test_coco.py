"""COCO files say what a project holds, pixel for pixel, and are read whatever state they are in."""

from __future__ import annotations

import errno
import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from annotations import files
from annotations.errors import FormatError
from annotations.exchange import dataset_of
from annotations.formats import AnnotatedInstance, Dataset, ImageAnnotations, coco, json_stream
from annotations.masks import Mask
from annotations.project import Project
from tests.annotations.conftest import ring, square

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
        "it has a hole, which polygons cannot say: written as a run-length code"
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
        'a1.png: an instance: of unknown category: written under the category "unknown"'
    ]
    assert coco.read(photos / "out.json").images[0].instances[2].category is None


def test_crowds_stay_crowds_and_empty_masks_are_left_out(photos: Path) -> None:
    instances = (
        AnnotatedInstance(ring(), "cell", crowd=True),
        AnnotatedInstance(Mask.empty((30, 40)), "cell"),
    )
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    problems = coco.write(Dataset((image,), ("cell",)), photos / "out.json", polygons=True)
    assert [problem.reason for problem in problems] == ["it has no pixel, so it was left out"]
    assert coco.read(photos / "out.json").images[0].instances == instances[:1]


# ---- reading what others wrote


@pytest.fixture
def document() -> Json:
    return {
        "images": [{"id": 7, "file_name": "a1.png", "width": 40, "height": 30}],
        "categories": [{"id": 90, "name": "cell"}],
        "annotations": [
            {"id": 5, "image_id": 7, "category_id": 90, "segmentation": [[1, 1, 5, 1, 5, 5, 1, 5]]}
        ],
    }


def read(document: object, photos: Path) -> coco.ReadResult:
    (photos / "in.json").write_text(json.dumps(document))
    return coco.read(photos / "in.json")


@pytest.mark.parametrize(
    ("segmentation", "area"),
    [
        ([[1, 1, 5, 1, 5, 5, 1, 5], [10, 10, 12, 10, 12, 12, 10, 12]], 20),
        ([[1, 1, 9, 1, 9, 9, 1, 9], [3, 3, 5, 3, 5, 5, 3, 5]], 64),
        ({"size": [30, 40], "counts": [30, 30, 30 * 38]}, 30),
        (square(3, 4, 5).to_coco_rle(), 25),
        ([[-5, -5, 5, -5, 5, 5, -5, 5]], 25),
    ],
)
def test_polygons_and_both_kinds_of_run_length_code_are_read(
    document: Json, photos: Path, segmentation: object, area: int
) -> None:
    document["annotations"][0]["segmentation"] = segmentation
    result = read(document, photos)
    assert result.problems == ()
    assert [instance.mask.area for instance in result.images[0].instances] == [area]


def test_ids_may_be_sparse_crowds_true_or_false_and_names_may_have_folders(
    document: Json, photos: Path
) -> None:
    document["images"][0] |= {"id": 123456789012, "file_name": "sub/a10.jpg"}
    document["annotations"][0] |= {"image_id": 123456789012, "iscrowd": True, "score": 0.5}
    result = read(document, photos)
    assert result.problems == ()
    assert result.images[0].path == photos / "sub" / "a10.jpg"
    assert result.images[0].instances[0].crowd
    assert result.images[0].instances[0].score == 0.5


def _set(*path: object) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        *way, last, value = path
        place: Any = document
        for step in way:
            place = place[step]
        place[last] = value

    return change


BAD_ANNOTATIONS = {
    "size [40, 30], the image has": {"size": [40, 30], "counts": [1200]},
    "for size None": {"counts": [1200]},
    "covers 1201 pixels": {"size": [30, 40], "counts": [1200, 1]},
    "negative run": {"size": [30, 40], "counts": [1201, -1]},
    "cut off": {"size": [30, 40], "counts": "PPP"},
    "no pixel": {"size": [30, 40], "counts": [1200]},
    "far outside": [[0, 0, 1e9, 0, 1e9, 1e9]],
    "not finite": [[0, 0, float("nan"), 0, 5, 5]],
    "fewer than three points": [[0, 0, 5, 5]],
    "without its y": [[0, 0, 5, 5, 5, 0, 1]],
    "not a list of numbers": [["a", 0, 5, 5, 5, 0]],
    "neither polygons nor": [],
    "neither polygons nor a": None,
    "neither polygons": "text",
    "list of numbers": [5],
}


@pytest.mark.parametrize(("reason", "segmentation"), BAD_ANNOTATIONS.items())
def test_a_wrong_mask_is_named_and_the_rest_is_read(
    document: Json, photos: Path, reason: str, segmentation: object
) -> None:
    good = document["annotations"][0]
    document["annotations"] = [good | {"id": 6, "segmentation": segmentation}, good]
    result = read(document, photos)
    (problem,) = result.problems
    assert (problem.file, problem.record) == (str(photos / "in.json"), "annotation 6")
    assert reason in problem.reason
    assert len(result.images[0].instances) == 1


@pytest.mark.parametrize(
    ("change", "record", "reason"),
    [
        (_set("annotations", 0, "image_id", 8), "annotation 5", "there is no image 8"),
        (_set("annotations", 0, "image_id", "seven"), "annotation 5", "image_id is not a whole number"),
        (_set("annotations", 0, "image_id", [7]), "annotation 5", "image_id is not a whole number"),
        (_set("annotations", 0, "category_id", None), "annotation 5", "category_id is not a whole"),
        (_set("annotations", 0, "iscrowd", 3), "annotation 5", "neither 0 nor 1"),
        (_set("annotations", 0, "score", float("nan")), "annotation 5", "score is not a number"),
        (_set("annotations", 0, 5), "annotation number 1", "not a JSON object"),
        (_set("categories", 0, "name", ""), "category 90", "no name"),
        (_set("categories", 0, "id", 1.5), "category number 1", "id is not a whole number"),
        (_set("categories", 0, "name", "\ud800"), "category 90", "no name"),
        (_set("annotations", 0, "score", 10**400), "annotation 5", "too large"),
        (_set("images", 0, "file_name", 5), "image 7", "no file name"),
        (_set("images", 0, "file_name", "\ud800.png"), "image 7", "no file name"),
        (_set("images", 0, "file_name", "../a1.png"), "image 7", "leaves the folder"),
        (_set("images", 0, "file_name", "sub\\..\\..\\a1.png"), "image 7", "leaves the folder"),
        (_set("images", 0, "file_name", "/etc/passwd"), "image 7", "leaves the folder"),
        (_set("images", 0, "file_name", "C:\\a1.png"), "image 7", "leaves the folder"),
        (_set("images", 0, "file_name", "a\0b.png"), "image 7", "not a name"),
        (_set("images", 0, "file_name", "missing.png"), "image 7", "no such file"),
        (_set("images", 0, "width", -40), "image 7", "cannot be"),
        (_set("images", 0, "width", 10**7), "image 7", "cannot be|beyond what can be read|pixels"),
        (_set("images", 0, "height", 10**9), "image 7", "beyond what can be read"),
        (_set("images", 0, "width", 41), "image 7", r"is 40 x 30 pixels, the annotation file is for 41 x 30"),
    ],
)
def test_a_wrong_record_is_named_with_its_reason(
    document: Json, photos: Path, change: Callable[[Json], None], record: str, reason: str
) -> None:
    change(document)
    result = read(document, photos)
    assert record in [problem.record for problem in result.problems]
    assert any(re.search(reason, problem.reason) for problem in result.problems)


def test_a_photo_that_lies_on_its_side_is_explained(document: Json, photos: Path) -> None:
    document["images"][0] |= {"width": 30, "height": 40}
    (problem,) = read(document, photos).problems
    assert "before the photo was turned upright?" in problem.reason
    assert "left out with its 1 annotations" in problem.reason


def test_an_annotation_of_no_known_category_is_kept_as_unknown(document: Json, photos: Path) -> None:
    document["annotations"][0]["category_id"] = 91
    result = read(document, photos)
    assert [problem.reason for problem in result.problems] == [
        "there is no category 91; its category is now unknown"
    ]
    assert result.images[0].instances[0].category is None


def test_ids_that_are_taken_are_refused(document: Json, photos: Path) -> None:
    for name in ("images", "categories"):
        document[name] *= 2
    document["images"].append(document["images"][0] | {"id": 8})
    reasons = [problem.reason for problem in read(document, photos).problems]
    assert any("taken by another image" in reason for reason in reasons)
    assert any("taken by another category" in reason for reason in reasons)
    assert any("is that of another image" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"\x89PNG\xff\xfe", "not JSON"),
        (b"{" * 100_000, "not JSON"),
        (b"[" * 100_000, "a list, as COCO results"),
        (b"[]", "a list, as COCO results"),
        (b"5", "not a COCO data set"),
        (b"{}", 'no list "images"'),
        (b'{"images": [], "annotations": {}, "categories": []}', 'no list "annotations"'),
    ],
)
def test_a_file_that_is_no_coco_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=reason) as caught:
        coco.read(path)
    assert str(caught.value).startswith(str(path))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file"):
        coco.read(tmp_path / "missing.json")


def test_images_are_found_where_they_usually_lie(document: Json, photos: Path, tmp_path: Path) -> None:
    for place, images in [
        (tmp_path / "one" / "in.json", tmp_path / "one" / "images"),
        (tmp_path / "two" / "annotations" / "in.json", tmp_path / "two"),
        (tmp_path / "three" / "in.json", tmp_path / "three"),
    ]:
        images.mkdir(parents=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30)).save(images / "a1.png")
        place.write_text(json.dumps(document))
        assert coco.read(place).images[0].path == images / "a1.png"
    assert coco.read(place, images=photos).images[0].path == photos / "a1.png"


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


# ---- what peers write, by their documented formats


def test_roboflow_counts_from_0_and_writes_boxes_with_fractions(photos: Path) -> None:
    document = {
        "info": {"year": "2024", "version": "1", "url": "https://public.roboflow.com/"},
        "licenses": [{"id": 1, "url": "", "name": "Unknown"}],
        "categories": [
            {"id": 0, "name": "cells", "supercategory": "none"},
            {"id": 1, "name": "cell", "supercategory": "cells"},
        ],
        "images": [
            {
                "id": 0,
                "license": 1,
                "file_name": "a1.png",
                "height": 30,
                "width": 40,
                "extra": {"name": "x.png"},
            }
        ],
        "annotations": [
            {"id": 0, "image_id": 0, "category_id": 1, "bbox": [3, 4, 5.5, 5], "area": 27.5, "iscrowd": 0}
            | {"segmentation": [[3.0, 4.0, 8.0, 4.0, 8.0, 9.0, 3.0, 9.0]]},
            {
                "id": 1,
                "image_id": 0,
                "category_id": 1,
                "bbox": [3, 4, 5, 5],
                "segmentation": [],
                "iscrowd": 0,
            },
        ],
    }
    result = read(document, photos)
    assert result.categories == ("cells", "cell")
    assert [(i.category, i.mask) for i in result.images[0].instances] == [("cell", square(4, 3, 5))]
    assert [(p.record, p.reason) for p in result.problems] == [
        ("annotation 1", "it has no mask: neither polygons nor a run-length code")
    ]


def test_cvat_writes_masks_as_lists_of_runs_with_attributes(photos: Path) -> None:
    document = {
        "licenses": [{"name": "", "id": 0, "url": ""}],
        "info": {
            "contributor": "",
            "date_created": "",
            "description": "",
            "url": "",
            "version": "",
            "year": "",
        },
        "categories": [{"id": 1, "name": "cell", "supercategory": ""}],
        "images": [
            {"id": 1, "width": 40, "height": 30, "file_name": "sub/a10.jpg", "license": 0, "flickr_url": ""}
            | {"coco_url": "", "date_captured": 0}
        ],
        "annotations": [
            {
                "id": 1,
                "image_id": 1,
                "category_id": 1,
                "area": 30.0,
                "bbox": [1.0, 0.0, 1.0, 30.0],
                "iscrowd": 1,
            }
            | {
                "segmentation": {"counts": [30, 30, 1140], "size": [30, 40]},
                "attributes": {"occluded": False},
            }
        ],
    }
    result = read(document, photos)
    assert result.problems == ()
    (instance,) = result.images[0].instances
    assert (instance.crowd, instance.mask.bbox) == (True, (1, 0, 2, 30))


def test_lvis_has_no_file_names_no_crowds_and_its_categories_at_the_end(photos: Path) -> None:
    (photos / "val2017").mkdir()
    (photos / "a1.png").rename(photos / "val2017" / "a1.png")
    document = {
        "images": [
            {
                "id": 397133,
                "width": 40,
                "height": 30,
                "neg_category_ids": [],
                "not_exhaustive_category_ids": [],
            }
            | {"coco_url": "http://images.cocodataset.org/val2017/a1.png", "license": 4}
        ],
        "annotations": [
            {"id": 1, "image_id": 397133, "category_id": 1203, "bbox": [1.5, 1.5, 4.0, 4.0], "area": 16.0}
            | {"segmentation": [[1, 1, 5, 1, 5, 5, 1, 5]]}
        ],
        "categories": [{"id": 1203, "name": "zucchini", "synset": "zucchini.n.02", "frequency": "c"}],
    }
    result = read(document, photos)
    assert result.problems == ()
    assert [image.name for image in result.images] == ["val2017/a1.png"]
    assert [i.category for i in result.images[0].instances] == ["zucchini"]


def test_via_writes_ids_as_text_no_sizes_and_a_polygon_without_a_list_around_it(photos: Path) -> None:
    document = {
        "images": [{"id": "0", "width": 0, "height": 0, "file_name": "a1.png", "license": 0, "coco_url": ""}],
        "annotations": [
            {
                "id": "0",
                "image_id": "0",
                "category_id": "1",
                "area": 25,
                "bbox": [3, 4, 5, 5],
                "iscrowd": False,
            }
            | {"segmentation": [3, 4, 8, 4, 8, 9, 3, 9]}
        ],
        "categories": [{"id": "1", "name": "cell", "supercategory": "type"}],
    }
    result = read(document, photos)
    assert result.problems == ()
    assert [(i.category, i.mask) for i in result.images[0].instances] == [("cell", square(4, 3, 5))]


def test_a_box_or_area_that_no_float_can_hold_is_remarked_on(document: Json, photos: Path) -> None:
    document["annotations"][0] |= {"bbox": [10**400, 1, 4, 4], "area": 10**400}
    (photos / "in.json").write_text(json.dumps(document))
    reasons = " ".join(problem.reason for problem in coco.check(photos / "in.json").problems)
    assert "bbox is not x, y, width, height" in reasons
    assert "area" in reasons


def test_polygons_of_four_numbers_are_left_out_of_the_others_and_named(document: Json, photos: Path) -> None:
    document["annotations"][0]["segmentation"].append([10, 10, 20, 20])
    result = read(document, photos)
    assert [instance.mask.area for instance in result.images[0].instances] == [16]
    assert "1 of its polygons have fewer than three points" in result.problems[0].reason


@pytest.mark.parametrize(
    "order", [("annotations", "categories", "images"), ("categories", "annotations", "images")]
)
def test_the_lists_may_come_in_any_order(document: Json, photos: Path, order: tuple[str, ...]) -> None:
    result = read(
        {"info": {"a": [1, {"b": 2}]}, **{name: document[name] for name in order}, "extra": [1, 2]}, photos
    )
    assert result.problems == ()
    assert [i.category for i in result.images[0].instances] == ["cell"]


def test_an_annotation_that_comes_before_a_cut_off_end_is_not_half_an_import(
    document: Json, photos: Path
) -> None:
    whole = json.dumps(document)
    for end in (len(whole) - 1, len(whole) // 2, 20):
        (photos / "in.json").write_text(whole[:end])
        with pytest.raises(FormatError, match="not JSON"):
            coco.read(photos / "in.json")
    (photos / "in.json").write_text(whole + "]")
    with pytest.raises(FormatError, match="more behind its end"):
        coco.read(photos / "in.json")


def test_records_longer_than_a_chunk_are_read_whole(
    document: Json, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document["annotations"][0]["note"] = "é" * 300
    for chunk in (1, 2, 7, 64):
        monkeypatch.setattr(json_stream, "CHUNK", chunk)
        result = read(document, photos)
        assert result.problems == ()
        assert len(result.images[0].instances) == 1
    monkeypatch.setattr(json_stream, "LARGEST_RECORD", 200)
    with pytest.raises(FormatError, match="one of its records is longer"):
        read(document, photos)
