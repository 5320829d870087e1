"""Collects every text of the window into resources/translations/*.ts, and makes the .qm files from them.

`--check` changes nothing: it ends with status 1 where a text is missing, untranslated or not used any more.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotations.message import Message  # noqa: E402
from app.translation import CONTEXT  # noqa: E402
from resources import translations  # noqa: E402

CALLS = ("tr", "Message", "ModelError", "CheckpointError")
PACKAGES = ("app", "annotations", "rsis_model", "trainer")
WITHOUT_WINDOW = ("rsis_model/original.py", "rsis_model/onnx_export.py")
"""What only a command line reaches, which is in English."""


KEYS = (
    *("Backspace", "Del", "Return", "Enter", "Esc", "Space", "Tab", "Ins", "Home", "End", "PgUp", "PgDown"),
    *("Left", "Right", "Up", "Down", "Ctrl", "Shift", "Alt", "Meta"),
)
"""Keys that Qt would translate in menus, while keyboards and our sentences have these names."""


OF_QT = {"Press shortcut": "QKeySequenceEdit"}
"""Texts of Qt that its own translation says wrongly, with the contexts in which it looks them up."""


def texts_of_code() -> Iterator[tuple[str, str]]:
    """(file, text) of each literal that is given to tr(), to Message() or to an error of the model."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() in WITHOUT_WINDOW:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and _called(node) in CALLS:
                    for text in _literals(node.args[0]):
                        yield path.relative_to(ROOT).as_posix(), text


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def texts_of_tables() -> Iterator[tuple[str, str]]:
    """(file, text) of each text in a table that the window shows."""
    from annotations.formats.table import FORMATS
    from app.actions import ACTIONS, MENUS
    from app.settings import SECTIONS, SETTINGS
    from app.tools.table import TOOLS

    yield from (("app/dialogs/shortcuts.py", text) for text in OF_QT)
    for menu in MENUS:
        yield "app/actions.py", menu
    for action in ACTIONS:
        yield from (("app/actions.py", text) for text in (action.text, action.help))
    yield from (("app/settings.py", section) for section in SECTIONS)
    for setting in SETTINGS:
        titles = [title for _, title in setting.choices]
        yield from (("app/settings.py", text) for text in (setting.title, setting.help, *titles))
    for tool in TOOLS.values():
        yield "app/tools/table.py", tool.hint
    for entry in FORMATS.values():
        yield from (("annotations/formats/table.py", text) for text in (entry.title, *entry.options.values()))


def _templates(text: str) -> list[str]:
    """What is looked up when a text is said: a message's sentence, and those of the messages in it."""
    if not isinstance(text, Message):
        return [text]
    return [
        text.template,
        *(t for v in text.values.values() if isinstance(v, Message) for t in _templates(v)),
    ]


def collect() -> dict[str, str]:
    """Each text of the window, with the file where it is found first."""
    found: dict[str, str] = {}
    for file, text in (*texts_of_tables(), *texts_of_code()):
        for template in _templates(text):
            found.setdefault(template, file)
    found.pop("", None)
    return found


def read(path: Path) -> dict[str, str]:
    """The finished translations of a .ts file; of both sides where a merge has left it in conflict."""
    text = path.read_text(encoding="utf-8")
    if "\n<<<<<<<" not in text:
        return _finished(text)
    found: dict[str, str] = {}
    for stage in ("2", "3"):
        side = ["git", "show", f":{stage}:./{path.name}"]
        found |= _finished(
            subprocess.run(side, cwd=path.parent, check=True, capture_output=True).stdout.decode()
        )
    return found


def _finished(text: str) -> dict[str, str]:
    found = {}
    contexts = {context.findtext("name"): context for context in ET.fromstring(text.encode()).iter("context")}
    for message in contexts[CONTEXT].iter("message") if CONTEXT in contexts else ():
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            found[message.findtext("source", "")] = translation.text or ""
    return found


def write(path: Path, texts: dict[str, str], translated: dict[str, str]) -> None:
    """A .ts file with these texts; those that have no translation are marked as unfinished."""
    language = path.stem.partition("_")[2]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text, file in texts.items():
        said = escape(translated.get(text, ""))
        mark = "" if said else ' type="unfinished"'
        lines += [
            "    <message>",
            f'        <location filename="../../{file}"/>',
            f"        <source>{escape(text)}</source>",
            f"        <translation{mark}>{said}</translation>",
            "    </message>",
        ]
    lines += ["</context>", "<context>", "    <name>QShortcut</name>"]
    for key in KEYS:
        said = f"<source>{key}</source><translation>{key}</translation>"
        lines.append(f"    <message>{said}</message>")
    lines.append("</context>")
    for text, context in OF_QT.items():
        said = f"<source>{escape(text)}</source><translation>{escape(translated.get(text, ''))}</translation>"
        lines.append(f"<context><name>{context}</name><message>{said}</message></context>")
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def compile_file(path: Path) -> None:
    """Makes the .qm file beside a .ts file."""
    release = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([release, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main() -> int:
    """Returns the exit status."""
    texts = collect()
    status = 0
    for path in sorted(translations().glob(f"{CONTEXT}_*.ts")):
        translated = read(path)
        missing = [text for text in texts if text not in translated]
        gone = [text for text in translated if text not in texts]
        print(f"{path.name}: {len(texts)} texts, {len(missing)} to translate, {len(gone)} not used any more")
        for text in missing:
            print(f"  {text!r} ({texts[text]})")
        status = max(status, int(bool(missing or gone)))
        if "--check" not in sys.argv:
            write(path, texts, translated)
            compile_file(path)
    return status if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
