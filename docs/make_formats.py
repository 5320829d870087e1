"""Writes docs/formats.md from the table of formats; with --check, only compares it."""

from __future__ import annotations

import sys
from pathlib import Path

from annotations.formats.table import FORMATS

PAGE = Path(__file__).with_name("formats.md")
START = """# File formats

Generated from the program's table of formats by `python docs/make_formats.py`. Each export reports what the format
cannot hold, with the image and the reason; each import reports what it cannot read, with the file, the record and the
reason. [exactness.md](exactness.md) measures how exactly masks survive, and [fuzzing.md](fuzzing.md) describes how
the readers are tested with malformed files. `python -m tests.end_to_end.layouts` writes the layouts of nine tools anew,
small, and prints what the commands and the window do with each.

| format | files | holds | cannot hold |
|---|---|---|---|
"""
END = """
For all formats:

- An export is written beside its target and then renamed, so it is either complete or absent. A target folder must be
  new or empty.
- An export contains copies of the images (COCO only names them). If a format requires PNG, other images are converted
  to PNG with the same pixels, upright.
- If a format requires a category, instances without one are written as `unknown`, and read back without a category.
- The sides of a split that a data set has are kept if the format can store them; `export --split` makes new ones.
- Names of images and categories may be in any script. Names that a file system or a format does not allow are changed
  and reported.
- A reader opens no file outside the folder it was given: no absolute path, no `..`, no link that leads out. If the
  images are elsewhere, name their folder with `--images`.
- A name of an image that leads elsewhere, or is spelled otherwise than the file (case, Unicode form, escapes, suffix),
  stands for the one image near the file that it can mean; this is said. If several fit, none is taken.
- `--ignore NAME` of `import`, `convert` and `validate` leaves out a category, which `validate` lists among its notes;
  what labelme ignores (`__ignore__`, `_background_`) is always left out.
- labelme files may hold their images; `--pictures` of `import`, `convert` and `validate` writes them beside the files.
- A reader that passes over annotation files, or uses none, says so, and `validate` is then not "yes".
- EXIF orientation is applied once, when an image is read; masks belong to the upright image.

Images may be PNG, JPEG, TIFF (also `.lsm`), BMP, GIF, WebP or PPM, and AVIF and JPEG 2000 where Pillow has them. Files
of other kinds, such as HEIC, DICOM, raw photographs and NumPy's, are counted and named, unless a
[plug-in](plugins.md) reads them.

- Of animations and stacks, the first image is used; the window and `validate` say how many there are.
- A JPEG that lacks nothing but its end mark is read, and this is said; one that lacks pixels is refused.

- TIFF and BigTIFF may have 8, 16, 32 or 64 bits, integer or floating point, and any number of channels (interleaved
  or planar), in strips or tiles, uncompressed or compressed by LZW, deflate, PackBits or Zstandard, with predictors.
  Channels may be separate pages, as in ImageJ's files and OME-TIFF; then those of the first depth and time are read.
- One channel is shown in grey, two in red and green, and of more the first three in red, green and blue. Values of
  more than 8 bits are scaled so that all but the darkest and brightest thousandth of the pixels fill the range:
  colour channels together, other channels one by one.
- An image of over 400 megapixels, or of four times as many values, is refused by its header, and so is a TIFF whose
  header promises more data than the file can hold.
"""


def page() -> str:
    """The page's text."""
    rows = []
    for row in FORMATS.values():
        title = row.title if row.writer is not None else f"{row.title}, read only"
        cells = [f"`{row.name}`: {title}", row.layout, row.holds, row.cannot]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    options = [
        f"- `--{name}` ({row.name}): {words[0].lower()}{words[1:]}"
        for row in FORMATS.values()
        for name, words in row.options.items()
    ]
    return START + "\n".join(rows) + "\n\nOptions for export:\n\n" + "\n".join(options) + "\n" + END


def main() -> int:
    """Writes or checks the page; returns 1 if it was out of date."""
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
