"""What has been checked → the answer: its state, what the papers are silent on, and what is offered besides. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Evidence, Query, Searched, State, Statement
from assistant.consult.said import in_words
from assistant.halves import Half
from assistant.tied import NOT_FOUND, state_of
from assistant.weigh import FLOOR, Weighed
from ingest.report import Header

NO_ANSWER = "The papers held do not answer this."
NEAREST = 2  # paragraphs offered where nothing answers
NEAREST_WORDS = 30  # how much of each is shown


def answered(
    query: Query,
    statements: tuple[Statement, ...],
    halves: Sequence[Half],
    evidence: Sequence[Evidence],
    searched: Searched,
    *,
    whole: bool,
) -> Answer:
    """The answer that statements make which have held.

    Args:
        query: the question as understood.
        statements: one or more, each once; what no half of the question was answered with, without a citation.
        halves: what was found for each of the query's parts.
        evidence: all that the statements were made from.
        searched: what was searched.
        whole: whether every statement made has held; where one has not, the answer is in part.
    """
    silent = _silent(query, evidence)
    cited = tuple(dict.fromkeys(citation.ref for statement in statements for citation in statement.citations))
    days = [piece.header.as_at for piece in evidence if piece.ref in cited and piece.header.as_at]
    said = state_of(halves)
    unsaid = bool(silent) or not whole or any(not statement.citations for statement in statements)
    state = State.PARTIAL if unsaid and said is State.ANSWERED else said
    return Answer(state, (*statements, *silent), searched, max(days, default=None))


def left_unasked(answer: Answer, count: int, most: int) -> Answer:
    """The answer, saying so where of the questions put in one `count`, after the first `most`, were not looked into."""
    if not count:
        return answer
    looked_into = f"Only the first {in_words(most, 'question').lower()} were looked into"
    told = Statement(f"{looked_into}; ask the {'other by itself' if count == 1 else 'others by themselves'}.")
    state = State.PARTIAL if answer.state is State.ANSWERED else answer.state
    return replace(answer, state=state, statements=(*answer.statements, told))


def declined(reason: str, near: Iterable[Weighed], headers: dict[str, Header], searched: Searched) -> Answer:
    """That the papers do not say it, with the paragraphs that come nearest.

    Args:
        reason: why no paper can answer, in a sentence; then nothing is near. "" where none bears.
        near: what was found, surest first.
        headers: each paper's header by its name.
        searched: what was searched.
    """
    sure = [] if reason else [each for each in near if each.sure >= FLOOR]
    nearest = tuple(_near(each, headers[each.candidate.ref.report]) for each in sure[:NEAREST])
    return Answer(State.NOT_IN_REPORTS, (Statement(reason or NO_ANSWER),), searched, nearest=nearest)


def asked_back(query: Query, councils: Sequence[str], searched: Searched) -> Answer:
    """Which council is meant, where the papers of too many could answer; each is offered as the next question."""
    stem = query.text.rstrip(" ?.!")
    offered = tuple(f"{stem} ({council})?" for council in councils)
    told = f"Which council do you mean: {', '.join(councils[:-1])} or {councils[-1]}?"
    return Answer(State.NEEDS_CLARIFYING, (Statement(told),), searched, suggestions=offered)


def _near(weighed: Weighed, header: Header) -> Citation:
    paragraph = weighed.candidate.paragraph
    return Citation.of(weighed.candidate.ref, " ".join(paragraph.text.split()[:NEAREST_WORDS]), paragraph, header)


def _silent(query: Query, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
    """The sides on which nothing was found, where something was on another; and councils outside what is searched."""
    found = {piece.side for piece in evidence}
    silent = [side.label for side in query.sides if side.label not in found] if found - {""} else []
    chosen = query.scope.council
    outside = [council for council in query.councils if chosen and council != chosen]
    return (
        *(Statement(f"{label}: {NOT_FOUND}") for label in silent if label not in outside),
        *(Statement(f"{council}: not searched, because only papers of {chosen} are.") for council in outside),
    )
