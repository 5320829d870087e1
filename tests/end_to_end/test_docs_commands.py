"""The commands of the README and of docs/: each can be given as written, and the quick ones are run on small data.

Downloads, installations and what takes minutes or more are only read: their options must exist. Links inside the pages
hold, see also `mkdocs build --strict`, which CI runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shlex
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import annotations.cli
import app.cli
import trainer.cli
from annotations.formats.table import FORMATS
from annotations.imaging.reading import read_image
from annotations.importing import import_into
from annotations.masks import Mask
from annotations.project import Project
from rsis_model import RSIS
from rsis_model.checkpoint import save_checkpoint
from tests.annotations import layouts
from tests.trainer.conftest import MODEL, draw_cells

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
OTHERS = {
    *(
        "sudo",
        "curl",
        "tar",
        "unzip",
        "rsync",
        "ssh",
        "csDownload",
        "torchrun",
        "pytest",
        "mkdocs",
        ".ci/run",
        ".",
    ),
    *("pip", "napari", "label-studio-sdk", "huggingface-cli"),
}
"""Programs of others: their lines are not checked."""
MODULES_OF_OTHERS = ("pip", "venv", "samexporter")
LONG = ("train", "finetune", "ablate", "simulate", "analyze", "import-weights", "export-onnx")
"""Commands of the trainer that take minutes or hours, or what is not here: only read."""


def blocks(page: Path) -> list[str]:
    """The lines of the code blocks without a language, those that end in a backslash joined with the next."""
    found = re.findall(r"^[ ]*```(?:bash|sh)?\n(.*?)^[ ]*```", page.read_text(encoding="utf-8"), re.S | re.M)
    joined = [re.sub(r"\s*\\\n\s*", " ", block) for block in found]
    return [line.strip() for block in joined for line in block.splitlines() if line.strip()]


def commands() -> list[tuple[str, str]]:
    """The page and the command of each line that begins with one of ours; several joined by && are several."""
    ours = re.compile(r"rsis-annotator|rsis-annotations|rsis-trainer|python")
    found: dict[tuple[str, str], None] = {}
    for page in PAGES:
        for line in blocks(page):
            for part in re.split(r"\s*&&\s*", line):
                command = re.split(r"\s{3,}", part)[0]  # what follows is an explanation
                command = re.sub(r"[\[\]]", "", command)  # around an option that may be left out
                if ours.match(command):
                    found[page.relative_to(ROOT).as_posix(), command] = None
    return list(found)


PARSERS: dict[str, Callable[[], argparse.ArgumentParser]] = {
    "rsis-annotator": app.cli.make_parser,
    "rsis-annotations": annotations.cli._parser,
    "rsis-trainer": trainer.cli.build_parser,
}


def test_there_are_commands_and_every_line_of_a_block_of_commands_is_known() -> None:
    found = commands()
    assert len(found) > 60
    for page in PAGES:
        lines = blocks(page)
        if any(line.startswith(("rsis-", "python -m")) for line in lines):
            heads = {line.split()[0] for line in lines if line.split()[0].startswith(("rsis", "python"))}
            assert heads <= {*PARSERS, "python"}, page


@pytest.mark.parametrize(("page", "command"), commands(), ids=lambda text: str(text)[:70])
def test_a_command_can_be_given_as_it_is_written(page: str, command: str) -> None:
    name, *arguments = shlex.split(command)
    if name in PARSERS:
        PARSERS[name]().parse_args(arguments)  # raises UsageError or SystemExit
        return
    assert name == "python"
    if arguments[0] != "-m":
        assert (ROOT / arguments[0]).is_file()
        _has_options((ROOT / arguments[0]).read_text(encoding="utf-8"), arguments[1:])
    elif arguments[1].partition(".")[0] not in MODULES_OF_OTHERS:
        module = importlib.util.find_spec(arguments[1])
        assert module is not None and module.origin is not None, f"there is no {arguments[1]}"
        _has_options(_text_of(Path(module.origin)), arguments[2:])


def _text_of(module: Path) -> str:
    """The text of a module or package, and of the modules of ours that it takes names from."""
    files = module.parent.glob("*.py") if module.name == "__init__.py" else [module]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    others = [
        ROOT / f"{name.replace('.', '/')}.py" for name in re.findall(r"^from ([\w.]+) import", text, re.M)
    ]
    return text + "".join(file.read_text(encoding="utf-8") for file in others if file.is_file())


def _has_options(text: str, arguments: list[str]) -> None:
    for argument in arguments:
        if argument.startswith("--"):
            assert f'"{argument.partition("=")[0]}"' in text, f"it has no {argument}"


def write_prediction(folder: Path) -> None:
    """Write the parts of a prediction of the photos, and of those in the tar, with an object in each."""
    photos = sorted((folder / "photos").iterdir())
    height, width = read_image(photos[0]).shape[:2]
    mask = Mask.from_patch(np.ones((3, 3), bool), (1, 1), (height, width))
    code = {"segmentation": mask.to_coco_rle(), "category_id": 1, "score": 0.6, "objectness": 0.7}
    names = [name for path in photos for name in (path.name, f"0000.tar/photos/{path.name}")]
    content = {
        "info": {"model": "starter"},
        "images": [
            {"id": number, "file_name": name, "width": width, "height": height}
            for number, name in enumerate(names)
        ],
        "annotations": [{"id": number, "image_id": number, **code} for number in range(len(names))],
        "categories": [{"id": 1, "name": "cell"}],
    }
    (folder / "PARTS").mkdir()
    (folder / "PARTS" / "part-00000.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "PARTS" / "plan.json").write_text('{"parts": 1}', encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of somebody who has what the pages name: data sets, a project and a checkpoint, all small."""
    monkeypatch.chdir(tmp_path)
    writers: dict[str, Callable[[Path], Any]] = {
        "VOCdevkit/VOC2012": layouts.write_voc,
        "CITYSCAPES": layouts.write_cityscapes,
        "coco": layouts.write_coco,
    }
    (tmp_path / "CVPPP").mkdir()
    for name, write in writers.items():
        (tmp_path / name).mkdir(parents=True)
        write(tmp_path / name)
    draw_cells(tmp_path / "DIR", 3)
    read = FORMATS["label-maps"].reader(tmp_path / "DIR")
    assert FORMATS["cvppp"].writer is not None
    FORMATS["cvppp"].writer(read.dataset, tmp_path / "CVPPP" / "A1")
    assert FORMATS["coco"].writer is not None
    FORMATS["coco"].writer(read.dataset, tmp_path / "annotations.json")
    shutil.copytree(tmp_path / "DIR" / "images", tmp_path / "photos")
    shutil.copy(next((tmp_path / "photos").iterdir()), tmp_path / "IMAGE")
    (tmp_path / "shards").mkdir()
    with tarfile.open(tmp_path / "shards" / "0000.tar", "w") as tar:
        tar.add(tmp_path / "photos", "photos")
    with Project.create(tmp_path / "P.rsis") as project:
        import_into(project, read)
    for folder in ("C", "runs/voc/checkpoint", "runs/cvppp/checkpoint", "runs/cityscapes/checkpoint"):
        save_checkpoint(RSIS(MODEL), tmp_path / folder, "card")
    write_prediction(tmp_path)
    return tmp_path


def quick() -> list[tuple[str, str]]:
    """The commands that are run: those of annotations, and the trainer's that take seconds and need nothing else."""
    found = []
    for page, command in commands():
        name, *arguments = shlex.split(command)
        short = name == "rsis-trainer" and arguments[0] not in LONG and "--split" not in arguments
        short = short and "--engine ray" not in command and "://" not in command
        short = (
            short or name == "rsis-annotations"
        ) and "--offset" not in command  # there are not so many images
        if short and "SBD" not in command and "VOC2012/Image" not in command:
            found.append((page, command))
    return found


@pytest.mark.parametrize(("page", "command"), quick(), ids=lambda text: str(text)[:70])
def test_a_quick_command_works(
    page: str, command: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *arguments = shlex.split(command)
    if "--shards PARTS" in command:
        shutil.rmtree(place / "PARTS")
    if any(argument.startswith(("RUN", "TEST", "LEAVES")) for argument in arguments):
        pytest.skip("on the result of a training of hours")
    main = annotations.cli.main if name == "rsis-annotations" else trainer.cli.main
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code
    assert not status, capsys.readouterr().err
