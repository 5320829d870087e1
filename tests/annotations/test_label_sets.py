"""A label set file is taken whole, or refused by one of our errors, and quickly."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotations import label_sets
from annotations.errors import AnnotationError

CAR = {"name": "car", "color": [1, 2, 3]}


def write(folder: Path, content: Any) -> Path:
    path = folder / "own.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_categories_come_in_their_order_with_their_colours(tmp_path: Path) -> None:
    found = label_sets.read(write(tmp_path, {"categories": [CAR, {"name": " Zelle ", "color": [0, 0, 255]}]}))
    assert found.title == "own"
    assert found.categories == (("car", (1, 2, 3)), ("Zelle", (0, 0, 255)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[" * 100_000, "not JSON"),
        ("{", "not JSON"),
        ([CAR], "not an object"),
        ({"categories": []}, "no list of categories"),
        ({"categories": [CAR, CAR]}, "appears twice"),
        ({"categories": [{"name": "\ud800", "color": [1, 2, 3]}]}, "no name"),
        ({"categories": [CAR | {"color": [1, 2, True]}]}, "not a whole number"),
        ({"title": "x" * 2**20, "categories": [CAR]}, "larger than"),
    ],
)
def test_what_is_no_label_set_is_refused_with_the_reason(tmp_path: Path, content: Any, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason):
        label_sets.read(write(tmp_path, content))


def test_a_title_that_is_no_text_is_the_files_name(tmp_path: Path) -> None:
    for title in ("\ud800", 7, ""):
        assert label_sets.read(write(tmp_path, {"title": title, "categories": [CAR]})).title == "own"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "own.json")
    with pytest.raises(AnnotationError, match="not a file"):
        label_sets.read(tmp_path / "own.json")
