"""`rsis-annotations`: one JSON object on stdout, words on stderr, and an exit code that means something."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from annotations import cli
from annotations.answers import as_json
from annotations.errors import Problem, ProjectError
from annotations.exporting import dataset_of
from annotations.formats import coco
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.problems import summed_up
from annotations.project import Project
from tests.annotations.conftest import HEIGHT, WIDTH, square

Run = tuple[int, dict[str, Any], str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command with --json: exit code, the object on stdout, the text on stderr."""

    def call(*arguments: object) -> Run:
        code = cli.main([*map(str, arguments), "--json"])
        out, err = capsys.readouterr()
        return code, json.loads(out), err

    return call


def test_formats_lists_what_can_be_read_and_written(run: Any) -> None:
    code, answer, _ = run("formats")
    assert code == 0
    assert {row["name"] for row in answer["formats"]} >= {"coco", "label-maps"}
    assert all(row["reads"] for row in answer["formats"])
    only_read = {row["name"] for row in answer["formats"] if not row["writes"]}
    assert only_read == {"datumaro", "label-studio", "via"}


def test_a_data_set_goes_in_and_comes_out_the_same(filled: Project, photos: Path, run: Any) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    filled.close()
    new = photos / "new.rsis"
    code, answer, _ = run("import", photos / "in.json", "--format", "coco", "--project", new)
    assert (code, answer["images"], answer["instances"], answer["categories"]) == (0, 3, 3, 2)
    code, answer, _ = run("export", new, "--format", "coco", "--output", photos / "out.json")
    assert (code, answer["files"], answer["instances"]) == (0, [str(photos / "out.json")], 3)
    assert coco.read(photos / "out.json").dataset == coco.read(photos / "in.json").dataset
    assert run("import", photos / "in.json", "--format", "coco", "--project", new)[1]["already_there"] == 3


def test_export_takes_a_split_and_only_what_is_done(
    filled: Project, photos: Path, tmp_path: Path, run: Any
) -> None:
    filled.close()
    out = tmp_path / "out"
    code, answer, _ = run(
        "export", filled.path, *("--format", "label-maps", "--output", out, "--split", "a=0.5,b=0.5")
    )
    assert (code, answer["files"]) == (0, [str(out / "a"), str(out / "b")])
    code, answer, _ = run("export", filled.path, "--format", "coco", "--output", out, "--only", "done")
    assert (code, answer["images"]) == (0, 0)


def test_export_reads_beside_the_program_that_has_the_project_open(
    filled: Project, tmp_path: Path, run: Any
) -> None:
    code, answer, _ = run(
        "export", filled.path, "--format", "coco", "--output", tmp_path / "o.json", "--polygons"
    )
    assert (code, answer["instances"]) == (0, 3)


def test_convert_goes_from_one_format_to_another(filled: Project, tmp_path: Path, run: Any) -> None:
    filled.close()
    run("export", filled.path, "--format", "label-maps", "--output", tmp_path / "lm")
    code, answer, _ = run(
        *("convert", tmp_path / "lm", "--from", "label-maps", "--to", "coco"),
        *("--output", tmp_path / "lm" / "out.json", "--category", "cell"),
    )
    assert (code, answer["instances"], answer["problems"]) == (0, 3, [])
    code, answer, _ = run(
        "validate", tmp_path / "lm" / "out.json", "--format", "coco", "--images", tmp_path / "lm" / "images"
    )
    assert (code, answer["valid"], answer["categories"]) == (0, True, ["cell"])


def test_convert_does_not_replace_what_it_converts(filled: Project, photos: Path, run: Any) -> None:
    coco.write(dataset_of(filled), photos / "instances.json")
    before = (photos / "instances.json").read_bytes()
    for source, output in (
        (photos / "instances.json", photos / "instances.json"),
        (photos / "instances.json", photos / "sub" / ".." / "instances.json"),
        (photos, photos),
    ):
        code, answer, _ = run("convert", source, "--from", "coco", "--to", "coco", "--output", output)
        assert code == 1
        assert answer["error"].endswith(
            "instances.json: it is what is to be converted; choose another output"
        )
        assert (photos / "instances.json").read_bytes() == before
    (photos / "a1.json").write_text(json.dumps({"shapes": [], "imagePath": "a1.png"}))
    code, answer, _ = run(
        *("convert", photos, "--from", "labelme", "--to", "coco", "--output", photos / "a1.json")
    )
    assert "a1.json: it is what is to be converted" in answer["error"]


