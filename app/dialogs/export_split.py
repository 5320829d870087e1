"""The choice of a split in the export dialog: shares of images, and whether scenes stay together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.settings import Settings
from app.translation import tr

MOST = 90  # percent that are not for training


class SplitChoice(QWidget):
    """Off at first; starts with the shares of the last export."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.on = QCheckBox(tr("Split into sets for training, validation and test"))
        self.on.setChecked(settings["export_split"])
        self.validation = self._share(tr("Validation"), settings["export_validation"])
        self.test = self._share(tr("Test"), settings["export_test"])
        self.training = QLabel()
        self.scenes = QCheckBox(tr("Keep scenes together"))
        self.scenes.setToolTip(
            tr(
                "Images whose names differ only in their last number, such as tiles of one image, are in the same "
                "set. Frames of a video stay with their neighbours."
            )
        )
        self.scenes.setChecked(settings["export_scenes"])
        row = QHBoxLayout()
        for part in (self.training, self.validation, self.test):
            row.addWidget(part)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.on)
        layout.addLayout(row)
        layout.addWidget(self.scenes)
        for signal in (self.on.toggled, self.validation.valueChanged, self.test.valueChanged):
            signal.connect(lambda _value: self._show())
        self._show()

    @property
    def shares(self) -> dict[str, float] | None:
        """The share of each set, which add up to 1, without empty ones; None: no split."""
        if not self.on.isChecked():
            return None
        validation, test = self.validation.value(), self.test.value()
        shares = {"train": 100 - validation - test, "val": validation, "test": test}
        return {name: share / 100 for name, share in shares.items() if share}

    @property
    def by_scene(self) -> bool:
        return self.scenes.isChecked()

    def remember(self) -> None:
        """Keeps the choices for the next export."""
        for name, value in (
            ("export_split", self.on.isChecked()),
            ("export_validation", self.validation.value()),
            ("export_test", self.test.value()),
            ("export_scenes", self.scenes.isChecked()),
        ):
            self._settings.set(name, value)

    def _share(self, name: str, percent: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, MOST)
        box.setPrefix(f"{name}  ")
        box.setSuffix(" %")
        box.setAccessibleName(name)
        box.setValue(percent)
        return box

    def _show(self) -> None:
        """Both shares together leave something for training."""
        self.validation.setMaximum(MOST - self.test.value())
        self.test.setMaximum(MOST - self.validation.value())
        left = 100 - self.validation.value() - self.test.value()
        self.training.setText(tr("Training {percent} %", percent=left))
        for part in (self.training, self.validation, self.test, self.scenes):
            part.setEnabled(self.on.isChecked())
        self.changed.emit()
