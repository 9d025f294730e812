"""How text gets into Slack's markup without becoming markup.

Rules: https://docs.slack.dev/messaging/formatting-message-text#escaping
"""

from __future__ import annotations

_LONGEST_TYPED = 40
_SAFE_MARKS = frozenset(" -'")


def escape(text: str) -> str:
    """``text`` for a ``mrkdwn`` object or a message's ``text``: the three control characters escaped."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def link(url: str, label: str) -> str:
    """A ``mrkdwn`` link; neither part can end it early."""
    return f"<{escape(url).replace('|', '%7C')}|{escape(label)}>"


def cut(text: str, limit: int) -> str:
    """``text``, or its beginning and an ellipsis, in at most ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def cut_escaped(text: str, limit: int) -> str:
    """As ``cut``, for text that is escaped already: never leaves half an entity at the end."""
    if len(text) <= limit:
        return text
    head, ampersand, entity = text[: limit - 1].rpartition("&")
    kept = head if ampersand and ";" not in entity else text[: limit - 1]
    return kept.rstrip() + "…"


def harmless(typed: str) -> str:
    """What is left of a word that a user typed when it is shown again: letters, digits, spaces, hyphens.

    Empty when nothing is left. Markup, mentions, addresses and control characters all need a
    character that is dropped here, so the result is the same in every kind of text object.
    """
    kept = "".join(c for c in typed[:1000] if c.isalnum() or c in _SAFE_MARKS)
    return cut(" ".join(kept.split()), _LONGEST_TYPED)
