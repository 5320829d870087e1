"""Writes rows of measurements to a file as they come: CSV, or Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from annotations.csv_cells import plain
from annotations.errors import FormatError, StrPath
from annotations.files import atomic_file
from annotations.measuring.columns import Column, Value
from annotations.message import Message

Row = Sequence[Value]
ROWS_AT_ONCE = 10_000
"""Rows of a Parquet file that are kept in memory until they are written together."""


def write_table(path: StrPath, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Write rows to a .csv or .parquet file, which appears only when it is complete.

    FormatError: another suffix, no pyarrow, or it cannot be written.
    """
    write = writer_of(path)
    with atomic_file(path) as file:
        write(file, columns, rows)


def writer_of(path: StrPath) -> Callable[[IO[bytes], Sequence[Column], Iterable[Row]], None]:
    """Return what writes a file of this name; FormatError as for `write_table`, before anything is measured."""
    suffix = Path(path).suffix.lower()
    if suffix == ".csv":
        return _write_csv
    if suffix != ".parquet":
        raise FormatError(path, Message("the name of a table ends in .csv or .parquet"))
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise FormatError(
            path, Message("Parquet needs the package pyarrow (pip install pyarrow); CSV does not")
        ) from None
    return _write_parquet


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Return a table as the text of a CSV file."""
    text = io.StringIO(newline="")
    _put(text, columns, rows)
    return text.getvalue()


def _put(text: IO[str], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows(_cells(columns, row) for row in rows)


def _cells(columns: Sequence[Column], row: Row) -> list[Value]:
    """Return the cells of a row: nothing for what is unknown, and no text that is a formula."""
    return [
        plain(value) if column.kind == "text" and isinstance(value, str) else value
        for column, value in zip(columns, row, strict=True)
    ]


def _write_csv(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    _put(text, columns, rows)
    text.flush()
    text.detach()


def _write_parquet(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64()}
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in columns])
    with parquet.ParquetWriter(file, schema) as writer:
        for some in _batches(rows):
            arrays = [
                pyarrow.array([_typed(column, value) for value in values], types[column.kind])
                for column, values in zip(columns, zip(*some, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _typed(column: Column, value: Value) -> Value:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return float(value) if column.kind == "number" and value is not None else value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while some := list(islice(stream, ROWS_AT_ONCE)):
        yield some
