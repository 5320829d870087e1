"""`rsis-annotations measure`: a table in pixels and micrometres, of a project or of a data set."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from annotations import cli
from annotations.exporting import dataset_of, export
from annotations.measuring.sources import SETTING
from annotations.project import Project
from annotations.records import Category, Change, Transaction
from tests.annotations.conftest import ring


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: object) -> tuple[int, dict[str, Any]]:
        try:
            code = cli.main(["measure", *map(str, arguments), "--json"])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, json.loads(capsys.readouterr().out)

    return call


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_project_becomes_a_table_with_units_in_the_names(filled: Project, tmp_path: Path, run: Any) -> None:
    output = tmp_path / "m.csv"
    code, answer = run(filled.path, "--output", output)
    assert (code, answer["instances"], answer["images"], answer["images_without_pixel_size"]) == (0, 3, 1, 1)
    table = rows(output)
    assert list(table[0]) == answer["columns"]
    assert [one["category"] for one in table] == ["cell", "dirt", "unknown"]
    assert [one["area_px"] for one in table] == [f"{ring().area}", "25", "1"]
    assert (table[0]["image"], table[0]["image_status"], table[0]["source"]) == ("a1.png", "new", "drawn")
    assert table[0]["area_um2"] == "" and table[2]["circularity"] == ""
    assert 0 < float(table[1]["channel_3_mean"]) < 255


def test_micrometres_are_from_the_file_else_the_project_else_the_option(
    filled: Project, photos: Path, tmp_path: Path, run: Any
) -> None:
    output = tmp_path / "m.csv"
    pixels = np.zeros((30, 40), np.uint16)
    (photos / "a1.png").unlink()
    tifffile.imwrite(photos / "a1.png", pixels, resolution=(20000, 20000), resolutionunit="CENTIMETER")

    def second(*options: object) -> dict[str, str]:
        assert run(filled.path, "--output", output, *options)[0] == 0
        return rows(output)[1]

    assert (second()["area_um2"], second()["pixel_size_from"]) == ("6.25", "resolution")
    filled.set_setting(SETTING, "2 x 3")
    typed = second()
    assert (typed["area_um2"], typed["box_width_um"], typed["box_height_um"]) == ("150.0", "10.0", "15.0")
    assert (typed["pixel_width_um"], typed["pixel_height_um"], typed["pixel_size_from"]) == (
        "2.0",
        "3.0",
        "typed",
    )
    assert second("--pixel-size", "100nm")["feret_um"] == f"{float(second()['feret_px']) / 10}"


def test_columns_and_images_are_chosen(filled: Project, tmp_path: Path, run: Any) -> None:
    output = tmp_path / "m.csv"
    code, answer = run(filled.path, "--output", output, "--columns", "instance_id,area,channel_2_mean")
    assert (code, answer["columns"]) == (0, ["instance_id", "area_px", "area_um2", "channel_2_mean"])
    code, answer = run(filled.path, "--output", output, "--no-intensities")
    assert code == 0 and not [name for name in answer["columns"] if name.startswith("channel")]
    assert run(filled.path, "--output", output, "--only", "done")[1]["instances"] == 0
    code, answer = run(filled.path, "--output", output, "--columns", "weight")
    assert code == 2 and "there is no column 'weight'" in answer["error"]


def test_a_data_set_is_measured_like_the_project_it_is_from(
    filled: Project, tmp_path: Path, run: Any
) -> None:
    export(dataset_of(filled), "coco", tmp_path / "c.json")
    options = ("--columns", "category,area,perimeter,mean,std")
    assert run(filled.path, "--output", tmp_path / "p.csv", *options)[0] == 0
    code, answer = run(
        tmp_path / "c.json",
        "--format",
        "coco",
        "--images",
        filled.root,
        "--output",
        tmp_path / "c.csv",
        *options,
    )
    assert (code, answer["instances"]) == (0, 3)
    assert (tmp_path / "c.csv").read_text() == (tmp_path / "p.csv").read_text()


def test_a_category_that_a_spreadsheet_would_take_for_a_formula_is_escaped(
    filled: Project, tmp_path: Path, run: Any
) -> None:
    old = filled.categories()[0]
    new = Category(old.id, "=HYPERLINK(1)", old.color)
    filled.commit(Transaction("Rename", (Change.replace(old, new),)))
    run(filled.path, "--output", tmp_path / "m.csv")
    assert rows(tmp_path / "m.csv")[0]["category"] == "'=HYPERLINK(1)"


def test_parquet_holds_the_same_table_with_its_types(filled: Project, tmp_path: Path, run: Any) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(filled.path, "--output", tmp_path / "m.parquet")[0] == 0
    assert run(filled.path, "--output", tmp_path / "m.csv")[0] == 0
    table = parquet.read_table(tmp_path / "m.parquet").to_pylist()
    assert [{k: "" if v is None else str(v) for k, v in one.items()} for one in table] == rows(
        tmp_path / "m.csv"
    )
    assert isinstance(table[0]["instance_id"], int) and isinstance(table[0]["perimeter_px"], float)


def test_without_pyarrow_one_is_told_before_anything_is_measured(
    filled: Project, tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    code, answer = run(filled.path, "--output", tmp_path / "m.parquet")
    assert code == 1 and "pip install pyarrow" in answer["error"]
    assert not (tmp_path / "m.parquet").exists()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--output", "m.txt"), 1, "ends in .csv or .parquet"),
        (("--output", "m.csv", "--pixel-size", "wide"), 2, "no pixel size"),
        (("--output", "m.csv", "--images", "."), 2, "for data sets"),
        (("--output", "nowhere/m.csv"), 1, "could not be written"),
    ],
)
def test_wrong_options_are_refused_with_a_reason(
    filled: Project, run: Any, options: tuple[str, ...], code: int, said: str
) -> None:
    status, answer = run(filled.path, *options)
    assert status == code and said in answer["error"]


def test_a_folder_without_a_format_is_refused(tmp_path: Path, run: Any) -> None:
    code, answer = run(tmp_path, "--output", tmp_path / "m.csv")
    assert code == 2 and "--format" in answer["error"]
