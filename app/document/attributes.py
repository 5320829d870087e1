"""The attributes of a category as editable text: one attribute per line, choices after a colon."""

from __future__ import annotations

from annotations.message import Message
from annotations.records import FLAGS, Attribute, Instance

FLAG_WORDS = {"occluded": Message("occluded"), "difficult": Message("difficult")}
"""The names of the attributes in FLAGS."""


def parse(text: str) -> tuple[Attribute, ...]:
    """Parses attributes from a text such as "colour: red, green, blue"; without choices, any answer is allowed.

    ValueError names the invalid line.
    """
    found: list[Attribute] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, _, rest = (part.strip() for part in line.partition(":"))
        choices = tuple(dict.fromkeys(choice.strip() for choice in rest.split(",") if choice.strip()))
        if not name:
            raise ValueError(
                Message("Line {number}: the attribute name before the colon is missing.", number=number)
            )
        if name.casefold() in (*FLAGS, "crowd", "note"):
            raise ValueError(
                Message("Line {number}: “{name}” already exists in every category.", number=number, name=name)
            )
        if name in [attribute.name for attribute in found]:
            raise ValueError(Message("Line {number}: “{name}” is listed twice.", number=number, name=name))
        found.append(Attribute(name, choices))
    return tuple(found)


def has_flag(instance: Instance, name: str) -> bool:
    """Whether it is one of FLAGS, or "crowd"."""
    if name == "crowd":
        return instance.crowd
    return (name, "true") in instance.attributes


def text_of(attributes: tuple[Attribute, ...]) -> str:
    """The text that `parse` turns into these attributes."""
    return "\n".join(
        f"{attribute.name}: {', '.join(attribute.choices)}" if attribute.choices else attribute.name
        for attribute in attributes
    )
