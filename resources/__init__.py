"""Icons, presets, label sets, sample photos and the starter checkpoint: data that the packages read."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
BUNDLED = ("starter", "anything")
"""The names of the checkpoints that come with the program: one for cell nuclei, one for objects of any kind."""


def starter_checkpoint() -> Path:
    """The folder of the checkpoint that comes with the program (config.json, model.safetensors, README.md)."""
    return _HERE / "starter"


def bundled_checkpoint(name: str) -> Path | None:
    """The folder of a checkpoint that comes with the program, by its name; None: there is none of this name."""
    folder = _HERE / name
    return folder if name in BUNDLED and (folder / "config.json").is_file() else None


def program_icon() -> Path:
    """The drawing of the program itself (SVG, in its own colours)."""
    return _HERE / "program.svg"


def sample_photos() -> list[Path]:
    """The bundled photos in their order; their licence lies beside them (LICENSE.md)."""
    return sorted((_HERE / "photos").glob("*.png"))


def presets_folder() -> Path:
    """The training presets, one TOML file each."""
    return _HERE / "presets"


def splits_folder() -> Path:
    """The splits of data sets, one JSON file each: {side: {kind: [file name]}}."""
    return _HERE / "splits"


def mixtures_folder() -> Path:
    """Mixtures of data sets to train on, one TOML file each; the data themselves are not bundled."""
    return _HERE / "mixtures"


def label_sets() -> Path:
    """The categories of well-known data sets, one JSON file each: {title, categories: [{name, color}]}."""
    return _HERE / "label_sets"


def translations() -> Path:
    """The texts of the window in other languages: annotator_LANGUAGE.ts, and .qm made from it."""
    return _HERE / "translations"


def marks() -> Path:
    """Small drawings that the style of the window needs: check.svg, dash.svg, down.svg, up.svg."""
    return _HERE / "marks"


def icons() -> Path:
    """The icons of the window, NAME.svg: lines in `currentColor` on a grid of 24 x 24."""
    return _HERE / "icons"
