"""Whatever a person does, in any order, nothing is lost: see the state machine in `random_actions`."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.document import decisions
from tests.app.random_actions import Person
from tests.app.world import World, run, wait


def test_after_a_few_hundred_random_actions_all_can_be_undone_and_redone_and_all_is_kept(
    qapp: QApplication,
) -> None:
    """`python -m tests.app.random_actions` does 10,000."""
    run(Person, 500, length=40)
    assert World.done.total() >= 400
    assert World.changed.total() >= 100


def test_an_image_that_an_undone_import_had_brought_back_stays_removed(qapp: QApplication) -> None:
    person = Person()
    person.another_program_had_begun(imported=[], proposed=[])
    try:
        with person.doing("remove images"):
            person.session.apply(decisions.remove_images(person.document, [1]))
            wait(lambda: person.session.ready)
        person.import_more([])
        person.undo(1)
        person.close_and_open()
    finally:
        person.teardown()
