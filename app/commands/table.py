"""Holds all commands of one window, and the table that maps actions to them."""

from __future__ import annotations

from dataclasses import dataclass

from app.commands.batch import BatchCommands
from app.commands.categories import CategoryCommands
from app.commands.edit import EditCommands
from app.commands.files import FileCommands
from app.commands.grid import GridCommands
from app.commands.images import ImageCommands
from app.commands.imports import ImportCommands
from app.commands.masks import MaskCommands
from app.commands.measurements import MeasurementCommands
from app.commands.program import ProgramCommands
from app.commands.proposals import ProposalCommands
from app.commands.registry import Command, bind
from app.commands.review import ReviewCommands
from app.commands.sequences import SequenceCommands
from app.commands.tools import ToolCommands
from app.commands.view import ViewCommands


@dataclass(frozen=True)
class Commands:
    """The groups of commands, one per kind of thing they act on."""

    files: FileCommands
    imports: ImportCommands
    edit: EditCommands
    proposals: ProposalCommands
    batch: BatchCommands
    categories: CategoryCommands
    tools: ToolCommands
    masks: MaskCommands
    review: ReviewCommands
    images: ImageCommands
    measurements: MeasurementCommands
    sequences: SequenceCommands
    view: ViewCommands
    grid: GridCommands
    program: ProgramCommands

    def table(self) -> dict[str, Command]:
        """Returns the command of each action of the table."""
        return bind(
            (
                self.files.commands(),
                self.imports.commands(),
                self.edit.commands(),
                self.proposals.commands(),
                self.batch.commands(),
                self.categories.commands(),
                self.tools.commands(),
                self.masks.commands(),
                self.review.commands(),
                self.images.commands(),
                self.measurements.commands(),
                self.sequences.commands(),
                self.view.commands(),
                self.grid.commands(),
                self.program.commands(),
            )
        )
