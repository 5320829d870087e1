"""The decisions of a review as transactions."""

from __future__ import annotations

import numpy as np

from annotations.masks import Mask
from annotations.records import ImageRecord, Instance
from annotations.review.conflicts import is_in_conflict
from annotations.review.selection import Chosen
from app.document.document import Document
from app.document.reviewing import keep_all
from app.session.review_entries import NONE, Entries, Entry


def version(number: int, track: int | None) -> Instance:
    mask = Mask.from_patch(np.ones((4, 4 + number), bool), (1, 1), (20, 20))
    marks = (("annotator", f"person {number}"), ("conflict", "1"))
    return Instance(number, 1, mask, None, "drawn", attributes=marks, track=track)


def test_versions_that_are_kept_as_objects_of_their_own_do_not_share_a_track() -> None:
    versions = [version(1, 7), version(2, 7), version(3, None)]
    document = Document([], [ImageRecord(1, "a.png", 20, 20, "started")], {"track": 8})
    document.load(1, versions, ())
    transaction = keep_all(document, [versions[1], versions[0], versions[2]])
    assert transaction is not None
    document.apply(transaction)
    assert [one.track for one in document.instances(1)] == [8, 7, None]
    assert not any(map(is_in_conflict, document.instances(1)))
    document.undo()
    assert document.instances(1) == versions


def test_entries_of_a_review_are_found_by_place_and_by_instance() -> None:
    of_conflicts = [Entry(5, (8, 3)), Entry(6, (2,), None, True), Entry(5, (3, 9, 1))]
    entries = Entries.of(of_conflicts)
    assert list(entries) == of_conflicts and entries[-1] == of_conflicts[2]
    assert entries[1:] == of_conflicts[1:] and entries[2:9] == of_conflicts[2:]
    assert [entries.about(number) for number in (3, 2, 8, 4)] == [[0, 2], [1], [0], []]
    assert entries.reviewed.tolist() == [False, True, False]
    assert len(NONE) == 0 and NONE.about(3) == [] and not NONE

    ids, images = np.array([7, 4, 5]), np.array([1, 2, 2])
    entries = Entries.of_instances(Chosen(ids, images, np.array([True, False, False])))
    assert list(entries) == [Entry(1, (7,), None, True), Entry(2, (4,)), Entry(2, (5,))]
    assert [entries.about(number) for number in (4, 5, 6, 7)] == [[1], [2], [], [0]]
