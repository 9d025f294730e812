"""The ``srm`` command. Each subcommand imports only what it needs, so that asking stays quick."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, cast

import typer

if TYPE_CHECKING:
    from bot.engine import Engine
    from bot.model import Question
    from bot.settings import Http, SocketMode

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="On AWS, whose job is it: AWS's, the customer's, or both?",
)
_JSON_SCHEMAS = ("profile", "responsibility", "service")


def main() -> None:
    """Entry point of the console script."""
    cli()


def _fail(message: str, status: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)


def _engine() -> Engine:
    from bot import compiled

    try:
        return compiled.engine()
    except ValueError as error:
        _fail(str(error))


@cli.command()
def ask(
    text: Annotated[list[str] | None, typer.Argument(help="The question.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON record.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read JSON objects, one a line, from standard input.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Show how the question was read and the ruling chosen.")
    ] = False,
) -> None:
    """Answer a question."""
    from bot import rendering
    from bot.model import Question

    if jsonl:
        if text or as_json or why:
            _fail("--jsonl takes its questions from standard input: leave the other words out", 2)
        raise typer.Exit(_ask_lines(_engine(), sys.stdin.buffer))
    if text is None:
        _fail("ask what? For example: srm ask who patches rds", 2)
    question = Question(" ".join(text))
    answer = _engine().answer(question)
    if as_json:
        typer.echo(json.dumps(rendering.record(answer, question=question)))
        return
    typer.echo(rendering.terminal(answer, today=datetime.now(UTC).date()))
    if why:
        typer.echo(rendering.trace(answer))


def _ask_lines(engine: Engine, lines: Iterable[bytes]) -> int:
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record, ok = _answer_line(engine, number, line)
        status = status if ok else 1
        # ASCII, so that half a surrogate pair or another locale cannot end the run.
        sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()
    return status


def _answer_line(engine: Engine, number: int, line: bytes) -> tuple[dict[str, Any], bool]:
    from bot import rendering

    fields: dict[str, Any] = {}
    try:
        fields = _object(line)
        question = _question(fields)
    except (ValueError, RecursionError) as error:
        given = fields.get("id")
        return {"id": given, "outcome": "help", "error": f"line {number}: {error}"}, False
    answer = engine.answer(question)
    return rendering.record(answer, id=fields.get("id"), question=question), True


def _object(line: str | bytes) -> dict[str, Any]:
    found: Any = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("is not a JSON object")
    return cast("dict[str, Any]", found)


def _question(fields: Mapping[str, Any]) -> Question:
    from bot.model import Question, Surface

    text, previous = fields.get("text"), fields.get("previous")
    surface = fields.get("surface") or Surface.SLASH
    if not isinstance(text, str):
        raise ValueError("has no string 'text'")
    if previous is not None and not isinstance(previous, str):
        raise ValueError("'previous' is neither a string nor null")
    if surface not in tuple(Surface):
        raise ValueError(f"'surface' is none of {', '.join(Surface)}")
    return Question(text, Surface(surface), previous)


@cli.command()
def check(
    *,
    root: Annotated[
        Path | None, typer.Option(help="Check this folder instead of the shipped base.")
    ] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Also list rulings whose review date has passed.")
    ] = False,
) -> None:
    """Check every knowledge file and run every example question against the whole base."""
    from bot.catalog import CatalogError, load
    from bot.engine import Engine
    from bot.evaluation import astray, unused

    try:
        knowledge = load(root)
    except CatalogError as error:
        _fail(str(error))
    engine = Engine(knowledge)
    problems = sorted([*astray(engine), *unused(knowledge)])
    for problem in problems:
        typer.echo(str(problem))
    rulings = knowledge.rulings()
    if stale:
        today = datetime.now(UTC).date()
        for ruling in sorted(rulings.values(), key=lambda r: (r.review_by, r.id)):
            if ruling.review_by < today:
                typer.echo(
                    f"{ruling.file}:{ruling.line}: {ruling.id}: review by {ruling.review_by}"
                )
    asks = sum(len(ruling.asks) for ruling in rulings.values())
    typer.echo(
        f"{len(knowledge.services)} services, {len(knowledge.responsibilities)} responsibilities, "
        f"{len(rulings)} rulings, {asks} example questions, version {knowledge.version}"
    )
    if problems:
        _fail(f"{len(problems)} problem(s)")


@cli.command(name="compile")
def compile_knowledge() -> None:
    """Compile the shipped knowledge base, so that every start is quick."""
    from bot import compiled
    from bot.catalog import CatalogError, shipped

    try:
        built = compiled.build()
    except CatalogError as error:
        _fail(str(error))
    typer.echo(f"wrote {compiled.write(built, Path(str(shipped())))}")


@cli.command()
def show(ruling_id: Annotated[str, typer.Argument(help="For example rds:backups.")]) -> None:
    """Print one ruling with its file, clauses, sources and dates."""
    from difflib import get_close_matches

    from bot import rendering

    rulings = _engine().knowledge.rulings()
    ruling = rulings.get(ruling_id)
    if ruling is None:
        near = ", ".join(get_close_matches(ruling_id, rulings)) or "none like it"
        _fail(f"there is no ruling {ruling_id!r}; near it: {near}", 2)
    typer.echo(rendering.ruling_text(ruling))


@cli.command(name="eval")
def evaluate(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Labelled cases, JSON lines.")
    ],
    *,
    verbose: Annotated[
        bool, typer.Option("--show", help="Print every case that is not right.")
    ] = False,
) -> None:
    """Grade labelled cases: right, safe, soft, hard, with a table per kind."""
    from rich.console import Console
    from rich.table import Table

    from bot import rendering
    from bot.evaluation import FAILING, Grade, case, grade

    engine = _engine()
    failed = False
    for file in files:
        counts: dict[str, Counter[Grade]] = {}
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                wanted = case(_object(line))
                question = _question(wanted.fields)
            except (ValueError, KeyError) as error:
                _fail(f"{file}:{number}: {error}", 2)
            record = rendering.record(engine.answer(question))
            result = grade(wanted, record)
            failed = failed or result in FAILING
            counts.setdefault(f"{wanted.expect}/{wanted.owner or '-'}", Counter())[result] += 1
            if verbose and result is not Grade.RIGHT:
                reached = [part["ruling"] for part in record["parts"]]
                typer.echo(
                    f"{result:5} {wanted.id} {wanted.text[:100]!r} {record['outcome']} {reached}"
                )
        table = Table(title=str(file))
        table.add_column("kind")
        for result in Grade:
            table.add_column(result, justify="right")
        total: Counter[Grade] = Counter()
        for kind, row in sorted(counts.items()):
            table.add_row(kind, *(str(row[g]) for g in Grade))
            total += row
        cases = total.total() or 1
        table.add_section()
        table.add_row(
            f"all {total.total()} ({100 * total[Grade.RIGHT] / cases:.1f} % right)",
            *(str(total[g]) for g in Grade),
        )
        Console(highlight=False).print(table)
    if failed:
        raise typer.Exit(1)


@cli.command()
def schema(
    kind: Annotated[str, typer.Argument(help="service, profile or responsibility.")],
) -> None:
    """Print the JSON Schema of a kind of knowledge file, for editors."""
    from bot.catalog import schema as shapes

    models = {
        "service": shapes.ServiceFile,
        "profile": shapes.ProfileFile,
        "responsibility": shapes.ResponsibilityFile,
    }
    if kind not in models:
        _fail(f"{kind!r} is none of {', '.join(_JSON_SCHEMAS)}", 2)
    typer.echo(json.dumps(models[kind].model_json_schema(), indent=2))


@cli.command()
def manifest(
    *,
    url: Annotated[
        str | None,
        typer.Option(help="The public https address of the bot: HTTP instead of Socket Mode."),
    ] = None,
) -> None:
    """Print the Slack app manifest."""
    from bot.slack.manifest import manifest as build

    try:
        typer.echo(json.dumps(build(url), indent=2))
    except ValueError as error:
        _fail(str(error), 2)


@cli.command()
def serve(
    *,
    http: Annotated[bool, typer.Option("--http", help="Slack posts to this process.")] = False,
    socket: Annotated[
        bool, typer.Option("--socket", help="Connect to Slack over Socket Mode.")
    ] = False,
) -> None:
    """Run the bot: in Slack when its variables are set, else in the local playground."""
    from bot import settings

    if http and socket:
        _fail("--http and --socket exclude each other: choose one", 2)
    way = settings.Way.HTTP if http else settings.Way.SOCKET if socket else None
    try:
        chosen = settings.load(way)
    except settings.SettingsError as error:
        _fail(str(error), 2)
    match chosen:
        case settings.Playground():
            playground()
        case settings.Http():
            _serve_http(chosen)
        case settings.SocketMode():
            for note in chosen.notes:
                typer.echo(note, err=True)
            _serve_socket(chosen)


def _log_to_stderr() -> None:
    import logging

    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )


def _serve_http(chosen: Http) -> None:
    from bot.slack.app import build_app
    from bot.slack.http import Endpoint
    from bot.slack.sign_in import SignInError
    from bot.web import server

    _log_to_stderr()
    engine = _engine()
    app = build_app(engine, token=chosen.bot_token, feedback=chosen.feedback)
    endpoint = Endpoint(app, chosen.signing_secret)
    try:
        server.run(endpoint, chosen.port, {"knowledge": engine.knowledge.version})
    except SignInError as error:
        _fail(str(error))


def _serve_socket(chosen: SocketMode) -> None:
    import asyncio

    from bot.slack.app import build_app
    from bot.slack.sign_in import SignInError
    from bot.slack.socket import serve as serve_socket

    _log_to_stderr()
    engine = _engine()

    async def connected() -> None:
        app = build_app(engine, token=chosen.bot_token, feedback=chosen.feedback)
        await serve_socket(app, chosen.app_token)

    try:
        asyncio.run(connected())
    except SignInError as error:
        _fail(str(error))


@cli.command(name="playground")
def playground(*, port: Annotated[int, typer.Option(help="0 takes any free port.")] = 8765) -> None:
    """Try everything in a local page, with no Slack account."""
    from bot.playground.app import run

    try:
        run(_engine(), port)
    except OSError as error:
        _fail(f"port {port} cannot be had ({error.strerror}): choose another with --port")


@cli.command()
def coverage(
    *,
    html: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the whole grid to this file.")
    ] = None,
    most: Annotated[int, typer.Option(help="How many of the thinnest services to list.")] = 20,
) -> None:
    """Show where every service's answers come from, and which services are thinnest."""
    from rich.console import Console
    from rich.table import Table

    from bot import coverage as grid
    from bot.model import Basis

    measured = grid.measure(_engine().knowledge)
    if html is not None:
        html.write_text(grid.page(measured), encoding="utf-8")
        typer.echo(f"wrote {html}")
    table = Table(title="Thinnest services: cells by the level that answers")
    table.add_column("service")
    for basis in Basis:
        table.add_column(basis, justify="right")
    for row in measured.rows[:most]:
        table.add_row(row.service, *(str(row.count(basis)) for basis in Basis))
    table.add_section()
    table.add_row(
        f"all {len(measured.rows)} services",
        *(str(sum(row.count(basis) for row in measured.rows)) for basis in Basis),
    )
    Console(highlight=False).print(table)
