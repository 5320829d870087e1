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
from app.session.session import Work
from tests.gui.conftest import square


class Session:
    """A session on a folder, without a window, and what it told."""

    def __init__(self, qtbot: QtBot, photos: Path) -> None:
        self.qtbot, self.work = qtbot, Work()
        self.told: list[str] = []
        for name in ("imageChanged", "selectionChanged", "contentChanged"):
            getattr(self.work, name).connect(lambda name=name: self.told.append(name))
        self.work.open(photos)
        self.until(lambda: self.work.ready)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=5000)

    def tells(self, action: Callable[[], object]) -> set[str]:
        self.told.clear()
        action()
        return set(self.told)

    def draw(self, number: int) -> Instance:
        assert self.work.document is not None
        assert self.work.image is not None
        self.work.draw(square(number), None, "Draw")
        return self.work.document.instances(self.work.image.id)[-1]

    def end(self) -> None:
        self.work.close(give_up=True)
        self.work.pictures.wait()


@pytest.fixture
def session(qtbot: QtBot, photos: Path) -> Iterator[Session]:
    made = Session(qtbot, photos)
    yield made
    made.end()


@pytest.mark.parametrize(
    "name",
    ["document", "project", "order", "image", "sequence", "picture", "picture_problem", "busy", "marks"],
)
def test_what_the_session_holds_is_changed_by_nobody_else(session: Session, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(session.work, name, None)


def test_another_selection_is_told_as_such_and_as_nothing_else(session: Session) -> None:
    work, instances = session.work, InstanceWork(session.work)
    one, other = session.draw(0), session.draw(1)
    assert session.tells(lambda: instances.select([one.id])) == {"selectionChanged"}
    assert session.tells(lambda: work.focus(other.key)) == {"selectionChanged"}
    assert session.tells(lambda: work.move(-1)) == {"selectionChanged"}
    assert session.tells(instances.toggle_hidden) == {"selectionChanged"}
    assert session.tells(instances.toggle_hidden) == {"selectionChanged"}
    assert session.tells(lambda: instances.light(other.id)) == {"selectionChanged"}
    assert session.tells(lambda: instances.light(other.id)) == set()
    assert session.tells(lambda: instances.mark("locked", one.id, True)) == {"selectionChanged"}
    assert work.marks.locked == {one.id}


def test_a_decision_is_told_as_other_content_and_so_is_one_that_is_refused(session: Session) -> None:
    instances = InstanceWork(session.work)
    refused: list[str] = []
    session.work.refused.connect(refused.append)
    assert session.tells(lambda: session.draw(0)) == {"contentChanged"}
    assert session.tells(session.work.undo) == {"contentChanged"}
    assert session.tells(lambda: instances.describe(crowd=True)) == {"contentChanged"}
    assert len(refused) == 1


def test_another_image_is_told_and_once_more_when_its_contents_are_there(session: Session) -> None:
    work = session.work
    following = work.neighbour(1)
    assert following is not None
    assert "imageChanged" in session.tells(lambda: work.show_image(following.id))
    assert work.sequence is None
    session.told.clear()
    session.until(lambda: work.ready)
    assert "contentChanged" in session.told


def test_while_the_project_changes_by_itself_nothing_can_be_decided(session: Session) -> None:
    work = session.work
    BulkWork(work)
    session.draw(0)
    assert session.tells(work.begin_bulk) == {"contentChanged"}
    assert work.busy
    assert not work.ready
    assert not work.apply(None)
    assert session.tells(lambda: work.end_bulk(changed=False)) == {"contentChanged"}
    assert work.ready
    before = work.sequence
    told = session.tells(lambda: work.end_bulk(changed=True))
    assert {"imageChanged", "contentChanged"} <= told
    assert work.sequence is not before


def test_outlines_are_made_neither_in_the_windows_thread_nor_in_the_projects(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(qtbot, photos)
    session.draw(0)
    session.end()
    threads: list[str] = []
    prepare = outlines.prepare

    def watched(*given: object, **named: object) -> None:
        threads.append(threading.current_thread().name)
        prepare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(outline_warmer.outlines, "prepare", watched)
    session = Session(qtbot, photos)
    assert outlines.kept() == 1  # before anything of it is shown
    session.until(lambda: len(threads) == 2)  # the coarse ones, then all detail
    assert not {threading.main_thread().name, "project writer"} & set(threads)
    session.end()


def test_an_image_is_not_shown_before_its_outlines_are_made_whichever_way_one_comes_to_it(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(qtbot, photos)
    session.draw(0)
    session.end()
    held, begun = threading.Event(), threading.Event()
    prepare = outlines.prepare

    def slow(*given: object, **named: object) -> None:
        begun.set()
        assert held.wait(30.0)
        prepare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(outline_warmer.outlines, "prepare", slow)
    work = Work()
    try:
        work.open(photos)
        qtbot.waitUntil(begun.is_set, timeout=5000)
        assert work.document is not None
        assert work.image is not None
        first, following = work.image, work.neighbour(1)
        assert following is not None
        assert work.document.is_loaded(first.id)
        assert work.sequence is None
        work.show_image(following.id)
        qtbot.waitUntil(lambda: work.ready, timeout=5000)  # there is nothing in it to wait for
        work.show_image(first.id)
        assert work.sequence is None
        held.set()
        qtbot.waitUntil(lambda: work.ready, timeout=5000)
    finally:
        held.set()
        work.close(give_up=True)
        work.pictures.wait()


def test_a_project_that_is_closed_while_its_outlines_are_made_shows_nothing_afterwards(
    qtbot: QtBot, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(qtbot, photos)
    session.draw(0)
    session.end()
    begun, checked = threading.Event(), threading.Event()

    def slow(_masks: object, check: Callable[[], None], **_named: object) -> None:
        begun.set()
        try:
            while True:
                check()
        finally:
            checked.set()

    monkeypatch.setattr(outline_warmer.outlines, "prepare", slow)
    work = Work()
    work.open(photos)
    qtbot.waitUntil(begun.is_set, timeout=5000)
    assert work.close(give_up=True)
    assert checked.is_set()  # it was told that nobody waits, and closing waited for it
    work.pictures.wait()
    qtbot.wait(20)
    assert work.sequence is None
