"""What comes with the first use of a category: a number key, and the other categories of the model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from annotations.records import Category, Change, Instance, Transaction
from app.document.category_keys import KEYS, keeping, kept_key, number_keys
from app.document.decisions import new_categories
from app.document.document import Document, change


def with_number_keys(document: Document, transaction: Transaction, used: Collection[int] = ()) -> Transaction:
    """The transaction; of more than nine categories, those that it uses for the first time also get a number key.

    It is the first key whose category is not in use: its own, or that of the first such category. `used` are the ids
    of categories that were in use before keys were given this way. In an order that the person made, keys stay.
    """
    there = {category.id: category for category in document.categories()}
    after = {
        **there,
        **{part.key[1]: part.after for part in transaction.changes if part.key[0] == "category"},
    }
    found = {number: record for number, record in after.items() if isinstance(record, Category)}
    if len(found) <= len(KEYS) or any(category.position > 0 for category in found.values()):
        return transaction
    keyed = dict(found)
    if len(there) <= len(KEYS):  # there were keys for all of them until now
        keyed |= {n: keeping(keyed[n], key) for n, key in number_keys(there.values()).items() if n in keyed}
    for number in _uses(transaction):
        keys = number_keys(keyed.values())
        holders = {key: holder for holder, key in keys.items()}
        free = (
            k for k in KEYS if k not in holders or not (kept_key(keyed[holders[k]]) or holders[k] in used)
        )
        key = keys[number] if number in keys else next(free, None)
        if key is not None and kept_key(keyed[number]) is None:
            keyed[number] = keeping(keyed[number], key)
    return _replacing(document, transaction, [c for n, c in keyed.items() if c != found[n]])


def with_label_set(document: Document, transaction: Transaction, names: tuple[str, ...]) -> Transaction:
    """The transaction; if it uses one of `names` in a project without categories, it adds all of them, in order.

    `names` are the model's categories: it proposes those that the project has, so the first one used must not be the
    only one.
    """
    made = [
        part.after for part in transaction.changes if isinstance(part.after, Category) and part.before is None
    ]
    uses = _uses(transaction)
    if document.categories() or len(made) != 1 or made[0].name not in names or made[0].id not in uses:
        return transaction
    added = new_categories(document, [(name, None) for name in names])
    own = next(category for category in added if category.name == made[0].name)
    changes = [part for part in transaction.changes if part.key != made[0].key]
    for place, part in enumerate(changes):
        if isinstance(part.after, Instance) and part.after.category_id == made[0].id:
            changes[place] = Change(part.key, part.before, replace(part.after, category_id=own.id))
    return replace(transaction, changes=(*(change(None, category) for category in added), *changes))


def _uses(transaction: Transaction) -> list[int]:
    """The categories that instances get in a transaction, by id, each once."""
    found: dict[int, None] = {}
    for part in transaction.changes:
        before, after = part.before, part.after
        had = before.category_id if isinstance(before, Instance) else None
        if isinstance(after, Instance) and after.category_id not in (None, had):
            found[after.category_id] = None
    return list(found)


def _replacing(document: Document, transaction: Transaction, categories: list[Category]) -> Transaction:
    """The transaction, after which these categories are as given."""
    after = {category.key: category for category in categories}
    changes = [
        Change(part.key, part.before, after.pop(part.key)) if part.key in after else part
        for part in transaction.changes
    ]
    changes += [change(document.category(category.id), category) for category in after.values()]
    return replace(transaction, changes=tuple(changes))
