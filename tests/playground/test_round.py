"""The real bot clicked through in a real browser, as a newcomer would: every button, every surface."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.workspace import CLOUD
from tests.playground.conftest import Served, last, say

expect: Any = pytest.importorskip("playwright.sync_api").expect


def ask(page: Any, question: str) -> Any:
    """The private answer to a slash command."""
    before = page.locator("#feed article").count()
    say(page, f"/srm {question}")
    expect(page.locator("#feed article")).to_have_count(before + 1)
    return last(page)


def press(within: Any, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).click()


def search(field: Any, typed: str, wanted: str) -> None:
    """Types into a type-ahead and takes what it finds."""
    field.click()
    field.fill(typed)
    field.page.get_by_role("option", name=wanted, exact=True).click()


# --- buttons below a verdict ---------------------------------------------------------------------


def test_whole_picture_shows_the_stack_in_place(real: Served, open_page: Any) -> None:
    """From one ruling to the service's layers, without another message."""
    page = open_page(real)
    press(ask(page, "who patches rds"), "Whole picture")
    expect(last(page)).to_contain_text("Amazon RDS: who does what")
    expect(last(page)).to_contain_text("Facilities: AWS")
    expect(page.locator("#feed article")).to_have_count(2)


def test_comparing_finds_a_misspelt_service(real: Served, open_page: Any) -> None:
    """*Compare with…* takes a typo and answers in the same place, on the same responsibility."""
    page = open_page(real)
    answer = ask(page, "who patches rds")
    search(answer.get_by_role("combobox", name="Compare with…"), "elastcache", "Amazon ElastiCache")
    expect(last(page)).to_contain_text("Amazon RDS and Amazon ElastiCache")
    expect(last(page)).to_contain_text("ngine patching")


def test_why_is_answered_beside_the_verdict(real: Served, open_page: Any) -> None:
    """The trace comes as a private message of its own, and the verdict stays."""
    page = open_page(real)
    press(ask(page, "who patches rds"), "Why?")
    expect(page.locator("#feed article")).to_have_count(3)
    expect(last(page)).to_contain_text("Why this answer?")
    expect(last(page)).to_contain_text("Only visible to you")
    expect(page.locator("#feed article").nth(1)).to_contain_text("AWS is responsible for")


def test_sharing_makes_the_answer_public_once(real: Served, open_page: Any) -> None:
    """The private answer goes, the public one names who shared it, and the other person sees it."""
    page = open_page(real)
    press(ask(page, "who patches rds"), "Share in channel")
    expect(last(page)).to_contain_text("Shared by ana")
    expect(page.locator("#feed article")).to_have_count(2)
    expect(page.locator("#feed")).not_to_contain_text("Only visible to you")
    page.locator("#me").select_option("U0BEN")
    expect(last(page)).to_contain_text("Shared by ana")


def test_variant_button_moves_the_line(real: Served, open_page: Any) -> None:
    """Where the way a service is run decides, each way is a button."""
    page = open_page(real)
    press(ask(page, "who patches eks nodes"), "EKS on Fargate")
    expect(last(page).locator("h2")).to_contain_text("AWS is responsible for")
    expect(last(page).locator("h2")).to_contain_text("EKS on Fargate")


def test_choice_completes_a_question_back(real: Served, open_page: Any) -> None:
    """A question back is settled in one click."""
    page = open_page(real)
    press(ask(page, "who patches postgres"), "On Amazon EC2")
    expect(last(page).locator("h2")).to_contain_text("You are responsible for")


def test_helpful_is_thanked(real: Served, open_page: Any) -> None:
    """A vote is one click, and it shows."""
    page = open_page(real)
    ask(page, "who patches rds")
    vote = page.get_by_role("button", name="This answer helped me")
    vote.click()
    expect(vote).to_have_attribute("aria-pressed", "true")
    expect(last(page)).to_contain_text("Thank you, that helps.")


