"""A click means the same place to the window and to the network: to the pixel, at any zoom, at the border, and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotations.masks import Mask
from annotations.project import Project, schema
from annotations.records import Change, Transaction
from app.assist.engine import Engine
from app.assist.loader import load_predictor
from app.assist.protocol import Click, Decisions, ProposeRequest
from app.rendering.viewport import View
from resources import sample_photos, starter_checkpoint
from rsis_model.predictor import Predictor
from tests.gui.conftest import Desk
from tests.gui.fake_assistant import FakeAssistant

CTRL = Qt.KeyboardModifier.ControlModifier
SIDE = 128
ZOOMS = {
    "one to one": View(1.0, 20.5, 20.5),
    "enlarged": View(6.0, 9.0, 3.0),
    "pixels as squares": View(16.0, 4.0, 4.0),
}
"""Views in which the centre of each pixel of the image is a whole place on the screen, so that it can be clicked."""


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    """Stained tissue: nuclei side by side, some of them cut by the border."""
    with Image.open(sample_photos()[1]) as photo:
        return np.asarray(photo.convert("RGB"))[:SIDE, :SIDE].copy()


@pytest.fixture(scope="module")
def engine() -> Engine:
    engine = Engine(load_predictor)
    engine.load(str(starter_checkpoint()), "cpu")
    return engine


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return Predictor.from_pretrained(starter_checkpoint(), "cpu")


class Network(FakeAssistant):
    """An assistant that answers clicks with the network, in this process, and proposes nothing by itself."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(lambda path: [])
        self._engine = engine

    def propose(
        self,
        decisions: Decisions,
        image_path: str | Path,
        clicks: Sequence[Click] = (),
        box: object = None,
        correct: Mask | None = None,
        closer: bool = False,
        object_size: float | None = None,
        again: object = None,
        by_proposer: bool = False,
    ) -> int:
        self._ticket += 1
        ticket, answer = self._ticket, None
        self.requests.append((str(image_path), decisions, tuple(clicks), correct))
        if clicks:
            request = ProposeRequest(ticket, str(image_path), decisions, tuple(clicks), None, correct)
            answer = self._engine.propose(request)
        self._later(lambda: self.proposalReady.emit(ticket, answer))
        return ticket


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, pixels: np.ndarray, engine: Engine) -> Desk:
    """The window on one photo, with the point tool and a network that waits to be asked."""
    desk = Desk(qtbot, tmp_path / "settings.json")
    (tmp_path / "photos").mkdir()
    Image.fromarray(pixels).save(tmp_path / "photos" / "a.png")
    desk.window.open_path(tmp_path / "photos")
    desk.window.use_assistant(Network(engine), Path("starter"))
    desk.until(lambda: desk.window.session.ready and desk.window.loop.state == "ready")
    desk.settle()
    desk.act("tool_point")
    return desk


def press(
    desk: Desk,
    x: float,
    y: float,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    held: Qt.KeyboardModifier = CTRL,
) -> tuple[float, float]:
    """Clicks a point of the image, in the window's coordinates; where on the screen that was."""
    there = desk.window.canvas.view.to_widget(x, y)
    at = QPoint(round(there[0]), round(there[1]))
    assert (at.x(), at.y()) == there, "the place cannot be clicked exactly"
    desk.qtbot.mouseClick(desk.window.canvas, button, held, at)
    desk.settle()
    return there


def told(predictor: Predictor, pixels: np.ndarray, *clicks: Click, correct: Mask | None = None) -> Mask:
    """What the network makes of clicks that are given to it, pixels counted from their centres."""
    asked = correct.to_array() if correct is not None else None
    proposal, _ = predictor.propose(predictor.open(pixels), clicks=clicks, correct=asked)
    assert proposal is not None
    return Mask.from_patch(proposal.patch, proposal.origin, proposal.size)


def off_by(one: Mask | None, other: Mask) -> int:
    """How many pixels differ between two masks."""
    mine = one.to_array() if one is not None else np.zeros(other.size, bool)
    return int((mine != other.to_array()).sum())


