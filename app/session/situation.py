"""Derives from the session the conditions of actions, and the categories that can be assigned."""

from __future__ import annotations

from app.actions import Situation
from app.session.appearance import Choice, choices
from app.session.proposals import AssistLoop
from app.session.session import Session


def make_situation(session: Session, loop: AssistLoop) -> Situation:
    """Returns the current conditions of the table of actions; all False while the project is busy.

    `images` stays False: only the image list knows which images are selected.
    """
    if session.busy:
        return Situation()
    sequence, document = session.sequence, session.document
    step = sequence.step() if sequence is not None else None
    chosen = sequence.selected() if sequence is not None else []
    masks = len(chosen) + (sequence is not None and step is not None and sequence.instance() is None)
    return Situation(
        project=document is not None,
        image=document is not None and session.image is not None,
        focus=step is not None or bool(chosen),
        step=step is not None,
        instance=bool(chosen),
        several=masks > 1,
        undo=document is not None and document.undo_label is not None,
        redo=document is not None and document.redo_label is not None,
        stack=session.ready and session.picture is not None and session.picture.pages > 1,
        model=loop.state == "ready" and session.ready,
    )


def selected_categories(session: Session) -> frozenset[str | None]:
    """Returns the names of the categories of what is selected: of the proposal or instances, None for unknown."""
    sequence, document = session.sequence, session.document
    if sequence is None or document is None:
        return frozenset()
    names: set[str | None] = set()
    if sequence.instance() is None and sequence.step() is not None:
        names.add(sequence.category())
    for instance in sequence.selected():
        category = document.category(instance.category_id)
        names.add(category.name if category is not None else None)
    return frozenset(names)


def current_choices(session: Session, loop: AssistLoop) -> list[Choice]:
    """Returns the categories that can be assigned, in the order of their number keys."""
    return choices(session.document, loop.info.own_categories if loop.info is not None else ())
