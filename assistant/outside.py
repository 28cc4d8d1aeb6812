"""What lies outside the papers held: names and papers that they do not know, and papers that they only refer to. Pure.

A question about the content of a paper that is not held has no answer here, however much the papers held say about that
paper. An appendix asked for by its number is that appendix, and what a meeting of a month was told stands in the paper
of that month. A paper called by its name is told from a question that the papers held do answer by the words: what is
left of them when that name is taken away stands in no one paragraph found that speaks of such a paper (a letter, a
review), apart from the sentences that refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Evidence, Query, State, Wanted, When
from assistant.consult.said import Consulted, Quoted, shortened, undated
from assistant.ledger.gaps import GapRow
from assistant.lexicon import expanded
from assistant.when import written
from assistant.words import content_stems, content_words, listed, stem, stems, words
from ingest.report import Ref
from ingest.spans import spans_in

MOST_LEFT = 0.5  # share of the words left that may stand in what was found
_DOCUMENT = (
    r"(?:letter|report|plan|review|evaluation|assessment|self-assessment|audit|minutes|strategy|notice"
    r"|terms of reference|model|business case|statement|survey|agreement|contract|appendix|annexe?|enclosure"
    r"|attachment|inquiry|enquiry|investigation|challenge|study|research|dashboard|scorecard|register|protocol"
    r"|framework|response|presentation|slides|summary)"
)
_CONTENT = re.compile(
    r"\b(?:says?|said|shows?|shown|contains?|covers?|includes?|lists?|sets? out|word for word|exactly|under the"
    r"|details?|describes?|written|reads?|finds?|found|concludes?|concluded|commits?|promises?|promised|reveals?|advises?"
    r"|advised|argues?|argued|recommends?|recommended|tells?|told|findings|conclusions?|verdict)\b",
    re.I,
)
_INSIDE = re.compile(rf"\b(?:in|inside|within|according to|under)\s(?:[\w'’]+\s){{1,5}}?(?P<noun>{_DOCUMENT})\b", re.I)
_TITLE = re.compile(r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof)\s+(?=\S)")
_ASKS = frozenset(
    map(
        stem,
        "say show contain cover include list set word exactly detail describe written read find found conclude"
        " concluded commit promise reveal advise argue recommend tell told give gave findings conclusion verdict"
        " appendix annex report paper".split(),
    )
)
_REPORT = stem("report")
_LABEL = r"(?:appendix|annexe?|enclosure|attachment)"
_LABELLED = re.compile(rf"\b{_LABEL}\s+(?P<label>\d{{1,2}}[a-z]?|[a-z]|[ivx]{{1,4}})\b", re.I)
_TOLD = re.compile(r"\b(?:told|heard|informed|reported|shown|received|given|advised)\b", re.I)


def unknown(query: Query, mentioned: Callable[[str], bool]) -> str:
    """Why no paper can answer, in a sentence: it is about a name or a paper that the papers do not know. "" if none.

    Args:
        mentioned: whether some paper in the scope has these words.
    """
    strangers = tuple(
        name
        for full in query.names
        for name in [_TITLE.sub("", full)]
        if not all(map(mentioned, content_words(name))) or (full in query.places and not mentioned(name))
    )
    if strangers:
        return f"The papers held do not mention {listed(strangers)}."
    papers = tuple(day for when in query.missing if not mentioned(day := written(when)))
    return f"No paper held is dated {listed(papers)}, and none mentions that date." if papers else ""


def asks_for_content(query: Query) -> bool:
    """Whether a question asks what some document says."""
    text = query.standalone
    if len(query.parts) > 1:
        return False  # what is found answers one of them, and must not be thrown away
    told = query.dates and _TOLD.search(text)
    return bool(_CONTENT.search(text) or _INSIDE.search(text) or _LABELLED.search(text) or told)


def not_held(query: Query, evidence: Sequence[Evidence], gaps: Iterable[GapRow]) -> Consulted | None:
    """That the paper asked about is only referred to, with the words that do; None where the papers held answer."""
    missing = tuple(gaps)
    gap = _labelled(query, missing) or _reported(query, missing)
    if gap is None and query.wanted is not Wanted.YES_NO:  # "are we still under the notice?" asks of no paper's words
        gap = _called(query, evidence, missing)
    if gap is None:
        return None
    lead = f"The papers refer to it, and it is not held: {_titled(gap)}."
    return Consulted(lead, (Quoted("", Ref(gap.report, gap.para), shortened(gap.quote)),), State.NOT_HELD)


def _titled(gap: GapRow) -> str:
    """What it is called, without a date that its own words leave to be worked out."""
    said = not gap.when or any(span.iso == gap.when for span in spans_in(gap.quote, None))
    return gap.what if said else gap.what.rpartition(", ")[0] or gap.what


def _labelled(query: Query, gaps: Sequence[GapRow]) -> GapRow | None:
    """The appendix of that number, of the paper that the question points at, or the only one of that number."""
    asked = _LABELLED.search(query.standalone)
    if asked is None:
        return None
    label = re.compile(rf"^{_LABEL}\s+{asked['label']}\b", re.I)
    found = [gap for gap in gaps if label.search(gap.what)]
    pointed = [gap for gap in found if gap.report in query.prefer]
    return pointed[0] if len(pointed) == 1 else found[0] if len(found) == 1 and not query.prefer else None


def _reported(query: Query, gaps: Sequence[GapRow]) -> GapRow | None:
    """The paper that was to tell a meeting of that month, where none of that month is held."""
    if query.prefer or not _TOLD.search(query.standalone):
        return None
    of_month = [
        gap
        for gap in gaps
        for when in query.dates
        if gap.kind in ("report", "update", "minutes") and when.year and when.month and _is_of(gap, when)
    ]
    return of_month[0] if of_month else None


def _is_of(gap: GapRow, when: When) -> bool:
    return (gap.when or "").startswith(f"{when.year}-{when.month:02}")


def _called(query: Query, evidence: Sequence[Evidence], gaps: Iterable[GapRow]) -> GapRow | None:
    """The paper that the question calls by its name, where what else it asks stands nowhere in what was found."""
    councils = stems(" ".join(query.councils))
    asked = content_stems(undated(query.standalone)) - councils
    inside = {stem(word) for match in _INSIDE.finditer(query.standalone) for word in words(match["noun"])}
    says = bool(_CONTENT.search(query.standalone))
    for gap in gaps:
        for name in _names(gap, evidence):
            if not says and name[-1] not in inside:
                continue
            left = asked.difference(name, stems(gap.quote), _ASKS)
            if not _is_named(name, asked, gap, evidence):
                continue
            if name[-1] == _REPORT:  # every paper is one
                speaking = list(evidence)
            else:
                speaking = [piece for piece in evidence if name[-1] in _words_of(piece)]
            if left and _found(left, speaking, gap, query) < MOST_LEFT:
                return gap
    return None


def _names(gap: GapRow, evidence: Sequence[Evidence]) -> tuple[tuple[str, ...], ...]:
    """What a missing paper is called: by its title, and by the words before its label where a paper refers to it."""
    label = re.match(rf"{_LABEL}\s+\w{{1,3}}\b", gap.what, re.I)
    others: list[str] = []
    if label:
        before = re.compile(
            rf"((?:[\w'’-]+\s){{1,4}})(?:(?:is|are|which is|as) )?(?:\(?(?:attached|set out|shown|included|detailed) )?"
            rf"(?:at|in|as|\() ?{re.escape(label[0])}",
            re.I,
        )
        texts = [piece.paragraph.text for piece in evidence if str(piece.ref) in _places(gap)]
        others = [match[1] for text in texts for match in before.finditer(text)]
    names = (_name(gap), *(tuple(stem(word) for word in content_words(other)) for other in others))
    return tuple(name for name in names if name)


def _name(gap: GapRow) -> tuple[str, ...]:
    """The words a missing paper is called by, without its label and date, the noun last: "full performance report"."""
    title = re.sub(rf"^{_LABEL}\s+\w{{1,3}}\s*:?\s*", "", gap.what, flags=re.I).partition(",")[0]
    noun = re.split(r"\s(?:of|on|to|for|from|at|about)\s", title)[0]
    return tuple(stem(word) for word in content_words(noun) if not word.isdigit())


def _is_named(name: Sequence[str], asked: frozenset[str], gap: GapRow, evidence: Sequence[Evidence]) -> bool:
    """Two words of its name, its noun among them unless that is "report"; or its one word, where what was found refers
    to it."""
    if name[-1] not in asked and name[-1] != _REPORT:
        return False
    if len(name) == 1:
        return name[0] in asked and any(str(piece.ref) in _places(gap) for piece in evidence)
    return len(asked.intersection(name)) >= 2


def _places(gap: GapRow) -> tuple[str, ...]:
    """Every paragraph that refers to a missing paper."""
    return (str(Ref(gap.report, gap.para)), *gap.also)


def _words_of(piece: Evidence) -> frozenset[str]:
    return stems(f"{piece.header.title} {piece.paragraph.section} {piece.paragraph.text}")


def _found(left: frozenset[str], evidence: Sequence[Evidence], gap: GapRow, query: Query) -> float:
    """The largest share of the words left that one paragraph found has, apart from what refers to the missing paper."""
    lexicon = expanded(query.standalone)
    shares = (
        sum(lexicon.stands_in(word, held) for word in left) / len(left)
        for piece in evidence
        if str(piece.ref) not in gap.also
        for held in [stems(f"{piece.paragraph.section} {piece.paragraph.text}".replace(gap.quote, " "))]
    )
    return max(shares, default=0.0)
