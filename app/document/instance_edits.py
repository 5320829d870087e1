"""Edits of several instances at once, as pure functions from the document to one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from annotations.masks import Mask
from annotations.masks.apart import apart
from annotations.masks.edits import How, combined, components
from annotations.masks.morphology import shift
from annotations.message import Message
from annotations.records import Change, Instance, Transaction
from app.actions import KeyOf
from app.document import decisions
from app.document.attributes import FLAG_WORDS
from app.document.document import Document, change

if TYPE_CHECKING:
    from app.document.sequence import Sequence as ImageSequence

Overlap = Literal["allow", "protect", "take"]
"""Whether masks may overlap; if not, a new mask gives way to the others ("protect"), or they to it ("take")."""
Place = Literal["front", "forward", "backward", "back"]


def merged(label: str, transactions: Iterable[Transaction | None]) -> Transaction | None:
    """Joins transactions of one image; None if they are empty."""
    found = [transaction for transaction in transactions if transaction is not None]
    changes: dict[object, Change] = {}
    for transaction in found:
        for part in transaction.changes:
            changes.setdefault(part.key, part)
    return Transaction(label, tuple(changes.values()), found[0].image_id) if changes else None


def edit_masks(document: Document, edits: Iterable[tuple[Instance, Mask]], label: str) -> Transaction | None:
    """Changes the masks of instances; ValueError if nothing would be left of one."""
    transactions = []
    for instance, mask in edits:
        if mask.is_empty:
            raise ValueError(
                Message(
                    "Nothing would be left of {instance}; delete it instead ({delete}).",
                    instance=_named(document, instance),
                    delete=KeyOf("delete"),
                )
            )
        if mask != instance.mask:
            transactions.append(decisions.edit_instance_mask(document, instance, mask, label))
    return merged(label, transactions)


def delete_all(document: Document, instances: Sequence[Instance]) -> Transaction | None:
    label = (
        Message("Delete instance")
        if len(instances) == 1
        else Message("Delete {count} instances", count=len(instances))
    )
    return merged(label, [decisions.delete(document, instance) for instance in instances])


def relabel_all(
    document: Document, instances: Sequence[Instance], category: str | None
) -> Transaction | None:
    """Sets the category of instances; it is created if missing."""
    first, *others = [decisions.relabel_instance(document, instance, category) for instance in instances]
    made = {part.key[1] for part in first.changes if part.key[0] == "category"}
    if made:  # each would create it again
        number = next(iter(made))
        others = [
            decisions.of_image(
                document,
                first.label,
                instance.image_id,
                [change(instance, replace(instance, category_id=number))],
            )
            for instance in instances[1:]
        ]
    return merged(first.label, [first, *others])


def unite(document: Document, instances: Sequence[Instance]) -> Transaction:
    """Merges all into the first, which gets a track if only others have one, and deletes these.

    ValueError: fewer than two.
    """
    first, *others = _several(instances)
    mask = combined("union", tuple(instance.mask for instance in instances))
    label = Message("Union")
    edit = decisions.edit_instance_mask(document, first, mask, label)
    edit = replace(edit, changes=tuple(_with_track(part, instances) for part in edit.changes))
    found = merged(label, [edit, *(decisions.delete(document, other) for other in others)])
    assert found is not None
    return found


def _with_track(part: Change, instances: Sequence[Instance]) -> Change:
    """The change; an instance without a track gets the first of these instances' tracks."""
    track = next((instance.track for instance in instances if instance.track is not None), None)
    if not isinstance(part.after, Instance) or part.after.track is not None:
        return part
    return replace(part, after=replace(part.after, track=track))


def subtract_others(document: Document, instances: Sequence[Instance]) -> Transaction | None:
    """Subtracts the others from the first; they stay. ValueError: fewer than two, or nothing would be left."""
    return _with_others(document, instances, "subtract", Message("Subtract"))


def intersect_others(document: Document, instances: Sequence[Instance]) -> Transaction | None:
    """Intersects the first with all the others; they stay. ValueError as in `subtract_others`."""
    return _with_others(document, instances, "intersect", Message("Intersect"))


