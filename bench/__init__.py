"""Budgets and yardsticks, measured: ``python -m bench``."""
