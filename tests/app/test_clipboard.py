"""What is copied is pasted at its place, with its category, into images and projects of any kind."""

from __future__ import annotations

import pytest

from annotations.masks import Mask
from annotations.records import Category, ImageRecord, Instance
from app.document.clipboard import copied, paste
from app.document.document import Document
from tests.annotations.conftest import square

LARGE, SMALL = ImageRecord(1, "a.png", 40, 30), ImageRecord(2, "b.png", 10, 8)


def document(*categories: Category) -> Document:
    made = Document(categories, (LARGE, SMALL), {"category": 10, "image": 3, "instance": 20, "step": 30})
    for image in (LARGE, SMALL):
        made.load(image.id, (), ())
    return made


def instance(number: int, mask: Mask, category: int | None) -> Instance:
    return Instance(number, 1, mask, category, "drawn", z=5 - number, note="n", attributes=(("a", "b"),))


def test_a_new_project_gets_the_category_once_and_the_order_stays() -> None:
    given = document(Category(1, "leaf", (1, 2, 3)))
    contents = copied(given, [instance(1, square(2, 3, 4), 1), instance(2, square(4, 5, 4), 1)])
    other = document()
    other.apply(paste(other, 1, contents, 3))
    assert [category.name for category in other.categories()] == ["leaf"]
    assert [i.mask for i in other.instances(1)] == [square(4, 5, 4), square(2, 3, 4)]
    assert {(i.note, i.attributes) for i in other.instances(1)} == {("n", (("a", "b"),))}
    other.undo()
    assert other.categories() == []


def test_in_a_smaller_image_masks_are_cut_off_and_those_outside_left_out() -> None:
    given = document()
    contents = copied(given, [instance(1, square(6, 6, 6), None), instance(2, square(20, 20, 4), None)])
    given.apply(paste(given, 2, contents, 3))
    (made,) = given.instances(2)
    assert made.mask.bbox == (6, 6, 10, 8)
    assert made.mask.size == (8, 10)
    with pytest.raises(ValueError, match="outside this image"):
        paste(given, 2, contents[:1], 3)
