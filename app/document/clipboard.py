"""Copies and pastes instances within an image or between images, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.masks import Mask
from annotations.message import Message
from annotations.records import Change, Instance, Transaction
from app.document import decisions
from app.document.document import Document


@dataclass(frozen=True)
class Copied:
    """An instance and its category's name, since category ids may differ where it is pasted."""

    instance: Instance
    category: str | None


def copied(document: Document, instances: Sequence[Instance]) -> tuple[Copied, ...]:
    """The instances to paste, from back to front."""
    names = {category.id: category.name for category in document.categories()}
    return tuple(
        Copied(instance, None if instance.category_id is None else names.get(instance.category_id))
        for instance in sorted(instances, key=lambda instance: (instance.z, instance.id))
    )


def paste(document: Document, image_id: int, contents: Sequence[Copied], distance: int) -> Transaction:
    """New instances in an image, at their original position, clipped to its border.

    If the same mask is already there, the copy is shifted `distance` pixels right and down. Instances entirely
    outside the image are left out; ValueError if that is all of them, or nothing was copied.
    """
    size = document.image(image_id).size
    there = {instance.mask for instance in document.instances(image_id)}
    numbers: dict[str | None, int | None] = {None: None}
    changes: list[Change] = []
    made = 0
    for each in contents:
        mask = _placed(each.instance.mask, size, 0)
        if mask in there:
            mask = _placed(each.instance.mask, size, distance)
        if mask.is_empty:
            continue
        if each.category not in numbers:
            added, numbers[each.category] = decisions.category_or_new(document, each.category)
            changes += added
        changes += decisions.drawn(
            document, image_id, mask, each.category, numbers[each.category], made, like=each.instance
        )
        made += 1
    if not made:
        raise ValueError(
            Message("The copied instances are outside this image.")
            if contents
            else Message("Nothing has been copied yet.")
        )
    label = Message("Paste") if made == 1 else Message("Paste {count} instances", count=made)
    return decisions.of_image(document, label, image_id, changes)


def _placed(mask: Mask, size: tuple[int, int], distance: int) -> Mask:
    y, x = mask.origin
    return Mask.from_patch(mask.patch(), (y + distance, x + distance), size)
