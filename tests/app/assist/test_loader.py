"""The device is the one asked for, or the CPU with a word why."""

from __future__ import annotations

import pytest

from app.assist.loader import _usable_device, load_predictor


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:1"])
def test_a_device_that_is_there_is_taken_as_it_is(device: str) -> None:
    assert _usable_device(device, cuda=True, mps=False) == (device, "")


@pytest.mark.parametrize("device", ["cuda", "cuda:1", "mps"])
def test_a_device_that_is_not_there_becomes_the_cpu_with_a_word_why(device: str) -> None:
    usable, note = _usable_device(device, cuda=False, mps=False)
    assert usable == "cpu"
    assert device.split(":")[0] in note
    assert "not available" in note


@pytest.mark.parametrize(
    ("error", "note"),
    [
        ("CUDA out of memory. Tried to allocate 20 MiB", "cpu (cuda is out of memory)"),
        ("CUDA error: no kernel image\nmore of it", "cpu (cuda failed: CUDA error: no kernel image)"),
    ],
)  # fmt: skip
def test_a_card_that_fails_is_left_for_the_cpu_with_a_word_why(
    monkeypatch: pytest.MonkeyPatch, error: str, note: str
) -> None:
    import torch

    import rsis_model
    from resources import starter_checkpoint

    on_the_cpu = rsis_model.Predictor.from_pretrained

    def failing(folder: str, device: str = "auto") -> rsis_model.Predictor:
        if device != "cpu":
            raise RuntimeError(error)
        return on_the_cpu(folder, device)

    monkeypatch.setattr(rsis_model.Predictor, "from_pretrained", failing)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    loaded = load_predictor(str(starter_checkpoint()), "cuda")
    assert loaded.info.device == note
    assert loaded.info.usual_objectness > 0
