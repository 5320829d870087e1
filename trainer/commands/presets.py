"""`presets`: lists the bundled presets."""

from __future__ import annotations

import tomllib

import resources
from trainer import config as configuration
from trainer.commands.common import Options
from trainer.terminal import announce


def presets(options: Options) -> dict[str, str]:
    """Print and return the presets with their descriptions."""
    found = {}
    for name in configuration.preset_names():
        text = (resources.presets_folder() / f"{name}.toml").read_text(encoding="utf-8")
        found[name] = str(tomllib.loads(text).get("about", ""))
        announce(f"[bold]{name:14}[/bold] {found[name]}")
    return found
