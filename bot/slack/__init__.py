"""The Slack edge: what people send comes in, answers go out, and nothing is decided here."""
