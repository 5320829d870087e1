"""What the instance grid is made of: its table, the oddness of an appearance, and crops of images."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.masks import Mask
from annotations.project import Project, overview
from annotations.records import Category, Change, ImageRecord, Instance, Transaction
from app.background import instance_crops
from app.background.instance_crops import SIDE, UNIT, Crop, CropCache, make_crop
from app.document import across_images
from app.document.document import Document
from app.document.image_table import ImageTable
from app.document.instance_table import (
    COLUMNS,
    FEW,
    ImageNames,
    InstanceQuery,
    changed,
    chosen,
    from_rows,
    rows_of,
)
from app.document.oddness import oddness

SIZE = (40, 60)
IMAGES = ImageNames.of(ImageTable([ImageRecord(1, "a/one.png", 60, 40), ImageRecord(2, "b/two.png", 60, 40)]))


def disc(x: int, y: int, radius: int, size: tuple[int, int] = SIZE) -> Mask:
    rows, columns = np.ogrid[: size[0], : size[1]]
    return Mask.from_array((rows - y) ** 2 + (columns - x) ** 2 <= radius**2)


def instance(number: int, image: int = 1, score: float | None = 0.5, radius: int = 3) -> Instance:
    return Instance(number, image, disc(20, 20, radius), 1, "accepted", score=score)


def test_the_table_of_a_project_follows_its_transactions_without_reading_it_again(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40)).save(tmp_path / "a.png")
    with Project.open_folder(tmp_path) as project:
        project.add_images([tmp_path / "a.png"])
        first = [Change.add(Category(1, "cell", (1, 2, 3))), *(Change.add(instance(n)) for n in (1, 2, 4))]
        second = (
            Change.remove(instance(2)),
            Change.add(instance(3, score=None, radius=9)),
            Change.replace(
                instance(4), Instance(4, 1, disc(9, 9, 5), None, "fixed", review="verified", reviewer="A")
            ),
        )
        project.commit(Transaction("first", tuple(first)))
        before = from_rows(overview.instance_facts(project))
        project.commit(Transaction("second", second))
        after = from_rows(overview.instance_facts(project))
    assert changed(before, Transaction("second", second)).tobytes() == after.tobytes()
    assert changed(after, Transaction("", second).inverse()).tobytes() == before.tobytes()
    assert rows_of(after, [4, 2, 3])["id"].tolist() == [4, 3]


def test_to_look_up_an_instance_takes_no_memory_that_grows_with_the_table() -> None:
    table = np.zeros(100_000, COLUMNS)
    table["id"] = np.arange(0, 200_000, 2)
    tracemalloc.start()
    try:
        found = rows_of(table, [40, 41, 199_998, 200_000])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found["id"].tolist() == [40, 199_998]
    assert peak < 50_000
    many = np.arange(0, 2 * FEW, 2)
    assert rows_of(table, np.append(many, 1))["id"].tolist() == many.tolist()


def test_what_has_no_score_comes_last_in_either_order() -> None:
    rows = [(n, 1, 1, score, "", 0, 0, 5, 5) for n, score in ((1, 0.9), (2, None), (3, 0.1))]
    table = from_rows(rows)
    assert chosen(table, InstanceQuery("least sure"), IMAGES).tolist() == [3, 1, 2]
    assert chosen(table, InstanceQuery("most sure"), IMAGES).tolist() == [1, 3, 2]
    assert chosen(table, InstanceQuery("oddest"), IMAGES, {3: 0.5, 2: 2.0}).tolist() == [2, 3, 1]


def test_by_image_they_are_in_the_order_of_the_list_of_images() -> None:
    rows = [(n, image, 1, 0.5, "", 0, 0, 5, 5) for n, image in ((1, 4), (2, 9), (3, 7), (4, 9))]
    images = ImageNames.of(ImageTable([ImageRecord(n, f"{n * 7 % 10}.png", 60, 40) for n in (4, 7, 9)]))
    assert images.ids.tolist() == [9, 4, 7]
    assert chosen(from_rows(rows), InstanceQuery("image"), images).tolist() == [2, 4, 1, 3]


def test_images_are_found_by_all_words_of_a_search() -> None:
    table = from_rows([(1, 1, 1, None, "", 0, 0, 5, 5), (2, 2, 0, None, "needs work", 0, 0, 5, 5)])
    assert chosen(table, InstanceQuery(path="PNG two"), IMAGES).tolist() == [2]
    assert chosen(table, InstanceQuery(category=0, review="needs work"), IMAGES).tolist() == [2]
    assert chosen(table, InstanceQuery(image=1, path="two"), IMAGES).tolist() == []


def test_an_unusual_instance_of_a_category_is_odd_although_others_look_like_it() -> None:
    rng = np.random.default_rng(0)
    dark, bright = rng.normal(0.2, 0.01, (30, 3)), rng.normal(0.8, 0.01, (30, 3))
    features = np.concatenate([dark, bright]).astype(np.float32)
    categories = np.array([1] * 30 + [2] * 30)
    categories[7] = 2  # dark, but called a bright one
    found = oddness(features, categories)
    assert found.argmax() == 7 and found[7] > 3 * np.delete(found, 7).max()
    assert oddness(np.zeros((0, 3), np.float32), np.zeros(0, np.int64)).shape == (0,)
    assert not oddness(np.ones((9, 3), np.float32), np.ones(9, np.int64)).any()


def test_a_crop_shows_the_surroundings_and_its_outline_lies_where_the_mask_is() -> None:
    pixels = np.full((300, 500, 3), 30, np.uint8)
    mask = disc(250, 150, 90, (300, 500))
    pixels[mask.to_array()] = (220, 60, 60)
    crop = make_crop(pixels, mask)
    assert max(crop.size) == SIDE
    (ring,) = crop.rings
    low, high = ring.min(axis=0) / UNIT, ring.max(axis=0) / UNIT
    assert low.min() > 10 and high.max() < SIDE - 10
    assert abs((low + high) / 2 - SIDE / 2).max() < 3
    again = Crop.from_bytes(crop.to_bytes())
    assert again.jpeg == crop.jpeg and again.rings[0].tolist() == ring.tolist()
    assert np.array_equal(again.features, crop.features)
    with pytest.raises(ValueError, match=r"."):
        Crop.from_bytes(crop.to_bytes()[:9])


def test_crops_are_made_once_and_anew_for_another_mask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "a.png")
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (*SIZE, 3), np.uint8)).save(path)

    def stored(mask: Mask) -> tuple[tuple[int, ...], bytes]:
        return (*mask.size, *mask.origin, *mask.shape), mask.counts

    cache = CropCache(str(tmp_path / "cache"), 10**6)
    one, two = stored(disc(20, 20, 5)), stored(disc(1, 1, 4))
    first = cache.crops(path, 10**6, [one, two])
    assert [Crop.from_bytes(content).size for content in first] == [(SIDE, SIDE), (SIDE, SIDE)]
    monkeypatch.setattr(instance_crops, "make_crop", None)  # nothing is made again
    assert CropCache(str(tmp_path / "cache"), 10**6).crops(path, 10**6, [two, one]) == first[::-1]
    monkeypatch.undo()
    assert cache.crops(path, 10**6, [stored(disc(20, 20, 6))]) != first[:1]
    assert cache.crops(str(tmp_path / "missing.png"), 10**6, [one]) == [b""]
    assert cache.crops(path, 10**6, [stored(Mask.empty(SIZE)), stored(disc(5, 5, 3, (41, 60)))]) == [b"", b""]


def test_decisions_about_several_images_are_one_transaction_that_starts_them() -> None:
    categories = [Category(1, "cell", (1, 2, 3)), Category(2, "nucleus", (4, 5, 6))]
    images = [ImageRecord(1, "a.png", 60, 40), ImageRecord(2, "b.png", 60, 40, "done")]
    document = Document(categories, images, {"category": 3})
    both = [instance(1), instance(2, image=2)]
    for each in both:
        document.load(each.image_id, [each], [])
    done = across_images.relabel(document, both, "vessel")
    assert done is not None and done.image_id is None
    document.apply(done)
    assert [i.category_id for i in (document.instance(1), document.instance(2)) if i is not None] == [3, 3]
    assert [image.status for image in document.images()] == ["started", "done"]
    there = [each for number in (1, 2) if (each := document.instance(number)) is not None]
    assert across_images.relabel(document, there, "vessel") is None
    said = across_images.review(document, there, "verified", "Ada")
    assert said is not None
    document.apply(said)
    document.undo()
    document.undo()
    assert [document.instance(number) for number in (1, 2)] == both
