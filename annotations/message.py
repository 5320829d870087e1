"""Translatable sentences: a str that remembers its template and values."""

from __future__ import annotations

from typing import Self


class Message(str):
    """English text that remembers the template and the values it was made from.

    Code outside the window creates every text for the user as `Message("{count} files left out", count=3)`: one
    literal sentence with named {placeholders} of str.format. Logs and command lines print it as it is. The window
    translates the same `template` and inserts the same `values`, which may be messages too. str() returns the message
    itself, so str(error) is the message that the error was raised with; f-strings and + turn it into plain English
    text.
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
    """A number of images, as part of a sentence."""
    return Message("1 image" if count == 1 else "{count:,} images", count=count)


def count_instances(count: int) -> Message:
    """A number of instances, as part of a sentence."""
    return Message("1 instance" if count == 1 else "{count:,} instances", count=count)


def both(first: str, second: str) -> str:
    """Join two sentences; either may be empty."""
    return Message("{first} {second}", first=first, second=second) if first and second else first or second


def duration(seconds: float) -> Message:
    """A duration in minutes, from one hour on in hours."""
    if seconds < 3600:
        return Message("{minutes:.0f} min", minutes=seconds / 60)
    return Message("{hours:.1f} h", hours=seconds / 3600)
