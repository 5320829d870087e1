"""What the model holds possible at a glance, another model without waiting, partly annotated images, a pause."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from annotations.project import Project
from annotations.records import Change, Instance, Transaction
from app.assist.protocol import AssistProposal, ModelInfo, model_name
from app.translation import tr
from resources import bundled_checkpoint, starter_checkpoint
from tests.gui.conftest import Desk, square
from tests.gui.fake_assistant import FakeAssistant

SHIFT = Qt.KeyboardModifier.ShiftModifier
SURE = (("nucleus", 0.6), ("cell", 0.3), ("debris", 0.08), ("dust", 0.01))


class Doubting(FakeAssistant):
    """Holds several categories possible for each object."""

    def _next(self, *arguments: object) -> AssistProposal | None:
        found = super()._next(*arguments)  # type: ignore[arg-type]
        if found is None:
            return None
        return AssistProposal(
            found.mask, found.box, "nucleus", SURE, found.objectness, None, found.about_left
        )


@pytest.fixture
def doubting(desk: Desk) -> Desk:
    desk.assistant = Doubting(
        lambda path: [(square(n), "nucleus") for n in range(6)], ("nucleus", "cell", "debris", "dust")
    )
    return desk


def others(desk: Desk) -> list[QPushButton]:
    desk.window.refresh()
    return [button for button in desk.window.bar._others if not button.isHidden()]


def test_the_likeliest_other_categories_stand_beside_the_proposal_with_their_keys(
    doubting: Desk, photos: Path
) -> None:
    desk = doubting
    desk.open(photos)
    assert [button.text() for button in others(desk)] == ["2  cell 30 %", "3  debris 8 %"]
    assert "60 %" in desk.window.bar.line.facts
    desk.key(Qt.Key.Key_2)
    assert desk.window.bar.line.title == "cell"
    assert [button.text() for button in others(desk)] == ["1  nucleus 60 %", "3  debris 8 %"]
    others(desk)[1].click()
    desk.settle()
    assert desk.window.bar.line.title == "debris"
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Left)
    assert others(desk) == []  # it is decided
    assert desk.window.instance_list.texts == ["debris  ·  accepted"]


def test_another_model_is_loaded_while_the_work_goes_on_with_the_one_before(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant._delay = 300
    desk.window.load_model("/models/other")
    desk.assistant._delay = 1
    desk.window.refresh()
    assert desk.window.bar.line.model == "starter  ·  cpu (loading other…)"
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]
    desk.until(lambda: desk.window.bar.line.model == "other  ·  cpu")
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "accepted", "open"]


def test_the_models_used_last_are_in_a_menu_that_goes_back_to_the_starter(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "runs" / "street" / "checkpoint"
    folder.mkdir(parents=True)
    desk.open(photos)
    desk.window.load_model(str(folder))
    desk.until(lambda: desk.window.bar.line.model == "street  ·  cpu")
    menu = desk.window.models
    menu.fill()
    starter, own = menu.actions()[0], next(a for a in menu.actions() if "street" in a.text())
    assert starter.text() == "Starter: cell nuclei"
    assert own.text() == f"street  ({folder})"
    assert (starter.isChecked(), own.isChecked()) == (False, True)
    starter.trigger()
    assert desk.assistant.loaded[-1] == str(starter_checkpoint())
    folder.rmdir()
    menu.fill()
    desk.until(lambda: menu.recent.is_gone(folder))
    menu.fill()
    assert not menu.actions()[-1].isEnabled()


def test_what_was_selected_while_a_model_was_loading_stays_selected(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.session.draw(square(0), "cell", "Draw")
    desk.window.session.draw(square(1), "cell", "Draw")
    desk.window.instances.select([1])
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(lambda: desk.window.bar.line.model == "starter  ·  cpu")
    desk.settle()
    sequence = desk.window.session.sequence
    assert sequence is not None
    assert [instance.id for instance in sequence.selected()] == [1]
    desk.key(Qt.Key.Key_Escape)
    desk.until(desk.proposing)


def test_a_model_that_cannot_be_loaded_leaves_the_name_of_the_one_in_use(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.load_model("/models/broken")
    desk.assistant.modelFailed.emit("/models/broken: it is damaged")
    desk.window.refresh()
    assert desk.window.bar.line.model == "starter  ·  cpu"


def test_a_partly_annotated_image_is_gone_on_with(desk: Desk, photos: Path) -> None:
    with Project.open_folder(photos) as project:
        project.add_images(sorted(photos.glob("*.png")))
        image = project.images()[0]
        made = [
            Instance(project.next_id("instance"), image.id, square(number), None, "imported")
            for number in (0, 1, 3)
        ]
        project.commit(Transaction("Import", tuple(map(Change.add, made)), image.id))
    desk.open(photos)
    assert desk.shown() == square(2)
    assert len(desk.assistant.requests[-1][1].annotated) == 3
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    assert desk.shown() == square(4)


def test_proposals_are_paused_and_gone_on_with(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_N, SHIFT)
    assert desk.window.actions_by_name["pause"].isChecked()
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted"]
    assert desk.window.bar.line.title == "Proposals are paused"
    desk.act("tool_point")
    desk.click(square(3).bbox[0] + 7, square(3).bbox[1] + 7)
    assert desk.shown() == square(3)  # what is asked for comes all the same
    desk.key(Qt.Key.Key_Backspace)
    assert desk.outcomes() == ["accepted", "rejected"]
    desk.key(Qt.Key.Key_N, SHIFT)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "rejected", "open"]


def test_asking_for_a_proposal_ends_the_pause(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("pause")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_N)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "accepted", "open"]


def test_a_project_remembers_that_proposals_are_paused(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("pause")
    assert desk.window.session.flush(5.0)
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    desk.settle()
    assert desk.window.bar.line.title == "Proposals are paused"
    desk.key(Qt.Key.Key_N)
    desk.until(desk.proposing)
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    desk.until(desk.proposing)


class Specialist(FakeAssistant):
    """Is used to being surer than it is of these pictures."""

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        self.loaded.append(str(folder))
        info = ModelInfo(model_name(folder), str(folder), "cpu", ("nucleus",), "leaves", 0.99)
        self._later(lambda: self.modelReady.emit(info))


@pytest.fixture
def lost(desk: Desk, photos: Path) -> Desk:
    desk.assistant = Specialist(lambda path: [(square(n), "nucleus") for n in range(6)])
    desk.window.open_path(photos)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(lambda: desk.window.loop.unlike)
    return desk


def test_a_picture_unlike_what_the_model_knows_is_said_so_instead_of_guessing_on(lost: Desk) -> None:
    desk = lost
    assert desk.window.bar.line.title == "This model knows leaves"
    assert desk.outcomes() == []
    asked = len(desk.assistant.requests)
    desk.act("cancel")
    desk.act("select_all")
    assert len(desk.assistant.requests) == asked  # it is not asked over and over
    desk.key(Qt.Key.Key_N)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "open"]
    desk.act("next_image")
    desk.until(lambda: desk.window.loop.unlike)
    desk.act("previous_image")
    desk.until(desk.proposing)  # it was begun: the person knows what they do


def test_what_was_drawn_of_other_kinds_makes_no_picture_one_that_the_model_knows(lost: Desk) -> None:
    desk = lost
    desk.window.session.draw(square(0), "car", "Draw")
    desk.act("next_image")
    desk.until(lambda: desk.window.loop.unlike)
    desk.act("previous_image")
    desk.until(lambda: desk.window.loop.unlike)
    assert desk.outcomes() == ["drawn"]
    desk.window.session.draw(square(1), "nucleus", "Draw")
    desk.act("next_image")
    desk.until(lambda: desk.window.loop.unlike)
    desk.act("previous_image")
    desk.until(desk.proposing)


def test_where_the_model_does_not_guess_a_click_is_answered_all_the_same(lost: Desk) -> None:
    desk = lost
    desk.act("tool_point")
    desk.click(square(3).bbox[0] + 7, square(3).bbox[1] + 7)
    assert desk.shown() == square(3)


@pytest.mark.parametrize(
    "model", ["starter", "a-model-with-a-name-that-is-far-too-long-for-any-line-above-an-image"]
)
def test_nothing_in_the_line_above_the_image_lies_on_anything_else(
    doubting: Desk, photos: Path, model: str
) -> None:
    desk = doubting
    desk.window.resize(1280, 720)
    desk.open(photos)
    desk.window.load_model(f"/models/{model}")
    desk.until(lambda: desk.window.bar.line.model.startswith(model))
    desk.until(desk.proposing)
    bar = desk.window.bar

    def parts() -> list[QWidget]:
        return [part for part in bar.findChildren(QWidget) if part.isVisible() and part.width() > 0]

    def each_has_its_place() -> bool:
        places = [part.geometry() for part in parts()]
        apart = all(not one.intersects(other) for n, one in enumerate(places) for other in places[:n])
        return len(places) > 6 and apart and all(bar.rect().contains(place) for place in places)

    desk.until(each_has_its_place)  # once the model is there and it is laid out
    assert model in desk.window.bar._model.toolTip()


@pytest.fixture
def agnostic(desk: Desk, photos: Path) -> Desk:
    """The desk with a model that tells objects from background and knows no kinds of them."""
    desk.assistant = FakeAssistant(lambda path: [(square(n), "object") for n in range(6)], ("object",))
    desk.window.open_path(photos)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(desk.proposing)
    return desk


def test_the_proposals_of_a_model_without_categories_take_the_one_in_hand(agnostic: Desk) -> None:
    desk = agnostic
    session = desk.window.session
    assert session.document is not None and session.sequence is not None
    step = session.sequence.step()
    assert step is not None and step.category is None  # there is none yet
    assert not desk.window.category_list.choices
    desk.window.commands.categories.add_category("leaf")
    desk.until(lambda: desk.window.category_list.current == "leaf")
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    step = session.sequence.step()
    assert step is not None and step.category == "leaf"
    assert "leaf" in desk.window.bar.line.title
    assert "%" in desk.window.bar.line.facts and "leaf" not in desk.window.bar.line.facts
    desk.key(Qt.Key.Key_Return)
    names = {c.id: c.name for c in session.document.categories()}
    kept = [names.get(i.category_id) for i in session.document.instances(session.sequence.image_id)]
    assert kept == [None, "leaf"]


def test_a_model_that_shares_no_category_with_the_project_proposes_none(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert [choice.name for choice in desk.window.category_list.choices] == ["nucleus"]
    desk.window.commands.categories.add_category("leaf")
    desk.key(Qt.Key.Key_Backspace)  # the proposal that was there already
    desk.until(desk.proposing)
    # The model's own can still be given, and are proposed again once the project has one of them.
    assert [choice.name for choice in desk.window.category_list.choices] == ["leaf", "nucleus"]
    sequence = desk.window.session.sequence
    assert sequence is not None
    step = sequence.step()
    assert step is not None and step.category_probability == 0
    assert step.category == desk.window.category_list.current
    desk.key(Qt.Key.Key_2)
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    step = sequence.step()
    assert step is not None and step.category == "nucleus" and step.category_probability > 0


def test_a_model_proposes_only_the_categories_that_the_project_has(doubting: Desk, photos: Path) -> None:
    desk = doubting
    desk.open(photos, model=False)
    for name in ("leaf", "debris", "cell"):
        desk.window.commands.categories.add_category(name)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(desk.proposing)
    sequence = desk.window.session.sequence
    assert sequence is not None
    step = sequence.step()
    assert step is not None and (step.category, step.category_probability) == ("cell", 0.3)
    assert [button.text() for button in others(desk)] == ["2  debris 8 %"]
    for _ in range(2):
        desk.key(Qt.Key.Key_Return)
        desk.until(desk.proposing)
    assert desk.window.instance_list.texts == ["cell  ·  accepted"] * 2
    assert desk.window.session.document is not None
    assert [c.name for c in desk.window.session.document.categories()] == ["leaf", "debris", "cell"]


def test_the_pending_proposal_follows_the_categories_that_the_project_gets(
    doubting: Desk, photos: Path
) -> None:
    desk = doubting
    desk.open(photos)
    assert desk.window.bar.line.title == "nucleus"
    desk.window.commands.categories.add_category("cell")
    desk.until(lambda: desk.window.bar.line.title == "cell")
    desk.act("accept_above")
    desk.settle()
    assert set(desk.window.instance_list.texts) == {"cell  ·  accepted"}


def test_a_project_without_categories_takes_those_of_the_model_with_the_first_that_is_used(
    doubting: Desk, photos: Path
) -> None:
    desk = doubting
    desk.open(photos)
    shown = desk.window.category_list.choices
    desk.key(Qt.Key.Key_3, SHIFT)
    desk.until(desk.proposing)
    assert desk.window.instance_list.texts == ["debris  ·  accepted"]
    assert desk.window.session.document is not None
    names = ["nucleus", "cell", "debris", "dust"]
    assert [c.name for c in desk.window.session.document.categories()] == names
    now = desk.window.category_list.choices
    assert [(c.name, c.color, c.number) for c in now] == [(c.name, c.color, c.number) for c in shown]
    assert desk.window.bar.line.title == "nucleus"  # it still proposes all of them
    desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.session.document.categories() == []


def test_where_the_picture_is_unlike_the_model_for_any_object_is_offered(desk: Desk, photos: Path) -> None:
    desk.assistant = Specialist(lambda path: [(square(n), "nucleus") for n in range(6)])
    desk.window.open_path(photos)
    desk.window.use_assistant(desk.assistant, starter_checkpoint())
    desk.until(lambda: desk.window.loop.unlike)
    desk.until(lambda: any("objects of any kind" in text for text in desk.window.banners.messages))
    other = bundled_checkpoint("anything")
    assert other is not None
    button = next(
        b for b in desk.window.banners.findChildren(QPushButton) if b.text() == "Use the model for any object"
    )
    button.click()
    assert desk.assistant.loaded[-1] == str(other)


def test_the_size_of_the_objects_is_shown_and_can_be_set(desk: Desk, photos: Path) -> None:
    desk.assistant.one_size = True
    desk.open(photos)
    box = desk.window.bar.size_box
    assert box.isVisible()
    assert box.text() == tr("size: {size} px", size=20)
    assert desk.assistant.object_sizes == [None]
    box.stepBy(1)  # from what the model found
    desk.until(desk.proposing)
    assert box.value() == 20
    box.setValue(45)
    desk.until(desk.proposing)
    assert desk.assistant.object_sizes[-1] == 45
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    desk.act("next_image")
    desk.until(desk.proposing)
    assert desk.assistant.object_sizes[-1] == box.value() == 45
    box.setValue(0)
    desk.until(desk.proposing)
    assert desk.assistant.object_sizes[-1] is None
    assert box.text() == tr("size: {size} px", size=20)


def test_a_model_of_one_scale_has_no_size_to_set(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert not desk.window.bar.size_box.isVisible()
