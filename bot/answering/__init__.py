"""Reading + knowledge -> answer."""

from bot.answering.answers import Answerer
from bot.answering.rulings import Rulebook
from bot.answering.second_opinion import SecondOpinion, gist

__all__ = ["Answerer", "Rulebook", "SecondOpinion", "gist"]
