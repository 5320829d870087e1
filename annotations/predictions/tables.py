"""Reads a part of a prediction that is a table (Parquet), row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, explain

COLUMNS = ("image_id", "file_name", "height", "width", "category", "score", "counts")
OBJECTNESS = "objectness"
"""A column that tables of earlier versions lack."""
Row = dict[str, Any]


def images(path: Path) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each image of a table and its objects, as records of COCO; images without objects are not in it.

    FormatError: it cannot be read, or there is no pyarrow. ValueError: the rows of an image are not together.
    """
    seen: set[Any] = set()
    for number, group in groupby(_rows(path), itemgetter("image_id")):
        if number in seen:
            raise ValueError("the rows of an image are not together")
        seen.add(number)
        rows = [_with_code(row) for row in group]
        yield rows[0], rows


def _with_code(row: Row) -> Row:
    return {**row, "segmentation": {"size": [row["height"], row["width"]], "counts": row["counts"]}}


def _rows(path: Path) -> Iterator[Row]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise FormatError(path, "reading it needs the package pyarrow (pip install pyarrow)") from None
    try:
        with parquet.ParquetFile(path) as file:
            there = set(file.schema_arrow.names)
            if missing := [name for name in COLUMNS if name not in there]:
                raise FormatError(path, f"it has no column {missing[0]!r}")
            columns = [*COLUMNS, OBJECTNESS] if OBJECTNESS in there else list(COLUMNS)
            for number in range(file.num_row_groups):
                yield from file.read_row_group(number, columns).to_pylist()
    except OSError as error:
        raise FormatError(path, f"it cannot be read: {explain(error)}") from error
    except pyarrow.ArrowException as error:
        raise FormatError(path, "it is damaged, or not Parquet") from error
