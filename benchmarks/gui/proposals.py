"""Times proposals and the next image in the real program: python -m benchmarks.gui proposals [--beside finetune]"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks.gui import program


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    program.add_options(parser)
    parser.add_argument("--images", type=int, default=6, help="images opened in each run")
    parser.add_argument("--accepts", type=int, default=5, help="proposals accepted in each image")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Works through images of the demo like a quick user."""
    return program.measure(options, options.images, options.accepts, cold=False)
