"""Reports of the program's faults: what is in them, what is not, and what a run that crashed leaves for the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import ProjectError
from annotations.message import Message
from app.crash_reports import MOST_A_SESSION, MOST_KEPT, CrashReports, without_paths

ROOT = Path(__file__).resolve().parents[2]


def fault(reports: CrashReports, message: str = "broken") -> Path | None:
    try:
        raise ValueError(message)
    except ValueError as error:
        return reports.write(type(error), error, error.__traceback__)


def test_a_report_says_where_in_the_code_and_not_of_which_file_or_person(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "log")
    reports.note("QPainter: cannot open /home/anna/secret place/patient 7.png")
    path = fault(reports, f"{Path.home()}/secret/patient.tiff: it is damaged")
    assert path is not None
    text = path.read_text("utf-8")
    assert "in fault" in text and "test_crash_reports.py" in text
    assert "ValueError: <a file.tiff>: it is damaged" in text
    assert "QPainter: cannot open <a file.png>" in text
    assert "PySide6 6" in text
    for private in ("secret", "patient", "anna", str(Path.home()), str(ROOT)):
        assert private not in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1/2 of it, and/or 3 / 4", "1/2 of it, and/or 3 / 4"),
        (r"C:\Users\Anna\a b.jpg: no", "<a file.jpg>: no"),
        (r"\\server\share\x.rsis", "<a file.rsis>"),
        ("'/data/folder' is gone", "'<a file>' is gone"),
        ("/data/of anna/x.png is gone", "<a file.png>"),
        ("~/anna/x y.png", "<a file.png>"),
        ("~anna/secret", "<a file>"),
        ("../anna/secret: no", "<a file>: no"),
        ("./anna", "<a file>"),
        ("anna/patient 7.PNG: no", "<a file.png>: no"),
        ("QPainter: cannot open patient.tif", "QPainter: <a file.tif>"),
        ("'anna.rsis' is gone", "'<a file.rsis>' is gone"),
        ("no category 'anna's tumour' here", "no category <a text> here"),
        ("no category “tumour”", "no category <a text>"),
        ("QWidget's size, it isn't 3.5", "QWidget's size, it isn't 3.5"),
    ],
)
def test_only_names_of_files_are_taken_out_of_a_message(said: str, kept: str) -> None:
    assert without_paths(said) == kept


def test_a_report_has_no_names_of_categories_in_it(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    category = Message("the category {name} exists", name="tumour")
    errors = (
        ProjectError("anna", category),
        ValueError(category),
        KeyError("tumour"),
        ValueError("'tumour'"),
    )
    for number, error in enumerate(errors):
        code = compile("\n" * number + "raise error", "x.py", "exec")
        try:
            exec(code, {"error": error})
        except Exception as raised:
            path = reports.write(type(raised), raised, raised.__traceback__)
            assert path is not None
            text = path.read_text("utf-8")
            assert "tumour" not in text and "anna" not in text
            assert type(error).__name__ in text


def test_the_same_fault_is_reported_once_and_there_is_an_end_to_it(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    assert fault(reports, "one") == fault(reports, "two")
    for number in range(2 * MOST_A_SESSION):
        code = compile("\n" * number + "raise KeyError", f"{number}.py", "exec")
        try:
            exec(code)
        except KeyError as error:
            reports.write(KeyError, error, error.__traceback__)
    assert len(list(tmp_path.iterdir())) == MOST_A_SESSION


CRASH = """
import faulthandler, sys, os, signal
from pathlib import Path
from app.crash_reports import CrashReports
reports = CrashReports(Path(sys.argv[1]))
reports.begin()
def deep_in_the_program():
    if sys.argv[2] == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif sys.argv[2] == "kill":
        os.kill(os.getpid(), 9)
    elif sys.argv[2] == "wait":
        print("ready", flush=True); sys.stdin.read()
    reports.end()
deep_in_the_program()
"""


def run(folder: Path, how: str) -> int:
    arguments = [sys.executable, "-c", CRASH, str(folder), how]
    return subprocess.run(arguments, cwd=ROOT, check=False, capture_output=True).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_crashed_leaves_a_report_that_the_next_run_finds_once(tmp_path: Path) -> None:
    assert run(tmp_path, "crash") != 0
    (report,) = CrashReports(tmp_path).begin()
    text = report.read_text("utf-8")
    assert "Segmentation fault" in text and "deep_in_the_program" in text
    assert str(Path.home()) not in text
    assert CrashReports(tmp_path).begin() == []
    assert report.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", ["kill", "end"])
def test_a_run_that_was_killed_or_ended_leaves_nothing_to_tell(tmp_path: Path, how: str) -> None:
    run(tmp_path, how)
    reports = CrashReports(tmp_path)
    assert reports.begin() == []
    reports.end()
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_beside_leaves_the_first_ones_file_alone(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", CRASH, str(tmp_path), "wait"]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None and first.stdin is not None
        first.stdout.readline()
        (held,) = tmp_path.iterdir()
        reports = CrashReports(tmp_path)
        assert reports.begin() == []
        reports.end()
        assert list(tmp_path.iterdir()) == [held]
        first.stdin.close()
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_the_program_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the folder's place")
    reports = CrashReports(tmp_path / "log")
    assert reports.begin() == []
    assert fault(reports) is None
    reports.end()


def test_old_reports_are_dropped(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 5):
        (tmp_path / f"fault-{number:03}.txt").write_text("old")
    reports = CrashReports(tmp_path)
    reports.begin()
    reports.end()
    assert len(list(tmp_path.iterdir())) == MOST_KEPT
