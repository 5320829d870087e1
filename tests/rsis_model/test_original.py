"""The original implementation's folders: the same answers after importing, and nothing executed on the way."""

from __future__ import annotations

import argparse
import os
import pickle
import pickletools
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from rsis_model.checkpoint import load_checkpoint
from rsis_model.errors import CheckpointError
from rsis_model.original import CATEGORIES, import_original
from rsis_model.plain_pickle import NotPlainError, read_namespace
from tests.rsis_model import original_network as original
from trainer.errors import TrainerError
from trainer.importing import import_weights

STEPS = 10


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = original.build("resnet34", 3, "concat")
    return original.save(tmp_path_factory.mktemp("kept") / "original", *parts, original.arguments())


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A folder whose files are the kept one's, until a test puts others in their place."""
    folder = tmp_path / "original"
    folder.mkdir()
    for path in kept.iterdir():
        os.link(path, folder / path.name)
    return folder


def put(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def change(path: Path, act: Callable[[dict[str, Tensor]], object]) -> None:
    content = torch.load(path, weights_only=True)
    act(content)
    path.unlink()
    torch.save(content, path)


@pytest.mark.parametrize(
    ("base", "kernel", "mode", "prefix", "size"),
    [
        ("resnet101", 3, "concat", "module.", (64, 96)),
        ("resnet50", 3, "sum", "", (64, 64)),
        ("resnet34", 3, "mul", "module.", (75, 101)),
        ("resnet34", 1, "none", "", (75, 101)),
        ("vgg16", 3, "concat", "module.", (64, 96)),
    ],
)
@torch.no_grad()
def test_an_imported_network_answers_as_the_original_does(
    tmp_path: Path, base: str, kernel: int, mode: str, prefix: str, size: tuple[int, int]
) -> None:
    encoder, decoder = original.build(base, kernel, mode)
    given = original.arguments(base_model=base, kernel_size=kernel, skip_mode=mode)
    model = import_original(original.save(tmp_path / "o", encoder, decoder, given, prefix)).model
    images = torch.randn(2, 3, *size, generator=torch.Generator().manual_seed(2))
    expected = decoder.sequence(encoder(images), size, STEPS)
    found = model.unroll(model.encode(images), STEPS)
    for step, (mask, categories, objectness) in zip(found, expected, strict=True):
        assert float(mask.std()) > 0.01  # there is something to be right about
        for ours, theirs in (
            (step.mask_logits, mask),
            (step.category_logits, categories[:, 1:]),
            (step.objectness_logits, objectness),
        ):
            torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=0)


def test_the_command_writes_a_checkpoint_whose_card_says_what_is_missing(
    folder: Path, tmp_path: Path
) -> None:
    result = import_weights(folder, tmp_path / "ours")
    model = load_checkpoint(tmp_path / "ours")
    assert model.config.categories == CATEGORIES["pascal"] == tuple(result["categories"])
    assert model.config.width_layout == "original" and model.config.align_corners
    card = (tmp_path / "ours" / "README.md").read_text()
    assert "no box head" in card and "background" in card and "| lr | 0.001 |" in card
    with pytest.raises(TrainerError, match="already"):
        import_weights(folder, tmp_path / "ours")


@pytest.mark.parametrize(
    ("changes", "classes", "size", "names"),
    [
        ({"dataset": "cityscapes", "num_classes": 9}, 9, (256, 512), CATEGORIES["cityscapes"]),
        ({"dataset": "leaves", "imsize": 400, "num_classes": 2}, 2, (400, 400), ("leaf",)),
        ({"dataset": "pascal"}, 4, (256, 256), ("category 1", "category 2", "category 3")),
    ],
)
def test_categories_and_image_size_are_those_of_the_data_set(
    tmp_path: Path, changes: dict[str, object], classes: int, size: tuple[int, int], names: tuple[str, ...]
) -> None:
    parts = original.build("resnet34", 3, "concat", classes=classes)
    config = import_original(
        original.save(tmp_path / "o", *parts, original.arguments(**changes))
    ).model.config
    assert config.categories == names
    assert config.input.size == size


