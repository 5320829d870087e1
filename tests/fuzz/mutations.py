"""Changes that keep a file's form: JSON stays JSON, a PNG's checks hold, an SQLite file stays one."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import numpy as np
from PIL import Image

Way = tuple[Any, ...]
NUMBERS: tuple[Any, ...] = (
    *(0, 1, -1, 2, 3, 7, 12, 15, 16, 17, 255, 256, 1000, 65535, 65536, 2**31 - 1, 2**31, 2**53, 2**63, 2**64),
    *(
        -(2**31),
        -(2**63),
        0.5,
        -0.5,
        1e-9,
        1e9,
        1e300,
        -1e300,
        float("inf"),
        float("-inf"),
        float("nan"),
        10**400,
    ),
)
TEXTS = (
    *(
        "",
        " ",
        "0",
        "7",
        "7.0",
        "unknown",
        "a\0b",
        "\ud800",
        "é",
        "e\u0301",
        "x" * 300,
        "../secret.png",
        "/etc/passwd",
    ),
    *(
        "C:\\secret.png",
        "\\\\nas\\x\\secret.png",
        "link/secret.png",
        "0.png",
        "1.png",
        "crowd",
        "polygon",
        "rectangle",
    ),
    *(
        "circle",
        "mask",
        "rotation",
        "__background__",
        "car",
        "cell",
        "cargroup",
        "unlabeled",
        "license plate",
        "A",
        "4A4",
        "0" * 20,
    ),
)


def places(value: Any, way: Way = ()) -> Iterator[Way]:
    """The ways to every value inside a JSON value."""
    yield way
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*way, key))


def changed(value: Any, way: Way, new: Any) -> Any:
    """The value with another one at the place."""
    if not way:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = changed(copy[way[0]], way[1:], new)
    return copy


def json_changed(content: bytes, chance: random.Random) -> bytes:
    """A JSON file with one to four of its values, names or members changed; ValueError if it is none."""
    document = json.loads(content)
    for _ in range(chance.randint(1, 4)):
        ways = list(places(document))
        way = chance.choice(ways)
        there = _at(document, way)
        kind = chance.randrange(6)
        if kind == 0 and way:
            document = _without(document, way)
        elif kind == 1:
            document = changed(document, way, _at(document, chance.choice(ways)))
        elif kind == 2 and isinstance(there, list) and there:
            more = chance.choice(there)
            document = changed(document, way, there + [more] * chance.choice((1, 2, 5, 40)))
        elif kind == 3 and isinstance(there, dict):
            names = [w[-1] for w in ways if w and isinstance(w[-1], str)] or ["a"]
            document = changed(document, way, {**there, chance.choice(names): _any(chance)})
        elif kind == 4 and isinstance(there, int | float) and not isinstance(there, bool):
            document = changed(document, way, there + chance.choice((-1, 1, 0.5, -0.5, 100)))
        else:
            document = changed(document, way, _any(chance))
        if len(ways) > 3000:
            break
    return json.dumps(document).encode()


def _any(chance: random.Random) -> Any:
    kind = chance.randrange(8)
    if kind < 3:
        return chance.choice(NUMBERS)
    if kind < 5:
        return chance.choice(TEXTS)
    if kind == 5:
        return chance.choice((None, True, False, [], {}, [[]], [[[]]], [{}]))
    if kind == 6:
        return [chance.choice((*NUMBERS[:12], 3.5, -2)) for _ in range(chance.choice((1, 2, 4, 6, 9, 40)))]
    return [[chance.randint(-3, 20), chance.randint(-3, 20)] for _ in range(chance.choice((1, 2, 3, 4, 9)))]


def _at(value: Any, way: Way) -> Any:
    for key in way:
        value = value[key]
    return value


def _without(value: Any, way: Way) -> Any:
    holder = _at(value, way[:-1])
    if isinstance(holder, dict):
        kept: Any = {key: inner for key, inner in holder.items() if key != way[-1]}
    else:
        kept = [inner for at, inner in enumerate(holder) if at != way[-1]]
    return changed(value, way[:-1], kept)


def lines_changed(content: bytes, chance: random.Random) -> bytes:
    """A text file with words of its lines changed, doubled, moved or left out."""
    lines = content.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        words = lines[at].split(b" ")
        word = chance.randrange(len(words))
        new = (
            json.dumps(_any(chance)).encode()
            if chance.random() < 0.5
            else str(chance.choice(NUMBERS[:-1])).encode()
        )
        kind = chance.randrange(5)
        if kind == 0:
            words[word] = new
        elif kind == 1:
            words.insert(word, new)
        elif kind == 2 and len(words) > 1:
            del words[word]
        elif kind == 3:
            lines.insert(at, chance.choice(lines))
        else:
            words += words[-4:] * chance.choice((1, 9))
        lines[at] = b" ".join(words)
    return b"\n".join(lines[:3000])


def png_changed(content: bytes, chance: random.Random) -> bytes:
    """Another picture of nearly that size, or the same file with a field of its header changed and its checks right."""
    if chance.random() < 0.5:
        return with_right_checks(_header_changed(content, chance))
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        width, height = image.size
    width, height = (
        max(1, width + chance.choice((0, 0, 0, -1, 1))),
        max(1, height + chance.choice((0, 0, 0, 1))),
    )
    if width * height > 10_000:
        width, height = 16, 12
    noise = np.random.default_rng(chance.getrandbits(32))
    mode = chance.choice(("L", "L", "P", "1", "RGB", "RGBA", "LA", "I;16", "I;16"))
    most = chance.choice((2, 3, 20, 256))
    if mode == "I;16":
        values = noise.integers(0, most, (height, width)).astype(np.uint16) * chance.choice(
            (1, 1000, 26001 // most)
        )
        made = Image.fromarray(values)
    elif mode in ("L", "P", "1"):
        made = Image.fromarray(noise.integers(0, most, (height, width), np.uint8))
        made = made.convert("1") if mode == "1" else made
        if mode == "P":
            made.putpalette(bytes(range(256)) * 3)
    else:
        made = Image.fromarray(noise.integers(0, most, (height, width, len(mode)), np.uint8), mode)
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


def _header_changed(content: bytes, chance: random.Random) -> bytes:
    if len(content) < 29:
        return content
    copy = bytearray(content)
    if chance.random() < 0.5:
        struct.pack_into(
            ">I", copy, chance.choice((16, 20)), chance.choice((0, 1, 11, 12, 15, 16, 17, 5000, 2**31 - 1))
        )
    else:
        copy[chance.choice((24, 25, 26, 27, 28))] = chance.choice((0, 1, 2, 3, 4, 6, 8, 16))
    return bytes(copy)


def with_right_checks(content: bytes) -> bytes:
    """A PNG whose chunks' check sums are right, whatever is in them."""
    made, at = content[:8], 8
    while at + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        if at + 12 + size > len(content):
            break
        body = content[at + 4 : at + 8 + size]
        made += struct.pack(">I", size) + body + struct.pack(">I", zlib.crc32(body))
        at += 12 + size
    return made + content[at:]


