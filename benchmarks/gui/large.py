"""Times opening and viewing images of 100 megapixels: python -m benchmarks.gui large [--kinds .jpg .png .tif]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.gui.canvas import print_figures, work_in_window
from benchmarks.gui.report import condition
from benchmarks.gui.scenes import make_image, make_project


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--side", type=int, default=10_000)
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--kinds", nargs="+", default=[".jpg", ".png", ".tif"], help="TIFF files are tiled")
    parser.add_argument("--acts", nargs="+", default=["view", "strokes"], help="as in the part canvas")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measures each kind of file in its own window."""
    report: dict[str, Any] = {}
    for kind in options.kinds:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "large"
            folder.mkdir()
            path = folder / f"large{kind}"
            make_image(path, options.side)
            size = path.stat().st_size / 1e6
            make_project(folder, options.side, options.instances)
            figures = work_in_window(folder, options.side, options.instances, acts=options.acts)
        print(
            f"\n{options.side} x {options.side} pixels as {kind} ({size:.0f} MB), {options.instances} instances; "
            f"{condition()}"
        )
        print_figures(figures)
        report[kind] = figures
    return report
