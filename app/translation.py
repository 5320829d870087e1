"""Says every text of the window in the person's language; how a text has to be written for that.

- In the window's code: `tr("Open folder")`, `tr("{done} of {count} done", done=2, count=7)`. One literal, a whole
  sentence or label, what varies in named {placeholders}; never an f-string, never pieces put together. Where one is
  spoken of differently from many, two whole texts: `tr("1 image") if n == 1 else tr("{count} images", count=n)`.
- In code without Qt (annotations, app/document, app/tools, the model's process): the same with
  `annotations.message.Message`, which is a str: `raise ValueError(Message("Line {number} has no name.", number=3))`.
  Where it is shown it passes through `tr(...)`, as does `str(error)` of any error. A Qt signal declared with `str`
  would make plain English of a message: declare it with `object`, or emit `tr(message)`.
- In a table (actions, settings, tools, formats): plain English; what shows the table passes its texts through `tr`.

A key of an action is a value like others: `Message("{key} takes it back.", key=KeyOf("undo"))` names the one that the
action has now (`app.actions.KeyOf`); tests hold that no text names one itself.

What the person wrote (names of categories and files, notes) is not passed through `tr`, only put into placeholders.
`python docs/make_translations.py` collects all these texts into `resources/translations/*.ts`, where they are
translated (an editor will do, or Qt Linguist), and makes from them the .qm files that the program loads. Where a
merge leaves them in conflict, run it again: it takes both sides. Tests hold that nothing is left out.
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
    """`text` in the person's language, with the values put in; a text that is in no translation stays as it is."""
    template = text
    if isinstance(text, Message):
        template, values = text.template, {**text.values, **values}
    said = QCoreApplication.translate(CONTEXT, template) if template else ""
    if not values:
        return said
    return said.format(**{name: _said(value) for name, value in values.items()})


def percent_text(share: float) -> str:
    """A share from 0 to 1 as whole percent."""
    return tr("{percent:.0f} %", percent=100 * share)


def _said(value: object) -> object:
    if isinstance(value, KeyOf):
        return key_now(value.action) or _place(BY_NAME[value.action])
    return tr(value) if isinstance(value, Message) else value


def _place(action: Action) -> str:
    """What is said of an action that has no key."""
    if not action.in_menu:
        return tr("“{action}”", action=tr(action.text))
    return tr("“{action}” in the {menu} menu", action=tr(action.text), menu=tr(action.menu))


_keys: dict[str, str] = {}


def use_keys(table: Iterable[Action]) -> None:
    """Names the keys of this table in every text that is said from now on."""
    _keys.update({action.name: first_key(action) for action in table})


def key_now(name: str) -> str:
    """The key that an action has now, as a person reads it; empty where it has none."""
    return _keys.get(name, first_key(BY_NAME[name]))


def use_language(application: QCoreApplication, language: str) -> None:
    """Says everything shown from now on in `language`: "en", "zh_CN", or "system" for that of the desktop."""
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
