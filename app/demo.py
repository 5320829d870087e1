"""The demo's folder: a fresh copy of the bundled photos to experiment with."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import resources
from annotations.places import data_folder

_PREFIX = "demo-"


def prepare_demo() -> Path:
    """Copy the bundled photos to a new folder of the user's and return it.

    Earlier demos keep their annotations. If the user's data folder cannot be written, the copy goes to a temporary
    folder; raises OSError if that fails too.
    """
    try:
        folder = _new_folder(data_folder() / "demo")
        return _copy_photos(folder)
    except OSError:
        return _copy_photos(Path(tempfile.mkdtemp(prefix="rsis-annotator-demo-")))


def _new_folder(parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    taken = [entry.name.removeprefix(_PREFIX) for entry in parent.glob(f"{_PREFIX}*")]
    number = max((int(name) for name in taken if name.isdecimal()), default=0)
    while True:
        number += 1
        folder = parent / f"{_PREFIX}{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue  # another demo started at the same moment
        return folder


def _copy_photos(folder: Path) -> Path:
    for photo in resources.sample_photos():
        shutil.copyfile(photo, folder / photo.name)
    return folder
