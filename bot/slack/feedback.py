"""Votes on answers: one click each, and for a "no" a short form that asks what was wrong."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Reply
from bot.rendering import buttons, modal
from bot.slack import click, payload
from bot.slack.delivered import Delivered
from bot.slack.lazily import acknowledge
from bot.slack.payload import Payload
from bot.slack.posting import respond_privately

THANKS = "Thank you, that helps."


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody thought of an answer; who it was is not kept."""

    helpful: bool
    about: str
    """Ids of the rulings, or of the service, that the answer was made of."""
    comment: str = ""


class Votes:
    """Counts votes, and keeps the last five hundred comments, for as long as the process lives."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, bool]] = Counter()
        self.comments: deque[Vote] = deque(maxlen=500)

    def cast(self, vote: Vote) -> None:
        """The one place that every vote comes to."""
        if vote.comment:
            self.comments.append(vote)
        else:
            self.counts[vote.about, vote.helpful] += 1


def register(app: AsyncApp, votes: Votes, delivered: Delivered) -> None:
    """Hands each vote on once, thanks for a "yes", and asks what was wrong after a "no"."""

    async def vote(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        verdict, _, about = clicked.value.partition(" ")
        helpful = verdict == buttons.HELPFUL
        once = ("vote", clicked.channel, clicked.message, clicked.user, helpful)
        async with delivered.once([once]) as wanted:
            if wanted:
                votes.cast(Vote(helpful, about))
        if helpful:
            await respond_privately(respond, client, clicked, Reply(THANKS, ()))
        else:
            await client.views_open(trigger_id=clicked.trigger, view=modal.complaint(about))

    async def complain(ack: AsyncAck, view: Payload) -> None:
        values = payload.part(view, "state", "values", modal.COMPLAINT)
        comment = payload.text(values, modal.COMPLAINT, "value").strip()
        if comment:
            votes.cast(Vote(False, payload.text(view, "private_metadata"), comment))
        await ack(response_action="update", view=modal.thanks())

    app.action(buttons.FEEDBACK)(ack=acknowledge, lazy=[vote])
    app.view(modal.COMPLAINT)(complain)
