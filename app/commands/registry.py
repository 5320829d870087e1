"""Binds each action of the table to the one command that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.actions import ACTIONS

Command = Callable[[], None]


def bind(groups: Iterable[Mapping[str, Command]]) -> dict[str, Command]:
    """Joins the commands of all groups, keyed by the names of their actions.

    Raises ValueError if an action has two commands or none, or if a command belongs to no action.
    """
    bound: dict[str, Command] = {}
    for group in groups:
        if twice := bound.keys() & group.keys():
            raise ValueError(f"actions with two commands: {sorted(twice)}")
        bound |= group
    names = {action.name for action in ACTIONS}
    if missing := names - bound.keys():
        raise ValueError(f"actions without a command: {sorted(missing)}")
    if unknown := bound.keys() - names:
        raise ValueError(f"commands without an action: {sorted(unknown)}")
    return bound