def test_validate_names_every_problem_also_in_the_pixels(filled: Project, photos: Path, run: Any) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    content = json.loads((photos / "in.json").read_text())
    content["annotations"][1]["segmentation"]["size"] = [1, 2]
    (photos / "in.json").write_text(json.dumps(content))
    whole = (photos / "a2.png").read_bytes()
    (photos / "a2.png").write_bytes(whole[: len(whole) // 2])
    code, answer, err = run("validate", photos / "in.json", "--format", "coco")
    assert (code, answer["valid"], answer["images"], answer["instances"]) == (1, False, 3, 2)
    assert [(p["file"], p["record"]) for p in answer["problems"]] == [
        (str(photos / "in.json"), "annotation 2"),
        (str(photos / "a2.png"), ""),
    ]
    assert err.count("\n") == 1
    assert "2 problems" in err


def test_stats_counts_what_is_in_a_project(filled: Project, run: Any) -> None:
    filled.close()
    code, answer, _ = run("stats", filled.path)
    assert code == 0
    assert (answer["images"], answer["instances"], answer["images_without_instances"]) == (3, 3, 2)
    assert answer["instances_by_category"] == {"cell": 1, "dirt": 1, "unknown": 1}
    assert answer["area_in_pixels"]["smallest"] == 1
    assert [path.name for path in filled.root.glob("*rsis*")] == ["annotations.rsis"]


def test_an_import_keeps_what_is_good_and_names_what_is_not(filled: Project, photos: Path, run: Any) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    filled.close()
    (photos / "a2.png").write_text("no image")
    code, answer, _ = run(
        "import", photos / "in.json", "--format", "coco", "--project", photos / "new.rsis", "--done"
    )
    assert (code, answer["images"], answer["instances"]) == (0, 2, 3)
    (problem,) = answer["problems"]
    assert problem["file"] == str(photos / "in.json")
    assert "a2.png: it is not an image" in problem["reason"]
    with Project.open(photos / "new.rsis") as project:
        assert [image.status for image in project.images()] == ["done", "new"]


def test_an_import_that_fails_leaves_no_new_project(
    filled: Project, photos: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_project: Project, *_arguments: object) -> None:
        raise ProjectError("new.rsis", "the disk is full; nothing was changed")

    coco.write(dataset_of(filled), photos / "in.json")
    monkeypatch.setattr(cli.importing, "import_into", full)
    code, answer, _ = run("import", photos / "in.json", "--format", "coco", "--project", photos / "new.rsis")
    assert (code, answer) == (1, {"error": "new.rsis: the disk is full; nothing was changed"})
    assert not list(photos.glob("new.rsis*"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["stats", "missing.rsis"], "no such file"),
        (["stats", "text.rsis"], "not a project"),
        (["export", "text.rsis", "--format", "coco", "--output", "o.json"], "not a project"),
        (["import", "text.rsis", "--format", "coco", "--project", "new.rsis"], "not JSON"),
        (["import", ".", "--format", "label-maps", "--project", "new.rsis"], "not a folder of label maps"),
        (
            ["convert", "gone.json", "--from", "coco", "--to", "yolo", "--output", "o"],
            "nothing in it could be read",
        ),
    ],
)
def test_a_failure_is_one_line_that_names_the_file_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Any, arguments: list[str], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.rsis").write_text("hello")
    image = {"id": 1, "file_name": "a.png", "width": 3, "height": 3}
    Path("gone.json").write_text(json.dumps({"images": [image], "annotations": [], "categories": []}))
    code, answer, err = run(*arguments)
    assert code == 1
    assert reason in answer["error"]
    assert err == f"rsis-annotations: {answer['error']}\n"
    assert not Path("new.rsis").exists()


def test_debug_shows_where_it_failed(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        cli.main(["stats", str(tmp_path / "missing.rsis"), "--debug"])


def test_ctrl_c_is_said_and_fails(monkeypatch: pytest.MonkeyPatch, run: Any, tmp_path: Path) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.Project, "open", interrupted)
    code, answer, _ = run("stats", tmp_path / "p.rsis")
    assert (code, answer) == (1, {"error": "interrupted; no partial files were left behind"})


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "nonsense",
        "export p.rsis --format nonsense --output o",
        "export p.rsis --format coco",
        "export p.rsis --format coco --output o --split train",
        "export p.rsis --format coco --output o --split train=0.5",
        "export p.rsis --format coco --output o --split train=0.5,train=0.5",
        "export p.rsis --format coco --output o --split train=2,val=-1",
        "export p.rsis --format coco --output o --split ../x=1",
    ],
)
def test_wrong_usage_ends_with_2(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments.split())
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_an_option_that_a_format_does_not_have_is_wrong_usage(filled: Project, tmp_path: Path) -> None:
    command = [
        "export",
        str(filled.path),
        "--format",
        "label-maps",
        "--output",
        str(tmp_path / "o"),
        "--polygons",
    ]
    with pytest.raises(SystemExit) as ended:
        cli.main(command)
    assert ended.value.code == 2


