"""Reads text and JSON files of other programs and people, whole and within limits, and tells what is text."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, explain
from annotations.message import Message

LARGEST_JSON = 256 * 2**20
"""The limits in bytes."""
LARGEST_TEXT = 64 * 2**20


def clean(text: str) -> str:
    """Return a text that can be shown and written, even if the file contained lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def is_text(value: object) -> bool:
    """Whether a value is a text that can be written again (JSON may contain lone surrogates)."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's content; FormatError if it cannot be read or is larger than `limit` bytes."""
    try:
        found = path.stat()
        if stat.S_ISFIFO(found.st_mode):
            raise FormatError(path, Message("it is not a file"))  # reading a pipe would block forever
        size = found.st_size  # reading up to a limit would allocate the limit
        with open(path, "rb") as file:
            content = file.read(min(size, limit) + 1)
    except (OSError, ValueError) as error:
        raise FormatError(path, Message("it cannot be read: {reason}", reason=explain(error))) from error
    if len(content) > limit:
        raise FormatError(path, Message("it is larger than {limit:g} MB", limit=limit / 2**20))
    return content


def read_text(path: Path) -> str:
    """Return a text file's content (UTF-8, with or without a byte order mark); FormatError if it is not one."""
    try:
        return read_bytes(path, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(path, Message("it is not text in UTF-8")) from error


def read_json(path: Path, limit: int = LARGEST_JSON) -> dict[str, Any]:
    """Return a JSON object; FormatError if the file is not one, or larger than `limit` bytes."""
    content = _json(path, limit)
    if not isinstance(content, dict):
        raise FormatError(path, Message("it is JSON, but not an object"))
    return content


def read_json_list(path: Path) -> list[Any]:
    """Return a JSON list; FormatError if the file is not one."""
    content = _json(path, LARGEST_JSON)
    if not isinstance(content, list):
        raise FormatError(path, Message("it is JSON, but not a list"))
    return content


def _json(path: Path, limit: int) -> Any:
    try:
        return json.loads(read_bytes(path, limit).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(path, Message("it is not JSON, or not text at all")) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(path, Message("it is not JSON ({error})", error=error)) from error


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a text that are not empty, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")
