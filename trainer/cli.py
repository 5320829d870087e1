"""The command `rsis-trainer`: train, fine-tune, evaluate and run networks without a window."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

from annotations import unfinished
from annotations.answers import FOLDER_IS_GONE, Parser, UsageError, as_json, exit_with_usage, is_folder_gone
from annotations.pipes import print_out, until_nobody_reads
from trainer.errors import TrainerError

# Set before torch loads: idle threads that spin slow everything down beside another busy process.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

IMAGES = "folder with the images, where they are not beside the data; for a mixture, where its paths start"
_RESUMED = "a training run can be resumed from its last save."
_HOW_TO_GO_ON = {
    "predict": "the same command goes on after the parts that are done.",
    "shards": "the same command goes on after the shards that are done.",
}


@until_nobody_reads
def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit: 0 on success, 1 on a failure with one clear line, 2 on wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = build_parser().parse_args(given)
    except UsageError as error:
        exit_with_usage(error, given)
    if is_folder_gone():
        _fail(FOLDER_IS_GONE, options, 1)
    unfinished.remove_what_is_left()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, _stop)
    try:
        result = options.run(options)
    except KeyboardInterrupt:
        _fail(f"interrupted; {_HOW_TO_GO_ON.get(options.command, _RESUMED)}", options, 130)
    except BrokenPipeError:
        raise
    except Exception as error:
        if options.debug:
            raise
        from annotations.errors import AnnotationError
        from rsis_model.errors import ModelError

        known = isinstance(error, TrainerError | ModelError | AnnotationError)
        text = str(error) if known else f"{type(error).__name__}: {error} (run again with --debug)"
        _fail(" ".join(text.split()), options, 1)
    if (
        options.json and os.environ.get("RANK", "0") == "0"
    ):  # with several processes, only the first one prints
        print_out(as_json(result))
    sys.exit(0)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail(text: str, options: argparse.Namespace, code: int) -> NoReturn:
    if options.json and os.environ.get("RANK", "0") == "0":
        print_out(as_json({"error": text}))
    sys.stderr.write(f"rsis-trainer {options.command}: {text}\n")
    sys.exit(code)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser; every field of the configuration is an option."""
    parser = Parser(prog="rsis-trainer", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument("--json", action="store_true", help="one JSON object on stdout")
        sub.add_argument("--debug", action="store_true", help="show the traceback of an error")
        sub.set_defaults(run=_run)
        return sub

    command("presets", "list the bundled presets")

    train = command("train", "train a network")
    train.add_argument("--preset", required=True, metavar="NAME")
    _add_data(train)
    _add_validation(train)
    train.add_argument("--output", required=True, metavar="RUN")
    train.add_argument(
        "--checkpoint", metavar="FOLDER|NAME", help="start from these weights (default: ImageNet)"
    )
    train.add_argument("--resume", action="store_true", help="continue the run in the run folder")
    _add_training(train)

    ablate = command("ablate", "train and score the paper's network and its variants (Table 2a)")
    ablate.add_argument("--preset", required=True, metavar="NAME")
    _add_data(ablate)
    _add_validation(ablate)
    ablate.add_argument("--output", required=True, metavar="DIR")
    ablate.add_argument("--encoders", default="vgg16,resnet50,resnet101", metavar="NAME,…")
    ablate.add_argument("--rows", metavar="NAME,…", help="train only these rows of the table")
    ablate.add_argument("--limit", type=_count, metavar="N", help="score at most N validation images")
    _add_training(ablate)

    finetune = command("finetune", "fine-tune a checkpoint on the corrected images of a project")
    finetune.add_argument("--project", required=True, metavar="P.rsis")
    finetune.add_argument("--checkpoint", metavar="FOLDER|NAME", help="default: the bundled starter")
    finetune.add_argument("--output", required=True, metavar="RUN")
    finetune.add_argument("--hold-out", type=float, default=0.2, metavar="SHARE", help="default: 0.2")
    finetune.add_argument(
        "--replay-data",
        metavar="DIR|FILE",
        help="images to replay (default: those the checkpoint was trained on)",
    )
    finetune.add_argument("--images", metavar="DIR", help=IMAGES)
    finetune.add_argument("--format", metavar="F", help="format of the images to replay")
    finetune.add_argument("--split", metavar="NAME|FILE", help="split whose training side to replay")
    finetune.add_argument("--preset", default="finetune", metavar="NAME")
    _add_training(finetune)

    shards = command(
        "shards", "write labelled images as shards (tars), which training reads one after the other"
    )
    _add_data(shards)
    shards.add_argument(
        "--side", help="side of the split (default: train), or of the data's own: train, val or test"
    )
    shards.add_argument("--kind", help="use only this kind of image of the split")
    shards.add_argument("--output", required=True, metavar="DIR")
    shards.add_argument("--name", help="what the tars' names begin with (default: the side, or shard)")
    size = shards.add_mutually_exclusive_group()
    size.add_argument(
        "--samples", type=_count, default=1000, metavar="N", help="images in a shard (default: 1000)"
    )
    size.add_argument("--megabytes", type=_count, metavar="M", help="megabytes of images in a shard instead")
    shards.add_argument("--seed", type=int, default=0, help="seed of the order of the images (default: 0)")

    side = "side of the split (default: test), or of the data's own: train, val or test (default: all)"
    for name, text in (
        ("evaluate", "score a checkpoint on labelled images"),
        ("simulate", "measure the annotation effort with a simulated annotator"),
    ):
        sub = command(name, text)
        _add_checkpoint(sub)
        _add_data(sub)
        sub.add_argument("--side", help=side)
        sub.add_argument("--kind", help="use only this kind of image of the split")
        sub.add_argument("--largest-side", type=int, metavar="PIXELS", help="skip larger images")
        sub.add_argument("--limit", type=_count, metavar="N", help="use at most N images, evenly spaced")
        _add_size(sub)
        if name == "evaluate":
            _add_most(sub)
        if name == "simulate":
            sub.add_argument("--quality", default="0.8,0.85,0.9", metavar="IOU,…")
            sub.add_argument("--feedback", default="decisions,as proposed,none", metavar="KIND,…")

    analyze = command("analyze", "make the figures and tables of the paper's section 4 for a checkpoint")
    _add_checkpoint(analyze)
    _add_data(analyze)
    analyze.add_argument("--side", help=side)
    analyze.add_argument("--kind", help="use only this kind of image of the split")
    analyze.add_argument("--largest-side", type=int, metavar="PIXELS", help="skip larger images")
    analyze.add_argument("--limit", type=_count, metavar="N", help="use at most N images, evenly spaced")
    _add_most(analyze)
    analyze.add_argument("--output", required=True, metavar="DIR")
    analyze.add_argument(
        "--encoder-weights", default="auto", metavar="FILE", help="weights of the encoder before training"
    )
    analyze.add_argument(
        "--least-pairs",
        type=int,
        default=20,
        metavar="N",
        help="omit pairs of categories that occur less often",
    )

    predict = command("predict", "write the proposals for unlabelled images as COCO results")
    _add_checkpoint(predict)
    predict.add_argument(
        "--images",
        required=True,
        nargs="+",
        metavar="DIR|TAR|URL",
        help="a folder, or tars of images (paths or patterns); each may be a URL, such as s3://bucket/folder",
    )
    predict.add_argument("--data", metavar="FILE", help="COCO file to take the image ids from")
    predict.add_argument("--output", metavar="predictions.json", help="COCO results in one file")
    predict.add_argument("--shards", metavar="DIR", help="keep the parts as COCO files in this folder")
    predict.add_argument("--parquet", action="store_true", help="write the parts of --shards as Parquet, too")
    predict.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="who deals out the work (default: local)"
    )
    predict.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="processes with a model each (default: 1; with Ray, as many as there is room for)",
    )
    predict.add_argument(
        "--part-size",
        type=_count,
        default=16,
        metavar="N",
        help="images in a part, which is done as a whole or not at all (default: 16)",
    )
    predict.add_argument(
        "--batch-size",
        type=_count,
        metavar="N",
        help="images of one size that go through the network together (default: up to 16, fewer if they are large)",
    )
    _add_size(predict)

    convert = command("import-weights", "convert a checkpoint folder of the original implementation")
    convert.add_argument("folder", metavar="ORIGINAL_FOLDER", help="encoder.pt, decoder.pt and args.pkl")
    convert.add_argument("--output", required=True, metavar="C")

    export = command("export-onnx", "write the encoder and the step as two ONNX graphs")
    export.add_argument("--checkpoint", metavar="FOLDER|NAME", help="default: the bundled starter")
    export.add_argument("--output", required=True, metavar="DIR")
    export.add_argument(
        "--size", type=_sides, metavar="HEIGHT,WIDTH", help="size of the images (default: a whole tile)"
    )
    return parser


