"""Reviews what is annotated: the commands of the Review menu."""

from __future__ import annotations

from functools import cached_property

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.panels.review_filter import ReviewFilter
from app.rendering.viewport import fit_box
from app.session.review import ReviewWork
from app.session.session import Session

LEAST_SHOWN = 128.0
"""How many image pixels are visible at least, so that what is around a small instance can be seen."""
MARGIN = 0.25
"""The share of the instance's sides that is added around it, before the view adds as much again."""


class ReviewCommands:
    """Zooms to each instance that the review shows."""

    def __init__(self, session: Session, review: ReviewWork, canvas: Canvas, shell: Shell) -> None:
        self._session, self._review, self._canvas = session, review, canvas
        review.said.connect(lambda text: shell.say(text, "good", lasting=False))
        review.arrived.connect(self._zoom)
        review.ended.connect(canvas.fit)

    @cached_property
    def filter_pop_up(self) -> ReviewFilter:
        """The pop-up with the filter, made when it is first needed."""
        made = ReviewFilter(self._canvas)
        made.chosen.connect(lambda: self._start(self._review.start_instances, made.filter))
        return made

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "review": lambda: self._start(self._review.start_instances),
            "review_filter": self.show_filter,
            "doubts": lambda: self._start(self._review.start_doubts),
            "conflicts": lambda: self._start(self._review.start_conflicts),
            "needs_work": self.needs_work,
            "mend": self.mend,
            "keep_both": self.keep_both,
            "end_review": self.end_review,
        }

    def show_filter(self) -> None:
        """Opens the filter of the review, which begins anew with each choice."""
        document = self._session.document
        categories = document.categories() if document is not None else []
        self.filter_pop_up.offer(categories, self._review.search.people, self._review.filter)
        self.filter_pop_up.pop_up()

    def needs_work(self) -> None:
        self._canvas.cancel_gesture()
        self._review.needs_work()

    def mend(self) -> None:
        self._canvas.cancel_gesture()
        self._review.mend()

    def keep_both(self) -> None:
        self._canvas.cancel_gesture()
        self._review.keep_both()

    def end_review(self) -> None:
        self._canvas.cancel_gesture()
        self._review.leave()

    def _start(self, start: Command, *values: object) -> None:
        self._canvas.cancel_gesture()
        self._canvas.setFocus()
        start(*values)

    def _zoom(self) -> None:
        own = self._review.instance
        if own is None or own.mask.is_empty:
            return
        x0, y0, x1, y1 = own.mask.bbox
        dx, dy = (max(MARGIN * side, (LEAST_SHOWN / 2 - side) / 2) for side in (x1 - x0, y1 - y0))
        box = (x0 - dx, y0 - dy, x1 + dx, y1 + dy)
        size = self._canvas.width(), self._canvas.height()
        height, width = own.mask.size
        self._canvas.show_view(fit_box(box, size).filled((width, height), size))
