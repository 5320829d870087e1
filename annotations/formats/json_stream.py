"""Reads the lists of a large JSON object record by record, so that memory use does not grow with the file."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from annotations.errors import FormatError, explain
from annotations.message import Message

CHUNK = 2**20
LARGEST_RECORD = 64 * 2**20
"""Maximum number of characters in a record or in a value outside the lists."""
_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One member of a list of the object: the list's name, the member's position from 1, and its value."""

    section: str
    position: int
    value: Any


def records(path: Path) -> Iterator[Record]:
    """Yield the members of all lists of the file's one JSON object, in the order of the file.

    Each list's name comes first by itself, at position 0; values that are not lists are skipped. FormatError: the
    file cannot be read, or is not one JSON object.
    """
    try:
        with open(path, "rb") as file:
            yield from _Scanner(path, file).records()
    except OSError as error:
        raise FormatError(path, Message("it cannot be read: {reason}", reason=explain(error))) from error
    except UnicodeDecodeError as error:
        raise FormatError(path, Message("it is not JSON, or not text at all")) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(path, Message("it is not JSON ({error})", error=error)) from error


class _Scanner:
    """The text read but not consumed yet, and the position in it."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file
        self._text = ""
        self._place = 0
        self._ended = False
        self._to_text = codecs.getincrementaldecoder("utf-8-sig")()
        self._decode = json.JSONDecoder().raw_decode

    def records(self) -> Iterator[Record]:
        first = self._next()
        if first != "{":
            value = self._value() if first != "[" else []
            what = (
                Message("it is a list, as COCO results are, not a data set")
                if isinstance(value, list)
                else Message("it is JSON, but not a COCO data set")
            )
            raise FormatError(self._path, what)
        self._place += 1
        if self._next() == "}":
            self._place += 1
        else:
            yield from self._members()
        if self._next():
            raise ValueError(Message("there is extra text after its end"))

    def _members(self) -> Iterator[Record]:
        while True:
            if self._next() != '"':
                raise ValueError(Message("a name is missing"))
            name = self._value()
            self._expect(":")
            if self._next() == "[":
                yield Record(name, 0, None)
                yield from self._list(name)
            else:
                self._value()
            if self._expect(",}") == "}":
                return

    def _list(self, name: str) -> Iterator[Record]:
        self._place += 1
        if self._next() == "]":
            self._place += 1
            return
        position = 0
        while True:
            position += 1
            yield Record(name, position, self._value())
            if self._expect(",]") == "]":
                return

    def _next(self) -> str:
        """Return the next character that is not whitespace, "" at the end; the position is on it."""
        while True:
            found = _SPACE.match(self._text, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more(CHUNK):
                return ""

    def _expect(self, wanted: str) -> str:
        """Expect one of the given characters; the position is after it."""
        found = self._next()
        if not found or found not in wanted:
            raise ValueError(Message("{wanted} is missing", wanted=" or ".join(wanted)))
        self._place += 1
        return found

    def _value(self) -> Any:
        """Return the value that begins here; the position is after it."""
        self._next()
        more = CHUNK
        while True:
            try:
                value, end = self._decode(self._text, self._place)
            except json.JSONDecodeError:
                if not self._more(more):
                    raise
            else:
                # A number at the end of the buffer may continue.
                if end < len(self._text) or not self._more(CHUNK):
                    self._place = end
                    return value
            if len(self._text) - self._place > LARGEST_RECORD:
                raise ValueError(
                    Message(
                        "one of its records is longer than {most} million characters",
                        most=LARGEST_RECORD // 2**20,
                    )
                )
            more *= 2

    def _more(self, size: int) -> bool:
        """Read more and drop what was consumed; False at the end of the file."""
        if self._ended:
            return False
        content = self._file.read(size)
        self._ended = not content
        self._text = self._text[self._place :] + self._to_text.decode(content, final=self._ended)
        self._place = 0
        return True
