"""The colours and names of masks on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotations.colors import COLORS, Rgb, free_color
from annotations.message import Message
from annotations.records import Instance, Outcome, Source, Step
from app.document.category_keys import KEYS
from app.document.document import Document
from app.translation import key_now, tr

UNKNOWN: Rgb = (170, 176, 188)


@dataclass(frozen=True)
class Choice:
    """A category that can be assigned: one of the project's, or (id None) one that only the model knows yet.

    `number` is its number key, if it has one.
    """

    name: str
    color: Rgb
    id: int | None
    number: int | None = None


def choices(document: Document | None, known: tuple[str, ...]) -> list[Choice]:
    """The project's categories, then those only the model has, which get the number keys that are left."""
    if document is None:
        return []
    keys = document.number_keys()
    found = [Choice(c.name, c.color, c.id, keys.get(c.id)) for c in document.categories()]
    left = iter([key for key in KEYS if key not in keys.values()])
    for name in known:
        if name not in [choice.name for choice in found]:
            found.append(Choice(name, free_color([choice.color for choice in found]), None, next(left, None)))
    return found


def relabel_key(choice: Choice) -> str:
    """The key that assigns a category, as the user has set it; empty if there is none."""
    return key_now(f"relabel_{choice.number}") if choice.number is not None else ""


def color_named(name: str | None, among: list[Choice]) -> Rgb:
    return next((choice.color for choice in among if choice.name == name), UNKNOWN)


def coloring(document: Document, by: str) -> Callable[[Instance], Rgb]:
    """The colour of each instance; `by` is "category", "instance" or "track"."""
    if by == "instance":
        return lambda instance: COLORS[instance.id % len(COLORS)]
    if by == "track":
        return lambda one: UNKNOWN if one.track is None else COLORS[one.track % len(COLORS)]
    colors: dict[int | None, Rgb] = {category.id: category.color for category in document.categories()}
    return lambda instance: colors.get(instance.category_id, UNKNOWN)


_OUTCOMES: dict[Outcome, Message] = {
    "open": Message("undecided"),
    "accepted": Message("accepted"),
    "fixed": Message("fixed"),
    "rejected": Message("rejected"),
    "skipped": Message("skipped"),
    "drawn": Message("drawn by hand"),
}
_SOURCES: dict[Source, Message] = {
    "accepted": Message("accepted"),
    "fixed": Message("fixed"),
    "drawn": Message("drawn"),
    "imported": Message("imported"),
}


def outcome_words(step: Step) -> str:
    """The outcome of a step, in the user's language."""
    return tr(_OUTCOMES[step.outcome])


def source_name(source: Source) -> str:
    """A source of instances, in the user's language."""
    return tr(_SOURCES[source])


def source_words(instance: Instance) -> str:
    """The source of an instance, in the user's language."""
    return tr(_SOURCES[instance.source])
