"""Updates which actions are enabled and checked, and the texts of those that name their effect."""

from __future__ import annotations

from dataclasses import replace

from annotations.records import FLAGS
from app.actions import BY_NAME, Situation
from app.document.attributes import has_flag
from app.panels.category_list import CategoryList
from app.panels.image_list import ImageList
from app.session.image_set import ImageWork
from app.session.proposals import AssistLoop
from app.session.review import ReviewWork
from app.session.session import Session
from app.session.situation import make_situation
from app.settings import Settings
from app.translation import tr
from app.widgets.brief import as_label, brief
from app.window.frame import Frame


class EnabledActions:
    """Keeps the frame's actions in line with the session."""

    def __init__(
        self,
        frame: Frame,
        session: Session,
        loop: AssistLoop,
        images: ImageWork,
        image_list: ImageList,
        category_list: CategoryList,
        settings: Settings,
        review: ReviewWork,
    ) -> None:
        self._frame, self._session, self._loop, self._images = frame, session, loop, images
        self._review = review
        self._image_list, self._category_list = image_list, category_list
        self._settings = settings

    def show(self) -> None:
        """Updates the actions at once."""
        situation = make_situation(self._session, self._loop)
        several = situation.image and self._image_list.chosen_count > 1
        possible = replace(self._of_review(situation), images=several, batch=self._images.batch.running)
        self._frame.show_possible(possible)
        self._name()
        self._tick()

    def _of_review(self, situation: Situation) -> Situation:
        """The situation during a review, which has no proposals: what is about steps acts on instances."""
        review = self._review
        if not situation.project or not review.active:
            return replace(situation, review=situation.project and review.search.searching)
        return replace(
            situation,
            step=review.entry is not None,
            model=False,
            review=True,
            mend=review.can_mend,
            conflict=review.mode == "conflicts" and review.instance is not None,
        )

    def _name(self) -> None:
        """Updates the texts of undo, redo and the number keys."""
        actions, document = self._frame.actions_by_name, self._session.document
        undo, redo = (document.undo_label, document.redo_label) if document is not None else (None, None)
        named = {
            "undo": tr("Undo: {label}", label=as_label(brief(tr(undo)))) if undo is not None else "",
            "redo": tr("Redo: {label}", label=as_label(brief(tr(redo)))) if redo is not None else "",
        }
        for name, what in named.items():
            text = tr(BY_NAME[name].text)
            actions[name].setText(what or text)
            actions[name].setIconText(text)  # the toolbar button keeps its width
        for choice in self._category_list.choices:
            if choice.number is not None:
                relabel = actions[f"relabel_{choice.number}"]
                relabel.setText(tr("Relabel as {category}", category=as_label(brief(choice.name))))

    def _tick(self) -> None:
        actions, sequence, settings = self._frame.actions_by_name, self._session.sequence, self._settings
        chosen = sequence.selected() if sequence is not None else []
        for name in (*FLAGS, "crowd"):
            actions[name].setChecked(bool(chosen) and all(has_flag(instance, name) for instance in chosen))
        actions["hide_others"].setChecked(self._session.marks.shown == "focus")
        actions["full_screen"].setChecked(self._frame.isFullScreen())
        actions["estimate"].setChecked(self._images.estimating.running)
        actions["pause_batch"].setChecked(self._images.batch.paused)
        actions["pause"].setChecked(self._loop.paused)
        actions["no_overlap"].setChecked(settings["overlap"] != "allow")
        actions["brush_square"].setChecked(settings["brush_square"])
        actions["color_by_instance"].setChecked(settings["color_by"] == "instance")
        actions["color_by_track"].setChecked(settings["color_by"] == "track")
