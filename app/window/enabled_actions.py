"""Which actions are possible now, which are switched on, and what those say that name what they would do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.records import FLAGS
from app.actions import BY_NAME
from app.document.attributes import has_flag
from app.session.situation import make_situation
from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def show_actions(window: MainWindow) -> None:
    """Brings the actions of the window in line with its work."""
    actions, document = window.actions_by_name, window.work.document
    situation = make_situation(window.work, window.loop)
    window.show_possible(replace(situation, images=situation.image and window.image_list.chosen_count > 1))
    undo, redo = (document.undo_label, document.redo_label) if document is not None else (None, None)
    named = {
        "undo": tr("Undo: {label}", label=tr(undo)) if undo is not None else "",
        "redo": tr("Redo: {label}", label=tr(redo)) if redo is not None else "",
    }
    for name, what in named.items():
        text = tr(BY_NAME[name].text)
        actions[name].setText(what or text)
        actions[name].setIconText(text)  # the button in the toolbar stays as wide as it is
    for number, choice in enumerate(window.category_list.choices[:9], 1):
        actions[f"relabel_{number}"].setText(tr("Relabel as {category}", category=choice.name))
    sequence = window.work.sequence
    chosen = sequence.selected() if sequence is not None else []
    for name in (*FLAGS, "crowd"):
        actions[name].setChecked(bool(chosen) and all(has_flag(instance, name) for instance in chosen))
    actions["hide_others"].setChecked(window.work.marks.shown == "focus")
    actions["full_screen"].setChecked(window.isFullScreen())
    actions["estimate"].setChecked(window.images.estimating.running)
    actions["pause"].setChecked(window.loop.paused)
    actions["no_overlap"].setChecked(window.settings["overlap"] != "allow")
    actions["brush_square"].setChecked(window.settings["brush_square"])
    actions["color_by_instance"].setChecked(window.settings["color_by"] == "instance")
