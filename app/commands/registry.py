"""Binds each action of the table to its one command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.actions import ACTIONS

Command = Callable[[], None]


def bind(groups: Iterable[Mapping[str, Command]]) -> dict[str, Command]:
    """Joins the commands of all groups, keyed by the names of their actions.

    AssertionError, a mistake in the program, if an action has two commands or none, or a command has no action.
    """
    bound: dict[str, Command] = {}
    for group in groups:
        twice = bound.keys() & group.keys()
        assert not twice, f"actions with two commands: {sorted(twice)}"
        bound |= group
    names = {action.name for action in ACTIONS}
    missing, unknown = names - bound.keys(), bound.keys() - names
    assert not missing, f"actions without a command: {sorted(missing)}"
    assert not unknown, f"commands without an action: {sorted(unknown)}"
    return bound
