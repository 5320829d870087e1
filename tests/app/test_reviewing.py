"""The decisions of a review as transactions."""

from __future__ import annotations

import numpy as np

from annotations.masks import Mask
from annotations.records import ImageRecord, Instance
from annotations.review.conflicts import is_in_conflict
from app.document.document import Document
from app.document.reviewing import keep_all


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
