"""What happens once the window is up: the model's process is started and what was named is opened."""

from __future__ import annotations

from pathlib import Path

from app.windows.main_window import MainWindow


def begin(window: MainWindow, path: str | None, model: str | None, device: str) -> None:
    """Opens `path` ("demo": a copy of the bundled photos) and loads `model` (default: the starter)."""
    if path == "demo":
        from app.demo import prepare_demo

        window.open_path(prepare_demo())
    elif path is not None:
        window.open_path(Path(path))
    window.model_named = model is not None
    folder = _model_folder(window, model)
    try:
        from app.assist.assistant import Assistant
    except ImportError as error:
        window.say(f"The model cannot be used: {error}. Drawing by hand works.")
        return
    window.use_assistant(Assistant(window), folder, device)


def _model_folder(window: MainWindow, model: str | None) -> Path | None:
    if model is not None:
        return Path(model)
    from resources import starter_checkpoint

    folder = Path(starter_checkpoint())
    if not (folder / "config.json").exists():
        window.say(f"The starter model is missing ({folder}). Drawing by hand works.")
        return None
    return folder
