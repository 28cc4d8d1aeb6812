"""A question and its history → a `Query`: what is searched, where, and what kind of answer is wanted. Pure.

What narrows the search for certain (a council the question names, a viewpoint such as "as at May 2016", whatever the
person chose) goes into the scope, which nothing widens. What only points (a date, "the minutes", "the latest") goes
into `prefer`, which raises papers and hides none: the answer to "before November 2017, when was…" may stand in a later
paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Query, Question, Wanted, When
from assistant.when import find, mentions
from assistant.words import content_words
from ingest.errors import QuestionError
from ingest.report import Card, Kind, Scope, normalise

_OPENS = r"(?:^|[,;:?(-]\s*|\b(?:and|but|so|then|or)\s+)"  # where a question begins, not "those who…"
_WANTED = (
    (Wanted.CONTACT, r"\b(phone|telephone|e-?mail|contact|(her|his|their) (number|address))\b"),
    (Wanted.COMPARE, r"\b(compare[ds]?|comparison|difference between|differ|versus|vs)\b|\bwhat (has )?changed\b"),
    (Wanted.HOW_MANY, r"\bhow (many|much|large|big)\b|\b(cost|costs|total|percentage|per cent|amount|figure)\b"),
    (Wanted.WHEN, rf"{_OPENS}when\b|\b(what|which) (date|day|month|year)\b|\bdeadlines?\b|^date\b|\bby what date\b"),
    (
        Wanted.WHO,
        rf"{_OPENS}(who|whom|whose)\b|\bwhich (\w+ ){{0,2}}(officer|director|member|councillor|mp|minister)\b",
    ),
    (Wanted.WHY, rf"{_OPENS}(why|how come)\b|\bwhat (was the |were the )?reasons?\b"),
    (Wanted.LIST, rf"\blist\b|{_OPENS}(which|what are|what were|name the)\b|\ball the\b"),
    (Wanted.YES_NO, rf"{_OPENS}(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|any)\b"),
)
_VIEWPOINT = re.compile(
    r"\b(as at|as of|as it stood (?:in|on|at)|as things stood (?:in|on|at))\s+(?P<rest>.{3,25})", re.I
)
_RECOMMENDATION = re.compile(r"\brec(?:ommendation)?s?\.?\s*(?:number|no\.?|#)?\s*(\d{1,3})\b", re.I)
_PARAGRAPH = re.compile(r"\b(?:para|paragraph|section)s?\.?\s*(\d+(?:\.\d+)*[a-z]?(?:\([a-z\d]+\))?)", re.I)
_NEW_PART = re.compile(
    r"[?;]\s+|,?\s+and\s+(?=(?:what|which|who|whose|when|how|where|why|did|is|are|was|were|has|have|does)\b)"
    r"|,\s+(?=(?:what|which|who|when|how|where|why)\b)",
    re.I,
)
_PAPERS = r"(?:reports?|papers?|updates?|minutes|meetings?)"
_OF_PAPER = re.compile(rf"\b{_PAPERS}\s+(?:of|in|from|for|on|dated)\s+(?:the\s+)?$", re.I)
_PAPER_AFTER = re.compile(rf"(?:['’]s)?\s+(?:\w+\s+)?{_PAPERS}\b", re.I)
_LEANS = re.compile(  # on what was asked before: a pronoun, or "that" with nothing after it for it to point at
    r"^(?:and|but|so|then|what about|how about)\b|\b(?:it|its|they|them|their|he|she|her|his|him)\b"
    r"|\b(?:that|this|these|those)\b(?=\s*(?:[?.,!]|$|(?:is|was|are|were|means?|happen\w*)\b))",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:asked|asking|invited|recommended|requested|expected)\b(?:\s\w+){0,3}\s+to\b|\bsign(?:ing)? off\b"
    r"|\bwhat (?:decisions?|recommendations?) (?:is|are|was|were|does|do|did)\b",
    re.I,
)
_LATEST = re.compile(
    r"\b(latest|newest|most recent|last (paper|report|update)|now|currently|current|at present)\b", re.I
)
_WORD = r"(?:[A-Z]['’])?[A-Z][a-z]+(?!\w)"  # "Birmingham", "O'Dwyer"; not "DfE", "NHS"
_NAME = re.compile(rf"(?<![\w'’]){_WORD}(?:[- ](?:(?:and|of|upon)\s)?{_WORD})*")
_SEAT_OF_GOVERNMENT = frozenset(["Whitehall", "Westminster", "Downing Street"])  # how people say "the government"
_MONTHS = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*")


def understand(question: Question, cards: Sequence[Card], home_council: str = "") -> Query:
    """Read a question against the papers on the shelf.

    Args:
        question: as put. `history` holds earlier questions, oldest first.
        cards: every paper this reader may see.
        home_council: whom "we" and "our" mean; empty where unset.

    Raises:
        QuestionError: the chosen council, committee or paper is not held.
    """
    text = " ".join(question.text.split())
    standalone = _standalone(text, question.history)
    councils = _councils_named(standalone, cards) or _council_of_we(standalone, cards, home_council)
    scope = _scope(standalone, _checked(question.scope, cards), councils)
    dates = mentions(text) or mentions(standalone) or (_dates_before(question.history) if standalone != text else ())
    prefer = _preferred(standalone, dates, cards)
    names, places = _names(standalone, cards)
    parts = _parts(text, standalone)
    return Query(
        text=text,
        standalone=standalone,
        scope=scope,
        wanted=_wanted(text),
        terms=content_words(standalone),
        parts=tuple(_searchable(part, councils, prefer, cards) for part in parts),
        wants=(_wanted(text),) if len(parts) == 1 else tuple(_wanted(part) for part in parts),
        prefer=prefer,
        councils=councils,
        names=names,
        places=places,
        recommendations=tuple(int(number) for number in _RECOMMENDATION.findall(standalone)),
        paragraphs=tuple(_PARAGRAPH.findall(text)),
        dates=dates,
        missing=_missing(standalone, cards),
        asks=bool(_ASKS.search(standalone)),
    )


def _wanted(text: str) -> Wanted:
    return next((wanted for wanted, pattern in _WANTED if re.search(pattern, text, re.I)), Wanted.WHAT)


def _standalone(text: str, history: Sequence[str]) -> str:
    """A follow-up with what it follows: the last earlier question, itself made whole the same way."""
    if not history:
        return text
    if not _LEANS.search(text) and len(content_words(text)) > 1:
        return text
    before = _standalone(" ".join(history[-1].split()), history[:-1])
    return f"{before} {text}"


def _dates_before(history: Sequence[str]) -> tuple[When, ...]:
    """The dates last named in the conversation: the paper a follow-up is still about."""
    return next((dates for earlier in reversed(history) if (dates := mentions(earlier))), ())


def _parts(text: str, standalone: str) -> tuple[str, ...]:
    """The questions in a question. What is too thin to be searched alone goes with the whole."""
    parts = [part.strip(" ,?()") for part in _NEW_PART.split(text)]
    full = [part for part in parts if _substance(part) >= 2]
    if standalone != text or len(full) < 2:
        return (standalone,)
    subject, *others = full
    return (subject, *(part if _substance(part) >= 3 else f"{subject} {part}" for part in others))


def _substance(text: str) -> int:
    """How many content words are left when dates are taken out."""
    return len(content_words(_without(text, [(m.start, m.end) for m in find(text)])))


def _searchable(part: str, councils: Sequence[str], prefer: Sequence[str], cards: Sequence[Card]) -> str:
    """What is left to search for when the council and the paper that were named have been taken as read.

    Left in, "July 2024" finds every line that prints the date, and nothing else. A date that no held paper bears stays.
    """
    days = [card.header.as_at for card in cards if card.name in prefer and card.header.as_at]
    spans = [(m.start, m.end) for m in find(part) if any(m.when.fits(day) for day in days)]
    names = (re.finditer(rf"\b{re.escape(council)}\b(?:['’]s)?", part, re.I) for council in councils)
    left = _without(part, [*spans, *((match.start(), match.end()) for group in names for match in group)])
    return left if content_words(left) else part


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def _councils_named(text: str, cards: Sequence[Card]) -> tuple[str, ...]:
    """Councils on the shelf that the text names. Of "Cheshire" and "Cheshire East", the longer."""
    held = sorted({card.header.council for card in cards if card.header.council}, key=len, reverse=True)
    found, rest = [], normalise(text)
    for council in held:
        pattern = rf"\b{re.escape(normalise(council))}\b"
        if re.search(pattern, rest):
            found.append(council)
            rest = re.sub(pattern, " ", rest)
    return tuple(found)


def _council_of_we(text: str, cards: Sequence[Card], home_council: str) -> tuple[str, ...]:
    says_we = re.search(r"\b(we|us|our|ours)\b", text, re.I)
    held = any(card.header.council == home_council for card in cards)
    return (home_council,) if home_council and held and says_we else ()


def _checked(scope: Scope, cards: Sequence[Card]) -> Scope:
    """The chosen scope in the library's own spelling, or a clear error."""
    council = _chosen("council", scope.council, {card.header.council for card in cards})
    body = _chosen("committee", scope.body, {card.header.body for card in cards})
    reports = tuple(_chosen("paper", name, {card.name for card in cards}) for name in scope.reports)
    return replace(scope, council=council, body=body, reports=reports)


