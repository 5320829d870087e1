"""All instances of the project as columns, for sorting and filtering tens of thousands without their masks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from annotations.records import REVIEWS, Instance, Review, Transaction
from app.document.image_table import ImageTable

FEW = 200
Rows = NDArray[np.void]
Ints = NDArray[np.int64]
Sort = Literal["newest", "oldest", "least sure", "most sure", "smallest", "largest", "oddest", "image"]
SORTS: tuple[Sort, ...] = (
    *("least sure", "most sure", "smallest", "largest", "oddest", "newest", "oldest", "image"),
)
COLUMNS = np.dtype(
    [
        ("id", np.int64),
        ("image", np.int64),
        ("category", np.int64),  # 0: unknown
        ("score", np.float32),  # NaN: the model did not propose it
        ("review", np.int8),  # its place in REVIEWS
        *((name, np.int32) for name in ("y", "x", "h", "w")),
    ]
)


@dataclass(frozen=True)
class InstanceQuery:
    """What the grid lists, and in which order. None: any.

    `category` 0 stands for unknown. `image` is the one image listed, `path` a part of the paths of images.
    """

    sort: Sort = "least sure"
    category: int | None = None
    review: Review | None = None
    image: int | None = None
    path: str = ""


@dataclass(frozen=True)
class ImageNames:
    """The images in the order of their list, as they were at one time: what another thread may read."""

    ids: Ints
    folded: list[str]
    """Their paths, in the form that searches compare."""

    @classmethod
    def of(cls, images: ImageTable) -> Self:
        return cls(np.array(images.ids, np.int64), list(images.folded))


def from_rows(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """The table, sorted by id, of rows of `annotations.project.overview.instance_facts`."""
    codes = {review: code for code, review in enumerate(REVIEWS)}
    made = (
        (number, image, category, np.nan if score is None else score, codes[review], *box)
        for number, image, category, score, review, *box in rows
    )
    return np.fromiter(made, COLUMNS)


def facts(instance: Instance) -> tuple[Any, ...]:
    """The row of one instance, as `instance_facts` returns it."""
    return (
        *(instance.id, instance.image_id, instance.category_id or 0, instance.score, instance.review),
        *instance.mask.origin,
        *instance.mask.shape,
    )


def changed(table: Rows, transaction: Transaction) -> Rows:
    """The table after a transaction; the same object if it concerns no instance."""
    after: dict[int, Instance | None] = {}
    for part in transaction.changes:
        if part.key[0] == "instance":
            after[part.key[1]] = part.after if isinstance(part.after, Instance) else None
    if not after:
        return table
    ids = np.array(sorted(after), np.int64)
    rows = from_rows(facts(instance) for _, instance in sorted(after.items()) if instance is not None)
    places = np.searchsorted(table["id"], ids)
    there = places < len(table)
    there[there] = table["id"][places[there]] == ids[there]
    if len(rows) == len(ids) and there.all():
        table = table.copy()
        table[places] = rows
        return table
    left = np.delete(table, places[there])
    return np.insert(left, np.searchsorted(left["id"], rows["id"]), rows)


def chosen(
    table: Rows, query: InstanceQuery, images: ImageNames, oddness: Mapping[int, float] | None = None
) -> Ints:
    """The ids of the listed instances, in order; equal ones by id. Those without a value come last.

    For a million instances it takes a few tenths of a second.
    """
    fits = np.ones(len(table), bool)
    if query.category is not None:
        fits &= table["category"] == query.category
    if query.review is not None:
        fits &= table["review"] == REVIEWS.index(query.review)
    if query.image is not None:
        fits &= table["image"] == query.image
    words = query.path.casefold().split()
    if words:
        named = np.array([all(word in path for word in words) for path in images.folded], bool)
        fits &= np.isin(table["image"], images.ids[named])
    listed = table if fits.all() else table[fits]
    return np.asarray(
        listed["id"][np.argsort(_key(listed, query.sort, images, oddness or {}), kind="stable")]
    )


def rows_of(table: Rows, ids: Collection[int] | Ints) -> Rows:
    """The rows of these ids, in their order; those not in the table are left out."""
    wanted = np.asarray(ids if isinstance(ids, np.ndarray) else list(ids), np.int64)
    column = table["id"]
    if len(wanted) <= FEW:  # NumPy would copy the whole column, for each cell that is painted
        places = np.array([bisect_left(column, number) for number in wanted.tolist()], np.int64)
    else:
        places = np.searchsorted(column, wanted)
    there = places < len(table)
    places, wanted = places[there], wanted[there]
    return np.asarray(table[places[table["id"][places] == wanted]])


def _key(rows: Rows, sort: Sort, images: ImageNames, oddness: Mapping[int, float]) -> NDArray[Any]:
    """What is sorted by, smallest first."""
    match sort:
        case "oldest":
            return np.asarray(rows["id"])
        case "newest":
            return -np.asarray(rows["id"])
        case "least sure":
            return np.asarray(rows["score"])
        case "most sure":
            return -np.asarray(rows["score"])
        case "smallest":
            return np.asarray(rows["h"].astype(np.int64) * rows["w"])
        case "largest":
            return np.asarray(-(rows["h"].astype(np.int64) * rows["w"]))
        case "oddest":
            return np.array([-oddness.get(number, np.nan) for number in rows["id"].tolist()], np.float64)
        case "image":
            by_id = np.argsort(images.ids, kind="stable")
            places = np.searchsorted(images.ids, rows["image"], sorter=by_id)
            return np.append(by_id, 0)[places]
