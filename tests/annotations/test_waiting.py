"""Proposals that wait in a project: kept once for each image and model, and accepted over many images at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import ProjectError
from annotations.merging.merge import merge
from annotations.passing_over import passed_over
from annotations.project import Project, bulk, waiting
from annotations.project.accepting import accept_sure
from annotations.project.repair import repair
from annotations.project.waiting import keep_proposals, sure_of
from annotations.records import Category, Change, ImageRecord, Instance, Proposal, Step, Transaction
from tests.annotations.conftest import content, square


def proposal(place: int, category: str | None = "cell", objectness: float = 0.9) -> Proposal:
    """A square that does not touch those of other places."""
    mask = square(2, 2 + 8 * place, 6)
    return Proposal(0, 0, 0, mask, category, 0.75, objectness, (4.5 + 8 * place, 4.5), None)


def draw(project: Project, image_id: int) -> None:
    image = project.image(image_id)
    instance = Instance(project.next_id("instance"), image_id, square(20, 20, 5), None, "drawn")
    changes = (Change.replace(image, replace(image, status="started")), Change.add(instance))
    project.commit(Transaction("Draw", changes, image_id))


def test_what_a_model_proposes_waits_in_order_and_is_kept_once_for_each_model(project: Project) -> None:
    first, second, third = (image.id for image in project.images())
    kept = keep_proposals(project, first, [proposal(0), proposal(1)], "starter")
    assert kept is not None
    assert project.proposals(first) == kept
    assert [(one.index, one.model, one.click) for one in kept] == [
        (0, "starter", (4.5, 4.5)),
        (1, "starter", (12.5, 4.5)),
    ]
    assert keep_proposals(project, second, [], "starter") == ()
    assert waiting.proposed(project) == {first: "starter", second: "starter"}
    assert waiting.counts(project) == {first: 2}
    before = len(project.history())
    assert keep_proposals(project, first, [proposal(2)], "starter") is None
    assert keep_proposals(project, second, [proposal(2)], "starter") is None
    assert (project.proposals(first), len(project.history())) == (kept, before)
    assert (project.history()[-1].person, project.history()[-1].seconds) == ("", None)
    assert third not in waiting.proposed(project)


def test_another_model_replaces_what_waits(project: Project) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0), proposal(1)], "starter")
    other = keep_proposals(project, image, [proposal(2)], "other")
    assert other is not None
    assert project.proposals(image) == other
    assert [one.model for one in other] == ["other"]
    assert waiting.proposed(project) == {image: "other"}


def test_nothing_is_kept_where_a_person_has_begun(project: Project) -> None:
    first, second = (image.id for image in project.images()[:2])
    draw(project, first)
    before = content(project)
    assert keep_proposals(project, first, [proposal(0)], "starter") is None
    assert keep_proposals(project, 99, [proposal(0)], "starter") is None
    assert content(project) == before
    assert waiting.proposed(project) == {}
    keep_proposals(project, second, [proposal(0)], "starter")
    draw(project, second)
    assert keep_proposals(project, second, [proposal(1)], "other") is None
    assert waiting.counts(project) == {second: 1}


def test_waiting_proposals_survive_a_repair(project: Project) -> None:
    first, second = (image.id for image in project.images()[:2])
    keep_proposals(project, first, [proposal(0), proposal(1)], "starter")
    keep_proposals(project, first, [proposal(2)], "other")
    keep_proposals(project, second, [], "other")
    before = content(project)
    project.close()
    whole = bytearray(project.path.read_bytes())
    whole[:100] = bytes(100)
    project.path.write_bytes(whole)
    report = repair(project.path)
    with Project.open(report.path) as repaired:
        assert content(repaired) == before
        assert waiting.proposed(repaired) == {first: "other", second: "other"}


def test_a_merge_leaves_out_what_waits(project: Project, tmp_path: Path) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0)], "starter")
    project.copy(tmp_path / "photos" / "other.rsis")
    project.close()
    report = merge([project.path, tmp_path / "photos" / "other.rsis"], tmp_path / "photos" / "both.rsis")
    with Project.open(report.path) as merged:
        assert [image.status for image in merged.images()] == ["new"] * 3
        assert waiting.counts(merged) == waiting.proposed(merged) == {}


def test_all_that_are_sure_are_accepted_in_all_images_and_taken_back_at_once(project: Project) -> None:
    first, second, third = (image.id for image in project.images())
    cell = Category(project.next_id("category"), "cell", (255, 0, 0))
    project.commit(Transaction("Add", (Change.add(cell),)))
    keep_proposals(project, first, [proposal(0), proposal(1, objectness=0.5), proposal(2)], "starter")
    keep_proposals(project, second, [proposal(1, "leaf")], "starter")
    keep_proposals(project, third, [proposal(0, objectness=0.2)], "starter")
    draw(project, second)
    before = content(project)
    sure = sure_of(project, 0.9)
    assert (sure.proposals, sure.images) == (3, 2)
    accepted = accept_sure(project, sure)
    assert (accepted.instances, accepted.images) == (3, 2)
    assert [image.status for image in project.images()] == ["started", "started", "new"]
    assert waiting.counts(project) == {first: 1, third: 1}
    kept = project.instances(first)
    assert [(one.category_id, one.source, one.score, one.z) for one in kept] == [
        (cell.id, "accepted", 0.9, 0),
        (cell.id, "accepted", 0.9, 1),
    ]
    steps = project.steps(first)
    assert [(s.outcome, s.instance_id, s.model) for s in steps] == [
        ("accepted", i.id, "starter") for i in kept
    ]
    assert [one.category_id for one in project.instances(second)] == [None, None]  # the project has no leaf
    after = content(project)
    assert accepted.bulk is not None
    for _ in range(2):
        bulk.take_back(project, accepted.bulk)
        assert content(project) == before
        bulk.do_again(project, accepted.bulk)
        assert content(project) == after


def test_accepting_where_nothing_is_sure_changes_nothing(project: Project) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0, objectness=0.5)], "starter")
    before, lines = content(project), len(project.history())
    accepted = accept_sure(project, sure_of(project, 0.9))
    assert (accepted.bulk, accepted.instances, accepted.images) == (None, 0, 0)
    assert (content(project), len(project.history())) == (before, lines)


def test_what_comes_after_the_count_is_not_accepted(project: Project) -> None:
    first, second = (image.id for image in project.images()[:2])
    keep_proposals(project, first, [proposal(0)], "starter")
    sure = sure_of(project, 0.5)
    keep_proposals(project, second, [proposal(1)], "starter")
    assert accept_sure(project, sure).images == 1
    assert waiting.counts(project) == {second: 1}


def test_a_project_without_categories_gets_those_of_the_proposals(project: Project) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0, "leaf"), proposal(1, "cell"), proposal(2, "leaf")], "starter")
    accepted = accept_sure(project, sure_of(project, 0.5))
    names = {category.id: category.name for category in project.categories()}
    assert [names.get(one.category_id or 0) for one in project.instances(image)] == ["leaf", "cell", "leaf"]
    assert accepted.bulk is not None
    bulk.take_back(project, accepted.bulk)
    assert project.categories() == ()


def test_what_was_decided_on_meanwhile_is_not_accepted_twice(project: Project) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0), proposal(1)], "starter")
    record = project.image(image)
    drawn = Instance(project.next_id("instance"), image, square(1, 1, 8), None, "drawn")
    changes = (Change.replace(record, replace(record, status="started")), Change.add(drawn))
    project.commit(Transaction("Draw", changes, image))
    assert accept_sure(project, sure_of(project, 0.5)).instances == 1
    assert [one.mask for one in project.instances(image)] == [drawn.mask, proposal(1).mask]
    assert waiting.counts(project) == {image: 1}


def test_masks_leave_out_what_others_cover_where_overlap_is_off(project: Project) -> None:
    image = project.images()[0].id
    lower = replace(proposal(0), mask=square(2, 2, 6))
    upper = replace(proposal(0), mask=square(2, 6, 6))
    keep_proposals(project, image, [lower, upper], "starter")
    accept_sure(project, sure_of(project, 0.5), apart=True)
    masks = [one.mask for one in project.instances(image)]
    assert [mask.area for mask in masks] == [36, 24]
    assert [step.mask for step in project.steps(image)] == [lower.mask, upper.mask]


def test_a_bulk_whose_steps_have_changed_is_not_taken_back(project: Project) -> None:
    image = project.images()[0].id
    keep_proposals(project, image, [proposal(0)], "starter")
    accepted = accept_sure(project, sure_of(project, 0.5))
    (step,) = project.steps(image)
    project.commit(Transaction("Remove", (Change.remove(step),), image))
    before = content(project)
    assert accepted.bulk is not None
    with pytest.raises(ProjectError):
        bulk.take_back(project, accepted.bulk)
    assert content(project) == before


def test_a_proposal_is_passed_over_once_its_object_was_decided_on() -> None:
    own = replace(proposal(0), id=1, mask=square(4, 4, 10))

    def instance(side: int, source: str) -> Instance:
        return Instance(1, 1, square(4, 4, side), None, source)  # type: ignore[arg-type]

    for source in ("drawn", "fixed", "imported"):
        assert passed_over([own], [instance(8, source)]) == {1}  # 64 of 100 pixels are inside it
        assert passed_over([own], [instance(20, source)]) == {1}
        assert not passed_over([own], [instance(7, source)])
    assert passed_over([own], [instance(12, "accepted")]) == {1}
    assert not passed_over([own], [instance(20, "accepted")])  # it may be a part of it
    rejected = Step(1, 1, 0, "rejected", square(4, 4, 12))
    assert passed_over([own], [], [rejected]) == {1}
    assert not passed_over([own], [], [replace(rejected, mask=square(4, 4, 20))])
    assert not passed_over([own], [], [replace(rejected, outcome="accepted")])
    assert not passed_over([own], [replace(instance(8, "drawn"), mask=square(4, 20, 9))])


def test_what_waits_in_an_image_goes_with_it_also_where_whoever_removes_it_does_not_know(
    project: Project,
) -> None:
    image = project.images()[0]
    keep_proposals(project, image.id, [proposal(0)], "starter")
    project.commit(Transaction("Remove", (Change.remove(image),)))
    assert waiting.counts(project) == {}
    project.commit(Transaction("Undo", (Change.add(image),)))
    assert project.proposals(image.id) == ()
    assert keep_proposals(project, image.id, [proposal(0)], "starter") is not None, "it can be proposed again"


def test_an_import_is_undone_though_proposals_wait_in_its_images(project: Project) -> None:
    with bulk.in_parts(project, "Import") as parts:
        record = ImageRecord(project.next_id("image"), "new.png", 40, 30)
        parts.put([Change.add(record)])
        done = parts.bulk
    assert done is not None
    keep_proposals(project, record.id, [proposal(0)], "starter")
    bulk.take_back(project, done)
    assert record.id not in {image.id for image in project.images()}
    bulk.do_again(project, done)
    assert project.proposals(record.id) == ()
    assert keep_proposals(project, record.id, [proposal(0)], "starter") is not None
