"""Writes docs/formats.md from the table of formats; with --check, only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from annotations.formats import FORMATS

PAGE = Path(__file__).with_name("formats.md")
START = """# File formats

Made from the program's table of formats by `python docs/make_formats.py`. What a format cannot hold is said at each
export, with the image and the reason; what a reader cannot take is said with the file, the record and the reason.
How exact the masks are is measured in [exactness.md](exactness.md).

| format | files | holds | cannot hold |
|---|---|---|---|
"""
END = """
For all of them:

- An export is written beside its target and then renamed: it is whole, or not there. A folder must be new or empty.
- Images lie in the export as copies (COCO only names them). Where a format wants PNG, other images are written as PNG
  with the same pixels, upright.
- Categories that nobody named yet are written as `unknown` where a format wants one, and read as none again.
- Names of images and categories may be in any script. What a file system or a format does not take is written
  otherwise, and reported.
- A reader takes no file from outside the folder that it was given: no absolute name, no `..`, no link that leads out.
  Where the images lie elsewhere, name their folder (`--images`).
- EXIF orientation is applied once, when an image is read; masks belong to the upright image.
"""


def page() -> str:
    """The page's text."""
    rows = []
    for row in FORMATS.values():
        cells = [f"`{row.name}`: {row.title}", row.layout, row.holds, row.cannot]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    options = [
        f"- `--{name}` ({row.name}): {words[0].lower()}{words[1:]}"
        for row in FORMATS.values()
        for name, words in row.options.items()
    ]
    return START + "\n".join(rows) + "\n\nOptions of an export:\n\n" + "\n".join(options) + "\n" + END


def main() -> int:
    """Write or check the page; 1 if it was not up to date."""
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
