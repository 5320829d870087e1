"""What a project notes of images that are removed from it, and what goes with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from annotations.records import Change, ImageRecord

REMOVED = "removed image: "
"""Begins the name of a setting, one for each image that was removed; its path follows."""


def forget_waiting(connection: sqlite3.Connection, image_ids: Iterable[int]) -> list[int]:
    """Remove the proposals that still wait in images which are about to be removed; return their ids.

    Whoever removes an image may not know of them: they can come at any time, also between a change and its undo. If
    the image comes back, a model may propose there again.
    """
    found: list[int] = []
    for image_id in image_ids:
        there = connection.execute("SELECT id FROM proposal WHERE image_id = ?", (image_id,)).fetchall()
        if there:
            connection.execute("DELETE FROM proposal WHERE image_id = ?", (image_id,))
            connection.execute("DELETE FROM proposed_image WHERE image_id = ?", (image_id,))
        found += [number for (number,) in there]
    return found


def mark_removed(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Record the images that the changes remove, for `Project.removed_images`.

    The mark stays when an image is added anew, since undo may take that back.
    """
    gone = {
        part.before.path for part in changes if isinstance(part.before, ImageRecord) and part.after is None
    }
    there = {part.after.path for part in changes if isinstance(part.after, ImageRecord)}
    for path in gone - there:
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, '')", (REMOVED + path,))
