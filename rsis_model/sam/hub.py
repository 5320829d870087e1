"""Looks up and fetches graphs from the Hugging Face hub: nothing is fetched before its size and licence are known.

    python -m rsis_model.sam.hub look-up NAME
    python -m rsis_model.sam.hub fetch NAME REVISION HOME

Prints one line of JSON: {"offer": {…}}, {"folder": "…"}, or {"template": "…", "values": {…}} of an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rsis_model.errors import CheckpointError
from rsis_model.sam.graph_files import find_graphs, pairs_of, part_of

NAME = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+)(?:/(?P<folder>[\w.-]+(?:/[\w.-]+)*))?")
"""OWNER/REPOSITORY, and a folder in it."""


@dataclass(frozen=True)
class Offer:
    """What would be fetched: files with their sizes in bytes; licence is empty if the repository names none."""

    name: str
    repository: str
    revision: str
    folder: str
    """Inside the repository; empty for its top."""
    files: tuple[tuple[str, int], ...]
    licence: str
    address: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for _, size in self.files)


def is_hub_name(name: str) -> bool:
    """Whether a text can be a name on the hub."""
    return NAME.fullmatch(name) is not None and ".." not in name


def look_up(name: str, revision: str | None = None) -> Offer:
    """Return what a name on the hub offers, OWNER/REPOSITORY or OWNER/REPOSITORY/FOLDER. Raises CheckpointError."""
    found = NAME.fullmatch(name)
    if found is None or ".." in name:
        raise CheckpointError("{name}: no such folder, and no name on the Hugging Face hub.", name=name)
    repository, folder = found["repository"], found["folder"] or ""
    info = _ask(repository, revision)
    sizes = {each.rfilename: int(each.size or 0) for each in info.siblings or ()}
    inside = [file for file in sizes if not folder or PurePosixPath(folder) in PurePosixPath(file).parents]
    pairs = pairs_of(inside)
    if not pairs:
        raise CheckpointError("{name}: there is no encoder and decoder in ONNX form.", name=name)
    if len(pairs) > 1:
        folders = sorted({str(PurePosixPath(encoder).parent) for encoder, _ in pairs} - {"."})
        raise CheckpointError(
            "{name}: there are {count} pairs of graphs. Name a folder with one of them: {folders}",
            name=name,
            count=len(pairs),
            folders=", ".join(f"{repository}/{each}" for each in folders) or "–",
        )
    files = [file for file in inside if any(_belongs(file, graph) for graph in pairs[0])]
    parent = str(PurePosixPath(pairs[0][0]).parent)
    return Offer(
        name=name,
        repository=repository,
        revision=info.sha or "main",
        folder="" if parent == "." else parent,
        files=tuple((file, sizes[file]) for file in sorted(files)),
        licence=_licence(info),
        address=f"https://huggingface.co/{repository}",
    )


def fetch(offer: Offer, home: str | Path) -> Path:
    """Fetch the files of an offer into a folder of their own below `home`; return that of the graphs.

    What is there already is not fetched again. Raises CheckpointError.
    """
    from huggingface_hub import snapshot_download

    target = Path(home) / offer.repository.replace("/", "--")
    try:
        snapshot_download(
            offer.repository,
            revision=offer.revision,
            allow_patterns=[file for file, _ in offer.files],
            local_dir=target,
        )
    except Exception as error:
        raise _unreachable(offer.name, error) from error
    for file, size in offer.files:
        path = target / file
        if not path.is_file() or (size and path.stat().st_size != size):
            raise CheckpointError(
                "{name}: {file} was not fetched completely. Try again.", name=offer.name, file=file
            )
    graphs = [file for file, _ in offer.files if file.lower().endswith(".onnx")]
    return find_graphs(target / next(file for file in graphs if part_of(file) == "encoder"))[0].parent


def _ask(repository: str, revision: str | None) -> Any:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    try:
        return HfApi().model_info(repository, revision=revision, files_metadata=True)
    except (HFValidationError, RepositoryNotFoundError) as error:
        raise CheckpointError(
            "{name}: there is no such repository on the Hugging Face hub, or it is not public.",
            name=repository,
        ) from error
    except Exception as error:
        raise _unreachable(repository, error) from error


def _unreachable(name: str, error: Exception) -> CheckpointError:
    return CheckpointError(
        "{name}: the Hugging Face hub could not be reached ({error}). Without internet, copy the two graphs from "
        "another machine and choose their folder.",
        name=name,
        error=type(error).__name__,
    )


def _belongs(file: str, graph: str) -> bool:
    """Whether a file is a graph or holds its data: it is beside it, and named after it."""
    path, own = PurePosixPath(file), PurePosixPath(graph)
    is_data = path.name.startswith((own.name, own.stem)) and path.suffix.lower() in (
        ".data",
        ".bin",
        ".onnx_data",
    )
    return path == own or (path.parent == own.parent and is_data)


def _licence(info: Any) -> str:
    told = getattr(info.card_data, "license", None) if info.card_data is not None else None
    tagged = next((tag.partition(":")[2] for tag in info.tags or () if tag.startswith("license:")), "")
    return str(told or tagged)


def offer_of(values: dict[str, Any]) -> Offer:
    """Return an offer from JSON."""
    return Offer(**{**values, "files": tuple((file, size) for file, size in values["files"])})


def main(arguments: Sequence[str]) -> int:
    """See the module."""
    task, name, *more = arguments
    try:
        if task == "look-up":
            said: dict[str, Any] = {"offer": asdict(look_up(name))}
        else:
            revision, home = more
            said = {"folder": str(fetch(look_up(name, revision), home))}
    except CheckpointError as error:
        said = {
            "template": error.template,
            "values": {key: str(value) for key, value in error.values.items()},
        }
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
