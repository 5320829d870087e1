"""Decisions about instances of several images at once, as pure functions from the document to one transaction.

All images concerned must be loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotations.message import Message
from annotations.records import Change, ImageRecord, Instance, Review, Step, Transaction
from app.document import decisions, reviewing
from app.document.document import Document, change


def relabel(document: Document, instances: Sequence[Instance], category: str | None) -> Transaction | None:
    """Sets the category of instances; it is created if missing. None: nothing changes."""
    made, number = decisions.category_or_new(document, category)
    changes = [
        change(instance, replace(instance, category_id=number))
        for instance in instances
        if instance.category_id != number
    ]
    return _joined(document, decisions.relabelling(category), changes, made)


def delete(document: Document, instances: Sequence[Instance]) -> Transaction | None:
    """Deletes instances. Their proposals count as rejected, so they do not come again."""
    label = Message("Delete {count} instances", count=len(instances))
    if len(instances) == 1:
        label = Message("Delete instance")
    parts = [decisions.delete(document, instance) for instance in instances]
    changes = [part for transaction in parts for part in transaction.changes if part.key[0] != "image"]
    return _joined(document, label, changes)


def review(
    document: Document, instances: Sequence[Instance], said: Review, reviewer: str
) -> Transaction | None:
    """Records what a reviewer says of instances; "" takes a review back. None: nothing changes."""
    marked = reviewing.mark(document, instances, said, reviewer if said else "")
    return _joined(document, marked.label, list(marked.changes)) if marked is not None else None


def _joined(
    document: Document, label: str, changes: list[Change], made: Iterable[Change] = ()
) -> Transaction | None:
    """One transaction; images that were new are started with it."""
    if not changes:
        return None
    records = (part.before if part.before is not None else part.after for part in changes)
    numbers = {record.image_id for record in records if isinstance(record, Instance | Step)}
    images: list[ImageRecord] = [document.image(number) for number in sorted(numbers)]
    begun = [change(image, replace(image, status="started")) for image in images if image.status == "new"]
    of_one = numbers.pop() if len(numbers) == 1 else None
    return Transaction(label, (*made, *changes, *begun), of_one)
