"""Large folders: the first image at once, the others from the background; the list, its search and filters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from annotations import cli
from annotations.dealing.split import split
from annotations.imaging.reading import list_images
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Change, Proposal, Transaction
from app.document import opening
from app.panels.image_list_model import BROKEN, FACTS, THUMBNAIL
from app.session import folder_scan
from tests.annotations.made_predictions import Found, draw_images, write_parts
from tests.gui.conftest import SIZE, Desk


def names(desk: Desk) -> list[str]:
    desk.window.refresh()
    return desk.window.image_list.texts


def test_the_images_of_a_large_folder_come_in_while_the_first_is_annotated(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 2)
    monkeypatch.setattr(folder_scan, "BATCH", 2)
    (photos / "d.png").write_text("no picture")
    for name in ("e", "f"):
        Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(photos / f"{name}.png")
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.images.gathering.running)
    assert names(desk) == [f"{name}.png" for name in "abcef"]
    assert any("d.png" in message for message in desk.window.banners.messages)
    assert desk.window.image_list._summary.text() == "1 of 5  ·  0 done"
    desk.act("image_done")
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    assert [image.status for image in desk.window.session.order.table] == ["done", "new", "new", "new", "new"]  # type: ignore[union-attr]


def test_a_folder_that_is_left_while_it_comes_in_goes_on_when_it_is_opened_again(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 1)
    desk.open(photos, model=False)
    (tmp_path / "other").mkdir()
    Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(tmp_path / "other" / "z.png")
    desk.open(tmp_path / "other", model=False)
    assert names(desk) == ["z.png"]
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.images.gathering.running)
    assert names(desk) == ["a.png", "b.png", "c.png"]
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert [image.path for image in project.images()] == ["a.png", "b.png", "c.png"]


def test_the_search_lists_what_fits_and_the_keys_go_by_the_list(desk: Desk, photos: Path) -> None:
    (photos / "a.png").rename(photos / "ab.png")
    desk.open(photos, model=False)
    desk.act("find_image")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "B")
    assert names(desk) == ["ab.png", "b.png"]
    desk.window.canvas.setFocus()
    desk.key(Qt.Key.Key_D)
    assert desk.window.session.image is not None and desk.window.session.image.path == "b.png"
    desk.key(Qt.Key.Key_D)
    assert desk.window.session.image.path == "b.png"
    desk.window.image_list._search.clear()
    assert names(desk) == ["ab.png", "b.png", "c.png"]
    assert desk.window.image_list._view.currentIndex().data() == "b.png"


def choose(desk: Desk, box: str, text: str) -> None:
    """Chooses in one of the filters as a person does."""
    desk.act("filter_images")
    combo = getattr(desk.window.image_list.filter, box)
    combo.setCurrentIndex(combo.findText(text))
    assert combo.currentText() == text
    desk.window.image_list.filter.close()
    desk.window.session.flush(5.0)
    desk.settle()


def test_images_are_filtered_by_status_and_by_category(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)  # a nucleus in the first image
    desk.act("image_done")
    choose(desk, "status", "Unfinished (new or started)")
    assert names(desk) == ["b.png", "c.png"]
    assert desk.window.image_list._summary.text() == "2 of 3 images"
    choose(desk, "status", "Any")
    choose(desk, "category", "nucleus")
    desk.until(lambda: names(desk) == ["a.png"])
    desk.until(desk.proposing)
    desk.act("accept")  # one in the second: it is found by the next question
    choose(desk, "category", "Any")
    choose(desk, "category", "nucleus")
    desk.until(lambda: names(desk) == ["a.png", "b.png"])


def test_the_images_that_the_model_is_most_in_doubt_about_come_first(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant.objectness = 0.9
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.assistant.objectness = 0.6
    desk.act("next_image")
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.act("next_image")
    choose(desk, "sort", "Model uncertainty, highest first")
    desk.until(lambda: names(desk)[0] == "b.png")
    assert "uncertainty" in desk.window.image_list._model.index(0).data(FACTS)[2]
    choose(desk, "sureness", "Below 75 %")
    desk.until(lambda: names(desk) == ["b.png"])
    desk.window.image_list.filter.reset()
    desk.until(lambda: len(names(desk)) == 3)
    desk.act("most_uncertain")
    desk.until(lambda: desk.window.session.image is not None and desk.window.session.image.path == "b.png")


def test_in_a_part_that_was_dealt_so_the_doubtful_images_come_first(desk: Desk, photos: Path) -> None:
    with Project.create(photos / "p.rsis") as project:
        project.add_images(list_images(photos))
        images = project.images()
        mask = Mask.from_patch(np.ones((3, 3), np.bool_), (0, 0), images[0].size)
        made = [
            Proposal(project.next_id("proposal"), image.id, 0, mask, objectness=objectness)
            for image, objectness in zip(images, (0.99, 0.7, 0.5), strict=True)
        ]
        project.commit(Transaction("Propose", tuple(map(Change.add, made))))
    report = split(photos / "p.rsis", photos / "parts", ["Ada"], doubtful_first=True)
    desk.open(report.parts[0].path, model=False)
    desk.until(lambda: [name.rsplit("/", 1)[-1] for name in names(desk)] == ["c.png", "b.png", "a.png"])
    assert desk.window.session.image is not None
    assert desk.window.session.image.path.endswith("c.png")


def test_a_slice_of_a_prediction_opens_in_the_order_of_doubt_and_its_proposals_are_decided_on(
    desk: Desk, tmp_path: Path
) -> None:
    found: list[tuple[str, list[Found]]] = [
        ("images/a.png", [("cell", 0.99, 0.99)]),
        ("images/b.png", [("cell", 0.5, 0.5), ("dirt", 0.3, 0.4)]),
        ("images/c.png", [("cell", 0.7, 0.7)]),
    ]
    draw_images(tmp_path, [name for name, _ in found])
    parts, project = write_parts(tmp_path / "parts", found), tmp_path / "p.rsis"
    given = ("import-predictions", parts, "--project", project, "--images", tmp_path, "--doubtful", 3)
    assert cli.main([*map(str, given), "--json"]) == 0
    desk.open(project)
    desk.until(lambda: names(desk) == ["images/b.png", "images/c.png", "images/a.png"])
    assert desk.window.session.image is not None
    assert desk.window.session.image.path == "images/b.png"
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Backspace)
    desk.until(lambda: desk.window.session.pending == 0)
    with Project.open(project, read_only=True) as reader:
        image = next(image for image in reader.images() if image.path == "images/b.png")
        assert reader.proposals(image.id) == ()
        assert [(step.outcome, step.objectness, step.model) for step in reader.steps(image.id)][:2] == [
            ("accepted", 0.5, "starter"),
            ("rejected", 0.4, "starter"),
        ]
        assert [instance.score for instance in reader.instances(image.id)] == [0.5]


def test_rows_that_are_shown_get_thumbnails_and_a_broken_image_is_marked(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    whole = (photos / "c.png").read_bytes()
    (photos / "c.png").write_bytes(whole[: len(whole) // 2])
    model = desk.window.image_list._model

    def thumbnails() -> list[object]:
        return [model.index(row).data(THUMBNAIL) for row in range(3)]

    desk.until(lambda: all(picture is not None for picture in thumbnails()))
    first, _, last = thumbnails()
    assert isinstance(first, QPixmap)
    assert (first.width(), first.height()) == (128, 96)
    assert last == BROKEN
    assert sum(1 for _ in desk.window.images.thumbnails.folder.rglob("*.jpg")) == 3
    desk.window.settings.set("thumbnails", False)
    desk.window.apply_settings()
    assert thumbnails() == [None, None, None]


def test_the_model_looks_at_all_images_and_the_doubtful_ones_come_first(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant.estimates = {"a.png": (0.99,), "b.png": None, "c.png": (0.5, 0.7)}
    choose(desk, "sort", "Model uncertainty, highest first")
    desk.act("estimate")
    desk.until(lambda: not desk.window.images.estimating.running)
    desk.act("next_image")
    desk.until(lambda: names(desk)[0] == "c.png")
    assert desk.window.image_list._model.index(0).data(FACTS)[2] == "uncertainty 0.80"
    desk.act("most_uncertain")
    desk.until(lambda: desk.window.session.image is not None and desk.window.session.image.path == "c.png")

    desk.assistant.estimates = {}
    desk.window.open_path(photos)
    desk.until(desk.proposing)
    desk.until(lambda: len(desk.window.images.estimating.values) == 2)
    assert desk.window.images.estimating.values == {1: pytest.approx(0.02), 3: pytest.approx(0.8)}
    desk.window.actions_by_name["estimate"].trigger()
    assert desk.window.images.estimating.running
    assert "Checked 0 of 1 images" in desk.window.image_list._summary.text()
    desk.window.actions_by_name["estimate"].trigger()
    assert not desk.window.images.estimating.running
    assert desk.assistant.estimating is None


def test_the_search_for_doubtful_images_says_how_long_it_will_take(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    estimating = desk.window.images.estimating
    now = [0.0]
    monkeypatch.setattr(estimating, "_now", lambda: now[0])
    desk.open(photos)
    desk.act("estimate")
    monkeypatch.setattr(estimating, "total", 63)
    assert estimating.seconds_left() is None
    for done, seconds, words in ((3, 30.0, "about 10 min left"), (60, 600.0, "less than a minute left")):
        monkeypatch.setattr(estimating, "_asked", (1, "a.png"))
        monkeypatch.setattr(estimating, "done", done)
        now[0] = seconds
        assert estimating.words().endswith(words)
