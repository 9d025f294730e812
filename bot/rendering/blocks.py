"""An answer as Block Kit: plain dictionaries, as Slack is sent them.

Every text that goes into ``mrkdwn`` passes ``escape``. Sizes stay inside ``limits`` by construction
where a list can grow, and by the schema of the knowledge files everywhere else; the tests hold
both. Reference: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model import (
    Answer,
    Choice,
    Clarification,
    Comparison,
    Help,
    LayerOwners,
    Listing,
    Moved,
    OutOfScope,
    Overview,
    Owner,
    Unknown,
    Verdict,
)
from bot.rendering import limits, words
from bot.rendering.escaping import cut, cut_escaped, escape, link
from bot.rendering.paging import fits, paged
from bot.rendering.said import Said, SaidPart

Block = dict[str, object]

_LONGEST_NOTES = 1_500
_LONGEST_LINE = 2_500
_MOST_PARTS = 6
"""Parts of a verdict on one page; a message of more is read by nobody."""
_MOST_BUTTONS = 6
"""Buttons under a verdict: two rows on a phone."""
_SHOWN_OF_A_BUTTON = 30
"""Characters of a button's text that Slack shows before it cuts it off."""


def pages(answer: Answer, said: Said) -> list[list[Block]]:
    """The blocks of the answer, page by page; together the pages hold all of it."""
    match answer:
        case Verdict() if len(said.parts) > 1:
            return paged([], _notes(said), map(_group, said.parts), most=_MOST_PARTS, divided=True)
        case Verdict():
            return [_verdict(said)]
        case Comparison():
            return _comparison(answer, said)
        case Overview():
            return _overview(answer, said)
        case Listing():
            return _listing(answer, said)
        case Clarification():
            return [_asking(said, escape(answer.prompt), answer.choices)]
        case Unknown():
            return [_asking(said, escape(words.unknown(answer)), answer.choices)]
        case OutOfScope():
            reason, instead = words.out_of_scope(answer)
            return [[_section(escape(reason)), _context(escape(instead))]]
        case Help():
            return [_help(answer, said)]


# --- a verdict -----------------------------------------------------------------------------


def _verdict(said: Said) -> list[Block]:
    part = said.parts[0]
    return [
        _header(f"{words.SQUARE[part.owner]} {part.headline.removesuffix('.')}"),
        *_notes(said),
        _section(_body(part)),
        _context(_small_print(part)),
        *_buttons(part.moved),
    ]


def _group(part: SaidPart) -> list[Block]:
    """One of several parts."""
    headline = f"{words.SQUARE[part.owner]} *{escape(part.headline)}*"
    return [_section(f"{headline}\n{_body(part)}"), _context(_small_print(part))]


def _body(part: SaidPart) -> str:
    """Who does what, the default state, and the variants that move the line."""
    found = [f"*{party}*{escape(rest)}" for party, rest in part.sides]
    if part.whole is not None:
        found.insert(0, part.whole)
    if part.default is not None:
        found.append(f"*Default:* {part.default}.")
    if part.moved:
        found.append(f"\n*{part.moves}*")
        found += [f"{_owner(moved.owner)}: {escape(moved.label)}" for moved in part.moved]
    return "\n".join(found)


def _small_print(part: SaidPart) -> str:
    """Why, where the ruling came from, and what says so."""
    found = [escape(f"{part.reason} {part.basis}")]
    found += [
        f"{link(source.url, source.title)}, checked {words.day(source.checked)}"
        for source in part.sources
    ]
    found += [f"⚠️ {warning}" for warning in part.warnings]
    return "\n".join(found)


# --- a service, or several -----------------------------------------------------------------


def _overview(answer: Overview, said: Said) -> list[list[Block]]:
    """The stack on the first page, every responsibility of each layer on those after it."""
    header = _header(words.stack_title(answer))
    stack = [
        f"{words.SQUARE[layer.owner]} *{words.title(layer.layer)}:* {words.layer_owner(layer)}"
        for layer in answer.stack
    ]
    mixed = [f"*{layer}.* {escape(owners)}" for layer, owners in words.mixed(answer)]
    first = [
        header,
        *_notes(said),
        _section("\n".join(stack)),
        *([_context("\n".join([words.MIXED, *mixed]))] if mixed else []),
        _context(link(answer.service.docs, f"{answer.service.name} documentation")),
        *_buttons(answer.choices, limits.ACTIONS_ELEMENTS),
    ]
    return [first, *paged([header], [], ([_layer(layer)] for layer in answer.stack))]


