"""What the ledgers said, as evidence and statements: the same values that the search and the composer give. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Citation, Evidence, Statement
from assistant.consult.said import Consulted
from assistant.words import stems
from ingest.report import Header, Paragraph, Ref

NEARLY_ALL = 0.75  # of a paragraph's words: what is left is its lead-in


def evidence_of(
    consulted: Sequence[Consulted], found: Callable[[Ref], tuple[Paragraph, Header]], part: int, first: int
) -> tuple[Evidence, ...]:
    """Every paragraph that the rows rest on, once, keyed from `first` in the order of the rows."""
    refs = dict.fromkeys(quoted.ref for said in consulted for quoted in said.rows)
    return tuple(Evidence(key, ref, *found(ref), sure=1.0, part=part) for key, ref in enumerate(refs, first))


def told_whole(consulted: Sequence[Sequence[Consulted]], ref: Ref, paragraph: Paragraph) -> bool:
    """Whether the rows told give nearly all words of a paragraph, so that the search need not bring it again."""
    quotes = " ".join(row.quote for part in consulted for said in part for row in said.rows if row.ref == ref)
    if not quotes:
        return False
    held = stems(paragraph.text)
    return len(held & stems(quotes)) >= NEARLY_ALL * len(held)


def statements_of(consulted: Sequence[Consulted], evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
    """The sentence that answers, borne by all its rows; then each row, quoted. Council by council."""
    by_ref = {piece.ref: piece for piece in evidence}
    several = len(consulted) > 1
    return tuple(statement for said in consulted for statement in _statements(said, by_ref, named=several))


def _statements(said: Consulted, by_ref: dict[Ref, Evidence], *, named: bool) -> list[Statement]:
    cited = [_cite(by_ref[quoted.ref], quoted.quote) for quoted in said.rows]
    council = by_ref[said.rows[0].ref].header.council
    lead = f"{council}: {_lowered(said.lead)}" if named and council else said.lead
    rows = [
        Statement(f"{quoted.label}: “{quoted.quote}”" if quoted.label else f"“{quoted.quote}”", (citation,))
        for quoted, citation in zip(said.rows, cited, strict=True)
    ]
    return [Statement(lead, tuple(dict.fromkeys(cited)), calculated=said.calculated, sums_up=True), *rows]


def _lowered(sentence: str) -> str:
    """A sentence to stand after a colon: its first word small, unless it is a name or a short form."""
    first, _, rest = sentence.partition(" ")
    return f"{first.lower()} {rest}" if first.istitle() else sentence


def _cite(piece: Evidence, quote: str) -> Citation:
    return Citation.of(piece.ref, quote, piece.paragraph, piece.header)