def _chosen(what: str, value: str, held: set[str]) -> str:
    if not value.strip():
        return ""
    by_folded = {normalise(name): name for name in held if name}
    folded = re.sub(r"\s+(council|borough council|city council|county council)$", "", normalise(value))
    for candidate in (normalise(value), folded):
        if candidate in by_folded:
            return by_folded[candidate]
    listed = ", ".join(sorted(by_folded.values())) or "none"
    raise QuestionError(f'The library holds no {what} called "{value}". It holds: {listed}.')


def _scope(text: str, chosen: Scope, councils: Sequence[str]) -> Scope:
    """What was chosen, narrowed by what the question says for certain; never widened."""
    council = chosen.council or (councils[0] if len(councils) == 1 else "")
    viewpoint = _VIEWPOINT.search(text)
    said = [when.last_day for when in mentions(viewpoint["rest"])] if viewpoint else []
    last_days = [day for day in (chosen.as_at, *said) if day]
    return replace(chosen, council=council, as_at=min(last_days, default=None))


def _preferred(text: str, dates: Sequence[When], cards: Sequence[Card]) -> tuple[str, ...]:
    """Names of the papers the words point at: by date, most exact first; else by kind; else the latest."""
    dated = [card for card in cards if card.header.as_at]
    for exactness in (3, 2, 1):
        named = [when for when in dates if _exactness(when) == exactness]
        found = [c.name for c in dated for when in named if c.header.as_at and when.fits(c.header.as_at)]
        if found:
            return tuple(dict.fromkeys(found))
    kinds = {Kind.MINUTES: r"\bminutes\b", Kind.INSPECTION: r"\binspection report\b"}
    of_kind = [
        card.name
        for card in cards
        for kind, pattern in kinds.items()
        if card.header.kind is kind and re.search(pattern, text, re.I)
    ]
    if of_kind:
        return tuple(of_kind)
    latest = max((card.header.as_at for card in dated if card.header.as_at), default=None)
    return tuple(card.name for card in dated if card.header.as_at == latest) if _LATEST.search(text) else ()


