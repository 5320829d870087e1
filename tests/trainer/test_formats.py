"""Each format of the table trains one epoch and is evaluated, on files in the layout that its data sets have."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_mask
from scipy.io import savemat

from annotations.formats.cityscapes_labels import OFFICIAL
from annotations.formats.voc_labels import OWN_CATEGORIES, palette
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from rsis_model.checkpoint import load_checkpoint
from rsis_model.predictor import Predictor
from tests.annotations import layouts
from tests.annotations.layouts import Layout
from tests.trainer.conftest import PLAIN
from trainer.config import load_preset
from trainer.data.sources import guess_format, own_side, read_samples, readable, without
from trainer.evaluation.evaluate import evaluate
from trainer.run.folder import RunFolder
from trainer.training.loop import train

SIZE = 48
COUNT = 4
OBJECTS = 3


def picture(number: int) -> tuple[np.ndarray, np.ndarray]:
    """An image of three bright disks, and its map of instance numbers."""
    rng = np.random.default_rng(number)
    labels = np.zeros((SIZE, SIZE), np.uint8)
    for n, (x, y) in enumerate(((12, 12), (34, 14), (20, 36)), 1):
        cv2.circle(labels, (x + int(rng.integers(-2, 3)), y), 7, n, -1)
    image = np.where(labels[..., None] > 0, 200, 30) + rng.integers(0, 20, (SIZE, SIZE, 3))
    return image.astype(np.uint8), labels


def save(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(values)).save(path)


def save_palette(path: Path, values: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(values, mode=None).convert("P")
    image.frombytes(values.tobytes())
    image.putpalette(palette().tobytes())
    image.save(path)


def text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def rings(labels: np.ndarray) -> list[np.ndarray]:
    """The outline of each instance, (K, 2) x, y."""
    found = []
    for n in range(1, OBJECTS + 1):
        contours, _ = cv2.findContours(
            (labels == n).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
        )
        found.append(contours[0][:, 0])
    return found


def coco(root: Path) -> Path:
    images, annotations = [], []
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / "images" / f"{i:012}.jpg", pixels)
        images.append({"id": 100 + i, "file_name": f"{i:012}.jpg", "height": SIZE, "width": SIZE})
        for n in range(1, OBJECTS + 1):
            code = coco_mask.encode(np.asfortranarray((labels == n).astype(np.uint8)))
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": 100 + i,
                    "category_id": 18 if n == 1 else 44,
                    "segmentation": {"size": code["size"], "counts": code["counts"].decode()},
                    "area": int((labels == n).sum()),
                    "bbox": coco_mask.toBbox(code).tolist(),
                    "iscrowd": int(n == 3),
                }
            )
    names = [{"id": 18, "name": "dog"}, {"id": 44, "name": "bottle"}]
    text(
        root / "instances.json",
        json.dumps({"images": images, "annotations": annotations, "categories": names}),
    )
    return root / "instances.json"


def cityscapes(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        core = f"aachen_{i:06}_000019"
        save(root / "leftImg8bit" / "train" / "aachen" / f"{core}_leftImg8bit.png", pixels)
        corners = [[0, 0], [SIZE - 1, 0], [SIZE - 1, SIZE - 1], [0, SIZE - 1]]
        objects: list[dict[str, Any]] = [{"label": "road", "polygon": corners}]
        for name, ring in zip(("car", "cargroup", "trailer"), rings(labels), strict=True):
            objects.append({"label": name, "polygon": ring.tolist()})
        content = {"imgHeight": SIZE, "imgWidth": SIZE, "objects": objects}
        text(root / "gtFine" / "train" / "aachen" / f"{core}_gtFine_polygons.json", json.dumps(content))
    return root


def voc(root: Path) -> Path:
    names = []
    for i in range(COUNT):
        pixels, labels = picture(i)
        name = f"2007_{i:06}"
        names.append(name)
        save(root / "JPEGImages" / f"{name}.jpg", pixels)
        border = cv2.dilate(labels, np.ones((3, 3), np.uint8)) - labels
        objects, classes = (
            labels.copy(),
            np.where(labels == 1, 15, np.where(labels > 0, 7, 0)).astype(np.uint8),
        )
        objects[border > 0] = classes[border > 0] = 255
        save_palette(root / "SegmentationObject" / f"{name}.png", objects)
        save_palette(root / "SegmentationClass" / f"{name}.png", classes)
    text(root / "ImageSets" / "Segmentation" / "train.txt", "\n".join(names[:3]) + "\n")
    text(root / "ImageSets" / "Segmentation" / "val.txt", names[3] + "\n")
    return root


def sbd(root: Path) -> Path:
    dataset = root / "benchmark_RELEASE" / "dataset"
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(dataset / "img" / f"2007_{i:06}.jpg", pixels)
        (dataset / "cls").mkdir(exist_ok=True)
        (dataset / "inst").mkdir(exist_ok=True)
        record = {
            "Segmentation": labels,
            "Boundaries": np.zeros((OBJECTS, 1), object),
            "Categories": np.array([[15], [7], [7]], np.uint8),
        }
        savemat(dataset / "inst" / f"2007_{i:06}.mat", {"GTinst": record})
    return root / "benchmark_RELEASE"


def cvppp(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / "A1" / f"plant{i:03}_rgb.png", pixels)
        save(root / "A1" / f"plant{i:03}_label.png", labels)
        save(root / "A1" / f"plant{i:03}_fg.png", (labels > 0).astype(np.uint8))
    return root


def labelme(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / f"p{i}.png", pixels)
        shapes = [
            {"label": "cell", "points": ring.tolist(), "group_id": None, "shape_type": "polygon", "flags": {}}
            for ring in rings(labels)
        ]
        content = {"version": "5.4.1", "flags": {}, "shapes": shapes, "imagePath": f"p{i}.png"}
        content |= {"imageData": None, "imageHeight": SIZE, "imageWidth": SIZE}
        text(root / f"p{i}.json", json.dumps(content))
    return root


def yolo(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / "images" / "train" / f"{i}.png", pixels)
        lines = [
            f"{n % 2} " + " ".join(f"{v / SIZE:.6f}" for v in r.ravel()) for n, r in enumerate(rings(labels))
        ]
        text(root / "labels" / "train" / f"{i}.txt", "\n".join(lines) + "\n")
    text(
        root / "data.yaml",
        "path: .\ntrain: images/train\nval: images/train\nnames:\n  0: cell\n  1: bubble\n",
    )
    return root


def label_maps(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / "images" / f"{i}.png", pixels)
        save(root / "labels" / f"{i}.png", labels.astype(np.uint16))
    return root


def mask_folders(root: Path) -> Path:
    for i in range(COUNT):
        pixels, labels = picture(i)
        save(root / f"id{i}" / "images" / f"id{i}.png", pixels)
        for n in range(1, OBJECTS + 1):
            save(root / f"id{i}" / "masks" / f"{n}.png", ((labels == n) * 255).astype(np.uint8))
    return root


def project(root: Path) -> Path:
    for i in range(COUNT):
        save(root / f"{i}.png", picture(i)[0])
    with Project.open_folder(root) as made:
        changes = [Change.add(Category(1, "cell", (9, 9, 9)))]
        for i, image in enumerate(made.add_images(sorted(root.glob("*.png"))).images):
            labels = picture(i)[1]
            changes.append(Change.replace(image, dataclasses.replace(image, status="done")))
            for n in range(1, OBJECTS + 1):
                mask = Mask.from_array(labels == n)
                changes.append(Change.add(Instance(i * OBJECTS + n, image.id, mask, 1, "drawn")))
        made.commit(Transaction("draw", tuple(changes)))
        return made.path


LAYOUTS: dict[str, Callable[[Path], Path]] = {
    "coco": coco,
    "cityscapes": cityscapes,
    "voc": voc,
    "sbd": sbd,
    "cvppp": cvppp,
    "labelme": labelme,
    "yolo": yolo,
    "label-maps": label_maps,
    "mask-folders": mask_folders,
    "project": project,
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_data_set_in_its_real_layout_trains_one_epoch_and_is_evaluated(name: str, tmp_path: Path) -> None:
    source = LAYOUTS[name](tmp_path / "data")
    assert guess_format(source) == name
    data = read_samples(source, None, None)
    assert data.problems == ()
    samples, problems = readable(data.samples, kinds=False)
    assert problems == []
    assert len(samples) == COUNT
    model = dataclasses.replace(PLAIN.model, categories=data.categories)
    config = dataclasses.replace(PLAIN, model=model, curriculum=False, iterations=COUNT, batch=1)
    run = RunFolder(tmp_path / "run")
    train(config, samples, (), run, lambda figures: "card")
    predictor = Predictor(load_checkpoint(run.checkpoint), "cpu")
    result = evaluate(predictor, dataclasses.replace(data, samples=samples[:2]))
    assert result["images"] == 2
    assert set(result["per_category"]) == set(data.categories)  # type: ignore[call-overload]


def test_cityscapes_areas_are_background_and_what_its_benchmark_ignores_is_ignored(tmp_path: Path) -> None:
    data = read_samples(cityscapes(tmp_path), None, load_preset("cityscapes").model.categories)
    sample = data.samples[0]
    assert [data.categories[c] if c >= 0 else None for c in sample.categories] == ["car", "car", None]
    assert sample.crowd == (False, True, True)
    assert data.problems == ()


def test_vocs_lists_choose_images_and_sbd_is_trained_on_without_those_validated_on(tmp_path: Path) -> None:
    voc(tmp_path / "VOC2012")
    listed = read_samples(tmp_path / "VOC2012" / "ImageSets" / "Segmentation" / "val.txt", None, None)
    assert [s.path.stem for s in listed.samples] == ["2007_000003"]
    extra = read_samples(sbd(tmp_path / "sbd"), None, OWN_CATEGORIES)
    assert extra.format == "sbd"
    assert [OWN_CATEGORIES[c] for c in extra.samples[0].categories] == ["person", "car", "car"]
    kept = without(extra.samples, listed.samples, by_name=True)
    assert [s.path.stem for s in kept] == [f"2007_{i:06}" for i in range(3)]
    (tmp_path / "sbd" / "benchmark_RELEASE" / "dataset" / "inst" / "2007_000000.mat").write_bytes(
        b"MATLAB 5.0"
    )
    hurt = read_samples(tmp_path / "sbd" / "benchmark_RELEASE", "sbd", OWN_CATEGORIES)
    assert len(hurt.samples) == COUNT - 1
    assert "2007_000000.mat" in hurt.problems[0].file


@pytest.mark.parametrize(
    "layout", [layout for layout in layouts.LAYOUTS if layout.format in ("cityscapes", "voc")]
)
def test_the_sides_of_cityscapes_and_voc_are_their_own(layout: Layout, tmp_path: Path) -> None:
    layout.write(tmp_path)
    data = read_samples(tmp_path, None, None)
    assert data.sides == {"train", "val"}
    assert len(own_side(data, "val").samples) == 1


def test_a_list_of_names_is_itself_the_choice_of_a_side(tmp_path: Path) -> None:
    layout = next(layout for layout in layouts.LAYOUTS if layout.format == "voc")
    layout.write(tmp_path)
    for name, count in (("train", 3), ("val", 1), ("trainval", 4)):
        data = read_samples(tmp_path / f"ImageSets/Segmentation/{name}.txt", None, None)
        assert (len(data.samples), data.sides) == (count, frozenset())


def test_a_list_may_name_images_with_spaces(tmp_path: Path) -> None:
    voc(tmp_path)
    for file in [*tmp_path.glob("*/2007_000001.*"), *tmp_path.glob("*/2007_000002.*")]:
        file.rename(file.with_name(file.name.replace("2007_", "my photo ")))
    names = tmp_path / "ImageSets/Segmentation/val.txt"
    text(names, "my photo 000001\n2007_000000 -1\n2007_000003.jpg 1\n")
    data = read_samples(names, None, None)
    assert [s.path.stem for s in data.samples] == ["2007_000000", "2007_000003", "my photo 000001"]


@pytest.mark.parametrize("source", ["", "train.txt"])
def test_an_image_that_the_data_says_nothing_of_is_left_out_and_named(tmp_path: Path, source: str) -> None:
    yolo(tmp_path)
    save(tmp_path / "images/train/b.png", picture(9)[0])
    text(tmp_path / "train.txt", "".join(f"images/train/{name}.png\n" for name in (0, 1, 2, 3, "b")))
    data = read_samples(tmp_path / source, None, None)
    assert [sample.path.name for sample in data.samples] == [f"{n}.png" for n in range(COUNT)]
    (problem,) = data.problems
    assert problem.file.endswith("b.png") and "nothing says what is in it" in problem.reason


@pytest.mark.parametrize(
    ("preset", "size", "categories"),
    [
        ("pascal-voc", (256, 256), OWN_CATEGORIES),
        ("cvppp", (500, 500), ("leaf",)),
        (
            "cityscapes",
            (256, 512),
            tuple(label.name for label in OFFICIAL if label.has_instances and label.number not in (29, 30)),
        ),
    ],
)
def test_presets_have_the_papers_sizes_and_the_benchmarks_classes(
    preset: str, size: tuple[int, int], categories: tuple[str, ...]
) -> None:
    model = load_preset(preset).model
    assert (model.input.mode, model.input.size) == ("stretch", size)
    assert model.categories == categories
    assert (model.encoder, model.width, model.layers, model.guidance) == ("resnet101", 128, 5, False)
