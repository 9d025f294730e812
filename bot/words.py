"""How text becomes words: the one tokenizer for knowledge files and for questions.

Both sides must agree to the letter, or an alias in a file would never be found in a question.
Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from sys import intern

_POSSESSIVE = re.compile(r"[’']s\b")
_APOSTROPHE = re.compile(r"[’']")
WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits in any script."""


def fold(text: str) -> str:
    """``text`` in one case and one Unicode form (NFKC), without apostrophes and possessives."""
    folded = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if "'" in folded or "’" in folded:
        folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", folded))
    return folded


def words_of(text: str) -> list[str]:
    """The words of ``text``: folded, split at everything that is neither letter nor digit."""
    return WORD.findall(fold(text))


def phrase(text: str) -> str:
    """``text`` as a look-up key: its words joined by single spaces; one copy for all tables."""
    return intern(" ".join(words_of(text)))
