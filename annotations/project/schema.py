"""The tables of a project file, upgrades of older files, and conversion between records and rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, cast

from annotations.geometry import Point, to_click
from annotations.masks import Mask, rle_batch
from annotations.message import Message
from annotations.project import log
from annotations.records import (
    LONGEST_PATH,
    OUTCOMES,
    REVIEWS,
    SOURCES,
    STATUSES,
    Attribute,
    Category,
    ImageRecord,
    Instance,
    Proposal,
    Record,
    Review,
    Step,
    Table,
)

APPLICATION_ID = 0x52534953  # "RSIS", in the header of every project file
LARGEST_ID = 2**53
"""Largest value in a record that this program writes."""


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"CHECK ({column} IN ({', '.join(repr(value) for value in values)}))"


_MASK = """
    height INTEGER NOT NULL, width INTEGER NOT NULL,
    mask_y INTEGER NOT NULL, mask_x INTEGER NOT NULL,
    mask_height INTEGER NOT NULL, mask_width INTEGER NOT NULL,
    counts BLOB NOT NULL"""
_TO = "DEFERRABLE INITIALLY DEFERRED"
_FIRST_TABLES = ("category", "image", "instance", "step")

Statement = str | Callable[[sqlite3.Connection], None]
# One entry per version: the statements that upgrade from the one before. Never change a released one. The whole schema
# has to fit on the first page of 4096 bytes, so that a repair can restore it (see `repair`): new tables are terse.
MIGRATIONS: list[tuple[Statement, ...]] = [
    (
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE sequence (name TEXT PRIMARY KEY, next INTEGER NOT NULL)",
        *(f"INSERT INTO sequence VALUES ('{table}', 1)" for table in _FIRST_TABLES),
        "CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, color INTEGER NOT NULL)",
        f"""CREATE TABLE image (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
            width INTEGER NOT NULL, height INTEGER NOT NULL,
            status TEXT NOT NULL {_one_of("status", STATUSES)})""",
        f"""CREATE TABLE instance (id INTEGER PRIMARY KEY,
            image_id INTEGER NOT NULL REFERENCES image {_TO},{_MASK},
            category_id INTEGER REFERENCES category {_TO},
            source TEXT NOT NULL {_one_of("source", SOURCES)},
            z INTEGER NOT NULL, score REAL, crowd INTEGER NOT NULL,
            note TEXT NOT NULL, attributes TEXT NOT NULL)""",
        "CREATE INDEX instance_of_image ON instance (image_id)",
        "CREATE INDEX instance_of_category ON instance (category_id)",
        f"""CREATE TABLE step (id INTEGER PRIMARY KEY,
            image_id INTEGER NOT NULL REFERENCES image {_TO},{_MASK},
            position INTEGER NOT NULL, outcome TEXT NOT NULL {_one_of("outcome", OUTCOMES)},
            category TEXT, category_probability REAL NOT NULL, objectness REAL NOT NULL,
            instance_id INTEGER, click_x REAL, click_y REAL)""",
        "CREATE INDEX step_of_image ON step (image_id)",
        """CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL,
            label TEXT NOT NULL, image_id INTEGER, changes INTEGER NOT NULL)""",
    ),
    ("ALTER TABLE category ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]'",),
    (
        "ALTER TABLE step ADD COLUMN model TEXT",
        "ALTER TABLE history ADD COLUMN person TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE history ADD COLUMN seconds REAL",
        "ALTER TABLE history ADD COLUMN step_id INTEGER",
        # No foreign key to image: a fingerprint outlives the removal of its image, which may be undone.
        """CREATE TABLE image_file (image_id INTEGER PRIMARY KEY, bytes INTEGER NOT NULL,
            modified INTEGER NOT NULL, digest BLOB)""",
        """CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, history_id INTEGER NOT NULL,
            records BLOB NOT NULL)""",
        "INSERT OR REPLACE INTO setting VALUES ('id', lower(hex(randomblob(16))))",
        log.write_base,
    ),
    ("ALTER TABLE category ADD COLUMN position INTEGER NOT NULL DEFAULT 0",),
    # Whether a step stores its click in click coordinates; 0 in rows by older programs, see _click.
    ("ALTER TABLE step ADD COLUMN click_centred INTEGER NOT NULL DEFAULT 0",),
    (
        f"ALTER TABLE instance ADD COLUMN review TEXT NOT NULL DEFAULT '' {_one_of('review', REVIEWS)}",
        "ALTER TABLE instance ADD COLUMN reviewer TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE instance ADD COLUMN track INTEGER",
        "CREATE TABLE proposal (id INTEGER PRIMARY KEY, "
        f"image_id INTEGER NOT NULL REFERENCES image {_TO}, height INTEGER, width INTEGER, mask_y INTEGER, "
        "mask_x INTEGER, mask_height INTEGER, mask_width INTEGER, counts BLOB, position INTEGER, category TEXT, "
        "category_probability REAL, objectness REAL, click_x REAL, click_y REAL, model TEXT)",
        "CREATE INDEX proposal_of_image ON proposal (image_id)",
        "INSERT INTO sequence VALUES ('proposal', 1)",
        # The images for which proposals were made, none or many, and the model that made them. No foreign key, as
        # for image_file.
        "CREATE TABLE proposed_image (image_id INTEGER PRIMARY KEY, model TEXT NOT NULL)",
    ),
]


def version(connection: sqlite3.Connection) -> int:
    """Return the schema version of the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Upgrade the file to a version, the newest by default, in one transaction."""
    target = len(MIGRATIONS) if target is None else target
    if version(connection) >= target:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version(connection) : target]:
            for statement in statements:
                if callable(statement):
                    statement(connection)
                else:
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {target}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


COLUMNS: dict[str, tuple[str, ...]] = {
    "category": ("id", "name", "color", "attributes", "position"),
    "image": ("id", "path", "width", "height", "status"),
    "instance": (
        *("id", "image_id", "height", "width", "mask_y", "mask_x", "mask_height", "mask_width", "counts"),
        *("category_id", "source", "z", "score", "crowd", "note", "attributes"),
        *("review", "reviewer", "track"),
    ),
    "step": (
        *("id", "image_id", "height", "width", "mask_y", "mask_x", "mask_height", "mask_width", "counts"),
        *("position", "outcome", "category", "category_probability", "objectness", "instance_id"),
        *("click_x", "click_y", "model", "click_centred"),
    ),
    "proposal": (
        *("id", "image_id", "height", "width", "mask_y", "mask_x", "mask_height", "mask_width", "counts"),
        *("position", "category", "category_probability", "objectness", "click_x", "click_y", "model"),
    ),
}
IMAGE_TYPES = (int, str, int, int, str)
ADDED: dict[tuple[str, str], Any] = {
    ("category", "attributes"): "[]",
    ("category", "position"): 0,
    ("step", "model"): None,
    ("step", "click_centred"): 0,
    ("instance", "review"): "",
    ("instance", "reviewer"): "",
    ("instance", "track"): None,
}
"""Return the values of columns that older files lack, for the records in them."""
INSERT: dict[str, str] = {
    table: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for table, columns in COLUMNS.items()
}
SELECT: dict[str, str] = {
    table: f"SELECT {', '.join(columns)} FROM {table}" for table, columns in COLUMNS.items()
}


class RecordError(ValueError):
    """The values of `record` ("instance 7") are not valid for such a record."""

    def __init__(self, record: str, reason: Exception) -> None:
        super().__init__(str(reason))
        self.record = record


def records(table: Table, rows: Sequence[tuple[Any, ...]]) -> tuple[Record, ...]:
    """Convert rows of a table's SELECT to records; RecordError if the values of one are not valid."""
    found = []
    for row in rows:
        try:
            found.append(_READ[table](row))
        except (ValueError, TypeError) as error:
            raise RecordError(f"{table} {row[0]}", error) from error
    masks = [record.mask for record in found if isinstance(record, Instance | Step | Proposal)]
    full = [mask for mask in masks if not mask.is_empty]
    if not all(rle_batch.are_valid([mask.counts for mask in full], [mask.shape for mask in full])):
        for record in found:  # one by one, to find which is wrong and why
            try:
                record.mask.check()  # type: ignore[union-attr]
            except ValueError as error:
                raise RecordError(f"{table} {record.id}", error) from error
    return tuple(found)


