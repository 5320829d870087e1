"""Errors and problems with annotations; each names the file and gives the reason in one sentence."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from os import PathLike, fspath

from annotations.message import Message

StrPath = str | PathLike[str]


class AnnotationError(Exception):
    """A file of annotations or images cannot be used.

    `path` is the file or folder, `reason` what happened; the message contains both.
    """

    def __init__(self, path: StrPath, reason: str) -> None:
        super().__init__(path, reason)
        self.path = fspath(path)
        self.reason = reason

    def __str__(self) -> str:
        return Message("{path}: {reason}", path=self.path, reason=self.reason)


class ProjectError(AnnotationError):
    """A project file cannot be opened, read or written."""


class DamagedError(ProjectError):
    """A project file is damaged; `annotations.project.repair` may restore it."""


class LostError(ProjectError):
    """The file of an open project is gone, or another program has changed it."""


class ImageError(AnnotationError):
    """An image file cannot be read."""


class StoreError(AnnotationError):
    """A place that fsspec should read, such as a bucket, does not exist or does not answer."""


class FormatError(AnnotationError):
    """An annotation file or an export cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One record or file that could not be read or written as it is; all others were.

    `file` names the file, `record` the place in it ("annotation 17"; empty for the file itself). `left_out` counts
    the instances that a writer left out for this reason. `kept`: a reader took the record, with the change that the
    reason names.
    """

    file: str
    record: str
    reason: str
    left_out: int = field(default=0, compare=False)
    kept: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, error: AnnotationError) -> Problem:
        """Return the problem of a file that an error is about."""
        return cls(error.path, "", error.reason)

    def __str__(self) -> str:
        if self.file and self.record:
            return Message(
                "{file}: {record}: {reason}", file=self.file, record=self.record, reason=self.reason
            )
        if self.file or self.record:
            return Message("{path}: {reason}", path=self.file or self.record, reason=self.reason)
        return self.reason


def explain(error: BaseException) -> str:
    """Explain an exception of the operating system, without numbers or class names."""
    if isinstance(error, OSError):
        known = {
            errno.ENOSPC: Message("the disk is full"),
            errno.EDQUOT: Message("the disk quota is exceeded"),
            errno.EFBIG: Message("the file is too large for this disk"),
            errno.EROFS: Message("the disk is read-only"),
            errno.EACCES: Message("no permission"),
            errno.EPERM: Message("no permission"),
            errno.ENOENT: Message("no such file or folder"),
            errno.EISDIR: Message("it is a folder, not a file"),
            errno.ENOTDIR: Message("part of its path is not a folder"),
            errno.EIO: Message("the disk reports an error"),
            errno.ENODEV: Message("the drive is no longer available"),
            errno.ENXIO: Message("the drive is no longer available"),
            errno.ENOTCONN: Message("the drive is no longer connected"),
            errno.ESTALE: Message("the network drive is no longer connected"),
        }
        if error.errno in known:
            return known[error.errno]
        if error.strerror:
            return error.strerror
    if isinstance(error, MemoryError):
        return Message("not enough memory")
    return str(error) or type(error).__name__
