"""The settings of a project that hold for another one with the same images."""

from __future__ import annotations

from annotations.project import deals, write_ahead
from annotations.project.project import Project
from annotations.project.removal import REMOVED

_OWN = frozenset({"id", write_ahead.MARK, deals.SETTING})
"""Settings that belong to one file alone."""


def portable_settings(project: Project) -> dict[str, str]:
    """Return the settings by name, such as the model and the size of a pixel."""
    rows = project.select("SELECT name, value FROM setting")
    return {name: value for name, value in rows if name not in _OWN and not name.startswith(REMOVED)}
