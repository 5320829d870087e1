"""Checkpoint folders: what is saved is loaded, and what is foreign or hostile is refused with the reason."""

from __future__ import annotations

import dataclasses
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from rsis_model.checkpoint import load_checkpoint, save_checkpoint, set_aside
from rsis_model.config import ModelConfig
from rsis_model.errors import CheckpointError
from rsis_model.model import RSIS
from tests.rsis_model.conftest import GUIDED, SMALL

Build = Callable[[ModelConfig], RSIS]


@pytest.fixture
def saved(build: Build, tmp_path: Path) -> Path:
    folder = tmp_path / "checkpoint"
    save_checkpoint(build(SMALL), folder, "# A card\n")
    return folder


def damage(folder: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    tensors = load_file(folder / "model.safetensors")
    change(tensors)
    save_file(tensors, folder / "model.safetensors")


def test_what_is_saved_is_loaded(build: Build, tmp_path: Path) -> None:
    model = build(GUIDED)
    save_checkpoint(model, tmp_path / "c", "# A card\n")
    loaded = RSIS.from_pretrained(tmp_path / "c")
    assert loaded.config == GUIDED
    assert not loaded.training
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, loaded.state_dict()[name])
    assert (tmp_path / "c" / "README.md").read_text() == "# A card\n"


def test_saving_leaves_neighbours_of_any_name_alone(build: Build, tmp_path: Path) -> None:
    model = build(SMALL)
    for name in ("m.old", "m.new"):
        save_checkpoint(model, tmp_path / name, "mine")
    for card in ("first", "second"):
        save_checkpoint(model, tmp_path / "m", card)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m", "m.new", "m.old"]
    assert (tmp_path / "m.old" / "README.md").read_text() == "mine"


def test_a_checkpoint_is_still_found_after_a_kill_between_the_two_renames(saved: Path) -> None:
    saved.rename(set_aside(saved))
    assert load_checkpoint(saved).config == SMALL


def test_half_precision_halves_the_file_and_loads_as_float32(build: Build, tmp_path: Path) -> None:
    model = build(SMALL)
    save_checkpoint(model, tmp_path / "whole", "")
    save_checkpoint(model, tmp_path / "half", "", half=True)
    sizes = [(tmp_path / name / "model.safetensors").stat().st_size for name in ("half", "whole")]
    assert sizes[0] < 0.6 * sizes[1]
    loaded = load_checkpoint(tmp_path / "half")
    assert all(t.dtype != torch.float16 for t in loaded.state_dict().values())


def test_saving_again_replaces_the_folder_and_leaves_nothing_beside(saved: Path, build: Build) -> None:
    save_checkpoint(build(GUIDED), saved, "new")
    assert load_checkpoint(saved).config == GUIDED
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_foreign_keys_are_named(saved: Path) -> None:
    damage(saved, lambda tensors: tensors.update({"backbone.alien": torch.zeros(1)}))
    with pytest.raises(CheckpointError, match=r"backbone\.alien"):
        load_checkpoint(saved)


def test_missing_tensors_are_named(saved: Path) -> None:
    damage(saved, lambda tensors: tensors.pop("decoder.mask_head.bias") and None)
    with pytest.raises(CheckpointError, match=r"decoder\.mask_head\.bias"):
        load_checkpoint(saved)


def test_wrong_shapes_are_named(saved: Path) -> None:
    damage(saved, lambda tensors: tensors.update({"decoder.mask_head.bias": torch.zeros(7)}))
    with pytest.raises(CheckpointError, match="shape"):
        load_checkpoint(saved)


def test_values_that_are_not_finite_are_refused(saved: Path) -> None:
    damage(saved, lambda tensors: tensors["decoder.mask_head.bias"].fill_(torch.nan) and None)
    with pytest.raises(CheckpointError, match="finite"):
        load_checkpoint(saved)


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[]",
        b'{"layers": "five"}',
        b'{"unheard_of": 1}',
        b'{"layers": 99}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"encoder": "../../etc/passwd"}',
        b'{"encoder": "hf-hub:someone/thing"}',
        b'{"encoder": "local-dir:/etc"}',
        b'{"objectness_threshold": 1' + b"0" * 400 + b"}",
        b'{"layers": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_broken_configuration_is_one_clear_error(saved: Path, content: bytes) -> None:
    (saved / "config.json").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"config\.json"):
        load_checkpoint(saved)


def test_whole_numbers_in_place_of_weights_are_refused(saved: Path) -> None:
    damage(
        saved, lambda tensors: tensors.update({"decoder.mask_head.bias": torch.zeros(1, dtype=torch.int64)})
    )
    with pytest.raises(CheckpointError, match=r"mask_head\.bias.*I64"):
        load_checkpoint(saved)


