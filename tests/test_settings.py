"""Which variables lead to which way of running, and how mistakes are told."""

from pathlib import Path

import pytest

from bot.settings import Http, Playground, SettingsError, SocketMode, Way, load, read

BOT = {"SLACK_BOT_TOKEN": "xoxb-secret-bot"}
APP = {"SLACK_APP_TOKEN": "xapp-secret-app"}
SIGNING = {"SLACK_SIGNING_SECRET": "c0ffee-signing"}


def problems(variables: dict[str, str], way: Way | None = None) -> str:
    with pytest.raises(SettingsError) as refused:
        read(variables, way)
    return str(refused.value)


def test_no_slack_variable_is_the_playground():
    assert read({"PATH": "/bin", "PORT": "8000"}) == Playground()


def test_a_variable_set_to_nothing_counts_as_not_set():
    assert read({"SLACK_BOT_TOKEN": " ", "SLACK_APP_TOKEN": ""}) == Playground()


def test_bot_and_app_token_are_socket_mode():
    assert read(BOT | APP) == SocketMode("xoxb-secret-bot", "xapp-secret-app")


def test_a_signing_secret_beside_socket_mode_is_ignored_and_said_so():
    settings = read(BOT | APP | SIGNING)
    assert isinstance(settings, SocketMode)
    assert settings.notes == ("SLACK_SIGNING_SECRET is ignored: Socket Mode does not need it.",)


def test_bot_token_and_signing_secret_are_http_on_port_3000():
    assert read(BOT | SIGNING) == Http("xoxb-secret-bot", "c0ffee-signing", 3000)


def test_http_listens_on_the_port_given():
    settings = read(BOT | SIGNING | {"PORT": "8080"})
    assert isinstance(settings, Http)
    assert settings.port == 8080


def test_http_can_be_asked_for_when_all_three_are_set():
    assert isinstance(read(BOT | APP | SIGNING, Way.HTTP), Http)


@pytest.mark.parametrize(
    ("variables", "way", "named"),
    [
        (BOT, None, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        (APP, None, ["SLACK_BOT_TOKEN is missing"]),
        (SIGNING, None, ["SLACK_BOT_TOKEN is missing"]),
        (APP | SIGNING, None, ["SLACK_BOT_TOKEN is missing"]),
        (BOT | APP, Way.HTTP, ["SLACK_SIGNING_SECRET is missing"]),
        (BOT | SIGNING, Way.SOCKET, ["SLACK_APP_TOKEN is missing"]),
        ({}, Way.SOCKET, ["SLACK_BOT_TOKEN is missing", "SLACK_APP_TOKEN is missing"]),
        ({}, Way.HTTP, ["SLACK_BOT_TOKEN is missing", "SLACK_SIGNING_SECRET is missing"]),
    ],
)
def test_a_half_configured_mix_is_refused_with_what_is_missing(
    variables: dict[str, str], way: Way | None, named: list[str]
):
    text = problems(variables, way)
    assert all(name in text for name in named)


def test_only_what_is_missing_is_named():
    assert "SLACK_BOT_TOKEN is missing" not in problems(BOT | APP, Way.HTTP)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        (
            {"SLACK_BOT_TOKEN": "xapp-1"} | APP,
            "SLACK_BOT_TOKEN holds an app-level token, which belongs in SLACK_APP_TOKEN",
        ),
        (
            BOT | {"SLACK_APP_TOKEN": "xoxb-1"},
            "SLACK_APP_TOKEN holds a bot token, which belongs in SLACK_BOT_TOKEN",
        ),
        (
            BOT | {"SLACK_SIGNING_SECRET": "xapp-1"},
            "SLACK_SIGNING_SECRET holds an app-level token",
        ),
        ({"SLACK_BOT_TOKEN": "xoxp-1"} | APP, "SLACK_BOT_TOKEN holds a user token"),
        ({"SLACK_BOT_TOKEN": "hello"} | APP, "SLACK_BOT_TOKEN does not start with xoxb-"),
    ],
)
def test_a_token_in_the_wrong_place_is_refused(variables: dict[str, str], expected: str):
    assert expected in problems(variables)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "3000.5", "9" * 5000, "٣"])
def test_a_port_that_is_none_is_refused(port: str):
    assert "PORT is not a port" in problems(BOT | SIGNING | {"PORT": port})


@pytest.mark.parametrize("mode", [BOT | APP, BOT | SIGNING])
@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, True), ("", True), ("on", True), ("off", False), (" OFF ", False)],
)
def test_votes_are_asked_for_until_they_are_switched_off(
    mode: dict[str, str], value: str | None, expected: bool
):
    settings = read(mode if value is None else mode | {"SRM_FEEDBACK": value})
    assert isinstance(settings, Http | SocketMode)
    assert settings.feedback is expected


def test_a_switch_that_is_neither_on_nor_off_is_refused():
    assert "SRM_FEEDBACK is neither on nor off" in problems(BOT | APP | {"SRM_FEEDBACK": "maybe"})


def test_socket_mode_does_not_care_about_the_port():
    assert isinstance(read(BOT | APP | {"PORT": "nonsense"}), SocketMode)


@pytest.mark.parametrize("variables", [BOT | APP, BOT | SIGNING])
def test_no_secret_shows_when_settings_are_printed(variables: dict[str, str]):
    printed = repr(read(variables)) + str(read(variables))
    assert not any(value in printed for value in variables.values())


def test_no_secret_shows_in_a_refusal():
    text = problems({"SLACK_BOT_TOKEN": "xapp-marker", "SLACK_SIGNING_SECRET": "xoxb-marker"})
    assert "marker" not in text


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_SIGNING_SECRET=from-file\nPORT=4000\n")
    for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    assert load(dotenv=dotenv) == Http("xoxb-environment", "from-file", 4000)


def test_a_missing_file_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert load(dotenv=tmp_path / ".env") == Playground()


def test_variables_of_an_install_page_are_refused():
    text = problems(BOT | APP | {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "marker"})
    assert (
        text
        == "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set, but this bot has no install page. Unset them."
    )
