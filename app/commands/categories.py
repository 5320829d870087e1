"""Assigns categories and manages those of the project: their commands, and the requests of their list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from annotations.errors import AnnotationError
from annotations.label_sets import LabelSet, bundled, read
from annotations.message import count_images, count_instances
from annotations.project.overview import uses_of_category, with_category
from annotations.records import Attribute, Category, Transaction
from app.canvas.canvas import Canvas
from app.commands.registry import Command
from app.commands.shell import Shell
from app.document import decisions
from app.document.category_keys import KEYS
from app.document.document import Document
from app.document.opening import ImageContents, read_contents
from app.panels.banners import Banners
from app.panels.category_list import CategoryList
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.session.situation import current_choices, make_situation
from app.translation import tr


class CategoryCommands:
    """Assigns categories to the focus or to new drawings, and manages those of the project.

    `accept_as` accepts the focus as a category.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        loop: AssistLoop,
        canvas: Canvas,
        category_list: CategoryList,
        banners: Banners,
        accept_as: Callable[[str], None],
    ) -> None:
        self._shell, self._session, self._loop, self._canvas = shell, session, loop, canvas
        self._list, self._banners, self._accept_as = category_list, banners, accept_as
        category_list.attributesWanted.connect(self.edit_attributes)
        category_list.added.connect(self.add_category)
        category_list.renamed.connect(self.rename_category)
        category_list.recolored.connect(self.recolor_category)
        category_list.given.connect(self.give)

    def commands(self) -> dict[str, Command]:
        """Returns the command of each action, by the action's name."""
        return {
            **{f"relabel_{number}": partial(self.give_number, number, False) for number in KEYS},
            **{f"relabel_accept_{number}": partial(self.give_number, number, True) for number in KEYS},
            "choose_category": self.choose_category,
            "relabel_unknown": self.relabel_unknown,
            "labels_voc": self.labels_voc,
            "labels_cityscapes": self.labels_cityscapes,
            "labels_coco": self.labels_coco,
            "import_labels": self.import_labels,
            "category_up": self.category_up,
            "category_down": self.category_down,
            "delete_category": self.delete_category,
            "merge_category": self.merge_category,
        }

    # -- assigning

    def give(self, name: str) -> None:
        """Relabels the focus; without one, or while a shape is being drawn, new drawings get the category."""
        drawing = self._canvas.host.active
        if drawing or not make_situation(self._session, self._loop).focus:
            self._draw_with(name)
            return
        sequence = self._session.sequence
        step = sequence.step() if sequence is not None else None
        if step is not None and step.outcome == "drawn":
            self._list.choose(name)  # the next drawing gets the same category
        self._session.relabel(name)

    def give_number(self, number: int, accept: bool) -> None:
        """Assigns the category with that number key; `accept` also accepts the proposal."""
        choices = current_choices(self._session, self._loop)
        name = next((choice.name for choice in choices if choice.number == number), None)
        if name is None:
            text = tr("There is no category {number}. Add it in the category list.", number=number)
            self._banners.show_message(text, key="category", lasting=False)
        elif accept:
            self._accept_as(name)
        else:
            self.give(name)

    def choose_category(self) -> None:
        from app.dialogs.find_category import CategoryPalette

        CategoryPalette(self._shell.window(), current_choices(self._session, self._loop), self.give).show()

    def relabel_unknown(self) -> None:
        self._session.relabel(None)

    def _draw_with(self, name: str) -> None:
        document = self._session.document
        if name not in [choice.name for choice in self._list.choices] and document is not None:
            self.add_category(name)
        self._list.choose(name)
        self._shell.mention(tr("New drawings get the category {category}.", category=name), 4000)

    # -- the project's categories

    def labels_voc(self) -> None:
        self._add_label_set(bundled("voc"))

    def labels_cityscapes(self) -> None:
        self._add_label_set(bundled("cityscapes"))

    def labels_coco(self) -> None:
        self._add_label_set(bundled("coco"))

    def import_labels(self) -> None:
        project = self._session.project
        name, _ = QFileDialog.getOpenFileName(
            self._shell.window(),
            tr("Add categories"),
            str(project.root if project is not None else Path.home()),
            f"{tr('Label sets')} (*.json);;{tr('All files')} (*)",
        )
        if name:
            try:
                self._add_label_set(read(name))
            except AnnotationError as error:
                self._banners.show_message(str(error), key="category", scope="image")

    def category_up(self) -> None:
        self._move_category(-1)

    def category_down(self) -> None:
        self._move_category(1)

    def delete_category(self) -> None:
        """Deletes the category selected in the list, unless an instance in any image has it."""
        category = self._chosen()
        if category is None:
            return

        def delete(uses: tuple[int, int]) -> None:
            instances, images = uses
            if not instances and not self._is_shown(category):
                self._change_category(lambda document: decisions.delete_category(document, category))
                return
            text = tr(
                "“{category}” is still in use and was not deleted ({instances}, {images}).",
                category=category.name,
                instances=count_instances(instances),
                images=count_images(images),
            )
            merge = (tr("Merge it into another…"), self.merge_category)
            self._banners.show_message(text, key="category", action=merge, lasting=False)

        self._session.ask_project(lambda project: uses_of_category(project, category.id), delete)

    def merge_category(self) -> None:
        """Asks for the category to merge the one selected in the list into."""
        from app.dialogs.find_category import CategoryPalette

        category = self._chosen()
        if category is None:
            return
        choices = current_choices(self._session, self._loop)

        def merge(name: str) -> None:
            if name != category.name:
                self._session.ask_project(
                    lambda project: [
                        read_contents(project, image) for image in with_category(project, category.id)
                    ],
                    lambda found: self._merge(category.id, name, found),
                )

        CategoryPalette(self._shell.window(), choices, merge, merged=category.name).show()

    def _merge(self, category_id: int, name: str, contents: list[ImageContents]) -> None:
        document = self._session.document
        category = document.category(category_id) if document is not None else None
        if document is None or category is None:
            return
        for each in contents:
            document.load(each.image_id, each.instances, each.steps, each.proposals)
        self._change_category(lambda document: decisions.merge_category(document, category, name))
        self._list.choose(name)

    def add_category(self, name: str) -> None:
        self._change_category(lambda document: decisions.add_category(document, name))
        self._canvas.setFocus()

    def rename_category(self, category_id: int, name: str) -> None:
        self._change_category(lambda d: decisions.change_category(d, self._category(category_id), name=name))

    def recolor_category(self, category_id: int, color: tuple[int, int, int]) -> None:
        self._change_category(
            lambda d: decisions.change_category(d, self._category(category_id), color=color)
        )

    def edit_attributes(self, category_id: int) -> None:
        from app.dialogs.attributes import AttributesDialog

        def take(attributes: tuple[Attribute, ...]) -> None:
            self._change_category(
                lambda d: decisions.change_category(d, self._category(category_id), attributes=attributes)
            )

        self._shell.show_dialog(AttributesDialog(self._category(category_id), take, self._shell.window()))

    def _move_category(self, by: int) -> None:
        category = self._chosen()
        if category is not None:
            self._change_category(lambda document: decisions.move_category(document, category, by))

    def _is_shown(self, category: Category) -> bool:
        """Whether an instance of the image shown has the category by now."""
        document, image = self._session.document, self._session.image
        there = document.instances(image.id) if document is not None and image is not None else []
        return category.id in [instance.category_id for instance in there]

    def _chosen(self) -> Category | None:
        """The project's category selected in the list."""
        document, name = self._session.document, self._list.current
        return document.category_named(name) if document is not None and name else None

    def _add_label_set(self, label_set: LabelSet) -> None:
        self._banners.clear("category")
        if self._session.document is not None:
            transaction = decisions.add_label_set(self._session.document, label_set)
            count = len(transaction.changes) if transaction is not None else 0
            only_the_models = self._list.current is not None and self._chosen() is None
            if only_the_models and label_set.categories:
                self._list.choose(label_set.categories[0][0])
            self._session.apply(transaction)
            text = tr("All {title} categories already exist.", title=label_set.title)
            if count == 1:
                text = tr("Added 1 category of {title}.", title=label_set.title)
            elif count > 1:
                text = tr("Added {count} categories of {title}.", count=count, title=label_set.title)
            self._shell.say(text, "good", lasting=False)

    def _category(self, category_id: int) -> Category:
        assert self._session.document is not None
        category = self._session.document.category(category_id)
        assert category is not None
        return category

    def _change_category(self, decide: Callable[[Document], Transaction | None]) -> None:
        if self._session.document is None:
            self._shell.say(tr("Open a folder first. Categories belong to a project."))
            return
        self._banners.clear("category")
        try:
            self._session.apply(decide(self._session.document))
        except ValueError as error:
            self._banners.show_message(str(error), key="category", lasting=False)
