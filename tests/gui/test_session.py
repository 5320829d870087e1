"""The session: changed by its own methods only, tells what changed, and shows nothing whose outlines are not made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.records import Instance
from app.rendering import outline_warmer, outlines
from app.session.imports import BulkWork
from app.session.instances import InstanceWork
from app.session.session import Session
from tests.gui.conftest import square


class Listening:
    """A session on a folder, without a window, and what it told."""

    def __init__(self, qtbot: QtBot, photos: Path) -> None:
        self.qtbot, self.session = qtbot, Session()
        self.told: list[str] = []
        for name in ("imageChanged", "selectionChanged", "contentChanged"):
            getattr(self.session, name).connect(lambda name=name: self.told.append(name))
        self.session.open(photos)
        self.until(lambda: self.session.ready)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=5000)

    def tells(self, action: Callable[[], object]) -> set[str]:
        self.told.clear()
        action()
        return set(self.told)

    def draw(self, number: int) -> Instance:
        assert self.session.document is not None
        assert self.session.image is not None
        self.session.draw(square(number), None, "Draw")
        return self.session.document.instances(self.session.image.id)[-1]

    def end(self) -> None:
        self.session.close(give_up=True)
        self.session.pictures.wait()


@pytest.fixture
def listening(qtbot: QtBot, photos: Path) -> Iterator[Listening]:
    made = Listening(qtbot, photos)
    yield made
    made.end()


@pytest.mark.parametrize(
    "name",
    ["document", "project", "order", "image", "sequence", "picture", "picture_problem", "busy", "marks"],
)
def test_what_the_session_holds_is_changed_by_nobody_else(listening: Listening, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(listening.session, name, None)


def test_another_selection_is_told_as_such_and_as_nothing_else(listening: Listening) -> None:
    session, instances = listening.session, InstanceWork(listening.session)
    one, other = listening.draw(0), listening.draw(1)
    assert listening.tells(lambda: instances.select([one.id])) == {"selectionChanged"}
    assert listening.tells(lambda: session.focus(other.key)) == {"selectionChanged"}
    assert listening.tells(lambda: session.move(-1)) == {"selectionChanged"}
    assert listening.tells(instances.toggle_hidden) == {"selectionChanged"}
    assert listening.tells(instances.toggle_hidden) == {"selectionChanged"}
    assert listening.tells(lambda: instances.light(other.id)) == {"selectionChanged"}
    assert listening.tells(lambda: instances.light(other.id)) == set()
    assert listening.tells(lambda: instances.mark("locked", one.id, True)) == {"selectionChanged"}
    assert session.marks.locked == {one.id}


def test_a_decision_is_told_as_other_content_and_so_is_one_that_is_refused(listening: Listening) -> None:
    instances = InstanceWork(listening.session)
    refused: list[str] = []
    listening.session.refused.connect(refused.append)
    assert listening.tells(lambda: listening.draw(0)) == {"contentChanged"}
    assert listening.tells(listening.session.undo) == {"contentChanged"}
    assert listening.tells(lambda: instances.describe(crowd=True)) == {"contentChanged"}
    assert len(refused) == 1


def test_another_image_is_told_and_once_more_when_its_contents_are_there(listening: Listening) -> None:
    session = listening.session
    following = session.neighbour(1)
    assert following is not None
    assert "imageChanged" in listening.tells(lambda: session.show_image(following.id))
    assert session.sequence is None
    listening.told.clear()
    listening.until(lambda: session.ready)
    assert "contentChanged" in listening.told


def test_while_the_project_changes_by_itself_nothing_can_be_decided(listening: Listening) -> None:
    session = listening.session
    BulkWork(session)
    listening.draw(0)
    assert listening.tells(session.begin_bulk) == {"contentChanged"}
    assert session.busy
    assert not session.ready
    assert not session.apply(None)
    assert listening.tells(lambda: session.end_bulk(changed=False)) == {"contentChanged"}
    assert session.ready
    before = session.sequence
    told = listening.tells(lambda: session.end_bulk(changed=True))
    assert {"imageChanged", "contentChanged"} <= told
    assert session.sequence is not before


def test_outlines_are_made_neither_in_the_windows_thread_nor_in_the_projects(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = Listening(qtbot, photos)
    listening.draw(0)
    listening.end()
    threads: list[str] = []
    prepare = outlines.prepare

    def watched(*given: object, **named: object) -> None:
        threads.append(threading.current_thread().name)
        prepare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(outline_warmer.outlines, "prepare", watched)
    listening = Listening(qtbot, photos)
    assert outlines.kept() == 1  # before anything of it is shown
    listening.until(lambda: len(threads) == 2)  # the coarse ones, then all detail
    assert not {threading.main_thread().name, "project writer"} & set(threads)
    listening.end()


def test_an_image_is_not_shown_before_its_outlines_are_made_whichever_way_one_comes_to_it(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = Listening(qtbot, photos)
    listening.draw(0)
    listening.end()
    held, begun = threading.Event(), threading.Event()
    prepare = outlines.prepare

    def slow(*given: object, **named: object) -> None:
        begun.set()
        assert held.wait(30.0)
        prepare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(outline_warmer.outlines, "prepare", slow)
    session = Session()
    try:
        session.open(photos)
        qtbot.waitUntil(begun.is_set, timeout=5000)
        assert session.document is not None
        assert session.image is not None
        first, following = session.image, session.neighbour(1)
        assert following is not None
        assert session.document.is_loaded(first.id)
        assert session.sequence is None
        session.show_image(following.id)
        qtbot.waitUntil(lambda: session.ready, timeout=5000)  # there is nothing in it to wait for
        session.show_image(first.id)
        assert session.sequence is None
        held.set()
        qtbot.waitUntil(lambda: session.ready, timeout=5000)
    finally:
        held.set()
        session.close(give_up=True)
        session.pictures.wait()


def test_a_project_that_is_closed_while_its_outlines_are_made_shows_nothing_afterwards(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = Listening(qtbot, photos)
    listening.draw(0)
    listening.end()
    begun, checked = threading.Event(), threading.Event()

    def slow(_masks: object, check: Callable[[], None], **_named: object) -> None:
        begun.set()
        try:
            while True:
                check()
        finally:
            checked.set()

    monkeypatch.setattr(outline_warmer.outlines, "prepare", slow)
    session = Session()
    session.open(photos)
    qtbot.waitUntil(begun.is_set, timeout=5000)
    assert session.close(give_up=True)
    assert checked.is_set()  # it was told that nobody waits, and closing waited for it
    session.pictures.wait()
    qtbot.wait(20)
    assert session.sequence is None
