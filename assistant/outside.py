"""What lies outside the papers held: names and papers that they do not know, and papers that they only refer to. Pure.

A question about the content of a paper that is not held has no answer here, however much the papers held say about that
paper. It is told from a question that they do answer by its words: what is left of them when the paper's own name is
taken away stands nowhere in what was found, apart from the sentences that refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Evidence, Query, State
from assistant.consult.said import Consulted, Quoted, shortened
from assistant.ledger.gaps import GapRow
from assistant.lexicon import expanded
from assistant.when import written
from assistant.words import content_words, listed, stem, stems
from ingest.report import Ref

MOST_LEFT = 0.5  # share of the words left that may stand in what was found
_CONTENT = re.compile(
    r"\b(?:says?|said|shows?|shown|contains?|covers?|includes?|lists?|sets? out|word for word|exactly|under the"
    r"|details?|describes?|written|reads?)\b",
    re.I,
)
_ASKS = frozenset(
    map(stem, "say show contain cover include list set word exactly detail describe written read".split())
)


def unknown(query: Query, mentioned: Callable[[str], bool]) -> str:
    """Why no paper can answer, in a sentence: it is about a name or a paper that the papers do not know. "" if none.

    Args:
        mentioned: whether some paper in the scope has these words.
    """
    strangers = tuple(
        name
        for name in query.names
        if not all(map(mentioned, content_words(name))) or (name in query.places and not mentioned(name))
    )
    if strangers:
        return f"The papers held do not mention {listed(strangers)}."
    papers = tuple(day for when in query.missing if not mentioned(day := written(when)))
    return f"No paper held is dated {listed(papers)}, and none mentions that date." if papers else ""


def asks_for_content(query: Query) -> bool:
    """Whether a question asks what some document says."""
    return bool(_CONTENT.search(query.standalone))


def not_held(query: Query, evidence: Sequence[Evidence], gaps: Iterable[GapRow]) -> Consulted | None:
    """That the paper asked about is only referred to, with the words that do; None where the papers held answer."""
    asked = {stem(word) for word in content_words(query.standalone)} - _ASKS
    for gap in gaps:
        name = _name(gap)
        if not name or not _is_named(name, asked, gap, evidence):
            continue
        left = asked.difference(name, stems(gap.quote))
        if left and _found(left, evidence, gap, query) < MOST_LEFT:
            lead = f"The papers refer to it, and it is not held: {gap.what}."
            return Consulted(lead, (Quoted("", Ref(gap.report, gap.para), shortened(gap.quote)),), State.NOT_HELD)
    return None


def _name(gap: GapRow) -> tuple[str, ...]:
    """The words a missing paper is called by, without its label and date, the noun last: "full performance report"."""
    title = re.sub(r"^(?:Appendix|Annexe?|Enclosure|Attachment)\s+\w{1,3}\s*:?\s*", "", gap.what).partition(",")[0]
    noun = re.split(r"\s(?:of|on|to|for|from|at|about)\s", title)[0]
    return tuple(stem(word) for word in content_words(noun) if not word.isdigit())


def _is_named(name: Sequence[str], asked: set[str], gap: GapRow, evidence: Sequence[Evidence]) -> bool:
    """Its noun and another word of its name; or its one word, where what was found refers to it."""
    if name[-1] not in asked:
        return False
    if len(name) == 1:
        return any(str(piece.ref) in _places(gap) for piece in evidence)
    return len(asked.intersection(name)) >= 2


def _places(gap: GapRow) -> tuple[str, ...]:
    """Every paragraph that refers to a missing paper."""
    return (str(Ref(gap.report, gap.para)), *gap.also)


def _found(left: set[str], evidence: Sequence[Evidence], gap: GapRow, query: Query) -> float:
    """The share of the words left that stand in what was found, apart from what refers to the missing paper."""
    instead = expanded(query.standalone).instead
    said = [piece.paragraph.text.replace(gap.quote, " ") for piece in evidence if str(piece.ref) not in gap.also]
    held = frozenset[str]().union(*map(stems, said)) if said else frozenset[str]()
    return sum(word in held or bool(instead.get(word, frozenset()) & held) for word in left) / len(left)
