"""A model's estimates of images, stored in the cache folder by project and model."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from annotations.project import Project


def file_of(project: Project, model: str) -> Path:
    """The file of a model's (its folder's) estimates for a project; other weights in the folder are another model."""
    stamp = ""
    with suppress(OSError):
        stamp = str(os.stat(Path(model) / "model.safetensors").st_mtime_ns)
    what = "\n".join((project.setting("id") or str(project.path), model, stamp))
    folder = Path(platformdirs.user_cache_dir("rsis-annotator", appauthor=False)) / "estimates"
    return folder / f"{hashlib.blake2b(what.encode(), digest_size=16).hexdigest()}.jsonl"


def read(file: Path) -> dict[int, float]:
    """The estimates by image id; damaged lines are skipped."""
    found: dict[int, float] = {}
    with suppress(OSError), open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError, TypeError):
                number, value = json.loads(line)
                if type(number) is int and isinstance(value, float | int) and 0 <= value <= 1:
                    found[number] = float(value)
    return found


def append(file: Path, image_id: int, value: float) -> None:
    """Stores one more; an unwritable cache must not stop the work."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "a", encoding="utf-8") as lines:
            lines.write(json.dumps([image_id, round(value, 4)]) + "\n")
