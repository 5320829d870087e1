"""Checks that masks have the size of their image before records are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from annotations.errors import ProjectError
from annotations.message import Message
from annotations.records import Instance, Proposal, Record, Step


def check(path: Path, connection: sqlite3.Connection, records: Iterable[Record | None]) -> None:
    """Raise ProjectError for the project at `path` if the size of a mask is not that of its image."""
    sizes: dict[int, tuple[int, int] | None] = {}
    for record in records:
        if not isinstance(record, Instance | Step | Proposal):
            continue
        if record.image_id not in sizes:
            select = "SELECT height, width FROM image WHERE id = ?"
            sizes[record.image_id] = connection.execute(select, (record.image_id,)).fetchone()
        size = sizes[record.image_id]
        if size is not None and size != record.mask.size:
            told = Message("the mask of {name} is for an image of a different size", name=record.key)
            raise ProjectError(path, told)
