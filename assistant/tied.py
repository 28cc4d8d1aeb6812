"""What is said to a question of several halves: each half under its own words, and which was not found. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Composer, Evidence, State, Statement
from assistant.bearing import names_sum
from assistant.consult.telling import statements_of
from assistant.halves import Half, quoted_for, says_how_many, says_how_often
from assistant.weigh import headings
from ingest.report import quoted_in

NOT_FOUND = "this was not found in the papers searched."
NO_MORE = "nothing more was found in the papers searched."
_ASKING = re.compile(
    r"^(?:what|which|who|whom|whose|when|how|where|why|did|is|are|was|were|has|have|had|does|do|can|could|will|would"
    r"|should)\b",
    re.I,
)
_ASKED = re.compile(rf"{_ASKING.pattern}[^“]*\? ", re.I)
_JOINING = re.compile(r"^(?:and|but|so|then|also)\s+", re.I)
_PAPER = re.compile(r"^The (?=(?:inspection report|report|minutes) )")


def said_to(halves: Sequence[Half], composer: Composer) -> list[tuple[Statement, ...]]:
    """What is said to each half: the ledgers' rows, then what the composer writes of what was chosen for it.

    What was quoted for one half is not quoted again for another; a paragraph may be, where it says more.
    """
    said: list[tuple[Statement, ...]] = []
    for half in halves:
        quoted = [citation for own in said for statement in own for citation in statement.citations]
        told = (each for each in statements_of(half.consulted, half.told) if not _is_quoted(each, quoted))
        chosen = tuple(replace(piece, part=0) for piece in half.chosen)
        if len(halves) > 1:
            chosen = tuple(piece for piece in chosen if _tells(half, piece, composer(half.query, (piece,)), quoted))
        said.append((*told, *composer(half.query, chosen)))
    return said


def _tells(half: Half, piece: Evidence, statements: Sequence[Statement], quoted: Sequence[Citation]) -> bool:
    """Whether statements quote something that was not quoted for an earlier half, and with it the sum, the number or
    how often where that is asked: elsewhere in the paragraph it is another thing's.
    """
    words = [citation.quote for statement in statements for citation in statement.citations]
    own, whole = half.query.own_words[0], " ".join((headings(piece.paragraph), *words))
    able = says_how_often(half.query, words) and says_how_many(half.query, words) and names_sum(own, whole)
    return able and not all(_is_quoted(statement, quoted) for statement in statements)


def _is_quoted(statement: Statement, quoted: Sequence[Citation]) -> bool:
    """Whether all that a statement quotes is among words quoted already."""
    return all(any(_holds(other, mine) for other in quoted) for mine in statement.citations)


def _holds(other: Citation, mine: Citation) -> bool:
    return mine.ref == other.ref and quoted_in(mine.quote, other.quote)


def tied(halves: Sequence[Half], said: Sequence[tuple[Statement, ...]]) -> tuple[Statement, ...]:
    """The statements half by half, each half's first under the words it was asked in; and what was not found.

    No half is named where one alone is answered, and it comes first: there is nothing to tell apart.

    Args:
        said: for each half the statements that have held.
    """
    if len(halves) == 1:
        return said[0]
    like = [None if own else _like(halves, said, at) for at, own in enumerate(said)]
    silent = [not own and other is None for own, other in zip(said, like, strict=True)]
    apart = sum(not nothing for nothing in silent) > 1 or silent[0]
    councils = {piece.header.council for half in halves for piece in half.evidence}
    found: list[Statement] = []
    for at, (half, own) in enumerate(zip(halves, said, strict=True)):
        if own:
            sharing = (other for other, earlier in zip(halves, like, strict=True) if earlier == at)
            first = own[0] if len(councils) < 2 else _of_council(own[0], half)
            found += [_under(first, (half, *sharing)) if apart else first, *own[1:]]
    return (*found, *(_silence(halves, at) for at, nothing in enumerate(silent) if nothing))


def _like(halves: Sequence[Half], said: Sequence[tuple[Statement, ...]], at: int) -> int | None:
    """The half before one that has no words of its own, from 0, whose words answer it as well; None where none do."""
    half = halves[at]
    if half.like is not None:
        return half.like
    for other in range(at):
        quotes = [citation.quote for statement in said[other] for citation in statement.citations]
        if quoted_for(half.query, halves[other].evidence, quotes):
            return other
    return None


def _silence(halves: Sequence[Half], at: int) -> Statement:
    """That nothing was found for a half; where what was found is quoted for one before it, that there was no more."""
    half = halves[at]
    given = {piece.ref for other in halves[:at] for piece in other.evidence}
    told = NO_MORE if given & {piece.ref for piece in half.evidence} else NOT_FOUND
    return Statement(f"{asked(half)}: {told} {half.reason}".rstrip())


def is_silence(text: str) -> bool:
    """Whether a statement says that nothing was found for a half of a question."""
    return NOT_FOUND in text or NO_MORE in text


def opens_half(statement: Statement) -> bool:
    """Whether a statement begins with the words of the half that it answers: "How often does it meet? …"."""
    before, mark, _ = statement.text.partition("“")
    return bool(mark or statement.sums_up) and bool(_ASKED.match(before))


def asked(half: Half) -> str:
    """A half's own words as the head of what is said of it: "What is being done about it"."""
    plain = _JOINING.sub("", " ".join(half.query.own_words[0].split()).strip(" ,;:?.!()"))
    return f"{plain[:1].upper()}{plain[1:]}"


def _under(statement: Statement, halves: Sequence[Half]) -> Statement:
    """A statement under the words of the half, or of the halves, that it answers."""
    heads = (f"{head}{'?' if _ASKING.match(head) else ':'}" for head in map(asked, halves))
    return replace(statement, text=" ".join((*heads, statement.text)))


def _of_council(statement: Statement, half: Half) -> Statement:
    """A statement with its council's name, where the half has one council and the question's papers have more."""
    (council, *others) = dict.fromkeys(piece.header.council for piece in half.evidence)
    if others or not council:
        return statement
    return replace(statement, text=_PAPER.sub(f"The {council} ", statement.text))


def state_of(halves: Sequence[Half]) -> State:
    """What the ledgers say of how it stands, where all was told by them and they say the same; else that it is
    answered. Of several halves, what is denied or disagreed on in one is so of the whole, and a half that stands in a
    paper not held leaves it answered in part.
    """
    states = {said.state for half in halves for said in half.consulted}
    if len(states) == 1 and all(half.consulted for half in halves):
        return states.pop()
    if len(halves) > 1:
        for graver in (State.FALSE_PREMISE, State.CONFLICTING):
            if graver in states:
                return graver
        if states - {State.ANSWERED}:
            return State.PARTIAL
    return State.ANSWERED
