"""The statistics as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from app.document.figures import _written


@pytest.mark.parametrize("blank", ["", "\t", "\r", "\n", " ", "\r\n \t", "\u00a0"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d"])
def test_a_name_that_begins_like_a_formula_becomes_text(blank: str, sign: str) -> None:
    name = f"{blank}{sign}1+1"
    ((_, written, value),) = csv.reader(io.StringIO(_written([("of", name, 1)]), newline=""))
    assert (written, value) == (f"'{name}", "1")


@pytest.mark.parametrize("name", ["car", " car", "a=b", "", "'x"])
def test_any_other_name_is_written_as_it_is(name: str) -> None:
    ((_, written, _),) = csv.reader(io.StringIO(_written([("of", name, 1)]), newline=""))
    assert written == name
