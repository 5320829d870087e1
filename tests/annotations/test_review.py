"""Doubts, what to review, who changed what, and conflicts, without a window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from annotations.cli import main
from annotations.masks import Mask
from annotations.masks.edits import subtract, union
from annotations.masks.morphology import shift
from annotations.masks.shapes import ellipse, rectangle
from annotations.merging.merge import merge
from annotations.project import Project, authors, overview, statistics
from annotations.records import Change, Instance, Origin, Proposal, Step, Transaction
from annotations.review import conflicts, mends, selection
from annotations.review.doubt import Doubtful, Mend
from annotations.review.doubts import rank
from annotations.review.measures import ImageMeasures, measure
from annotations.review.selection import UNKNOWN, Filter
from tests.annotations.conftest import square as small_square

SIZE = (200, 300)
NAMES = {1: "nucleus", 2: "cell"}


def disc(x: float, y: float, radius: float = 8) -> Mask:
    return ellipse((x - radius, y - radius), (x + radius, y + radius), SIZE)


def many(count: int = 24, category: int | None = 1) -> list[Instance]:
    """Discs in rows, apart, a little larger and smaller."""
    return [
        Instance(n + 1, 1, disc(20 + 36 * (n % 8), 20 + 40 * (n // 8), 7 + n % 4), category, "imported", z=n)
        for n in range(count)
    ]


def doubts(
    instances: Sequence[Instance],
    pixels: NDArray[np.uint8] | None = None,
    steps: Sequence[Step] = (),
    proposals: Sequence[Proposal] = (),
) -> tuple[Doubtful, ...]:
    return rank([measure(1, instances, steps, proposals, pixels)], NAMES)


def changed(instances: list[Instance], number: int, **values: object) -> list[Instance]:
    """The instances, one of them otherwise."""
    return [replace(i, **values) if i.id == number else i for i in instances]  # type: ignore[arg-type]


def kinds(found: tuple[Doubtful, ...]) -> dict[int, list[str]]:
    return {doubtful.instance_id: [doubt.kind for doubt in doubtful.doubts] for doubtful in found}


def test_of_instances_that_are_all_usual_none_is_doubted() -> None:
    assert doubts(many()) == ()


def test_of_two_that_are_nearly_the_same_the_later_is_doubted_unless_only_it_is_verified() -> None:
    twin = Instance(25, 1, shift(many()[3].mask, 1, 0), 2, "drawn")
    (found,) = doubts([*many(), twin])
    assert (found.instance_id, found.others, found.mend) == (25, (4,), Mend("remove"))
    (found,) = doubts([*many(), replace(twin, review="verified")])
    assert (found.instance_id, found.others) == (4, (25,))


def test_specks_and_holes_are_found_and_mended() -> None:
    whole = many()[5].mask
    x0, y0, x1, y1 = whole.bbox
    dotted = union(whole, rectangle((x1 + 3, y0), (x1 + 5, y0 + 2), SIZE))
    holed = subtract(whole, disc((x0 + x1) / 2, (y0 + y1) / 2, 2))
    for mask, kind in ((dotted, "specks"), (holed, "holes")):
        (found,) = doubts(changed(many(), 6, mask=mask))
        assert kinds((found,)) == {6: [kind]}
        assert found.mend is not None
        mend = mends.of_mask(found.mend)
        assert mend is not None and mend(mask) == whole


def test_what_is_usual_in_a_project_is_not_doubted() -> None:
    holed = [replace(i, mask=subtract(i.mask, shift(disc(20, 20, 2), i.mask.bbox[0] - 14, i.mask.bbox[1] - 14)))
             for i in many()]  # fmt: skip
    assert any(measured.hole_area for measured in measure(1, holed).instances)
    assert "holes" not in {kind for found in kinds(doubts(holed)).values() for kind in found}


def test_unusual_sizes_and_shapes_are_found_but_not_what_the_border_cuts() -> None:
    large, tiny = disc(100, 160, 24), disc(40, 160, 2)
    sliver = rectangle((150, 150), (200, 152), SIZE)
    more = [Instance(25, 1, large, 1, "drawn"), Instance(26, 1, tiny, 1, "drawn")]
    found = kinds(doubts([*many(), *more, Instance(27, 1, sliver, 1, "drawn")]))
    assert found[25] == ["size"] and found[26][0] == "size" and found[27][0] == "thin"
    cut = Instance(25, 1, rectangle((0, 60), (2, 72), SIZE), 1, "drawn")
    assert "size" not in kinds(doubts([*many(), cut])).get(25, [])


def test_what_has_few_of_its_category_to_be_compared_with_is_not_called_unusual() -> None:
    assert doubts([*many(), Instance(25, 1, disc(100, 160, 30), 2, "drawn")]) == ()


def test_overlaps_of_one_category_are_found_and_one_inside_another_where_that_is_seldom() -> None:
    neighbour = Instance(25, 1, shift(many()[0].mask, 8, 0), 1, "drawn")
    found = doubts([*many(), neighbour])
    assert kinds(found) in ({1: ["overlap"]}, {25: ["overlap"]})
    around = [Instance(25, 1, disc(20, 20, 14), 2, "drawn")]
    assert kinds(doubts([*many(), *around])) == {1: ["inside"]}
    nested = [Instance(100 + i.id, 1, disc(*_middle(i.mask), 15), 2, "drawn") for i in many()]
    assert doubts([*many(), *nested]) == ()


def _middle(mask: Mask) -> tuple[float, float]:
    x0, y0, x1, y1 = mask.bbox
    return (x0 + x1) / 2, (y0 + y1) / 2


def picture(instances: Sequence[Instance], colors: dict[int, tuple[int, int, int]]) -> NDArray[np.uint8]:
    """Noise, with each instance in its color by id, or grey."""
    rng = np.random.default_rng(0)
    pixels = rng.normal(200, 4, (*SIZE, 3))
    for instance in instances:
        part = pixels[instance.mask.slices]
        part[instance.mask.patch()] = colors.get(instance.id, (120, 120, 120)) + rng.normal(0, 9, 3)
    return np.asarray(np.clip(pixels, 0, 255), np.uint8)


def test_what_looks_like_another_category_is_found_where_they_differ_by_look() -> None:
    red, blue = (160, 80, 80), (80, 80, 160)
    instances = [replace(i, category_id=1 + i.id // 4 % 2) for i in many()]
    pixels = picture(instances, {i.id: red if i.category_id == 1 else blue for i in instances})
    assert doubts(instances, pixels) == ()
    (found,) = doubts(changed(instances, 7, category_id=1), pixels)
    assert (found.instance_id, found.mend) == (7, Mend("relabel", category_id=2))
    assert "looks like “cell”" in found.doubts[0].reason
    alike = picture(instances, {})
    assert 7 not in kinds(doubts(changed(instances, 7, category_id=1), alike))


def test_a_mask_beside_its_object_is_found_and_moved_back() -> None:
    instances = many()
    pixels = picture(instances, {})
    assert doubts(instances, pixels) == ()
    moved = shift(instances[8].mask, 6, -3)
    (found,) = doubts(changed(instances, 9, mask=moved), pixels)
    assert found.instance_id == 9 and found.doubts[0].kind == "outline" and found.mend is not None
    mend = mends.of_mask(found.mend)
    assert mend is not None
    back = mend(moved)
    assert abs(back.origin[0] - instances[8].mask.origin[0]) <= 1
    assert abs(back.origin[1] - instances[8].mask.origin[1]) <= 1


def test_what_the_model_sees_otherwise_is_found_where_they_mostly_agree() -> None:
    instances = [replace(i, source="accepted") for i in many()]
    steps = [
        Step(
            i.id,
            1,
            i.id,
            "accepted",
            i.mask,
            "cell" if i.id == 5 else "nucleus",
            0.9,
            0.2 if i.id == 7 else 0.9,
            i.id,
        )
        for i in instances
    ]
    found = doubts(instances, steps=steps)
    assert kinds(found) == {5: ["model"], 7: ["unsure"]}
    assert {f.instance_id: f.mend for f in found}[5] == Mend("relabel", category_id=2)
    always = [replace(step, category="cell") for step in steps]
    assert 5 not in kinds(doubts(instances, steps=always))
    waiting = [
        Proposal(n, 1, n, shift(i.mask, 1, 0), "cell" if n == 3 else "nucleus", 0.8, 0.9)
        for n, i in enumerate(many())
    ]
    assert kinds(doubts(many(), proposals=waiting)) == {4: ["model"]}


def test_what_is_verified_is_not_listed_but_tells_what_is_usual() -> None:
    large = Instance(25, 1, disc(100, 160, 24), 1, "drawn")
    verified = [replace(i, review="verified") for i in many()]
    assert kinds(doubts([*verified, large])) == {25: ["size"]}
    assert doubts([*many(), replace(large, review="verified")]) == ()


def test_crowds_and_empty_masks_are_left_out() -> None:
    crowd = Instance(25, 1, disc(100, 160, 30), 1, "drawn", crowd=True)
    assert doubts([*many(), crowd, Instance(26, 1, Mask.empty(SIZE), 1, "drawn")]) == ()
    assert rank([], {}) == rank([ImageMeasures(1, (), ())], {}) == ()


def test_the_command_lists_doubts_with_images_that_can_be_read_or_not(
    filled: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    image = filled.images()[0]
    twin = Instance(filled.next_id("instance"), image.id, small_square(20, 25, 5), 1, "drawn")
    filled.commit(Transaction("Add", (Change.add(twin),), image.id))
    filled.absolute(image).write_bytes(b"no image")
    filled.close()
    assert main(["doubts", str(filled.path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (first,) = answer["doubts"]
    assert (first["image"], first["instance"], answer["doubtful"]) == ("a1.png", twin.id, 1)
    assert first["reasons"][0]["kind"] == "duplicate" and first["reasons"][0]["mend"] == "remove"
    assert main(["doubts", str(filled.path), "--most", "1"]) == 0
    assert "a1.png" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["doubts", str(filled.path), "--most", "0"])


# -- who changed what


DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def commit(project: Project, person: str, days: int, *changes: Change) -> None:
    project.person = person
    origin = Origin(DAY + timedelta(days=days))
    project.commit(Transaction("Change", changes, None, origin))


def test_the_author_is_who_last_changed_mask_or_category(filled: Project) -> None:
    first, second, third = filled.instances(filled.images()[0].id)
    commit(filled, "Anna", 1, Change.replace(first, replace(first, mask=small_square(3, 3, 4), review="")))
    partly = authors.read(filled)
    now = filled.instances(first.image_id)[0]
    commit(
        filled, "Ben", 2, Change.replace(now, replace(now, note="seen", review="verified", reviewer="Ben"))
    )
    commit(filled, "Cleo", 3, Change.replace(second, replace(second, category_id=1)), Change.remove(third))
    found = authors.read(filled)
    assert set(found.by_id) == {first.id, second.id}
    assert found.by_id[first.id] == authors.Author(
        "Anna", (DAY + timedelta(days=1)).isoformat(timespec="milliseconds")
    )
    assert found.by_id[second.id].person == "Cleo"
    assert authors.read(filled, partly) == found
    assert authors.read(filled, found) is found, "nothing has changed since"
    assert found.people == ("Anna", "Cleo")


def test_a_damaged_entry_of_the_log_hides_only_itself(filled: Project) -> None:
    first, _, _ = filled.instances(filled.images()[0].id)
    commit(filled, "Anna", 1, Change.replace(first, replace(first, category_id=2)))
    with filled.writing() as connection:
        connection.execute("UPDATE log SET records = x'00' WHERE id = (SELECT max(id) FROM log)")
    assert authors.read(filled).by_id[first.id].person != "Anna"
    assert len(authors.read(filled).by_id) == 3


def test_in_a_merged_project_the_authors_are_those_of_its_parts(filled: Project, tmp_path: Path) -> None:
    other = tmp_path / "photos" / "ben.rsis"
    filled.copy(other)
    first, second, _ = filled.instances(filled.images()[0].id)
    commit(filled, "Anna", 1, Change.replace(first, replace(first, category_id=2)))
    step = Step(
        filled.next_id("step"), first.image_id, 0, "accepted", second.mask, "dirt", 0.9, 0.9, second.id
    )
    for _ in range(5):
        commit(filled, "Anna", 1, Change.replace(second, second))
    filled.commit(Transaction("Accept", (Change.add(step),), first.image_id, Origin(DAY, 1.0, step.id)))
    with Project.open(other) as ben:
        for number in range(5):
            now = ben.instances(first.image_id)[0]
            commit(
                ben,
                "Ben",
                2 + number,
                Change.replace(now, replace(now, mask=shift(now.mask, 1 - 2 * (number % 2), 0))),
            )
    filled.close()
    report = merge([filled.path, other], tmp_path / "photos" / "all.rsis")
    with Project.open(report.path) as merged:
        found = authors.read(merged)
        by_annotator = {
            conflicts.annotator(i): found.by_id[i.id].person for i in merged.instances(merged.images()[0].id)
        }
        assert by_annotator["Anna"] == "Anna" and by_annotator["Ben"] == "Ben"
        (conflict,) = conflicts.of_project(merged, {image.id: n for n, image in enumerate(merged.images())})
        assert len(conflict.ids) == 2
        assert overview.with_review(merged, "conflict") == {merged.images()[0].id}
        one, two = (i for i in merged.instances(conflict.image_id) if i.id in conflict.ids)
        assert conflicts.is_in_conflict(one) and not conflicts.is_in_conflict(conflicts.settled(one))
        changes = [Change.replace(one, conflicts.settled(one)), Change.remove(two)]
        merged.commit(Transaction("Keep", tuple(changes)))
        assert conflicts.of_project(merged, {conflict.image_id: 0}) == ()
        assert overview.with_review(merged, "conflict") == frozenset()


def test_a_note_that_reads_like_a_conflict_is_none(filled: Project) -> None:
    first, _, _ = filled.instances(filled.images()[0].id)
    told = replace(first, attributes=(("remark", '["conflict", "1"]'),))
    filled.commit(Transaction("Describe", (Change.replace(first, told),)))
    assert overview.with_review(filled, "conflict") == frozenset()


# -- what to review


def test_a_filter_asks_for_review_category_author_date_score_and_source(filled: Project) -> None:
    image = filled.images()[0].id
    first, second, third = filled.instances(image)
    commit(filled, "Anna", 0, Change.replace(second, replace(second, category_id=1, score=0.4)))
    commit(filled, "Ben", 9, Change.replace(third, replace(third, category_id=2, source="imported")))
    known = authors.read(filled).by_id

    def ids(**wanted: object) -> list[int]:
        chosen = Filter(**{"state": "any", **wanted})  # type: ignore[arg-type]
        return selection.fitting(filled, chosen, [image], known, DAY + timedelta(days=10)).ids.tolist()

    assert ids() == [first.id, second.id, third.id]
    assert ids(state="unreviewed") == [second.id, third.id]
    assert ids(state="verified") == [first.id]
    assert ids(state="needs work") == []
    assert ids(category=1) == [first.id, second.id] and ids(category=UNKNOWN) == []
    assert ids(person="Anna") == [second.id]
    assert ids(person="Ben", days=2) == [third.id] and ids(person="Anna", days=2) == []
    assert ids(score_below=0.5) == [second.id]
    assert ids(source="imported") == [third.id]


def test_what_is_chosen_is_in_the_order_of_the_images(filled: Project) -> None:
    first, second = filled.images()[:2]
    own = [one.id for one in filled.instances(first.id)]
    mask = Mask.empty(second.size)
    drawn = [Instance(filled.next_id("instance"), second.id, mask, None, "drawn") for _ in range(2)]
    filled.commit(Transaction("Draw", tuple(map(Change.add, drawn))))
    ids = [one.id for one in drawn]
    any_state = Filter(state="any")
    assert selection.fitting(filled, any_state, [second.id, first.id], {}).ids.tolist() == [*ids, *own]
    assert selection.fitting(filled, any_state, [first.id, second.id], {}).ids.tolist() == [*own, *ids]
    chosen = selection.fitting(filled, any_state, [first.id], {})
    assert chosen.ids.tolist() == own and set(chosen.image_ids.tolist()) == {first.id}
    assert chosen.reviewed.tolist() == [True, False, False]
    assert selection.fitting(filled, any_state, [], {}).ids.tolist() == []


def test_reviews_are_counted_in_the_statistics(filled: Project) -> None:
    assert statistics.of(filled).answer()["instances_by_review"] == {"not reviewed": 2, "verified": 1}
