"""No modules import each other in a circle, and the window is put together in one place."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from tests.architecture.test_layers import PACKAGES, ROOT, modules

MAY_IMPORT_THE_WINDOW = {"app.cli", "app.window.startup"}


def name_of(path: Path) -> str:
    """The dotted name of a module; that of a package is its folder's."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


OURS = {name_of(path): path for package in PACKAGES for path in modules(package)}


def imported(path: Path) -> set[str]:
    """The modules of ours that a module imports, at any depth of its code and for type checking too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                found.add(module if module in OURS else node.module)
    return (found & OURS.keys()) - {name_of(path)}


def circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """All groups of modules that import each other in a circle: the strongly connected components (Tarjan, 1972)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = lowest[name] = len(order)
        path.append(name)
        for other in sorted(imports[name]):
            if other not in order:
                visit(other)
            if other in path:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == order[name]:
            group = path[path.index(name) :]
            del path[path.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in imports:
        if name not in order:
            visit(name)
    return found


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "c"}}) == [["b", "c"]]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles({name: imported(path) for name, path in OURS.items()}) == []


def test_only_the_program_and_its_start_import_the_main_window() -> None:
    importers = {name for name, path in OURS.items() if "app.window.main_window" in imported(path)}
    assert importers == MAY_IMPORT_THE_WINDOW


def test_what_is_drawn_knows_no_widgets() -> None:
    wrong = [
        name
        for name, path in OURS.items()
        if name.startswith(("app.rendering.", "app.session."))
        and "QtWidgets" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
