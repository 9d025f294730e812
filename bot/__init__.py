"""SRM: on AWS, whose job is it? A Slack bot that answers from a curated knowledge base."""
