"""The table of settings, the source of the dialog, the checks and the defaults; values are stored in one JSON file."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from annotations.message import Message
from app.actions import KeyOf


@dataclass(frozen=True)
class Setting:
    """One setting: a bool, one of `choices`, a number in `limits` or a text. Without a section, no dialog shows it."""

    name: str
    title: str
    default: bool | int | str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    limits: tuple[int, int] | None = None
    section: str = ""

    def check(self, value: object) -> str | None:
        """Why `value` is invalid; None if it is valid."""
        title = Message(self.title)
        if type(value) is not type(self.default):
            kind = type(self.default).__name__
            return Message("{title}: {value!r} is not a {kind}.", title=title, value=value, kind=kind)
        if self.choices and value not in [choice for choice, _ in self.choices]:
            choices = ", ".join(choice for choice, _ in self.choices)
            return Message(
                "{title}: {value!r} is not one of {choices}.", title=title, value=value, choices=choices
            )
        if self.limits and isinstance(value, int) and not self.limits[0] <= value <= self.limits[1]:
            least, most = self.limits
            return Message(
                "{title}: {value} is not between {least} and {most}.",
                title=title,
                value=value,
                least=least,
                most=most,
            )
        return None


SECTIONS = ("General", "Proposals", "Masks", "Images")
"""Pages of the dialog, in order; the settings of a page follow the order of the table."""

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "language",
        "Language",
        "system",
        "Takes effect when you restart the program.",
        choices=(("system", "System default"), ("en", "English"), ("zh_CN", "简体中文")),
        section="General",
    ),
    Setting(
        "theme",
        "Appearance",
        "system",
        "Colours of the window. Annotation colours stay the same.",
        choices=(("system", "System default"), ("dark", "Dark"), ("light", "Light")),
        section="General",
    ),
    Setting(
        "color_by",
        "Colour instances by",
        "category",
        "By category, instances of the same category share a colour. By instance, each has its own. By track, an "
        "object keeps its colour from image to image.",
        choices=(("category", "Category"), ("instance", "Instance"), ("track", "Track")),
        section="General",
    ),
    Setting(
        "wheel",
        "Mouse wheel",
        "zoom",
        "What the wheel does over the image. Ctrl+wheel does the other.",
        choices=(("zoom", "Zooms"), ("scroll", "Scrolls")),
        section="General",
    ),
    Setting(
        "fill",
        "Fill of accepted instances (%)",
        28,
        "How opaque accepted instances are. 0 shows outlines only.",
        limits=(0, 100),
        section="General",
    ),
    Setting(
        "outline_width",
        "Outline width (pixels)",
        1,
        "Width of the outlines of instances on the screen.",
        limits=(1, 6),
        section="General",
    ),
    Setting(
        "corner_size",
        "Corner size (pixels)",
        7,
        "Size of the corners of polygons and outlines on the screen.",
        limits=(3, 20),
        section="General",
    ),
    Setting(
        "pointer_category",
        "Category at the pointer",
        True,
        "Shows beside the pointer which category the next drawing gets.",
        section="General",
    ),
    Setting(
        "follow",
        "Bring the next proposal into view",
        True,
        "Moves the view when a proposal lies outside it. The zoom never changes.",
        section="Proposals",
    ),
    Setting(
        "megapixels",
        "Largest image (megapixels)",
        400,
        "Larger images are refused, so that they cannot exhaust the memory.",
        limits=(1, 4000),
        section="Images",
    ),
    Setting(
        "thumbnails",
        "Thumbnails in the image list",
        True,
        "Made in the background and kept in your cache folder.",
        section="Images",
    ),
    Setting(
        "thumbnail_megabytes",
        "Thumbnail cache (MB)",
        500,
        "When the cache is full, the least recently viewed thumbnails are deleted.",
        limits=(1, 100_000),
        section="Images",
    ),
    Setting(
        "accept_above",
        "Acceptance threshold (%)",
        0,
        Message(
            "“Accept all above threshold” ({key}) continues while the object score is at least this high. "
            "0: the score from which the model was right 97 times of 100 when it was tested.",
            key=KeyOf("accept_above"),
        ),
        limits=(0, 100),
        section="Proposals",
    ),
    Setting(
        "learn_as_i_go",
        "Learn as I go",
        False,
        "Trains in the background whenever you have annotated 25 more objects. A better model is used from the next "
        "image on; otherwise nothing changes.",
        section="Proposals",
    ),
    Setting(
        "finetune_minutes",
        "Fine-tuning time limit (minutes)",
        15,
        "How long the model may train on your corrections. It may finish earlier.",
        limits=(1, 600),
        section="Proposals",
    ),
    Setting(
        "overlap",
        "Mask overlap",
        "allow",
        Message(
            "Whether new masks may overlap other instances. {key} turns this on and off.",
            key=KeyOf("no_overlap"),
        ),
        choices=(
            ("allow", "Allowed"),
            ("protect", "Not allowed: trim the new mask"),
            ("take", "Not allowed: trim the other masks"),
        ),
        section="Masks",
    ),
    Setting(
        "mask_step",
        "Step for grow, shrink and smooth (pixels)",
        1,
        "How much one key press changes the mask.",
        limits=(1, 50),
        section="Masks",
    ),
    Setting(
        "person",
        "Your name",
        "",
        "Recorded in each project's history; tells annotators apart when projects are merged. If empty, "
        "your login name is used.",
        section="General",
    ),
    Setting(
        "batch_least", "Least object score", 50, "As chosen for proposing in all images.", limits=(0, 100)
    ),
    Setting(
        "batch_most",
        "Most objects in an image",
        200,
        "As chosen for proposing in all images.",
        limits=(1, 1000),
    ),
    Setting("brush_radius", "Brush radius", 8, "In image pixels.", limits=(1, 500)),
    Setting("brush_square", "Square brush", False, "Use a square brush instead of a round one."),
    Setting(
        "tolerance",
        "Magic wand tolerance",
        24,
        "How much colours may differ from the one you click, 0 to 255.",
        limits=(0, 255),
    ),
    Setting(
        "combine",
        "Mode of drawn shapes",
        "new",
        "Shift adds, Ctrl subtracts and both intersect, whatever the mode.",
        choices=(
            ("new", "New instance"),
            ("add", "Add"),
            ("subtract", "Subtract"),
            ("intersect", "Intersect"),
        ),
    ),
    Setting("window", "Window layout", "", "Where docks and toolbars are."),
    Setting("geometry", "Window size", "", "Position and size of the window on the screen."),
    Setting("export_format", "Last export format", "", "Preselected in the export dialog."),
    Setting("export_only_done", "Only images marked as done", False, "As chosen for the last export."),
    Setting("export_split", "Split the export", False, "As chosen for the last export."),
    Setting("export_validation", "Share for validation", 10, "In percent.", limits=(0, 90)),
    Setting("export_test", "Share for test", 10, "In percent.", limits=(0, 90)),
    Setting("export_scenes", "Keep scenes together", True, "As chosen for the last export."),
    Setting("tour_seen", "Tour", False, "Whether the tour has been shown."),
    Setting("shortcuts", "Shortcuts", "{}", "Changes to the default shortcuts, as JSON."),
    Setting("recent", "Recent projects", "[]", "As a JSON list."),
    Setting("last_images", "Last images", "{}", "The last image of each project, as JSON."),
    Setting(
        "click_proposer", "Clicks and boxes", "", "What answers them instead of the model, such as a SAM."
    ),
    Setting("models", "Recent models", "[]", "As a JSON list."),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The values of all settings; invalid or unknown ones in the file are ignored and the defaults used.

    Several programs may share the file: what one saves stays when another saves something else.
    """

    def __init__(self, file: Path | None = None) -> None:
        folder = Path(platformdirs.user_config_dir("rsis-annotator", appauthor=False))
        self.file = file if file is not None else folder / "settings.json"
        self.problems: list[str] = []
        self._values: dict[str, Any] = {}
        self._load()

    def __getitem__(self, name: str) -> Any:
        return self._values.get(name, BY_NAME[name].default)

    def set(self, name: str, value: bool | int | str) -> None:
        """Changes and saves a setting. ValueError says why a value is invalid."""
        problem = BY_NAME[name].check(value)
        if problem is not None:
            raise ValueError(problem)
        self.read_again()
        if self[name] != value:
            self._values[name] = value
            self._save()

    def read_again(self) -> None:
        """Takes over what another program has saved since; a file that cannot be read changes nothing."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            self._take(json.loads(self.file.read_text("utf-8")))

    def _load(self) -> None:
        try:
            values = json.loads(self.file.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            if not isinstance(error, OSError):
                self._keep_aside()
            self.problems.append(
                Message(
                    "The settings in {file} cannot be read ({error}). Defaults are used.",
                    file=self.file,
                    error=error,
                )
            )
            return
        self.problems += self._take(values)

    def _take(self, values: object) -> list[str]:
        """Takes over the valid values of known settings; returns what is wrong with others."""
        problems = []
        for name, value in values.items() if isinstance(values, dict) else ():
            setting = BY_NAME.get(name)
            problem = setting.check(value) if setting is not None else None
            if problem is not None:
                problems.append(problem)
            elif setting is not None:
                self._values[name] = value
        return problems

    def _keep_aside(self) -> None:
        """Renames a file that is not settings, as the next change would replace it."""
        with contextlib.suppress(OSError):
            self.file.replace(self.file.with_name(f"{self.file.stem}.unreadable{self.file.suffix}"))

    def _save(self) -> None:
        with contextlib.suppress(OSError):  # an unsaved setting must not stop the work
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, suffix=".json")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, indent=1)
            Path(name).replace(self.file)
