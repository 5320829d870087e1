"""The current keys of each action, default or customised; never one key for two actions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtGui import QKeySequence

from annotations.message import Message
from app.actions import ACTIONS, BY_NAME, Action
from app.settings import Settings

FORM = "rsis-annotator shortcuts"
VERSION = 1
MOST_KEYS = 4
"""The maximum number of keys of an action."""
_TAKEN = {
    "Tab": Message("Tab moves to the next part of the window."),
    "Shift+Tab": Message("Shift+Tab moves to the previous part of the window."),
    "Space": Message("Space accepts, and pans while held."),
}
_MODIFIERS = ("Control", "Shift", "Alt", "Meta")

Keys = tuple[str, ...]


class Shortcuts:
    """Stored in the settings: only differences from the table. `changed` is called after each change."""

    def __init__(self, settings: Settings, changed: Callable[[], None] = lambda: None) -> None:
        self._settings = settings
        self._changed = changed
        self._own: dict[str, Keys] = {}
        self.problem = ""
        try:
            self._own = _checked(json.loads(settings["shortcuts"]))
        except (ValueError, RecursionError) as error:
            self.problem = str(
                Message(
                    "The saved shortcuts cannot be used: {reason} The defaults are used instead.",
                    reason=error,
                )
            )

    def keys(self, name: str) -> Keys:
        """The keys of an action, in Qt's portable form."""
        return self._own.get(name, BY_NAME[name].keys)

    def action(self, name: str) -> Action:
        """The action of the table with its current keys."""
        return replace(BY_NAME[name], keys=self.keys(name))

    def actions(self) -> tuple[Action, ...]:
        """The whole table with current keys."""
        return tuple(self.action(action.name) for action in ACTIONS)

    def is_changed(self, name: str) -> bool:
        return name in self._own

    def give(self, name: str, keys: Keys) -> None:
        """Sets the keys of an action, possibly none. ValueError says why it is not possible."""
        self._take({**self._own, name: keys}, name)

    def reset(self, name: str | None = None) -> None:
        """Restores the default keys of one action or all. ValueError: another action has one of them now."""
        self._take({} if name is None else {n: keys for n, keys in self._own.items() if n != name}, name)

    def text(self) -> str:
        """All keys as JSON, for a file."""
        keys = {action.name: list(self.keys(action.name)) for action in ACTIONS}
        return (
            json.dumps({"form": FORM, "version": VERSION, "keys": keys}, indent=1, ensure_ascii=False) + "\n"
        )

    def read(self, text: str) -> None:
        """Applies the output of `text`; actions not named get the default keys. ValueError says what is wrong."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise ValueError(Message("It is not a JSON file.")) from None
        if not isinstance(found, dict) or found.get("form") != FORM:
            raise ValueError(Message("This file contains no shortcuts for this program."))
        if found.get("version") != VERSION:
            raise ValueError(Message("It was made with a newer version of this program."))
        self._take(_checked(found.get("keys")))

    def _take(self, own: dict[str, Keys], changing: str | None = None) -> None:
        self._own = _checked(own, changing)
        self._settings.set("shortcuts", json.dumps(self._own))
        self._changed()


def portable(key: str) -> str:
    """One key with its modifiers, in Qt's form. ValueError: it is not a key."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1 or not text or text in _MODIFIERS:
        raise ValueError(Message("“{key}” is not a valid key.", key=key))
    return text


def _checked(found: object, changing: str | None = None) -> dict[str, Keys]:
    """Keys by action, without the defaults. ValueError says what is wrong with them.

    `changing` is the action being changed: a conflict names the other one.
    """
    if not isinstance(found, Mapping):
        raise ValueError(Message("The file contains no keys."))
    own: dict[str, Keys] = {}
    for name, keys in found.items():
        if name not in BY_NAME:
            raise ValueError(Message("There is no action “{name}”.", name=name))
        if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
            raise ValueError(Message("The keys of “{name}” are not a list of strings.", name=name))
        if len(keys) > MOST_KEYS:
            raise ValueError(Message("“{name}” has more than {most} keys.", name=name, most=MOST_KEYS))
        usual = tuple(portable(key) for key in BY_NAME[name].keys)
        given = tuple(dict.fromkeys(portable(key) for key in keys))
        if given != usual:
            own[name] = given
    _refuse_conflicts(own, changing)
    return own


def _refuse_conflicts(own: Mapping[str, Keys], changing: str | None) -> None:
    owners: dict[str, Action] = {}
    for action in sorted(ACTIONS, key=lambda action: (action.name == changing, action.name in own)):
        for key in map(portable, own.get(action.name, action.keys)):
            if key in _TAKEN:
                raise ValueError(_TAKEN[key])
            if key in owners:
                raise ValueError(
                    Message(
                        "{key} is already used for “{action}”. Remove it there first.",
                        key=key,
                        action=_named(owners[key]),
                    )
                )
            owners[key] = action


def _named(action: Action) -> Message:
    """The action's name, for translation."""
    return action.text if isinstance(action.text, Message) else Message(action.text)
