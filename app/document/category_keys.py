"""The number keys of categories: which category has which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotations.records import Category

KEYS = range(1, 10)


def number_keys(categories: Iterable[Category]) -> dict[int, int]:
    """The number keys 1…9 by category id: kept ones first, the others in the order of the list."""
    ordered = sorted(categories, key=lambda category: (category.position, category.id))
    kept = {key: category.id for category in reversed(ordered) if (key := kept_key(category)) is not None}
    keys = {number: key for key, number in kept.items()}
    rest = [category.id for category in ordered if category.id not in keys]
    if kept:  # the others stay at their places, so that no key changes but those given away
        places = {
            number: place for place, number in enumerate(sorted(category.id for category in ordered), 1)
        }
        keys |= {n: places[n] for n in rest if places[n] in KEYS and places[n] not in kept}
    free = iter([key for key in KEYS if key not in keys.values()])
    keys |= dict(zip((number for number in rest if number not in keys), free, strict=False))
    return keys


def in_order(categories: Iterable[Category]) -> list[Category]:
    """The categories in the order of the list: those with number keys, then the others."""
    found = list(categories)
    keys = number_keys(found)
    return sorted(
        found, key=lambda category: (keys.get(category.id, len(KEYS) + 1), category.position, category.id)
    )


def kept_key(category: Category) -> int | None:
    """The number key that the category keeps wherever others go; it is stored as a position of -9…-1."""
    key = category.position + len(KEYS) + 1
    return key if category.position < 0 and key in KEYS else None


def keeping(category: Category, key: int) -> Category:
    """The category with a number key to keep."""
    return replace(category, position=key - len(KEYS) - 1)
