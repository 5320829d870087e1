"""A proposer such as SAM answers in the model's process: encoded ahead, kept, and never in the model's way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

import app.assist.proposing as proposing_module
from annotations.masks import Mask
from app.assist.assistant import Assistant
from app.assist.inbox import Inbox, ProposerAhead
from app.assist.process import Worker
from app.assist.proposing import MOST_ENCODED, Proposing, load_proposer
from app.assist.protocol import (
    AssistProposal,
    Click,
    Decisions,
    FromWorker,
    LoadModel,
    LoadProposer,
    NotProposed,
    OpenImage,
    Prefetch,
    Proposed,
    ProposeRequest,
    ProposerInfo,
    ProposerLoaded,
    ProposerNotLoaded,
    Working,
)
from tests.app.assist import stand_in
from tests.app.assist.test_assistant import PATIENCE, assistant, ready
from tests.app.assist.test_engine import picture
from tests.rsis_model import made_sam

__all__ = ["assistant", "ready"]
SIZE = (200, 300)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sam:{made_sam.write(tmp_path_factory.mktemp('graphs') / 'vit', 'sam')}"


def photo(folder: Path, name: str = "photo.png") -> str:
    path = folder / name
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (*SIZE, 3), np.uint8)).save(path)
    return str(path)


def ask(path: str, *clicks: Click, ticket: int = 1, **more: object) -> ProposeRequest:
    return ProposeRequest(ticket, path, Decisions(), clicks, by_proposer=True, **more)  # type: ignore[arg-type]


class Desk:
    """A worker without a process."""

    def __init__(self, source: str = "") -> None:
        self.inbox = Inbox(idle_seconds=0)
        self.said: list[FromWorker] = []
        self.worker = Worker(self.inbox, stand_in.load, self.said.append)
        self.worker.do(LoadModel("somewhere", "cpu"))
        if source:
            self.worker.do(LoadProposer(source, "cpu"))

    def last(self) -> FromWorker:
        return next(message for message in reversed(self.said) if not isinstance(message, Working))

    def proposal(self) -> AssistProposal:
        last = self.last()
        assert isinstance(last, Proposed) and last.proposal is not None
        return last.proposal

    def next(self) -> object:
        return self.inbox.take(model_ready=True)


def test_it_says_what_it_has_loaded_or_why_not(source: str, tmp_path: Path) -> None:
    desk = Desk(source)
    assert desk.last() == ProposerLoaded(ProposerInfo("SAM (vit)", source, "cpu"))
    desk.worker.do(LoadProposer(f"sam:{tmp_path}", "cpu"))
    last = desk.last()
    assert isinstance(last, ProposerNotLoaded) and "no pair of graphs" in last.reason
    desk.worker.do(LoadProposer("oracle:x", "cpu"))
    last = desk.last()
    assert isinstance(last, ProposerNotLoaded) and "no proposer named oracle" in last.reason


def test_a_click_is_answered_without_the_model_having_seen_the_image(source: str, tmp_path: Path) -> None:
    desk, path = Desk(source), photo(tmp_path)
    desk.worker.do(ask(path, Click(150, 100)))
    mask = desk.proposal().mask
    assert mask.size == SIZE and mask.contains(150.5, 100.5) and not mask.contains(10, 10)
    assert not desk.worker._engine.is_encoded(path)


def test_without_a_proposer_the_request_fails_with_a_sentence(tmp_path: Path) -> None:
    desk = Desk()
    desk.worker.do(ask(photo(tmp_path), Click(5, 5)))
    last = desk.last()
    assert isinstance(last, NotProposed) and "nothing is loaded" in last.reason


def test_the_image_shown_is_encoded_for_it_once_nothing_else_waits(source: str, tmp_path: Path) -> None:
    desk, path = Desk(source), photo(tmp_path)
    desk.worker.do(OpenImage(path))
    assert desk.next() == ProposerAhead(path)
    desk.worker.do(ProposerAhead(path))
    assert desk.worker._proposing.is_encoded(path)


def test_a_proposer_loaded_later_gets_the_image_shown_too(source: str, tmp_path: Path) -> None:
    desk, path = Desk(), photo(tmp_path)
    desk.worker.do(OpenImage(path))
    desk.worker.do(desk.next())  # type: ignore[arg-type]
    desk.worker.do(LoadProposer(source, "cpu"))
    assert desk.next() == ProposerAhead(path)


def test_images_ahead_are_encoded_for_it_too(source: str, tmp_path: Path) -> None:
    desk, path = Desk(source), photo(tmp_path)
    desk.worker.do(Prefetch((path,)))
    assert desk.worker._proposing.is_encoded(path)


def test_encoding_goes_on_for_another_click_and_stops_for_the_model(source: str, tmp_path: Path) -> None:
    path, other = photo(tmp_path), photo(tmp_path, "other.png")
    for message, stops in (
        (ask(path, Click(1, 1)), False),
        (ask(other, Click(1, 1)), True),
        (ProposeRequest(1, path, Decisions()), True),
        (OpenImage(path), False),
        (OpenImage(other), True),
        (LoadModel("m", "cpu"), True),
    ):
        inbox = Inbox()
        inbox.put(message)
        assert inbox.leaves(path) is stops, message


def test_a_request_of_the_model_breaks_the_encoding_off_and_it_is_made_up_for(
    source: str, tmp_path: Path
) -> None:
    desk, path = Desk(source), photo(tmp_path)
    desk.worker.do(OpenImage(path))
    desk.next()
    loaded = desk.worker._proposing._loaded
    assert loaded is not None
    proposer = loaded.proposer
    opened = proposer.open

    def interrupted(image: np.ndarray) -> object:
        desk.inbox.put(ProposeRequest(7, path, Decisions()))
        proposer.check()  # type: ignore[attr-defined]
        return opened(image)

    proposer.open = interrupted  # type: ignore[method-assign]
    desk.worker.do(ProposerAhead(path))
    assert not desk.worker._proposing.is_encoded(path)
    request = desk.next()
    assert isinstance(request, ProposeRequest) and request.ticket == 7
    assert desk.next() == ProposerAhead(path)


def test_only_a_few_images_are_kept_and_the_shown_one_is(source: str, tmp_path: Path) -> None:
    proposing = Proposing(load_proposer)
    proposing.load(source, "cpu")
    shown = photo(tmp_path, "shown.png")
    proposing.encode(shown)
    others = [photo(tmp_path, f"{n}.png") for n in range(MOST_ENCODED + 2)]
    for path in others:
        proposing.encode(path, ahead=True)
    assert proposing.is_encoded(shown) and proposing.is_encoded(others[-1])
    assert not proposing.is_encoded(others[0])


def test_a_mask_is_segmented_anew_from_its_box_and_a_point_inside(source: str, tmp_path: Path) -> None:
    desk, path = Desk(source), photo(tmp_path)
    rough = np.zeros(SIZE, bool)
    rough[60:160, 80:220] = True
    rough[60:80, 80:100] = False
    desk.worker.do(ask(path, correct=Mask.from_array(rough)))
    found = desk.proposal().mask
    assert found.bbox == (80, 60, 220, 160)
    assert found.contains(85, 65)  # the box is filled


def test_the_newest_click_is_fulfilled_even_if_the_proposer_disobeys(tmp_path: Path) -> None:
    folder = made_sam.write(tmp_path / "graphs", "efficientsam")  # its decoder knows no negative clicks
    desk, path = Desk(f"sam:{folder}"), photo(tmp_path)
    desk.worker.do(ask(path, Click(150, 100)))
    first = desk.proposal().mask
    desk.worker.do(ask(path, Click(150, 100), Click(160, 104, False), correct=first))
    corrected = desk.proposal().mask
    assert not corrected.contains(160.5, 104.5) and corrected.contains(150.5, 100.5)


def test_an_image_that_cannot_be_read_is_a_reason(source: str, tmp_path: Path) -> None:
    desk = Desk(source)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    desk.worker.do(ask(str(tmp_path / "broken.png"), Click(1, 1)))
    last = desk.last()
    assert isinstance(last, NotProposed) and "broken.png" in last.reason


def test_the_window_is_told_and_answered_from_the_real_process(
    ready: Assistant, qtbot: QtBot, source: str, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    with qtbot.waitSignal(ready.proposerReady, timeout=PATIENCE) as loaded:
        ready.use_proposer(source, "cpu")
    assert loaded.args == [ProposerInfo("SAM (vit)", source, "cpu")]
    with qtbot.waitSignal(ready.proposalReady, timeout=PATIENCE) as caught:
        ticket = ready.propose(Decisions(), path, (Click(10, 10),), by_proposer=True)
    assert caught.args is not None and caught.args[0] == ticket
    assert caught.args[1].mask.contains(10.5, 10.5)
    with qtbot.waitSignal(ready.proposerFailed, timeout=PATIENCE) as failed:
        ready.use_proposer(f"sam:{tmp_path / 'nothing'}", "cpu")
    assert failed.args is not None and "no such folder" in failed.args[1]


def test_a_proposer_that_kills_the_process_twice_is_given_up_and_the_model_goes_on(
    ready: Assistant, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(ready.proposerFailed, timeout=PATIENCE) as failed:
        ready.use_proposer("deadly:x", "cpu")
    assert failed.args is not None and failed.args[0] == "deadly:x" and "twice" in failed.args[1]
    with qtbot.waitSignal(ready.proposalReady, timeout=PATIENCE) as caught:
        ready.propose(Decisions(), picture(tmp_path))
    assert caught.args is not None and caught.args[1] is not None


def test_a_plug_in_answers_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Corner:
        name = "Corner"

        def open(self, image: np.ndarray) -> np.ndarray:
            return image

        def propose(self, encoded: np.ndarray, clicks: object, box: object = None, correct: object = None):  # type: ignore[no-untyped-def]
            mask = np.zeros(encoded.shape[:2], bool)
            mask[:9, :9] = True
            return mask

    monkeypatch.setattr(proposing_module, "load_plugged", lambda name, device: Corner())
    desk, path = Desk("corner:"), photo(tmp_path)
    assert desk.last() == ProposerLoaded(ProposerInfo("Corner", "corner:", "cpu"))
    desk.worker.do(ask(path, Click(4, 4)))
    assert desk.proposal().mask.bbox == (0, 0, 9, 9)
    desk.worker.do(
        LoadProposer("sam:/nothing/there", "cpu")
    )  # the program's own, whatever a plug-in is called
    assert isinstance(desk.last(), ProposerNotLoaded)
