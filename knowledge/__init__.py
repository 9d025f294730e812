"""The knowledge base, as data: YAML files read through ``importlib.resources``."""
