"""Measurements in memory: sorted with the unknown last, filtered, counted in bins and written."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from annotations.measuring.columns import columns
from annotations.measuring.writing import as_csv
from app.document.measurements import Measurements, batch, joined, short

AREAS = (30, 10, None, 20)


@pytest.fixture
def found() -> Measurements:
    """Two batches; the third of four instances has no area."""
    every = columns(1)
    values = {one.name: [f"b{n}" if one.kind == "text" else AREAS[n] for n in range(4)] for one in every} | {
        "category": ["dog", "Cat", "dog", "-ant"],
        "instance_id": [5, 6, 7, 8],
    }
    parts = [{name: some[start : start + 2] for name, some in values.items()} for start in (0, 2)]
    return joined([batch([1, 1], parts[0], every), batch([2, 2], parts[1], every)], every)


def column(found: Measurements, name: str) -> int:
    return [one.name for one in found.columns].index(name)


def test_rows_are_sorted_by_numbers_and_texts_and_the_unknown_comes_last(found: Measurements) -> None:
    area, category = (found.columns[column(found, name)] for name in ("area_um2", "category"))
    rows = found.rows_of(None)
    assert found.sorted(rows, area, False).tolist() == [1, 3, 0, 2]
    assert found.sorted(rows, area, True).tolist() == [0, 3, 1, 2]
    assert found.sorted(rows, category, False).tolist() == [3, 1, 0, 2]
    assert found.sorted(found.rows_of("dog"), area, True).tolist() == [0, 2]


def test_categories_are_counted_and_chosen(found: Measurements) -> None:
    assert found.categories == [("-ant", 1), ("Cat", 1), ("dog", 2)]
    assert found.rows_of("dog").tolist() == [0, 2] and found.rows_of("gone").tolist() == []
    assert found.place(3) == (2, 8)


def test_the_bars_of_a_histogram_hold_all_known_values(found: Measurements) -> None:
    area = found.columns[column(found, "area_um2")]
    chart = found.histogram(area, found.rows_of(None))
    assert sum(bar.value for bar in chart.bars) == 3 and chart.note == "median 20"
    assert chart.bars[0].said == "10 to 14: 1 instance"
    assert found.histogram(area, np.array([2])).bars == ()
    assert [bar.value for bar in found.histogram(area, np.array([0])).bars] == [1]


def test_the_table_is_written_with_texts_escaped_and_nothing_for_the_unknown(found: Measurements) -> None:
    rows = list(csv.DictReader(as_csv(found.columns, found.table([2, 3])).splitlines()))
    assert [(row["category"], row["area_px"], row["area_um2"]) for row in rows] == [
        ("dog", "", ""),
        ("'-ant", "20", "20.0"),
    ]


def test_nothing_measured_is_an_empty_table() -> None:
    none = joined([], columns(0))
    assert (len(none), none.categories, none.numeric) == (0, [], ())


@pytest.mark.parametrize(("number", "text"), [(0.123456, "0.1235"), (999.94, "999.9"), (123456.7, "123,457")])
def test_numbers_are_shown_with_what_matters(number: float, text: str) -> None:
    assert short(number) == text
