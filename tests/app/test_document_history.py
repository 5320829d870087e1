"""A transaction is applied whole or not at all; numbers and names are given once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotations.masks import Mask
from annotations.records import Change, ImageRecord, Transaction
from app.document import decisions
from app.document.document import ConflictError, Document, change

SIZE = (12, 14)


def rectangle(box: tuple[int, int, int, int]) -> Mask:
    y, x, height, width = box
    return Mask.from_patch(np.ones((height, width), bool), (y, x), SIZE)


def snapshot(document: Document) -> set[object]:
    return {
        *document.categories(),
        *document.images(),
        *(record for image in document.images() for record in document.instances(image.id)),
        *(record for image in document.images() for record in document.steps(image.id)),
    }


@pytest.fixture
def document() -> Document:
    document = Document((), (ImageRecord(1, "a.png", SIZE[1], SIZE[0]),), {})
    document.load(1, (), ())
    return document


def test_a_transaction_that_does_not_fit_changes_nothing_at_all(document: Document) -> None:
    image = document.image(1)
    good = decisions.add_category(document, "nucleus").changes[0]
    stale = Change(image.key, ImageRecord(1, "b.png", 3, 3), image)
    before = snapshot(document)
    with pytest.raises(ConflictError):
        document.apply(Transaction("Half", (good, stale)))
    assert snapshot(document) == before
    assert document.undo_label is None


def test_a_review_ends_with_a_change_of_what_was_reviewed(document: Document) -> None:
    document.apply(decisions.draw(document, 1, rectangle((0, 0, 2, 2)), None, "Draw"))
    drawn = document.instances(1)[0]
    verified = replace(drawn, review="verified", reviewer="Ada")
    document.apply(Transaction("Verify", (change(drawn, verified),)))
    noted = replace(verified, note="small", z=3)
    document.apply(Transaction("Note", (change(verified, noted),)))
    assert document.instances(1)[0].review == "verified"
    document.apply(
        Transaction("Redraw", (change(noted, replace(noted, mask=rectangle((0, 0, 3, 3)))),)),
    )
    assert (document.instances(1)[0].review, document.instances(1)[0].reviewer) == ("", "")
    document.undo()
    assert document.instances(1)[0] == noted


def test_ids_are_never_handed_out_twice_also_after_undo(document: Document) -> None:
    first = document.next_id("instance")
    document.apply(decisions.draw(document, 1, rectangle((0, 0, 2, 2)), None, "Draw"))
    document.undo()
    document.apply(decisions.draw(document, 1, rectangle((0, 0, 2, 2)), None, "Draw"))
    assert document.instances(1)[0].id > first + 1


def test_a_category_name_that_is_taken_is_refused(document: Document) -> None:
    document.apply(decisions.add_category(document, "nucleus"))
    with pytest.raises(ValueError, match="already"):
        decisions.add_category(document, "nucleus")
    with pytest.raises(ValueError, match="needs a name"):
        decisions.add_category(document, "  ")
