"""Importing with a preview, and what is dropped on the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from annotations.errors import ProjectError
from annotations.exporting import dataset_of
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import FORMATS
from annotations.masks import Mask
from annotations.project import Project, backups, bulk
from app.dialogs import import_preview
from app.dialogs.export import ExportDialog
from app.dialogs.import_annotations import ImportDialog
from tests.gui.conftest import SIZE, Desk, place_of, square


def coco(photos: Path, *, broken: bool = False) -> Path:
    """A COCO file beside the photos: two cells in a.png, one in b.png, and maybe one that is wrong."""
    annotations = [
        {
            "id": number,
            "image_id": image,
            "category_id": 1,
            "iscrowd": 0,
            "segmentation": square(number).to_coco_rle(),
        }
        for number, image in ((1, 1), (2, 1), (3, 2))
    ]
    if broken:
        annotations.append({"id": 9, "image_id": 77, "category_id": 1, "iscrowd": 0, "segmentation": []})
    content = {
        "images": [
            {"id": n, "file_name": f"{name}.png", "width": SIZE[1], "height": SIZE[0]}
            for n, name in ((1, "a"), (2, "b"))
        ],
        "annotations": annotations,
        "categories": [{"id": 1, "name": "cell"}],
    }
    file = photos / "labels.json"
    file.write_text(json.dumps(content, default=lambda code: code.decode()))
    return file


def dialog_of(desk: Desk) -> ImportDialog:
    dialogs = [dialog for dialog in desk.window.dialogs.shown if isinstance(dialog, ImportDialog)]
    assert len(dialogs) == 1
    return dialogs[0]


def drop(desk: Desk, *paths: Path) -> bool:
    """Drops files on the window; False: it does not take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    desk.window.dragEnterEvent(enter)
    if enter.isAccepted():
        desk.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def kept(photos: Path) -> dict[str, list[Mask]]:
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        return {image.path: [i.mask for i in project.instances(image.id)] for image in project.images()}


