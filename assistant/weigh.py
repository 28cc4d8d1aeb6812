"""Candidates held against the question: how well each bears on it, and in which order they are looked at. Pure.

Of a family (a paragraph and its sub-items) one stands for all: the parent where several of its items came in, else the
item. What counts for a candidate is its likeness of meaning, the share of the asked words that it holds as a whole, the
share that two neighbouring sentences of it hold (a long paragraph holds many words by chance), and its place in the
ranking. What can hardly be what was asked for (no date for "when", a title line under another label) keeps less of it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from assistant.answer import Candidate, Query, Sought
from assistant.bearing import bears, names_sum, without_label
from assistant.consult.improving import asks_to_improve
from assistant.lexicon import Expanded, expanded
from assistant.words import content_words, stem, stems
from ingest.report import Header, Kind, Paragraph, Ref, is_recommendation_section, normalise
from ingest.sentences import sentences

# Parts of a candidate's weight; together 1. Set by how often the best candidate is a right one over five question sets
# (0.71 so; 0.64 with likeness, words and place alone), in tenths: what is finer was noise.
LIKENESS, WORDS, NEAR_WORDS, PLACE = 0.4, 0.1, 0.2, 0.3
FLOOR = 0.11  # of `sure`: below it a paragraph has next to nothing to do with the question
# Shares of its weight that a candidate loses.
ELSEWHERE = 0.45  # of another paper than the one pointed at
BARE = 0.5  # a title line with no label, not asked for
OLDER = 0.03  # of a paper that is not its council's latest, where no date is asked about: of two alike, the later
ONLY_HEADING = 0.6  # nothing but the heading it stands under
UNASKED = 0.4  # a short title line whose label is not asked for, or a word or two ("None") under such a heading
OFF_TOPIC = 0.15  # under another heading than papers write of such things under
NO_ASK = 0.25  # it asks nothing, where the question is what is asked, or what inspectors asked
NO_OPTION = 0.4  # not under the options, where the question is what happens otherwise
NOT_BORNE = 0.15  # without what the kind of question wants
INSPECTORS = 0.2  # of an inspection report, where the question says nothing of inspectors
HOUSEKEEPING = 0.4  # whom to contact and which papers lie behind, where neither is asked for
NO_SUM = 0.2  # without a sum, where one is asked for
CARRIED = 0.25  # of its weight that a word keeps which is carried over from an earlier question
SHORT_LINE = 12  # words
BARE_ANSWER = 4  # words: too few to say what they are about
_OF_INSPECTORS = re.compile(
    r"\b(?:(?:re-?)?inspect\w*|ofsted|cqc|hmicfrs|hmip|ilacs|judge?ments?|judged|grade[sd]?|rated|rating|findings)\b",
    re.I,
)
_HOUSEKEEPING = re.compile(
    r"@[\w-]+\.|\btel(?:ephone)?(?: no)?\b|\bbackground (?:papers?|documents?|reading)\b"
    r"|\bcontact (?:officer|details)\b",
    re.I,
)
_OF_HOUSEKEEPING = re.compile(
    r"\b(?:who|whose|whom|name[ds]?|contact\w*|author\w*|wr[io]te\w*|written|signed|officer|title|job|post|number|phone"
    r"|ring|call|e-?mail|background|behind|reading|documents?|papers? (?:lie|lay|sit|list)\w*|linked?|links)\b",
    re.I,
)
_OPTIONS = re.compile(r"\b(?:options?|alternatives?)\b", re.I)
_OTHERWISE = re.compile(  # what follows from another choice than the one that is proposed
    r"\bif\b[^?,]{0,60}?\b(?:says? no|reject\w*|refus\w*|throws?|turns? (?:it|this|them|that)? ?down|votes? [\w ]*down"
    r"|blocks?|sticks? with|keeps? to|(?:do|does|did)(?:n['’]t| not| nothing)|holds? off)\b"
    r"|\b(?:what|which|any) (?:else|(?:the )?(?:other|alternative) (?:options|choices|ways|routes))\b[^?]*"
    r"\b(?:look\w*|consider\w*|weigh\w*|choos\w*|chose|reject\w*|rule\w*|on the table|options|choices)\b"
    r"|\b(?:options|alternatives) (?:were|was|are)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate held against its part of the question."""

    candidate: Candidate
    sure: float  # 0 to 1: how well it bears on the question, whatever else was found
    weight: float  # 0 to 1: `sure` and its place in the ranking, for putting candidates in order
    said: float = 0.0  # 0 to 1: the share of the asked words that two neighbouring sentences of it hold


