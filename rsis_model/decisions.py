"""How a person decides about a proposal, as training and the window both assume it."""

from __future__ import annotations

HOPELESS = 0.3
"""IoU of a proposal with its object under which a person rejects it; from there on they accept or fix it."""