def test_an_import_is_shown_first_and_goes_into_the_open_project_after_a_backup(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.act("import")
    dialog = dialog_of(desk)
    assert not dialog.import_button.isEnabled()
    dialog.source.setText(str(coco(photos, broken=True)))
    desk.until(lambda: dialog.preview is not None)
    assert "2 images   ·   3 instances   ·   1 problem" in dialog.summary.text()
    assert "cell 3" in dialog.summary.text()
    assert "annotation 9" in dialog.problems.toPlainText()
    assert [label.toolTip() for label in dialog.pictures if not label.pixmap().isNull()] == ["a.png", "b.png"]
    assert kept(photos)["b.png"] == [], "nothing is imported yet"
    before = len(backups.found(photos / "annotations.rsis"))
    dialog.are_done.setChecked(True)
    dialog.import_button.click()
    desk.until(lambda: desk.window.session.ready)
    assert any("Imported 0 images, 3 instances" in message for message in desk.window.banners.messages)
    assert len(backups.found(photos / "annotations.rsis")) == before + 1
    assert kept(photos) == {"a.png": [square(0), square(1), square(2)], "b.png": [square(3)], "c.png": []}
    assert desk.window.session.document is not None
    assert [image.status for image in desk.window.session.document.images()] == ["started", "done", "new"]


def test_the_buttons_of_an_import_stay_in_place_while_its_preview_comes(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.act("import")
    dialog = dialog_of(desk)
    desk.qtbot.wait(30)
    places = {place_of(dialog.import_button)}
    file = coco(photos, broken=True)
    content = json.loads(file.read_text())
    content["categories"] += [
        {"id": 10 + n, "name": f"category {n} with a name of many letters" + "x" * 200} for n in range(12)
    ]
    content["annotations"] += [
        {**content["annotations"][0], "id": 100 + n, "category_id": 10 + n % 12} for n in range(24)
    ]
    file.write_text(json.dumps(content))
    for source in (file, photos / "gone.json", file):
        dialog.source.setText(str(source))
        desk.until(lambda: not dialog.looking)
        desk.qtbot.wait(30)
        places.add(place_of(dialog.import_button))
    assert dialog.preview is not None and dialog.problems.isVisible()
    assert len(places) == 1
    dialog.close()


def test_many_problems_of_one_kind_are_one_line(desk: Desk, photos: Path) -> None:
    content = json.loads(coco(photos).read_text())
    content["annotations"] += [
        content["annotations"][0] | {"id": 20 + n, "image_id": 900 + n} for n in range(7)
    ]
    (photos / "many.json").write_text(json.dumps(content))
    desk.open(photos)
    desk.act("import")
    dialog = dialog_of(desk)
    dialog.source.setText(str(photos / "many.json"))
    desk.until(lambda: dialog.preview is not None)
    assert "7 problems" in dialog.summary.text()
    (line,) = dialog.problems.toPlainText().splitlines()
    assert line.endswith("annotation 20: there is no image 900 (and 6 more like it)")


def test_problems_of_kinds_without_a_line_are_counted_in_the_list(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_preview, "SHOWN_PROBLEMS", 1)
    content = json.loads(coco(photos).read_text())
    given = content["annotations"][0]
    content["annotations"] += [given | {"id": 20 + n, "image_id": 900 + n} for n in range(2)]
    content["annotations"] += [given | {"id": 30 + n, "category_id": 900 + n} for n in range(3)]
    (photos / "many.json").write_text(json.dumps(content))
    desk.open(photos)
    desk.act("import")
    dialog = dialog_of(desk)
    dialog.source.setText(str(photos / "many.json"))
    desk.until(lambda: dialog.preview is not None)
    lines = dialog.problems.toPlainText().splitlines()
    assert len(lines) == 3 and lines[-1] == "… and 3 more problems of other kinds"


def test_what_cannot_be_read_is_told_and_not_imported(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos, model=False)
    (tmp_path / "notes.json").write_text("{")
    assert drop(desk, tmp_path / "notes.json")
    dialog = dialog_of(desk)
    desk.until(lambda: not dialog.looking)
    assert dialog.preview is None and not dialog.import_button.isEnabled()
    assert "Choose one" in dialog.summary.text() or "JSON" in dialog.summary.text()
    dialog.format.setCurrentIndex(dialog.format.findData("coco"))
    desk.until(lambda: not dialog.looking)
    assert "notes.json" in dialog.summary.text()
    dialog.close()


def test_annotations_dropped_on_an_empty_window_make_the_project_of_their_images(
    desk: Desk, photos: Path
) -> None:
    file = coco(photos)
    assert drop(desk, file)
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.preview is not None)
    assert str(photos) in dialog.target.text()
    dialog.import_button.click()
    desk.until(lambda: desk.window.session.ready)
    assert kept(photos)["a.png"] == [square(1), square(2)]


def test_what_has_no_category_gets_the_one_that_is_named(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.flush(5.0)
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        writer = FORMATS["label-maps"].writer
        assert writer is not None
        writer(dataset_of(project), tmp_path / "maps")
    desk.open(tmp_path / "maps" / "images", model=False)
    desk.window.commands.imports.show_import(tmp_path / "maps")
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.preview is not None)
    assert "unknown 1" in dialog.summary.text()
    dialog.category.setText("nucleus")
    dialog.import_button.click()
    desk.until(lambda: desk.window.session.ready and bool(desk.window.session.document.categories()))  # type: ignore[union-attr]
    assert [c.name for c in desk.window.session.document.categories()] == ["nucleus"]  # type: ignore[union-attr]


def test_a_new_folder_with_annotations_in_it_offers_to_import_them(desk: Desk, photos: Path) -> None:
    for stem in ("a", "b"):
        shape = {"label": "cell", "points": [[5, 5], [20, 5], [20, 20]], "shape_type": "polygon"}
        content = {
            "imagePath": f"{stem}.png",
            "imageHeight": SIZE[0],
            "imageWidth": SIZE[1],
            "shapes": [shape],
        }
        (photos / f"{stem}.json").write_text(
            json.dumps(content | {"version": "5", "flags": {}, "imageData": None})
        )
    assert drop(desk, photos)
    desk.until(lambda: bool(desk.window.banners.messages))
    assert "This folder contains annotations: labelme" in desk.window.banners.messages[0]
    (button,) = [button for button in desk.window.banners.buttons() if button.text().startswith("Import")]
    button.click()
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.preview is not None)
    assert "2 instances" in dialog.summary.text()
    dialog.close()


