"""Plug-ins in the window: listed with their states, offered as formats, read as images; bad ones harm nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from annotations.plugins import host
from app.assist.plugged_proposers import load_plugged, names
from app.assist.process import reason_of
from app.dialogs.export import ExportDialog
from app.dialogs.import_annotations import ImportDialog
from app.dialogs.plugins import PluginsDialog
from rsis_model.clicks import Click
from rsis_model.errors import CheckpointError, ModelError
from tests.annotations.made_plugins import install
from tests.gui.conftest import Desk


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the module path for packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    host.end()
    yield folder
    host.end()


def rows(dialog: PluginsDialog) -> list[list[str]]:
    table = dialog.table
    cells = [
        [table.item(row, place) for place in range(table.columnCount())] for row in range(table.rowCount())
    ]
    return [[cell.text() if cell is not None else "" for cell in row] for row in cells]


def test_the_dialog_lists_plug_ins_with_their_states(
    desk: Desk, site: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(host.SECONDS_VARIABLE, "2")
    install(site, "image_reader", "made")
    install(site, "measurement", "broken", before="raise ImportError('no module named sam')")
    install(site, "proposer", "hanging", before="import time; time.sleep(1000)")
    desk.open(photos)
    desk.act("plugins")
    dialog = next(one for one in desk.window.dialogs.shown if isinstance(one, PluginsDialog))
    desk.until(lambda: dialog.table.rowCount() == 3)
    began = time.monotonic()
    desk.key(Qt.Key.Key_Escape)  # what hangs keeps nobody waiting
    assert time.monotonic() - began < 1.5
    desk.act("plugins")
    dialog = next(one for one in desk.window.dialogs.shown if isinstance(one, PluginsDialog))
    desk.qtbot.waitUntil(lambda: dialog.table.rowCount() == 3 and not dialog.loading, timeout=60_000)
    assert dialog.report.text() == "1 of 3 plug-ins are ready."
    found = {name: (kind, package, state) for name, kind, package, state in rows(dialog)}
    assert found["made"] == ("Image reader", "made-image-reader-made 1.2", "ready: *.made")
    assert found["broken"][2].startswith("left out: it cannot be loaded: ImportError: no module named sam")
    assert found["hanging"][2].startswith("left out: it did not answer within 2 seconds")
    assert desk.window.isVisible() and desk.proposing()


def test_without_plug_ins_the_dialog_says_so(desk: Desk, site: Path) -> None:
    desk.act("plugins")
    dialog = next(one for one in desk.window.dialogs.shown if isinstance(one, PluginsDialog))
    desk.until(lambda: not dialog.loading)
    assert dialog.report.text().startswith("No plug-ins are installed.")


def test_formats_of_plug_ins_are_offered_and_images_of_theirs_opened(
    desk: Desk, site: Path, photos: Path
) -> None:
    install(site, "format", "made")
    install(site, "image_reader", "odd")
    for name in ("b.png", "c.png"):
        (photos / name).unlink()
    (photos / "a.odd").write_text("x")
    desk.open(photos, model=False)
    document = desk.window.session.document
    assert document is not None and list(document.image_table.paths) == ["a.odd", "a.png"]
    desk.act("export")
    export = next(one for one in desk.window.dialogs.shown if isinstance(one, ExportDialog))
    desk.until(lambda: export.format.findData("made") >= 0)
    export.format.setCurrentIndex(export.format.findData("made"))
    desk.until(lambda: not export.looking)
    export.output.setText(str(photos.parent / "out.made"))
    export.export_button.click()
    desk.until(lambda: not export.running)
    assert (photos.parent / "out.made").read_text() == "begun"
    export.close()
    desk.act("import")
    dialog = next(one for one in desk.window.dialogs.shown if isinstance(one, ImportDialog))
    desk.until(lambda: dialog.format.findData("made") >= 0)
    dialog.format.setCurrentIndex(dialog.format.findData("made"))
    dialog.source.setText(str(photos / "x.made"))
    desk.until(lambda: dialog.preview is not None)
    assert dialog.preview is not None and dialog.preview.format == "Made"
    assert [problem.file for problem in dialog.preview.problems] == [str(photos / "a.png")]  # of another size
    dialog.close()


def test_a_reader_that_hangs_keeps_the_window_waiting_for_nothing(
    desk: Desk, site: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(host.SECONDS_VARIABLE, "1.5")
    install(site, "image_reader", "odd", "time.sleep(1000)")
    (photos / "z.odd").write_text("x")
    desk.open(photos)
    session = desk.window.session
    for _ in range(3):
        desk.act("next_image")
    desk.act("previous_image")
    desk.until(desk.proposing)
    desk.act("next_image")
    desk.qtbot.waitUntil(lambda: session.picture_problem is not None, timeout=60_000)
    assert "did not answer within 1.5 seconds" in str(session.picture_problem)
    desk.act("previous_image")
    desk.until(desk.proposing)


def test_a_proposer_answers_in_the_form_of_the_programs_own(site: Path) -> None:
    install(
        site,
        "proposer",
        "made",
        "if len(clicks) > 1: return None\n        if clicks and clicks[0].x > 5: {}['x']",
    )
    install(site, "proposer", "broken", before="raise ImportError('no module named sam')")
    assert names() == ("broken", "made")
    proposer = load_plugged("made")
    assert proposer.name == "Made"
    image = np.zeros((20, 30, 3), np.uint8)
    encoded = proposer.open(image)
    mask = proposer.propose(encoded, [Click(3, 4)])
    assert mask is not None and mask.shape == (20, 30) and mask.all()
    assert proposer.propose(encoded, [Click(3, 4), Click(5, 4, False)]) is None
    with pytest.raises(ModelError) as error:
        proposer.propose(encoded, [Click(9, 4)], (0, 0, 5, 5), mask)
    assert reason_of(error.value) == "plug-in made (made-proposer-made 1.2): it failed: KeyError: 'x'"
    for name, reason in (("broken", "no module named sam"), ("none", "no proposer named none is installed")):
        with pytest.raises(CheckpointError, match=reason):
            load_plugged(name)
