"""Finds the SAM that a person names: a folder, a file, or a name on the hub, once they agree to what that fetches."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import platformdirs

from annotations.message import Message
from rsis_model.sam import hub
from rsis_model.sam.hub import Offer

PACKAGES = ("onnx", "onnxruntime")


def home() -> Path:
    """The folder that graphs of the hub are kept in."""
    return Path(platformdirs.user_data_dir("rsis-annotator", appauthor=False)) / "sam"


def missing() -> Message | None:
    """How to install what a SAM needs; None if it is there."""
    if all(importlib.util.find_spec(name) is not None for name in PACKAGES):
        return None
    return Message('SAM needs two more packages. Install them with: pip install "rsis-annotator[sam]"')


def offer_words(offer: Offer) -> Message:
    """What would be fetched, before it is: how much, under which licence, and from where."""
    return Message(
        "{name}: {count} files, {megabytes} MB. Licence: {licence}. They come from {address} and are kept in {folder}.",
        name=offer.name,
        count=len(offer.files),
        megabytes=f"{offer.size / 1e6:,.1f}",
        licence=offer.licence or Message("not stated; look there"),
        address=offer.address,
        folder=home(),
    )


def resolve(source: str, agrees: Callable[[str], bool]) -> Path:
    """The folder or file of a SAM, fetched if it is a name on the hub and `agrees` to the words about it.

    Raises rsis_model.CheckpointError; SystemExit if the person does not agree.
    """
    if Path(source).exists() or not hub.is_hub_name(source):
        return Path(source).absolute()
    offer = hub.look_up(source)
    if not agrees(offer_words(offer)):
        raise SystemExit(1)
    return hub.fetch(offer, home())


def agrees_on_the_terminal(words: str) -> bool:
    """Shows the words and asks; without a terminal the answer is no."""
    try:
        return input(f"{words}\nDownload them? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False
