"""Graphs on the hub are described before anything is fetched, and fetched whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError, OfflineModeIsEnabled

from rsis_model import CheckpointError
from rsis_model.sam import hub
from rsis_model.sam.proposer import SamProposer
from tests.rsis_model import made_sam


class FakeHub:
    """Stands in for the functions of huggingface_hub that are used; its one repository is a folder."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, licence: str | None = "apache-2.0"
    ) -> None:
        self.folder, self.licence = folder, licence
        self.fetched: list[str] = []
        self.broken = False
        monkeypatch.setattr(huggingface_hub, "HfApi", lambda: self)
        monkeypatch.setattr(huggingface_hub, "snapshot_download", self.snapshot_download)

    def model_info(self, repository: str, revision: str | None, files_metadata: bool) -> Any:
        assert files_metadata
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        siblings = [
            SimpleNamespace(rfilename=path.relative_to(self.folder).as_posix(), size=path.stat().st_size)
            for path in files
        ]
        tags = [f"license:{self.licence}"] if self.licence else []
        return SimpleNamespace(siblings=siblings, sha="abc123", card_data=None, tags=tags)

    def snapshot_download(
        self, repository: str, *, revision: str, allow_patterns: list[str], local_dir: Path
    ) -> str:
        assert revision == "abc123"
        for file in allow_patterns:
            self.fetched.append(file)
            (local_dir / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.folder / file, local_dir / file)
            if self.broken:
                (local_dir / file).write_bytes(b"half")
        return str(local_dir)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = made_sam.write(tmp_path / "repository", "sam", "vit_b")
    (folder / "vit_b.encoder.onnx.data").write_bytes(bytes(100))
    (folder / "model.safetensors").write_bytes(bytes(10_000))
    (folder / "README.md").write_text("# SAM")
    return folder


def test_size_licence_and_origin_are_known_before_anything_is_fetched(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeHub(repository, monkeypatch)
    offer = hub.look_up("somebody/sam-onnx")
    assert [file for file, _ in offer.files] == [
        "vit_b.decoder.onnx",
        "vit_b.encoder.onnx",
        "vit_b.encoder.onnx.data",
    ]
    assert offer.size == sum((repository / file).stat().st_size for file, _ in offer.files)
    assert (offer.licence, offer.address) == ("apache-2.0", "https://huggingface.co/somebody/sam-onnx")
    assert fake.fetched == []


def test_what_was_offered_is_fetched_and_can_be_used(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = FakeHub(repository, monkeypatch)
    offer = hub.look_up("somebody/sam-onnx")
    folder = hub.fetch(offer, tmp_path / "home")
    assert folder == tmp_path / "home" / "somebody--sam-onnx"
    assert sorted(fake.fetched) == [file for file, _ in offer.files]
    assert SamProposer.from_folder(folder, device="cpu", threads=1).family.title == "SAM"


def test_one_folder_of_a_repository_with_several_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_sam.write(tmp_path / "repository" / "tiny", "sam2")
    made_sam.write(tmp_path / "repository" / "mobile", "sam")
    FakeHub(tmp_path / "repository", monkeypatch, licence=None)
    with pytest.raises(CheckpointError, match=r"2 pairs.*somebody/sams/mobile, somebody/sams/tiny"):
        hub.look_up("somebody/sams")
    offer = hub.look_up("somebody/sams/tiny")
    assert (offer.folder, offer.licence) == ("tiny", "")
    assert SamProposer.from_folder(hub.fetch(offer, tmp_path / "home"), device="cpu").family.title == "SAM 2"


def test_a_repository_without_graphs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"1")
    FakeHub(tmp_path, monkeypatch)
    with pytest.raises(CheckpointError, match="no encoder and decoder"):
        hub.look_up("somebody/weights")


def test_half_a_file_is_not_used(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = FakeHub(repository, monkeypatch)
    fake.broken = True
    with pytest.raises(CheckpointError, match="not fetched completely"):
        hub.fetch(hub.look_up("somebody/sam-onnx"), tmp_path / "home")


@pytest.mark.parametrize(
    "error", [OfflineModeIsEnabled("offline"), OSError("no route"), LocalEntryNotFoundError("x")]
)
def test_without_internet_one_message_says_what_to_do(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Nobody:
        def model_info(self, *_: object, **__: object) -> None:
            raise error

    monkeypatch.setattr(huggingface_hub, "HfApi", Nobody)
    with pytest.raises(CheckpointError, match=r"could not be reached.*choose their folder"):
        hub.look_up("somebody/sam-onnx")
    assert hub.main(["look-up", "somebody/sam-onnx"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "could not be reached" in said["template"]


@pytest.mark.parametrize("name", ["", "sam", "/etc/passwd", "a/../b", "https://example.com/a/b", "a b/c"])
def test_what_is_no_name_on_the_hub_is_refused_without_asking(name: str) -> None:
    with pytest.raises(CheckpointError, match="no such folder, and no name"):
        hub.look_up(name)


def test_an_offer_survives_json(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    FakeHub(repository, monkeypatch)
    assert hub.main(["look-up", "somebody/sam-onnx"]) == 0
    assert hub.offer_of(json.loads(capsys.readouterr().out)["offer"]) == hub.look_up("somebody/sam-onnx")
