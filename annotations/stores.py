"""Files wherever they are: paths, patterns, and URLs that fsspec reads."""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from annotations.errors import AnnotationError, StoreError, explain
from annotations.imaging.reading import natural_key

PAUSES = (1.0, 5.0)
"""Seconds to wait before a store that failed is asked again."""
Answer = TypeVar("Answer")


def is_url(place: str) -> bool:
    """Whether a place is one for fsspec rather than a path."""
    return "://" in place


def is_tar(source: str) -> bool:
    """Whether a name is that of a tar, compressed or not."""
    return source.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"))


def file_system(place: str) -> tuple[Any, str]:
    """Return fsspec's file system for a path or URL, and the path in it. StoreError if there is none for it."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(place)
        return system, str(path)
    except (ImportError, ValueError) as error:
        raise StoreError(place, f"it cannot be opened: {error}") from error


def matching(source: str) -> list[str]:
    """Return the tars that a path, URL or pattern names, in natural order. StoreError if there is none."""
    if is_url(source):
        system, path = file_system(source)
        found = [system.unstrip_protocol(one) for one in asked(source, lambda: system.glob(path))]
    else:
        found = [source] if os.path.exists(source) else glob.glob(source, recursive=True)
    if not found:
        raise StoreError(source, "no such tar")
    return sorted(found, key=natural_key)


def asked(place: str, question: Callable[[], Answer], known: type[Exception] = AnnotationError) -> Answer:
    """Return what a store answers; StoreError with its reason if it fails, in whatever way, but with a known error."""
    try:
        return question()
    except known:
        raise
    except Exception as error:  # each store has its own errors
        raise StoreError(place, f"it cannot be read: {explain(error)}") from error


def fetched(place: str, start: int | None = None, length: int | None = None) -> bytes:
    """Return a file's content, or `length` bytes from `start` on, which are fewer if it is shorter.

    A store that fails is asked three times. FileNotFoundError: it is not there. StoreError: the store fails.
    """
    system, path = file_system(place)
    for pause in (*PAUSES, None):
        try:
            if start is None or length is None:
                return bytes(system.cat_file(path))
            return bytes(system.cat_file(path, start=start, end=start + length))
        except FileNotFoundError:
            raise
        except Exception as error:  # each store has its own errors; most pass
            if pause is None:
                raise StoreError(place, f"it cannot be read: {explain(error)}") from error
            time.sleep(pause)
    raise AssertionError  # the loop returns or raises


def stamp_of(information: dict[str, Any]) -> str:
    """Return what fsspec knows of a file that changes with its content."""
    keys = ("size", "mtime", "ETag", "etag", "md5Hash", "LastModified", "updated")
    return " ".join(str(information[key]) for key in keys if information.get(key) is not None)
