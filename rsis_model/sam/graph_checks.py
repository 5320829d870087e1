"""Refuses ONNX files that cannot be trusted, before ONNX Runtime sees them; nothing in them is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from rsis_model.errors import CheckpointError

LARGEST = 6 << 30
"""Bytes of a graph with its external data; the largest published one, SAM ViT-H's encoder, has 2.6 GB."""
MOST_NODES = 200_000
DEEPEST = 32
"""Levels of graphs inside graphs, of branches and loops."""
KNOWN_DOMAINS = {"", "ai.onnx", "ai.onnx.ml", "com.microsoft"}
"""Sets of operators that ONNX Runtime has built in."""
REFUSED_OPERATORS = {("com.microsoft", "EPContext")}
"""Operators that load further files."""
MISSING = 'SAM needs two more packages. Install them with: pip install "rsis-annotator[sam]"'


def check_graph(path: Path) -> None:
    """Raise CheckpointError if a file is not an ONNX graph, or one that cannot be trusted; the error says why.

    Refused are operators that are not ONNX Runtime's own, external data outside the file's folder, and what is larger
    than any published graph.
    """
    home = path.parent.resolve()
    if home not in path.resolve().parents:
        raise CheckpointError("{path}: the file is a link that points outside its folder.", path=path)
    model = _read(path)
    graph = model.graph
    if not graph.node or not graph.output:
        raise CheckpointError("{path}: this is not an ONNX graph.", path=path)
    own = {function.domain for function in model.functions}
    bodies = [function.node for function in model.functions]
    tensors = list(_tensors_of(graph))
    for count, node in enumerate(_nodes([graph.node, *bodies], tensors, path), 1):
        if count > MOST_NODES:
            raise CheckpointError("{path}: the graph has more than {most} nodes.", path=path, most=MOST_NODES)
        if node.domain not in KNOWN_DOMAINS | own or (node.domain, node.op_type) in REFUSED_OPERATORS:
            raise CheckpointError(
                "{path}: the graph uses {operator}, which is not an operator of ONNX.",
                path=path,
                operator=f"{node.domain}:{node.op_type}",
            )
    outside = {place for tensor in tensors if (place := _external(tensor)) is not None}
    size = path.stat().st_size + sum(_inside(path, home, place).stat().st_size for place in outside)
    if size > LARGEST:
        raise CheckpointError("{path}: the graph is larger than {limit} GB.", path=path, limit=LARGEST >> 30)


def _read(path: Path) -> Any:
    """Return the parsed file, without its external data."""
    try:
        import onnx
        from google.protobuf.message import DecodeError
    except ImportError as error:
        raise CheckpointError(MISSING) from error
    try:
        if path.stat().st_size > LARGEST:
            raise CheckpointError(
                "{path}: the graph is larger than {limit} GB.", path=path, limit=LARGEST >> 30
            )
        return onnx.load(str(path), format="protobuf", load_external_data=False)
    except DecodeError as error:
        raise CheckpointError("{path}: this is not an ONNX graph, or it is incomplete.", path=path) from error
    except OSError as error:
        raise CheckpointError("{path}: the graph cannot be read: {error}", path=path, error=error) from error


def _nodes(bodies: Iterable[Iterable[Any]], tensors: list[Any], path: Path) -> Iterator[Any]:
    """Yield all nodes, those of inner graphs too; adds the tensors in them to `tensors`."""
    waiting = [(body, 0) for body in bodies]
    while waiting:
        body, depth = waiting.pop()
        if depth > DEEPEST:
            raise CheckpointError("{path}: the graph has too many graphs inside graphs.", path=path)
        for node in body:
            yield node
            for attribute in node.attribute:
                tensors.extend([attribute.t, *attribute.tensors])
                tensors.extend([attribute.sparse_tensor.values, attribute.sparse_tensor.indices])
                for inner in (attribute.g, *attribute.graphs):
                    if inner.node:
                        tensors.extend(_tensors_of(inner))
                        waiting.append((inner.node, depth + 1))


def _tensors_of(graph: Any) -> Iterator[Any]:
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)


def _external(tensor: Any) -> str | None:
    """Return the name of the file that holds a tensor's values; None if the graph does."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    return entries.get("location", "") if entries or tensor.data_location == 1 else None


def _inside(path: Path, home: Path, place: str) -> Path:
    """Return the path of external data; refused outside the graph's folder."""
    parts = (*PurePosixPath(place).parts, *PureWindowsPath(place).parts)
    absolute = PurePosixPath(place).is_absolute() or PureWindowsPath(place).anchor
    found = (home / place).resolve() if place and "\0" not in place else home
    if absolute or ".." in parts or home not in found.parents:
        raise CheckpointError(
            "{path}: the graph wants data from outside its folder: {place!r}.", path=path, place=place
        )
    if not found.is_file():
        raise CheckpointError("{path}: its data file {place!r} is missing.", path=path, place=place)
    return found
