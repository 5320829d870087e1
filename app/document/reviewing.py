"""The decisions of a review, as pure functions from the document to one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotations.message import Message
from annotations.project.overview import TRACK
from annotations.records import Change, Instance, Review, Transaction
from annotations.review.conflicts import settled
from app.document import decisions
from app.document.document import Document, change
from app.document.instance_edits import merged


def mark(
    document: Document,
    instances: Sequence[Instance],
    review: Review,
    reviewer: str,
    category: str | None = None,
) -> Transaction | None:
    """Says of instances of one image that they are verified or need work; a category is given to them as well.

    None: all of it is so already.
    """
    changes: list[Change] = []
    number = None
    if category is not None:
        changes, number = decisions.category_or_new(document, category)
    for instance in instances:
        after = replace(
            instance,
            review=review,
            reviewer=reviewer,
            category_id=number if category is not None else instance.category_id,
        )
        if after != instance:
            changes.append(Change.replace(instance, after))  # with its review, though the category may be new
    labels: dict[Review, Message] = {
        "verified": Message("Verify"),
        "needs work": Message("Mark as needing work"),
    }
    label = labels.get(review, Message("Remove the review"))
    return Transaction(label, tuple(changes), instances[0].image_id) if changes else None


def keep_one(
    document: Document, kept: Instance, others: Sequence[Instance], label: str
) -> Transaction | None:
    """Settles a conflict: keeps one version and deletes the others."""
    changes = [change(kept, settled(kept))] if settled(kept) != kept else []
    gone = [decisions.delete(document, other) for other in others]
    return merged(label, [decisions.of_image(document, label, kept.image_id, changes), *gone])


def drop_one(document: Document, gone: Instance, others: Sequence[Instance]) -> Transaction | None:
    """Deletes one version of a conflict; the last one that is left is no longer in conflict."""
    if len(others) == 1:
        return keep_one(document, others[0], [gone], Message("Keep the other version"))
    return replace(decisions.delete(document, gone), label=Message("Remove this version"))


def keep_all(document: Document, versions: Sequence[Instance]) -> Transaction | None:
    """Settles a conflict by keeping all versions, as objects of their own; the first keeps the track."""
    changes: list[Change] = []
    tracks: set[int | None] = set()
    for each in versions:
        is_taken = each.track is not None and each.track in tracks
        track = document.next_id(TRACK) if is_taken else each.track
        tracks.add(track)
        if (after := replace(settled(each), track=track)) != each:
            changes.append(change(each, after))
    label = Message("Keep both versions")
    return decisions.of_image(document, label, versions[0].image_id, changes) if changes else None
