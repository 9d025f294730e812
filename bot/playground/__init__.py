"""A local stand-in for Slack and its page: try everything with no Slack account."""
