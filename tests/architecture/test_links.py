"""Links of the pages: those inside lead to files that are there, those outside are the ones listed here."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")]
OUTSIDE = {
    "download.pytorch.org",
    "home.bharathh.info",
    "host.robots.ox.ac.uk",
    "keepachangelog.com",
    "pypi.org",
    "semver.org",
    "www.plant-phenotyping.org",
    "www2.eecs.berkeley.edu",
}
"""Hosts that the pages lead to, to be looked at before a release."""


def test_links_inside_lead_to_files_that_are_there() -> None:
    missing = []
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", text):
            if "://" not in target and not (page.parent / target).exists():
                missing.append(f"{page.relative_to(ROOT)}: {target}")
    assert missing == []


def test_links_outside_are_those_that_are_listed() -> None:
    found = set()
    for page in (page for page in PAGES if ROOT / "resources" not in page.parents):
        found |= set(re.findall(r"https?://([^/\s)>`]+)", page.read_text(encoding="utf-8")))
    assert found == OUTSIDE