def split(document: Document, instance: Instance) -> Transaction:
    """Splits an instance into one per connected part. ValueError: it has only one part."""
    largest, *others = components(instance.mask)
    if not others:
        raise ValueError(Message("It has only one part."))
    category = document.category(instance.category_id)
    name = category.name if category is not None else None
    label = Message("Split into {count} parts", count=len(others) + 1)
    edit = decisions.edit_instance_mask(document, instance, largest, label)
    changes = list(edit.changes)
    for number, part in enumerate(others):
        changes += decisions.drawn(
            document, instance.image_id, part, name, instance.category_id, number, like=instance
        )
    return Transaction(label, tuple(changes), instance.image_id)


def cut(document: Document, halves: Sequence[tuple[Instance, tuple[Mask, Mask]]]) -> Transaction:
    """Replaces instances by two each: the first half stays the instance, the second is drawn by hand.

    ValueError: there are none, as the line did not divide one.
    """
    label = Message("Cut")
    parts = []
    for number, (instance, (first, second)) in enumerate(halves):
        category = document.category(instance.category_id)
        name = category.name if category is not None else None
        changes = list(decisions.edit_instance_mask(document, instance, first, label).changes)
        changes += decisions.drawn(
            document, instance.image_id, second, name, instance.category_id, number, like=instance
        )
        parts.append(Transaction(label, tuple(changes), instance.image_id))
    found = merged(label, parts)
    if found is None:
        raise ValueError(Message("The line must cross the instance from one side to the other."))
    return found


def duplicate(document: Document, instances: Sequence[Instance], dx: int, dy: int) -> Transaction:
    """Copies, moved by (dx, dy) pixels. ValueError: a copy would be outside the image."""
    changes: list[Change] = []
    for number, instance in enumerate(instances):
        category = document.category(instance.category_id)
        mask = shift(instance.mask, dx, dy)
        if mask.is_empty:
            raise ValueError(Message("The copy would be outside the image."))
        name = category.name if category is not None else None
        changes += decisions.drawn(
            document, instance.image_id, mask, name, instance.category_id, number, like=instance
        )
    label = (
        Message("Duplicate")
        if len(instances) == 1
        else Message("Duplicate {count} instances", count=len(instances))
    )
    return decisions.of_image(document, label, instances[0].image_id, changes)


def reorder(document: Document, image_id: int, chosen: Collection[int], place: Place) -> Transaction | None:
    """Moves instances (ids) forward or backward, one place or all the way. None: they are already there."""
    order = document.instances(image_id)
    before = [instance.id for instance in order]
    if place in ("front", "back"):
        own = [number for number in before if number in chosen]
        others = [number for number in before if number not in chosen]
        after = others + own if place == "front" else own + others
    else:
        after = list(before)
        indices = range(len(after))
        for at in reversed(indices) if place == "forward" else indices:
            to = at + 1 if place == "forward" else at - 1
            if after[at] in chosen and 0 <= to < len(after) and after[to] not in chosen:
                after[at], after[to] = after[to], after[at]
    if after == before:
        return None
    place_of = {number: z for z, number in enumerate(after)}
    changes = [
        change(instance, replace(instance, z=place_of[instance.id]))
        for instance in order
        if instance.z != place_of[instance.id]
    ]
    labels = {
        "front": Message("Bring to front"),
        "back": Message("Send to back"),
        "forward": Message("Bring forward"),
        "backward": Message("Send backward"),
    }
    return Transaction(labels[place], tuple(changes), image_id)


