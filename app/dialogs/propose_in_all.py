"""The dialog for proposing in all images: in which, and what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from annotations.message import count_images
from app.dialogs.parts import button_row, column, main_button, report_label
from app.document.batch import Wanted
from app.session.batch import BatchProposing
from app.session.proposals import AssistLoop
from app.settings import Settings
from app.translation import tr

MOST = 1000


class ProposeInAllDialog(QDialog):
    """Non-modal; `wanted` carries the choices. `chosen` are the images selected in the list."""

    wanted = Signal(object)  # Wanted

    def __init__(
        self,
        batch: BatchProposing,
        loop: AssistLoop,
        settings: Settings,
        chosen: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        assert loop.info is not None
        self.setWindowTitle(tr("Propose in all images"))
        self.setMinimumWidth(480)
        self._batch, self._settings = batch, settings
        self._choice = Wanted(loop.info.name, loop.info.folder, object_size=loop.object_size)
        self.images = QComboBox()
        self.images.addItem(tr("All images"), None)
        order = batch.session.order
        if order is not None and len(order.rows) < len(order.table):
            listed = tuple(order.table.ids[row] for row in order.rows.tolist())
            self.images.addItem(tr("Images in the filtered list ({count:,})", count=len(listed)), listed)
        if len(chosen) > 1:
            self.images.addItem(tr("Selected images ({count:,})", count=len(chosen)), tuple(chosen))
            self.images.setCurrentIndex(self.images.count() - 1)
        self.least = QSpinBox()
        self.least.setRange(0, 100)
        self.least.setSuffix(" %")
        self.least.setValue(settings["batch_least"])
        self.most = QSpinBox()
        self.most.setRange(1, MOST)
        self.most.setValue(settings["batch_most"])
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for words, box in (
            (tr("Images"), self.images),
            (tr("Least object score"), self.least),
            (tr("Most objects in an image"), self.most),
        ):
            box.setAccessibleName(words)
            form.addRow(words, box)
        if loop.info.one_size:
            form.addRow(tr("Size of the objects"), report_label(_size_words(loop.object_size)))
        self.told = report_label()
        self._start = main_button(tr("Start"), self._want)
        layout = column(self, 12)
        intro = tr(
            "The model {name} proposes in images you have not begun with, while you work on others. What it finds "
            "waits there until you open the image and decide.",
            name=loop.info.name,
        )
        layout.addWidget(report_label(intro))
        layout.addLayout(form)
        layout.addWidget(self.told)
        row = button_row(self, self._start)
        row.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout.addWidget(row)
        self.images.currentIndexChanged.connect(lambda _index: self._tell())
        self._tell()

    def choice(self) -> Wanted:
        """What is chosen now."""
        return replace(
            self._choice,
            least=self.least.value() / 100,
            most=self.most.value(),
            images=self.images.currentData(),
        )

    def _tell(self) -> None:
        count = len(self._batch.due(self.choice()))
        said = tr("It will propose in {images}.", images=count_images(count))
        if not count:
            said = tr("This model has proposed in all of these images, or you have begun with them.")
        if self._batch.running:
            said = " ".join([said, tr("This replaces what is being proposed now.")])
        self.told.setText(said)
        self._start.setEnabled(count > 0)

    def _want(self) -> None:
        self._settings.set("batch_least", self.least.value())
        self._settings.set("batch_most", self.most.value())
        self.wanted.emit(self.choice())
        self.accept()


def _size_words(pixels: float | None) -> str:
    if pixels is None:
        return tr("The model estimates it in each image.")
    return tr("{pixels:g} pixels, as you have set it", pixels=round(pixels, 1))
