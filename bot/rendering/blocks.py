"""An answer as Block Kit: plain dictionaries, as Slack is sent them.

Every text that goes into ``mrkdwn`` passes ``escape``. Sizes stay inside ``limits`` by construction
where a list can grow, and by the schema of the knowledge files everywhere else; the tests hold
both. Reference: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.model import (
    Answer,
    Choice,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Owner,
    Part,
    Reading,
    Unknown,
    Verdict,
)
from bot.rendering import limits, words
from bot.rendering.escaping import cut, cut_escaped, escape, link

Block = dict[str, object]

_ROOM = limits.MESSAGE_TEXT - 1_500
"""Characters for what grows with the answer; the rest is for headline, notes and the last part."""
_MOST_GROUPS = 12
"""Parts shown in full; a message of more is read by nobody."""
_MOST_BUTTONS = 6
"""Buttons under a verdict: two rows on a phone."""
_SHOWN_OF_A_BUTTON = 30
"""Characters of a button's text that Slack shows before it cuts it off."""
_LONGEST_NOTES = 600
"""Even if escaping made five characters of each, they would fit a text object."""
_AND_MORE = "\n…"


def blocks(answer: Answer, today: date | None) -> list[Block]:
    """The blocks of a message with the whole answer."""
    match answer:
        case Verdict():
            return _verdict(answer, today)
        case Comparison():
            return _comparison(answer, today)
        case Overview():
            return _overview(answer)
        case Listing():
            return _listing(answer)
        case Clarification():
            return _asking(answer, escape(answer.prompt), answer.choices)
        case Unknown():
            return _asking(answer, escape(words.unknown(answer)), answer.choices)
        case OutOfScope():
            reason, instead = words.out_of_scope(answer)
            return [_section(escape(reason)), _context(escape(instead))]
        case Help():
            return _help(answer)


# --- a verdict -----------------------------------------------------------------------------


def _verdict(answer: Verdict, today: date | None) -> list[Block]:
    if len(answer.parts) == 1:
        part = answer.parts[0]
        headline = words.verdict(part, answer.reading)
        return [
            _header(f"{words.SQUARE[part.owner]} {headline.removesuffix('.')}"),
            *_notes(answer),
            _section(_body(part)),
            *_buttons([Choice(moved.label, moved.question) for moved in part.moved]),
            _context(_small_print(part, today)),
        ]
    return [*_notes(answer), *_groups(answer.parts, answer.reading, today)]


def _groups(parts: Sequence[Part], reading: Reading, today: date | None) -> list[Block]:
    """A group of blocks for each part; those beyond the room of a message get their headline only."""
    found: list[Block] = []
    room = _ROOM
    for index, part in enumerate(parts):
        body = f"{_headline(part, reading)}\n{_body(part)}"
        small_print = _small_print(part, today)
        room -= len(body) + len(small_print)
        if room < 0 or index == _MOST_GROUPS:
            return [*found, *_packed([_headline(rest, reading) for rest in parts[index:]], 1_000)]
        if found:
            found.append({"type": "divider"})
        found.append(_section(body))
        found.append(_context(small_print))
    return found


def _headline(part: Part, reading: Reading) -> str:
    return f"{words.SQUARE[part.owner]} *{escape(words.verdict(part, reading))}*"


def _body(part: Part) -> str:
    """Who does what, the default state, and the variants that move the line."""
    found = [f"*{party}*{escape(rest)}" for party, rest in words.clauses(part)]
    if note := words.whole(part):
        found.insert(0, note)
    if part.ruling.default is not None:
        found.append(f"*Default:* {words.DEFAULT[part.ruling.default]}.")
    if part.moved:
        found.append(f"\n*{words.moves(part)}*")
        found += [
            f"{words.SQUARE[moved.owner]} {escape(moved.label)}: {words.OWNER[moved.owner]}"
            for moved in part.moved
        ]
    return "\n".join(found)


