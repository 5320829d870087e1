"""Graphs that are wrong, incomplete or hostile are refused with the reason, and a run can be broken off."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import rsis_model.sam.graph_checks as graph_checks
from rsis_model import CheckpointError, Click, ModelError
from rsis_model.sam.graph_checks import check_graph
from rsis_model.sam.graphs import Graph
from rsis_model.sam.proposer import SamProposer
from tests.rsis_model import made_sam

Change = Callable[[Path, Path], None]
"""Spoils the files of an encoder and a decoder."""


def changed(path: Path, change: Callable[[onnx.ModelProto], None]) -> None:
    model = onnx.load(path)
    change(model)
    onnx.save(model, path)


def external(path: Path, place: str, **more: str) -> None:
    """Let the first stored tensor's values be in another file."""

    def change(model: onnx.ModelProto) -> None:
        tensor = model.graph.initializer[0]
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in {"location": place, **more}.items():
            tensor.external_data.add(key=key, value=value)

    changed(path, change)


def not_onnx(encoder: Path, decoder: Path) -> None:
    encoder.write_bytes(b"PK\x03\x04" + os.urandom(3000))


def empty(encoder: Path, decoder: Path) -> None:
    encoder.write_bytes(b"")


def a_picture(encoder: Path, decoder: Path) -> None:
    decoder.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def truncated(encoder: Path, decoder: Path) -> None:
    content = decoder.read_bytes()
    decoder.write_bytes(content[: len(content) // 2])


def swapped(encoder: Path, decoder: Path) -> None:
    content = encoder.read_bytes()
    encoder.write_bytes(decoder.read_bytes())
    decoder.write_bytes(content)


def another_familys_encoder(encoder: Path, decoder: Path) -> None:
    onnx.save(made_sam.encoder("sam2"), encoder)


def another_width(encoder: Path, decoder: Path) -> None:
    model = made_sam.decoder("sam")
    model.graph.input[0].type.tensor_type.shape.dim[1].dim_value = 256
    onnx.save(model, decoder)


def an_unknown_input(encoder: Path, decoder: Path) -> None:
    changed(decoder, lambda model: model.graph.input.append(made_sam.value_info("text", [1, 77])))


def no_low_resolution_masks(encoder: Path, decoder: Path) -> None:
    changed(decoder, lambda model: model.graph.output.pop())


def foreign_operator(encoder: Path, decoder: Path) -> None:
    def change(model: onnx.ModelProto) -> None:
        model.graph.node[0].domain = "evil.ops"
        model.graph.node[0].op_type = "RunShell"
        model.opset_import.append(helper.make_opsetid("evil.ops", 1))

    changed(encoder, change)


def foreign_operator_in_a_branch(encoder: Path, decoder: Path) -> None:
    def change(model: onnx.ModelProto) -> None:
        body = helper.make_graph(
            [helper.make_node("PyOp", [], ["never"], domain="ai.onnx.contrib")],
            "branch",
            [],
            [made_sam.value_info("never", [1])],
        )
        model.graph.node.append(
            helper.make_node("If", ["condition"], ["chosen"], then_branch=body, else_branch=body)
        )
        model.graph.initializer.append(numpy_helper.from_array(np.array(True), "condition"))

    changed(encoder, change)


def loads_a_compiled_file(encoder: Path, decoder: Path) -> None:
    def change(model: onnx.ModelProto) -> None:
        model.graph.node[0].domain = "com.microsoft"
        model.graph.node[0].op_type = "EPContext"

    changed(encoder, change)


def data_above_the_folder(encoder: Path, decoder: Path) -> None:
    (decoder.parent.parent / "secret.bin").write_bytes(bytes(1024))
    external(decoder, "../secret.bin")


def data_at_an_absolute_path(encoder: Path, decoder: Path) -> None:
    external(decoder, "/etc/hostname")


def data_at_a_windows_path(encoder: Path, decoder: Path) -> None:
    external(decoder, "C:\\Windows\\win.ini")


def data_through_a_link(encoder: Path, decoder: Path) -> None:
    secret = decoder.parent.parent / "secret.bin"
    secret.write_bytes(bytes(1024))
    (decoder.parent / "weights.bin").symlink_to(secret)
    external(decoder, "weights.bin")


def data_that_is_missing(encoder: Path, decoder: Path) -> None:
    external(decoder, "weights.bin")


def data_that_is_too_short(encoder: Path, decoder: Path) -> None:
    (decoder.parent / "weights.bin").write_bytes(bytes(8))
    external(decoder, "weights.bin", offset="0", length="1024")


def a_link_out_of_the_folder(encoder: Path, decoder: Path) -> None:
    moved = decoder.parent.parent / "elsewhere.onnx"
    decoder.rename(moved)
    decoder.symlink_to(moved)


HOSTILE: dict[Change, str] = {
    not_onnx: "not an ONNX graph",
    empty: "not an ONNX graph",
    a_picture: "not an ONNX graph",
    truncated: "not an ONNX graph, or it is incomplete",
    swapped: "which no SAM does",
    another_familys_encoder: "do not belong together|has no output",
    another_width: "do not belong together: image_embeddings is 1 × 3 × 64 × 64, not 1 × 256 × 64 × 64",
    an_unknown_input: "text, which no SAM does|which no SAM does",
    no_low_resolution_masks: "no output 'low_res_masks'",
    foreign_operator: "evil.ops:RunShell, which is not an operator of ONNX",
    foreign_operator_in_a_branch: "ai.onnx.contrib:PyOp",
    loads_a_compiled_file: "com.microsoft:EPContext",
    data_above_the_folder: "data from outside its folder: '../secret.bin'",
    data_at_an_absolute_path: "data from outside its folder: '/etc/hostname'",
    data_at_a_windows_path: "data from outside its folder",
    data_through_a_link: "data from outside its folder",
    data_that_is_missing: "its data file 'weights.bin' is missing",
    data_that_is_too_short: "made.decoder.onnx: ",
    a_link_out_of_the_folder: "a link that points outside its folder",
}


@pytest.mark.parametrize("spoil", HOSTILE, ids=lambda spoil: spoil.__name__)
def test_a_graph_that_cannot_be_trusted_is_refused_with_the_reason(spoil: Change, tmp_path: Path) -> None:
    folder = made_sam.write(tmp_path / "graphs", "sam")
    spoil(folder / "made.encoder.onnx", folder / "made.decoder.onnx")
    with pytest.raises(CheckpointError, match=HOSTILE[spoil]) as caught:
        SamProposer.from_folder(folder, device="cpu")
    assert "\n" not in str(caught.value)


def test_graphs_with_their_data_beside_them_are_used(tmp_path: Path) -> None:
    folder = made_sam.write(tmp_path / "graphs", "sam")
    model = onnx.load(folder / "made.decoder.onnx")
    onnx.save(
        model,
        folder / "made.decoder.onnx",
        save_as_external_data=True,
        location="made.bin",
        size_threshold=1000,
    )
    assert (folder / "made.bin").stat().st_size > 1000
    proposer = SamProposer.from_folder(folder, device="cpu", threads=1)
    encoded = proposer.open(np.zeros((100, 100, 3), np.uint8))
    assert proposer.propose(encoded, [Click(50, 50)]) is not None


def test_a_graph_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_sam.write(tmp_path, "sam")
    monkeypatch.setattr(graph_checks, "LARGEST", 1000)
    with pytest.raises(CheckpointError, match="larger than"):
        check_graph(folder / "made.decoder.onnx")


def test_a_graph_of_too_many_nodes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made_sam.write(tmp_path, "sam")
    monkeypatch.setattr(graph_checks, "MOST_NODES", 10)
    with pytest.raises(CheckpointError, match="more than 10 nodes"):
        check_graph(folder / "made.decoder.onnx")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: None, "there is no pair of graphs"),
        (lambda folder: (folder / "notes.txt").write_text("encoder"), "there is no pair of graphs"),
        (lambda folder: onnx.save(made_sam.encoder("sam"), folder / "encoder.onnx"), "there is no pair"),
    ],
)
def test_a_folder_without_a_pair_of_graphs_is_refused(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    make(tmp_path)
    with pytest.raises(CheckpointError, match=reason):
        SamProposer.from_folder(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no such folder"):
        SamProposer.from_folder(tmp_path / "nothing")


def test_answers_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    folder = made_sam.write(tmp_path, "sam")

    def spoil(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.name == "smaller":
                tensor.CopyFrom(numpy_helper.from_array(np.full((4, 1, 1), np.nan, np.float32), "smaller"))

    changed(folder / "made.decoder.onnx", spoil)
    proposer = SamProposer.from_folder(folder, device="cpu", threads=1)
    with pytest.raises(ModelError, match="not finite"):
        proposer.propose(proposer.open(np.zeros((50, 50, 3), np.uint8)), [Click(20, 20)])


def test_answers_that_are_not_masks_are_refused(tmp_path: Path) -> None:
    folder = made_sam.write(tmp_path, "sam")

    def spoil(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.name == "ious":
                tensor.CopyFrom(numpy_helper.from_array(np.ones((1, 7), np.float32), "ious"))
        model.graph.output[1].type.tensor_type.shape.dim[1].dim_value = 7

    changed(folder / "made.decoder.onnx", spoil)
    proposer = SamProposer.from_folder(folder, device="cpu", threads=1)
    with pytest.raises(ModelError, match="which are not masks"):
        proposer.propose(proposer.open(np.zeros((50, 50, 3), np.uint8)), [Click(20, 20)])


def endless() -> onnx.ModelProto:
    """A graph that counts for hours."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go"], ["go_on"]),
            helper.make_node("Add", ["sum", "step"], ["more"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            made_sam.value_info("sum", [1]),
        ],
        [helper.make_tensor_value_info("go_on", TensorProto.BOOL, []), made_sam.value_info("more", [1])],
        [numpy_helper.from_array(np.ones(1, np.float32), "step")],
    )
    constants = {"times": np.array(2**62), "yes": np.array(True)}
    node = helper.make_node("Loop", ["times", "yes", "start"], ["result"], body=body)
    return made_sam.model_of(
        [node], [made_sam.value_info("start", [1])], [made_sam.value_info("result", [1])], constants
    )


def test_a_run_is_broken_off_when_it_is_no_longer_wanted(tmp_path: Path) -> None:
    class NotWantedError(Exception):
        pass

    looks = 0

    def refuse_at_the_third_look() -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise NotWantedError

    onnx.save(endless(), tmp_path / "endless.onnx")
    graph = Graph(tmp_path / "endless.onnx", device="cpu", threads=1)
    before = time.monotonic()
    with pytest.raises(NotWantedError):
        graph.run({"start": np.zeros(1, np.float32)}, refuse_at_the_third_look)
    assert time.monotonic() - before < 60


@pytest.mark.parametrize("package", ["onnx", "onnxruntime"])
def test_without_the_extra_one_sentence_says_how_to_install_it(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_sam.write(tmp_path, "sam")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CheckpointError, match=r'pip install "rsis-annotator\[sam\]"'):
        SamProposer.from_folder(folder)
