"""The page on the architecture names what is in the repository, and every folder of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = ("app", "annotations", "rsis_model", "trainer", "resources")
SHALLOW = ("tests", "benchmarks", "docs")


def in_the_tree() -> Iterator[str]:
    """Each path of the tree on the page, from the repository's root; two spaces a level."""
    tree = PAGE.partition("## Where things live")[2].partition("```\n")[2].partition("```")[0]
    above: list[str] = []
    for line in tree.splitlines():
        spaces, name = re.match(r"( *)(\S+)", line).groups()  # type: ignore[union-attr]
        above[len(spaces) // 2 :] = [name]
        yield "".join(above)


def in_the_text() -> set[str]:
    """Each path named elsewhere on the page."""
    found = re.findall(rf"(?<![\w/])((?:{'|'.join(ROOMS + SHALLOW)})/[\w./-]*)", PAGE)
    return {path.rstrip(".") for path in found}


def folders(top: str) -> Iterator[str]:
    """A folder and those below it that hold a file, besides what Python compiles."""
    for folder in (ROOT / top, *sorted((ROOT / top).rglob("*"))):
        if folder.is_dir() and folder.name != "__pycache__" and any(p.is_file() for p in folder.iterdir()):
            yield folder.relative_to(ROOT).as_posix() + "/"


@pytest.mark.parametrize("path", sorted({*in_the_tree(), *in_the_text()}))
def test_what_the_page_names_exists(path: str) -> None:
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).exists()


@pytest.mark.parametrize("top", [*ROOMS, *SHALLOW])
def test_every_folder_is_in_the_tree(top: str) -> None:
    tree = set(in_the_tree())
    deep = 2 if top in SHALLOW else 9
    assert [folder for folder in folders(top) if folder not in tree and folder.count("/") <= deep] == []
