"""The messages shown in banners: skipped files, images that cannot be shown, failures of the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStatusBar

from annotations.project.bulk import Bulk
from app.document.image_table import UNDONE
from app.document.importing import Done
from app.document.opening import OpenedProject
from app.panels.banners import Banners, Scope
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.translation import tr

PASSING_MS = 6000
READY_MS = 8000


class Messages:
    """Each message stays as long as it is true (see `Scope`), and only the latest of its kind.

    Passing messages that need no action, such as "this is the last image", go to `line`, where they cover nothing.
    """

    def __init__(self, banners: Banners, line: QStatusBar, session: Session, loop: AssistLoop) -> None:
        self._banners, self._line, self._session, self._loop = banners, line, session, loop
        self._image: int | None = None
        self._imported: Bulk | None = None
        self._remarked: int | None = None
        """The image shown, once what its file has besides was said."""
        session.openFailed.connect(self._tell_of_failed_opening)
        session.opened.connect(self._tell_of_project)
        session.closing.connect(lambda: banners.end("project", "image", "answer"))
        session.imageChanged.connect(self._tell_of_image)
        session.contentChanged.connect(self._check)
        session.problem.connect(lambda reason: self.say(reason, scope="image"))
        session.failing.connect(self.tell_of_keeping)
        loop.problem.connect(lambda reason: self.say(reason, scope="answer"))
        loop.answered.connect(lambda: banners.end("answer"))
        session.refused.connect(lambda text: banners.show_message(text, key="hint", lasting=False))
        loop.hint.connect(lambda text: banners.show_message(text, key="hint", lasting=False))
        loop.acceptingEnded.connect(self._tell_of_accepting)
        loop.imageFailed.connect(self._tell_of_failed_image)
        loop.modelFailed.connect(self._tell_of_model)
        loop.modelChanged.connect(self._model_changed)
        loop.proposer.failed.connect(self._tell_of_proposer)
        loop.proposer.changed.connect(self._proposer_changed)
        loop.changed.connect(self._offer_other_model)

    def say(self, text: str, kind: str = "warn", lasting: bool = True, scope: Scope = "project") -> None:
        """Shows a message."""
        if kind == "good" and not lasting:
            self._line.showMessage(tr(text), PASSING_MS)
        else:
            self._banners.show_message(text, kind, lasting=lasting, scope=scope)

    def tell_of_keeping(self, reason: str, lost: bool = False) -> None:
        """Reports decisions that are not on the disk yet; `lost`: the project's file is gone or another's now."""
        if lost:
            text = tr("Your latest changes are not saved: {reason}.", reason=tr(reason))
            action = (tr("Save elsewhere…"), self._save_elsewhere)
            self._banners.show_message(text, "bad", key="keeping", action=action)
            return
        text = tr(
            "Your latest changes are not saved yet: {reason}. The program keeps trying.",
            reason=tr(reason),
        )
        self._banners.show_message(text, "bad", key="keeping", action=(tr("Retry now"), self._session.retry))

    def _save_elsewhere(self) -> None:
        project = self._session.project
        if project is None:
            return
        suggested = project.path.with_name(f"{project.path.stem}-saved{project.path.suffix}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._banners.window(), tr("Save elsewhere…"), str(suggested), f"{tr('Projects')} (*.rsis)"
        )
        if chosen:
            target = Path(chosen)
            self._session.save_elsewhere(target if target.suffix else target.with_suffix(".rsis"))

    def tell_of_left_out(self, problems: tuple[str, ...]) -> None:
        """Reports files in the folder that are not images."""
        self.say(_left_out(problems))

    def tell_of_training(self, text: str, kind: str) -> None:
        """Reports the result of a fine-tuning."""
        self._banners.show_message(text, kind, key="training", scope="project")

    def tell_of_batch(self, text: str, kind: str) -> None:
        """Reports how proposing in all images has ended."""
        self._banners.show_message(text, kind, key="batch", scope="project")

    def training_began(self) -> None:
        """The result of the one before no longer matters."""
        self._banners.clear("training")

    def tell_of_import(self, done: Done) -> None:
        """Reports the result of an import; an undo is silent, since the list shows it."""
        self._banners.clear("import")
        self._banners.clear("annotations")
        if done.said:
            self._imported = done.bulk
            kind = "warn" if done.bulk is None else "good"
            scope: Scope = "image" if done.bulk is None else "project"
            self._banners.show_message(done.said, kind, key="import", scope=scope)

    def _check(self) -> None:
        """Ends the messages that a decision has made untrue."""
        session, document = self._session, self._session.document
        if self._banners.shows("end") and (
            session.image is None
            or session.image.status in UNDONE
            or session.neighbour(1, undone_only=True) is not None
        ):
            self._banners.clear("end")
        if self._imported is not None and (document is None or document.next_undo is not self._imported):
            self._imported = None  # Undo no longer removes what was imported
            self._banners.clear("import")

    def _tell_of_failed_opening(self, reason: str, damaged: Path | None) -> None:
        action = None if damaged is None else (tr("Repair"), lambda: self._repair(damaged))
        self._banners.show_message(reason, "bad", key="open", action=action)

    def _repair(self, damaged: Path) -> None:
        self._banners.clear("open")
        self._session.repair(damaged)

    def _tell_of_project(self, opened: OpenedProject) -> None:
        self._banners.clear("open")
        self._banners.clear("keeping")
        if opened.notice:
            self.say(opened.notice)
        if opened.problems:
            self.tell_of_left_out(opened.problems)
        if opened.model and not Path(opened.model).is_dir():
            self.say(tr("The model of this project is missing ({folder}).", folder=opened.model))

    def _tell_of_image(self) -> None:
        image = self._session.image.id if self._session.image is not None else None
        if image != self._image:
            self._image = image
            self._banners.end("image", "answer")
            self._line.clearMessage()
            self._remarked = None
        picture = self._session.picture
        is_told = picture is None or picture.pages > 1  # by the offer to open them
        if (
            picture is not None
            and not is_told
            and picture.complete
            and picture.remark
            and image != self._remarked
        ):
            self._remarked = image
            self._line.showMessage(tr(picture.remark), READY_MS)
        if self._session.picture_problem is not None:
            self._banners.show_message(self._session.picture_problem, key="image", scope="image")

    def _tell_of_failed_image(self, path: str, reason: str) -> None:
        """For another image, it is reported when that one is opened."""
        image = self._session.image
        if image is not None and path == str(self._session.path_of(image)):
            self._banners.show_message(reason, key="image", scope="image")

    def _tell_of_accepting(self, count: int, objectness: float | None, least: float) -> None:
        """Reports how many proposals were accepted automatically, and why it stopped."""
        said = tr("Accepted {count}. The model finds no more objects.", count=count)
        if objectness is not None:
            said = tr(
                "Accepted {count}. Stopped: the next is {percent} %, below the {least:g} % threshold.",
                count=count,
                percent=_below(100 * objectness, 100 * least),
                least=round(100 * least, 2),
            )
        self._banners.show_message(said, "good", key="hint", lasting=False)

    def _model_changed(self) -> None:
        """Ends what was said of a model that was asked for before; says which one is ready."""
        loop, info = self._loop, self._loop.info
        if loop.load_problem:
            return
        if loop.coming is not None or loop.state == "ready":
            self._banners.end("model")
        if loop.coming is None and loop.state == "ready" and info is not None:
            text = tr("The model {name} is ready. It knows {knows}.", name=info.name, knows=info.knows)
            self._line.showMessage(text, READY_MS)

    def _offer_other_model(self) -> None:
        """Offers the model for objects of any kind if the image is unlike what the starter knows."""
        from resources import bundled_checkpoint, starter_checkpoint

        other = bundled_checkpoint("anything")
        if not self._loop.unlike or self._loop.folder != starter_checkpoint() or other is None:
            self._banners.clear("other model")
            return
        text = tr("This image is unlike what the model knows. Another model proposes objects of any kind.")
        action = (tr("Use the model for any object"), lambda: self._loop.load_model(other))
        self._banners.show_message(text, "good", key="other model", action=action, scope="image")

    def _tell_of_proposer(self, reason: str) -> None:
        text = tr("{reason} The model itself answers clicks and boxes.", reason=tr(reason))
        self._banners.show_message(text, key="proposer", scope="program")

    def _proposer_changed(self) -> None:
        info = self._loop.proposer.info
        if self._loop.proposer.state != "failed":
            self._banners.clear("proposer")
        if info is not None:
            self._line.showMessage(tr("{name} answers clicks and boxes.", name=info.name), READY_MS)

    def _tell_of_model(self, reason: str) -> None:
        from resources import starter_checkpoint

        starter = starter_checkpoint()
        action: tuple[str, Callable[[], None]] | None = None
        if self._loop.asked_for not in (None, starter) and (starter / "config.json").exists():
            action = (tr("Use the starter model"), lambda: self._loop.load_model(starter))
        self._banners.show_message(reason, key="model", action=action, scope="model")


def _below(percent: float, least: float) -> str:
    """A number below `least`, with as few decimals as needed to show that."""
    texts = (f"{percent:.{decimals}f}" for decimals in range(6))
    return next((text for text in texts if float(text) < least), f"{percent:.6f}")


def _left_out(problems: tuple[str, ...]) -> str:
    shown = "; ".join(tr(problem) for problem in problems[:3])
    if len(problems) == 1:
        return tr("1 file was skipped: {files}.", files=shown)
    if len(problems) <= 3:
        return tr("{count} files were skipped: {files}.", count=len(problems), files=shown)
    more = len(problems) - 3
    return tr(
        "{count} files were skipped: {files}; and {more} more.", count=len(problems), files=shown, more=more
    )
