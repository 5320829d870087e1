"""The frozen records of a project, and the transactions that change them and can be inverted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from annotations.masks import Mask
from annotations.message import Message

Status = Literal["new", "started", "done", "skipped"]
Source = Literal["accepted", "fixed", "drawn", "imported"]
Outcome = Literal["open", "accepted", "fixed", "rejected", "skipped", "drawn"]
Review = Literal["", "verified", "needs work"]
Table = Literal["category", "image", "instance", "step", "proposal"]
Key = tuple[str, int]

STATUSES: tuple[Status, ...] = ("new", "started", "done", "skipped")
SOURCES: tuple[Source, ...] = ("accepted", "fixed", "drawn", "imported")
OUTCOMES: tuple[Outcome, ...] = ("open", "accepted", "fixed", "rejected", "skipped", "drawn")
REVIEWS: tuple[Review, ...] = ("", "verified", "needs work")
TABLES: tuple[Table, ...] = ("category", "image", "instance", "step", "proposal")
"""In an order in which records can be written: each refers only to tables before its own."""
CLASS_AGNOSTIC = ("object",)
"""The categories of a model that only separates objects from background."""
FLAGS = ("occluded", "difficult")
"""Attributes that an instance of any category may have."""
LONGEST_NAME = 200
"""Characters of the name of a category or an attribute, and of a choice. All ways in make records, which keep to it."""
LONGEST_TEXT = 2_000
"""Characters of a note and of the value of an attribute."""
LONGEST_PATH = 4096
"""Characters of the path of an image: more than any system takes."""
MOST_ATTRIBUTES = 100
"""Attributes of a category or an instance, and choices of an attribute."""


def short_name(name: str) -> str:
    """Return a name of at most LONGEST_NAME characters; longer ones that differ still differ."""
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: LONGEST_NAME - 9]}~{digest}"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A question about every instance of a category; without `choices`, any text is an answer."""

    name: str
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _set(self, "name", short_name(self.name))
        _set(self, "choices", tuple(map(short_name, self.choices[:MOST_ATTRIBUTES])))


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of object: its name, unique in the project, its colour (red, green, blue; 0…255) and its attributes.

    `position` is its place in the list, which gives it its number key; categories at the same position are sorted by
    id. A position of -9…-1 stands for the number key 1…9, which the category keeps wherever others go.
    """

    table: ClassVar[Table] = "category"
    id: int
    name: str
    color: tuple[int, int, int]
    attributes: tuple[Attribute, ...] = ()
    position: int = 0

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST_NAME:
            _set(self, "name", short_name(self.name))
        if len(self.attributes) > MOST_ATTRIBUTES:
            _set(self, "attributes", self.attributes[:MOST_ATTRIBUTES])

    @property
    def key(self) -> Key:
        return self.table, self.id


def last_position(categories: Iterable[Category]) -> int:
    """Return the position of a new category, which comes after these: a kept number key is no place in the list."""
    return max((0, *(category.position for category in categories)))


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """An image of the project: `path` is posix and relative to the project's root; the size is in pixels, upright."""

    table: ClassVar[Table] = "image"
    id: int
    path: str
    width: int
    height: int
    status: Status = "new"

    @property
    def key(self) -> Key:
        return self.table, self.id

    @property
    def size(self) -> tuple[int, int]:
        """(height, width), as for masks."""
        return self.height, self.width


@dataclass(frozen=True, slots=True)
class Instance:
    """One annotated object. `category_id` is None while the category is unknown. A higher `z` is further on top.

    `attributes` are (name, value) pairs sorted by name. Those named in FLAGS exist for every category; a flag that is
    set has the value "true", and a flag that is not set has no pair.

    `review` is what a reviewer said of it, "" before a review and again after a change of mask or category (see
    `unreviewed`), and `reviewer` who said so; comments are in `note`. Instances of one object in several images of a
    sequence have the same `track`, a number from 1.
    """

    table: ClassVar[Table] = "instance"
    id: int
    image_id: int
    mask: Mask
    category_id: int | None
    source: Source
    z: int = 0
    score: float | None = None
    crowd: bool = False
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    review: Review = ""
    reviewer: str = ""
    track: int | None = None

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_TEXT:
            _set(self, "note", self.note[:LONGEST_TEXT])
        if len(self.reviewer) > LONGEST_NAME:
            _set(self, "reviewer", short_name(self.reviewer))
        if self.attributes and not _fit(self.attributes):
            kept = {
                short_name(name): value[:LONGEST_TEXT] for name, value in self.attributes[:MOST_ATTRIBUTES]
            }
            _set(self, "attributes", tuple(sorted(kept.items())))

    @property
    def key(self) -> Key:
        return self.table, self.id