def weigh(
    query: Query,
    found: Sequence[Sequence[Candidate]],
    headers: Mapping[str, Header],
    parent: Callable[[Candidate], Paragraph],
    commonplace: frozenset[Ref] = frozenset(),
) -> tuple[tuple[Weighed, ...], ...]:
    """For each of the query's searches its candidates, surest first, one a family.

    Args:
        query: as understood.
        found: for each of `query.sought`, what the search brought, best first.
        headers: each paper's header by its name; a paper that has none here is passed over.
        parent: the paragraph that holds a sub-item.
        commonplace: paragraphs that are nobody's news; they are passed over.
    """
    news = [[candidate for candidate in candidates if candidate.ref not in commonplace] for candidates in found]
    return tuple(
        _weigh(sought, _families(candidates, parent), query, headers)
        for sought, candidates in zip(query.sought, news, strict=True)
    )


def coverage(
    weights: Mapping[str, float], words: frozenset[str], instead: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> float:
    """Share of the weight of the words asked for that `words` holds, or a word `instead` of them; 0 to 1.

    0 where nothing is asked for.
    """
    total = sum(weights.values())
    held = (weight for word, weight in weights.items() if word in words or instead.get(word, frozenset()) & words)
    return sum(held) / total if total else 0.0


def _weigh(
    sought: Sought, candidates: Sequence[Candidate], query: Query, headers: Mapping[str, Header]
) -> tuple[Weighed, ...]:
    candidates = [c for c in candidates if c.ref.report in headers]  # the rest came in since the headers were read
    lexicon = expanded(sought.text, query.short_forms)
    held = {c.ref: _held_words(c, headers[c.ref.report]) for c in candidates}
    weights = _rarity(sought, list(held.values()))
    top = max((candidate.score for candidate in candidates), default=1.0)
    latest = _latest(headers.values())
    topical = {c.ref for c in candidates if lexicon.headings & stems(headings(c.paragraph))}
    otherwise = _OTHERWISE.search(sought.text) is not None
    optional = {c.ref for c in candidates if otherwise and _OPTIONS.search(c.paragraph.section)}

    def weighed(candidate: Candidate) -> Weighed:
        likeness = max(candidate.cosine, 0.0)
        covered = coverage(weights, held[candidate.ref], lexicon.instead)
        pairs = _neighbours(candidate.paragraph, sought)
        near = max((coverage(weights, words, lexicon.instead) for words in pairs), default=0.0)
        header = headers[candidate.ref.report]
        kept = _kept(candidate, sought, query, header, lexicon, frozenset(weights))
        kept *= 1 - OFF_TOPIC if topical and candidate.ref not in topical else 1
        kept *= 1 - NO_OPTION if optional and candidate.ref not in optional else 1
        kept *= 1 - OLDER if not query.dates and header.as_at != latest.get(header.council) else 1
        parts = LIKENESS * likeness + WORDS * covered + NEAR_WORDS * near + PLACE * candidate.score / top
        return Weighed(candidate, (likeness + covered) / 2, kept * parts, near)

    return tuple(sorted(map(weighed, candidates), key=lambda w: (-w.weight, w.candidate.ref)))


def _latest(headers: Iterable[Header]) -> dict[str, date]:
    """The date of each council's latest paper, inspection reports and undated ones apart."""
    found: dict[str, date] = {}
    for header in headers:
        if header.as_at and header.kind is not Kind.INSPECTION:
            found[header.council] = max(header.as_at, found.get(header.council, date.min))
    return found


def headings(paragraph: Paragraph) -> str:
    """All that a paragraph stands under: its section, its label on a cover, the columns of its row."""
    return " ".join((paragraph.section, _label(paragraph), *(cell.heading for cell in paragraph.cells)))


def is_only_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph has nothing but the heading that it stands under."""
    return not paragraph.cells and normalise(without_label(paragraph.text)) == normalise(paragraph.section)


def _label(paragraph: Paragraph) -> str:
    """The label of a line of the cover or the title; "" for any other paragraph."""
    return paragraph.para.removeprefix("header:") if paragraph.para.startswith("header:") else ""


def _kept(
    candidate: Candidate, sought: Sought, query: Query, header: Header, lexicon: Expanded, asked: frozenset[str]
) -> float:
    """The share of its weight that a candidate keeps.

    Some is lost by one of another paper than the question points at; by a title line ("Improvement plan", under no
    label, or under one that is not asked for); where the question is what a committee is asked to do, by what is not
    among a paper's recommendations; and by what has not the kind of thing that is wanted.
    """
    paragraph = candidate.paragraph
    label = _label(paragraph)
    bare = bool(label) and not paragraph.text.startswith(label) and not stems(label) & asked
    size = len(without_label(paragraph.text).split())
    short = size < SHORT_LINE if label else size < BARE_ANSWER
    above = headings(paragraph)
    unasked = short and not stems(above) & asked.union(lexicon.headings, *lexicon.instead.values())
    told = header.kind is Kind.INSPECTION
    housekeeping = _HOUSEKEEPING.search(paragraph.text) is not None
    ask = is_recommendation_section(paragraph.section)
    losses = (
        (ONLY_HEADING, is_only_heading(paragraph)),
        (ELSEWHERE, bool(query.prefer) and candidate.ref.report not in query.prefer),
        (BARE, bare),
        (UNASKED, unasked),
        (NO_ASK, query.asks and (told or not ask)),
        (NO_ASK, told and not ask and asks_to_improve(query.standalone)),
        (NOT_BORNE, not bears(sought.wanted, paragraph.text)),
        (INSPECTORS, header.kind is Kind.INSPECTION and not _OF_INSPECTORS.search(query.standalone)),
        (HOUSEKEEPING, housekeeping and not _OF_HOUSEKEEPING.search(query.standalone)),
        (NO_SUM, not names_sum(sought.text, f"{above} {paragraph.text}")),  # "£000" heads a column
    )
    return math.prod(1 - lost for lost, applies in losses if applies)


def _neighbours(paragraph: Paragraph, sought: Sought) -> Iterator[frozenset[str]]:
    """The words of each two sentences that stand together and have what is wanted, with those of the headings above.

    What a date or a sum belongs to stands beside it: elsewhere in the paragraph it is another's.
    """
    above = headings(paragraph)
    body = [(text, stems(text)) for text in sentences(without_label(paragraph.text)) or ("",)]
    for (one, words), (other, more) in pairwise((*body, ("", frozenset[str]()))):
        if bears(sought.wanted, f"{one} {other}") and names_sum(sought.text, f"{above} {one} {other}"):
            yield words | more | stems(above)


def _held_words(candidate: Candidate, header: Header) -> frozenset[str]:
    """The words a paragraph answers for: its own, its section's, and what its header says of the whole paper."""
    dated = header.as_at.strftime("%d %B %b %Y") if header.as_at else ""
    own = (candidate.paragraph.text, candidate.paragraph.section)
    if candidate.paragraph.para.startswith("header:"):
        return stems(" ".join(own))  # a title line must not answer for the paper it stands on
    return stems(" ".join((*own, header.title, header.council, header.body, dated)))


def _rarity(sought: Sought, held: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Weight of each content word that is sought: inverse document frequency over what was found.

    Robertson and Spärck Jones' smoothed form, ln(1 + (N − n + 0.5) / (n + 0.5)): a word none has weighs most. A word
    that is only carried over from an earlier question, or from another part, weighs less.
    """
    asked = [stem(word) for word in content_words(sought.text)]
    own = frozenset(map(stem, content_words(sought.own))) or frozenset(asked)
    counts = Counter(word for words in held for word in set(asked) & words)
    return {
        word: math.log(1 + (len(held) - counts[word] + 0.5) / (counts[word] + 0.5)) * (1 if word in own else CARRIED)
        for word in asked
    }


def _families(candidates: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> list[Candidate]:
    """One candidate a family, in order of first appearance, with the best score of its members.

    A heading that only gathers items ("Recommendations", a table) is no family: each item has an address of its own,
    which is the better one to cite, and the heading's own block gives way to them.
    """
    gathered = {(c.ref.report, c.paragraph.parent) for c in candidates}
    members: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        head = candidate.paragraph.parent or candidate.paragraph.para
        if head.startswith("section:"):
            if (candidate.ref.report, candidate.ref.para) in gathered:
                continue
            head = candidate.paragraph.para
        members.setdefault((candidate.ref.report, head), []).append(candidate)
    return [_stands_for(family, parent) for family in members.values()]


def _stands_for(family: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> Candidate:
    """The paragraph itself where it came in, or where several of its items did; else the one item."""
    first = family[0]
    items = [candidate for candidate in family if candidate.paragraph.parent]
    if len(items) < 2 or not first.paragraph.parent:
        return first
    whole = parent(first)
    return Candidate(Ref(first.ref.report, whole.para), whole, first.score, max(c.cosine for c in family))
