"""Hooks of the site: a link to a file of the repository that is no page becomes its name in code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")
_ROOT = Path(__file__).parents[1]


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Rewrite the links of a page that leave docs/ and are not read there."""
    folder = (_ROOT / "docs" / page.file.src_uri).parent

    def rewritten(match: re.Match[str]) -> str:
        image, text, target, anchor = match.groups()
        if image or "://" in target or target.startswith("mailto:"):
            return match.group()
        place = (folder / target).resolve()
        if place.is_dir() and (place / "README.md").is_file() and place.is_relative_to(_ROOT / "docs"):
            return f"[{text}]({target.rstrip('/')}/README.md{anchor or ''})"
        if place.is_relative_to(_ROOT / "docs") and place.suffix in (".md", ".png", ".svg", ".webp", ".gif"):
            return match.group()
        name = place.relative_to(_ROOT).as_posix() if place.is_relative_to(_ROOT) else target
        return f"`{name}`" if text.strip("`") in (name, Path(name).name) else f"{text} (`{name}`)"

    return _LINK.sub(rewritten, markdown)
