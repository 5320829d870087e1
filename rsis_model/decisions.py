"""How a person decides about a proposal, as assumed by both training and the window."""

from __future__ import annotations

HOPELESS = 0.3
"""IoU of a proposal with its object below which a person rejects it; from there on they accept or fix it."""
