"""COCO files are read whatever state they are in, and what is wrong in them is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.formats import coco, json_stream
from tests.annotations.conftest import square

Json = dict[str, Any]


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
    "size [40, 30], but the image has size": {"size": [40, 30], "counts": [1200]},
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
        (_set("annotations", 0, "image_id", "seven"), "annotation 5", "there is no image seven"),
        (_set("annotations", 0, "image_id", [7]), "annotation 5", "image_id is neither a whole number"),
        (_set("annotations", 0, "category_id", None), "annotation 5", "category_id is neither a whole"),
        (_set("annotations", 0, "iscrowd", 3), "annotation 5", "neither 0 nor 1"),
        (_set("annotations", 0, "score", float("nan")), "annotation 5", "score is not a number"),
        (_set("annotations", 0, 5), "annotation number 1", "not a JSON object"),
        (_set("categories", 0, "name", ""), "category 90", "no name"),
        (_set("categories", 0, "id", 1.5), "category number 1", "id is neither a whole number"),
        (_set("categories", 0, "name", "\ud800"), "category 90", "no name"),
        (_set("annotations", 0, "score", 10**400), "annotation 5", "too large"),
        (_set("images", 0, "file_name", 5), "image 7", "no file name"),
        (_set("images", 0, "file_name", "\ud800.png"), "image 7", "no file name"),
        (_set("images", 0, "file_name", "../a1.png"), "image 7", "outside the image folder"),
        (_set("images", 0, "file_name", "sub\\..\\..\\a1.png"), "image 7", "outside the image folder"),
        (_set("images", 0, "file_name", "/etc/passwd"), "image 7", "outside the image folder"),
        (_set("images", 0, "file_name", "C:\\a1.png"), "image 7", "outside the image folder"),
        (_set("images", 0, "file_name", "a\0b.png"), "image 7", "invalid"),
        (_set("images", 0, "file_name", "missing.png"), "image 7", "no such file"),
        (_set("images", 0, "width", -40), "image 7", "is impossible"),
        (_set("images", 0, "width", 10**7), "image 7", "is impossible|too large to read|pixels"),
        (_set("images", 0, "height", 10**9), "image 7", "too large to read"),
        (
            _set("images", 0, "width", 41),
            "image 7",
            r"is 40 x 30 pixels, but the annotation file is for 41 x 30",
        ),
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
    assert "before the photo was rotated upright?" in problem.reason
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
    assert any("another image has the same id" in reason for reason in reasons)
    assert any("another category has the same id" in reason for reason in reasons)
    assert any("another image has the same file" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"\x89PNG\xff\xfe", "not JSON"),
        (b"{" * 100_000, "not JSON"),
        (b"[" * 100_000, "a list, as COCO results"),
        (b"[]", "a list, as COCO results"),
        (b"5", "not a COCO data set"),
        (b"{}", 'no "images" list'),
        (b'{"images": [], "annotations": {}, "categories": []}', 'no "annotations" list'),
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
    with pytest.raises(FormatError, match="extra text after its end"):
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
