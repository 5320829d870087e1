"""The batch process proposes in one image after another, waits while it is held, and survives what kills it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.assist.batch import BatchAssistant
from app.assist.batch_process import NICENESS, BatchWorker
from app.assist.protocol import FromWorker, Hold, LoadModel, ModelNotLoaded, ProposeAll, ProposedAll
from tests.app.assist import stand_in
from tests.app.assist.test_assistant import PATIENCE, STAND_IN, marked
from tests.app.assist.test_engine import picture


@pytest.fixture
def batch(qtbot: QtBot) -> Iterator[BatchAssistant]:
    made = BatchAssistant(predictor_factory=STAND_IN)
    yield made
    made.close()


def ready(batch: BatchAssistant, qtbot: QtBot) -> None:
    with qtbot.waitSignal(batch.modelReady, timeout=PATIENCE):
        batch.load_model("somewhere", "cpu")


def answer(qtbot: QtBot, batch: BatchAssistant, path: str) -> ProposedAll:
    with qtbot.waitSignal(batch.proposed, timeout=PATIENCE) as caught:
        batch.propose_all(ProposeAll(path, 0.5, 10))
    assert caught.args is not None
    got: ProposedAll = caught.args[0]
    return got


def worker() -> tuple[BatchWorker, list[FromWorker]]:
    said: list[FromWorker] = []
    made = BatchWorker(stand_in.load, said.append)
    made.do(LoadModel("somewhere", "cpu"))
    return made, said


def test_all_objects_of_an_image_are_proposed_in_order(tmp_path: Path) -> None:
    made, said = worker()
    path = picture(tmp_path)
    made.do(ProposeAll(path, 0.5, 100))
    whole = said[-1]
    assert isinstance(whole, ProposedAll)
    assert whole.proposals is not None
    assert len(whole.proposals) > 1
    assert stand_in.calls[-3:] == ["propose", "accept", "propose"]  # undecided, it would come again
    assert {one.category for one in whole.proposals} == {"thing"}
    made.do(ProposeAll(path, 0.5, 1))
    assert said[-1] == ProposedAll(path, whole.proposals[:1])
    made.do(ProposeAll(path, 0.95, 100))
    assert said[-1] == ProposedAll(path, ())


def test_what_goes_wrong_is_told(tmp_path: Path) -> None:
    made, said = worker()
    made.do(ProposeAll(str(tmp_path / "missing.png"), 0.5, 100))
    failed = said[-1]
    assert isinstance(failed, ProposedAll)
    assert failed.proposals is None
    assert "missing.png" in failed.reason
    made.do(LoadModel("foreign", "cpu"))
    assert isinstance(said[-1], ModelNotLoaded)


def test_it_waits_while_it_is_held(tmp_path: Path) -> None:
    made, said = worker()
    job = ProposeAll(marked(tmp_path, (255, 0, 255)), 0.5, 1)
    made.put(Hold(True))
    thread = threading.Thread(target=made.do, args=(job,), daemon=True)
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    assert not any(isinstance(one, ProposedAll) for one in said)
    made.put(Hold(False))
    thread.join(PATIENCE / 1000)
    assert isinstance(said[-1], ProposedAll)


def test_the_process_works_at_low_priority_and_answers(
    batch: BatchAssistant, qtbot: QtBot, tmp_path: Path
) -> None:
    batch.hold(True)
    ready(batch, qtbot)
    batch.hold(False)
    found = answer(qtbot, batch, picture(tmp_path))
    assert found.proposals
    assert batch.pid is not None
    if hasattr(os, "getpriority"):
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, batch.pid) == min(own + NICENESS, 19)


def test_an_image_that_kills_the_process_twice_is_left_out(
    batch: BatchAssistant, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(batch, qtbot)
    failed = answer(qtbot, batch, marked(tmp_path, (255, 0, 0)))
    assert failed.proposals is None
    assert "twice" in failed.reason
    assert answer(qtbot, batch, picture(tmp_path)).proposals


def test_a_model_that_kills_the_process_is_not_tried_for_ever(batch: BatchAssistant, qtbot: QtBot) -> None:
    with qtbot.waitSignal(batch.modelFailed, timeout=PATIENCE) as caught:
        batch.load_model("deadly", "cpu")
    assert caught.args is not None
    assert "repeatedly" in caught.args[0]
    assert batch.pid is None