def _small_print(part: Part, today: date | None) -> str:
    """Why, where the ruling came from, and what says so."""
    found = [escape(f"{words.reason(part)} {words.basis(part)}")]
    found += [
        f"{link(source.url, source.title)}, checked {words.day(source.checked)}"
        for source in part.ruling.sources
    ]
    if inferred := words.evidence(part):
        found.append(f"⚠️ {inferred}")
    if overdue := words.overdue(part, today):
        found.append(f"⚠️ {overdue}")
    return "\n".join(found)


# --- a service, or several -----------------------------------------------------------------


def _overview(answer: Overview) -> list[Block]:
    stack = [
        f"{words.SQUARE[layer.owner]} *{words.title(layer.layer)}:* {words.layer_owner(layer)}"
        for layer in answer.stack
    ]
    mixed = [f"*{layer}.* {escape(owners)}" for layer, owners in words.mixed(answer)]
    return [
        _header(words.stack_title(answer)),
        *_notes(answer),
        _section("\n".join(stack)),
        *([_context("\n".join([words.MIXED, *mixed]))] if mixed else []),
        *_buttons(answer.choices),
        _context(link(answer.service.docs, f"{answer.service.name} documentation")),
    ]


def _comparison(answer: Comparison, today: date | None) -> list[Block]:
    found = [_header(words.comparison_title(answer)), *_notes(answer)]
    if not answer.rows:
        found.append(_section(words.NO_DIFFERENCE))
    elif len(answer.rows) < limits.TABLE_ROWS and len(answer.subjects) < limits.TABLE_COLUMNS:
        found.append(_table(answer))
    else:
        found += _packed(_comparison_lines(answer))
    if same := words.same(answer):
        found += _packed([escape(same)])
    return [*found, *_groups(words.in_full(answer), answer.reading, today)]


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


def _listing(answer: Listing) -> list[Block]:
    groups = [
        f"*{escape(words.title(name))}*\n{escape(', '.join(choice.label for choice in choices))}"
        for name, choices in answer.groups
    ]
    return [_header(answer.title), *_notes(answer), *_packed(groups)]


def _asking(answer: Answer, text: str, choices: Sequence[Choice]) -> list[Block]:
    """A text with choices; a label too long for a button is also written out above it."""
    choices = choices[: limits.ACTIONS_ELEMENTS]
    if any(len(choice.label) > _SHOWN_OF_A_BUTTON for choice in choices):
        numbered = [
            (f"{n}. {choice.label}", choice.question) for n, choice in enumerate(choices, 1)
        ]
        text = "\n".join([text, *(escape(label) for label, _ in numbered)])
        choices = [Choice(label, question) for label, question in numbered]
    return [*_notes(answer), *_packed([text]), *_buttons(choices, limits.ACTIONS_ELEMENTS)]


def _help(answer: Help) -> list[Block]:
    return [
        _header(words.HELP_TITLE),
        *_notes(answer),
        _section("\n".join(map(escape, words.HELP))),
        *_buttons(answer.choices),
        _context(escape(words.HELP_LIMITS)),
    ]


def _notes(answer: Answer) -> list[Block]:
    notes = words.notes(answer)
    return [_context(escape(cut(" ".join(notes), _LONGEST_NOTES)))] if notes else []


def _buttons(choices: Sequence[Choice], most: int = _MOST_BUTTONS) -> list[Block]:
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
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _packed(lines: Iterable[str], room: int = _ROOM) -> list[Block]:
    """Lines in as few sections as hold them; an ellipsis stands for what ``room`` does not hold."""
    sections: list[str] = []
    for line in lines:
        line = cut_escaped(line, limits.SECTION_TEXT - len(_AND_MORE))
        room -= len(line) + 1
        if room < 0:
            sections[-1:] = [f"{sections[-1]}{_AND_MORE}" if sections else _AND_MORE]
            break
        if sections and len(sections[-1]) + len(line) + len(_AND_MORE) < limits.SECTION_TEXT:
            sections[-1] += f"\n{line}"
        else:
            sections.append(line)
    return [_section(section) for section in sections]
