"""Shared by the parts' reports: quantiles and the conditions of the measurement."""

from __future__ import annotations

import os
from collections.abc import Sequence


def quantile(values: Sequence[float], q: float) -> float:
    """Returns the q quantile of the values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(q * (len(ordered) - 1)))]


def condition() -> str:
    """Describes the machine and its load."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    screen = os.environ.get("DISPLAY") or "no screen"
    return f"{os.cpu_count()} cores{load}, {screen}"