def test_not_helpful_asks_what_was_wrong(real: Served, open_page: Any) -> None:
    """A short form, thanks in it, and the way back to the answer."""
    page = open_page(real)
    ask(page, "who patches rds").get_by_role("button", name="did not help").click()
    expect(page.locator("#modal-title")).to_have_text("What was wrong?")
    page.get_by_label("What should the answer have been?").fill("It is mine on RDS Custom.")
    press(page.locator("#modal"), "Send")
    expect(page.locator("#modal-title")).to_have_text("Thank you")
    page.keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_hidden()


def test_long_list_is_opened_by_its_menu(real: Served, open_page: Any) -> None:
    """A list too long for a message leads on to each of its groups."""
    page = open_page(real)
    answer = ask(page, "services databases")
    answer.get_by_label("Show me…").select_option("Amazon RDS")
    expect(last(page)).to_contain_text("Amazon RDS: who does what")


# --- surfaces ------------------------------------------------------------------------------------


def test_form_finds_service_and_responsibility_and_rules_in_place(
    real: Served, open_page: Any
) -> None:
    """The global shortcut: a misspelt service, its stack, a responsibility, a variant, the ruling."""
    page = open_page(real)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Whose job is it?").click()
    view = page.locator("#modal .view")
    search(view.get_by_role("combobox", name="Service"), "lamdba", "AWS Lambda")
    expect(view).to_contain_text("AWS Lambda: who does what")
    search(view.get_by_role("combobox", name="Responsibility"), "runtime pat", "Language runtime patching")  # fmt: skip
    expect(view.locator("h2")).to_contain_text("AWS is responsible for language runtime patching")
    view.get_by_label("Run as").select_option("Lambda, container image")
    expect(view.locator("h2")).to_contain_text("You are responsible for")
    expect(view.get_by_role("combobox", name="Service")).to_have_value("AWS Lambda")


def test_form_offers_every_responsibility_before_anything_is_typed(
    real: Served, open_page: Any
) -> None:
    """Who does not know the words looks at the list; leaving it chooses nothing."""
    page = open_page(real)
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Whose job is it?").click()
    field = page.get_by_role("combobox", name="Responsibility")
    field.click()
    expect(page.get_by_role("option", name="Engine patching", exact=True)).to_be_visible()
    field.fill("eng")
    field.press("Tab")
    expect(field).to_have_value("")
    expect(page.locator("#modal [role=option]:visible")).to_have_count(0)


def test_home_is_browsed_from_category_to_stack(real: Served, open_page: Any) -> None:
    """Category, then service, then its layers; and the box answers a typed question."""
    page = open_page(real)
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Home", exact=True).click()
    home = page.locator("#other")
    home.get_by_label("Choose a category").select_option("databases")
    home.get_by_label("Choose a service").select_option("rds")
    expect(home).to_contain_text("Amazon RDS: who does what")
    box = home.get_by_label("Ask me")
    box.fill("who patches ec2")
    box.press("Enter")
    expect(home).to_contain_text("You are responsible for guest operating system patching")


def test_thread_is_followed(real: Served, open_page: Any) -> None:
    """A follow-up in a channel's thread takes the rest of its question from the one before."""
    page = open_page(real)
    say(page, "@SRM who patches the os on rds")
    expect(last(page, "#thread")).to_contain_text("AWS is responsible for")
    say(page, "@SRM and on ec2?", "#thread")
    expect(last(page, "#thread").locator("h2")).to_contain_text("You are responsible for")
    expect(last(page, "#thread").locator("h2")).to_contain_text("EC2")
    expect(page.locator("#feed")).to_contain_text("3 replies")


def test_direct_message_is_followed_without_a_mention(real: Served, open_page: Any) -> None:
    """A direct message opens a thread in which nothing but the question is needed."""
    page = open_page(real)
    page.locator("#apps").get_by_text("SRM").click()
    page.get_by_role("button", name="Patching a database").click()
    expect(last(page, "#thread")).to_contain_text("AWS is responsible for")
    say(page, "and on ec2?", "#thread")
    expect(last(page, "#thread").locator("h2")).to_contain_text("You are responsible for")
    press(last(page, "#thread"), "Why?")
    expect(last(page, "#thread")).to_contain_text("Why this answer?")


