"""A sentence for a person that can be said in another language: its English text, and what it is made of."""

from __future__ import annotations

from typing import Self


class Message(str):
    """A str, the English text, that remembers the sentence and the values in it.

    Code that knows no window says everything to the person as `Message("{count} files left out", count=3)`: one
    literal sentence, what varies in named {placeholders} of str.format. Logs and command lines print it as it is;
    the window says the same `template` in the person's language, with the same `values`, which may be messages
    themselves. str() keeps it whole, so that str(error) is the message that the error was raised with; f-strings
    and + make plain English of it.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        kept = {name: str(value) if isinstance(value, Exception) else value for name, value in values.items()}
        message = super().__new__(cls, template.format(**kept) if kept else template)
        message.template, message.values = template, kept
        return message

    def __str__(self) -> str:
        return self


def count_images(count: int) -> Message:
    """So many images, as a part of a sentence."""
    return Message("1 image" if count == 1 else "{count:,} images", count=count)


def count_instances(count: int) -> Message:
    """So many instances, as a part of a sentence."""
    return Message("1 instance" if count == 1 else "{count:,} instances", count=count)


def both(first: str, second: str) -> str:
    """Two sentences after each other; either may be empty."""
    return Message("{first} {second}", first=first, second=second) if first and second else first or second
