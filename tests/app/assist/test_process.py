"""The worker does its jobs, says what came of them, and drops what is overtaken."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from annotations.message import Message
from app.assist.engine import LoadedModel
from app.assist.inbox import Inbox
from app.assist.process import Worker, reason_of
from app.assist.protocol import (
    Decisions,
    FromWorker,
    ImageEncoded,
    ImageNotEncoded,
    LoadModel,
    ModelLoaded,
    NotProposed,
    OpenImage,
    Prefetch,
    Proposed,
    ProposeRequest,
    Working,
)
from rsis_model import CheckpointError, ModelError
from tests.app.assist import stand_in
from tests.app.assist.test_assistant import marked
from tests.app.assist.test_engine import picture


class Desk:
    """A worker without a process: what it is told and what it says."""

    def __init__(self) -> None:
        self.inbox = Inbox(idle_seconds=0)
        self.said: list[FromWorker] = []
        self.worker = Worker(self.inbox, stand_in.load, self.said.append)
        self.worker.do(LoadModel("somewhere", "cpu"))

    def answers(self) -> list[FromWorker]:
        """What was said since the model was loaded, but for the notes on what it is at."""
        return [m for m in self.said if not isinstance(m, Working | ModelLoaded)]


def ask(ticket: int, path: str) -> ProposeRequest:
    return ProposeRequest(ticket, path, Decisions())


def test_a_request_opens_its_image_by_itself(tmp_path: Path) -> None:
    desk, path = Desk(), picture(tmp_path)
    desk.worker.do(ask(1, path))
    assert [type(answer) for answer in desk.answers()] == [ImageEncoded, Proposed]


def test_a_request_that_is_overtaken_in_the_middle_is_not_answered(tmp_path: Path) -> None:
    desk, path = Desk(), marked(tmp_path, (255, 0, 255))
    desk.inbox.put(ask(2, path))
    desk.worker.do(ask(1, path))
    assert [type(answer) for answer in desk.answers()] == [ImageEncoded]
    desk.worker.do(desk.inbox.take(model_ready=True))
    last = desk.answers()[-1]
    assert isinstance(last, Proposed)
    assert last.ticket == 2


def test_a_guess_is_made_after_an_answer_and_used_by_the_next_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, path = Desk(), picture(tmp_path)
    desk.worker.do(ask(1, path))
    desk.worker.do(desk.inbox.take(model_ready=True))
    answered = desk.answers()[-1]
    assert isinstance(answered, Proposed)
    assert answered.proposal is not None
    stand_in.calls.clear()
    kept = Decisions(((answered.proposal.mask, answered.proposal.category),))
    desk.worker.do(ProposeRequest(2, path, kept))
    assert stand_in.calls == []
    assert isinstance(desk.answers()[-1], Proposed)


def test_after_a_guess_the_next_tile_is_encoded(tmp_path: Path) -> None:
    desk, path = Desk(), picture(tmp_path)
    desk.worker.do(ask(1, path))
    desk.worker.do(desk.inbox.take(model_ready=True))
    stand_in.calls.clear()
    desk.worker.do(desk.inbox.take(model_ready=True))
    assert stand_in.calls == ["encode ahead"]


def test_an_image_ahead_that_cannot_be_read_is_nobodys_business_yet(tmp_path: Path) -> None:
    desk = Desk()
    (tmp_path / "text.png").write_text("no picture")
    desk.worker.do(Prefetch((str(tmp_path / "text.png"),)))
    assert desk.answers() == []


def test_an_image_that_is_open_is_not_encoded_ahead(tmp_path: Path) -> None:
    desk, path = Desk(), picture(tmp_path)
    desk.worker.do(OpenImage(path))
    stand_in.calls.clear()
    desk.worker.do(Prefetch((path,)))
    assert stand_in.calls == []


def test_what_the_model_says_reaches_the_window_as_a_message_without_torch() -> None:
    inner = ModelError("{name} is {shape}", name="w", shape=torch.Size((2, 3)))
    said = reason_of(CheckpointError("{path}: {error}", path=Path("c"), error=inner))
    assert said == "c: w is torch.Size([2, 3])"
    assert isinstance(said, Message)
    assert isinstance(said.values["error"], Message)
    assert b"torch" not in pickle.dumps(said).replace(b"torch.Size([2, 3])", b"")


class Cramped(stand_in.StandIn):
    """A card whose memory is full."""

    def open(self, image: np.ndarray, size: float | None = None, expected: float | None = None) -> np.ndarray:
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB.")


def load_on_a_full_card(folder: str, device: str) -> LoadedModel:
    loaded = stand_in.load(folder, device)
    return replace(loaded, predictor=Cramped()) if device == "cuda" else loaded


def test_where_the_memory_of_the_card_is_full_it_goes_on_on_the_cpu_and_says_why(tmp_path: Path) -> None:
    desk = Desk()
    desk.worker = Worker(desk.inbox, load_on_a_full_card, desk.said.append)
    desk.worker.do(LoadModel("somewhere", "cuda"))
    desk.worker.do(ask(1, picture(tmp_path)))
    devices = [message.info.device for message in desk.said if isinstance(message, ModelLoaded)]
    assert devices[-2:] == ["cuda", "cpu (cuda is out of memory)"]
    assert [type(answer) for answer in desk.answers()] == [ImageEncoded, Proposed]


def test_where_the_memory_of_the_machine_is_full_there_is_nowhere_to_go(tmp_path: Path) -> None:
    desk = Desk()
    desk.worker = Worker(
        desk.inbox, lambda f, d: replace(stand_in.load(f, d), predictor=Cramped()), desk.said.append
    )
    desk.worker.do(LoadModel("somewhere", "cpu"))
    desk.worker.do(ask(1, picture(tmp_path)))
    assert [type(answer) for answer in desk.answers()] == [ImageNotEncoded, NotProposed]
