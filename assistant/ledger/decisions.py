"""The decisions ledger: every ask of a committee with what became of it, and every decision that answers no ask held.

An outcome is said only where a recorded decision bears it, and is given with the paragraph and words that record it.
Committees are joined under one name or not at all, and only at a meeting of the same day.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.ledger.holdings import Holdings, Row
from assistant.ledger.joining import Answer, joined
from assistant.ledger.retold import distinct
from ingest.fact import Ask, Outcome, Resolution
from ingest.wording.committees import canonical, records_decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow(Row):
    """An ask and its outcome; or a decision on record that answers no ask held, which is its own outcome."""

    report: str
    para: str
    body: str
    meeting: str | None  # ISO day
    about: str  # the paper's title, or the item of the minutes
    verb: str
    text: str
    quote: str
    outcome: str
    outcome_report: str | None
    outcome_para: str | None
    outcome_text: str  # the decision's own words; "" where none is held
    outcome_quote: str  # stands in `outcome_para`


def decisions(held: Holdings) -> tuple[DecisionRow, ...]:
    """Every ask and every recorded decision of a council's committees, by the day of the meeting."""
    asks = held.of(Ask)
    minuted = frozenset(card.name for card in held.cards if records_decisions(card.header))
    known = distinct(held.of(Resolution), minuted, held.council)
    answers = _answers(held, asks, known)
    answering = {id(answer.resolution) for answer in answers.values()}
    rows = [_of_ask(held, ask, answers.get(ask)) for ask in asks]
    rows += [_of_resolution(held, each) for each in known if id(each) not in answering]
    return tuple(sorted(rows, key=lambda row: row.meeting or str(held.header(row.report).as_at or "")))


def _answers(held: Holdings, asks: tuple[Ask, ...], known: tuple[Resolution, ...]) -> dict[Ask, Answer]:
    """The answers, meeting by meeting."""
    titles = {card.name: card.header.title for card in held.cards}
    asked: dict[tuple[str, str], list[Ask]] = {}
    for ask in asks:
        if ask.meeting:
            asked.setdefault((canonical(ask.body, held.council), ask.meeting.isoformat()), []).append(ask)
    found: dict[Ask, Answer] = {}
    for (body, day), own in asked.items():
        decided = [each for each in known if each.meeting == day and canonical(each.body, held.council) == body]
        found |= joined(own, decided, titles)
    return found


def _of_ask(held: Holdings, ask: Ask, answer: Answer | None) -> DecisionRow:
    decided = answer.resolution if answer else None
    return DecisionRow(
        council=held.council,
        report=ask.ref.report,
        para=ask.ref.para,
        body=ask.body,
        meeting=ask.meeting.isoformat() if ask.meeting else None,
        about=held.header(ask.ref.report).title,
        verb=ask.verb,
        text=ask.text,
        quote=ask.quote,
        outcome=str(answer.outcome if answer else Outcome.NOT_HELD),
        outcome_report=decided.ref.report if decided else None,
        outcome_para=decided.ref.para if decided else None,
        outcome_text=decided.text if decided else "",
        outcome_quote=decided.quote if decided else "",
    )


def _of_resolution(held: Holdings, decided: Resolution) -> DecisionRow:
    return DecisionRow(
        council=held.council,
        report=decided.ref.report,
        para=decided.ref.para,
        body=decided.body,
        meeting=decided.meeting or None,
        about=decided.item or held.header(decided.ref.report).title,
        verb=decided.verb,
        text=decided.text,
        quote=decided.quote,
        outcome=str(decided.outcome),
        outcome_report=decided.ref.report,
        outcome_para=decided.ref.para,
        outcome_text=decided.text,
        outcome_quote=decided.quote,
    )
