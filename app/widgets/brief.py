"""Names and notes from elsewhere as short texts of one line."""

from __future__ import annotations

MOST = 60
"""Characters shown of a name in a button, a menu, a title or a sentence."""
MOST_OF_NOTE = 500
_CODES = (*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys(_CODES, "·")
"""Control characters, and those that reverse the text around them."""


def brief(text: str, most: int = MOST) -> str:
    """Return at most this many characters of a text, control characters replaced."""
    shown = text[: most - 1] + "…" if len(text) > most else text
    return visible(shown)


def visible(text: str) -> str:
    """Return a text with a dot for each control character; Qt takes long to lay out many of them."""
    return text.translate(_INVISIBLE)


def as_label(name: str) -> str:
    """Escapes a name for a menu or button, where & marks a mnemonic."""
    return name.replace("&", "&&")
