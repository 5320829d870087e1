"""Reads the parts of a prediction one after the other, so that memory does not grow with their number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, Problem, StrPath, explain
from annotations.predictions import tables
from annotations.predictions.records import PredictedImage, image_of
from annotations.records import CLASS_AGNOSTIC
from annotations.text_files import read_json

_NAME = re.compile(r"part-(\d{5,9})\.(json|parquet)")
PLAN = "plan.json"
Progress = Callable[[Sequence[int]], Iterable[int]]


class Parts:
    """The parts in a folder that `rsis-trainer predict --shards` wrote; iterate over it for the images, in order.

    A part is read from its JSON file, or from its table (Parquet) where there is no JSON. A part that is damaged or
    missing is one problem, and the others are read. What is known of the whole grows as parts are read: `problems`,
    `categories` and `model`.
    """

    def __init__(self, folder: StrPath) -> None:
        """FormatError: it is no folder, or no part is in it."""
        self.folder = Path(folder)
        self.problems: list[Problem] = []
        self.model = self.folder.absolute().name
        """The name of the model that predicted; that of the folder if the parts do not tell."""
        self._categories: dict[str, None] = {}
        self._files: dict[int, str] = {}
        self._unread: set[int] = set()
        self._lacks_objectness = False
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError as error:
            raise FormatError(folder, f"it cannot be read: {explain(error)}") from error
        for found in filter(None, map(_NAME.fullmatch, names)):  # JSON comes before Parquet
            self._files.setdefault(int(found[1]), found[0])
        if not self._files:
            reason = "there are no parts of a prediction in it (rsis-trainer predict --shards writes them)"
            raise FormatError(folder, reason)
        self._say_what_is_missing()

    def __iter__(self) -> Iterator[PredictedImage]:
        return self.images()

    @property
    def numbers(self) -> list[int]:
        """The numbers of the parts that are there, in order."""
        return sorted(self._files)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the parts read so far."""
        return tuple(self._categories)

    @property
    def own_categories(self) -> tuple[str, ...]:
        """The categories that the model tells apart; none if it only tells objects from background."""
        return () if self.categories == CLASS_AGNOSTIC else self.categories

    @property
    def are_all_unread(self) -> bool:
        """Whether no part could be read."""
        return len(self._unread) == len(self._files)

    def images(self, numbers: Iterable[int] | None = None) -> Iterator[PredictedImage]:
        """Yield the images of all parts, or of those with these numbers, each part's in its order."""
        for number in self.numbers if numbers is None else numbers:
            path = self.folder / self._files[number]
            try:
                yield from (
                    self._of_table(path, number) if path.suffix != ".json" else self._of_json(path, number)
                )
            except FormatError as error:
                self._leave_out(number, Problem.of(error))
            except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
                reason = f"it is damaged: {error}" if isinstance(error, ValueError) else "it is damaged"
                self._leave_out(number, Problem(str(path), "", reason))

    def _of_json(self, path: Path, number: int) -> list[PredictedImage]:
        content = read_json(path)
        info = content.get("info")
        if isinstance(info, Mapping) and isinstance(info.get("model"), str):
            self.model = info["model"]
        names = {one["id"]: _text(one["name"]) for one in content["categories"]}
        found: dict[Any, list[tuple[str, Any]]] = {one["id"]: [] for one in content["images"]}
        for one in content["annotations"]:
            found[one["image_id"]].append((names[one["category_id"]], one))
        self._look_for_objectness(path, content["annotations"])
        images = [
            image_of(one, found[one["id"]], number, place) for place, one in enumerate(content["images"])
        ]
        self._categories.update(dict.fromkeys(names.values()))
        return images

    def _of_table(self, path: Path, number: int) -> Iterator[PredictedImage]:
        for place, (record, rows) in enumerate(tables.images(path)):
            self._look_for_objectness(path, rows)
            image = image_of(record, [(_text(row["category"]), row) for row in rows], number, place)
            self._categories.update(dict.fromkeys(one.category for one in image.objects))
            yield image

    def _look_for_objectness(self, path: Path, found: Iterable[Mapping[str, Any]]) -> None:
        """Report once that scores stand for objectness."""
        if not self._lacks_objectness and any(one.get("objectness") is None for one in found):
            self._lacks_objectness = True
            reason = "it is of an earlier version, without objectness: the scores are taken instead"
            self.problems.append(Problem(str(path), "", reason, kept=True))

    def _leave_out(self, number: int, problem: Problem) -> None:
        if number not in self._unread:
            self._unread.add(number)
            self.problems.append(problem)

    def _say_what_is_missing(self) -> None:
        """Report each run of numbers that have no file."""
        last = max(self._files)
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            planned = json.loads((self.folder / PLAN).read_bytes())["parts"]
            last = max(last, int(planned) - 1)
        before = -1
        for number in (*self.numbers, last + 1):
            if number - before > 1:
                reason = (
                    "it is missing"
                    if number - before == 2
                    else f"it and all up to part {number - 1} are missing"
                )
                self.problems.append(Problem(str(self.folder), "", f"part {before + 1}: {reason}"))
            before = number


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a category has no name")
    return value
