"""Each action has one command, and each command an action."""

from __future__ import annotations

import pytest

from app.actions import ACTIONS
from app.commands.registry import bind


def nothing() -> None:
    """A command."""


EACH = {action.name: nothing for action in ACTIONS}


def test_groups_of_commands_are_joined() -> None:
    one, *others = EACH
    assert bind(({one: nothing}, dict.fromkeys(others, nothing))) == EACH


def test_an_action_with_two_commands_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"two commands: \['undo'\]"):
        bind((EACH, {"undo": nothing}))


def test_an_action_without_a_command_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"without a command: \['undo'\]"):
        bind(({name: nothing for name in EACH if name != "undo"},))


def test_a_command_without_an_action_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"without an action: \['dance'\]"):
        bind((EACH, {"dance": nothing}))