class Bomb:
    """Pickled, it makes a file when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.marker,)


def test_a_pickle_in_place_of_the_weights_is_refused_and_nothing_in_it_runs(
    saved: Path, tmp_path: Path
) -> None:
    marker = tmp_path / "ran"
    torch.save({"decoder.mask_head.bias": Bomb(marker)}, saved / "model.safetensors")
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_checkpoint(saved)
    (saved / "config.json").write_bytes(pickle.dumps(Bomb(marker)))
    with pytest.raises(CheckpointError, match=r"config\.json"):
        load_checkpoint(saved)
    assert not marker.exists()
    pickle.loads(pickle.dumps(Bomb(marker)))  # the bomb is a live one
    assert marker.exists()


def test_a_file_of_many_gigabytes_is_refused_unread(saved: Path) -> None:
    with open(saved / "model.safetensors", "r+b") as file:
        file.truncate(10 << 30)  # sparse: it takes no room
    with pytest.raises(CheckpointError, match="larger"):
        load_checkpoint(saved)


def test_a_header_that_promises_more_than_the_file_holds_is_refused(saved: Path) -> None:
    header = {"decoder.mask_head.bias": {"dtype": "F32", "shape": [1 << 33], "data_offsets": [0, 1 << 35]}}
    content = json.dumps(header).encode()
    (saved / "model.safetensors").write_bytes(len(content).to_bytes(8, "little") + content + b"1234")
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_checkpoint(saved)


def test_weights_of_another_size_are_refused_before_room_is_made_for_the_network(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = json.loads((saved / "config.json").read_text())
    config["width"] = 1024
    (saved / "config.json").write_text(json.dumps(config))
    built: list[torch.device] = []
    build = RSIS.__init__

    def watched(self: RSIS, config: ModelConfig) -> None:
        build(self, config)
        built.extend({p.device for p in self.parameters()})

    monkeypatch.setattr(RSIS, "__init__", watched)
    with pytest.raises(CheckpointError, match="shape"):
        load_checkpoint(saved)
    assert built == [torch.device("meta")]


def test_loading_draws_no_random_weights(saved: Path) -> None:
    before = torch.get_rng_state()
    model = load_checkpoint(saved)
    assert torch.equal(torch.get_rng_state(), before)
    assert all(p.device.type == "cpu" and p.requires_grad for p in model.parameters())


def test_an_encoder_with_tables_that_are_not_stored_loads_whole(build: Build, tmp_path: Path) -> None:
    model = build(dataclasses.replace(SMALL, encoder="test_coatnet"))
    stored = set(model.state_dict())
    tables = {name for name, _ in model.named_buffers()} - stored
    assert tables
    save_checkpoint(model, tmp_path / "c", "")
    loaded = dict(load_checkpoint(tmp_path / "c").named_buffers())
    for name, table in model.named_buffers():
        assert torch.equal(loaded[name], table)


@pytest.mark.parametrize("content", [b"", b"\x80\x02.", (10 * 2**30).to_bytes(8, "little") + b"{}"])
def test_a_file_that_is_no_safetensors_is_refused(saved: Path, content: bytes) -> None:
    (saved / "model.safetensors").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_checkpoint(saved)


def test_a_link_out_of_the_folder_is_refused(saved: Path) -> None:
    outside = saved.parent / "elsewhere.safetensors"
    (saved / "model.safetensors").rename(outside)
    (saved / "model.safetensors").symlink_to(outside)
    with pytest.raises(CheckpointError, match="link"):
        load_checkpoint(saved)


def test_a_folder_without_a_checkpoint_and_a_name_out_of_reach_say_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="not a checkpoint folder"):
        load_checkpoint(tmp_path)
    with pytest.raises(CheckpointError, match="nobody/nothing"):
        load_checkpoint("nobody/nothing")


def test_an_older_configuration_without_new_fields_still_loads(saved: Path) -> None:
    values = json.loads((saved / "config.json").read_text())
    del values["knows"]
    (saved / "config.json").write_text(json.dumps(values))
    assert load_checkpoint(saved).config == dataclasses.replace(SMALL, knows="")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scale", 8.0),
        ("longest_side", 8192),
        ("size", [8192, 8192]),
        ("longest_side", 32),
        ("mean", [float("inf"), 0.5, 0.5]),
        ("std", [float("nan"), 0.5, 0.5]),
        ("std", [1e-30, 0.5, 0.5]),
    ],
)
def test_a_configuration_that_asks_for_too_much_is_one_clear_error(
    saved: Path, field: str, value: object
) -> None:
    values = json.loads((saved / "config.json").read_text())
    values["input"] |= {"scale": 4.0, "longest_side": 1024, field: value}
    (saved / "config.json").write_text(json.dumps(values))
    with pytest.raises(CheckpointError, match=rf"config\.json: .*not valid: input\.({field}|scale)"):
        load_checkpoint(saved)
