"""Names and notes from elsewhere may be of any length and of any characters: they are short, and drawn as text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.formats import coco
from annotations.importing import import_into
from annotations.project import Project
from annotations.records import LONGEST_NAME, LONGEST_TEXT, Attribute, Change, Transaction
from benchmarks.gui.watch import memory
from tests.gui.conftest import SIDE, SQUARES, Desk, Watchdog

MILLION = 1_000_000
NASTY = {
    "long": "x" * MILLION,
    "words": "word " * (MILLION // 5),
    "html": "<b>x</b><img src='file:///etc/passwd'>" * 30_000,
    "control": "\x01\n\t\r\u202e\u2066\u2028\x7f" * 125_000,
    "combining": "e" + "\u0301\u0336\u20dd" * 300_000,
}


def imported(photos: Path, name: str) -> Path:
    """A project with three instances of a category of this name, imported from COCO, and long notes and answers."""
    images = [
        {"id": n, "file_name": f, "width": 128, "height": 96} for n, f in enumerate(("a.png", "b.png"), 1)
    ]
    objects = [
        {
            "id": n, "image_id": 1, "category_id": 1, "iscrowd": 0, "area": SIDE**2, "bbox": [x, y, SIDE, SIDE],
            "segmentation": [[x, y, x + SIDE, y, x + SIDE, y + SIDE, x, y + SIDE]],
        }
        for n, (x, y) in enumerate(SQUARES[:3], 1)
    ]  # fmt: skip
    source = photos / "labels.json"
    source.write_text(
        json.dumps({"images": images, "annotations": objects, "categories": [{"id": 1, "name": name}]})
    )
    path = photos / "annotations.rsis"
    with Project.create(path) as project:
        report = import_into(project, coco.read(source, photos))
        assert "shortened" in str(report.problems[0])
        (category,) = project.categories()
        asked = (Attribute(name), Attribute("kind", (name, "other")))
        changes = [Change.replace(category, replace(category, attributes=asked))]
        for instance in project.instances(project.images()[0].id):
            said = replace(instance, note=name, attributes=((name, name), ("kind", name)))
            changes.append(Change.replace(instance, said))
        project.commit(Transaction(f"Describe {name[:100]}", tuple(changes)))
    source.unlink()
    return path


@pytest.mark.parametrize("kind", NASTY)
def test_a_name_of_a_million_characters_keeps_the_window_quick_and_as_wide_as_it_was(
    desk: Desk,
    photos: Path,
    watchdog: Watchdog,
    kind: str,
) -> None:
    path = imported(photos, NASTY[kind])
    desk.act("palette")  # whose code is loaded once
    for dialog in desk.window.dialogs.shown:
        dialog.close()
    watchdog.forget()
    before = memory().get("resident", 0.0)
    desk.open(photos, model=False)
    for x, y in SQUARES[:3]:
        desk.click(x + 5, y + 5)
    desk.act("relabel_unknown")
    assert desk.window.minimumSizeHint().width() <= 1200
    desk.act("undo")
    for name in ("palette", "statistics", "choose_category", "filter_images"):
        desk.act(name)
        desk.qtbot.wait(30)
        for dialog in desk.window.dialogs.shown:
            assert dialog.width() <= 1200
            dialog.close()
    watchdog.check()
    assert desk.window.width() == 1200
    assert memory().get("resident", 0.0) - before < 100  # MiB
    desk.window.session.close()
    with Project.open(path, read_only=True) as project:
        (category,) = project.categories()
        assert len(category.name) == LONGEST_NAME
        instance = project.instances(project.images()[0].id)[0]
        assert len(instance.note) == LONGEST_TEXT
        assert [len(name) for name, _ in instance.attributes if name != "kind"] == [LONGEST_NAME]


def test_a_typed_name_is_no_longer_than_the_limit(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.commands.categories.add_category("y" * 5000)
    desk.window.commands.categories.add_category("y" * 5000 + "z")  # another one
    document = desk.window.session.document
    assert document is not None
    names = [category.name for category in document.categories()]
    assert [len(name) for name in names] == [LONGEST_NAME] * 2
    assert len(set(names)) == 2


@pytest.mark.parametrize("kind", NASTY)
def test_a_file_name_of_the_greatest_length_keeps_the_window_quick_and_as_wide_as_it_was(
    desk: Desk, photos: Path, watchdog: Watchdog, kind: str
) -> None:
    part = NASTY[kind].replace("/", " ").encode()[:240].decode(errors="ignore")
    names = [f"{n}{part}.png" for n in range(2)]
    for name, photo in zip(names, ("a.png", "b.png"), strict=True):
        (photos / photo).rename(photos / name)
    desk.open(photos, model=False)
    watchdog.forget()
    desk.act("select_all")
    desk.act("next_image")
    desk.act("previous_image")
    for name in ("statistics", "filter_images", "palette"):
        desk.act(name)
        desk.qtbot.wait(30)
        for dialog in desk.window.dialogs.shown:
            assert dialog.width() <= 1200
            dialog.close()
    (photos / names[1]).unlink()
    desk.act("next_image")  # which says what is missing
    desk.qtbot.wait(30)
    watchdog.check()
    assert desk.window.minimumSizeHint().width() <= 1200
    assert desk.window.width() == 1200
    document = desk.window.session.document
    assert document is not None
    assert sorted(Path(image.path).name for image in document.images()) == [*names, "c.png"]