def database_changed(content: bytes, chance: random.Random) -> bytes:
    """An SQLite file with some values of its rows changed, or a table, view or trigger that it should not have."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for _ in range(chance.randint(1, 3)):
            table = chance.choice([name for name in tables if not name.startswith("sqlite_")])
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            try:
                _change_rows(connection, table, chance.choice(columns), chance)
            except (sqlite3.Error, OverflowError, UnicodeEncodeError):
                continue
        return connection.serialize()


def _change_rows(connection: sqlite3.Connection, table: str, column: str, chance: random.Random) -> None:
    kind = chance.randrange(8)
    value: Any = chance.choice(
        (*NUMBERS[:-1], *TEXTS, None, b"", b"\0", b"\xff" * 5, b"[" * 5000, "[" * 5000, "[[1]]")
    )
    one = f"rowid = (SELECT rowid FROM {table} ORDER BY random() LIMIT 1)"
    if kind < 5:
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {one}", (value,))
    elif kind == 5:
        connection.execute(f"DELETE FROM {table} WHERE {one}")
    elif kind == 6:
        rows = connection.execute(f"SELECT {column} FROM {table} WHERE {one}").fetchone()
        if rows and isinstance(rows[0], bytes) and rows[0]:
            blob = bytearray(rows[0])
            blob[chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {one}", (bytes(blob),))
    else:
        connection.execute(chance.choice(STATEMENTS).format(table=table, column=column))


STATEMENTS = (
    "DROP TABLE {table}",
    "ALTER TABLE {table} RENAME COLUMN {column} TO other",
    "ALTER TABLE {table} ADD COLUMN other TEXT DEFAULT 'x'",
    "PRAGMA user_version = 3",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 99",
    "CREATE TRIGGER stop BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'no'); END",
    "CREATE TRIGGER clear AFTER INSERT ON history BEGIN DELETE FROM {table}; END",
    "CREATE VIEW other AS SELECT * FROM {table}",
)


def nested(content: bytes, chance: random.Random) -> bytes:
    """The content with very many brackets, or very much of one byte, put in somewhere."""
    at, times = chance.randrange(len(content) + 1), chance.choice((10, 500, 3000, 30_000))
    scrap = chance.choice((b"[", b'{"a":', b"[[],", b"- ", b"0", b"9", b" ", b"\n", b"\0", b"1 "))
    return content[:at] + scrap * times + content[at + chance.choice((0, 1, 10)) :]


Mutation = Callable[[bytes, random.Random], bytes]
BY_SUFFIX: dict[str, Mutation] = {
    "json": json_changed,
    "txt": lines_changed,
    "yaml": lines_changed,
    "names": lines_changed,
    "png": png_changed,
    "rsis": database_changed,
}


def mutated(suffix: str, content: bytes, chance: random.Random) -> bytes:
    """The content changed in a way of its kind, or with very much of one byte."""
    way = BY_SUFFIX.get(suffix)
    if way is None or chance.random() < 0.03:
        return nested(content, chance)
    try:
        return way(content, chance)
    except Exception:  # it is no file of its kind any more
        return content
