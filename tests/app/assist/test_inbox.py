"""The inbox hands out what somebody waits for, newest first, and encodes ahead only when idle."""

from __future__ import annotations

import threading
import time

from app.assist.inbox import Guess, Inbox, TileAhead
from app.assist.protocol import Cancel, Decisions, Estimate, LoadModel, OpenImage, Prefetch, ProposeRequest


def request(ticket: int) -> ProposeRequest:
    return ProposeRequest(ticket, "a.png", Decisions())


def test_a_newer_request_replaces_the_one_not_begun() -> None:
    inbox = Inbox()
    inbox.put(request(1))
    inbox.put(request(2))
    inbox.put(Prefetch(("b.png",)))
    assert inbox.take(model_ready=True) == request(2)


def test_a_proposal_comes_before_images_and_a_model_before_all() -> None:
    inbox = Inbox(idle_seconds=0)
    inbox.put(Prefetch(("b.png", "c.png")))
    inbox.put(OpenImage("a.png"))
    inbox.put(request(1))
    inbox.put(LoadModel("m", "cpu"))
    taken = [inbox.take(model_ready=True) for _ in range(5)]
    assert taken == [
        LoadModel("m", "cpu"),
        request(1),
        OpenImage("a.png"),
        Prefetch(("b.png",)),
        Prefetch(("c.png",)),
    ]


def test_without_a_model_requests_wait_for_it() -> None:
    inbox = Inbox()
    inbox.put(request(1))
    threading.Timer(0.05, inbox.put, [LoadModel("m", "cpu")]).start()
    assert inbox.take(model_ready=False) == LoadModel("m", "cpu")
    assert inbox.take(model_ready=True) == request(1)


def test_a_cancelled_request_is_not_handed_out() -> None:
    inbox = Inbox()
    inbox.put(request(1))
    inbox.put(Cancel())
    inbox.put(OpenImage("a.png"))
    assert inbox.take(model_ready=True) == OpenImage("a.png")


def test_a_guess_comes_after_all_that_somebody_waits_for_and_before_images_ahead() -> None:
    inbox = Inbox(idle_seconds=0)
    inbox.put(Prefetch(("b.png",)))
    inbox.guess(request(1))
    assert inbox.take(model_ready=True) == Guess(request(1))
    assert inbox.take(model_ready=True) == Prefetch(("b.png",))


def test_a_request_drops_the_guess_at_it() -> None:
    inbox = Inbox(idle_seconds=0)
    inbox.guess(request(1))
    inbox.put(request(2))
    inbox.put(Prefetch(("b.png",)))
    assert inbox.take(model_ready=True) == request(2)
    assert inbox.take(model_ready=True) == Prefetch(("b.png",))


def test_a_newer_request_overtakes_the_one_in_hand() -> None:
    inbox = Inbox()
    inbox.put(request(1))
    job = inbox.take(model_ready=True)
    assert not inbox.overtakes(job)
    inbox.put(request(2))
    assert inbox.overtakes(job)


def test_a_cancelled_request_in_hand_is_given_up_and_the_next_one_is_not() -> None:
    inbox = Inbox()
    inbox.put(request(1))
    job = inbox.take(model_ready=True)
    inbox.put(Cancel())
    assert inbox.overtakes(job)
    inbox.put(request(2))
    assert not inbox.overtakes(inbox.take(model_ready=True))


def test_opening_an_image_goes_on_when_a_proposal_in_it_is_asked_for() -> None:
    inbox = Inbox()
    inbox.put(OpenImage("a.png"))
    job = inbox.take(model_ready=True)
    inbox.put(request(1))
    assert not inbox.overtakes(job)
    inbox.put(OpenImage("b.png"))
    assert inbox.overtakes(job)


def test_what_nobody_asked_for_gives_way_to_everything() -> None:
    for message in (request(1), OpenImage("a.png"), LoadModel("m", "cpu")):
        inbox = Inbox()
        assert not inbox.overtakes(Prefetch(("b.png",)))
        inbox.put(message)
        assert inbox.overtakes(Prefetch(("b.png",)))
        other = ProposeRequest(1, "other.png", Decisions())
        assert inbox.overtakes(Guess(other))


def test_the_next_tile_comes_before_images_ahead_and_gives_way_to_the_very_request_it_was_for() -> None:
    inbox = Inbox(idle_seconds=0)
    inbox.put(Prefetch(("b.png",)))
    inbox.tile_ahead(request(1))
    assert inbox.take(model_ready=True) == TileAhead(request(1))
    inbox.put(request(1))
    assert inbox.overtakes(TileAhead(request(1)))
    inbox.tile_ahead(request(1))
    assert inbox.take(model_ready=True) == request(1)
    assert inbox.take(model_ready=True) == Prefetch(("b.png",))


def test_a_guess_that_turns_out_right_is_finished() -> None:
    inbox = Inbox()
    inbox.put(request(2))
    assert not inbox.overtakes(Guess(request(1)))


def test_images_are_encoded_ahead_only_after_a_quiet_moment() -> None:
    inbox = Inbox(idle_seconds=0.1)
    inbox.put(Prefetch(("b.png",)))
    began = time.monotonic()
    assert inbox.take(model_ready=True) == Prefetch(("b.png",))
    assert time.monotonic() - began >= 0.09


def test_an_estimate_comes_last_and_gives_way_to_everything() -> None:
    inbox = Inbox(idle_seconds=0)
    inbox.put(Estimate("z.png"))
    inbox.put(Prefetch(("b.png",)))
    assert inbox.take(model_ready=True) == Prefetch(("b.png",))
    job = inbox.take(model_ready=True)
    assert job == Estimate("z.png")
    assert not inbox.overtakes(job)
    inbox.put(Prefetch(("c.png",)))
    assert inbox.overtakes(job)
    inbox.estimate_again(Estimate("z.png"))
    assert inbox.take(model_ready=True) == Prefetch(("c.png",))
    assert inbox.take(model_ready=True) == Estimate("z.png")
    inbox.put(Estimate("y.png"))
    inbox.estimate_again(Estimate("z.png"))
    inbox.put(Estimate(None))
    inbox.put(OpenImage("a.png"))
    assert inbox.take(model_ready=True) == OpenImage("a.png")
