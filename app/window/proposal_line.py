"""Composes the texts about work and model: the line above the image and the text of the empty strip."""

from __future__ import annotations

from dataclasses import replace

from annotations.records import ImageRecord, Step, Transaction
from app.actions import KeyOf
from app.assist.protocol import model_name
from app.document.document import Document
from app.document.sequence import Sequence
from app.panels.proposal_bar import Alternative, ObjectSize, ProposalLine
from app.session.appearance import color_named, outcome_words, relabel_key, source_words
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.session.situation import current_choices
from app.translation import percent_text, tr
from app.widgets.brief import brief

MOST_ALTERNATIVES = 2
SHOWN = 40
"""Characters of a category in the bar."""
LEAST_PROBABLE = 0.02


def make_line(session: Session, loop: AssistLoop) -> ProposalLine:
    """The line above the image."""
    line = _words(session, loop)
    if loop.info is None or not loop.info.one_size or session.sequence is None:
        return line
    return replace(line, size=ObjectSize(loop.object_size, loop.found_size))


def _words(session: Session, loop: AssistLoop) -> ProposalLine:
    model = model_words(loop)
    sequence, image = session.sequence, session.image
    if session.opening:
        return ProposalLine(tr("Opening…"), model=model)
    if session.busy:
        return ProposalLine(tr("Updating the project…"), tr("Saving your changes first."), model=model)
    if session.document is None:
        return ProposalLine(
            tr("No project open"),
            tr("Open a folder of images to start ({open}).", open=KeyOf("open_folder")),
            model=model,
        )
    if image is None:
        undo = tr("{undo} brings back what you removed.", undo=KeyOf("undo"))
        removed = _undo_brings_images(session.document)
        facts = undo if removed else tr("The project contains no readable images.")
        return ProposalLine(tr("No images"), facts, model=model)
    if session.picture_problem is not None:
        facts = tr("{next} opens the next image.", next=KeyOf("next_image"))
        return ProposalLine(tr("This image cannot be displayed"), facts, model=model)
    if sequence is None or session.picture is None:
        return ProposalLine(tr("Loading the image…"), model=model)
    step, instance = sequence.step(), sequence.instance()
    color = color_named(sequence.category(), current_choices(session, loop))
    category = brief(sequence.category() or tr("unknown"), SHOWN)
    if step is not None and step.outcome == "open":
        line = ProposalLine(category, _facts(step, loop), color, model, True, True, True, tr("Accept"))
        return replace(line, alternatives=_alternatives(session, loop, step))
    if step is not None:
        number = [s.id for s in sequence.steps()].index(step.id) + 1
        kept = instance is not None
        back = tr("{cancel} returns to the proposal", cancel=KeyOf("cancel"))
        facts = "   ·   ".join([_verb(step, kept), *_onwards(sequence), back])
        return ProposalLine(
            tr(
                "Step {number}: {category}, {outcome}",
                number=number,
                category=category,
                outcome=outcome_words(step),
            ),
            facts,
            color,
            model,
            True,
            step.outcome != "rejected",
            False,
            tr("Keep") if kept else tr("Accept"),
        )
    if instance is not None:
        facts = tr(
            "Paint to edit it; {first}, {second} … relabel it; {delete} deletes it",
            first=KeyOf("relabel_1"),
            second=KeyOf("relabel_2"),
            delete=KeyOf("delete"),
        )
        facts = "   ·   ".join([*_onwards(sequence), facts])
        title = f"{category} · {source_words(instance)}"
        return ProposalLine(title, facts, color, model, True, True, False, tr("Keep"))
    return _nothing_shown(session, loop, model)


def _undo_brings_images(document: Document) -> bool:
    """Whether the next undo brings back images that were removed."""
    last = document.next_undo
    return isinstance(last, Transaction) and any(
        isinstance(change.before, ImageRecord) and change.after is None for change in last.changes
    )


def _onwards(sequence: Sequence) -> list[str]:
    """How to go on from an instance that was selected."""
    accept = KeyOf("accept")
    return [tr("{accept} goes on to the next instance", accept=accept)] if sequence.is_selected else []


def _verb(step: Step, kept: bool) -> str:
    """How to change the decision of an earlier step."""
    if not kept:
        return tr("{accept} accepts it after all", accept=KeyOf("accept"))
    if step.outcome == "drawn":
        return tr("{delete} deletes it", delete=KeyOf("delete"))
    return tr("{reject} rejects it", reject=KeyOf("reject"))


