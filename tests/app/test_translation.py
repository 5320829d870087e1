"""Texts are said in the person's language, and the translation files hold every one of them."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from annotations.message import Message
from app.actions import ACTIONS, BY_NAME, KeyOf, key_text
from app.translation import CONTEXT, tr, use_keys, use_language
from resources import translations

ROOT = Path(__file__).resolve().parents[2]
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


def test_a_text_names_the_key_that_an_action_has_now_or_where_the_action_is_found(
    qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: use_keys(ACTIONS))
    message = Message(
        "{delete} removes it, {first} relabels it", delete=KeyOf("delete"), first=KeyOf("relabel_1")
    )
    use_keys(ACTIONS)
    assert str(message) == tr(message) == "Delete removes it, 1 relabels it"
    use_keys([replace(BY_NAME["delete"], keys=("Ctrl++", "X"))])
    assert tr(message) == "Ctrl++ removes it, 1 relabels it"
    use_keys([replace(BY_NAME[name], keys=()) for name in ("delete", "relabel_1", "accept")])
    assert tr(message) == "“Delete” in the Edit menu removes it, “Relabel as category 1” relabels it"
    assert tr("{accept} accepts", accept=KeyOf("accept")) == "Space accepts"  # that key stays


@pytest.mark.usefixtures("german")
def test_what_is_in_no_translation_stays_as_it_is() -> None:
    assert tr("cell {1}") == "cell {1}"
    assert tr(Message("{name} is gone", name="Quit")) == "Quit is gone"


# -- the translation files


def _scripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_translations", ROOT / "docs" / "make_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPTS = _scripts()
TEXTS: dict[str, str] = SCRIPTS.collect()
FILES = sorted(translations().glob("*.ts"))
HELP = "run: python docs/make_translations.py, and translate what it names"


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """Name, conversion and format of each, in order of their names."""
    found = re.findall(r"\{([a-z_0-9]+)(![rsa])?(:[^{}]*)?\}", text)
    return sorted(found)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call of tr() and Message(), with where it is."""
    for package in SCRIPTS.PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() in SCRIPTS.WITHOUT_WINDOW:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and SCRIPTS._called(node) in SCRIPTS.CALLS:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated_and_none_is_left_over(file: Path) -> None:
    translated = SCRIPTS.read(file)
    assert [text for text in TEXTS if not translated.get(text)] == [], HELP
    assert [text for text in translated if text not in TEXTS] == [], HELP


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_translation_has_the_placeholders_of_its_text(file: Path) -> None:
    translated = SCRIPTS.read(file)
    assert [text for text, said in translated.items() if placeholders(text) != placeholders(said)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_compiled_file_says_what_the_translation_file_says(file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    translated = SCRIPTS.read(file)
    assert {text: translator.translate(CONTEXT, text) for text in translated} == translated, HELP


def test_a_text_that_is_missing_is_found() -> None:
    assert placeholders("{count} of {share:.0%}") != placeholders("{count} / {share}")
    assert list(SCRIPTS._literals(ast.parse("'a' if x else 'b'", mode="eval").body)) == ["a", "b"]


def test_texts_are_literals_with_named_placeholders_that_are_all_given() -> None:
    wrong = []
    for where, call in calls():
        text = call.args[0]
        if isinstance(text, ast.JoinedStr | ast.BinOp) or len(call.args) > 1:
            wrong.append(f"{where}: not one literal")
        elif isinstance(text, ast.Constant) and call.keywords:
            named = {name for name, _, _ in placeholders(str(text.value))}
            if named != {keyword.arg for keyword in call.keywords}:
                wrong.append(f"{where}: {named}")
    assert wrong == []


def keys_named(text: str) -> list[str]:
    """Keys of actions that a text names itself, in English or Chinese; digits are left to counting."""
    text = re.sub(r"\{[^{}]*\}|\(H, W[^()]*\)", "…", text)
    found = [words for words in ("number key", "arrow key", "数字键", "方向键") if words in text]
    for key in {key for action in ACTIONS for named in action.keys for key in (named, key_text(named))}:
        if "+" in key.strip("+") or len(key) > 1:
            named = rf"(?<![\w+]){re.escape(key)}(?!\w|\+\w|-click|-drag| button)"
        elif key.isalpha():
            named = rf"(?<![\w’+.-]){key}(?![\w’+-])" + ("(?! [a-z])" if key in "AI" else "")
        else:
            named = rf"(?<!\S){re.escape(key)}(?!\S)"
        if not key.isdigit() and re.search(named, text, re.ASCII):
            found.append(key)
    return found


VERBS = ("Delete", "Delete instance", "Delete {count} instances", "Delete category", "Delete category {name}")
"""What is done here is not the key of that name."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_names_the_key_of_an_action_itself_as_the_person_may_have_given_it_another(
    file: Path,
) -> None:
    said = [*TEXTS, *SCRIPTS.read(file).values()]
    assert [(text, keys_named(text)) for text in said if keys_named(text) and text not in VERBS] == []


@pytest.mark.parametrize(
    "text",
    [
        "Enter accepts it after all",
        "D goes to the next one.",
        "Draw by hand (P, B), or open a model.",
        "Shift+O switches it on and off.",
        "[ and ] change the size.",
        "Go on: Ctrl+Enter",
        "Nothing would be left: delete it (Del).",
        "Ctrl and an arrow key move it",
        "Press A or I.",
        "按 Esc 放弃",
        "可以用画笔（B）。",
    ],
)
def test_a_text_that_names_a_key_is_found(text: str) -> None:
    assert keys_named(text)


def test_what_is_no_key_of_an_action_is_not_taken_for_one() -> None:
    for text in ("A brush", "Right-click: not this", "1 image", "{key} accepts", "RGB, 8 bits", "Shift adds"):
        assert keys_named(text) == []


def test_nothing_is_shown_in_plain_english() -> None:
    shows = (
        *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "QToolBar"),
        *(
            "setText",
            "setToolTip",
            "setStatusTip",
            "setWindowTitle",
            "setPlaceholderText",
            "setTitle",
            "addTab",
        ),
        *("setAccessibleName", "setAccessibleDescription", "setSuffix", "addAction", "addMenu", "addItem"),
        *("addRow", "showMessage", "show_message", "say", "setHeaderLabels", "setWhatsThis", "drawText"),
    )
    names = {"RSIS Annotator", " – RSIS Annotator", "good", "bad", "warn"}
    wrong = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = (
                getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            )
            for argument in node.args if isinstance(node, ast.Call) and called in shows else ():
                parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                said = [part.value for part in parts if isinstance(part, ast.Constant)]
                if any(
                    isinstance(part, str) and re.search(r"[A-Za-z]{2}", part)
                    for part in said
                    if part not in names
                ):
                    wrong.append(f"{path.name}:{node.lineno}: {called}({ast.unparse(argument)})")
    assert wrong == []


ONLY_COMMANDS = (ROOT / "annotations" / "cli.py", ROOT / "annotations" / "stores.py")
"""With `annotations/predictions`, what only commands use, which are in English; the window does not."""


def test_errors_say_what_is_wrong_as_messages() -> None:
    wrong = []
    for package in ("annotations", "app"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if path in ONLY_COMMANDS or path.parent == ROOT / "annotations" / "predictions":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                call = node.exc if isinstance(node, ast.Raise) else node
                if not isinstance(call, ast.Call):
                    continue
                name = getattr(call.func, "id", "")
                if not name.endswith("Error") and name != "Problem":
                    continue
                for argument in call.args:
                    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                    said = [part.value for part in parts if isinstance(part, ast.Constant)]
                    words = any(
                        isinstance(part, str) and re.search("[A-Za-z]{2}.* | [A-Za-z]{2}", part)
                        for part in said
                    )
                    if words:
                        wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(argument)}")
    assert wrong == []


# -- the languages


def test_the_language_of_the_settings_is_spoken_by_the_program_and_by_qt(
    qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    application, locale = QCoreApplication.instance(), QLocale()
    assert application is not None
    request.addfinalizer(lambda: QLocale.setDefault(locale))
    use_language(application, "zh_CN")
    translators = application.findChildren(QTranslator)
    try:
        assert tr("Accept") == "接受"
        assert (
            tr(Message("{count} files were skipped: {files}.", count=3, files="a")) == "3 个文件未纳入：a。"
        )
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert QKeySequence("Ctrl+Left").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Left"
    finally:
        for translator in translators:
            application.removeTranslator(translator)
            translator.deleteLater()
    use_language(application, "en")
    assert tr("Accept") == "Accept"
