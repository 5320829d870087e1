"""Writes the tables of docs/model.md from the network; with --check, only compares them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from rsis_model.config import ModelConfig
from rsis_model.model import RSIS

PAGE = Path(__file__).with_name("model.md")
BEGIN, END = "<!-- made by docs/make_model.py -->", "<!-- end -->"
PAPER = ModelConfig(categories=tuple(f"category {i}" for i in range(1, 21)))
SIZE = 256
TESTS = "tests/rsis_model/"


@dataclass(frozen=True)
class Row:
    """A part of the paper's network, its form here, and the test that proves it, as path::name."""

    part: str
    what: str
    test: str


def rows() -> tuple[Row, ...]:
    """The paper's parts, in its order."""
    paper, model, original = (TESTS + name for name in ("test_paper.py", "test_model.py", "test_original.py"))
    return (
        Row(
            "encoder",
            "any timm encoder with feature levels: ResNet-101 (the paper's), ResNet-50, ResNet-34, VGG-16, "
            "EfficientNet-Lite0, 1, 2, ConvNeXt-Tiny",
            f"{paper}::test_each_encoder_gives_the_channels_and_strides_it_declares",
        ),
        Row(
            "skip connections",
            "each level is projected and merged by `concat`, `sum`, `mult` or `none`",
            f"{model}::test_the_split_gates_answer_as_the_textbook_decoder_does",
        ),
        Row(
            "no skips",
            "with `none`, only the deepest level reaches the output",
            f"{paper}::test_without_skips_only_the_deepest_level_reaches_the_answer",
        ),
        Row(
            "decoder",
            "1 to 5 ConvLSTM layers; a truncated decoder upsamples its last map to the image",
            f"{paper}::test_truncated_decoders_use_the_deepest_levels_and_upsample_to_the_image",
        ),
        Row(
            "kernels and widths",
            "3 x 3 or 1 x 1; D, D, D/2, D/4, D/8 or the original's D, D/2, D/4, D/8, D/16",
            f"{paper}::test_gates_see_the_state_below_the_skip_and_the_hidden_state",
        ),
        Row(
            "upsampling",
            "bilinear, to the size of the skip, so image sides need not be multiples of 32",
            f"{model}::test_shapes_are_the_image_s_and_boxes_are_normalised",
        ),
        Row(
            "mask head",
            "1 x 1 convolution before upsampling; imported networks keep the original's kernel after it",
            f"{original}::test_an_imported_network_answers_as_the_original_does",
        ),
        Row(
            "box, category, objectness",
            "linear layers on the max-pooled hidden states of all layers",
            f"{paper}::test_the_vector_heads_read_the_pooled_hidden_states_of_all_layers",
        ),
        Row(
            "stopping",
            "the sequence ends when the objectness falls below the threshold",
            f"{TESTS}test_predictor.py::test_the_plain_network_stops_by_its_objectness",
        ),
        Row(
            "beyond the paper",
            "without the weights of guidance and where next, it is the paper's network",
            f"{model}::test_with_zero_guidance_weights_and_no_where_next_it_is_the_paper_s_network",
        ),
    )


def _paper_network() -> RSIS:
    """The paper's network on the meta device: shapes and counts need no weights."""
    with torch.device("meta"):
        return RSIS(PAPER).eval()


def parameter_counts() -> dict[str, int]:
    """Number of parameters of each part of the paper's network."""

    def count(*parts: nn.Module) -> int:
        return sum(p.numel() for part in parts for p in part.parameters())

    model = _paper_network()
    decoder = model.decoder
    heads = (decoder.mask_head, decoder.box_head, decoder.category_head, decoder.objectness_head)
    return {
        "encoder": count(model.encoder),
        "skip projections": count(model.skips),
        "ConvLSTM gates": count(decoder.layers),
        "heads": count(*heads),
        "all": count(model),
    }


def paper_shapes() -> dict[str, tuple[int, ...]]:
    """Shapes in the paper's network for one image of 256 x 256."""
    with torch.no_grad(), torch.device("meta"):
        model = _paper_network()
        pyramid = model.encode(torch.empty(1, 3, SIZE, SIZE))
        step, state = model.step(pyramid, model.initial_state(pyramid))
    shapes = {f"encoder level {i}": f.shape for i, f in enumerate(pyramid.features)}
    shapes |= {f"skip {i}": s.shape for i, s in enumerate(pyramid.skips)}
    shapes |= {f"hidden state {i}": h.shape for i, h in enumerate(state.hidden)}
    shapes |= {
        "mask logits": step.mask_logits.shape,
        "category logits": step.category_logits.shape,
        "boxes": step.boxes.shape,
        "objectness logits": step.objectness_logits.shape,
    }
    return {name: tuple(shape) for name, shape in shapes.items()}


def table() -> str:
    """The tables' Markdown."""
    lines = ["| part of the paper | here | test |", "|---|---|---|"]
    lines += [f"| {row.part} | {row.what} | `{row.test}` |" for row in rows()]
    lines += ["", "| parameters of the paper's network, 20 categories | |", "|---|---|"]
    lines += [f"| {name} | {number:,} |" for name, number in parameter_counts().items()]
    lines += ["", f"| for one image of {SIZE} x {SIZE} (level 0 is the deepest) | shape |", "|---|---|"]
    lines += [f"| {name} | {' x '.join(map(str, shape))} |" for name, shape in paper_shapes().items()]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page with fresh tables; the text around them is written by hand."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    """Writes or checks the page; returns 1 if it was out of date."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
