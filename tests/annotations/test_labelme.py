"""labelme's files, X-AnyLabeling's and ISAT's are read with their oddities; ours say every pixel."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations import cli
from annotations.formats import labelme
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.formats.labelme_pictures import take_out
from annotations.formats.table import guess
from annotations.masks import Mask
from annotations.masks.edits import union_of
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square


def read(folder: Path, shapes: list[Any], **more: Any) -> ReadResult:
    content = {"version": "5.5.0", "flags": {}, "shapes": shapes, "imagePath": "a1.png", "imageData": None}
    content |= {"imageHeight": HEIGHT, "imageWidth": WIDTH} | more
    (folder / "a1.json").write_text(json.dumps(content), encoding="utf-8")
    return labelme.read(folder)


def shape(
    points: list[Any], kind: str | None = "polygon", label: str = "cell", **more: Any
) -> dict[str, Any]:
    return {"label": label, "points": points, "group_id": None, "shape_type": kind, "flags": {}} | more


def png(pixels: Any) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (shape([[2, 3], [7, 3], [7, 8], [2, 8]]), square(3, 2, 5)),
        (shape([[2.0, 3.0], [7.0, 3.0], [7.0, 8.0], [2.0, 8.0]], None), square(3, 2, 5)),
        (shape([[7, 8], [2, 3]], "rectangle"), square(3, 2, 5)),
        (shape([[2, 3], [7, 3], [7, 8], [2, 8]], "rectangle"), square(3, 2, 5)),
        (shape([[2, 3], [7, 3], [7, 8], [2, 8]], "rotation", direction=0.5), square(3, 2, 5)),
        (shape([[4.5, 5.5], [4.5, 8]], "circle"), None),
        (shape([[2, 3], [6, 7]], "mask", mask=png(np.full((5, 5), 255, np.uint8))), square(3, 2, 5)),
        (shape([[2, 3], [6, 7]], "mask", mask=png(np.full((5, 5), True))), square(3, 2, 5)),
    ],
)
def test_every_kind_of_area_is_read(photos: Path, given: dict[str, Any], expected: Mask | None) -> None:
    result = read(photos, [given])
    assert result.problems == ()
    (instance,) = result.images[0].instances
    assert instance.category == "cell"
    if expected is None:
        assert instance.mask.bbox == (2, 3, 7, 8)
        assert instance.mask.area == 21
    else:
        assert instance.mask == expected


def test_a_group_of_many_shapes_is_united_once(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    united: list[int] = []

    def count(masks: Sequence[Mask]) -> Mask:
        united.append(len(masks))
        return union_of(masks)

    monkeypatch.setattr(labelme, "union_of", count)
    corners = [(y, x) for y in range(0, 30, 2) for x in range(0, 40, 2)]
    shapes = [shape([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]], group_id=1) for y, x in corners]
    (instance,) = read(photos, shapes).images[0].instances
    assert instance.mask.area == len(corners)
    assert united == [len(corners)]


@pytest.mark.parametrize("kind", ["polygon", "rectangle"])
def test_points_in_shares_of_the_image_make_no_mask_and_the_first_pixel_is_one(
    photos: Path, kind: str
) -> None:
    result = read(
        photos,
        [
            shape([[0.25, 0.25], [0.5, 0.25], [0.5, 0.75], [0.25, 0.75]], kind),
            shape([[0, 0], [1, 0], [1.0, 1], [0, 1]], kind),
            shape([[0.5, 0.5], [0.5, 0.5]], "mask", mask=png(np.full((1, 1), 255, np.uint8))),
        ],
    )
    assert [i.mask.area for i in result.images[0].instances] == [1, 1]
    assert [(p.record, p.reason) for p in result.problems] == [
        ("shape 1", "its coordinates are shares of the image, not pixels: all are within 0 to 1")
    ]


def test_one_group_of_one_label_is_one_instance(photos: Path) -> None:
    parts = [[[2, 3], [4, 3], [4, 5], [2, 5]], [[12, 13], [14, 13], [14, 15], [12, 15]]]
    shapes = [shape(part, group_id=1) for part in parts]
    shapes += [
        shape(parts[0], label="dirt", group_id=1),
        shape(parts[0], group_id=None, flags={"crowd": True}),
    ]
    instances = read(photos, shapes).images[0].instances
    assert [(i.category, i.mask.area, i.crowd) for i in instances] == [
        ("cell", 8, False),
        ("dirt", 4, False),
        ("cell", 4, True),
    ]


def test_what_is_no_area_or_wrong_is_named_and_left_out(photos: Path) -> None:
    result = read(
        photos,
        [
            shape([[2, 3]], "point"),
            shape([[2, 3], [5, 5]], "linestrip"),
            shape([[2, 3], [5, 5]]),
            shape([[200, 300], [500, 500], [200, 500]]),
            shape([[2, 3], [6, 7]], "mask", mask="no picture"),
            shape([[2, 3], [6, 7]], "mask", mask=png(np.ones((HEIGHT + 1, 2), np.uint8))),
            shape([[2, 3], [6, 7]], "mask"),
            shape([[2, "3"], [6, 7], [8, 9]]),
            {"points": [[1, 2]]},
            None,
            shape([[2, 3], [7, 3], [7, 8], [2, 8]], "blob"),
            shape([[2, 3], [7, 3], [7, 8], [2, 8]]),
        ],
    )
    assert [problem.record for problem in result.problems] == [f"shape {n}" for n in range(1, 12)]
    assert [i.mask for i in result.images[0].instances] == [square(3, 2, 5)]
    assert "a point has no area" in result.problems[0].reason


@pytest.mark.parametrize(
    "said",
    ["a1.png", "..\\images\\a1.png", "../../elsewhere/a1.png", "C:\\Users\\me\\a1.png", "\\\\nas\\x\\a1.png"],
)
def test_the_image_is_found_beside_the_file_wherever_its_maker_had_it(photos: Path, said: str) -> None:
    result = read(photos, [shape([[2, 3], [7, 3], [7, 8], [2, 8]])], imagePath=said)
    assert result.problems == ()
    assert result.images[0].path == photos / "a1.png"


def test_an_image_elsewhere_is_not_looked_for(photos: Path, tmp_path: Path) -> None:
    Image.new("L", (WIDTH, HEIGHT)).save(tmp_path / "outside.png")
    for said in ("../outside.png", str(tmp_path / "outside.png")):
        result = read(photos, [], imagePath=said)
        assert ["is missing" in problem.reason for problem in result.problems] == [True]
        assert result.images == ()


def test_files_of_another_size_or_another_kind_are_problems(photos: Path) -> None:
    assert (
        "is 40 x 30 pixels, but the file is for 30 x 40"
        in read(photos, [], imageHeight=WIDTH, imageWidth=HEIGHT).problems[0].reason
    )
    (photos / "a1.json").write_text('{"images": [], "annotations": [], "categories": []}')
    assert 'no "shapes" list' in labelme.read(photos).problems[0].reason


def test_old_files_without_size_kind_and_group_are_read(photos: Path) -> None:
    old = {
        "version": "3.16.7",
        "lineColor": [0, 255, 0, 128],
        "shapes": [{"label": "cell", "line_color": None, "points": [[2, 3], [7, 3], [7, 8], [2, 8]]}],
        "imagePath": "a1.png",
        "imageData": "AAAA",
    }
    (photos / "a1.json").write_text(json.dumps(old))
    assert [i.mask for i in labelme.read(photos / "a1.json").images[0].instances] == [square(3, 2, 5)]


def test_x_anylabelings_extra_fields_do_no_harm(photos: Path) -> None:
    given = shape(
        [[2, 3], [7, 3], [7, 8], [2, 8]], score=0.75, difficult=False, attributes={}, kie_linking=[]
    )
    result = read(photos, [given | {"description": None}], version="2.4.4", text="", description="")
    assert result.problems == ()
    assert result.images[0].instances[0].score == 0.75


def test_isat_files_are_read_by_layer_with_groups_and_holes(photos: Path) -> None:
    def thing(x: int, category: str, group: int, layer: float, **more: Any) -> dict[str, Any]:
        ring_ = [[x, 2], [x + 6, 2], [x + 6, 8], [x, 8]]
        area = {"segmentation": ring_, "area": 36.0, "bbox": [x, 2, x + 6, 8]}
        return (
            {"category": category, "group": group, "layer": layer, "iscrowd": False, "note": ""} | area | more
        )

    content = {
        "info": {
            "description": "ISAT",
            "folder": "C:/x",
            "name": "a1.png",
            "width": WIDTH,
            "height": HEIGHT,
            "depth": 3,
            "note": "",
        },
        "objects": [
            thing(2, "__background__", 0, 9.0, segmentation=[[3, 3], [5, 3], [5, 5], [3, 5]]),
            thing(2, "cell", 1, 1.0),
            thing(20, "cell", 1, 2.0),
            thing(30, "dirt", 2, 3.0, iscrowd=True),
            thing(30, "", 2, 3.0),
        ],
    }
    (photos / "a1.json").write_text(json.dumps(content))
    result = labelme.read(photos)
    assert [(i.category, i.mask.area, i.crowd) for i in result.images[0].instances] == [
        ("cell", 36 - 4 + 36, False),
        ("dirt", 36, True),
    ]
    assert [problem.record for problem in result.problems] == ["object 5"]


def test_ours_are_polygons_but_for_holes_and_parts_share_a_group(photos: Path, tmp_path: Path) -> None:
    parts = Mask.from_array(square(1, 1, 2).to_array() | square(20, 20, 2).to_array())
    instances = (
        AnnotatedInstance(ring(), "cell"),
        AnnotatedInstance(parts, None),
        AnnotatedInstance(square(9, 9, 1), "a"),
    )
    dataset = Dataset(
        (ImageAnnotations(photos / "a1.png", "s/a1.png", WIDTH, HEIGHT, instances),), ("cell", "unused")
    )
    assert [p.record for p in labelme.write(dataset, tmp_path / "out")] == ["an instance"]
    content = json.loads((tmp_path / "out/s/a1.json").read_text())
    kinds = [(s["label"], s["shape_type"], s["group_id"]) for s in content["shapes"]]
    assert kinds == [
        ("cell", "mask", None),
        ("unknown", "polygon", 1),
        ("unknown", "polygon", 1),
        ("a", "polygon", None),
    ]
    assert content["imageData"] is None
    assert content["shapes"][3]["points"] == [[9, 9], [10, 9], [10, 10], [9, 10]]
    again = labelme.read(tmp_path / "out")
    assert again.images[0].instances == instances
    assert again.categories == ("cell", "unused", "a")


CELL = [[2, 3], [7, 3], [7, 8], [2, 8]]


@pytest.mark.parametrize("label", ["__ignore__", "_background_"])
def test_an_area_that_labelme_ignores_is_no_instance(photos: Path, label: str) -> None:
    result = read(photos, [shape(CELL), shape(CELL, label=label), shape([[2, 3]], "point", label=label)])
    assert [i.category for i in result.images[0].instances] == ["cell"]
    assert result.categories == ("cell",)
    assert [(p.record, "labelme ignores" in p.reason) for p in result.problems] == [
        ("shape 2", True),
        ("shape 3", True),
    ]


@pytest.mark.parametrize(("label", "category"), [(3, "3"), (1.5, "1.5")])
def test_a_label_may_be_a_number(photos: Path, label: Any, category: str) -> None:
    assert [i.category for i in read(photos, [shape(CELL, label=label)]).images[0].instances] == [category]


def test_a_size_may_be_a_number_in_quotes(photos: Path) -> None:
    assert len(read(photos, [shape(CELL)], imageHeight=str(HEIGHT), imageWidth=str(WIDTH)).images) == 1
    assert read(photos, [shape(CELL)], imageHeight="x", imageWidth="y").images == ()


@pytest.mark.parametrize("said", ["..\\images\\a.png", "../images/a.png", "a.png"])
@pytest.mark.parametrize("source", ["", "labels", "labels/a.json"])
def test_images_may_lie_in_the_folder_beside_that_of_the_files(
    tmp_path: Path, said: str, source: str
) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "images").mkdir()
    Image.new("L", (WIDTH, HEIGHT)).save(tmp_path / "images/a.png")
    content = {"version": "5.5.0", "shapes": [shape(CELL)], "imagePath": said}
    (tmp_path / "labels/a.json").write_text(json.dumps(content))
    result = labelme.read(tmp_path / source)
    assert [image.path for image in result.images] == [tmp_path / "images/a.png"]
    assert all(problem.kept for problem in result.problems)
    assert not source or guess(tmp_path) == "labelme"


def test_an_image_spelled_otherwise_is_taken_and_said(photos: Path) -> None:
    result = read(photos, [shape(CELL)], imagePath="A1.jpeg")
    assert [image.path for image in result.images] == [photos / "a1.png"]
    assert [
        (problem.kept, "only one that can be meant" in problem.reason) for problem in result.problems
    ] == [(True, True)]


@pytest.mark.parametrize("said", ["b.png", "..\\far\\b.png", "a1.json", ""])
def test_an_image_in_the_file_is_said_and_taken_out_on_demand(
    photos: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in photos.rglob("*.*"):
        path.unlink()
    embedded = png(np.full((HEIGHT, WIDTH), 7, np.uint8))
    result = read(photos, [shape(CELL)], imagePath=said, imageData=embedded)
    assert result.images == ()
    if said:
        assert "the labelme file itself holds it" in result.problems[0].reason
    command = ["validate", str(photos), "--format", "labelme", "--json"]
    assert cli.main([*command, "--pictures"]) == bool(not said)
    answer = json.loads(capsys.readouterr().out)
    (picture,) = photos.glob("*.png")
    assert picture.name == ("b.png" if "b" in said else "a1.png")
    assert np.asarray(Image.open(picture)).max() == 7
    assert answer["images"] == bool(said)


def test_a_phones_photo_in_the_file_is_taken_out(photos: Path) -> None:
    first, second = (Image.new("RGB", (WIDTH, HEIGHT), color) for color in ("red", "blue"))
    file = io.BytesIO()
    first.save(file, format="MPO", save_all=True, append_images=[second])  # a photo and its preview
    (photos / "a1.png").unlink()
    read(photos, [shape(CELL)], imagePath="a1.jpg", imageData=base64.b64encode(file.getvalue()).decode())
    assert take_out(photos) == ([photos / "a1.jpg"], [])
    assert len(labelme.read(photos).images) == 1


def test_an_image_in_the_file_replaces_no_other(photos: Path) -> None:
    before = (photos / "a1.png").read_bytes()
    read(photos, [shape(CELL)], imageData=png(np.zeros((HEIGHT, WIDTH), np.uint8)))
    assert take_out(photos) == ([], [])
    assert (photos / "a1.png").read_bytes() == before
    read(photos, [shape(CELL)], imageData="no picture at all")
    written, problems = take_out(photos)
    assert (written, len(problems)) == ([], 1)
