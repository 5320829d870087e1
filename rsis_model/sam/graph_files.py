"""Finds the encoder and the decoder that belong together: by their names in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from rsis_model.errors import CheckpointError

PARTS = ("encoder", "decoder")


def find_graphs(source: str | Path) -> tuple[Path, Path]:
    """Return the paths of the encoder and the decoder in a folder, or of the pair that an encoder's file belongs to.

    Raises CheckpointError if there is no such pair, or more than one.
    """
    source = Path(source)
    folder = source.parent if source.is_file() else source
    if not folder.is_dir():
        raise CheckpointError("{path}: no such folder.", path=source)
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise CheckpointError(
            "{path}: the folder cannot be read: {error}", path=folder, error=error
        ) from error
    pairs = pairs_of(names)
    if source.is_file():
        pairs = [pair for pair in pairs if source.name in pair]
    if not pairs:
        raise CheckpointError(
            "{folder}: there is no pair of graphs, such as vit_b.encoder.onnx and vit_b.decoder.onnx.",
            folder=folder,
        )
    if len(pairs) > 1:
        raise CheckpointError(
            "{folder}: there are {count} pairs of graphs. Name the encoder's file instead of the folder.",
            folder=folder,
            count=len(pairs),
        )
    encoder, decoder = pairs[0]
    return folder / encoder, folder / decoder


def pairs_of(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return (encoder, decoder) of the names of files that belong together; those in one folder only.

    Names that differ in nothing else than "encoder" and "decoder" belong together; a single encoder and a single
    decoder do in any case.
    """
    pairs = []
    files = sorted(name for name in names if name.lower().endswith(".onnx"))
    for folder in sorted({PurePosixPath(name).parent for name in files}):
        here = [name for name in files if PurePosixPath(name).parent == folder]
        encoders, decoders = ([name for name in here if part_of(name) == part] for part in PARTS)
        if len(encoders) == len(decoders) == 1:
            pairs.append((encoders[0], decoders[0]))
            continue
        stems = {_stem(name): name for name in decoders}
        pairs += [(name, stems[_stem(name)]) for name in encoders if _stem(name) in stems]
    return pairs


def part_of(name: str) -> str | None:
    """Return whether a file's name is that of an encoder or a decoder; None: of neither, or of both."""
    found = [part for part in PARTS if part in PurePosixPath(name).name.lower()]
    return found[0] if len(found) == 1 else None


def _stem(name: str) -> str:
    lower = PurePosixPath(name).name.lower()
    for part in PARTS:
        lower = lower.replace(part, "")
    return lower
