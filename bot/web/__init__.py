"""The ASGI app: Slack's endpoint and a health check."""