def _fit(attributes: tuple[tuple[str, str], ...]) -> bool:
    return len(attributes) <= MOST_ATTRIBUTES and all(
        len(name) <= LONGEST_NAME and len(value) <= LONGEST_TEXT for name, value in attributes
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an image's sequence, a thumbnail of the strip: a proposal and its outcome.

    `mask` and `category` are as proposed, `click` is the place where the person asked for an object, else the
    one that the network chose, in click coordinates (see `annotations.geometry`), `instance_id` the resulting
    instance, if any, `model` the name of the checkpoint that proposed it.
    """

    table: ClassVar[Table] = "step"
    id: int
    image_id: int
    index: int
    outcome: Outcome
    mask: Mask
    category: str | None = None
    category_probability: float = 0.0
    objectness: float = 0.0
    instance_id: int | None = None
    click: tuple[float, float] | None = None
    model: str | None = None

    def __post_init__(self) -> None:
        if self.category is not None and len(self.category) > LONGEST_NAME:
            _set(self, "category", short_name(self.category))
        if self.model is not None and len(self.model) > LONGEST_NAME:
            _set(self, "model", short_name(self.model))

    @property
    def key(self) -> Key:
        return self.table, self.id


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits for a person's decision, made for an image that nobody had open.

    The fields are those of `Step`. Proposals of an image are shown in the order of `index`; deciding one removes it
    and adds a step.
    """

    table: ClassVar[Table] = "proposal"
    id: int
    image_id: int
    index: int
    mask: Mask
    category: str | None = None
    category_probability: float = 0.0
    objectness: float = 0.0
    click: tuple[float, float] | None = None
    model: str | None = None

    def __post_init__(self) -> None:
        if self.category is not None and len(self.category) > LONGEST_NAME:
            _set(self, "category", short_name(self.category))
        if self.model is not None and len(self.model) > LONGEST_NAME:
            _set(self, "model", short_name(self.model))

    @property
    def key(self) -> Key:
        return self.table, self.id


_set = object.__setattr__  # a frozen record's own, while it is made
Record = Category | ImageRecord | Instance | Step | Proposal


def waiting_again(step: Step, proposal_id: int, index: int) -> Proposal:
    """Return the waiting proposal that a step was made of."""
    return Proposal(
        id=proposal_id,
        image_id=step.image_id,
        index=index,
        mask=step.mask,
        category=step.category,
        category_probability=step.category_probability,
        objectness=step.objectness,
        click=step.click,
        model=step.model,
    )


def unreviewed(before: Instance, after: Instance) -> Instance:
    """Return `after` without its review if mask or category differ from `before`: the review was of those."""
    same = (
        after.mask == before.mask and after.category_id == before.category_id and after.crowd == before.crowd
    )
    said_anew = (after.review, after.reviewer) != (before.review, before.reviewer)
    return after if same or said_anew or not after.review else replace(after, review="", reviewer="")


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None if it did not or does not exist."""

    key: Key
    before: Record | None
    after: Record | None

    @classmethod
    def add(cls, record: Record) -> Change:
        return cls(record.key, None, record)

    @classmethod
    def remove(cls, record: Record) -> Change:
        return cls(record.key, record, None)

    @classmethod
    def replace(cls, before: Record, after: Record) -> Change:
        """Raise ValueError unless both are the same record at different times."""
        if before.key != after.key:
            raise ValueError(Message("{key} cannot become {key_2}", key=before.key, key_2=after.key))
        return cls(before.key, before, after)

    def inverse(self) -> Change:
        return Change(self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Origin:
    """The circumstances of a transaction, for the history."""

    time: datetime | None = None
    """When it was decided, with a time zone; None for the time of the commit."""
    seconds: float | None = None
    """How long the decision took, from when there was something to decide, without pauses."""
    step_id: int | None = None
    """The step, and so the proposal, it is about."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Changes that happen together or not at all; `label` describes them, `image_id` is the image they affect."""

    label: str
    changes: tuple[Change, ...]
    image_id: int | None = None
    origin: Origin | None = None

    def inverse(self) -> Transaction:
        """Return the transaction that undoes this one, with its own origin."""
        changes = tuple(change.inverse() for change in reversed(self.changes))
        return replace(self, changes=changes, origin=None)
