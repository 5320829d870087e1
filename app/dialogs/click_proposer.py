"""The dialog that chooses what answers clicks and boxes: the model itself, a SAM or a plug-in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from app.assist.plugged_proposers import names
from app.dialogs.parts import busy_bar, button_row, column, keep_room, main_button, report_label, side_button
from app.session.click_proposer import SAM, ClickProposer
from app.session.sam_hub import SamHub
from app.settings import Settings
from app.start_up.sam_source import missing, offer_words
from app.translation import tr
from app.widgets.brief import as_label
from app.widgets.override import override
from rsis_model.sam.hub import Offer

OFFER_LINES, TOLD_LINES = 4, 2
"""Lines of text that there is room for."""


class ClickProposerDialog(QDialog):
    """Non-modal. Nothing is fetched before its size, licence and origin are shown and the user agrees."""

    def __init__(
        self, proposer: ClickProposer, hub: SamHub, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Use SAM for clicks and boxes"))
        self.setMinimumWidth(560)
        self._proposer, self._hub, self._settings = proposer, hub, settings
        self._offer: Offer | None = None
        self._make_choices()
        self.offered, self.told = report_label(), report_label()
        for label, lines in (
            (self.offered, OFFER_LINES),
            (self.told, TOLD_LINES),
        ):  # the dialog stays as it is
            label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
        self.download = side_button(tr("Download"), self._download)
        keep_room(self.download)
        self.busy = busy_bar()
        self.confirm = main_button(tr("Use"), self._use)
        self._lay_out()
        hub.offered.connect(self._show_offer)
        hub.fetched.connect(self._fetched)
        hub.failed.connect(self._hub_failed)
        proposer.changed.connect(self._tell)
        self._choose_current()
        for choice in (self.itself, self.in_folder, self.on_hub, *self.plugged.values()):
            choice.toggled.connect(lambda _on: self._show_possible())
        self.folder.textChanged.connect(lambda _text: self._show_possible())
        self.name.textChanged.connect(lambda _text: self._show_possible())
        self._tell()

    @override
    def done(self, result: int) -> None:
        """Ends what is being fetched, too."""
        self._hub.cancel()
        super().done(result)

    def _make_choices(self) -> None:
        self.itself = QRadioButton(tr("The model itself"))
        self.in_folder = QRadioButton(tr("SAM in a folder with its encoder and decoder"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.in_folder.text())
        self.browse = side_button(tr("Choose…"), self._choose_folder)
        self.on_hub = QRadioButton(tr("SAM from the Hugging Face hub"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.on_hub.text())
        self.name.setPlaceholderText(tr("owner/repository"))
        self.look_up = side_button(tr("Look up"), self._look_up)
        self.plugged = {
            f"{name}:": QRadioButton(tr("The plug-in {name}", name=as_label(name)))
            for name in sorted(names())
        }

    def _lay_out(self) -> None:
        layout = column(self, 8)
        intro = tr(
            "The point and box tools ask what you choose here. The model goes on proposing the next objects, and "
            "“Refine with SAM” improves its masks."
        )
        layout.addWidget(report_label(intro))
        layout.addWidget(self.itself)
        layout.addWidget(self.in_folder)
        layout.addLayout(_row(self.folder, self.browse))
        layout.addWidget(self.on_hub)
        layout.addLayout(_row(self.name, self.look_up))
        for choice in self.plugged.values():
            layout.addWidget(choice)
        layout.addWidget(self.offered)
        layout.addLayout(_row(self.busy, self.download))
        layout.addStretch(1)
        layout.addWidget(self.told)
        row = button_row(self, self.confirm)
        row.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout.addWidget(row)

    def _choose_current(self) -> None:
        source = self._proposer.source
        if source.startswith(SAM):
            self.folder.setText(source.removeprefix(SAM))
        other = self.in_folder if source else self.itself
        self.plugged.get(source, other).setChecked(True)

    def _tell(self) -> None:
        """Says what answers now."""
        proposer = self._proposer
        if proposer.state == "failed":
            said = tr(proposer.reason)
        elif proposer.info is not None:
            said = tr(
                "{name} answers clicks and boxes, on {device}.",
                name=proposer.info.name,
                device=proposer.info.device,
            )
        elif proposer.state == "loading":
            said = tr("SAM is being loaded…")
        else:
            lacking = missing()
            said = tr(lacking) if lacking is not None else tr("The model itself answers clicks and boxes.")
        self.told.setText(said)
        self._show_possible()

    def _show_possible(self) -> None:
        running = self._hub.running
        for part in (self.folder, self.browse):
            part.setEnabled(self.in_folder.isChecked())
        self.name.setEnabled(self.on_hub.isChecked() and not running)
        named = bool(self.name.text().strip())
        self.look_up.setEnabled(self.on_hub.isChecked() and named and not running)
        self.download.setVisible(self._offer is not None and self.on_hub.isChecked() and not running)
        self.busy.setVisible(running)
        lacking = self.on_hub.isChecked() or (self.in_folder.isChecked() and not self.folder.text().strip())
        self.confirm.setEnabled(not lacking and not running)

    def _choose_folder(self) -> None:
        start = self.folder.text() or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, tr("Open a folder with a SAM"), start)
        if folder:
            self.folder.setText(folder)

    def _use(self) -> None:
        chosen = [source for source, choice in self.plugged.items() if choice.isChecked()]
        source = SAM + self.folder.text().strip() if self.in_folder.isChecked() else "".join(chosen)
        self._settings.set("click_proposer", source)
        self._proposer.use(source)

    def _look_up(self) -> None:
        self._offer = None
        self.offered.setText("")
        self._hub.look_up(self.name.text().strip())
        self._show_possible()

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        self.offered.setText(tr(offer_words(offer)))
        self._show_possible()

    def _download(self) -> None:
        if self._offer is not None:
            self._hub.fetch(self._offer)
            self._show_possible()

    def _fetched(self, folder: str) -> None:
        self._offer = None
        self.offered.setText("")
        self.folder.setText(folder)
        self.in_folder.setChecked(True)
        self._use()

    def _hub_failed(self, reason: str) -> None:
        self.offered.setText(tr(reason))
        self._show_possible()


def _row(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 0, 0)
    row.addWidget(wide, 1)
    row.addWidget(narrow)
    return row
