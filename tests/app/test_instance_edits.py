"""Several instances at once: each act is one transaction, and undone it leaves the document as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.label_sets import BUNDLED, bundled
from annotations.masks import Mask
from annotations.masks.edits import intersect
from annotations.masks.morphology import grow, shift
from annotations.records import Attribute, Category, Change, ImageRecord, Instance, Transaction
from app.document import attributes, decisions, instance_edits
from app.document.document import Document
from app.document.marks import Marks

SIZE = (40, 60)


def square(x: int, y: int, side: int = 10) -> Mask:
    return Mask.from_patch(np.ones((side, side), bool), (y, x), SIZE)


def document(*masks: Mask) -> Document:
    """One image with the masks as instances 1, 2, … from the back to the front; the first two are cells."""
    found = Document(
        (Category(1, "cell", (255, 0, 0)),),
        (ImageRecord(1, "a.png", SIZE[1], SIZE[0], "started"),),
        {"instance": len(masks) + 1, "step": 1, "category": 2},
    )
    instances = [
        Instance(n, 1, mask, 1 if n < 3 else None, "imported", z=n - 1) for n, mask in enumerate(masks, 1)
    ]
    found.load(1, instances, ())
    return found


def state(given: Document) -> list[Instance]:
    return given.instances(1)


def applied(given: Document, transaction: Transaction | None) -> list[Instance]:
    """The instances after it; that undo brings everything back is checked on the way."""
    assert transaction is not None
    before = (state(given), given.steps(1), given.categories())
    given.apply(transaction)
    after = (state(given), given.steps(1), given.categories())
    given.undo()
    assert (state(given), given.steps(1), given.categories()) == before
    given.redo()
    assert (state(given), given.steps(1), given.categories()) == after
    return state(given)


def test_union_makes_one_of_all_and_keeps_the_first() -> None:
    given = document(square(0, 0), square(20, 0), square(40, 0))
    (left,) = applied(given, instance_edits.unite(given, [given.instances(1)[i] for i in (1, 0, 2)]))
    assert left.id == 2
    assert left.mask.area == 300
    assert left.source == "fixed"


def test_union_keeps_the_track_that_only_another_has() -> None:
    given = document(square(0, 0), square(20, 0), square(40, 0))
    first, second, third = state(given)
    set_track = replace(second, track=7)
    given.apply(
        Transaction("", (Change.replace(second, set_track), Change.replace(third, replace(third, track=8))))
    )
    (left,) = applied(given, instance_edits.unite(given, state(given)))
    assert (left.id, left.track) == (first.id, 7)


def test_subtracting_and_intersecting_leave_the_others_alone() -> None:
    given = document(square(0, 0), square(5, 0))
    first, second = state(given)
    after = applied(given, instance_edits.subtract_others(given, [first, second]))
    assert [i.mask.area for i in after] == [50, 100]
    given = document(square(0, 0), square(5, 0))
    after = applied(given, instance_edits.intersect_others(given, state(given)))
    assert [i.mask.area for i in after] == [50, 100]


def test_what_would_leave_nothing_is_refused_by_name() -> None:
    given = document(square(0, 0), square(0, 0, 20))
    with pytest.raises(ValueError, match="left of the instance “cell”"):
        instance_edits.subtract_others(given, state(given))
    with pytest.raises(ValueError, match="Select two"):
        instance_edits.unite(given, state(given)[:1])


def test_parts_become_instances_of_their_own_with_what_is_known_of_the_whole() -> None:
    given = document(Mask.from_array(square(0, 0).to_array() | square(30, 5, 4).to_array()))
    whole = replace(state(given)[0], note="odd", attributes=(("occluded", "true"),))
    given.apply(Transaction("Note", (decisions.change(state(given)[0], whole),), 1))
    after = applied(given, instance_edits.split(given, whole))
    assert [i.mask for i in after] == [square(0, 0), square(30, 5, 4)]
    assert [(i.category_id, i.note, i.attributes) for i in after] == [(1, "odd", (("occluded", "true"),))] * 2
    with pytest.raises(ValueError, match="one part"):
        instance_edits.split(given, after[0])


def test_copies_lie_on_top_and_are_drawn() -> None:
    given = document(square(0, 0), square(20, 0))
    after = applied(given, instance_edits.duplicate(given, state(given), 3, 4))
    assert [i.mask for i in after[2:]] == [square(3, 4), square(23, 4)]
    assert [i.source for i in after[2:]] == ["drawn", "drawn"]
    with pytest.raises(ValueError, match="outside the image"):
        instance_edits.duplicate(given, state(given), 100, 0)


@pytest.mark.parametrize(
    ("place", "expected"),
    [("front", [1, 4, 2, 3]), ("forward", [1, 4, 2, 3]), ("backward", [2, 3, 1, 4]), ("back", [2, 3, 1, 4])],
)
def test_instances_change_places_and_keep_their_own_order(
    place: instance_edits.Place, expected: list[int]
) -> None:
    given = document(*(square(i * 10, 0, 5) for i in range(4)))
    after = applied(given, instance_edits.reorder(given, 1, {2, 3}, place))
    assert [i.id for i in after] == expected
    assert [i.z for i in after] == [0, 1, 2, 3]


def test_what_is_in_front_already_stays() -> None:
    given = document(square(0, 0), square(20, 0))
    assert instance_edits.reorder(given, 1, {2}, "front") is None
    assert instance_edits.reorder(given, 1, {1, 2}, "forward") is None


def test_several_get_a_category_that_is_made_once() -> None:
    given = document(square(0, 0), square(20, 0), square(40, 0))
    after = applied(given, instance_edits.relabel_all(given, state(given), "nucleus"))
    assert [c.name for c in given.categories()] == ["cell", "nucleus"]
    assert {i.category_id for i in after} == {2}


def test_flags_notes_and_attributes_are_set_and_taken_away() -> None:
    given = document(square(0, 0), square(20, 0))
    after = applied(
        given, instance_edits.describe(given, state(given), attributes={"occluded": "true", "age": "3"})
    )
    assert [i.attributes for i in after] == [(("age", "3"), ("occluded", "true"))] * 2
    after = applied(given, instance_edits.describe(given, after[:1], crowd=True, attributes={"occluded": ""}))
    assert (after[0].crowd, after[0].attributes) == (True, (("age", "3"),))
    assert instance_edits.describe(given, after[:1], note="") is None


def test_deleting_several_is_one_act() -> None:
    given = document(square(0, 0), square(20, 0), square(40, 0))
    assert [i.id for i in applied(given, instance_edits.delete_all(given, state(given)[:2]))] == [3]


def drawing(mask: Mask) -> Callable[[Document], Transaction]:
    return lambda given: decisions.draw(given, 1, mask, None, "Draw")


def test_with_no_overlap_what_is_drawn_gives_way() -> None:
    given = document(square(0, 0), square(20, 0))
    transaction = instance_edits.without_overlap(given, drawing(square(5, 0))(given), "protect", set())
    after = applied(given, transaction)
    assert after[-1].mask.area == 50
    assert [i.mask for i in after[:2]] == [square(0, 0), square(20, 0)]
    with pytest.raises(ValueError, match="overlap is off"):
        instance_edits.without_overlap(given, drawing(square(2, 2, 4))(given), "protect", set())


def test_or_the_others_give_way_unless_they_are_locked() -> None:
    given = document(square(0, 0), square(15, 0))
    transaction = instance_edits.without_overlap(given, drawing(square(5, 0, 15))(given), "take", {2})
    after = applied(given, transaction)
    assert [i.mask.area for i in after] == [50, 100, 15 * 15 - 50]
    with pytest.raises(ValueError, match="completely cover the instance “cell”"):
        instance_edits.without_overlap(given, drawing(square(0, 0, 12))(given), "take", set())


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), min_size=1, max_size=4),
    st.tuples(st.integers(0, 45), st.integers(0, 25), st.integers(1, 25)),
    st.sampled_from(["protect", "take"]),
    st.sets(st.integers(1, 4)),
)
def test_after_an_act_without_overlap_the_drawn_mask_overlaps_nothing(
    places: list[tuple[int, int]],
    drawn: tuple[int, int, int],
    overlap: instance_edits.Overlap,
    locked: set[int],
) -> None:
    given = document(*(square(x, y) for x, y in places))
    before = {i.id: i.mask for i in state(given)}
    try:
        transaction = instance_edits.without_overlap(given, drawing(square(*drawn))(given), overlap, locked)
    except ValueError:
        return
    *others, own = applied(given, transaction)
    for other in others:
        assert not (own.mask.to_array() & other.mask.to_array()).any()
        if overlap == "protect" or other.id in locked:
            assert other.mask == before[other.id]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), min_size=2, max_size=5),
    st.sampled_from([partial(grow, pixels=3), partial(shift, dx=4, dy=-2)]),
    st.sampled_from(["protect", "take"]),
    st.integers(2, 5),
)
def test_instances_that_are_changed_together_overlap_neither_each_other_nor_others(
    places: list[tuple[int, int]], edit: Callable[[Mask], Mask], overlap: instance_edits.Overlap, chosen: int
) -> None:
    given = document(*(square(x, y, 8) for x, y in places))
    own = [i for i in state(given)[:chosen] if not edit(i.mask).is_empty]
    transaction = instance_edits.edit_masks(given, [(i, edit(i.mask)) for i in own], "Change")
    assert transaction is not None
    try:
        transaction = instance_edits.without_overlap(given, transaction, overlap, set())
    except ValueError:
        return
    before = {i.id: i.mask for i in state(given)}
    after = {i.id: i.mask for i in applied(given, transaction)}
    for one in (i.id for i in own if before[i.id] != after[i.id]):
        for other in after.keys() - {one}:
            assert intersect(after[one], after[other]).is_empty


def test_what_each_of_two_neighbours_had_stays_its_own_when_both_grow() -> None:
    given = document(square(0, 0), square(10, 0))
    transaction = instance_edits.edit_masks(given, [(i, grow(i.mask, 2)) for i in state(given)], "Grow")
    assert transaction is not None
    first, second = applied(given, instance_edits.without_overlap(given, transaction, "protect", set()))
    assert intersect(first.mask, square(10, 0)).is_empty and intersect(second.mask, square(0, 0)).is_empty
    assert first.mask.area > 100 and second.mask.area > 100


def test_a_locked_instance_is_changed_in_nothing_but_its_order() -> None:
    given = document(square(0, 0), square(20, 0))
    marks = Marks(locked={1})
    first, second = state(given)
    refused = marks.refuses(instance_edits.unite(given, [second, first]))
    assert refused is not None and "This instance is locked" in refused
    order = instance_edits.reorder(given, 1, {1}, "front")
    assert order is not None
    assert marks.refuses(order) is None
    assert not marks.can_be_picked(first)
    assert marks.can_be_picked(second)


def test_a_label_set_adds_only_what_is_not_there() -> None:
    given = document()
    given.apply(decisions.add_category(given, "person", (1, 2, 3)))
    transaction = decisions.add_label_set(given, bundled("voc"))
    assert transaction is not None
    given.apply(transaction)
    names = [category.name for category in given.categories()]
    assert len(names) == len(set(names)) == 21
    person = given.category_named("person")
    assert person is not None and person.color == (1, 2, 3)
    assert decisions.add_label_set(given, bundled("voc")) is None


def test_the_bundled_label_sets_have_as_many_categories_as_their_data_sets() -> None:
    assert [len(bundled(name).categories) for name in BUNDLED] == [20, 30, 80]
    assert dict(bundled("cityscapes").categories)["road"] == (128, 64, 128)
    assert dict(bundled("voc").categories)["person"] == (192, 128, 128)


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
asked = st.lists(
    st.builds(Attribute, names, st.lists(names, max_size=3, unique=True).map(tuple)),
    max_size=4,
    unique_by=lambda attribute: attribute.name,
).map(tuple)


@given(asked)
def test_what_a_category_asks_can_be_written_as_text_and_read_again(
    given_ones: tuple[Attribute, ...],
) -> None:
    kept = tuple(a for a in given_ones if a.name.casefold() not in ("occluded", "difficult", "crowd", "note"))
    assert attributes.parse(attributes.text_of(kept)) == kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [(": red", "Line 1: the attribute name before the colon is missing"), ("a\n\na: b", "Line 3: “a” is listed twice"),
     ("Occluded", "Line 1: “Occluded” already exists in every category")],
)  # fmt: skip
def test_a_line_that_cannot_be_an_attribute_is_named(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        attributes.parse(text)


def test_an_attribute_of_a_category_is_undone_like_everything_else() -> None:
    given = document(square(0, 0))
    (cell,) = given.categories()
    applied(given, decisions.change_category(given, cell, attributes=(Attribute("age"),)))
    assert given.categories()[0].attributes == (Attribute("age"),)
