"""Question -> reading: slots filled from the words, never whole sentences scored."""

from bot.understanding.reader import Reader

__all__ = ["Reader"]
