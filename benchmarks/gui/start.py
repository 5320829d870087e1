"""Times the start of the program: window, first picture, model ready: python -m benchmarks.gui start [--runs 3]"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks.gui import program


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    program.add_options(parser)
    parser.add_argument("--no-cold", action="store_true", help="do not drop the page cache")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Starts the demo and waits for its first proposal."""
    return program.measure(options, images=1, accepts=0, cold=not options.no_cold)
