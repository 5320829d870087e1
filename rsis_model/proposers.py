"""The table of what can answer clicks and boxes besides the network itself, by name; loads one of them.

A source is a name of this table, a colon and a place: `sam:/graphs/vit_b`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rsis_model.errors import CheckpointError
from rsis_model.proposer import Proposer


@dataclass(frozen=True)
class ProposerKind:
    """One row. load(place, device) raises CheckpointError with one sentence; device is auto, cpu, cuda or mps."""

    title: str
    load: Callable[[str, str], Proposer]


def _load_sam(place: str, device: str) -> Proposer:
    from rsis_model.sam.proposer import SamProposer

    return SamProposer.from_folder(place, device)


KINDS: dict[str, ProposerKind] = {"sam": ProposerKind("SAM", _load_sam)}


def load_proposer(source: str, device: str = "auto") -> Proposer:
    """Load what a source names. Raises CheckpointError with one sentence."""
    name, _, place = source.partition(":")
    kind = KINDS.get(name)
    if kind is None:
        raise CheckpointError("{source}: nothing of this kind answers clicks and boxes.", source=source)
    return kind.load(place, device)
