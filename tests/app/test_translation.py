"""Texts are said in the person's language, and the translation files hold every one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from annotations.message import Message
from app.translation import tr

GERMAN = {
    "{count} files: {reason}": "{count} Dateien: {reason}",
    "no permission": "keine Erlaubnis",
    "Quit": "Beenden",
}


class German(QTranslator):
    def translate(self, context: str, text: str, comment: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return GERMAN.get(text)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def german(qtbot: QtBot) -> Iterator[None]:
    translator = German()
    application = QCoreApplication.instance()
    assert application is not None
    application.installTranslator(translator)
    yield
    application.removeTranslator(translator)


def test_without_a_translation_the_english_text_is_said(qtbot: QtBot) -> None:
    assert tr("{count} files: {reason}", count=2, reason="no {idea}") == "2 files: no {idea}"
    assert tr("") == ""


@pytest.mark.usefixtures("german")
def test_a_text_a_message_and_an_error_are_said_in_the_language_with_messages_in_messages() -> None:
    assert tr("Quit") == "Beenden"
    message = Message("{count} files: {reason}", count=2, reason=Message("no permission"))
    assert tr(message) == "2 Dateien: keine Erlaubnis"
    assert tr(str(ValueError(message))) == "2 Dateien: keine Erlaubnis"


@pytest.mark.usefixtures("german")
def test_what_is_in_no_translation_stays_as_it_is() -> None:
    assert tr("cell {1}") == "cell {1}"
    assert tr(Message("{name} is gone", name="Quit")) == "Quit is gone"
