"""The user's decisions, as pure functions from the document to one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from annotations.colors import Rgb, free_color
from annotations.label_sets import LabelSet
from annotations.masks import Mask
from annotations.message import Message
from annotations.records import (
    Attribute,
    Category,
    Change,
    ImageRecord,
    Instance,
    Record,
    Status,
    Step,
    Transaction,
    last_position,
    short_name,
)
from app.document.document import Document, change


def accept(
    document: Document, step: Step, mask: Mask, category: str | None, proposed: Step, touched: bool
) -> Transaction:
    """Keeps `mask` as the instance of `step`; `proposed` is the step as the model proposed it.

    `touched`: the user changed the mask, so the instance is "fixed", not "accepted".
    """
    outcome: Literal["fixed", "accepted"] = "fixed" if touched else "accepted"
    changes, category_id = category_or_new(document, category)
    instance = Instance(
        id=document.next_id("instance"),
        image_id=step.image_id,
        mask=mask,
        category_id=category_id,
        source=outcome,
        z=_top(document, step.image_id),
        score=proposed.objectness,
    )
    after = replace(
        step,
        mask=proposed.mask,
        category=proposed.category,
        category_probability=proposed.category_probability,
        outcome=outcome,
        instance_id=instance.id,
    )
    label = Message("Accept fixed proposal") if touched else Message("Accept proposal")
    changes += [change(document.step(step.id), after), change(None, instance)]
    return of_image(document, label, step.image_id, changes)


def close_step(
    document: Document, step: Step, proposed: Step, outcome: Literal["rejected", "skipped"]
) -> Transaction:
    """Rejects or skips a step ("rejected", "skipped"); its instance, if any, is deleted."""
    after = replace(
        step,
        mask=proposed.mask,
        category=proposed.category,
        category_probability=proposed.category_probability,
        outcome=outcome,
        instance_id=None,
    )
    changes = [change(document.step(step.id), after)]
    instance = document.instance(step.instance_id)
    if instance is not None:
        changes.append(change(instance, None))
    label = Message("Reject proposal") if outcome == "rejected" else Message("Skip proposal")
    return of_image(document, label, step.image_id, changes)


def edit_open_step(
    document: Document, step: Step, label: str, mask: Mask | None = None, category: str | None = None
) -> Transaction:
    """Changes the mask or category of a pending proposal, which records it in the document."""
    after = replace(step, outcome="open", mask=mask if mask is not None else step.mask)
    if category is not None:
        after = replace(after, category=category, category_probability=1.0)
    return of_image(document, label, step.image_id, [change(document.step(step.id), after)])


def edit_instance_mask(document: Document, instance: Instance, mask: Mask, label: str) -> Transaction:
    """Changes the mask of an instance; a proposed one becomes "fixed", a drawn one stays drawn."""
    source = instance.source if instance.source == "drawn" else "fixed"
    changes = [change(instance, replace(instance, mask=mask, source=source))]
    step = document.step_of(instance)
    if step is not None and step.outcome == "accepted":
        changes.append(change(step, replace(step, outcome="fixed")))
    return of_image(document, label, instance.image_id, changes)


def relabel_instance(document: Document, instance: Instance, category: str | None) -> Transaction:
    changes, category_id = category_or_new(document, category)
    changes.append(change(instance, replace(instance, category_id=category_id)))
    return of_image(document, relabelling(category), instance.image_id, changes)


def draw(document: Document, image_id: int, mask: Mask, category: str | None, label: str) -> Transaction:
    """Adds an instance drawn by hand, with its own step in the strip."""
    changes, category_id = category_or_new(document, category)
    changes += drawn(document, image_id, mask, category, category_id)
    return of_image(document, label, image_id, changes)


def drawn(
    document: Document,
    image_id: int,
    mask: Mask,
    category: str | None,
    category_id: int | None,
    number: int = 0,
    like: Instance | None = None,
) -> list[Change]:
    """The changes that add an instance drawn by hand and its step; `number` counts those of one transaction.

    `like` is an instance whose note and attributes it copies.
    """
    instance = Instance(
        id=document.next_id("instance"),
        image_id=image_id,
        mask=mask,
        category_id=category_id,
        source="drawn",
        z=_top(document, image_id) + number,
        score=None,
        crowd=like.crowd if like is not None else False,
        note=like.note if like is not None else "",
        attributes=like.attributes if like is not None else (),
    )
    step = Step(
        id=document.next_id("step"),
        image_id=image_id,
        index=next_index(document, image_id) + number,
        outcome="drawn",
        mask=mask,
        category=category,
        category_probability=1.0,
        objectness=1.0,
        instance_id=instance.id,
        click=None,
    )
    return [change(None, instance), change(None, step)]


def delete(document: Document, instance: Instance) -> Transaction:
    """Deletes an instance. Its proposal counts as rejected, so it does not come again."""
    changes = [change(instance, None)]
    step = document.step_of(instance)
    if step is not None:
        gone = step.outcome == "drawn"
        changes.append(change(step, None if gone else replace(step, outcome="rejected", instance_id=None)))
    return of_image(document, Message("Delete instance"), instance.image_id, changes)


def start_over(document: Document, image_id: int, index: int) -> Transaction | None:
    """Removes the step at `index` and all later ones, with their instances. None: no such step."""
    changes = []
    for step in document.steps(image_id):
        if step.index < index:
            continue
        changes.append(change(step, None))
        instance = document.instance(step.instance_id)
        if instance is not None:
            changes.append(change(instance, None))
    return of_image(document, Message("Start over from here"), image_id, changes) if changes else None


def set_status(document: Document, image_id: int, status: Status) -> Transaction | None:
    """Marks an image "new", "started", "done" or "skipped". None: it already is."""
    image = document.image(image_id)
    if image.status == status:
        return None
    labels = {"done": Message("Image done"), "skipped": Message("Skip image")}
    label = labels.get(status, Message("Reopen image"))
    return Transaction(label, (change(image, replace(image, status=status)),), image_id)


def set_statuses(document: Document, statuses: Mapping[int, Status]) -> Transaction | None:
    """Sets the status of several images, by id, in one transaction. None: nothing changes."""
    images = {number: document.image(number) for number in statuses}
    changes = tuple(
        change(image, replace(image, status=statuses[number]))
        for number, image in images.items()
        if image.status != statuses[number]
    )
    labels = {"done": Message("Mark images as done"), "skipped": Message("Skip images")}
    kinds = set(statuses.values())
    label = labels.get(kinds.pop() if len(kinds) == 1 else "", Message("Reopen images"))
    return Transaction(label, changes, None) if changes else None


def remove_images(document: Document, image_ids: Iterable[int]) -> Transaction:
    """Removes images, which must be loaded, from the project with all that they have; their files stay."""
    images = [document.image(number) for number in image_ids]
    changes: list[Change] = []
    for image in images:
        records: list[Record] = [*document.proposals(image.id), *document.steps(image.id)]
        records += [*document.instances(image.id), image]
        changes += [change(record, None) for record in records]
    label = Message("Remove {image} from the project", image=images[0].path.rsplit("/", 1)[-1])
    if len(images) > 1:
        label = Message("Remove {count:,} images from the project", count=len(images))
    return Transaction(label, tuple(changes), None)


def add_category(document: Document, name: str, color: Rgb | None = None) -> Transaction:
    """Adds a category; ValueError if the name is empty or taken."""
    _check_name(document, name, None)
    (made,) = new_categories(document, [(name, color)])
    return Transaction(Message("Add category {name}", name=name), (change(None, made),), None)


def add_label_set(document: Document, label_set: LabelSet) -> Transaction | None:
    """Adds the categories of a label set that the project lacks. None: it has all of them."""
    known = {category.name for category in document.categories()}
    made = new_categories(document, [each for each in label_set.categories if each[0] not in known])
    label = Message("Add categories of {title}", title=label_set.title)
    return Transaction(label, tuple(change(None, category) for category in made), None) if made else None


def delete_category(document: Document, category: Category) -> Transaction:
    """Deletes a category, which no instance in any image may use."""
    return Transaction(Message("Delete category {name}", name=category.name), (change(category, None),), None)


def merge_category(document: Document, category: Category, name: str) -> Transaction:
    """Moves all instances of a category, in all images, to another one, and deletes it.

    All images with an instance of it must be loaded. The category called `name` is created if missing.
    """
    changes, number = category_or_new(document, name)
    changes += [
        change(instance, replace(instance, category_id=number))
        for instance in document.instances_of(category.id)
    ]
    changes.append(change(category, None))
    label = Message("Merge category {name} into {other}", name=category.name, other=name)
    return Transaction(label, tuple(changes), None)


def move_category(document: Document, category: Category, by: int) -> Transaction | None:
    """Moves a category up (-1) or down (1) in the list, which changes number keys. None: it is at the end."""
    order = document.categories()
    at = order.index(category)
    if not 0 <= at + by < len(order):
        return None
    order.insert(at + by, order.pop(at))
    changes = [
        change(before, replace(before, position=position))
        for position, before in enumerate(order)
        if before.position != position
    ]
    return Transaction(Message("Move category {name}", name=category.name), tuple(changes), None)


def change_category(
    document: Document,
    category: Category,
    name: str | None = None,
    color: Rgb | None = None,
    attributes: tuple[Attribute, ...] | None = None,
) -> Transaction | None:
    """Changes the name, colour or attributes of a category. None: nothing changes.

    ValueError: the name is empty or taken.
    """
    if name is not None:
        _check_name(document, name, category)
    after = replace(
        category,
        name=category.name if name is None else name,
        color=category.color if color is None else color,
        attributes=category.attributes if attributes is None else attributes,
    )
    if after == category:
        return None
    if name is not None:
        label = Message("Rename category {name}", name=category.name)
    elif color is not None:
        label = Message("Recolour category {name}", name=category.name)
    else:
        label = Message("Edit attributes of {name}", name=category.name)
    return Transaction(label, (change(category, after),), None)


def relabelling(category: str | None) -> Message:
    """The label of assigning a category."""
    return Message("Relabel as {category}", category=category or Message("unknown"))


def next_index(document: Document, image_id: int) -> int:
    steps = document.steps(image_id)
    return steps[-1].index + 1 if steps else 0


def new_categories(document: Document, wanted: Iterable[tuple[str, Rgb | None]]) -> list[Category]:
    """New categories with these names and colours, at the end of the list; None: a free colour."""
    there = document.categories()
    colors = [category.color for category in there]
    made = []
    for name, color in wanted:
        colors.append(color or free_color(colors))
        made.append(Category(document.next_id("category"), name, colors[-1], position=last_position(there)))
    return made


def _check_name(document: Document, name: str, own: Category | None) -> None:
    if not name.strip():
        raise ValueError(Message("A category needs a name."))
    other = document.category_named(short_name(name))
    if other is not None and other != own:
        raise ValueError(Message("A category “{name}” already exists.", name=name))


def category_or_new(document: Document, name: str | None) -> tuple[list[Change], int | None]:
    """The id of the category with this name, and the changes that create it if missing."""
    if name is None:
        return [], None
    found = document.category_named(short_name(name))
    if found is not None:
        return [], found.id
    (made,) = new_categories(document, [(name, None)])
    return [change(None, made)], made.id


def _top(document: Document, image_id: int) -> int:
    return max((instance.z for instance in document.instances(image_id)), default=-1) + 1


def of_image(document: Document, label: str, image_id: int, changes: list[Change]) -> Transaction:
    """One transaction; in a new image it also marks the image as started."""
    image: ImageRecord = document.image(image_id)
    if image.status == "new":
        changes = [*changes, change(image, replace(image, status="started"))]
    return Transaction(label, tuple(changes), image_id)
