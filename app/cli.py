"""The command that starts the program: the window first, everything else once it is on the screen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rsis-annotator",
        description="Annotate images with a network that proposes one object at a time.",
    )
    parser.add_argument(
        "path", nargs="?", help="a folder, an image or a project file; demo: the bundled photos"
    )
    parser.add_argument("--model", help="a checkpoint folder or a model's name; default: the starter")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs the program; returns its exit status."""
    options = make_parser().parse_args(arguments)
    if options.path not in (None, "demo") and not Path(options.path).exists():
        print(f"rsis-annotator: {options.path}: there is no such file or folder", file=sys.stderr)
        return 1

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.windows.main_window import MainWindow

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("RSIS Annotator")
    application.setStyle("Fusion")
    window = MainWindow(Settings())
    window.show()
    QTimer.singleShot(0, window, lambda: _begin(window, options))
    return application.exec()


def _begin(window: object, options: argparse.Namespace) -> None:
    from app.windows.main_window import MainWindow
    from app.windows.startup import begin

    assert isinstance(window, MainWindow)
    begin(window, options.path, options.model, options.device)


if __name__ == "__main__":
    sys.exit(main())
