"""Messages are plain text to a log and remember, for a window, the sentence and its values."""

from __future__ import annotations

import errno
import json
import pickle

from annotations.errors import AnnotationError, Problem, explain
from annotations.message import Message

LEFT_OUT = Message("{count} files left out", count=3)


def test_a_message_is_the_english_text() -> None:
    assert LEFT_OUT == "3 files left out"
    assert f"{LEFT_OUT}." == "3 files left out."
    assert json.dumps([LEFT_OUT]) == '["3 files left out"]'


def test_a_message_without_values_may_have_braces() -> None:
    assert Message('a file {"categories": …}') == 'a file {"categories": …}'


def test_an_error_gives_back_the_message_it_was_raised_with() -> None:
    said = str(ValueError(LEFT_OUT))
    assert isinstance(said, Message)
    assert (said.template, said.values) == ("{count} files left out", {"count": 3})


def test_an_error_within_a_message_is_kept_as_what_it_says() -> None:
    outer = Message("it failed: {error}", error=ValueError(LEFT_OUT))
    assert outer == "it failed: 3 files left out"
    assert isinstance(outer.values["error"], Message)


def test_a_message_goes_through_a_pipe_whole() -> None:
    back = pickle.loads(pickle.dumps(LEFT_OUT))
    assert (back, back.template, back.values) == (LEFT_OUT, LEFT_OUT.template, LEFT_OUT.values)


def test_errors_and_problems_keep_the_reason_as_a_message() -> None:
    for said in (AnnotationError("a.json", LEFT_OUT), Problem("a.json", "record 1", LEFT_OUT)):
        text = str(said)
        assert isinstance(text, Message)
        assert text.values["reason"] is LEFT_OUT
        assert text.startswith("a.json: ")
        assert text.endswith(LEFT_OUT)
    assert isinstance(explain(OSError(errno.ENOSPC, "x")), Message)
    assert str(Problem("", "", LEFT_OUT)) is LEFT_OUT
