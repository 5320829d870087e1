"""What a person does with the categories of a project, at random; see `random_actions`."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)

from annotations.label_sets import bundled
from annotations.project.overview import uses_of_category
from annotations.records import Attribute, Category
from app.document import decisions
from tests.app.world import World, colors


class CategoryActions(World):
    """Makes, changes, orders and deletes categories, as the window does it."""

    @rule(name=st.sampled_from(["nucleus", "cell", "fibre", "car"]))
    def add_category(self, name: str) -> None:
        if self.document.category_named(name) is None:
            with self.doing("add a category"):
                self.session.apply(decisions.add_category(self.document, name))

    @precondition(lambda self: self.document.categories())
    @rule(name=st.sampled_from(["nucleus", "cell", "debris"]), data=st.data())
    def rename_category(self, name: str, data: st.DataObject) -> None:
        found = self.a_category(data)
        if self.document.category_named(name) is None:
            with self.doing("rename a category"):
                self.session.apply(decisions.change_category(self.document, found, name=name))

    @precondition(lambda self: self.document.categories())
    @rule(color=colors, data=st.data())
    def recolor_category(self, color: tuple[int, int, int], data: st.DataObject) -> None:
        found = self.a_category(data)
        with self.doing("recolour a category"):
            self.session.apply(decisions.change_category(self.document, found, color=color))

    @precondition(lambda self: self.document.categories())
    @rule(choices=st.sampled_from([(), ("red", "green")]), data=st.data())
    def ask_an_attribute(self, choices: tuple[str, ...], data: st.DataObject) -> None:
        found = self.a_category(data)
        with self.doing("attributes of a category"):
            asked = (Attribute("colour", choices),)
            self.session.apply(decisions.change_category(self.document, found, attributes=asked))

    @precondition(lambda self: self.document.categories())
    @rule(by=st.sampled_from([-1, 1]), data=st.data())
    def move_category(self, by: int, data: st.DataObject) -> None:
        found = self.a_category(data)
        with self.doing("reorder the categories"):
            self.session.apply(decisions.move_category(self.document, found, by))

    @rule()
    def add_label_set(self) -> None:
        with self.doing("add a label set"):
            self.session.apply(decisions.add_label_set(self.document, bundled("cityscapes")))

    @precondition(lambda self: self.document.categories())
    @rule(data=st.data())
    def delete_category(self, data: st.DataObject) -> None:
        found = self.a_category(data)
        assert self.session.flush(20.0)
        if uses_of_category(self.reader, found.id) == (0, 0):
            with self.doing("delete a category"):
                self.session.apply(decisions.delete_category(self.document, found))

    def a_category(self, data: st.DataObject) -> Category:
        return data.draw(st.sampled_from(self.document.categories()))