def _sides(text: str) -> tuple[int, int]:
    height, width = (int(side) for side in text.split(","))
    return height, width


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", required=True, metavar="DIR|FILE|MIXTURE.toml")
    parser.add_argument("--images", metavar="DIR", help=IMAGES)
    parser.add_argument("--format", metavar="F", help="default: guessed from the data")
    parser.add_argument("--split", metavar="NAME|FILE", help="a bundled split by name, or a JSON file")


def _add_validation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--validation", metavar="DIR|FILE|SHARE", help="labelled images, or a share of the data"
    )
    parser.add_argument(
        "--images-of-validation", metavar="DIR", help="folder with their images (default: as --images)"
    )


def _add_most(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--most", type=_count, metavar="N", default=1000, help="at most N proposals per image (default: 1000)"
    )


def _add_size(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--size",
        type=_pixels,
        metavar="PIXELS",
        help="diameter of the objects in image pixels (default: estimated for each image)",
    )


def _count(text: str) -> int:
    count = int(text) if text.isdecimal() else 0
    if count < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least 1")
    return count


def _pixels(text: str) -> float:
    value = float(text)
    if not 1 <= value <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and 10000 pixels")
    return value


def _add_checkpoint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint", metavar="FOLDER|NAME", help="default: the bundled starter")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument(
        "--precision",
        default="fp32",
        choices=("fp32", "bf16", "fp16"),
        help="precision of the computation (default: fp32)",
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the random generators")
    parser.add_argument("--threads", type=int, default=0)


def _add_training(parser: argparse.ArgumentParser) -> None:
    from trainer.config import option_names

    parser.add_argument("--config", metavar="FILE", help="a TOML file that overrides the preset")
    parser.add_argument(
        "--until", type=int, metavar="N", help="stop after iteration N; the run can be resumed"
    )
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="stop after this time; the run can be resumed"
    )
    group = parser.add_argument_group("configuration fields; they override the preset and --config")
    for name, default in option_names().items():
        shown = ",".join(map(str, default)) if isinstance(default, tuple) else default
        group.add_argument(
            f"--{name.replace('_', '-')}", dest=f"field:{name}", metavar=str(shown).replace("%", "%%")
        )


def _run(options: argparse.Namespace) -> Any:
    from trainer import commands  # PyTorch is loaded only for a command that runs

    return commands.run(options)


if __name__ == "__main__":
    sys.exit(main())
