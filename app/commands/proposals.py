"""Decides on proposals, requests them, and moves along the steps: the commands of the Proposal menu."""

from __future__ import annotations

from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.document.opening import PAUSED
from app.panels.instance_list import InstanceList
from app.session.proposals import AssistLoop
from app.session.review import ReviewWork
from app.session.session import Session
from app.settings import Settings


class ProposalCommands:
    """A polygon being drawn comes first: accept closes it, reject removes a corner.

    During a review, the decisions are about the instance under review.
    """

    def __init__(
        self,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        instance_list: InstanceList,
        settings: Settings,
        review: ReviewWork,
    ) -> None:
        self._session, self._loop, self._canvas, self._review = session, loop, canvas, review
        self._list, self._settings = instance_list, settings

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            "accept": self.accept,
            "reject": self.reject,
            "skip": self.skip,
            "accept_above": self.accept_above,
            "propose": self.propose,
            "pause": self.pause,
            "look_closer": self.look_closer,
            "refine": self._loop.refine,
            "back": self.back,
            "forward": self.forward,
            "start_over": self.start_over,
        }

    def accept(self) -> None:
        if not self._canvas.confirm_gesture():
            self.accept_as(None)

    def accept_as(self, category: str | None) -> None:
        """Accepts the proposal; keeps the instance that the user selected, and goes on to the next in the list.

        With a category, it gets that first.
        """
        sequence = self._session.sequence
        if self._review.active:
            self._review.approve(category)
            return
        if sequence is None or not sequence.is_selected:
            self._session.accept(category)
            return
        if category is not None:
            self._session.relabel(category)
        self._list.go_on()

    def reject(self) -> None:
        if self._canvas.take_back():
            return
        if self._review.active:
            self._review.remove()
        else:
            self._session.turn_down("rejected")

    def skip(self) -> None:
        if self._review.active:
            self._canvas.cancel_gesture()
            self._review.go(1)
        else:
            self._session.turn_down("skipped")

    def accept_above(self) -> None:
        step = self._session.sequence.step() if self._session.sequence is not None else None
        if step is None or step.outcome != "open":
            self._session.focus(None)  # back to the pending proposal, the one to accept
        self._loop.accept_all_above(self._settings["accept_above"] / 100 or None)

    def propose(self) -> None:
        if self._session.sequence is not None:
            self._pause(False)
            self._session.focus(None)
            if self._session.sequence.focus is None:
                self._session.sequence.drop_proposal()
                self._loop.ask_all_the_same()

    def pause(self) -> None:
        self._pause(not self._loop.paused)

    def _pause(self, on: bool) -> None:
        """Pauses or resumes proposals; the project stores this."""
        if on == self._loop.paused:
            return
        self._loop.pause(on)
        self._session.ask_project(
            lambda project: project.set_setting(PAUSED, "yes" if on else None), lambda _: None
        )

    def look_closer(self) -> None:
        self._loop.look_closer()

    def back(self) -> None:
        self._move(-1)

    def forward(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self._review.active:
            self._canvas.cancel_gesture()
            self._review.go(by)
        else:
            self._session.move(by)

    def start_over(self) -> None:
        self._session.start_over()
