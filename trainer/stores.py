"""Files that the commands read wherever they are: paths, patterns, and URLs for fsspec."""

from __future__ import annotations

import glob
import os
from typing import Any

from annotations.errors import explain
from annotations.imaging.reading import natural_key
from trainer.errors import TrainerError

PAUSES = (1.0, 5.0)
"""Seconds to wait before a store that failed is asked again."""


def is_url(place: str) -> bool:
    """Whether a place is one for fsspec rather than a path."""
    return "://" in place


def file_system(place: str) -> tuple[Any, str]:
    """Return fsspec's file system for a path or URL, and the path in it. TrainerError if there is none for it."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(place)
        return system, str(path)
    except (ImportError, ValueError) as error:
        raise TrainerError(f"{place}: it cannot be opened: {error}") from error


def is_tar(source: str) -> bool:
    """Whether a name is that of a tar, compressed or not."""
    return source.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"))


def matching(source: str) -> list[str]:
    """Return the tars that a path, URL or pattern names, in natural order. TrainerError if there is none."""
    if is_url(source):
        system, path = file_system(source)
        found = [system.unstrip_protocol(one) for one in asked(source, lambda: system.glob(path))]
    else:
        found = [source] if os.path.exists(source) else glob.glob(source, recursive=True)
    if not found:
        raise TrainerError(f"{source}: no such tar.")
    return sorted(found, key=natural_key)


def asked(place: str, question: Any) -> Any:
    """Return what a store answers; TrainerError with its reason if it fails, in whatever way."""
    try:
        return question()
    except TrainerError:
        raise
    except Exception as error:  # each store has its own errors
        raise TrainerError(f"{place}: it cannot be read: {explain(error)}.") from error


def stamp_of(information: dict[str, Any]) -> str:
    """Return what fsspec knows of a file that changes with its content."""
    keys = ("size", "mtime", "ETag", "etag", "md5Hash", "LastModified", "updated")
    return " ".join(str(information[key]) for key in keys if information.get(key) is not None)
