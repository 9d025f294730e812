"""Question -> reading: slots filled from the words, never whole sentences scored."""

from bot.understanding.experience import Example, Experience
from bot.understanding.reader import Reader

__all__ = ["Example", "Experience", "Reader"]
