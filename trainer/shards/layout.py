"""The layout of a shard: which files of a tar make a sample, and what they hold.

A sample is an image and a JSON file of the same name, one after the other: `00000012.jpg`, `00000012.json`. The JSON
file is a COCO data set of this one image.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from annotations.imaging.kinds import is_image
from trainer.errors import TrainerError

TEXT = "json"
"""Suffix of the annotations."""
INDEX = "shards.json"
"""The file beside the shards that says which they are."""


def check_library() -> None:
    """Raise TrainerError if WebDataset is not installed."""
    try:
        import webdataset  # noqa: F401
    except ImportError:
        raise TrainerError(
            'Shards need the package webdataset (pip install "rsis-annotator[shards]").'
        ) from None


def is_part(name: str) -> bool:
    """Whether a file in a tar is an image or the annotations of one."""
    last = name.rpartition("/")[2]
    if name.startswith("__") and "__" in name[2:].partition("/")[0]:  # WebDataset's own records
        return False
    return is_image(last) or (last.lower().endswith(f".{TEXT}") and not last.startswith("."))


def groups(files: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the samples among a tar's files (name, content), each with its key and its contents by suffix.

    Files without a partner are passed over. ValueError: two files have the same name.
    """
    from webdataset.tariterators import group_by_keys

    named = ({"fname": name, "data": content, "__url__": ""} for name, content in files)
    for group in group_by_keys(named):
        contents = {suffix: content for suffix, content in group.items() if not suffix.startswith("__")}
        if TEXT in contents and image_suffix(contents) is not None:
            yield str(group["__key__"]), contents


def image_suffix(contents: Mapping[str, Any]) -> str | None:
    """Return the suffix of a sample's image; None if it has none."""
    images = [suffix for suffix in contents if is_image(f"image.{suffix}")]
    return min(images, key=lambda suffix: (suffix.count("."), suffix), default=None)


def files_of(file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a tar that belong to samples, one after the other; any error of the tar is passed on."""
    from webdataset.tariterators import tar_file_iterator

    for one in tar_file_iterator(file, select_files=is_part):
        yield one["fname"], one["data"]
