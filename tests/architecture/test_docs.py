"""The documents say what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_of_keys_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/make_keys.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python docs/make_keys.py"


def test_the_page_of_formats_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/make_formats.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python docs/make_formats.py"


def test_the_page_of_tools_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/make_tools.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python docs/make_tools.py"


def test_every_test_that_the_page_of_tools_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "tools.md").read_text(encoding="utf-8")))
    there: set[str] = set()
    for path in (ROOT / "tests" / "gui").glob("test_*.py"):
        there |= set(re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) > 40
    assert named - there == set()


def test_every_action_on_masks_and_instances_stands_on_the_page_of_tools() -> None:
    from app.actions import ACTIONS, keys_text

    text = (ROOT / "docs" / "tools.md").read_text(encoding="utf-8")
    cells = {part.strip() for line in text.splitlines() if line.startswith("|") for part in line.split("|")}
    keys = {key for cell in cells for key in cell.split("; ")}
    missing = [
        action.name
        for action in ACTIONS
        if action.menu in ("Proposal", "Tools", "Mask", "Instance") and action.in_menu and action.keys
        if keys_text(action) not in keys
    ]
    assert missing == []


def test_the_readme_has_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python -m pip install -e . && rsis-annotator demo" in text
    assert 'python -m pip install -e ".[test]" && pytest' in text


def test_every_decision_record_is_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    records = [path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")]
    assert records
    assert [name for name in records if name not in listed] == []