def test_somebody_elses_message_is_answered_and_shared_to_its_thread(
    real: Served, open_page: Any
) -> None:
    """The message shortcut answers privately; sharing puts the answer below that message."""
    page = open_page(real)
    press(page.locator("#feed article").first, "Who owns this?")
    expect(last(page)).to_contain_text("Only visible to you")
    expect(last(page).locator("h2")).to_contain_text("AWS Fargate")
    press(last(page), "Share to thread")
    expect(page.locator("#feed article")).to_have_count(1)
    press(page.locator("#feed article").first, "1 reply")
    expect(last(page, "#thread")).to_contain_text("Shared by ana")


def test_why_in_a_thread_is_no_reply_that_others_count(real: Served, open_page: Any) -> None:
    """A private note in a public thread shows to one person, and the thread's count stays."""
    page = open_page(real)
    say(page, "@SRM who patches rds")
    expect(page.locator("#thread article")).to_have_count(2)
    press(last(page, "#thread"), "Why?")
    expect(last(page, "#thread")).to_contain_text("Only visible to you")
    expect(page.locator("#feed article").last).to_contain_text("1 reply")


def test_workflow_step_gives_its_outputs_or_a_sentence(real: Served, open_page: Any) -> None:
    """The step takes a question or two names, and says what it found under each output's title."""
    page = open_page(real)
    page.locator("#apps").get_by_text("Workflow").click()
    page.get_by_label("Question", exact=True).fill("who patches rds")
    press(page, "Run the step")
    runs = page.get_by_role("log", name="Runs")
    expect(runs).to_contain_text("Your part")
    expect(runs.get_by_role("link")).to_have_attribute("href", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html")  # fmt: skip
    page.get_by_label("Question", exact=True).fill("what is the weather")
    press(page, "Run the step")
    expect(runs).to_contain_text("Error")


# --- without a mouse, without colour, on a phone -------------------------------------------------


def test_whole_round_by_keyboard(real: Served, open_page: Any) -> None:
    """Ask, reach a button, act, find the focus in the new answer, use the form, leave by Escape."""
    page = open_page(real)
    keyboard = page.keyboard
    tab_to = _tabber(page)
    keyboard.type("/srm who patches rds")
    keyboard.press("Enter")
    expect(last(page)).to_contain_text("AWS is responsible for")
    tab_to("Whole picture", "Shift+Tab")
    keyboard.press("Enter")
    expect(last(page)).to_contain_text("who does what")
    expect(last(page)).to_be_focused()
    tab_to("Compare with…")
    keyboard.type("aurroa")
    expect(page.get_by_role("option", name="Amazon Aurora", exact=True)).to_be_visible()
    keyboard.press("Enter")
    expect(last(page)).to_contain_text("Amazon RDS and Amazon Aurora")
    tab_to("Shortcuts")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Service")).to_be_focused()
    keyboard.type("lambda")
    expect(page.locator("#modal [role=option]").first).to_be_visible()
    keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_visible()
    keyboard.press("ArrowDown")
    expect(page.locator("#modal [role=option]").first).to_be_visible()
    keyboard.press("Enter")
    expect(page.locator("#modal .view")).to_contain_text("AWS Lambda: who does what")
    expect(page.get_by_role("combobox", name="Service")).to_be_focused()
    keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_hidden()
    expect(page.locator("#shortcuts summary")).to_be_focused()


def _tabber(page: Any) -> Any:
    """Presses a key until the focus is on what has that name."""

    def tab_to(name: str, key: str = "Tab") -> None:
        named = "(e => e.ariaLabel || e.textContent)(document.activeElement)"
        for _ in range(40):
            page.keyboard.press(key)
            if page.evaluate(named) == name:
                return
        pytest.fail(f"{name} cannot be reached by {key}")

    return tab_to


@pytest.mark.parametrize("question", ["who patches rds", "rds", "compare rds and ec2"])
def test_owner_is_said_in_words(real: Served, open_page: Any, question: str) -> None:
    """With emoji off every line that has a square still says the owner, so colour decides nothing."""
    page = open_page(real)
    answer = ask(page, question)
    lines = answer.evaluate(
        """article => [...article.querySelectorAll('.body > div, td, h2')]
            .flatMap(each => each.innerText.split('\\n')).filter(line => /[🟧🟦🟪]/u.test(line))"""
    )
    assert lines
    for line in lines:
        words = "".join(c for c in line if c.isascii()).strip()
        assert any(owner in words for owner in ("AWS", "You", "you", "Shared", "Both")), line


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(real: Served, open_page: Any, scheme: str, width: int) -> None:
    """Answers, lists, JSON, the form and Home fit the page: no scrolling sideways anywhere."""
    page = open_page(real, viewport={"width": width, "height": 844}, color_scheme=scheme)
    for question in ("who patches eks nodes", "rds", "compare rds, ec2 and lambda", "services"):
        ask(page, question)
    last(page).locator("summary").click()
    assert _sticking_out(page) == []
    page.locator("#shortcuts summary").click()
    page.get_by_role("button", name="Whose job is it?").click()
    search(page.get_by_role("combobox", name="Service"), "eks", "Amazon EKS")
    expect(page.locator("#modal .view")).to_contain_text("Amazon EKS: who does what")
    assert _sticking_out(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#modal")).to_be_hidden()
    page.evaluate("go('home')")
    page.get_by_label("Choose a category").select_option("databases")
    expect(page.get_by_label("Choose a service")).to_be_visible()
    assert _sticking_out(page) == []


def _sticking_out(page: Any) -> list[str]:
    """What is wider than the box that it stands in, but for what scrolls in a box of its own."""
    return page.evaluate(
        """[document.documentElement, ...document.querySelectorAll('.feed, .other, .view, article, .block')]
            .filter(each => each.offsetParent && each.scrollWidth > each.clientWidth + 1)
            .map(each => `${each.className}: ${each.scrollWidth} in ${each.clientWidth}`)"""
    )


def test_phone_covers_the_channel_with_the_thread(real: Served, open_page: Any) -> None:
    """Behind an open thread nothing can be reached by keyboard; Escape leads back."""
    page = open_page(real, viewport={"width": 390, "height": 844})
    say(page, "@SRM who patches rds")
    expect(last(page, "#thread")).to_contain_text("AWS is responsible for")
    assert page.evaluate("document.querySelector('main').inert")
    expect(page.locator("#thread textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#composer textarea")).to_be_focused()


def test_phone_menu_opens_and_closes_by_keyboard(real: Served, open_page: Any) -> None:
    """The list of channels takes the focus and gives it back."""
    page = open_page(real, viewport={"width": 390, "height": 844})
    menu = page.get_by_role("button", name="Show channels")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="# cloud")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_question_stays_in_sight_when_its_thread_opens(real: Served, open_page: Any) -> None:
    """The thread takes half of the width; the message that it belongs to is still shown beside it."""
    page = open_page(real)
    ask(page, "rds")
    say(page, "@SRM who patches rds")
    expect(page.locator("#thread article")).to_have_count(2)
    expect(last(page)).to_be_in_viewport(ratio=1)


def test_focus_survives_what_others_do(real: Served, open_page: Any) -> None:
    """News from elsewhere takes nobody's place on the keyboard away."""
    page = open_page(real)
    button = page.get_by_role("button", name="# security")
    button.focus()
    real.playground.standin.call("chat.postMessage", {"channel": CLOUD, "text": "news"})
    expect(last(page)).to_contain_text("news")
    expect(button).to_be_focused()


def test_browser_leads_back(real: Served, open_page: Any) -> None:
    """Back and forth go from channel to channel, as on every page of a phone."""
    page = open_page(real)
    page.get_by_role("button", name="# security").click()
    expect(page.locator("#title")).to_have_text("# security")
    page.go_back()
    expect(page.locator("#title")).to_have_text("# cloud")
    page.go_forward()
    expect(page.locator("#title")).to_have_text("# security")
