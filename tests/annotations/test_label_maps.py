"""Label maps: one value, one instance."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from annotations.errors import FormatError
from annotations.exporting import dataset_of
from annotations.formats import label_maps, writing
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import guess
from annotations.masks import Mask
from annotations.project import Project
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, reasons


@pytest.fixture
def folder(photos: Path, tmp_path: Path) -> Path:
    """A data set with one image, a1, and two instances with the values 3 and 700."""
    made = tmp_path / "set"
    for name in ("images", "labels"):
        (made / name).mkdir(parents=True)
    (made / "images" / "a1.png").write_bytes((photos / "a1.png").read_bytes())
    labels = np.zeros((30, 40), np.uint16)
    labels[ring().to_array()], labels[20:25, 25:30] = 700, 3
    Image.fromarray(labels).save(made / "labels" / "a1.png")
    return made


def test_each_value_is_an_instance_of_unknown_category(folder: Path) -> None:
    result = label_maps.read(folder)
    assert result.problems == ()
    assert result.categories == ()
    (image,) = result.images
    assert (image.path, image.width, image.height) == (folder / "images" / "a1.png", 40, 30)
    assert [i.mask for i in image.instances] == [square(20, 25, 5), ring()]
    assert {i.category for i in image.instances} == {None}


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.bool_])
def test_maps_of_eight_and_sixteen_bits_and_one_are_read(folder: Path, kind: type) -> None:
    Image.fromarray(square(2, 2, 3).to_array().astype(kind)).save(folder / "labels" / "a1.png")
    assert [i.mask for i in label_maps.read(folder).images[0].instances] == [square(2, 2, 3)]


def test_a_full_column_and_a_full_map_are_read(folder: Path) -> None:
    labels = np.ones((30, 40), np.uint8)
    labels[:, 7] = 2
    Image.fromarray(labels).save(folder / "labels" / "a1.png")
    first, second = label_maps.read(folder).images[0].instances
    assert np.array_equal(second.mask.to_array(), labels == 2)
    assert np.array_equal(first.mask.to_array(), labels == 1)


def test_what_is_wrong_is_named_and_left_out(folder: Path) -> None:
    pixels = Image.new("RGB", (40, 30))
    for stem in ("alone", "colour", "small", "cut"):
        pixels.save(folder / "images" / f"{stem}.png")
    pixels.save(folder / "images" / "alone.jpg")
    photo = np.random.default_rng(1).integers(0, 255, (30, 40, 3), np.uint8)
    Image.fromarray(photo).save(folder / "labels" / "colour.png")
    Image.new("L", (30, 40)).save(folder / "labels" / "small.png")
    Image.new("L", (40, 30)).save(folder / "labels" / "nobody.png")
    (folder / "labels" / "cut.png").write_bytes((folder / "labels" / "a1.png").read_bytes()[:60])
    result = label_maps.read(folder)
    assert [image.path.name for image in result.images] == ["a1.png"]
    reasons = {Path(problem.file).name: problem.reason for problem in result.problems}
    assert "no label map in" in reasons.pop("alone.jpg")
    assert "has the same name" in reasons.pop("alone.png")
    assert "colours, as a photograph does" in reasons.pop("colour.png")
    assert "is 40 x 30 pixels, but its label map is for 30 x 40" in reasons.pop("small.png")
    assert "no image of this name" in reasons.pop("nobody.png")
    assert "damaged" in reasons.pop("cut.png")
    assert reasons == {}


def test_a_folder_without_label_maps_is_refused(photos: Path) -> None:
    with pytest.raises(FormatError, match="not a folder of label maps"):
        label_maps.read(photos)


def test_what_was_written_is_read_back_but_for_what_was_reported(filled: Project, tmp_path: Path) -> None:
    problems = label_maps.write(dataset_of(filled), tmp_path / "out")
    reasons = [problem.reason for problem in problems]
    assert reasons == ["label maps cannot store categories; they were left out", "written as sub_a10"]
    read = label_maps.read(tmp_path / "out")
    assert read.problems == ()
    assert [[i.mask for i in image.instances] for image in read.images] == [
        [i.mask for i in image.instances] for image in dataset_of(filled).images
    ]
    with Image.open(tmp_path / "out" / "labels" / "a1.png") as labels:
        assert labels.mode == "L"


def test_more_than_255_instances_take_sixteen_bits(photos: Path, tmp_path: Path) -> None:
    instances = tuple(AnnotatedInstance(square(n // 40, n % 40, 1), None) for n in range(300))
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    assert label_maps.write(Dataset((image,), ()), tmp_path / "out") == []
    assert label_maps.read(tmp_path / "out").images[0].instances == instances


def test_what_lies_below_another_is_reported_and_crowds_are_left_out(photos: Path, tmp_path: Path) -> None:
    instances = (
        AnnotatedInstance(square(0, 0, 4), None),
        AnnotatedInstance(square(5, 5, 2), None),
        AnnotatedInstance(square(2, 2, 8), None),
        AnnotatedInstance(square(20, 20, 5), None, crowd=True),
    )
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    gone = ImageAnnotations(photos / "gone.png", "gone.png", 40, 30)
    problems = label_maps.write(Dataset((image, gone), ()), tmp_path / "out")
    assert [problem.reason.partition(str(photos))[0] for problem in problems] == [
        "label maps cannot store crowds; 1 left out",
        "instances overlap: 1 lost the part under another, 1 are completely covered",
        "its file ",
    ]


def test_images_of_one_name_in_several_folders_do_not_overwrite_each_other(
    photos: Path, tmp_path: Path
) -> None:
    mask = Mask.from_array(np.eye(30, 40))
    images = tuple(
        ImageAnnotations(photos / "a1.png", name, 40, 30, (AnnotatedInstance(mask, None),))
        for name in ("a/b.png", "a_b.png", "A_B.png")
    )
    label_maps.write(Dataset(images, ()), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out" / "images").iterdir())
    assert names == ["A_B-3.png", "a_b-2.png", "a_b.png"]


def test_a_folder_with_something_in_it_is_left_alone(filled: Project, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="new or empty folder"):
        label_maps.write(dataset_of(filled), photos)
    (tmp_path / "empty").mkdir()
    label_maps.write(dataset_of(filled), tmp_path / "empty")
    assert (tmp_path / "empty" / "labels" / "a1.png").exists()


def test_a_full_disk_leaves_no_half_written_folder(filled: Project, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(2**20 - 12_000))
    with pytest.raises(FormatError, match="the disk is full"):
        label_maps.write(dataset_of(filled), small_disk / "out")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


TWO = np.zeros((30, 40), np.uint16)
TWO[2:6, 3:9], TWO[20:25, 25:30] = 1, 2


@pytest.mark.parametrize(
    ("image", "label"),
    [
        ("images/n1.tif", "labels/n1.tif"),
        ("images/n1.TIF", "labels/n1.PNG"),
        ("Images/n1.png", "Labels/N1.tiff"),
        ("images/n1.jpg", "masks/n1.tif"),
        ("images/train/n1.png", "labels/train/n1.png"),
        ("train/images/n1.png", "train/masks/n1.tif"),
        ("n1.tif", "n1_cp_masks.png"),
        ("n1.tif", "n1_cp_masks.tif"),
        ("sub/n1.png", "sub/n1_masks.tif"),
        ("n1_img.tif", "n1_masks.tif"),
    ],
)
def test_label_maps_are_found_as_programs_lay_them_out(tmp_path: Path, image: str, label: str) -> None:
    for name, values in ((image, np.zeros((30, 40), np.uint8)), (label, TWO)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(values).save(tmp_path / name)
    read = label_maps.read(tmp_path)
    assert read.problems == ()
    assert [i.mask.area for i in read.images[0].instances] == [24, 25]
    assert read.images[0].part == ("train" if "train" in image else "")
    if "sub" not in image:
        assert guess(tmp_path) == "label-maps"


def test_two_sides_are_told_apart_and_their_images_may_have_one_name(tmp_path: Path) -> None:
    for side in ("train", "test"):
        for name, values in (("images", np.zeros((30, 40), np.uint8)), ("masks", TWO)):
            (tmp_path / side / name).mkdir(parents=True)
            for number in range(2):
                Image.fromarray(values).save(tmp_path / side / name / f"{number}.tif")
    assert guess(tmp_path) == "label-maps"
    read = label_maps.read(tmp_path)
    assert read.problems == ()
    assert [(image.name, image.part) for image in read.images] == [
        ("test/0.tif", "test"),
        ("test/1.tif", "test"),
        ("train/0.tif", "train"),
        ("train/1.tif", "train"),
    ]


@pytest.mark.parametrize(
    ("files", "names", "left"),
    [
        (
            ["train/images/a.png", "train/masks/a.png", "val/images/b.png", "val/gt/b.png"],
            ["train/a.png"],
            ["val"],
        ),
        (
            ["train/a.png", "train/a_masks.png", "val/images/a.png", "val/masks/a.png"],
            ["val/a.png", "train/a.png"],
            [],
        ),
        (
            [
                "fold1/images/a.png",
                "fold1/masks/a.png",
                "fold2/images/a.png",
                "fold2/masks/a.png",
                "images/a.png",
            ],
            ["fold1/a.png", "fold2/a.png"],
            ["images"],
        ),
        (["images/a.png", "labels/a.png", "masks/a.png"], ["a.png"], ["masks"]),
        (["train/images/a.png", "train/labels/a.png", "train/masks/a.png"], ["train/a.png"], ["masks"]),
        (["images/a.png", "labels/a.png", "notes/a.txt"], ["a.png"], []),
        (["images/a.png", "labels/a.txt", "masks/a.png"], ["a.png"], []),
    ],
)
def test_each_folder_is_read_by_its_own_layout_or_said(
    tmp_path: Path, files: list[str], names: list[str], left: list[str]
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".txt"):
            (tmp_path / name).touch()
        else:
            Image.fromarray(TWO.astype(np.uint8)).save(tmp_path / name)
    read = label_maps.read(tmp_path)
    assert [image.name for image in read.images] == names
    assert list(reasons(read)) == left
    assert all("are not used" in reason for reason in reasons(read).values())


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int16, np.uint32, np.int32, np.uint64, np.float32])
@pytest.mark.parametrize("compression", [None, "zlib"])
def test_label_maps_in_tiff_may_be_of_any_depth(tmp_path: Path, kind: type, compression: str | None) -> None:
    for name in ("images", "labels"):
        (tmp_path / name).mkdir()
    Image.new("L", (40, 30)).save(tmp_path / "images/a.png")
    values = TWO.astype(kind)
    if np.issubdtype(kind, np.signedinteger):
        values[0, 0] = -1  # as some programs mark what is to be ignored
    tifffile.imwrite(tmp_path / "labels/a.tif", values, compression=compression)
    read = label_maps.read(tmp_path)
    assert read.problems == ()
    assert [i.mask.area for i in read.images[0].instances] == [24, 25]


def test_each_colour_of_a_coloured_map_is_an_instance(folder: Path) -> None:
    colours = np.array([[0, 0, 0, 255], [255, 0, 0, 255], [0, 9, 0, 255], [7, 7, 7, 0]], np.uint8)
    values = TWO.copy()
    values[28:, :] = 3  # transparent
    Image.fromarray(colours[values]).save(folder / "labels" / "a1.png")
    read = label_maps.read(folder)
    assert read.problems == ()
    assert sorted(i.mask.area for i in read.images[0].instances) == [24, 25]


def test_files_that_hold_no_label_maps_are_said(folder: Path) -> None:
    for name in ("b.jpg", "b.jpe", "b.JFIF"):
        Image.fromarray(TWO.astype(np.uint8)).save(folder / "labels" / name)
    np.save(folder / "labels" / "c.npy", TWO)
    tifffile.imwrite(folder / "labels" / "d.tif", TWO.astype(np.float32) / 2)
    Image.new("L", (40, 30)).save(folder / "images" / "d.png")
    reasons = {Path(problem.file).name: problem.reason for problem in label_maps.read(folder).problems}
    for name in ("b.jpg", "b.jpe", "b.JFIF"):
        assert "JPEG cannot hold label maps" in reasons[name]
    assert "NumPy" in reasons["c.npy"]
    assert "not whole numbers" in reasons["d.tif"]


def test_a_folder_with_nothing_in_its_folders_is_said(tmp_path: Path) -> None:
    for name in ("images", "labels"):
        (tmp_path / name).mkdir()
    (problem,) = label_maps.read(tmp_path).problems
    assert "no annotated image" in problem.reason


@pytest.mark.parametrize(
    ("files", "format_name"), [("a.json", "labelme"), ("a.txt", "yolo"), ("a.png", "label-maps")]
)
def test_the_format_is_guessed_by_what_lies_in_labels(tmp_path: Path, files: str, format_name: str) -> None:
    for name in ("images", "labels"):
        (tmp_path / name).mkdir()
    Image.new("L", (40, 30)).save(tmp_path / "images/a.png")
    if files.endswith("png"):
        Image.fromarray(TWO).save(tmp_path / "labels" / files)
    else:
        (tmp_path / "labels" / files).write_text("{}")
    assert guess(tmp_path) == format_name


@pytest.mark.parametrize("folder_name", ["", "train", "Test"])
@pytest.mark.parametrize("name", ["a_masks.png", "a_cp_masks.tif", "a_seg.npy"])
def test_maps_beside_images_are_recognised_also_in_the_folders_of_sides(
    tmp_path: Path, folder_name: str, name: str
) -> None:
    photo(tmp_path / folder_name / "a.png")
    assert guess(tmp_path) is None
    (tmp_path / folder_name / name).touch()
    assert guess(tmp_path) == "label-maps"


def test_of_a_stack_of_label_maps_the_first_is_read_and_that_is_said(folder: Path) -> None:
    (folder / "labels/a1.png").unlink()
    tifffile.imwrite(folder / "labels/a1.tif", np.stack([TWO, TWO, TWO]), photometric="minisblack")
    read = label_maps.read(folder)
    assert len(read.images[0].instances) == 2
    assert [(problem.kept, "Image 1 of 3" in problem.reason) for problem in read.problems] == [(True, True)]


def cellpose_file(path: Path, masks: Any, protocol: int = 4) -> None:
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (), }".ljust(117) + b"\n"
    array = np.array({"filename": "a.png", "masks": masks, "diameter": np.float64(3)}, dtype=object)
    content = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
    path.write_bytes(content + pickle.dumps(array, protocol=protocol))


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.uint32, np.int32, np.int64, ">u2"])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("protocol", [3, 4])
def test_the_map_in_cellposes_own_file_is_read(tmp_path: Path, kind: Any, order: Any, protocol: int) -> None:
    photo(tmp_path / "a.png")
    labels = np.zeros((HEIGHT, WIDTH), kind, order)
    labels[4:9, 3:8] = 1
    labels[20:25, 30:39] = 2
    cellpose_file(tmp_path / "a_seg.npy", labels, protocol)
    result = label_maps.read(tmp_path)
    assert result.problems == ()
    assert [mask.to_array().tolist() for mask in masks(result)] == [(labels == n).tolist() for n in (1, 2)]


class Bad:
    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("ran"),)


@pytest.mark.parametrize(
    "content",
    [
        Bad(),
        None,
        [1, 2],
        np.zeros((2, HEIGHT, WIDTH), np.uint16),
        np.zeros((HEIGHT, WIDTH), np.float32),
        np.zeros((HEIGHT, WIDTH), object),
        np.zeros((HEIGHT, WIDTH), [("a", "u2")]),
    ],
)
def test_a_file_of_cellposes_without_a_map_is_said_and_nothing_in_it_is_run(
    tmp_path: Path, content: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    photo(tmp_path / "a.png")
    cellpose_file(tmp_path / "a_seg.npy", content)
    result = label_maps.read(tmp_path)
    assert not result.images
    assert reasons(result) == {"a_seg.npy": "it is not a file of cellpose's with a two-dimensional label map"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a_seg.npy"]


def test_a_file_of_cellposes_may_be_cut_anywhere_or_have_any_byte_changed(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    file = tmp_path / "a_seg.npy"
    cellpose_file(file, np.ones((HEIGHT, WIDTH), np.uint8))
    content = file.read_bytes()
    places = [*range(400), *range(len(content) - 200, len(content))]
    for place in places:
        for changed in (content[:place], content[:place] + b"\xff" + content[place + 1 :]):
            file.write_bytes(changed)
            result = label_maps.read(tmp_path)
            assert len(result.images) + len(result.problems) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_folder_linked_to_outside_is_said_and_not_looked_into(tmp_path: Path) -> None:
    root = tmp_path / "set"
    for folder in ("images", "labels"):
        (root / folder).mkdir(parents=True)
    Image.new("RGB", (9, 8)).save(root / "images/a.png")
    Image.new("L", (9, 8)).save(root / "labels/a.png")
    Image.new("L", (9, 8)).save(tmp_path / "outside.png")
    (root / "more").symlink_to(tmp_path)
    (root / "masks").symlink_to(tmp_path)
    read = label_maps.read(root)
    assert [image.name for image in read.images] == ["a.png"]
    assert [(Path(p.file).name, "link to outside" in str(p.reason)) for p in read.problems] == [
        ("masks", True),
        ("more", True),
    ]


@pytest.mark.parametrize("options", [{"cellpose": True}, {"tiff": True}, {"cellpose": True, "tiff": True}])
def test_label_maps_are_written_as_cellpose_and_fiji_read_them(
    photos: Path, tmp_path: Path, options: dict[str, bool]
) -> None:
    image = ImageAnnotations(
        photos / "a1.png", "b/a1_masks.png", WIDTH, HEIGHT, (AnnotatedInstance(ring(), None),)
    )
    plain = replace(image, name="a2.png")
    label_maps.write(Dataset((image, plain), ()), tmp_path / "out", **options)
    suffix = "tif" if "tiff" in options else "png"
    names = {"b_a1_masks-image", "a2"} if "cellpose" in options else {"b_a1_masks", "a2"}
    place = "{}_cp_masks" if "cellpose" in options else "labels/{}"
    for name in names:
        path = tmp_path / "out" / f"{place.format(name)}.{suffix}"
        values = tifffile.imread(path) if suffix == "tif" else np.asarray(Image.open(path))
        assert values.dtype == (np.int32 if suffix == "tif" else np.uint8)
        assert np.array_equal(values, ring().to_array())
    read = label_maps.read(tmp_path / "out")
    assert (read.problems, len(read.images)) == ((), 2)
    assert guess(tmp_path / "out") == "label-maps"


def test_a_map_of_32_bits_holds_more_instances_than_one_of_16(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_maps, "MOST_INSTANCES", 3)  # in place of 65535, which would take long
    monkeypatch.setattr(writing, "MOST_OF_16_BITS", 3)
    dataset = one_image(photos, *(AnnotatedInstance(square(6 * place, 3, 4), None) for place in range(4)))
    (problem,) = label_maps.write(dataset, tmp_path / "png")
    assert problem.left_out == 1
    assert label_maps.write(dataset, tmp_path / "tiff", tiff=True) == []
    assert np.unique(tifffile.imread(tmp_path / "tiff/labels/a1.tif")).tolist() == [0, 1, 2, 3, 4]
