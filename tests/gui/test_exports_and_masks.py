"""What is listed as an image when a folder is opened: no mask of a known layout, and nothing that was exported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotations import cli
from annotations.project import Project
from app.dialogs.export import ExportDialog
from app.document import opening
from app.window.main_window import MainWindow
from tests.annotations.layouts import LAYOUTS, Layout
from tests.gui.conftest import Desk

MASKS = (
    *("a_mask.png", "b_masks.png", "a_gtFine_labelIds.png", "a_gtFine_instanceIds.png", "a_cp_masks.png"),
    *("set/labels/x.png", "set/masks/x.png", "sides/Labels/train/x.png"),
    *("voc/SegmentationClass/x.png", "voc/SegmentationObjectPNG/x.png", "b_gtCoarse_color.png"),
    *("plant1_label.png", "n_masks.png", "a_flows.tif", "a_cp_output.png", "a_outlines_cp_masks.png"),
    *(
        "a_cp_outlines.png",
        "u1/masks/x.png",
        "u2/mask/x.png",
        "u3/label/x.png",
        "u4/annotations/trimaps/x.png",
    ),
    *("u5/train_masks/x.png", "a_json/label.png", "a_json/label_viz.png"),
)
IMAGES = (
    *("carnival_mask.png", "labels/only.png", "set/images/x.png", "sides/Images/train/x.png"),
    *("voc/JPEGImages/x.png", "plant1_rgb.png", "n_img.png", "red_label.png", "nothing_flows.png"),
    *("u1/imgs/x.png", "u2/image/x.png", "u3/image/x.png", "u4/images/x.png", "u5/train/deep/x.png"),
    *("a_json/img.png", "label.png", "gas_masks/x.png", "annotations/x.png", "nothing_cp_outlines.png"),
)


def listed(window: MainWindow) -> list[str]:
    assert window.session.document is not None
    return sorted(window.session.document.image_table.paths)


def test_masks_of_known_layouts_are_not_listed(desk: Desk, photos: Path) -> None:
    for name in (*MASKS, *IMAGES):
        (photos / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(photos / "a.png", photos / name)
    desk.open(photos, model=False)
    assert listed(desk.window) == sorted(("a.png", "b.png", "c.png", *IMAGES))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_of_a_data_set_only_its_photos_are_listed(layout: Layout, tmp_path: Path) -> None:
    truth = layout.write(tmp_path)
    found = [Path(path).relative_to(tmp_path).as_posix() for path in opening.files_of(tmp_path)]
    assert sorted(found) == sorted((*truth, *layout.without))


def test_an_export_is_suggested_beside_the_folder_and_never_listed_if_it_is_in_it(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    dialog.format.setCurrentIndex(dialog.format.findData("yolo"))
    assert Path(dialog.output.text()) == photos.parent / "photos-yolo"
    dialog.output.setText(str(photos / "out"))
    dialog.start()
    desk.until(lambda: not dialog.running)
    assert list((photos / "out").rglob("*.png"))
    dialog.close()
    desk.window.session.close()
    shutil.copy(photos / "a.png", photos / "d.png")
    desk.open(photos, model=False)
    assert listed(desk.window) == ["a.png", "b.png", "c.png", "d.png"]


@pytest.mark.parametrize(
    ("project", "images", "suggested"),
    [
        ("work/p.rsis", "work/images", "work"),
        ("work/p.rsis", "work", "."),
        ("projects/p.rsis", "elsewhere/photos", "elsewhere"),
    ],
)
def test_the_suggested_place_is_beside_the_images_wherever_their_project_is(
    desk: Desk, photos: Path, tmp_path: Path, project: str, images: str, suggested: str
) -> None:
    (tmp_path / project).parent.mkdir(parents=True)
    shutil.copytree(photos, tmp_path / images, dirs_exist_ok=True)
    with Project.create(tmp_path / project) as created:
        created.add_images(sorted((tmp_path / images).glob("*.png")))
    desk.open(tmp_path / project, model=False)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    dialog.format.setCurrentIndex(dialog.format.findData("yolo"))
    assert Path(dialog.output.text()) == tmp_path / suggested / "p-yolo"


def test_the_suggested_place_can_be_written(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "my home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(opening, "can_write", lambda folder: Path(folder) != photos.parent)
    desk.open(photos, model=False)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    assert Path(dialog.output.text()).parent == home


@pytest.mark.parametrize("command", ["export", "convert"])
@pytest.mark.parametrize("split", [False, True])
def test_an_export_by_the_command_is_not_listed_either(
    desk: Desk, photos: Path, command: str, split: bool
) -> None:
    desk.open(photos, model=False)
    desk.window.session.close()
    out = photos / "sets" / "out"
    source = photos / "annotations.rsis"
    arguments = ["export", str(source), "--format", "yolo", "--output", str(out)]
    if command == "convert":
        assert cli.main(["export", str(source), "--format", "coco", "--output", str(photos / "c.json")]) == 0
        arguments = [
            "convert",
            str(photos / "c.json"),
            "--from",
            "coco",
            "--to",
            "yolo",
            "--output",
            str(out),
        ]
    elif split:
        arguments += ["--split", "train=0.5,val=0.5"]
    assert cli.main(arguments) == 0
    assert list(out.rglob("*.png"))
    desk.open(photos, model=False)
    assert listed(desk.window) == ["a.png", "b.png", "c.png"]
    desk.window.session.close()
    desk.open(out, model=False)  # its own images are listed where it is opened itself
    assert len(listed(desk.window)) == 3
