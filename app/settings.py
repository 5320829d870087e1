"""The one table of settings: it makes the dialog, the checks and the defaults; values are kept in one JSON file."""

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
    """One setting. `kind` says what its value may be: a bool, one of `choices`, a number in `limits`, a text."""

    name: str
    title: str
    default: bool | int | str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    limits: tuple[int, int] | None = None
    shown: bool = True

    def check(self, value: object) -> str | None:
        """Why `value` cannot be taken; None if it can."""
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


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "language",
        "Language",
        "system",
        "The language of the program, from its next start on.",
        choices=(("system", "As the desktop"), ("en", "English"), ("zh_CN", "简体中文")),
    ),
    Setting(
        "theme",
        "Appearance",
        "system",
        "Colours of the window. Annotations look the same in all.",
        choices=(("system", "As the desktop"), ("dark", "Dark"), ("light", "Light")),
    ),
    Setting(
        "color_by",
        "Colour instances by",
        "category",
        "By category, instances of one kind share a colour; by instance, neighbours differ.",
        choices=(("category", "Category"), ("instance", "Instance")),
    ),
    Setting(
        "wheel",
        "The wheel",
        "zoom",
        "What the mouse wheel does over the image; with Ctrl it does the other.",
        choices=(("zoom", "Zooms"), ("scroll", "Scrolls")),
    ),
    Setting(
        "fill",
        "Fill of accepted instances (%)",
        28,
        "How strongly accepted instances cover the image.",
        limits=(0, 100),
    ),
    Setting(
        "follow",
        "Bring the next proposal into view",
        True,
        "Moves the view when a proposal lies outside of it. It never changes the zoom.",
    ),
    Setting(
        "megapixels",
        "Largest image (megapixels)",
        400,
        "Larger images are refused with a message instead of filling the memory.",
        limits=(1, 4000),
    ),
    Setting(
        "thumbnails",
        "Thumbnails in the list of images",
        True,
        "Small pictures in the list; they are made in the background and kept in your cache folder.",
    ),
    Setting(
        "thumbnail_megabytes",
        "Thumbnails kept, at most (megabytes)",
        500,
        "When there are more, those that were not looked at for longest are made again when they are needed.",
        limits=(1, 100_000),
    ),
    Setting(
        "accept_above",
        "Sure enough to accept (%)",
        80,
        Message(
            "“Accept all that are sure” ({key}) goes on while the objectness is at least this.",
            key=KeyOf("accept_above"),
        ),
        limits=(1, 100),
    ),
    Setting(
        "finetune_minutes",
        "Fine-tuning, at most (minutes)",
        15,
        "How long the model is trained on your corrections; it may end earlier.",
        limits=(1, 600),
    ),
    Setting(
        "overlap",
        "Masks of one image",
        "allow",
        Message(
            "Whether what you draw or accept may overlap other instances. {key} switches it on and off.",
            key=KeyOf("no_overlap"),
        ),
        choices=(
            ("allow", "May overlap"),
            ("protect", "No overlap: the new mask gives way"),
            ("take", "No overlap: the other masks give way"),
        ),
    ),
    Setting(
        "mask_step",
        "Grow, shrink and smooth by (pixels)",
        1,
        "How much one press of the key changes the mask.",
        limits=(1, 50),
    ),
    Setting(
        "person",
        "Your name",
        "",
        "Goes into the history of each project, and tells annotators apart when projects are merged. Empty: the "
        "name you are logged in with.",
    ),
    Setting("brush_radius", "Brush radius", 8, "In image pixels.", limits=(1, 500), shown=False),
    Setting("brush_square", "Square brush", False, "A square brush instead of a round one.", shown=False),
    Setting(
        "tolerance",
        "Tolerance of the magic wand",
        24,
        "How far from the colour clicked another may be, 0 to 255.",
        limits=(0, 255),
        shown=False,
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
        shown=False,
    ),
    Setting("window", "Window layout", "", "Where the docks are.", shown=False),
    Setting("geometry", "Window size", "", "Where the window is on the screen, and how large.", shown=False),
    Setting(
        "export_format", "Format of the last export", "", "What the export dialog begins with.", shown=False
    ),
    Setting(
        "export_only_done",
        "Only images that are done",
        False,
        "What was chosen at the last export.",
        shown=False,
    ),
    Setting("tour_seen", "Tour", False, "Whether the tour was shown.", shown=False),
    Setting(
        "shortcuts", "Shortcuts", "{}", "Those that differ from the table of keys, as JSON.", shown=False
    ),
    Setting("recent", "Recent projects", "[]", "As a JSON list.", shown=False),
    Setting("last_images", "Images shown last", "{}", "By project, as JSON.", shown=False),
    Setting("models", "Models used last", "[]", "As a JSON list.", shown=False),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The values of all settings; wrong or unknown ones in the file are passed over and the defaults used."""

    def __init__(self, file: Path | None = None) -> None:
        folder = Path(platformdirs.user_config_dir("rsis-annotator", appauthor=False))
        self.file = file if file is not None else folder / "settings.json"
        self.problems: list[str] = []
        self._values: dict[str, Any] = {}
        self._load()

    def __getitem__(self, name: str) -> Any:
        return self._values.get(name, BY_NAME[name].default)

    def set(self, name: str, value: bool | int | str) -> None:
        """Changes a setting and keeps it. ValueError says why a value cannot be taken."""
        problem = BY_NAME[name].check(value)
        if problem is not None:
            raise ValueError(problem)
        if self[name] != value:
            self._values[name] = value
            self._save()

    def _load(self) -> None:
        try:
            values = json.loads(self.file.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problems.append(
                Message(
                    "The settings in {file} cannot be read ({error}); defaults are used.",
                    file=self.file,
                    error=error,
                )
            )
            return
        for name, value in values.items() if isinstance(values, dict) else ():
            setting = BY_NAME.get(name)
            problem = setting.check(value) if setting is not None else None
            if problem is not None:
                self.problems.append(problem)
            elif setting is not None:
                self._values[name] = value

    def _save(self) -> None:
        with contextlib.suppress(OSError):  # a setting that is not kept must not stop the work
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, suffix=".json")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, indent=1)
            Path(name).replace(self.file)
