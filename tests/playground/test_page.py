"""The page in a real browser: everything that can be done in Slack can be done here."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.playground.conftest import Served, last, say

expect: Any = pytest.importorskip("playwright.sync_api").expect


# --- the real bot ------------------------------------------------------------------------------


def test_slash_command_is_answered_for_the_asker_alone(real: Served, open_page: Any) -> None:
    """`/srm` shows its answer in place, marked as visible to one person, and to nobody else."""
    page = open_page(real)
    say(page, "/srm who patches rds")
    expect(last(page)).to_contain_text("Only visible to you")
    expect(last(page)).to_contain_text("AWS is responsible for")
    page.locator("#me").select_option("U0BEN")
    expect(page.locator("#feed article")).to_have_count(1)


def test_mention_is_answered_in_its_thread(real: Served, open_page: Any) -> None:
    """A mention opens its thread as soon as the answer is there, and a follow-up goes on in it."""
    page = open_page(real)
    say(page, "@SRM who patches rds")
    expect(last(page, "#thread")).to_contain_text("AWS is responsible for")
    expect(page.locator("#feed")).to_contain_text("1 reply")
    say(page, "@SRM and on ec2?", "#thread")
    expect(page.locator("#thread article")).to_have_count(4)


def test_direct_message_is_answered(real: Served, open_page: Any) -> None:
    """In a direct message no mention is needed."""
    page = open_page(real)
    page.locator("#apps").get_by_text("SRM").click()
    say(page, "who patches rds")
    expect(page.locator("body")).to_contain_text("AWS is responsible for")


def test_reply_shows_its_json_and_a_way_to_the_builder(real: Served, open_page: Any) -> None:
    """Behind each reply is what Slack would be sent, and a link that opens it in Slack's builder."""
    page = open_page(real)
    say(page, "/srm who patches rds")
    last(page).locator("summary").click()
    expect(last(page).locator("pre")).to_contain_text('"type": "header"')
    link = last(page).locator(".json a").get_attribute("href")
    assert link.startswith("https://app.slack.com/block-kit-builder/#%7B%22blocks%22")


def test_suggestion_asks_in_one_click(real: Served, open_page: Any) -> None:
    """A newcomer gets an answer without knowing what to type."""
    page = open_page(real)
    page.get_by_role("button", name="/srm who patches rds").click()
    expect(last(page)).to_contain_text("AWS is responsible for")


def test_typed_markup_stays_text(real: Served, open_page: Any) -> None:
    """What somebody types is shown as typed, in the message and in the bot's answer to it."""
    page = open_page(real)
    say(page, "@SRM <img src=x onerror=document.title='owned'> & <b>who</b> patches rds")
    expect(page.locator("#feed article").nth(1)).to_contain_text("<img src=x onerror=")
    expect(page.locator("#thread article")).to_have_count(2)
    assert page.locator(".content img").count() == 0
    assert page.title() == "SRM playground"


# --- every feature -----------------------------------------------------------------------------


def test_button_posts_what_it_promises(sample: Served, open_page: Any) -> None:
    """An ephemeral answer becomes public by a button, naming who shared it."""
    page = open_page(sample)
    say(page, "/srm hello")
    page.get_by_role("button", name="Share").click()
    expect(last(page)).to_contain_text("shared by @Ana")
    page.locator("#me").select_option("U0BEN")
    expect(last(page)).to_contain_text("shared by @Ana")


def test_button_replaces_its_own_message(sample: Served, open_page: Any) -> None:
    """A reply can be paged in place."""
    page = open_page(sample)
    say(page, "/srm hello")
    expect(page.locator("#feed article")).to_have_count(2)
    page.get_by_role("button", name="More").click()
    expect(last(page)).to_contain_text("here is more")
    expect(page.locator("#feed article")).to_have_count(2)


def test_menu_sends_the_chosen_option(sample: Served, open_page: Any) -> None:
    """Choosing from a menu in a message is an action."""
    page = open_page(sample)
    say(page, "/srm hello")
    page.get_by_label("Pick").select_option("Two")
    expect(last(page)).to_contain_text("picked two")


