"""Reads a pickled `argparse.Namespace` of plain values, also from Python 2, without importing or calling anything."""

from __future__ import annotations

import pickletools
from typing import Any

LIMIT = 1 << 20  # bytes; such files have about 3 KB

_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_LITERALS = {
    *("INT", "LONG", "BININT", "BININT1", "BININT2", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"),
    *("BINBYTES", "SHORT_BINBYTES"),
}
_EMPTY: dict[str, type] = {"EMPTY_LIST": list, "EMPTY_TUPLE": tuple, "EMPTY_DICT": dict}
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_GET = ("GET", "BINGET", "LONG_BINGET")
_PUT = ("PUT", "BINPUT", "LONG_BINPUT")

_NAMESPACE, _OBJECT, _RECONSTRUCTOR = "Namespace", "object", "reconstructor"
_KNOWN = {
    "argparse Namespace": _NAMESPACE,
    "copy_reg _reconstructor": _RECONSTRUCTOR,
    "copyreg _reconstructor": _RECONSTRUCTOR,
    "__builtin__ object": _OBJECT,
    "builtins object": _OBJECT,
}


class NotPlainError(ValueError):
    """The pickle contains more than plain values; the message says what."""


class _Name:
    """Stands for one of the few names that the pickle of a Namespace refers to."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Namespace(dict[str, Any]):
    """A Namespace after reading: its attributes by name."""


_MARK = object()


def read_namespace(content: bytes) -> dict[str, Any]:
    """Return the attributes of a pickled Namespace: numbers, texts, None, lists, tuples and dictionaries of these.

    Raises NotPlainError for anything else, and for a file that is not a pickle.
    """
    if len(content) > LIMIT:
        raise NotPlainError(f"it is larger than {LIMIT} bytes")
    reader = _Reader()
    try:
        for opcode, argument, _ in pickletools.genops(content):
            reader.take(opcode.name, argument)
    except NotPlainError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, AttributeError) as error:
        raise NotPlainError(f"it is no whole pickle ({type(error).__name__}: {error})") from error
    found = reader.result
    if not isinstance(found, _Namespace):
        raise NotPlainError("it holds no argparse.Namespace")
    _hold_to_plain(found)
    return dict(found)


def _hold_to_plain(whole: Any) -> None:
    """Refuse names and marks in the place of a value; each container is checked once."""
    seen: set[int] = set()
    waiting = [whole]
    while waiting:
        value = waiting.pop()
        if isinstance(value, _Name) or value is _MARK:
            raise NotPlainError("it holds a name where a value should be")
        if isinstance(value, dict | list | tuple) and id(value) not in seen:
            seen.add(id(value))
            waiting += [*value, *value.values()] if isinstance(value, dict) else value


class _Reader:
    """A stack and a memo, as in the pickle protocol."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.result: Any = None

    def take(self, name: str, argument: Any) -> None:
        """Execute one opcode."""
        stack = self.stack
        if name in _LITERALS:
            stack.append(argument)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name])
        elif name in _EMPTY:
            stack.append(_EMPTY[name]())
        elif name in _GET:
            stack.append(self.memo[int(argument)])
        elif name in _PUT:
            self.memo[int(argument)] = stack[-1]
        elif name == "MEMOIZE":
            self.memo[len(self.memo)] = stack[-1]
        elif name == "MARK":
            stack.append(_MARK)
        elif name == "STOP":
            self.result = stack.pop()
        elif name in ("GLOBAL", "STACK_GLOBAL"):
            self._name(argument)
        elif name in ("REDUCE", "NEWOBJ"):
            self._make()
        elif name == "BUILD":
            state, target = stack.pop(), stack[-1]
            if not isinstance(target, _Namespace) or not _is_attributes(state):
                raise NotPlainError("it sets attributes of something other than a Namespace")
            target.update(state)
        elif name not in ("PROTO", "FRAME"):
            self._container(name)

    def _container(self, name: str) -> None:
        stack = self.stack
        if name in _TUPLES:
            count = _TUPLES[name]
            items = tuple(stack[-count:])
            del stack[-count:]
            stack.append(items)
        elif name == "APPEND":
            value = stack.pop()
            _as(list, stack[-1]).append(value)
        elif name == "SETITEM":
            value, key = stack.pop(), stack.pop()
            _as(dict, stack[-1])[key] = value
        elif name in ("TUPLE", "LIST", "DICT", "APPENDS", "SETITEMS"):
            items = self._to_mark()
            if name == "APPENDS":
                _as(list, stack[-1]).extend(items)
            elif name == "SETITEMS":
                _as(dict, stack[-1]).update(zip(items[::2], items[1::2], strict=True))
            elif name == "DICT":
                stack.append(dict(zip(items[::2], items[1::2], strict=True)))
            else:
                stack.append(items if name == "TUPLE" else list(items))
        else:
            raise NotPlainError(f"it uses {name}, which no plain value needs")

    def _to_mark(self) -> tuple[Any, ...]:
        items = []
        while (top := self.stack.pop()) is not _MARK:
            items.append(top)
        return tuple(items[::-1])

    def _name(self, argument: str | None) -> None:
        if argument is None:  # STACK_GLOBAL has module and name on the stack
            last, first = self.stack.pop(), self.stack.pop()
            argument = f"{first} {last}"
        if argument not in _KNOWN:
            raise NotPlainError(f"it asks for {argument.replace(' ', '.')}, which is no plain value")
        self.stack.append(_Name(_KNOWN[argument]))

    def _make(self) -> None:
        """A call or a new object: only an empty Namespace is allowed."""
        arguments, what = self.stack.pop(), self.stack.pop()
        named = [a.name if isinstance(a, _Name) else a for a in (what, *_as(tuple, arguments))]
        if named not in ([_NAMESPACE], [_RECONSTRUCTOR, _NAMESPACE, _OBJECT, None]):
            raise NotPlainError("it calls something other than the making of a Namespace")
        self.stack.append(_Namespace())


def _as(kind: type, value: Any) -> Any:
    """Return the value, which must have exactly this type."""
    if type(value) is not kind:
        raise NotPlainError(f"it treats a {type(value).__name__} as a {kind.__name__}")
    return value


def _is_attributes(state: Any) -> bool:
    return type(state) is dict and all(isinstance(key, str) for key in state)