def go_to(desk: Desk, view: View, column: int, row: int) -> None:
    """Shows the image so that a pixel of it is in sight."""
    canvas, scale = desk.window.canvas, int(view.scale)
    left = view.left - scale * max(0, column - canvas.width() // (2 * scale))
    top = view.top - scale * max(0, row - canvas.height() // (2 * scale))
    canvas.show_view(View(view.scale, left, top))


MIDDLES = [(40, 30), (71, 64), (100, 90), (20, 101), (60, 11)]
LAST = SIDE - 1
AT_THE_BORDER = [(0, 50), (LAST, 70), (33, 0), (90, LAST), (0, 0), (LAST, LAST)]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_pixel_clicked_in_the_window_gives_the_mask_that_the_network_gives_for_it(
    desk: Desk, predictor: Predictor, pixels: np.ndarray, zoom: str
) -> None:
    wrong = {}
    for column, row in MIDDLES + AT_THE_BORDER:
        go_to(desk, ZOOMS[zoom], column, row)
        press(desk, column + 0.5, row + 0.5)
        wrong[column, row] = off_by(desk.shown(), told(predictor, pixels, Click(column, row)))
        assert desk.window.canvas.scene.clicks == (
            (column + 0.5, row + 0.5, True),
        )  # shown where it was made
    assert not any(wrong.values()), f"pixels that differ: {wrong}"


def test_the_outermost_places_of_the_image_can_be_clicked(
    desk: Desk, predictor: Predictor, pixels: np.ndarray
) -> None:
    desk.window.canvas.show_view(View(4.0, 8.0, 8.0))
    for x, y in ((0, 50), (33, 0), (0, 0), (SIDE - 0.25, 70), (90, SIDE - 0.25)):
        press(desk, x, y)
        assert off_by(desk.shown(), told(predictor, pixels, Click(x - 0.5, y - 0.5))) == 0
        assert desk.window.canvas.scene.clicks == ((x, y, True),)
    asked = len(desk.window.loop._assistant.requests)  # type: ignore[union-attr]
    press(desk, SIDE, 70)
    assert len(desk.window.loop._assistant.requests) == asked  # type: ignore[union-attr]


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
def test_a_correction_by_clicks_is_the_one_that_the_network_gives_for_these_pixels(
    desk: Desk, predictor: Predictor, pixels: np.ndarray, button: Qt.MouseButton
) -> None:
    go_to(desk, ZOOMS["enlarged"], *MIDDLES[1])
    (column, row), (other, below) = MIDDLES[1], (MIDDLES[1][0] + 4, MIDDLES[1][1] + 3)
    press(desk, column + 0.5, row + 0.5)
    first = desk.shown()
    press(desk, other + 0.5, below + 0.5, button, Qt.KeyboardModifier.NoModifier)
    clicks = Click(column, row), Click(other, below, button == Qt.MouseButton.LeftButton)
    assert off_by(desk.shown(), told(predictor, pixels, *clicks, correct=first)) == 0


def test_a_click_is_kept_as_the_network_counts_and_read_again_as_it_was_made(
    desk: Desk, predictor: Predictor, pixels: np.ndarray
) -> None:
    go_to(desk, ZOOMS["enlarged"], 40, 30)
    press(desk, 40.5, 30.5)
    shown = desk.shown()
    desk.act("accept")
    assert desk.window.session.flush(5.0)
    with Project.open(desk.window.session.project.path, read_only=True) as project:  # type: ignore[union-attr]
        (step,) = project.steps(1)
    assert step.click == (40, 30)
    assert off_by(shown, told(predictor, pixels, Click(*step.click))) == 0


def test_a_click_kept_in_an_old_project_means_the_pixel_that_was_clicked(
    predictor: Predictor, pixels: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.rsis"
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:4])
        Project.create(path).close()
    with (
        closing(sqlite3.connect(path)) as file,
        file,
    ):  # as the window kept a click on the centre of pixel 40, 30
        file.execute(f"INSERT INTO image VALUES (1, 'a.png', {SIDE}, {SIDE}, 'started')")
        file.execute(
            "INSERT INTO step (id, image_id, height, width, mask_y, mask_x, mask_height, mask_width, counts, position,"
            f" outcome, category_probability, objectness, click_x, click_y) VALUES (1, 1, {SIDE}, {SIDE}, 0, 0, 0, 0,"
            " x'', 0, 'rejected', 0, 0, 40.5, 30.5)"
        )
    expected = told(predictor, pixels, Click(40, 30))
    with Project.open(path, read_only=True) as project:
        (read,) = project.steps(1)
    assert read.click is not None
    assert off_by(expected, told(predictor, pixels, Click(*read.click))) == 0
    with Project.open(path) as project:  # brought up to date, and the step written anew
        (step,) = project.steps(1)
        change = Change.replace(step, replace(step, outcome="skipped"))
        project.commit(Transaction("Skip", (change,), 1))
    with Project.open(path) as project:
        assert project.steps(1)[0].click == read.click == (40, 30)
