"""Writes docs/formats.md from the table of formats; with --check, only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from annotations.formats import FORMATS

PAGE = Path(__file__).with_name("formats.md")
START = """# File formats

Made from the program's table of formats by `python docs/make_formats.py`. What a format cannot hold is said at each
export, with the image and the reason; what a reader cannot take is said with the file, the record and the reason.
How exact the masks are is measured in [exactness.md](exactness.md); what readers do with files that lie stands in
[fuzzing.md](fuzzing.md).

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

Images: PNG, JPEG, TIFF, BMP, GIF, WebP, PPM; of animations and stacks the first picture.

- TIFF and BigTIFF with 8, 16, 32 or 64 bits, whole or floating point, any number of channels (beside each other or in
  planes), in strips or tiles; unpacked or packed by LZW, deflate, PackBits or Zstandard, with predictors. Channels may
  be pages, as ImageJ and OME-TIFF have them: then those of the first depth and time.
- One channel is shown grey, of two the first red and the second green, of more the first three red, green and blue.
  More than 8 bits are scaled so that all but the darkest and brightest thousandth of the pixels fill the range: colours
  together, other channels each by itself.
- An image of over 400 megapixels, or of four times as many values, is refused by its header, and so is a TIFF that
  promises more than its bytes can hold.
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