def test_people_read_words_on_stderr_and_nothing_on_stdout(
    filled: Project, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        Image.new("RGB", (3, 3)).save(photos / f"x{number}.png")
    images = [
        {"id": number, "file_name": f"x{number}.png", "width": 4, "height": 4} for number in range(1, 30)
    ]
    images.append({"id": 99, "file_name": "a1.png", "width": 40, "height": 30})
    content = {"images": images, "annotations": [], "categories": []}
    (photos / "in.json").write_text(json.dumps(content))
    assert cli.main(["formats"]) == 0
    assert cli.main(["stats", str(filled.path)]) == 0
    assert cli.main(["validate", str(photos / "in.json"), "--format", "coco"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "label-maps" in err
    assert "instances by category: cell 1, dirt 1, unknown 1" in err
    assert "valid: no" in err
    assert "(and 28 more images like it)" in err


def test_the_command_runs_as_a_program(filled: Project) -> None:
    filled.close()
    done = subprocess.run(
        [sys.executable, "-m", "annotations.cli", "stats", str(filled.path), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["instances"] == 3


def test_repair_says_what_it_found_and_where_the_damaged_file_is(
    filled: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    filled.back_up()
    filled.close()
    filled.path.write_bytes(b"nothing is left of it")
    assert cli.main(["stats", str(filled.path)]) == 1
    capsys.readouterr()
    assert cli.main(["repair", str(filled.path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["images"], answer["instances"]) == (3, 3)
    assert Path(answer["damaged"]).read_bytes() == b"nothing is left of it"
    assert "this is the backup of" in answer["lost"][0]
    assert cli.main(["repair", str(filled.path)]) == 0
    assert "Nothing is missing" in capsys.readouterr().err
    assert cli.main(["repair", str(filled.path.with_name("missing.rsis"))]) == 1
    assert "no file to repair" in capsys.readouterr().err


def test_validate_tells_people_what_would_trip_other_programs(
    filled: Project, photos: Path, run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    content = json.loads((photos / "in.json").read_text())
    with_hole, plain, dot = content["annotations"]
    with_hole |= {"id": 0, "area": 5000}
    x, y, width, height = plain["bbox"]
    plain["bbox"] = [x, y, x + width, y + height]
    dot |= {"id": 0, "bbox": None}
    (photos / "in.json").write_text(json.dumps(content))
    _, answer, _ = run("validate", photos / "in.json", "--format", "coco")
    assert [(p["record"], p["reason"].partition(":")[0]) for p in answer["problems"]] == [
        ("annotation 0", "its id is 0"),
        ("annotation 0", "its stated area is 5000, but its mask has 200 pixels"),
        ("annotation 2", "its bbox is x0, y0, x1, y1; COCO's is x, y, width, height"),
        ("annotation 0", "another annotation has the same id"),
        ("annotation 0", "it has no bbox, which most programs need"),
    ]
    assert coco.read(photos / "in.json").problems == ()


def test_validate_says_many_problems_of_one_kind_in_one_line(
    filled: Project, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    content = json.loads((photos / "in.json").read_text())
    content["annotations"] = [content["annotations"][1] | {"id": n, "image_id": 100 + n} for n in range(1, 9)]
    (photos / "in.json").write_text(json.dumps(content))
    assert cli.main(["validate", str(photos / "in.json"), "--format", "coco"]) == 1
    told = capsys.readouterr().err
    assert "annotation 1: there is no image 101 (and 7 more annotations like it)" in told
    assert "there is no image 102" not in told


def test_the_same_of_many_images_is_said_in_one_line(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instances = tuple(AnnotatedInstance(square(2, 2 * n, 2), None) for n in range(3))
    images = [
        ImageAnnotations(photos / "a1.png", f"{n}.png", WIDTH, HEIGHT, instances[:n]) for n in range(1, 4)
    ]
    kinds = tuple(f"kind {n}" for n in range(300))
    problems = coco.write(Dataset(tuple(images), ()), tmp_path / "out.json")
    assert summed_up(problems)[0][1].endswith("(and 2 more places like it)")
    told = summed_up([Problem("out", f"category {name!r}", "there is no room") for name in kinds])
    assert [line for _, line in told] == [
        "out: category 'kind 0': there is no room (and 299 more categories like it)"
    ]


def test_validate_lists_the_problems_also_where_nothing_can_be_read(photos: Path, run: Any) -> None:
    document = {"images": [{"id": 1, "file_name": "gone.png", "width": 4, "height": 4}]}
    (photos / "in.json").write_text(json.dumps(document | {"annotations": [], "categories": []}))
    code, answer, _ = run("validate", photos / "in.json", "--format", "coco")
    assert (code, answer["valid"], len(answer["problems"])) == (1, False, 1)


def test_an_answer_is_json_whatever_its_values_are() -> None:
    line = as_json(
        {"iou": float("nan"), "most": [float("inf"), 1.5], "name": "caf\udce9", Path("é"): (None, True)}
    )
    assert line.isascii()
    assert json.loads(line, parse_constant=pytest.fail) == {
        "iou": None,
        "most": [None, 1.5],
        "name": "caf?",
        "é": [None, True],
    }


@pytest.mark.parametrize(
    "fault", [RuntimeError("a fault"), UnicodeEncodeError("utf-8", "\udce9", 0, 1, "no")]
)
def test_a_failure_nobody_foresaw_is_one_line_and_json(
    monkeypatch: pytest.MonkeyPatch, run: Any, tmp_path: Path, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(cli, "read_image", fail)
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    content = {"images": [{"id": 1, "file_name": "a.png"}], "annotations": [], "categories": []}
    (tmp_path / "in.json").write_text(json.dumps(content))
    code, answer, said = run("validate", tmp_path / "in.json", "--format", "coco")
    assert code == 1
    assert type(fault).__name__ in answer["error"]
    assert len(said.splitlines()) == 1


def test_wrong_usage_is_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["validate", "--json"])
    out, err = capsys.readouterr()
    assert "required" in json.loads(out)["error"]
    assert "usage:" in err


def test_problems_of_one_kind_in_many_files_are_one_line() -> None:
    problems = [Problem(f"labels/{n}/a.txt", f"line {n}", f"there is no class {n}") for n in range(9)]
    assert [line for _, line in summed_up(problems)] == [
        "labels/0/a.txt: line 0: there is no class 0 (and 8 more lines like it)"
    ]


def test_problems_of_kinds_without_a_line_are_counted() -> None:
    kinds = {"no class": 3, "no image": 2, "no mask": 1, "no name": 2}
    problems = [Problem(f"{n}.txt", "", kind) for kind, count in kinds.items() for n in range(count)]
    assert [line for _, line in summed_up(problems, 2)] == [
        "0.txt: no class (and 2 more places like it)",
        "0.txt: no image",
        "1.txt: no image",
        "… and 3 more problems of other kinds",
    ]
    assert summed_up(problems, 4)[-1][1] == "1.txt: no name"
    assert summed_up(problems[:-2], 2)[-1][1] == "… and 1 more problem of another kind"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are always text")
def test_an_image_whose_name_is_no_text_is_said_and_the_others_are_read(tmp_path: Path, run: Any) -> None:
    root = tmp_path / "set"
    for name in ("good", os.fsdecode(b"caf\xe9")):
        for folder, suffix in (("images", "png"), ("labels", "txt")):
            (root / folder).mkdir(parents=True, exist_ok=True)
            (root / folder / f"{name}.{suffix}").write_text("0 0 0 1 0 1 1\n")
        Image.new("L", (4, 4)).save(root / "images" / f"{name}.png")
    (root / "data.yaml").write_text("names: [cell]")
    code, answer, _ = run("validate", root, "--format", "yolo")
    assert (code, answer["images"]) == (1, 1)
    assert answer["problems"][0]["reason"] == "its name is not valid text; rename it"
    project = tmp_path / "p.rsis"
    assert run("import", root, "--format", "yolo", "--project", project)[1]["images"] == 1
    assert (
        run("convert", root, "--from", "yolo", "--to", "coco", "--output", tmp_path / "o.json")[1]["images"]
        == 1
    )


def test_categories_are_ignored_by_choice(filled: Project, photos: Path, tmp_path: Path, run: Any) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    command = (
        "convert",
        photos / "in.json",
        "--from",
        "coco",
        "--to",
        "coco",
        "--output",
        tmp_path / "o.json",
    )
    code, answer, _ = run(*command, "--ignore", "dirt", "--ignore", "no such")
    assert (code, answer["instances"]) == (0, 2)
    assert [(p["record"], p["reason"]) for p in answer["problems"][:2]] == [
        ("category 'dirt'", "ignored: 1 instances left out"),
        ("category 'no such'", "there is no such category, so nothing was left out"),
    ]
    assert coco.read(tmp_path / "o.json", photos).categories == ("cell",)


@pytest.mark.parametrize(
    ("name", "count", "note"),
    [
        ("dirt", 2, "ignored: 1 instances left out"),
        ("no such", 3, "there is no such category, so nothing was left out"),
    ],
)
def test_a_category_that_is_ignored_makes_no_data_set_invalid(
    filled: Project, photos: Path, run: Any, name: str, count: int, note: str
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    code, answer, _ = run("validate", photos / "in.json", "--format", "coco", "--ignore", name)
    assert (code, answer["valid"], answer["problems"], answer["instances"]) == (0, True, [], count)
    assert [(n["record"], n["reason"]) for n in answer["notes"]] == [(f"category {name!r}", note)]
