"""Folders of the user's in which the program keeps what lies beside no image and no project."""

from __future__ import annotations

from pathlib import Path


def data_folder() -> Path:
    """Return the user's folder for data of this program, which may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("rsis-annotator", appauthor=False))


def training_runs() -> Path:
    """Return the folder of the training runs that the window starts."""
    return data_folder() / "runs"