def test_counters_that_old_files_lack_are_not_missed(folder: Path) -> None:
    def drop(content: dict[str, Tensor]) -> None:
        for name in [n for n in content if n.endswith("num_batches_tracked")]:
            del content[name]

    change(folder / "encoder.pt", drop)
    import_original(folder)


def test_files_in_torch_s_old_layout_are_read(folder: Path) -> None:
    for name in ("encoder.pt", "decoder.pt"):
        content = torch.load(folder / name, weights_only=True)
        (folder / name).unlink()
        torch.save(content, folder / name, _use_new_zipfile_serialization=False)
    import_original(folder)


@pytest.mark.parametrize(
    ("name", "act", "reason"),
    [
        ("decoder.pt", lambda c: c.pop("fc_stop.bias"), "missing"),
        ("decoder.pt", lambda c: c.update(alien=torch.zeros(1)), "alien"),
        ("decoder.pt", lambda c: c.update({"fc_stop.bias": torch.zeros(3)}), "shape"),
        ("decoder.pt", lambda c: c["fc_stop.bias"].fill_(torch.nan), "finite"),
        ("decoder.pt", lambda c: c.update({"fc_stop.bias": torch.zeros(1, dtype=torch.int64)}), "int64"),
        ("decoder.pt", lambda c: c.update({"conv_out.weight": "text"}), "named tensors"),
        ("decoder.pt", lambda c: c.pop("fc_class.weight"), "fc_class"),
        ("encoder.pt", lambda c: c.pop("sk5.weight"), "sk5"),
        ("encoder.pt", lambda c: c.pop("base.layer1.0.conv1.weight"), "missing"),
        ("encoder.pt", lambda c: c.update({"sk6.weight": torch.zeros(1)}), "sk6"),
    ],
)
def test_weights_that_do_not_fit_are_refused_by_name(
    folder: Path, name: str, act: Callable[[dict[str, Tensor]], object], reason: str
) -> None:
    change(folder / name, act)
    with pytest.raises(CheckpointError, match=f"{name}.*{reason}"):
        import_original(folder)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"skip_mode": "sum"}, "skip mode"),
        ({"skip_mode": ["concat"]}, "skip mode"),
        ({"base_model": "resnet101"}, "resnet34"),
        ({"imsize": "wide"}, "image size"),
        ({"imsize": 10**6}, "input.size"),
    ],
)
def test_arguments_that_are_not_the_weights_own_are_refused(
    folder: Path, changes: dict[str, object], reason: str
) -> None:
    put(folder / "args.pkl", original.python2_pickle(vars(original.arguments(**changes))))
    with pytest.raises(CheckpointError, match=reason):
        import_original(folder)


class Bomb:
    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.marker,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_bomb_in_any_file_is_refused_and_does_not_go_off(folder: Path, kept: Path, protocol: int) -> None:
    marker = folder / "ran"
    bombs = {
        "args.pkl": pickle.dumps(argparse.Namespace(base_model=Bomb(marker)), protocol=protocol),
        "encoder.pt": pickle.dumps({"sk5.weight": Bomb(marker)}, protocol=protocol),
        "decoder.pt": pickle.dumps({"fc_stop.bias": Bomb(marker)}, protocol=protocol),
    }
    for name, content in bombs.items():
        put(folder / name, content)
        with pytest.raises(CheckpointError, match=name):
            import_original(folder)
        (folder / name).unlink()
        os.link(kept / name, folder / name)
    assert not marker.exists()


def test_links_and_missing_files_are_named(folder: Path) -> None:
    outside = folder.parent / "elsewhere.pt"
    (folder / "decoder.pt").rename(outside)
    with pytest.raises(CheckpointError, match=r"has no decoder\.pt"):
        import_original(folder)
    (folder / "decoder.pt").symlink_to(outside)
    with pytest.raises(CheckpointError, match="link"):
        import_original(folder)
    with pytest.raises(CheckpointError, match="no such folder"):
        import_original(folder / "nowhere")


