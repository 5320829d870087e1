"""Reads the label map in cellpose's NAME_seg.npy, a pickled dictionary; nothing in the file is imported or run."""

from __future__ import annotations

import pickletools
import re
import struct
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.formats.reading import LABEL_PIXEL_LIMIT, whole_numbers
from annotations.message import Message
from annotations.text_files import read_bytes

LARGEST = 2**30  # bytes: with the label map, a file holds the flows of every pixel
MOST_VALUES = 1_000_000
"""Maximum number of steps of the pickle; an array is a few, whatever its size."""
_MAGIC = b"\x93NUMPY"
_TYPE = re.compile("[bui][1248]")
_VALUES = frozenset(
    {
        *("INT", "BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT", "BINBYTES", "SHORT_BINBYTES"),
        *("BINBYTES8", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"),
    }
)
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


class _NotAMap(Exception):  # noqa: N818
    """Why a file has no label map; not shown, since one sentence for all of them is."""


def label_map(path: Path) -> NDArray[np.integer]:
    """Return the (H, W) map of a file; FormatError if it cannot be read, ValueError if there is no such map in it."""
    content = read_bytes(path, LARGEST)
    try:
        # An array without axes, whose one value is the dictionary.
        return _array(_values(content[_start(content) :]).state[4][0]["masks"])
    except (
        _NotAMap,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        OverflowError,
        struct.error,
    ) as error:
        raise ValueError(
            Message("it is not a file of cellpose's with a two-dimensional label map")
        ) from error


def _start(content: bytes) -> int:
    """Return where the pickle begins, after the header of NumPy's file."""
    if not content.startswith(_MAGIC):
        raise _NotAMap("not a file of NumPy's")
    size = struct.unpack_from("<H" if content[6] == 1 else "<I", content, 8)[0]
    return int(size) + (10 if content[6] == 1 else 12)


@dataclass(slots=True, eq=False)
class _Made:
    """What the pickle would call or make: the name of the function, its arguments, and the state set afterwards."""

    name: str
    arguments: Any = ()
    state: Any = None


def _values(pickled: bytes) -> Any:
    """Return the value of a pickle, in which each call is kept as a `_Made`; keys that are no text are dropped."""
    stack: list[Any] = []
    marks: list[int] = []
    memo: dict[int, Any] = {}

    def taken(count: int) -> list[Any]:
        """Take the last values from the stack."""
        if count > len(stack):
            raise _NotAMap("the stack is empty")
        items = stack[len(stack) - count :]
        del stack[len(stack) - count :]
        return items

    for number, (opcode, argument, _) in enumerate(pickletools.genops(pickled)):
        name = opcode.name
        if number >= MOST_VALUES:
            raise _NotAMap("too many values")
        if name in _VALUES:
            stack.append(argument)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name])
        elif name in _TUPLES:
            stack.append(tuple(taken(_TUPLES[name])))
        elif name in ("EMPTY_LIST", "EMPTY_DICT"):
            stack.append([] if name == "EMPTY_LIST" else {})
        elif name == "MARK":
            marks.append(len(stack))
        elif name == "TUPLE":
            stack.append(tuple(taken(len(stack) - marks.pop())))
        elif name in ("APPEND", "APPENDS"):
            items = taken(1 if name == "APPEND" else len(stack) - marks.pop())
            stack[-1].extend(items)
        elif name in ("SETITEM", "SETITEMS"):
            items = taken(2 if name == "SETITEM" else len(stack) - marks.pop())
            pairs = zip(items[::2], items[1::2], strict=True)
            stack[-1].update((key, value) for key, value in pairs if isinstance(key, str))
        elif name == "GLOBAL":
            stack.append(_Made(str(argument).replace(" ", ".")))
        elif name == "STACK_GLOBAL":
            stack.append(_Made(".".join(map(str, taken(2)))))
        elif name in ("REDUCE", "NEWOBJ"):
            called, arguments = taken(2)
            stack.append(_Made(called.name, arguments))
        elif name == "BUILD":
            (state,) = taken(1)
            stack[-1].state = state
        elif name in ("MEMOIZE", "BINPUT", "LONG_BINPUT"):
            memo[len(memo) if name == "MEMOIZE" else int(argument or 0)] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET"):
            stack.append(memo[int(argument or 0)])
        elif name not in ("PROTO", "FRAME", "STOP"):
            raise _NotAMap(f"{name} is not expected")
    return stack[-1]


def _array(made: _Made) -> NDArray[np.integer]:
    """Return an array of whole numbers with two axes."""
    _, shape, kind, is_fortran, content = made.state
    letters, order = kind.arguments[0], kind.state[1]
    if not _TYPE.fullmatch(letters) or order not in ("<", ">", "|"):
        raise _NotAMap("not whole numbers")
    if len(shape) != 2 or not all(type(side) is int and side > 0 for side in shape):
        raise _NotAMap("not two axes")
    if prod(shape) > LABEL_PIXEL_LIMIT:
        raise _NotAMap("too many pixels")
    values = np.frombuffer(content, np.dtype(order + letters))
    return whole_numbers(values.reshape(shape, order="F" if is_fortran else "C"))