def to_row(record: Record) -> tuple[Any, ...]:
    """Return the values of a record in the order of its table's INSERT."""
    match record:
        case Category():
            red, green, blue = (int(part) & 0xFF for part in record.color)
            asked = json.dumps([(a.name, a.choices) for a in record.attributes], ensure_ascii=False)
            return record.id, record.name, red << 16 | green << 8 | blue, asked, record.position
        case ImageRecord():
            return record.id, record.path, record.width, record.height, record.status
        case Instance():
            return (
                *(record.id, record.image_id, *_mask_row(record.mask), record.category_id, record.source),
                *(record.z, record.score, int(record.crowd), record.note),
                json.dumps(record.attributes, ensure_ascii=False) if record.attributes else "[]",
                *(record.review, record.reviewer, record.track),
            )
        case Step():
            x, y = record.click or (None, None)
            return (
                *(record.id, record.image_id, *_mask_row(record.mask), record.index, record.outcome),
                *(record.category, record.category_probability, record.objectness, record.instance_id, x, y),
                *(record.model, 1),
            )
        case Proposal():
            x, y = record.click or (None, None)
            return (
                *(record.id, record.image_id, *_mask_row(record.mask), record.index, record.category),
                *(record.category_probability, record.objectness, x, y, record.model),
            )


