"""Whatever a person does, in any order, nothing is lost: see the state machine in `random_actions`."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.app.random_actions import Person
from tests.app.world import World, run


def test_after_a_few_hundred_random_actions_all_can_be_undone_and_redone_and_all_is_kept(
    qapp: QApplication,
) -> None:
    """`python -m tests.app.random_actions` does 10,000."""
    run(Person, 500, length=40)
    assert World.done.total() >= 400
    assert World.changed.total() >= 100