def test_form_by_keyboard_with_a_misspelt_search(sample: Served, open_page: Any) -> None:
    """Shortcut, type-ahead, arrow keys, live update, submit: no mouse, and typed text survives."""
    page = open_page(sample)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#modal-title")).to_have_text("The form")
    expect(page.get_by_label("Service", exact=True)).to_be_focused()
    page.get_by_label("Note", exact=True).fill("kept")
    page.get_by_label("Service", exact=True).focus()
    page.keyboard.type("amazon")
    expect(page.locator("[role=option]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".view")).to_contain_text("about Amazon Redshift")
    expect(page.get_by_label("Note", exact=True)).to_have_value("kept")
    expect(page.get_by_label("Service", exact=True)).to_have_value("Amazon Redshift")
    page.get_by_label("Hard").check()
    page.get_by_role("button", name="Send", exact=True).last.click()
    expect(page.locator("#modal")).to_be_hidden()
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Messages", exact=True).click()
    expect(last(page)).to_contain_text("amazon redshift, hard")


def test_form_says_what_is_wrong_with_it(sample: Served, open_page: Any) -> None:
    """A missing field is caught before sending; what the bot objects to stands at its field."""
    page = open_page(sample)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Fill the form").click()
    page.locator("#modal .go").click()
    expect(page.locator(".view")).to_contain_text("Please complete this required field.")
    expect(page.get_by_label("Service", exact=True)).to_be_focused()
    page.get_by_label("Service", exact=True).fill("lambda")
    page.locator("[role=option]").click()
    page.get_by_label("Note", exact=True).fill("bad")
    expect(page.locator(".view")).to_contain_text("about AWS Lambda")
    page.locator("#modal .go").click()
    expect(page.locator(".view")).to_contain_text("Not that one.")


def test_faulty_options_are_refused_aloud(sample: Served, open_page: Any) -> None:
    """Options that Slack would not show are not shown here either, and the page says why."""
    page = open_page(sample)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Fill the form").click()
    page.get_by_label("Service", exact=True).fill("toolong")
    said = page.locator("#modal").get_by_role("alert").last
    expect(said).to_contain_text("Slack would refuse this: invalid_options")
    expect(page.locator("#modal [role=option]")).to_have_count(0)


def test_fault_at_no_field_is_refused_aloud(sample: Served, open_page: Any) -> None:
    """An error for a block that the form does not have would show nowhere in Slack."""
    page = open_page(sample)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Fill the form").click()
    page.get_by_label("Service", exact=True).fill("lambda")
    page.locator("[role=option]:visible").click()
    page.get_by_label("Note", exact=True).fill("stray")
    expect(page.locator(".view")).to_contain_text("about AWS Lambda")
    page.locator("#modal .go").click()
    expect(page.locator("#modal form > .error")).to_contain_text("errors/nowhere")


def test_modals_stack_and_close(sample: Served, open_page: Any) -> None:
    """A modal opens on another; closing it leads back, and Escape leaves them all."""
    page = open_page(sample)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Fill the form").click()
    page.get_by_role("button", name="Deeper").click()
    expect(page.locator("#modal-title")).to_have_text("Deeper")
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#modal-title")).to_have_text("The form")
    page.keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_hidden()


def test_no_to_an_answer_opens_a_form(sample: Served, open_page: Any) -> None:
    """The feedback buttons tell the two votes apart, and show which was cast."""
    page = open_page(sample)
    say(page, "/srm hello")
    page.get_by_role("button", name="Not helpful").click()
    expect(page.locator("#modal-title")).to_have_text("The form")
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")


def test_home_is_published_and_its_buttons_work(sample: Served, open_page: Any) -> None:
    """Opening the Home tab shows what the bot publishes then."""
    page = open_page(sample)
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Home", exact=True).click()
    expect(page.locator("#other")).to_contain_text("Home of everything")
    page.get_by_role("button", name="Refresh").click()
    expect(page.locator("#other")).to_contain_text("refreshed")


def test_message_shortcut_gets_the_message(sample: Served, open_page: Any) -> None:
    """A shortcut on somebody's message answers about that message."""
    page = open_page(sample)
    page.locator("#feed article").first.get_by_role("button", name="Quote this").click()
    expect(last(page)).to_contain_text("you mean: Our Fargate tasks")


def test_status_shows_until_the_answer(sample: Served, open_page: Any) -> None:
    """Work that takes its time is announced."""
    page = open_page(sample)
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Messages", exact=True).click()
    say(page, "slow")
    expect(page.locator("#feed .status")).to_contain_text("SRM is looking it up")


def test_suggested_prompt_is_sent(sample: Served, open_page: Any) -> None:
    """The prompts of the manifest stand in an empty direct message."""
    page = open_page(sample)
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Messages", exact=True).click()
    page.get_by_role("button", name="Greet").click()
    expect(last(page, "#thread")).to_contain_text("direct: hello there")


def test_workflow_step_runs(sample: Served, open_page: Any) -> None:
    """The step takes inputs and shows outputs, or the sentence it fails with."""
    page = open_page(sample)
    page.locator("#apps").get_by_text("Workflow").click()
    page.get_by_label("Word").fill("ahoy")
    page.get_by_role("button", name="Run the step").click()
    expect(page.locator(".runs")).to_contain_text("AHOY")
    page.get_by_label("Word").fill("no")
    page.get_by_role("button", name="Run the step").click()
    expect(page.locator(".runs")).to_contain_text("I would rather not.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/srm broken", '/srm failed with the error "dispatch_failed"'),
        ("/srm long", "Slack would refuse this: invalid_blocks"),
        ("/else", "/else is not a valid command."),
    ],
)
def test_what_goes_wrong_is_said(sample: Served, open_page: Any, typed: str, said: str) -> None:
    """A mistake of the bot's shows here as it would in Slack, and says why."""
    page = open_page(sample)
    say(page, typed)
    expect(last(page)).to_contain_text(said)


