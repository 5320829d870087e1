"""What the parts have in common when they report: quantiles, and under what conditions it was measured."""

from __future__ import annotations

import os
from collections.abc import Sequence


def quantile(values: Sequence[float], q: float) -> float:
    """The value below which a share `q` of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(q * (len(ordered) - 1)))]


def condition() -> str:
    """The machine, and how busy it is, in words."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    screen = os.environ.get("DISPLAY") or "no screen"
    return f"{os.cpu_count()} cores{load}, {screen}"
