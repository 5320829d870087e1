"""One command for each part: python -m benchmarks.gui PART [options]"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.gui import (
    batch,
    by_hand,
    canvas,
    folder,
    grid,
    large,
    peers,
    project,
    proposals,
    review,
    start,
)

PARTS = {
    "start": start,
    "proposals": proposals,
    "batch": batch,
    "canvas": canvas,
    "large": large,
    "folder": folder,
    "grid": grid,
    "project": project,
    "peers": peers,
    "by-hand": by_hand,
    "review": review,
}


def main() -> int:
    """Run one part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gui", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    for name, module in PARTS.items():
        part = parts.add_parser(
            name, help=(module.__doc__ or "").partition(":")[0], description=module.__doc__
        )
        part.add_argument("--json", type=Path, help="also write all figures here")
        module.add_options(part)
    options = parser.parse_args()
    figures = PARTS[options.part].run(options)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
