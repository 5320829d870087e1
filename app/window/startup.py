"""Runs once the window is shown: removes litter, opens the named path and starts the model's process."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotations import unfinished
from annotations.imaging.kinds import image_suffixes
from app.assist.assistant import Assistant
from app.background.jobs import Jobs
from app.demo import prepare_demo
from app.session.click_proposer import SAM
from app.translation import tr
from app.widgets.icons import program_icon
from app.window.main_window import MainWindow
from resources import bundled_checkpoint, starter_checkpoint

SETTLED_MS = 300
"""When the first image is usually shown; what is not needed for it waits until then."""


def begin(
    window: MainWindow, path: str | None, model: str | None, device: str, sam: Path | None = None
) -> None:
    """Opens `path` ("demo": a copy of the bundled photos) and loads `model` (default: the starter).

    sam: a folder of a SAM that answers clicks and boxes from now on.
    """
    if sam is not None:
        window.settings.set("click_proposer", f"{SAM}{sam}")
    Jobs(window, threads=None).start(unfinished.remove_what_is_left)
    window.project_model.is_named = model is not None
    if not window.settings["tour_seen"]:
        window.session.opened.connect(
            lambda _project: QTimer.singleShot(0, window, lambda: _show_around(window))
        )
    if path == "demo":
        window.open_path(prepare_demo)
    elif path is not None:
        window.open_path(Path(path))
    # Step by step, so that the window responds in between.
    QTimer.singleShot(0, window, lambda: _start_model(window, model, device))
    QTimer.singleShot(SETTLED_MS, window, lambda: _settle(window))


def _start_model(window: MainWindow, model: str | None, device: str) -> None:
    window.use_assistant(Assistant(window), _model_folder(window, model), device)
    # Found before the window needs them, as plug-ins may read images too.
    Jobs(window, threads=None).run(lambda _check: image_suffixes(), lambda _: None)


def _settle(window: MainWindow) -> None:
    window.follow_events()  # PySide takes 12 ms to look through its classes for the first one that it does not know
    QApplication.setWindowIcon(program_icon())


def _model_folder(window: MainWindow, model: str | None) -> Path | None:
    if model is not None:
        return bundled_checkpoint(model) or Path(model)
    folder = starter_checkpoint()
    if not (folder / "config.json").exists():
        said = tr("The starter model is missing ({folder}). You can still draw by hand.", folder=folder)
        window.say(said, scope="model")
        return None
    return folder


def _show_around(window: MainWindow) -> None:
    """Shows the tour the first time something is opened."""
    if not window.settings["tour_seen"]:
        window.refresh()  # with all its parts
        window.start_tour()
