"""Finds shards by name, pattern, folder or URL, and tells how many samples each of them has."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from annotations.errors import Problem
from annotations.formats.base import UNKNOWN
from annotations.imaging.reading import natural_key
from annotations.imaging.tars import Member, members
from trainer.errors import TrainerError
from trainer.shards.layout import INDEX, TEXT, check_library, groups, is_part
from trainer.stores import asked, file_system, is_tar, is_url, matching

_BRACES = re.compile(r"\{[^{}]*(,|\.\.)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Shard:
    """A tar: its path or URL, and how many samples it has."""

    where: str
    samples: int


@dataclass(frozen=True)
class ShardSet:
    """Shards in natural order, the names of their categories, and what is wrong with them."""

    shards: tuple[Shard, ...]
    categories: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        """The number of samples."""
        return sum(shard.samples for shard in self.shards)

    @property
    def marks(self) -> list[tuple[str, int]]:
        """What is the same on every machine that sees these shards: their names without folders, and their samples."""
        return [(posixpath.basename(shard.where), shard.samples) for shard in self.shards]


def are_shards(source: str, format_name: str | None = None) -> bool:
    """Whether the data that an option names are shards: tars, a folder with an index of them, or said to be."""
    if format_name is not None:
        return format_name == "shards"
    return is_tar(source) or (not is_url(source) and Path(source, INDEX).is_file())


def find_shards(source: str) -> ShardSet:
    """Find the shards that a path, URL, pattern (`*`, `{0000..0127}`) or folder names.

    What the index beside them says is taken if the tars have its sizes; others are gone through once, by their headers.
    TrainerError: there are none, they have no samples, or not all of them were written.
    """
    check_library()
    tars = _tars(source)
    index = {name: _index_of(name) for name in dict.fromkeys(_folder(tar) for tar in tars)}
    shards: list[Shard] = []
    names: dict[str, None] = {}
    problems: list[Problem] = []
    for tar in tars:
        shard, categories, problem = _look(tar, index[_folder(tar)])
        problems += [problem] if problem else []
        names |= dict.fromkeys(categories)
        shards += [shard] if shard.samples else []
    if not shards:
        reason = (
            f"; {problems[0]}" if problems else "; a sample is an image and a .json file of the same name"
        )
        raise TrainerError(f"{source}: these tars have no samples{reason}.")
    return ShardSet(tuple(shards), tuple(names) or ("object",), tuple(problems))


def _tars(source: str) -> list[str]:
    if is_tar(source):
        from braceexpand import braceexpand

        try:
            patterns = list(braceexpand(source)) if _BRACES.search(source) else [source]
        except ValueError as error:
            raise TrainerError(f"{source}: its braces do not match.") from error
        found = [tar for pattern in patterns for tar in matching(pattern)]
        return list(dict.fromkeys(found))
    if not is_url(source):
        if not Path(source).is_dir():
            raise TrainerError(f"{source}: no such tar or folder of tars.")
        found = [str(path) for path in Path(source).glob("*.tar")]
    else:
        system, path = file_system(source)
        found = [
            system.unstrip_protocol(one)
            for one in asked(source, lambda: system.glob(f"{path.rstrip('/')}/*.tar"))
        ]
    if not found:
        raise TrainerError(f"{source}: no tars in this folder.")
    return sorted(found, key=natural_key)


def _folder(tar: str) -> str:
    return posixpath.dirname(tar) if is_url(tar) else str(Path(tar).parent)


def _index_of(folder: str) -> dict[str, Any]:
    """Return the index in a folder; empty if there is none. TrainerError: it is damaged, or the shards not complete."""
    place = f"{folder}/{INDEX}"
    system, path = file_system(place)
    if not asked(place, lambda: system.exists(path)):
        return {}
    content = asked(place, lambda: system.cat_file(path))
    try:
        index = json.loads(content)
        complete = bool(index["complete"])
        entries = {str(one["name"]): one for one in index["shards"]}
        known = {
            "categories": tuple(str(name) for name in index["categories"]),
            "shards": {name: (int(one["samples"]), int(one["bytes"])) for name, one in entries.items()},
        }
    except (ValueError, KeyError, TypeError) as error:
        raise TrainerError(f"{place}: it is damaged; delete it, and the tars are gone through.") from error
    if not complete:
        raise TrainerError(
            f"{folder}: not all shards are written; the command that writes them goes on if it is given again."
        )
    return known


def _look(tar: str, index: dict[str, Any]) -> tuple[Shard, Sequence[str], Problem | None]:
    """Return a shard, its categories, and what is wrong with it."""
    system, path = file_system(tar)
    known = index.get("shards", {}).get(posixpath.basename(Path(tar).as_posix()))
    if known is not None and known[1] == asked(tar, lambda: system.size(path)):
        return Shard(tar, known[0]), index["categories"], None

    def scanned() -> tuple[Shard, Sequence[str], Problem | None]:
        with system.open(path, "rb") as file:
            return scan(file, tar)

    result: tuple[Shard, Sequence[str], Problem | None] = asked(tar, scanned)
    return result


def scan(file: IO[bytes], tar: str) -> tuple[Shard, Sequence[str], Problem | None]:
    """Count the samples of a tar by its headers; return also the categories of its first, and what is wrong with it."""
    found, problem = members(file, tar, is_part)
    count = 0
    categories: Sequence[str] = ()
    try:
        for _, contents in groups((one.name, one) for one in found):
            categories = categories or _categories(file, contents[TEXT])
            count += 1
    except ValueError:
        problem = Problem(tar, "", f"two of its files have the same name; {_used(count)}")
    else:
        if problem is not None and found:
            problem = Problem(tar, "", f"it is cut off or damaged; {_used(count)}")
    return Shard(tar, count), categories, problem


def _used(count: int) -> str:
    return f"the {count:,} samples before that place are used" if count else "it has no whole sample"


def _categories(file: IO[bytes], member: Member) -> Sequence[str]:
    """Return the categories that a sample's JSON lists; none if it is damaged, which is told when it is read."""
    file.seek(member.start)
    try:
        listed = json.loads(file.read(member.length))["categories"]
        return [name for name in (str(one["name"]) for one in listed) if name != UNKNOWN]
    except (ValueError, KeyError, TypeError):
        return ()
