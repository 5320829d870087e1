"""Small ONNX graphs with the inputs and outputs of SAM's families, whose masks are known from the prompts.

A positive point gives a square around it, a box its inside, a negative point takes a smaller square away, and a mask to
correct stays. The squares' sides are straight, so that masks are right to the pixel.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE, LOW = 1024, 256
REACH, LITTLE = 100.0, 40.0
"""Half the side of the squares of positive and negative points, in pixels of the encoder's square."""
SMALLER = (0.0, 2.0, 6.0, 4.0)
"""How much less than its square each of SAM's four candidates is on each side; the other families lack the first."""
BEST = 2
"""The candidate of the highest predicted IoU."""
IOUS = (0.5, 0.6, 0.9, 0.7)
FAR = -1e6
KINDS = ("sam", "sam with preparation", "sam2", "efficientsam")


def write(folder: Path, kind: str, stem: str = "made") -> Path:
    """Write the two graphs of a kind into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(encoder(kind), folder / f"{stem}.encoder.onnx")
    onnx.save(decoder(kind), folder / f"{stem}.decoder.onnx")
    return folder


def encoder(kind: str) -> onnx.ModelProto:
    """The means of 16 x 16 pixels of what it is given, as its embeddings."""
    nodes, image = [], "image"
    if kind == "sam with preparation":
        nodes += [
            helper.make_node("Transpose", ["image"], ["turned"], perm=[2, 0, 1]),
            helper.make_node("Unsqueeze", ["turned", "zero"], ["batch"]),
            helper.make_node("Resize", ["batch", "", "", "square"], ["seen"], mode="nearest"),
        ]
        shape, image = [None, None, 3], "seen"
    elif kind == "efficientsam":
        nodes += [helper.make_node("Resize", ["image", "", "", "square"], ["seen"], mode="linear")]
        shape, image = [1, 3, None, None], "seen"
    else:
        shape = [1, 3, SIDE, SIDE]
    outputs = {"image_embeddings": 16}
    if kind == "sam2":
        outputs = {"high_res_feats_0": 4, "high_res_feats_1": 8, "image_embed": 16}
    for name, step in outputs.items():
        nodes.append(
            helper.make_node("AveragePool", [image], [name], kernel_shape=[step] * 2, strides=[step] * 2)
        )
    constants = {"zero": np.array([0]), "square": np.array([1, 3, SIDE, SIDE])}
    there = [value_info(name, [1, 3, SIDE // step, SIDE // step]) for name, step in outputs.items()]
    return model_of(nodes, [value_info("image", shape)], there, constants)


def decoder(kind: str) -> onnx.ModelProto:
    """Squares around points and the inside of boxes: see the module."""
    efficient = kind == "efficientsam"
    at = (np.arange(LOW, dtype=np.float32) + 0.5) * (SIDE / LOW)
    constants = {
        "gx": at[None, None, :],
        "gy": at[None, :, None],
        "half": np.float32(0.5),
        "zero": np.float32(0),
        "one": np.float32(1),
        "side": np.float32(SIDE),
        "far": np.float32(FAR),
        "reach": np.float32(REACH),
        "little": np.float32(LITTLE),
        **{f"label{i}": np.float32(i) for i in range(4)},
        "axis0": np.array([0]),
        "column": np.array([-1, 1, 1]),
        "first": np.array(0),
        "second": np.array(1),
        "shape": np.array([1, 1, -1, LOW, LOW] if efficient else [1, -1, LOW, LOW]),
        "pair": np.array([-1, 2]),
    }
    lines = [
        "Reshape coords pair -> places",
        "Gather places first -> xs : axis=1",
        "Gather places second -> ys : axis=1",
    ]
    if efficient:  # points come in the frame of orig_im_size
        lines += [
            "Cast size -> floats : to=1",
            "Gather floats first -> tall : axis=0",
            "Gather floats second -> wide : axis=0",
            "Div side tall -> down",
            "Div side wide -> across",
            "Mul xs across -> xs_",
            "Mul ys down -> ys_",
        ]
    else:
        lines += ["Identity xs -> xs_", "Identity ys -> ys_"]
    lines += [
        "Add xs_ half -> x1",
        "Add ys_ half -> y1",
        "Reshape x1 column -> x",
        "Reshape y1 column -> y",
        "Reshape labels column -> label",
        "Sub gx x -> dx",
        "Sub gy y -> dy",
        "Abs dx -> ax",
        "Abs dy -> ay",
        "Max ax ay -> away",
    ]
    for name, wanted, reach in (("inside", "label1", "reach"), ("outside", "label0", "little")):
        lines += [
            f"Equal label {wanted} -> is_{name}",
            f"Sub {reach} away -> square_{name}",
            f"Where is_{name} square_{name} far -> only_{name}",
            f"ReduceMax only_{name} axis0 -> {name} : keepdims=1",
        ]
    for name, wanted in (("low", "label2"), ("high", "label3")):
        lines += [
            f"Equal label {wanted} -> is_{name}",
            f"Where is_{name} x zero -> x_{name}_",
            f"Where is_{name} y zero -> y_{name}_",
            f"ReduceSum x_{name}_ axis0 -> x_{name} : keepdims=1",
            f"ReduceSum y_{name}_ axis0 -> y_{name} : keepdims=1",
        ]
    lines += [
        "Cast is_high -> boxes : to=1",
        "ReduceSum boxes axis0 -> box_count : keepdims=1",
        "Greater box_count zero -> has_box",
        "Sub gx x_low -> left",
        "Sub x_high gx -> right",
        "Sub gy y_low -> top",
        "Sub y_high gy -> bottom",
        "Min left right top bottom -> box_",
        "Where has_box box_ far -> box",
    ]
    if efficient:
        lines += ["Max inside box -> wanted"]
    else:
        lines += [
            "Mul mask_input has -> given_",
            "Sub one has -> hasnt",
            "Mul hasnt far -> nothing",
            "Add given_ nothing -> given",
            "Max inside box given -> wanted",
        ]
    lines += ["Neg outside -> allowed", "Min wanted allowed -> found"]
    kept = SMALLER if kind.startswith("sam") and kind != "sam2" else SMALLER[1:]
    ious = IOUS[-len(kept) :]
    constants["smaller"] = np.array(kept, np.float32).reshape(-1, 1, 1)
    constants["ious"] = np.array(ious, np.float32).reshape((1, 1, -1) if efficient else (1, -1))
    lines += ["Squeeze found -> plain", "Sub plain smaller -> candidates"]
    names = {
        "sam2": {"masks": [1, 3, LOW, LOW]},
        "efficientsam": {"output_masks": [1, 1, 3, LOW, LOW]},
    }.get(kind, {"masks": [1, 4, LOW, LOW], "low_res_masks": [1, 4, LOW, LOW]})
    lines += [f"Reshape candidates shape -> {name}" for name in names]
    lines += ["Identity ious -> iou_predictions"]
    outputs = [value_info(name, shape) for name, shape in names.items()]
    outputs.insert(1, value_info("iou_predictions", list(constants["ious"].shape)))
    renamed = {
        "coords": "batched_point_coords" if efficient else "point_coords",
        "labels": "batched_point_labels" if efficient else "point_labels",
        "size": "orig_im_size",
        "has": "has_mask_input",
    }
    nodes = [_node(line, renamed) for line in lines]
    return model_of(nodes, _decoder_inputs(kind), outputs, constants)


def _decoder_inputs(kind: str) -> list[onnx.ValueInfoProto]:
    if kind == "efficientsam":
        return [
            value_info("image_embeddings", [1, 3, 64, 64]),
            value_info("batched_point_coords", [1, 1, "n", 2]),
            value_info("batched_point_labels", [1, 1, "n"]),
            value_info("orig_im_size", [2], TensorProto.INT64),
        ]
    prompts = [
        value_info("point_coords", [1, "n", 2]),
        value_info("point_labels", [1, "n"]),
        value_info("mask_input", [1, 1, LOW, LOW]),
        value_info("has_mask_input", [1]),
    ]
    if kind == "sam2":
        levels = {"image_embed": 64, "high_res_feats_0": 256, "high_res_feats_1": 128}
        return [*(value_info(name, [1, 3, size, size]) for name, size in levels.items()), *prompts]
    return [value_info("image_embeddings", [1, 3, 64, 64]), *prompts, value_info("orig_im_size", [2])]


def _node(line: str, renamed: dict[str, str]) -> onnx.NodeProto:
    words, _, attribute = line.partition(" : ")
    inputs, output = words.split(" -> ")
    operator, *names = inputs.split()
    name, _, number = attribute.partition("=")
    given = {name: int(number)} if name else {}
    return helper.make_node(operator, [renamed.get(n, n) for n in names], [output], **given)


def value_info(name: str, shape: list[object], number: int = TensorProto.FLOAT) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, number, shape)


def model_of(
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: dict[str, np.ndarray],
) -> onnx.ModelProto:
    used = {name for node in nodes for name in node.input}
    stored = [numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items() if k in used]
    graph = helper.make_graph(nodes, "made", inputs, outputs, stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
