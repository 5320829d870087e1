"""Composes the texts of the review: the line above the image."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from annotations.message import Message
from annotations.records import Instance
from annotations.review.conflicts import annotator
from app.actions import KeyOf
from app.panels.review_bar import ReviewLine
from app.session.appearance import coloring, source_words
from app.session.review import ReviewWork
from app.translation import percent_text, tr
from app.widgets.brief import brief

if TYPE_CHECKING:
    from annotations.review.doubt import Mend

SHOWN = 30
"""Characters of a category or a name in the line."""
_MENDS = {
    "remove": Message("Remove it"),
    "drop specks": Message("Drop the specks"),
    "fill holes": Message("Fill the holes"),
    "move": Message("Move it there"),
}


def make_review_line(review: ReviewWork, by: str) -> ReviewLine:
    """The line of a review, or of the search for what to review; `by` is how instances are coloured."""
    document, entry = review.session.document, review.entry
    searching = review.search.words()
    if document is None or searching or not review.active:
        cancel = tr("{cancel} cancels", cancel=KeyOf("cancel"))
        return ReviewLine(searching, "", cancel if searching else "")
    count, done = len(review.entries), review.reviewed
    filters = review.mode == "instances"
    if entry is None:
        facts = tr("{accept} returns to the proposals", accept=KeyOf("accept"))
        buttons = (("accept", tr("Back to the proposals")),)
        return ReviewLine(_progress(review), _end(review), facts, None, done, count, buttons, filters)
    own = review.instance
    if own is None:
        return _without_instance(review, filters)
    category = document.category(own.category_id)
    name = brief(category.name if category is not None else tr("unknown"), SHOWN)
    color = coloring(document, by)(own)
    if review.mode == "conflicts":
        return _conflict_line(review, own, name, color)
    said = [
        _state(own),
        *_reasons(review),
        *_facts(review, own),
        *([brief(own.note, 60)] if own.note else []),
    ]
    return ReviewLine(
        _progress(review),
        f"{name} · {source_words(own)}",
        "   ·   ".join(filter(None, said)),
        color,
        done,
        count,
        _buttons(review),
        filters,
    )


def _without_instance(review: ReviewWork, filters: bool) -> ReviewLine:
    """Something else than the instance under review is shown: its image cannot be, or another one is selected."""
    session, entry = review.session, review.entry
    at_image = entry is not None and session.image is not None and session.image.id == entry.image_id
    title, buttons = "", (("skip", tr("Next")),)
    facts = tr("{accept} returns to the instance under review", accept=KeyOf("accept"))
    if at_image and session.picture_problem is not None:
        title, facts = tr("This image cannot be displayed"), tr(session.picture_problem)
    elif not session.ready:
        title = tr("Loading the image…")
    count, done = len(review.entries), review.reviewed
    return ReviewLine(_progress(review), title, facts, None, done, count, buttons, filters)


def _progress(review: ReviewWork) -> str:
    """How far one is."""
    done, count = review.reviewed, len(review.entries)
    if review.mode == "conflicts":
        return tr("{done:,} of {count:,} resolved", done=done, count=count)
    return tr("{done:,} of {count:,} reviewed", done=done, count=count)


def _end(review: ReviewWork) -> str:
    if review.mode == "doubts":
        return tr("The end of the list of doubts")
    return tr("The end of the conflicts") if review.mode == "conflicts" else tr("The end of the review")


def _state(own: Instance) -> str:
    if not own.review:
        return ""
    who = brief(own.reviewer or tr("unknown"), SHOWN)
    if own.review == "verified":
        return tr("Verified by {person}", person=who)
    return tr("Needs work, says {person}", person=who)


def _reasons(review: ReviewWork) -> list[str]:
    """Why it is doubted, the strongest reasons first."""
    entry = review.entry
    if entry is None or entry.doubtful is None:
        return []
    return [tr(doubt.reason) for doubt in entry.doubtful.doubts[:3]]


def _facts(review: ReviewWork, own: Instance) -> list[str]:
    """Who made it and when, and how sure the model was."""
    found = []
    author = review.author(own)
    if author is not None and author.person:
        found.append(tr("by {person}, {day}", person=brief(author.person, SHOWN), day=_day(author.time)))
    if own.score is not None:
        found.append(tr("object {percent}", percent=percent_text(own.score)))
    return found


def _day(time: str) -> str:
    """A date as the user's language writes it."""
    try:
        day = datetime.fromisoformat(time).astimezone().date()
    except ValueError:
        return "–"
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def _buttons(review: ReviewWork) -> tuple[tuple[str, str], ...]:
    entry = review.entry
    mend = entry.doubtful.mend if entry is not None and entry.doubtful is not None else None
    return (
        ("accept", tr("Verify")),
        ("reject", tr("Delete")),
        *([("mend", _mend_words(review, mend))] if mend is not None and review.can_mend else []),
        ("needs_work", tr("Needs work")),
        ("skip", tr("Next")),
    )


def _mend_words(review: ReviewWork, mend: Mend) -> str:
    document = review.session.document
    category = document.category(mend.category_id) if document is not None else None
    if mend.how == "relabel" and category is not None:
        return tr("Make it {category}", category=brief(category.name, SHOWN))
    return tr(_MENDS[mend.how]) if mend.how in _MENDS else tr("Mend")


def _conflict_line(review: ReviewWork, own: Instance, name: str, color: tuple[int, int, int]) -> ReviewLine:
    """Whose version is in focus, what the others are, and the decisions."""
    document = review.session.document
    assert document is not None
    names: dict[int | None, str] = {category.id: category.name for category in document.categories()}
    title = tr("This version: {person}, {category}", person=brief(annotator(own), SHOWN), category=name)
    others = review.others
    facts = [
        tr(
            "The other: {person}, {category}",
            person=brief(annotator(other), SHOWN),
            category=brief(names.get(other.category_id, tr("unknown")), SHOWN),
        )
        for other in others
    ]
    two = len(others) == 1
    buttons = (
        ("accept", tr("Keep this one")),
        ("reject", tr("Keep the other") if two else tr("Remove this one")),
        ("keep_both", tr("Keep both") if two else tr("Keep all")),
        ("skip", tr("Next")),
    )
    count, done = len(review.entries), review.reviewed
    return ReviewLine(_progress(review), title, "   ·   ".join(facts), color, done, count, buttons)
