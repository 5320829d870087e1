"""Reads a pickled `argparse.Namespace` of plain values, Python 2's too; nothing in the file is imported or run."""

from __future__ import annotations

import io
import pickle
import pickletools
from types import NoneType
from typing import Any

LIMIT = 1 << 14
"""Bytes; real files have about 3 KB. Much larger ones could nest values deeper than the stack allows."""
PLAIN = (NoneType, bool, int, float, str, bytes, list, tuple, dict)
_PUT = ("PUT", "BINPUT", "LONG_BINPUT")
_EXTENSIONS = ("EXT1", "EXT2", "EXT4")


class NotPlainError(ValueError):
    """The pickle contains more than plain values; the message says what."""


def read_namespace(content: bytes) -> dict[str, Any]:
    """Return the attributes of a pickled Namespace: numbers, texts, None, lists, tuples and dictionaries of these.

    Raises NotPlainError for anything else, and for a file that is not a pickle.
    """
    if len(content) > LIMIT:
        raise NotPlainError(f"it is larger than {LIMIT} bytes")
    try:
        _check_opcodes(content)
        reader = _Unpickler(content)
        found = reader.load()
    except NotPlainError:
        raise
    except Exception as error:  # the unpickler may raise anything on a damaged file
        raise NotPlainError(f"it is not a complete pickle ({type(error).__name__}: {error})") from error
    if type(found) is not reader.namespace:
        raise NotPlainError("it contains no argparse.Namespace")
    _check_values(vars(found))
    return dict(vars(found))


class _Unpickler(pickle.Unpickler):
    """Knows only the names that the pickle of a Namespace refers to, and replaces each with something harmless.

    The replacements are made for each file, since a pickle can set attributes of whatever it can name.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="latin-1")

        class Namespace:
            pass

        def reconstructor(kind: object, base: object, state: object) -> Namespace:
            if (kind, base, state) != (Namespace, object, None):
                raise NotPlainError("it calls something other than the constructor of a Namespace")
            return Namespace()

        self.namespace = Namespace
        self._known = {
            ("argparse", "Namespace"): Namespace,
            ("copy_reg", "_reconstructor"): reconstructor,
            ("copyreg", "_reconstructor"): reconstructor,
            ("__builtin__", "object"): object,
            ("builtins", "object"): object,
        }

    def find_class(self, module: str, name: str) -> Any:
        """Return the replacement of a known name; raises NotPlainError for any other."""
        if (module, name) not in self._known:
            raise NotPlainError(f"it refers to {module}.{name}, which is not a plain value")
        return self._known[module, name]

    def persistent_load(self, _key: object) -> Any:
        """Raise NotPlainError: plain values refer to nothing outside their file."""
        raise NotPlainError("it refers to something outside itself")


def _check_opcodes(content: bytes) -> None:
    """Refuse numbers in the file that would make the unpickler allocate memory or look up an extension.

    Iterating over the opcodes also detects lengths that exceed the rest of the file.
    """
    for opcode, argument, _ in pickletools.genops(content):
        if opcode.name in _PUT and int(argument or 0) > len(content):
            raise NotPlainError("it numbers more values than it can contain")
        if opcode.name in _EXTENSIONS:
            raise NotPlainError("it refers to a registered extension, which is not a plain value")


def _check_values(whole: dict[str, Any]) -> None:
    """Refuse values that are not plain, at any depth; each container is visited once."""
    seen: set[int] = set()
    waiting: list[Any] = [*whole, *whole.values()]
    while waiting:
        value = waiting.pop()
        if type(value) not in PLAIN:
            kind = value.__name__ if isinstance(value, type) else type(value).__name__
            raise NotPlainError(f"it contains a {kind} where a plain value should be")
        if isinstance(value, dict | list | tuple) and id(value) not in seen:
            seen.add(id(value))
            waiting += [*value, *value.values()] if isinstance(value, dict) else value
