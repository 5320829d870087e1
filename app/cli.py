"""The command that starts the program: the window first, everything else once it is visible."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from pathlib import Path

from annotations.pipes import until_nobody_reads
from app.start_up.heap import use_large_blocks, use_one_heap
from app.start_up.plain_import import load_qt

SWITCH_SECONDS = 0.001
"""How long a thread may hold up the window's: Python's default of 5 ms, several times a frame, is noticeable."""


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rsis-annotator",
        description="Annotate images with a network that proposes one object at a time.",
    )
    parser.add_argument(
        "path",
        nargs="?",
        help="a folder, an image or a project file; demo: the bundled photos; doctor: check this machine",
    )
    parser.add_argument("--model", help="a checkpoint folder or a model's name; default: the starter")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument(
        "--sam",
        metavar="FOLDER",
        help="a SAM that answers clicks and boxes from now on: a folder with its ONNX graphs, or a name on the "
        "Hugging Face hub (OWNER/REPOSITORY), about which you are told and asked before anything is fetched",
    )
    return parser


@until_nobody_reads
def main(arguments: list[str] | None = None) -> int:
    """Runs the program; returns its exit status."""
    options = make_parser().parse_args(arguments)
    if options.path == "doctor":
        from app import doctor

        return doctor.main()
    sam = None
    if options.sam is not None:
        from app.start_up.sam_source import agrees_on_the_terminal, resolve
        from rsis_model.errors import ModelError

        try:
            sam = resolve(options.sam, agrees_on_the_terminal)
        except ModelError as error:
            print(f"rsis-annotator: {error}", file=sys.stderr)
            return 1
    use_one_heap()
    use_large_blocks()
    if options.path not in (None, "demo") and not Path(options.path).exists():
        print(f"rsis-annotator: {options.path}: no such file or folder", file=sys.stderr)
        return 1

    gc.disable()  # until the window is shown: all objects created meanwhile stay
    if (reason := _load_qt()) is not None:
        print(f"rsis-annotator: Qt cannot be loaded: {reason}", file=sys.stderr)
        print(
            "rsis-annotator: `rsis-annotator doctor` says what is missing and how to get it", file=sys.stderr
        )
        return 1
    from annotations.plugins import host
    from app.crash_reports import CrashReports

    host.share_faults()
    reports = CrashReports()
    left = reports.begin()

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.translation import use_language
    from app.window import startup  # with all its imports: loading code later would block the window
    from app.window.fault_watch import FaultWatch
    from app.window.main_window import MainWindow

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("RSIS Annotator")
    application.setDesktopFileName("rsis-annotator")
    application.setStyle("Fusion")
    settings = Settings()
    use_language(application, settings["language"])
    window = MainWindow(settings, starts=True)
    window.fit_screen()
    window.show()
    answer_quickly()
    _close_on_signals(window)
    watch = FaultWatch(reports, window.banners, window)
    watch.begin(left)
    application.aboutToQuit.connect(watch.end)
    QTimer.singleShot(
        0, window, lambda: startup.begin(window, options.path, options.model, options.device, sam)
    )
    status = application.exec()
    host.end()  # a thread may wait for a plug-in that hangs
    # Where Qt ends the program itself, as when the X server dies, nobody has closed the window. No thread may go on:
    # what it tells a window that is gone would crash the program.
    window.session.save_pending()
    window.shut_down(give_up=True)
    return status


def _load_qt() -> str | None:
    """Loads Qt; returns why not if a library that it needs is missing."""
    try:
        load_qt()
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error)
    return None


def answer_quickly() -> None:
    """Keeps Python's housekeeping from blocking the window; call it once all is loaded and shown."""
    sys.setswitchinterval(SWITCH_SECONDS)
    # Exempts everything loaded so far from garbage collection, which would scan it for 30 ms each time.
    gc.freeze()
    gc.enable()


def _close_on_signals(window: object) -> None:
    """Makes Ctrl+C, a closed terminal and SIGTERM close the window as a user would: everything is saved."""
    from PySide6.QtCore import QTimer

    from app.window.main_window import MainWindow

    assert isinstance(window, MainWindow)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"):
        number = getattr(signal, name, None)  # Windows has only the first two
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, lambda _number, _frame: window.close())
    awake = QTimer(window)  # Python handles signals only while its own code runs
    awake.timeout.connect(lambda: None)
    awake.start(250)


if __name__ == "__main__":
    sys.exit(main())
