"""The numbers behind the figures and tables of the paper's section 4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import centres
from trainer.analysis import errors
from trainer.analysis.activations import taus
from trainer.analysis.observing import Observed
from trainer.analysis.orders import STRATEGIES, consecutive_pairs, correlations, mean_known

GRID = 64
"""Side of the maps of active objects' places."""


def numbers(observed: Sequence[Observed], categories: Sequence[str], least_pairs: int) -> dict[str, Any]:
    """Return all numbers of section 4, ready for JSON; None where the data do not have them."""
    found = [o.found(categories) for o in observed]
    sequences = [o.masks for o in observed]
    named = [[(d.mask, d.category) for d in o.detections] for o in observed]
    tau = {name: mean_known(values) for name, values in correlations(sequences).items()}
    return {
        "images": len(observed),
        "proposals": sum(len(s) for s in sequences),
        "objects": sum(len(f.objects) for f in found),
        "figure_3a_false_positives": errors.false_positives(found),
        "figure_3b_iou_by_step": errors.quality_by_step(found),
        "figure_3c_missed_by_size": errors.missed_by_size(found),
        "figure_3d_iou_by_size": errors.quality_by_size(found),
        "table_3a_tau": tau,
        "table_3b_tau_of_activations": table_3b(observed),
        "figure_5_pairs": consecutive_pairs(named, least_pairs),
    }


def table_3b(observed: Sequence[Observed]) -> dict[str, dict[str, float | None]]:
    """Return each block's mean tau before and after training; f0 is the deepest."""
    rows: dict[str, dict[str, float | None]] = {}
    blocks = max((len(o.after) for o in observed), default=0)
    after = [taus(o.after) for o in observed]
    before = [taus(o.before) for o in observed if o.before is not None]
    for block in reversed(range(blocks)):
        rows[f"f{block}"] = {
            "before": mean_known([t[block] for t in before]) if before else None,
            "after": mean_known([t[block] for t in after]),
        }
    return rows


def best_examples(observed: Sequence[Observed], count: int) -> dict[str, list[int]]:
    """Return the images whose sequences follow each strategy most, of at least three proposals (Fig. 4)."""
    chosen = {}
    for name, values in correlations([o.masks for o in observed]).items():
        long = [i for i, o in enumerate(observed) if len(o.detections) >= 3]
        chosen[name] = sorted(long, key=lambda i: (-values[i], i))[:count]
    assert set(chosen) == set(STRATEGIES)
    return chosen


def most_correlated_block(observed: Sequence[Observed]) -> int:
    """Return the block whose activations correlate most with the order after training; 0 if none is known."""
    rows = table_3b(observed)
    known = {int(name[1:]): row["after"] for name, row in rows.items() if row["after"] is not None}
    return max(known, key=lambda block: known[block] or 0.0) if known else 0


def active_places(observed: Sequence[Observed], block: int, after: bool, most: bool) -> NDArray[np.float64]:
    """(GRID, GRID): the share of images whose most (or least) active object covers each place (Fig. 6)."""
    total = np.zeros((GRID, GRID))
    count = 0
    for o in observed:
        values = o.after if after else o.before
        if values is None or len(o.detections) < 2:
            continue
        place = int(values[block].argmax() if most else values[block].argmin())
        mask = o.masks[place].to_array()
        rows = centres(0, GRID) * mask.shape[0] / GRID
        columns = centres(0, GRID) * mask.shape[1] / GRID
        total += mask[rows.astype(int)][:, columns.astype(int)]
        count += 1
    return total / max(1, count)
