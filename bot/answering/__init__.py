"""Reading + knowledge -> answer."""

from bot.answering.answers import Answerer
from bot.answering.rulings import Rulebook

__all__ = ["Answerer", "Rulebook"]