def _layer(layer: LayerOwners) -> Block:
    owned = words.by_owner(layer.parts).items()
    lines = [f"{_owner(owner)}: {escape(', '.join(titles))}" for owner, titles in owned]
    return _section("\n".join([f"*{words.title(layer.layer)}*", *lines]))


def _comparison(answer: Comparison, said: Said) -> list[list[Block]]:
    """What differs as a table where Slack takes it, else written out; then what is the same."""
    table = _table(answer)
    rows, columns = len(answer.rows), len(answer.subjects)
    if not rows:
        groups = [[_section(words.NO_DIFFERENCE)]]
    elif rows < limits.TABLE_ROWS and columns < limits.TABLE_COLUMNS and fits(table):
        groups = [[table]]
    else:
        groups = [[section] for section in _packed(_comparison_lines(answer))]
    groups += [[_context(escape(line))] for line in words.same(answer)]
    groups += [_group(part) for part in said.parts]
    header = _header(words.comparison_title(answer))
    return paged([header], _notes(said), groups, most=_MOST_PARTS + 2)


def _table(answer: Comparison) -> Block:
    rows = [[_cell("Responsibility"), *map(_cell, answer.subjects)]]
    rows += [
        [_cell(row.responsibility.title), *(_cell(_owner(part.owner)) for part in row.parts)]
        for row in answer.rows
    ]
    return {"type": "table", "column_settings": [{"is_wrapped": True}], "rows": rows}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def _comparison_lines(answer: Comparison) -> list[str]:
    return [
        f"*{escape(row.responsibility.title)}*\n"
        + "\n".join(
            f"{_owner(part.owner)}: {escape(subject)}"
            for subject, part in zip(answer.subjects, row.parts, strict=True)
        )
        for row in answer.rows
    ]


def _owner(owner: Owner) -> str:
    return f"{words.SQUARE[owner]} {words.OWNER[owner]}"


# --- everything else -----------------------------------------------------------------------


def _listing(answer: Listing, said: Said) -> list[list[Block]]:
    lines: list[str] = []
    for name, choices in answer.groups:
        labels = words.packed([escape(choice.label) for choice in choices], _LONGEST_LINE)
        lines += [f"*{escape(words.title(name))}*\n{labels[0]}", *labels[1:]]
    sections = ([section] for section in _packed(lines))
    return paged([_header(answer.title)], _notes(said), sections)


def _asking(said: Said, text: str, choices: Sequence[Choice]) -> list[Block]:
    """A text with choices; a label too long for a button is also written out above it."""
    choices = choices[: limits.ACTIONS_ELEMENTS]
    if any(len(choice.label) > _SHOWN_OF_A_BUTTON for choice in choices):
        numbered = [
            (f"{n}. {choice.label}", choice.question) for n, choice in enumerate(choices, 1)
        ]
        text = "\n".join([text, *(escape(label) for label, _ in numbered)])
        choices = [Choice(label, question) for label, question in numbered]
    return [*_notes(said), *_packed([text]), *_buttons(choices, limits.ACTIONS_ELEMENTS)]


def _help(answer: Help, said: Said) -> list[Block]:
    return [
        _header(words.HELP_TITLE),
        *_notes(said),
        _section("\n".join(map(escape, words.HELP))),
        _context(escape(words.HELP_LIMITS)),
        *_buttons(answer.choices),
    ]


def _notes(said: Said) -> list[Block]:
    return [_context(escape(cut(" ".join(said.notes), _LONGEST_NOTES)))] if said.notes else []


def _buttons(choices: Sequence[Choice | Moved], most: int = _MOST_BUTTONS) -> list[Block]:
    if not choices:
        return []
    return [
        {
            "type": "actions",
            "block_id": "choices",
            "elements": [
                {
                    "type": "button",
                    "action_id": f"ask:{index}",
                    "text": {"type": "plain_text", "text": cut(choice.label, limits.BUTTON_TEXT)},
                    "value": cut(choice.question, limits.BUTTON_VALUE),
                }
                for index, choice in enumerate(choices[:most])
            ],
        }
    ]


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, limits.HEADER_TEXT)}}


def _section(text: str) -> Block:
    text = cut_escaped(text, limits.SECTION_TEXT)
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}


def _context(text: str) -> Block:
    text = cut_escaped(text, limits.TEXT)
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _packed(lines: Iterable[str]) -> list[Block]:
    """Lines in as few sections as hold them."""
    return [_section(text) for text in words.packed(lines, limits.SECTION_TEXT, "\n")]
