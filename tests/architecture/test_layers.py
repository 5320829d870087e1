"""The packages depend on each other in one direction, and the window opens without the network."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("annotations", "rsis_model", "trainer", "app", "resources")

# What each package may not import: itself the table of the design.
FORBIDDEN = {
    "annotations": {"rsis_model", "trainer", "app", "torch", "torchvision", "timm", "PySide6"},
    "rsis_model": {"annotations", "trainer", "app", "PySide6"},
    "trainer": {"app", "PySide6"},
    "app": {"trainer", "torch", "torchvision", "timm"},
    "resources": {"annotations", "rsis_model", "trainer", "app", "torch", "PySide6"},
}
# The one module that runs in the model's process only.
MAY_IMPORT_TORCH = {"app/assist/loader.py"}
# PySide lets go neither of all runnables nor of all that its pools are told to drop: see there.
MAY_USE_THREAD_POOLS = {"app/background/jobs.py"}
# Nothing in the program may unpickle a file, but for the one module that allows no more than plain values; pipes
# between our own processes are another matter.
MAY_PICKLE = {"annotations/processes.py", "rsis_model/plain_pickle.py"}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The top-level names that a module imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield (node.module or "").split(".")[0]


def loaded_by(statement: str) -> set[str]:
    """The top-level modules in a fresh interpreter after a statement."""
    program = f"{statement}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in sorted(set(imports(path)) & FORBIDDEN[package])
        if not (name == "torch" and path.relative_to(ROOT).as_posix() in MAY_IMPORT_TORCH)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_opens_with_one_sentence_that_says_what_it_is_for(package: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules(package)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_file_of_more_than_five_hundred_lines_has_a_second_responsibility(package: str) -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in modules(package)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    ]
    assert long == []


def test_nothing_unpickles_a_file() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in modules(package)
        if {"pickle", "cPickle", "dill", "joblib", "shelve"} & set(imports(path))
        and path.relative_to(ROOT).as_posix() not in MAY_PICKLE
    ]
    assert wrong == []


def test_threads_are_given_work_in_one_way() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in modules("app")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id in ("QThreadPool", "QRunnable")
    ]
    assert set(wrong) <= MAY_USE_THREAD_POOLS


@pytest.mark.parametrize("package", ["annotations", "rsis_model", "trainer", "app", "resources"])
def test_what_is_imported_is_ours(package: str) -> None:
    module = importlib.import_module(package)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve().parent == ROOT / package


@pytest.mark.parametrize("package", ["rsis_model", "annotations", "trainer"])
def test_importing_a_package_alone_imports_neither_torch_nor_qt(package: str) -> None:
    assert not loaded_by(f"import {package}") & {"torch", "timm", "torchvision", "PySide6"}


@pytest.mark.parametrize("name", ["formats", "imaging.reading", "masks", "project"])
def test_annotations_work_without_torch_and_qt(name: str) -> None:
    assert not loaded_by(f"import annotations.{name}") & {"torch", "timm", "torchvision", "PySide6"}


def test_the_assist_loop_in_the_window_imports_no_torch() -> None:
    loaded = loaded_by("import app.assist.assistant, app.assist.finetune, app.demo")
    assert not loaded & {"torch", "timm", "torchvision", "trainer"}


def test_the_window_starts_without_the_libraries_that_measure() -> None:
    loaded = loaded_by("import app.window.main_window, app.dialogs.measurements")
    assert not loaded & {"skimage", "scipy", "pyarrow"}


def test_the_window_lets_a_sam_be_chosen_without_loading_what_runs_it() -> None:
    loaded = loaded_by("import app.window.main_window, app.dialogs.click_proposer")
    assert not loaded & {"onnx", "onnxruntime", "huggingface_hub", "torch", "scipy"}


def test_a_sam_needs_no_torch() -> None:
    assert not loaded_by("import rsis_model.sam.proposer, rsis_model.proposers, onnxruntime") & {
        "torch",
        "timm",
    }
