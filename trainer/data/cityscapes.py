"""Which labels the Cityscapes benchmark evaluates, ignores and treats as void."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotations.formats.base import AnnotatedInstance
from annotations.formats.cityscapes_labels import OFFICIAL

# Labels of areas without instances: background for a network that looks for things.
STUFF = frozenset(label.name for label in OFFICIAL if not label.has_instances)
# Things outside the benchmark's eight classes.
LOOKED_AWAY_FROM = frozenset({"caravan", "trailer"})
# Where a prediction counts neither way; of caravans and trailers only the groups, as in the benchmark's scripts.
VOID = frozenset(
    {
        *("unlabeled", "ego vehicle", "rectification border", "out of roi", "static", "dynamic", "ground"),
        *("parking", "rail track", "guard rail", "bridge", "tunnel", "polegroup"),
    }
)
UNPAINTED = frozenset(label.name for label in OFFICIAL if label.number < 0)


def void_map(instances: Sequence[AnnotatedInstance], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return (H, W) bool: where labels are void or missing."""
    void = np.ones(size, dtype=bool)
    for instance in instances:
        if instance.category not in UNPAINTED:
            group = instance.crowd and instance.category in LOOKED_AWAY_FROM
            mask = instance.mask
            void[mask.slices] = np.where(mask.patch(), group or instance.category in VOID, void[mask.slices])
    return void
