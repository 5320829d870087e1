"""The device is the one asked for, or the CPU with a word why."""

from __future__ import annotations

import pytest

from app.assist.loader import _usable_device


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:1"])
def test_a_device_that_is_there_is_taken_as_it_is(device: str) -> None:
    assert _usable_device(device, cuda=True, mps=False) == (device, "")


@pytest.mark.parametrize("device", ["cuda", "cuda:1", "mps"])
def test_a_device_that_is_not_there_becomes_the_cpu_with_a_word_why(device: str) -> None:
    usable, note = _usable_device(device, cuda=False, mps=False)
    assert usable == "cpu"
    assert device.split(":")[0] in note
    assert "not there" in note
