"""The workflow step: outputs for later steps, or a sentence that says what was missing."""

import pytest

from bot.model import Knowledge
from bot.slack.manifest import manifest
from bot.slack.workflow import ONE_RULING
from tests.slack.conftest import Asked
from tests.slack.workspace import Workspace, recorded


@pytest.mark.parametrize(
    "inputs",
    [
        {"question": "who patches rds"},
        {"service": "RDS", "responsibility": "engine patching"},
        {"question": " ", "service": "rds", "responsibility": "patching"},
    ],
)
async def test_it_completes_with_the_owner_both_parts_and_the_source(
    workspace: Workspace, inputs: dict[str, str]
):
    await workspace.event(recorded("workflow_step", inputs=inputs))
    sent = workspace.api.one("functions.completeSuccess")
    assert sent["function_execution_id"] == "Fx0STEP"
    outputs = sent["outputs"]
    assert outputs["owner"] == "AWS"
    assert outputs["aws_part"].startswith("AWS ")
    assert outputs["customer_part"].startswith("You ")
    assert "checked" in outputs["source"]
    assert outputs["link"].startswith("https://docs.aws.amazon.com/")


async def test_it_gives_exactly_the_outputs_of_the_manifest(workspace: Workspace):
    await workspace.event(recorded("workflow_step"))
    outputs = workspace.api.one("functions.completeSuccess")["outputs"]
    declared = manifest()["functions"]["find_owner"]["output_parameters"]
    assert outputs.keys() == declared["properties"].keys() == set(declared["required"])


async def test_it_answers_with_the_token_of_the_step(workspace: Workspace):
    await workspace.event(recorded("workflow_step"))
    assert workspace.api.one("functions.completeSuccess")["token"] == "xwfp-made-up"


async def test_several_rulings_stand_line_by_line(workspace: Workspace):
    inputs = {"question": "who patches rds? who configures security groups on ec2?"}
    await workspace.event(recorded("workflow_step", inputs=inputs))
    outputs = workspace.api.one("functions.completeSuccess")["outputs"]
    assert outputs["owner"] == "Several"
    assert len(outputs["customer_part"].splitlines()) == 2


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, "Give the step a question"),
        ({"question": ""}, "Give the step a question"),
        ({"question": "lunch?"}, "Ask who does something"),
        (None, "Give the step a question"),
        ({"question": 7}, "Give the step a question"),
        ({"service": "rds"}, ONE_RULING),
        ({"question": "compare rds and ec2"}, ONE_RULING),
        ({"question": "services"}, ONE_RULING),
        ({"question": "who patches postgres"}, "Where does PostgreSQL run? For example: “"),
    ],
)
async def test_it_fails_with_a_sentence(workspace: Workspace, inputs: object, expected: str):
    await workspace.event(recorded("workflow_step", inputs=inputs))
    error = workspace.api.one("functions.completeError")["error"]
    assert expected in error
    assert "\n" not in error


async def test_it_fails_with_an_apology_when_something_breaks(workspace: Workspace, engine: Asked):
    engine.failure = RuntimeError()
    await workspace.event(recorded("workflow_step"))
    sent = workspace.api.one("functions.completeError")
    assert sent["function_execution_id"] == "Fx0STEP"
    assert "something broke on my side" in sent["error"]


async def test_it_says_where_no_page_is_behind_the_owner(
    workspace: Workspace, knowledge: Knowledge
):
    inferred = next(
        (service, slug)
        for service in knowledge.services.values()
        for slug, ruling in service.rulings.items()
        if not ruling.sources
    )
    inputs = {"service": inferred[0].name, "responsibility": inferred[1].replace("-", " ")}
    await workspace.event(recorded("workflow_step", inputs=inputs))
    outputs = workspace.api.one("functions.completeSuccess")["outputs"]
    assert outputs["source"].startswith("Inferred:")
    assert outputs["link"] == ""
