"""Makes a text safe as a cell of a CSV file, which spreadsheets may take for a formula."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""The beginning of a formula; spreadsheets skip blanks, and some read wide signs too."""


def plain(text: str) -> str:
    """Escape a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