def test_images_and_projects_that_are_dropped_are_opened_and_other_files_are_not_taken(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "readme.pdf").write_text("no")
    assert not drop(desk, tmp_path / "readme.pdf")
    assert drop(desk, photos / "b.png")
    desk.until(lambda: desk.window.session.ready)
    assert desk.window.image_list.texts == ["b.png"]
    assert drop(desk, photos / "a.png", photos / "c.png")
    desk.until(lambda: desk.window.session.ready and len(desk.window.image_list.texts) == 3)
    assert drop(desk, photos / "annotations.rsis")
    desk.until(lambda: desk.window.session.ready)
    assert desk.window.windowTitle().startswith("photos")


def imported(desk: Desk, photos: Path, done: bool = True) -> None:
    """Imports the COCO file into what is open."""
    desk.act("import")
    dialog = dialog_of(desk)
    dialog.source.setText(str(coco(photos)))
    desk.until(lambda: dialog.preview is not None)
    dialog.are_done.setChecked(done)
    dialog.import_button.click()
    settled(desk)


def settled(desk: Desk) -> None:
    desk.until(lambda: not desk.window.session.busy)
    desk.until(lambda: desk.window.session.ready)


def same_as_the_file(desk: Desk, photos: Path) -> dict[str, list[Mask]]:
    """What the document holds, which is what the project's file holds: masks by image."""
    session = desk.window.session
    assert session.flush(5.0) and session.document is not None
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert session.document.images() == list(project.images())
        assert sorted(session.document.categories(), key=lambda c: c.id) == list(project.categories())
        for image in project.images():
            if session.document.is_loaded(image.id):
                assert session.document.instances(image.id) == list(project.instances(image.id))
                assert session.document.steps(image.id) == list(project.steps(image.id))
    return kept(photos)