def describe(
    document: Document,
    instances: Sequence[Instance],
    crowd: bool | None = None,
    note: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Transaction | None:
    """Sets flags, note and attributes of instances: None leaves as is, an empty value removes an attribute."""
    changes = []
    for instance in instances:
        values = {**dict(instance.attributes), **(attributes or {})}
        after = replace(
            instance,
            crowd=instance.crowd if crowd is None else crowd,
            note=instance.note if note is None else note,
            attributes=tuple(sorted((name, value) for name, value in values.items() if value)),
        )
        if after != instance:
            changes.append(change(instance, after))
    if note is not None:
        label = Message("Edit note")
    elif crowd is not None:
        label = Message("Set “{attribute}”", attribute=Message("crowd"))
    else:
        name = next(iter(attributes or ()), "")
        label = Message("Set “{attribute}”", attribute=FLAG_WORDS.get(name, name))
    return Transaction(label, tuple(changes), instances[0].image_id) if changes else None


def _new_mask(part: Change) -> Mask | None:
    """The new mask that a change gives an instance; None if the mask is unchanged or the instance deleted."""
    if not isinstance(part.after, Instance):
        return None
    is_new = not isinstance(part.before, Instance) or part.before.mask != part.after.mask
    return part.after.mask if is_new else None


def edits_apart(
    edits: Iterable[tuple[Instance, Mask]],
    others: Iterable[Instance],
    overlap: Overlap,
    locked: Collection[int],
) -> list[Mask]:
    """Computes what `without_overlap` needs for edits of masks in advance, on a thread.

    `others` are all other instances of the image, from back to front. Returns the resulting new masks.
    """
    made = tuple((instance.mask, mask) for instance, mask in edits if mask != instance.mask)
    if overlap == "allow":
        return [mask for _, mask in made]
    around = _yielding(others, overlap, locked)
    masks, left = apart(made, around)
    return [*masks, *(mask for mask, (before, _) in zip(left, around, strict=True) if mask is not before)]


def without_overlap(
    document: Document, transaction: Transaction, overlap: Overlap, locked: Collection[int]
) -> Transaction:
    """The transaction, changed so that its new masks overlap neither other instances of the image nor each other.

    An instance keeps pixels it already had; pixels new to several go to the first.
    ValueError: nothing would be left of a mask.
    """
    if overlap == "allow" or transaction.image_id is None:
        return transaction
    changes = list(transaction.changes)
    new = {number: mask for number, part in enumerate(changes) if (mask := _new_mask(part)) is not None}
    touched = {changes[number].key for number in new} | {p.key for p in changes if p.after is None}
    others = [i for i in document.instances(transaction.image_id) if i.key not in touched]
    before = [changes[number].before for number in new]
    made, left = apart(
        tuple(
            (b.mask if isinstance(b, Instance) else None, m)
            for b, m in zip(before, new.values(), strict=True)
        ),
        _yielding(others, overlap, locked),
    )
    for number, mask in zip(new, made, strict=True):
        after = changes[number].after
        assert isinstance(after, Instance)
        if mask.is_empty:
            raise ValueError(
                Message(
                    "It is entirely covered by other instances, and overlap is off ({no_overlap}).",
                    no_overlap=KeyOf("no_overlap"),
                )
            )
        changes[number] = replace(changes[number], after=replace(after, mask=mask))
    edits = []
    for other, mask in zip(others, left, strict=True):
        if mask.is_empty:
            raise ValueError(
                Message(
                    "It would completely cover {instance}; delete that one first.",
                    instance=_named(document, other),
                )
            )
        if mask is not other.mask:
            edits.append(decisions.edit_instance_mask(document, other, mask, transaction.label))
    given = replace(transaction, changes=tuple(changes))
    return merged(transaction.label, [given, *edits]) or given


def _yielding(
    others: Iterable[Instance], overlap: Overlap, locked: Collection[int]
) -> tuple[tuple[Mask, bool], ...]:
    """The masks of instances, each with a flag whether it gives way."""
    return tuple((other.mask, overlap == "take" and other.id not in locked) for other in others)


def _with_others(
    document: Document, instances: Sequence[Instance], how: How, label: str
) -> Transaction | None:
    first, *_ = _several(instances)
    mask = combined(how, tuple(instance.mask for instance in instances))
    return edit_masks(document, [(first, mask)], label)


def relabel_selected(sequence: ImageSequence, category: str | None) -> Transaction | None:
    """Assigns a category to everything selected, including a proposal."""
    if not sequence.also():
        return sequence.relabel(category)
    if sequence.instance() is not None:
        return relabel_all(sequence.document, sequence.selected(), category)
    both = [sequence.relabel(category), relabel_all(sequence.document, sequence.also(), category)]
    return merged(decisions.relabelling(category), both)


def _several(instances: Sequence[Instance]) -> Sequence[Instance]:
    if len(instances) < 2:
        raise ValueError(
            Message(
                "Select two or more instances: Shift+click with the select tool ({select}), or use the list.",
                select=KeyOf("tool_select"),
            )
        )
    return instances


def _named(document: Document, instance: Instance) -> Message:
    category = document.category(instance.category_id)
    name = category.name if category is not None else Message("unknown")
    return Message("the instance “{category}”", category=name)
