"""How hypothesis runs here: without a deadline, since the machine may be busy with other things."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")
