"""Writes docs/keys.md from the program's table of actions; with --check, only compares it."""

from __future__ import annotations

import sys
from pathlib import Path

from app.actions import ACTIONS, MENUS, keys_text

PAGE = Path(__file__).with_name("keys.md")


def page() -> str:
    """The page's text."""
    lines = ["# Keys", "", "Generated from the program's table of actions by `python docs/make_keys.py`."]
    for menu in MENUS:
        lines += ["", f"## {menu}", "", "| action | keys | what it does |", "|---|---|---|"]
        for action in ACTIONS:
            if action.menu == menu:
                keys = keys_text(action).replace("|", "\\|")
                lines.append(f"| {action.text} | {keys} | {action.help} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Writes or checks the page; returns 1 if it was out of date."""
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
