"""What the commands answer: always valid JSON, also where they were called with wrong options."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, NoReturn

from annotations.pipes import print_out

FOLDER_IS_GONE = "the current folder does not exist any more; change to another one"


class UsageError(Exception):
    """A command was called with wrong options; `parser` knows the right ones."""

    def __init__(self, parser: argparse.ArgumentParser, reason: str) -> None:
        super().__init__(reason)
        self.parser = parser


class Parser(argparse.ArgumentParser):
    """Raises UsageError for wrong options, so that the command itself can answer in JSON too."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(self, message)


def exit_with_usage(error: UsageError, arguments: Sequence[str]) -> NoReturn:
    """Say what is wrong with a command's arguments, in JSON too if they ask for it, and exit with 2."""
    if "--json" in arguments:
        print_out(as_json({"error": str(error)}))
    error.parser.print_usage(sys.stderr)
    error.parser.exit(2, f"{error.parser.prog}: error: {error}\n")


def is_folder_gone() -> bool:
    """Whether the current folder was removed, so that no relative path has a meaning."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def as_json(answer: Any) -> str:
    """Return one line of ASCII that every JSON parser reads: null for NaN and infinities, "?" for what is no text."""
    return json.dumps(_plain(answer), allow_nan=False, default=str)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, Mapping):
        return {_plain(str(name)): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