def _missing(text: str, cards: Sequence[Card]) -> tuple[When, ...]:
    """Dates said to be a paper's or a meeting's, of which no paper is held: "the report of May 2018"."""
    days = [card.header.as_at for card in cards if card.header.as_at]
    said = (m for m in find(text) if _OF_PAPER.search(text[: m.start]) or _PAPER_AFTER.match(text[m.end :]))
    return tuple(dict.fromkeys(m.when for m in said if not any(m.when.fits(day) for day in days)))


def _exactness(when: When) -> int:
    return sum(part is not None for part in (when.year, when.month, when.day))


def _names(text: str, cards: Sequence[Card]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Proper names in the question that are not understood already, and those of them that stand as a place.

    A place is an owner ("Birmingham's notice") or follows "in", "at", "for" or "of". The first word of a sentence has a
    capital anyway, and counts only as an owner. Councils and committees held and months are left out.
    """
    known = normalise(" ".join(f"{card.header.council} {card.header.body} {card.header.title}" for card in cards))
    names, places = [], []
    for match in _NAME.finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :]
        owner = bool(re.match(r"['’]s?\b", after))
        opens = not before or before[-1] in '?.!:“"('
        name = _without_opening(match[0].partition(" ")[2] if opens and not owner else match[0])
        if not name or normalise(name) in known or name in _SEAT_OF_GOVERNMENT or _MONTHS.match(name):
            continue
        names.append(name)
        if owner or re.search(r"\b(?:in|at|for|of)$", before):
            places.append(name)
    return tuple(dict.fromkeys(names)), tuple(dict.fromkeys(places))


def _without_opening(name: str) -> str:
    """ "Is Birmingham" at the front of a question is the name "Birmingham"."""
    first = next(iter(content_words(name)), "")
    return name[name.find(first) :] if first else ""
