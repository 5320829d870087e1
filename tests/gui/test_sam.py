"""A SAM answers the point and box tools if the user chooses one, and the model goes on proposing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotations.masks import Mask
from app.dialogs import click_proposer
from app.dialogs.click_proposer import ClickProposerDialog
from app.session import sam_hub
from app.session.click_proposer import SAM
from tests.gui.conftest import SQUARES, Desk, square

SOURCE = "sam:/graphs/vit_b"


@pytest.fixture
def sam_desk(desk: Desk, photos: Path) -> Desk:
    desk.open(photos)
    desk.window.settings.set("click_proposer", SOURCE)
    desk.window.loop.proposer.use(SOURCE)
    desk.until(lambda: desk.window.loop.proposer.state == "ready")
    return desk


def dialog_of(desk: Desk) -> ClickProposerDialog:
    desk.act("use_sam")
    return next(d for d in desk.window.dialogs.shown if isinstance(d, ClickProposerDialog))


def shown_mask(desk: Desk) -> Mask:
    mask = desk.shown()
    assert mask is not None
    return mask


def test_without_a_choice_the_model_answers(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("tool_point")
    x, y = SQUARES[3]
    desk.click(x + 5, y + 5)
    assert not any(desk.assistant.by_proposer)


def test_clicks_and_boxes_go_to_sam_and_the_next_object_to_the_model(sam_desk: Desk) -> None:
    desk = sam_desk
    assert desk.assistant.by_proposer == [False]  # the first proposal
    desk.act("tool_point")
    x, y = SQUARES[5]
    desk.click(x + 5, y + 5)
    assert desk.assistant.by_proposer[-1]
    assert shown_mask(desk) == square(5)
    desk.act("tool_box")
    x, y = SQUARES[4]
    desk.stroke((x - 2, y - 2), (x + 8, y + 8), (x + 16, y + 16))
    assert desk.assistant.by_proposer[-1]
    desk.act("accept")
    assert not desk.assistant.by_proposer[-1]


def test_what_sam_found_is_recorded_as_sams_and_gets_the_category_in_hand(sam_desk: Desk) -> None:
    desk = sam_desk
    desk.act("tool_point")
    x, y = SQUARES[5]
    desk.click(x + 5, y + 5)
    assert desk.window.session.sequence is not None
    step = desk.window.session.sequence.step()
    assert step is not None and step.model == "SAM (vit_b)"
    assert step.category == desk.window.category_list.current


def test_a_proposal_of_the_model_is_refined_and_undo_brings_it_back(sam_desk: Desk) -> None:
    desk = sam_desk
    before = shown_mask(desk)
    desk.act("refine")
    assert desk.assistant.by_proposer[-1]
    after = shown_mask(desk)
    assert after.area == before.area - 14 and after.bbox[3] == before.bbox[3] - 1
    desk.act("undo")
    assert shown_mask(desk) == before


def test_without_sam_refining_says_where_to_get_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    before = len(desk.assistant.requests)
    desk.act("refine")
    assert len(desk.assistant.requests) == before
    assert any("Use SAM for clicks and boxes" in text for text in desk.window.banners.messages)


def test_the_choice_is_made_in_the_dialog_and_kept(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos)
    dialog = dialog_of(desk)
    assert dialog.itself.isChecked()
    dialog.in_folder.setChecked(True)
    assert not dialog.confirm.isEnabled()
    dialog.folder.setText("/graphs/vit_b")
    dialog.confirm.click()
    desk.until(lambda: "SAM (vit_b) answers clicks and boxes" in dialog.told.text())
    assert desk.window.settings["click_proposer"] == SOURCE
    assert desk.assistant.proposers == [SOURCE]
    dialog.itself.setChecked(True)
    dialog.confirm.click()
    assert (desk.window.settings["click_proposer"], desk.assistant.proposers[-1]) == ("", "")
    dialog.close()


def test_a_sam_that_cannot_be_used_is_told_and_the_model_answers(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    dialog = dialog_of(desk)
    dialog.in_folder.setChecked(True)
    dialog.folder.setText("/graphs/broken")
    dialog.confirm.click()
    desk.until(lambda: desk.window.loop.proposer.state == "failed")
    assert "there is no pair of graphs" in dialog.told.text()
    dialog.close()
    desk.act("tool_point")
    x, y = SQUARES[5]
    desk.click(x + 5, y + 5)
    assert not desk.assistant.by_proposer[-1]
    assert shown_mask(desk) == square(5)


def test_without_the_packages_one_sentence_says_how_to_install_them(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.start_up import sam_source

    monkeypatch.setattr(sam_source, "PACKAGES", ("onnx", "no_such_runtime"))
    desk.open(photos)
    dialog = dialog_of(desk)
    assert 'pip install "rsis-annotator[sam]"' in dialog.told.text()
    dialog.close()


FAKE = """
import json, sys
if sys.argv[1] == "look-up":
    said = {"offer": {"name": "a/b", "repository": "a/b", "revision": "1", "folder": "", "files": [["x.encoder.onnx",
            2_500_000], ["x.decoder.onnx", 500_000]], "licence": "mit", "address": "https://huggingface.co/a/b"}}
    if sys.argv[2] != "a/b":
        said = {"template": "{name}: the hub could not be reached.", "values": {"name": sys.argv[2]}}
else:
    said = {"folder": "/graphs/vit_b"}
print(json.dumps(said))
"""


@pytest.fixture
def fake_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub's process is one that makes up its answers."""
    monkeypatch.setattr(
        sam_hub,
        "python_command",
        lambda _module, arguments, background: [sys.executable, "-c", FAKE, *arguments],
    )


@pytest.mark.usefixtures("fake_hub")
def test_what_the_hub_offers_is_shown_before_it_is_fetched(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    dialog = dialog_of(desk)
    dialog.on_hub.setChecked(True)
    assert not dialog.look_up.isEnabled() and not dialog.confirm.isEnabled()
    dialog.name.setText("a/b")
    dialog.look_up.click()
    assert not dialog.look_up.isEnabled()
    desk.until(lambda: dialog.download.isVisible())
    text = dialog.offered.text()
    assert "2 files, 3.0 MB" in text and "Licence: mit" in text and "https://huggingface.co/a/b" in text
    assert desk.assistant.proposers == []
    dialog.download.click()
    desk.until(lambda: desk.window.loop.proposer.state == "ready")
    assert desk.window.settings["click_proposer"] == SOURCE == SAM + dialog.folder.text()
    dialog.close()


@pytest.mark.usefixtures("fake_hub")
def test_a_hub_that_cannot_be_reached_is_told(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    dialog = dialog_of(desk)
    dialog.on_hub.setChecked(True)
    dialog.name.setText("a/c")
    dialog.look_up.click()
    desk.until(lambda: "could not be reached" in dialog.offered.text())
    assert not dialog.download.isVisible() and dialog.look_up.isEnabled()
    dialog.close()


def test_a_plug_in_can_be_chosen_as_well(desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click_proposer, "names", lambda: ("flood",))
    desk.open(photos)
    dialog = dialog_of(desk)
    dialog.plugged["flood:"].setChecked(True)
    dialog.confirm.click()
    assert (desk.window.settings["click_proposer"], desk.assistant.proposers) == ("flood:", ["flood:"])
    dialog.close()
    again = dialog_of(desk)
    assert again.plugged["flood:"].isChecked() and again.folder.text() == ""
    again.close()