def _category(row: tuple[Any, ...]) -> Category:
    """Raise ValueError, like the others here, if the row's values are not valid; a mask's code is not checked."""
    number, name, color, asked, position = row
    rgb = (color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)
    attributes = tuple(Attribute(_text(a), tuple(map(_text, choices))) for a, choices in _list(asked))
    return Category(_id(number), _text(name), rgb, attributes, _whole(position))


def _image(row: tuple[Any, ...]) -> ImageRecord:
    number, path, width, height, status = row
    if len(_text(path)) > LONGEST_PATH:
        raise ValueError(Message("its path is too long"))
    return ImageRecord(_id(number), _text(path), _whole(width), _whole(height), status)


def _instance(row: tuple[Any, ...]) -> Instance:
    number, image_id, *mask, category_id, source, z, score, crowd, note, attributes = row[:-3]
    review, reviewer, track = row[-3:]
    pairs: tuple[tuple[str, str], ...] = ()
    if attributes != "[]":
        pairs = tuple((str(name), str(value)) for name, value in _list(attributes))
    return Instance(
        *(
            _id(number),
            _whole(image_id),
            _mask(mask),
            category_id,
            source,
            z,
            score,
            bool(crowd),
            _text(note),
        ),
        *(pairs, _review(review), _text(reviewer), track if track is None else _id(track)),
    )


def _proposal(row: tuple[Any, ...]) -> Proposal:
    number, image_id, *mask, position, name, probability, objectness, x, y, model = row
    return Proposal(
        *(
            _id(number),
            _whole(image_id),
            _whole(position),
            _mask(mask),
            name if name is None else _text(name),
        ),
        *(float(probability), float(objectness), None if x is None or y is None else (float(x), float(y))),
        model if model is None else _text(model),
    )


def _step(row: tuple[Any, ...]) -> Step:
    number, image_id, *mask, position, outcome, name, probability, objectness, instance_id = row[:-4]
    x, y, model, centred = row[-4:]
    return Step(
        *(_id(number), _whole(image_id), position, outcome, _mask(mask), name, float(probability)),
        *(float(objectness), instance_id, _click(x, y, centred), model if model is None else _text(model)),
    )


def _click(x: Any, y: Any, centred: Any) -> Point | None:
    """The click of a step in click coordinates, see `annotations.geometry`.

    Programs before the column `click_centred` stored a person's click in image coordinates and the network's in
    click coordinates, without telling them apart. All are read as a person's. That is exact for a person's; the
    network's, which are centres of squares of several pixels, move by half a pixel within them.
    """
    if x is None or y is None:
        return None
    kept = float(x), float(y)
    return kept if centred else to_click(kept)


_READ: dict[Table, Callable[[tuple[Any, ...]], Record]] = {
    "category": _category,
    "image": _image,
    "instance": _instance,
    "step": _step,
    "proposal": _proposal,
}


def _mask_row(mask: Mask) -> tuple[Any, ...]:
    return (*mask.size, *mask.origin, *mask.shape, mask.counts)


def _mask(row: list[Any]) -> Mask:
    height, width, y, x, h, w = map(_whole, row[:6])
    if not isinstance(row[6], bytes):
        raise ValueError(Message("its mask is not a run-length code"))
    return Mask.from_stored((height, width), (y, x), (h, w), row[6])


def _list(value: Any) -> list[Any]:
    try:
        found = json.loads(value)
    except RecursionError as error:
        raise ValueError(Message("its attributes are nested too deeply")) from error
    if not isinstance(found, list):
        raise ValueError(Message("its attributes are not a list"))
    return found


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError(Message("{value!r} is not a whole number", value=value))
    return value


def _id(value: Any) -> int:
    if not 1 <= _whole(value) < LARGEST_ID:
        raise ValueError(Message("{value!r} is not an id", value=value))
    return int(value)


def _review(value: Any) -> Review:
    if value not in REVIEWS:
        raise ValueError(Message("{value!r} is not a review", value=value))
    return cast(Review, value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(Message("{value!r} is not text", value=value))
    return value