def test_bot_hears_nothing_where_it_is_not_a_member(sample: Served, open_page: Any) -> None:
    """Slack delivers no mention from a channel that the bot is not in, until it is invited."""
    page = open_page(sample, "/#C0RANDOM")
    say(page, "@SRM hello")
    expect(last(page)).to_contain_text("SRM is not in #random")
    say(page, "/invite @SRM")
    expect(last(page)).to_contain_text("SRM is in #random now")
    say(page, "@SRM hello")
    expect(last(page, "#thread")).to_contain_text("Ruling for you")


# --- the page itself ---------------------------------------------------------------------------


def test_theme_follows_the_system_and_can_be_switched(real: Served, open_page: Any) -> None:
    """Dark where the system is dark; a choice made here is kept."""
    page = open_page(real, color_scheme="dark")

    def ground() -> str:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert ground() == "rgb(26, 29, 33)"
    page.locator("#theme").click()
    assert ground() == "rgb(255, 255, 255)"
    page.reload()
    page.wait_for_selector("body[data-version]")
    assert ground() == "rgb(255, 255, 255)"


def test_page_fits_a_phone(real: Served, open_page: Any) -> None:
    """At 390 px nothing sticks out sideways, with an answer, a comparison and a thread open."""
    page = open_page(real, viewport={"width": 390, "height": 844})
    say(page, "/srm compare rds and ec2")
    expect(page.locator("#feed article")).to_have_count(2)
    say(page, "@SRM who patches rds")
    expect(last(page, "#thread")).to_contain_text("AWS is responsible for")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    wide = page.evaluate(
        "[...document.querySelectorAll('article')].filter(a => a.scrollWidth > a.clientWidth + 1).length"
    )
    assert wide == 0
    page.get_by_role("button", name="Close thread").click()
    page.get_by_role("button", name="Show channels").click()
    page.get_by_role("button", name="# security").click()
    expect(page.locator("#title")).to_have_text("# security")
    expect(page.locator("#sidebar")).not_to_be_in_viewport()


def test_page_fetches_nothing_from_elsewhere(real: Served, open_page: Any, browser: Any) -> None:
    """The playground works offline and tells nobody what is asked."""
    page = open_page(real)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    say(page, "/srm who patches rds")
    expect(last(page)).to_contain_text("AWS is responsible for")
    assert [url for url in asked if not re.match(rf"{real.address}/|data:", url)] == []
