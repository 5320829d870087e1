"""Translates every text of the window; how to write texts for that.

- In the window's code: `tr("Open folder")`, `tr("{done} of {count} done", done=2, count=7)`. One literal, a whole
  sentence or label, with named {placeholders} for variable parts; never an f-string, never concatenated pieces. If
  singular and plural differ, two whole texts: `tr("1 image") if n == 1 else tr("{count} images", count=n)`.
- In code without Qt (annotations, app/document, app/tools, the model's process): the same with
  `annotations.message.Message`, which is a str: `raise ValueError(Message("Line {number} has no name.", number=3))`.
  Display code passes it through `tr(...)`, as it does `str(error)` of any error. A Qt signal declared with `str`
  would turn a message into plain English: declare it with `object`, or emit `tr(message)`.
- In a table (actions, settings, tools, formats): plain English; display code passes the texts through `tr`.

An action's key is a value like any other: `Message("{key} takes it back.", key=KeyOf("undo"))` shows the current
key (`app.actions.KeyOf`); tests ensure that no text contains a literal key.

The user's own texts (names of categories and files, notes) are not passed through `tr`, only put into placeholders.
`python docs/make_translations.py` collects all these texts into `resources/translations/*.ts`, where they are
translated (in an editor or Qt Linguist), and compiles the .qm files that the program loads. After a merge conflict in
them, run it again: it takes both sides. Tests ensure that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from annotations.message import Message
from app.actions import BY_NAME, Action, KeyOf, first_key
from resources import translations

CONTEXT = "annotator"
"""The one context of all texts in the translation files."""


def tr(text: str, **values: object) -> str:
    """`text` in the user's language, with the values inserted; a text without a translation stays as it is."""
    template = text
    if isinstance(text, Message):
        template, values = text.template, {**text.values, **values}
    said = QCoreApplication.translate(CONTEXT, template) if template else ""
    if not values:
        return said
    return said.format(**{name: _said(value) for name, value in values.items()})


def percent_text(share: float) -> str:
    """A share from 0 to 1 in whole percent."""
    return tr("{percent:.0f} %", percent=100 * share)


def _said(value: object) -> object:
    if isinstance(value, KeyOf):
        return key_now(value.action) or _place(BY_NAME[value.action])
    return tr(value) if isinstance(value, Message) else value


def _place(action: Action) -> str:
    """The text for an action without a key."""
    if not action.in_menu:
        return tr("“{action}”", action=tr(action.text))
    return tr("“{action}” in the {menu} menu", action=tr(action.text), menu=tr(action.menu))


_keys: dict[str, str] = {}


def use_keys(table: Iterable[Action]) -> None:
    """Uses the keys of this table in all texts from now on."""
    _keys.update({action.name: first_key(action) for action in table})


def key_now(name: str) -> str:
    """The current key of an action, for display; empty if it has none."""
    return _keys.get(name, first_key(BY_NAME[name]))


def use_language(application: QCoreApplication, language: str) -> None:
    """Switches to `language`: "en", "zh_CN", or "system" for the desktop's."""
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        CONTEXT: str(translations()),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
