"""Tests of sequences in the window: as in the image before, tracks, and the pages of a stack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import Qt

from annotations.masks.morphology import shift
from annotations.project import Project
from annotations.records import ImageRecord, Instance
from tests.gui.conftest import SIZE, Desk, square

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def of_images(desk: Desk) -> list[tuple[ImageRecord, tuple[Instance, ...]]]:
    """The images of the project file and the instances of each."""
    assert desk.window.session.flush(5.0)
    assert desk.window.session.project is not None
    with Project.open(desk.window.session.project.path, read_only=True) as project:
        return [(image, project.instances(image.id)) for image in project.images()]


def tracks(desk: Desk) -> list[list[int | None]]:
    return [[instance.track for instance in instances] for _, instances in of_images(desk)]


def next_image(desk: Desk) -> None:
    before = desk.window.session.image
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.image != before and desk.window.session.ready)
    desk.until(desk.proposing)


def again(desk: Desk) -> None:
    """Presses the key, and waits for the first object of the image before."""
    count = len(desk.assistant.asked_again)
    desk.key(Qt.Key.Key_A, SHIFT)
    desk.until(lambda: len(desk.assistant.asked_again) > count)
    desk.until(desk.proposing)


def accept(desk: Desk, count: int) -> None:
    for _ in range(count):
        desk.key(Qt.Key.Key_Return)
        desk.until(desk.proposing)


@pytest.fixture
def started(desk: Desk, photos: Path) -> Desk:
    """Three instances in the first image, the second one shown."""
    desk.open(photos)
    accept(desk, 3)
    next_image(desk)
    return desk


def test_each_object_comes_again_at_its_new_place_with_its_track(started: Desk) -> None:
    desk = started
    again(desk)
    assert desk.shown() == shift(square(0), 2, 1)
    assert desk.window.bar.line.title == "nucleus"
    assert "as in the image before" in desk.window.bar.line.facts
    accept(desk, 1)
    assert tracks(desk)[:2] == [[1, None, None], [1]], "the instance before gets the number too"
    desk.key(Qt.Key.Key_Backspace)  # its track ends here
    desk.until(desk.proposing)
    accept(desk, 1)
    assert tracks(desk)[:2] == [[1, None, 2], [1, 2]]
    desk.until(lambda: desk.shown() == square(3))  # what comes then is as usual
    accept(desk, 1)
    assert tracks(desk)[1] == [1, 2, 3], "a new object has a new track"
    next_image(desk)
    again(desk)
    accept(desk, 3)
    assert tracks(desk)[2] == [1, 2, 3]
    kinds = [[instance.category_id for instance in instances] for _, instances in of_images(desk)]
    assert kinds == [kinds[0]] * 3


def test_undo_brings_a_proposal_back_and_its_track_is_the_same_again(started: Desk) -> None:
    desk = started
    again(desk)
    accept(desk, 2)
    desk.act("undo")
    desk.act("undo")
    assert desk.shown() == shift(square(0), 2, 1)
    assert tracks(desk)[:2] == [[None, None, None], []]
    accept(desk, 3)
    assert len(set(tracks(desk)[1])) == 3
    assert tracks(desk)[0] == tracks(desk)[1]


def test_pressed_again_it_stops(started: Desk) -> None:
    desk = started
    again(desk)
    accept(desk, 1)
    desk.key(Qt.Key.Key_A, SHIFT)
    desk.until(desk.proposing)
    assert desk.shown() == square(1)
    assert "as in the image before" not in desk.window.bar.line.facts


def test_what_is_drawn_meanwhile_is_not_proposed_again(started: Desk) -> None:
    desk = started
    again(desk)
    desk.window.session.draw(shift(square(1), 2, 1), "nucleus", "Draw")
    desk.settle()
    desk.key(Qt.Key.Key_Escape)
    desk.until(desk.proposing)
    assert desk.shown() == shift(square(0), 2, 1)
    accept(desk, 1)
    assert desk.shown() == shift(square(2), 2, 1)


def test_an_object_that_divides_becomes_two_with_tracks_of_their_own(started: Desk) -> None:
    desk = started
    desk.assistant.dividing = square(0)
    again(desk)
    assert "has divided" in desk.window.bar.line.facts
    accept(desk, 2)
    (_, found) = of_images(desk)[1]
    assert [instance.mask.area for instance in found] == [7 * 14, 7 * 14]
    assert tracks(desk)[:2] == [[None, None, None], [1, 2]]
    accept(desk, 1)
    assert tracks(desk)[:2] == [[None, 3, None], [1, 2, 3]]


def test_without_an_image_before_it_says_so(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_A, SHIFT)
    desk.until(lambda: "No image before this one has instances." in desk.window.banners.messages)
    assert desk.assistant.asked_again == []


def test_the_image_before_may_lie_further_back_and_must_have_the_same_size(desk: Desk, photos: Path) -> None:
    Image.new("L", (50, 40)).save(photos / "d.png")
    desk.open(photos)
    accept(desk, 1)
    next_image(desk)
    next_image(desk)
    again(desk)
    assert desk.assistant.asked_again[-1].image_path.endswith("a.png")
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready and desk.window.session.image.path == "d.png")  # type: ignore[union-attr]
    desk.key(Qt.Key.Key_A, SHIFT)
    desk.until(lambda: "a.png has another size than this image." in desk.window.banners.messages)


def tracked(desk: Desk) -> None:
    """Two tracks through all three images; the second image shown, its first instance selected."""
    for _ in range(2):
        again(desk)
        accept(desk, 2)
        next_image(desk) if desk.window.session.image.path == "b.png" else None  # type: ignore[union-attr]
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.window.session.ready and desk.window.session.image.path == "b.png")  # type: ignore[union-attr]
    first = of_images(desk)[1][1][0]
    desk.window.session.focus(first.key)
    desk.window.refresh()


@pytest.fixture
def sequence(desk: Desk, photos: Path) -> Desk:
    desk.open(photos)
    accept(desk, 2)
    next_image(desk)
    tracked(desk)
    assert tracks(desk) == [[1, 2], [1, 2], [1, 2]]
    return desk


def write_track(desk: Desk, text: str) -> None:
    desk.key(Qt.Key.Key_T, CONTROL)
    field = desk.window.instance_list.properties.track
    assert field.hasFocus()
    desk.qtbot.keyClicks(field, text) if text else desk.qtbot.keyClick(field, Qt.Key.Key_Delete)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.settle()


def test_a_typed_number_holds_from_this_image_on(sequence: Desk) -> None:
    desk = sequence
    assert desk.window.instance_list.texts[-1] == "nucleus  ·  accepted  ·  track 1"
    assert desk.window.instance_list.properties.track.text() == "1"
    write_track(desk, "7")
    desk.until(lambda: tracks(desk) == [[1, 2], [7, 2], [7, 2]])
    desk.act("undo")
    desk.until(lambda: tracks(desk) == [[1, 2], [1, 2], [1, 2]])
    write_track(desk, "")
    desk.until(lambda: tracks(desk) == [[1, 2], [None, 2], [None, 2]])


def test_a_number_that_is_another_objects_there_is_refused(sequence: Desk) -> None:
    desk = sequence
    write_track(desk, "2")
    desk.until(lambda: "Track 2 is already another object in b.png." in desk.window.banners.messages)
    assert tracks(desk) == [[1, 2], [1, 2], [1, 2]]
    desk.window.refresh()
    assert desk.window.instance_list.properties.track.text() == "1"


def test_a_new_track_splits_an_old_one_and_joining_takes_it_back(sequence: Desk) -> None:
    desk = sequence
    desk.key(Qt.Key.Key_T, SHIFT)
    desk.until(lambda: tracks(desk) == [[1, 2], [3, 2], [3, 2]])
    write_track(desk, "1")
    desk.until(lambda: tracks(desk) == [[1, 2], [1, 2], [1, 2]])


def test_tracks_have_colours_that_stay_from_image_to_image(sequence: Desk) -> None:
    desk = sequence

    def colors() -> list[object]:
        desk.window.refresh()
        return sorted(shape.color for shape in desk.window.canvas.scene.settled)

    desk.key(Qt.Key.Key_Escape)
    by_category = colors()
    desk.act("color_by_track")
    assert desk.window.actions_by_name["color_by_track"].isChecked()
    here = colors()
    assert here != by_category
    assert len(set(here)) == 2
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready and desk.window.session.image.path == "c.png")  # type: ignore[union-attr]
    assert colors() == here


def test_the_pages_of_a_stack_become_images(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stack"
    folder.mkdir()
    pages = np.zeros((12, *SIZE), np.uint16)
    pages += np.arange(12, dtype=np.uint16)[:, None, None] * 100
    tifffile.imwrite(folder / "a.tif", pages, photometric="minisblack")
    desk.open(folder)
    accept(desk, 1)
    desk.until(lambda: "Image 1 of 12 in this file is shown." in desk.window.banners.messages)
    (button,) = desk.window.banners.buttons()
    assert button.text() == "Open the pages of this stack as images"
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.until(lambda: len(of_images(desk)) == 12)
    desk.until(lambda: desk.window.session.ready)
    names = [f"a.tif#page={n}" for n in range(1, 13)]
    assert [image.path for image, _ in of_images(desk)] == names
    assert [len(instances) for _, instances in of_images(desk)] == [1] + 11 * [0]
    assert not desk.window.actions_by_name["open_pages"].isEnabled()
    assert not any("in this file is shown" in message for message in desk.window.banners.messages)
    assert "a.tif, page 1" in desk.window.windowTitle()
    desk.until(desk.proposing)
    next_image(desk)
    again(desk)
    assert desk.assistant.asked_again[-1].image_path.endswith("a.tif#page=1")
    desk.window.open_path(folder)  # the choice is kept
    desk.until(lambda: desk.window.session.ready)
    assert [image.path for image, _ in of_images(desk)] == names
    assert not any("in this file is shown" in message for message in desk.window.banners.messages)


def test_undo_makes_one_image_of_the_pages_again(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stack"
    folder.mkdir()
    pages = [Image.new("L", SIZE[::-1], shade) for shade in (10, 20, 30)]
    pages[0].save(folder / "a.gif", save_all=True, append_images=pages[1:])
    desk.open(folder)
    desk.act("open_pages")
    desk.until(lambda: len(of_images(desk)) == 3)
    desk.until(lambda: desk.window.session.ready)
    desk.act("undo")
    desk.until(lambda: [image.path for image, _ in of_images(desk)] == ["a.gif"])
    desk.until(lambda: desk.window.session.ready)
    desk.until(lambda: desk.window.actions_by_name["open_pages"].isEnabled())
    desk.act("redo")
    desk.until(lambda: desk.window.session.ready and "a.gif, page" in desk.window.windowTitle())
    desk.until(lambda: not desk.window.actions_by_name["open_pages"].isEnabled())


def test_undo_at_another_page_shows_the_stack(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stack"
    folder.mkdir()
    pages = [Image.new("L", SIZE[::-1], shade) for shade in (10, 20, 30)]
    pages[0].save(folder / "a.gif", save_all=True, append_images=pages[1:])
    desk.open(folder)
    desk.act("open_pages")
    desk.until(lambda: len(of_images(desk)) == 3)
    desk.until(lambda: desk.window.session.ready)
    next_image(desk)
    desk.act("undo")
    desk.until(lambda: [image.path for image, _ in of_images(desk)] == ["a.gif"])
    desk.until(lambda: desk.window.session.ready)
    assert desk.window.session.image is not None
    assert desk.window.session.image.path == "a.gif"
    assert desk.window.session.picture is not None and desk.window.session.picture.pages == 3