def test_a_file_that_unpacks_to_many_gigabytes_is_refused_unread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rsis_model.original.WEIGHTS_LIMIT", 1 << 20)
    with pytest.raises(CheckpointError, match=r"encoder\.pt.*larger"):
        import_original(folder)


WORDS = st.sampled_from(["", "resnet101", "größe", "a'b\n", "日本"])
VALUES = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | WORDS
PLAIN = (
    VALUES
    | st.lists(VALUES, max_size=3)
    | st.tuples(VALUES, VALUES)
    | st.dictionaries(WORDS, VALUES, max_size=3)
)
NAMES = st.sampled_from(["lr", "base_model", "skip mode", "x" * 300])


@given(st.dictionaries(NAMES, PLAIN, max_size=4), st.integers(0, pickle.HIGHEST_PROTOCOL))
def test_plain_values_are_read_as_they_were_written(values: dict[str, object], protocol: int) -> None:
    namespace = argparse.Namespace()
    vars(namespace).update(values)
    assert read_namespace(pickle.dumps(namespace, protocol=protocol)) == values


@given(st.binary(max_size=200))
def test_bytes_that_are_no_pickle_are_refused(content: bytes) -> None:
    with pytest.raises(NotPlainError):
        read_namespace(content)


def assembled(*lines: str) -> bytes:
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pickle.dumps({"base_model": "resnet34"}), "no argparse"),
        (pickle.dumps(argparse.Namespace(a={1, 2}), protocol=4), "a set where a plain"),
        (pickle.dumps(argparse.Namespace(a=os.system)), "system"),
        (pickle.dumps(argparse.Namespace(a=argparse.Namespace)), "Namespace where a plain"),
        (pickle.dumps(argparse.Namespace(a=[(argparse.Namespace,)])), "Namespace where a plain"),
        (pickle.dumps(argparse.Namespace(a=argparse.ArgumentParser)), "ArgumentParser"),
        (assembled("cargparse", "Namespace", "(S'a'", "tR."), "takes no arguments"),
        (
            assembled("ccopyreg", "_reconstructor", "(cbuiltins", "object", "cbuiltins", "object", "NtR."),
            "calls something",
        ),
        (assembled("cargparse", "Namespace", "(S'a'", "I1", "db."), "not a complete pickle"),
        (assembled("(lS'a'", "I1", "s."), "list"),
        (b"\x80\x02" + b"r\xff\xff\xff\xff", "numbers more values"),
        (b"\x80\x02]r\xff\xff\xff\xff.", "numbers more values"),
        (b"\x80\x05\x96" + b"\xff" * 7 + b"\x00.", "not a complete pickle"),
        (b"\x80\x02}N" + b"\x85" * (1 << 20) + b"Ns.", "larger"),
        (b"\x80\x02}N" + b"\x85" * 16_000 + b"Ns.", "no argparse"),
        (b"\x80\x02\x82\x01.", "extension"),
        (assembled("Pelsewhere", "."), "outside itself"),
        (b"N" * (1 << 20) + b"..", "larger"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_pickle_that_asks_for_more_than_plain_values_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotPlainError, match=reason):
        read_namespace(content)


def test_a_file_leaves_nothing_behind_for_the_next_one() -> None:
    setting = assembled("cargparse", "Namespace", "(N(S'mark'", "I1", "dtb.")  # an attribute of what is named
    with pytest.raises(NotPlainError, match="no argparse"):
        read_namespace(setting)
    assert not hasattr(argparse.Namespace, "mark")
    assert read_namespace(pickle.dumps(argparse.Namespace(a=1))) == {"a": 1}


def test_the_test_s_python_2_pickle_is_a_real_one() -> None:
    content = original.python2_pickle(vars(original.arguments()))
    assert {opcode.proto for opcode, _, _ in pickletools.genops(content)} == {0}
    assert pickle.loads(content) == original.arguments()