def test_an_import_is_undone_and_redone_like_any_other_act_and_so_is_what_was_before_and_after_it(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    drawn = same_as_the_file(desk, photos)
    assert drawn["a.png"] == [square(0)]
    imported(desk, photos)
    both = same_as_the_file(desk, photos)
    assert both == {"a.png": [square(0), square(1), square(2)], "b.png": [square(3)], "c.png": []}
    assert desk.window.actions_by_name["undo"].text() == "Undo: Import of labels.json"
    desk.act("next_image")  # loaded only after the import
    settled(desk)
    desk.window.instances.select_all()
    desk.act("grow")
    grown = same_as_the_file(desk, photos)
    assert grown["b.png"] != both["b.png"]
    states = [grown, both, drawn, {**drawn, "a.png": []}]
    for state in states[1:]:
        desk.act("undo")
        settled(desk)
        assert same_as_the_file(desk, photos) == state
    assert not desk.window.actions_by_name["undo"].isEnabled()
    for state in (drawn, both, grown):
        desk.act("redo")
        settled(desk)
        assert same_as_the_file(desk, photos) == state
    assert not desk.window.actions_by_name["redo"].isEnabled()
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        labels = [entry.label for entry in project.history()]
    assert labels.count("Import of labels.json") == 2
    assert labels.count("Undo: Import of labels.json") == 1


def test_images_and_categories_that_an_import_brought_go_with_its_undo(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "more"
    elsewhere.mkdir()
    file = coco(photos)
    for name in ("a.png", "b.png", "labels.json"):
        (elsewhere / name).write_bytes((photos / name).read_bytes())
    file.unlink()
    desk.open(photos, model=False)
    desk.act("import")
    dialog = dialog_of(desk)
    dialog.source.setText(str(elsewhere / "labels.json"))
    desk.until(lambda: dialog.preview is not None)
    dialog.import_button.click()
    settled(desk)
    session = desk.window.session
    assert session.document is not None
    assert len(same_as_the_file(desk, photos)) == 5
    assert [c.name for c in session.document.categories()] == ["cell"]
    brought = next(image for image in session.document.images() if "more" in image.path)
    session.show_image(brought.id)
    settled(desk)
    desk.act("undo")
    settled(desk)
    assert set(same_as_the_file(desk, photos)) == {"a.png", "b.png", "c.png"}
    assert session.document.categories() == []
    assert session.image is not None and session.image.path == "a.png"
    desk.act("redo")
    settled(desk)
    assert len(same_as_the_file(desk, photos)) == 5
    session.show_image(brought.id)
    settled(desk)
    assert [i.mask for i in session.document.instances(brought.id)] == [square(1), square(2)]


def test_nothing_is_decided_while_an_import_goes_on(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    session = desk.window.session
    desk.act("import")
    dialog = dialog_of(desk)
    dialog.source.setText(str(coco(photos)))
    desk.until(lambda: dialog.preview is not None)
    dialog.import_button.click()
    assert session.busy
    assert not session.accept()
    session.undo()
    desk.window.refresh()
    assert desk.window.bar.line.title == "Updating the project…"
    assert not desk.window.actions_by_name["accept"].isEnabled()
    settled(desk)
    assert same_as_the_file(desk, photos)["a.png"] == [square(1), square(2)]


def test_an_import_that_fails_leaves_the_project_as_it_was(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ProjectError("annotations.rsis", "the disk is full")

    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    before = same_as_the_file(desk, photos)
    monkeypatch.setattr(bulk.Parts, "end", full)
    imported(desk, photos)
    assert same_as_the_file(desk, photos) == before
    assert any("Import failed" in message for message in desk.window.banners.messages)
    assert "Import" not in desk.window.actions_by_name["undo"].text()
    monkeypatch.undo()
    imported(desk, photos)
    monkeypatch.setattr(bulk.Parts, "end", full)
    with_it = same_as_the_file(desk, photos)
    desk.act("undo")
    settled(desk)
    assert same_as_the_file(desk, photos) == with_it
    assert any("the disk is full" in message for message in desk.window.banners.messages)
    monkeypatch.undo()
    desk.act("undo")
    settled(desk)
    assert same_as_the_file(desk, photos) == before


def test_an_import_that_made_the_project_is_undone_too(desk: Desk, photos: Path) -> None:
    assert drop(desk, coco(photos))
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.preview is not None)
    dialog.import_button.click()
    desk.until(lambda: desk.window.session.ready)
    (told,) = [message for message in desk.window.banners.messages if "Imported" in message]
    assert told.endswith("“Undo” removes them.")  # nothing was there of which to make a backup
    desk.act("undo")
    settled(desk)
    document = desk.window.session.document
    assert document is not None
    desk.until(lambda: len(document.image_table) == 3)  # they are images of the folder all the same
    assert same_as_the_file(desk, photos) == {"a.png": [], "b.png": [], "c.png": []}


def test_a_file_of_regions_dropped_on_the_window_is_recognised_and_imported(desk: Desk, photos: Path) -> None:
    writer = FORMATS["imagej"].writer
    assert writer is not None
    first, mask = photos / "a.png", square(1)
    image = ImageAnnotations(first, first.name, SIZE[1], SIZE[0], (AnnotatedInstance(mask, "cell"),))
    writer(Dataset((image,), ("cell",)), photos.parent / "regions")
    name = f"{first.stem}_RoiSet.zip"
    (photos / name).write_bytes((photos.parent / "regions" / name).read_bytes())
    desk.open(photos, model=False)
    assert drop(desk, photos / name)
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.preview is not None)
    assert dialog.summary.text().startswith(FORMATS["imagej"].title)
    dialog.import_button.click()
    desk.until(lambda: kept(photos).get(first.name) == [mask])


def test_formats_that_are_only_read_are_offered_for_import_and_not_for_export(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    desk.act("import")
    dialog = dialog_of(desk)
    export = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    for name, row in FORMATS.items():
        assert dialog.format.findData(name) >= 0
        assert (export.format.findData(name) >= 0) == (row.writer is not None)
    dialog.close()
    export.close()
