"""Serves a format (`annotations.formats.base.Format`), in the plug-in's process, and checks what it reads."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from annotations.errors import Problem
from annotations.formats.base import (
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    Reader,
    ReadResult,
    check_image,
    relative,
)
from annotations.formats.writing import only_looking
from annotations.masks import Mask
from annotations.message import Message
from annotations.plugins.nonsense import NonsenseError, a_count, a_number, a_text, shown


class Served:
    """Its methods are the jobs."""

    def __init__(self, loaded: object, name: str) -> None:
        if not isinstance(loaded, Format):
            raise NonsenseError(Message("{kind} is no Format", kind=type(loaded).__name__))
        self._format = form = loaded
        if form.name != name:
            raise NonsenseError(
                Message(
                    "its name is {name}, but that of its entry point {other}",
                    name=shown(form.name),
                    other=name,
                )
            )
        a_text(form.title, Message("title"))
        ways = (form.reader, form.writer, form.checker)
        if not all(way is None or callable(way) for way in ways) or ways[:2] == (None, None):
            raise NonsenseError(Message("it has neither a reader nor a writer"))
        if not isinstance(form.suffix, str) or (form.suffix and not form.suffix.startswith(".")):
            raise NonsenseError(
                Message("its suffix is {suffix}, which does not begin with a dot", suffix=shown(form.suffix))
            )
        for option, words in form.options.items():
            a_text(option, Message("option"))
            a_text(words, Message("option"))

    def describe(self) -> dict[str, Any]:
        """Return what to show of it."""
        form = self._format
        return {
            "title": str(form.title),
            "suffix": form.suffix,
            "options": dict(form.options),
            "reads": form.reader is not None,
            "writes": form.writer is not None,
            "checks": form.checker is not None,
            "holds_parts": bool(form.holds_parts),
            "holds_attributes": bool(form.holds_attributes),
        }

    def recognises(self, source: Path) -> bool:
        """Whether a source looks like this format."""
        return bool(self._format.recognises(source))

    def read(self, source: Path, images: Path | None) -> ReadResult:
        """Read a source."""
        return _read(self._format.reader, source, images)

    def check(self, source: Path, images: Path | None) -> ReadResult:
        """Read a source, and report also what will cause trouble elsewhere."""
        return _read(self._format.checker, source, images)

    def write(
        self, dataset: Dataset, output: Path, options: Mapping[str, bool], looking: bool
    ) -> list[Problem]:
        """Write a data set to a file or folder that does not exist yet."""
        assert self._format.writer is not None
        with only_looking() if looking else nullcontext():
            problems = self._format.writer(dataset, output, **options)
        there = output.is_file() if self._format.suffix else output.is_dir()
        if not there:
            raise NonsenseError(Message("it wrote nothing to {path}", path=output.name))
        return _problems(problems)


def _read(reader: Reader | None, source: Path, images: Path | None) -> ReadResult:
    assert reader is not None
    read: Any = reader(source, images)
    if not isinstance(read, ReadResult):
        raise NonsenseError(Message("it read {kind}, not a ReadResult", kind=type(read).__name__))
    problems = _problems(read.problems)
    taken: list[ImageAnnotations] = []
    for given in read.images:
        image = _image(given)
        try:
            relative(image.name)
            check_image(image.path, image.width, image.height, Message("the annotation"))
        except ValueError as error:
            problems.append(Problem(str(image.path), "", str(error)))
            continue
        taken.append(image)
    return ReadResult(
        tuple(taken), tuple(a_text(name, Message("category")) for name in read.categories), tuple(problems)
    )


def _image(given: Any) -> ImageAnnotations:
    if not isinstance(given, ImageAnnotations):
        raise NonsenseError(Message("{kind} is no ImageAnnotations", kind=type(given).__name__))
    name = a_text(given.name, Message("image's name"))
    if not isinstance(given.path, Path):
        raise NonsenseError(Message("the path of {name} is no Path", name=name))
    width, height = (
        a_count(given.width, Message("image's width")),
        a_count(given.height, Message("image's height")),
    )
    instances = tuple(_instance(one, name, (height, width)) for one in given.instances)
    part = given.part if isinstance(given.part, str) else ""
    return ImageAnnotations(given.path, name, width, height, instances, part, bool(given.annotated))


def _instance(given: Any, image: str, size: tuple[int, int]) -> AnnotatedInstance:
    if not isinstance(given, AnnotatedInstance) or not isinstance(given.mask, Mask):
        raise NonsenseError(
            Message("an instance of {image} is no AnnotatedInstance with a Mask", image=image)
        )
    if tuple(given.mask.size) != size:
        raise NonsenseError(
            Message(
                "a mask of {image} is for {size} (height, width), not {image_size}",
                image=image,
                size=shown(given.mask.size),
                image_size=size,
            )
        )
    return AnnotatedInstance(
        # Made anew: a mask that was put together by hand may hold anything.
        Mask.from_patch(given.mask.patch(), given.mask.origin, size),
        a_text(given.category, Message("category")) if given.category is not None else None,
        bool(given.crowd),
        a_number(given.score, Message("score")) if given.score is not None else None,
        given.note if isinstance(given.note, str) else "",
        tuple((a_text(name, Message("attribute")), str(value)) for name, value in given.attributes),
    )


def _problems(given: Any) -> list[Problem]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, Problem) for one in given):
        raise NonsenseError(Message("its problems are no list of Problem"))
    return [Problem(str(p.file), str(p.record), p.reason, int(p.left_out), bool(p.kept)) for p in given]