def _nothing_shown(session: Session, loop: AssistLoop, model: str) -> ProposalLine:
    assert session.image is not None
    assert session.sequence is not None
    if session.image.status in ("done", "skipped"):
        facts = tr(
            "Click an instance to edit it; {propose} proposes more; {next} opens the next image",
            propose=KeyOf("propose"),
            next=KeyOf("next_image"),
        )
        done = session.image.status == "done"
        title = tr("This image is done") if done else tr("This image is skipped")
        return ProposalLine(title, facts, model=model)
    if loop.waiting:
        return ProposalLine(tr("Segmenting…"), "", model=model)
    if session.sequence.ended:
        facts = tr(
            "Draw a missed object ({polygon}, {brush}), click it ({point}), or mark the image as done "
            "({done})",
            polygon=KeyOf("tool_polygon"),
            brush=KeyOf("tool_brush"),
            point=KeyOf("tool_point"),
            done=KeyOf("image_done"),
        )
        found = tr("No more objects found") if session.sequence.steps() else tr("No objects found")
        return ProposalLine(found, facts, model=model)
    if loop.unlike and loop.info is not None:
        facts = tr(
            "This image looks different, so the model does not guess. {propose} proposes anyway.",
            propose=KeyOf("propose"),
        )
        return ProposalLine(tr("This model knows {knows}", knows=loop.info.knows), facts, model=model)
    if loop.paused and loop.state == "ready":
        facts = tr(
            "Draw, click an object ({point}), or resume ({pause})",
            point=KeyOf("tool_point"),
            pause=KeyOf("pause"),
        )
        return ProposalLine(tr("Proposals are paused"), facts, model=model)
    if loop.state == "loading":
        facts = tr("The first proposal appears on its own. You can already draw.")
        return ProposalLine(tr("The model is loading…"), facts, model=model)
    if loop.state in ("none", "failed"):
        facts = tr(loop.reason) or tr(
            "Draw by hand ({polygon}, {brush}), or open a model ({open}).",
            polygon=KeyOf("tool_polygon"),
            brush=KeyOf("tool_brush"),
            open=KeyOf("open_model"),
        )
        return ProposalLine(tr("No model"), facts, model=model)
    facts = tr("{propose} proposes an object", propose=KeyOf("propose"))
    return ProposalLine(tr("Ready"), facts, model=model)


def _alternatives(session: Session, loop: AssistLoop, step: Step) -> tuple[Alternative, ...]:
    """The likeliest other categories, with their number keys."""
    among = {choice.name: choice for choice in current_choices(session, loop)}
    others = [
        (among[name], probability)
        for name, probability in loop.category_probabilities(step)
        if name != step.category and probability >= LEAST_PROBABLE and name in among
    ]
    return tuple(
        Alternative(choice.name, probability, relabel_key(choice), choice.color)
        for choice, probability in others[:MOST_ALTERNATIVES]
    )


def _facts(step: Step, loop: AssistLoop) -> str:
    left = [tr("about {count} left", count=loop.about_left)] if loop.about_left else []
    is_told = step.category is not None and step.category_probability > 0
    sure = (
        [f"{brief(step.category or '', SHOWN)} {percent_text(step.category_probability)}"] if is_told else []
    )
    source = loop.before.source_of(step)
    if source is not None:
        known = source.track is not None and not loop.before.divides(step)
        track = tr("track {track}", track=source.track) if known else tr("new track")
        told = tr("has divided") if loop.before.divides(step) else tr("as in the image before")
        sure = [told, track]
    objectness = tr("object {percent}", percent=percent_text(step.objectness))
    waiting = [tr("segmenting…")] if loop.waiting else []
    if loop.accept_above is not None:
        waiting = [tr("accepting automatically; {stop} stops", stop=KeyOf("cancel"))]
    return "   ·   ".join([*left, *sure, objectness, *waiting])  # the end may be cut off


def model_words(loop: AssistLoop) -> str:
    """The model's name and its device."""
    if loop.info is not None:
        words = f"{loop.info.name}  ·  {tr(loop.info.device)}"
        if loop.coming is not None:
            return tr("{model} (loading {other}…)", model=words, other=model_name(loop.coming))
        if loop.proposer.info is not None:
            return tr("{model}  ·  clicks: {other}", model=words, other=loop.proposer.info.name)
        return words
    return {"loading": tr("model loading…"), "ready": ""}.get(loop.state, tr("no model"))


def strip_empty_text(session: Session) -> str:
    if session.image is None:
        return ""
    return tr("Proposals and drawn instances appear here as steps. Click a step to go back to it.")
