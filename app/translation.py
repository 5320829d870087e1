"""Says every text of the window in the person's language; how a text has to be written for that.

- In the window's code: `tr("Open folder")`, `tr("{done} of {count} done", done=2, count=7)`. One literal, a whole
  sentence or label, what varies in named {placeholders}; never an f-string, never pieces put together. Where one is
  spoken of differently from many, two whole texts: `tr("1 image") if n == 1 else tr("{count} images", count=n)`.
- In code without Qt (annotations, app/document, app/tools, the model's process): the same with
  `annotations.message.Message`, which is a str: `raise ValueError(Message("Line {number} has no name.", number=3))`.
  Where it is shown it passes through `tr(...)`, as does `str(error)` of any error. A Qt signal declared with `str`
  would make plain English of a message: declare it with `object`, or emit `tr(message)`.
- In a table (actions, settings, tools, formats): plain English; what shows the table passes its texts through `tr`.

What the person wrote (names of categories and files, notes) is not passed through `tr`, only put into placeholders.
`python docs/make_translations.py` collects all these texts into `resources/translations/*.ts`, where they are
translated (an editor will do, or Qt Linguist), and makes from them the .qm files that the program loads. Where a
merge leaves them in conflict, run it again: it takes both sides. Tests hold that nothing is left out.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from annotations.message import Message
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
    return said.format(
        **{name: tr(value) if isinstance(value, Message) else value for name, value in values.items()}
    )


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
