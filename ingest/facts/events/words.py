"""How a date is meant: something that happened, is due, is promised, or no event at all. Pure.

The words around the date decide, first those of its own clause. No events are: titles of laws and documents, a
council's financial years, days that figures are counted at, dates that something is compared with, papers referred to
by their date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.spans import Span

_BOUNDARY = re.compile(
    r"[;:]\s|,\s+(?:and|but|which|who|where|when|with|so|although)\b|,\s|\s(?:which|who|and (?=(?:the|it|its"
    r"|in|on|by|at|this|that|there|is|was|were"
    r"|has|have|will|would|did|a|an|then|now|subsequently)\b)|but|so that|because|while|when|until|that)\b|\s[–—-]\s"
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|to be|is to|are to|was to|were to|planned|plans? to|expected|expects?|scheduled|anticipated"
    r"|propos(?:es?|ed)|intend\w*|aims? to|promised|could|may|should|continues?|estimated)\b",
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|shall|would|to be|is to|are to|was to|were to|planned|expected|expects?|scheduled|anticipated|propos\w+"
    r"|intend\w*|promised|should|undertook to|undertakes to|offered to|hopes? to|(?:deferred|adjourned|postponed)"
    r" (?:to|until|till)|(?:agreed|asked|resolved|decided) to"
    r" (?!the\b"
    r"|an?\b|this\b|that\b)\w+|due (?:in|to))\b",
    re.I,
)
_DUE = re.compile(
    r"\b(?:must|requir(?:es?|ed|ing)(?: \w+){0,8}? to|due (?:by|date|for (?:submission|completion)|to be \w+"
    r"(?: \w+){0,4} (?:by|on))|(?:is|are|was|were) due on|deadline|no later than|(?<!not )needs? to|have to|has to"
    r"|target date"
    r"|at the latest|to be (?:submitted|completed|returned) by)\b",
    re.I,
)
_WAS_AHEAD = re.compile(r"\b(?:was|were|is|are) (?:due )?to\b|\bpromised\b|\bplanned\b|\bshould\b|\bwould\b")
_WILL_BY_THEN = re.compile(
    r"\b(?:will|shall)\b(?:(?! that\b)[^,;])*$"
)  # of the paper's own day, or of one that it says wrongly
_AHEAD = re.compile(r"\b(?:will|shall|is to|are to|to be|planned|scheduled|expected|deferred|adjourned|postponed)\b")
_WILL_STEMS = tuple(
    "will,shall,would,to be,is to,are to,was to,were to,planned,"
    "expect,scheduled,anticipat,propos,intend,promised,should,"
    "deferred,adjourned,postponed,undert,offered to,hope,agreed to,asked to,resolved to,decided to,due ".split(",")
)
_DUE_STEMS = (
    "must",
    "requir",
    "due ",
    "deadline",
    "no later than",
    "need",
    "have to",
    "has to",
    "target date",
    "at the ",
    "to be ",
)
_DONE = re.compile(
    r"\b(?:was|were|had|has|have|been|did|met|held|took|made|gave|sent|wrote|came|went|began|became|left|rose"
    r"|fell|said|told|saw|led|got|won"
    r"|heard|chose|ran|put|ended|found|set out|set up|brought|built|kept|thought|\w{2,}ed)\b",
    re.I,
)
_NO_VERB = re.compile(
    r"\b(?:need|feed|indeed|speed|bed|red|based|named|detailed|attached|proposed|required|related|revised"
    r"|improved|aged|limited|dated|continued|combined|advanced|integrated|looked[- ]after)\b",
    re.I,
)
_TITLE = re.compile(
    r"(?:\b(?:Act|Plan|Strategy|Programme|Framework|Policy|Regulations|Order|Guidance|Agreement|Budget"
    r"|Accounts|Survey|Census|Code|Report|Review|Statement"
    r"|Charter|Standards?|Vision|Prospectus|Directory|Measure|Bill|Rules|Handbook|Pledge|Update|Assessment)\b"
    r"|\b[A-Z]{3,6}\b)\W{0,3}(?:(?:for|of) )?$"
)
_COUNTED = re.compile(
    r"\bat (?:the end of )?(?:the )?$|\b(?:year|quarter|months?|period) (?:ended|ending|to)(?: on)?(?: the)? $"
    r"|(?:\d%?|per cent) (?:in|by|at) $|\bas (?:at|of)(?: the)?(?: end of)? ?$"
    r"|(?<!later )\b(?:than"
    r"|compared (?:with|to)|against|before|beyond|version|edition)(?: (?:it|they|we|he|she) (?:did|was|were"
    r"|had))?(?: in| at| on)?(?: the)?(?: end of)? ?$|\bbeen \w+ since(?: the)? $"
    r"|\b(?:position|situation|figures?|data|performance|level|baseline|snapshot|information|same as)\b[^,;]{0,24}"
    r"\b(?:at|in|of|to|on|for|from|by|as|is|was|were|[:–-])(?: the)?(?: end of)? ?$",
    re.I,
)
_FIGURE = (
    r"(?:£?\d[\d,.]*(?:%|m|k| per cent)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
_MEASURED = re.compile(
    r"\b(?:number|proportion|percentage|rate|average|total|costs?|caseloads?|expenditure|spend|budget|savings?)\b[^;]*"
    r"\b(?:is|was|were|are|has|have|had|grown|fallen|risen|of|from|to)\b",
    re.I,
)
_FIGURES = re.compile(  # a figure, or how one went
    r"£|%|\bper cent\b|\b(?:grown|fallen|risen|increased|reduced|decreased|dropped|doubled|halved|improved)\b"
    r"|(?<![\d/.,])(?!(?:19|20)\d\d\b)\d[\d,.]*\b(?!(?:st|nd|rd|th)? [JFMASOND][a-z]{2})"
)
_STATISTIC = re.compile(
    rf"\bfrom {_FIGURE}(?!(?: [A-Z]\w+)?(?: \d{{4}})? to \d{{1,2}} [A-Z]) [^;]{{0,40}}\bto {_FIGURE}\b|\bthere"
    rf" (?:were|was|are|is|have been) (?:\w+ )?{_FIGURE}\b"
    rf"|^\W*{_FIGURE}(?: \w+)* (?:children|young people|households|staff|cases) (?:\w+ ){{0,4}}"
    r"(?:lived|were|are|had been|have)\b"
    rf"|(?<![£.,\d])(?!£){_FIGURE} (?:\w+ ){{0,3}}(?:had been|were (?:complete|open|in place|late))\b",
    re.I,
)
_SPENT = re.compile(r"£\s?[\d.,]+(?:m|k|bn| million)? (?:had|has) been (?:spent|committed|drawn down)\b")
_PEOPLE = r"(?:children|young people|people|families|households|cases)"
_PAPER = re.compile(
    r"\b(?:reports?|papers?|minutes|letters?|versions?|drafts?|plans?|strateg(?:y|ies)|documents?|guidance"
    r"|policy|assessments?)\b(?: \w+){0,4}? (?:of|dated|from|in|for)(?: the)? ?$",
    re.I,
)
_HAPPENING = re.compile(
    r"\b(?P<what>(?:(?:the|a|an|our|its|this|their|[A-Z]\w+[’']s)\s)?(?:[\w’'-]+ ){0,4}?(?:inspections?"
    r"|visits?|peer (?:review|challenge)|conference|workshop|elections?|evaluation"
    r"|focused visit|monitoring visit|away ?day|summit|launch)(?: [\w’'()-]+){0,9}?) (?:of|in|on|from|during"
    r"|between|dated|held (?:in|on)|conducted in|that took place in)(?: the)? ?$"
)


_NOUN = re.compile(
    r"\b(?:inspections?|visits?|peer (?:review|challenge)|conference|workshop|elections?|evaluation|away ?day"
    r"|summit|launch)\b"
)
_OPEN_END = re.compile(r"\b(?:until|till|up to|extend\w* to|through to|by)(?: the end of)? ?$")
_BY = re.compile(r"\b(?:by|before|on|than|until)(?: the)?(?: end of)? ?$", re.I)
_PER_CENT = re.compile(r"(?:\b(?:to|from|below|above|at|were|was|than|further|by)|,) \d[\d.]*(?:%| per cent)", re.I)
_SUPPOSED = re.compile(r"\b(?:could|may|might)\b(?! 20\d\d)")


_NEARER = 90  # of words that must stand right before it
_NEAR = 200  # characters before a date that can say what it is of


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a date is of."""

    kind: str  # "event", "deadline", "promise"; "" for none
    text: str  # what happens


def meaning(text: str, span: Span, as_at: date | None) -> Meaning:
    """What the words around a date make of it."""
    before = text[max(0, span.start - _NEAR) : span.start]
    if _is_no_event(text, span, before, as_at):
        return Meaning("", "")
    clause = clause_of(text, span)
    follows = "to follow" in before and re.search(r"\(?(?P<what>[^();]*\bto follow (?:on |by |in )?)$", before)
    if follows:
        return Meaning("promise", f"{follows['what'].strip()} {span.printed}")
    if _SUPPOSED.search(clause) and not _due(clause):
        return Meaning("", "")
    ahead = as_at is not None and span.last > as_at
    happening = _happening(before)
    if (_due(clause) and (ahead or (_BY.search(before) and _due(before)))) or (
        ahead and re.search(r"\btarget dates?\b|\bdates between $", before, re.I)
    ):
        return Meaning("deadline", text)
    if not ahead and _PAPER.search(before) and not _will(clause) and not _done(clause.replace(span.printed, "")):
        return Meaning("", "")
    if as_at is None and _done(clause) and not _will(clause):
        if _OPEN_END.search(before):
            return Meaning("", "")
        return Meaning("event", f"{happening}{span.printed}".rstrip(".") if happening else text)
    if ahead or as_at is None:
        by = re.search(r"\bby(?: the)?(?: end of)? ?$", before) is not None
        coming = _will(clause) or not by
        if as_at is not None and span.first <= as_at and not _will(clause) and _done(clause):
            return Meaning("event", text)  # within the month or year of the meeting
        return Meaning("promise" if coming else "deadline", text)
    if _WAS_AHEAD.search(clause) or _WILL_BY_THEN.search(before):
        return Meaning("promise", text)
    if re.search(r"\b(?:asked|requested|instructed)\b[^;]*\bby(?: the)?(?: end of)? ?$", before):
        return Meaning("deadline", text)
    if happening:
        return Meaning("event", f"{happening}{span.printed}".rstrip("."))
    if re.search(r"\bnot\b", clause):
        return Meaning("", "")
    if _done(clause) or re.search(r"\bsince(?: the)? ?$", before):
        return Meaning("event", text)
    return Meaning("", "")


def _happening(before: str) -> str:
    """ "the Ofsted inspection in " before a date; "" where the date is of the sentence's own verb."""
    if not _NOUN.search(before):
        return ""
    joined = re.sub(r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}(?: \d{4})? and $", "", before)
    found = _HAPPENING.search(joined)
    if not found:
        return ""
    what = re.split(r"\s(?=(?:the|an?|our|its|their|this) )", " " + found["what"])
    nouns = [at for at, part in enumerate(what) if _NOUN.search(part)]
    phrase = " ".join(what[nouns[0] :]).strip() if nouns else found["what"]
    led_in_by = (joined[: found.start("what")] + found["what"]).removesuffix(phrase)
    if re.search(r"\b(?:was|were|took|held|made|received|said|found)\b", phrase) or re.search(
        r"\b(?:made|carried out|received|had|undertook|held|hosted) $", led_in_by
    ):
        return ""
    return f"{phrase}{joined[found.end('what') :]}"


def _will(words: str) -> bool:
    """Whether words tell of what is to come; the stems first, for they are quicker to look for than the forms."""
    small = words.casefold()
    return any(stem in small for stem in _WILL_STEMS) and _WILL.search(words) is not None


def _due(words: str) -> bool:
    """Whether words tell of what must be done."""
    small = words.casefold()
    return any(stem in small for stem in _DUE_STEMS) and _DUE.search(words) is not None


def told_as_past(text: str, span: Span) -> bool:
    """Whether the clause of a date tells of it as past: "were introduced in November"."""
    clause = clause_of(text, span)
    return bool(_done(clause)) and not _will(clause) and not _due(clause)


def told_as_to_come(text: str, span: Span) -> bool:
    """Whether the clause of a date tells of something ahead: "will be spent by March"."""
    return _AHEAD.search(clause_of(text, span)) is not None


@lru_cache(maxsize=512)
def clause_of(text: str, span: Span) -> str:
    """The clause that a date stands in, widened until it has a verb, to the left and then to the right."""
    starts = [0, *(match.end() for match in _BOUNDARY.finditer(text[: span.start]) if match.end() <= span.start)]
    following = _BOUNDARY.search(text, span.end)
    end = following.start() if following else len(text)
    for start in reversed(starts):
        if _has_verb(text[start:end]):
            return text[start:end]
    while end < len(text) and not _has_verb(text[:end]):
        later = _BOUNDARY.search(text, end + 1)
        end = later.start() if later else len(text)
    return text[:end]


def _has_verb(clause: str) -> bool:
    plain = re.search(r"\b(?:is|are|has|have)\b", clause)
    return bool(plain or _TO_COME.search(clause) or _due(clause) or _done(clause))


def _done(clause: str) -> bool:
    return _DONE.search(_NO_VERB.sub(" ", clause)) is not None


def _is_no_event(text: str, span: Span, before: str, as_at: date | None) -> bool:
    if re.search(r"\d{4}\s*[/–-]\s*\d", span.printed) and not re.search(r"[A-Za-z]", span.printed):
        return True  # a council's year, or the years of a plan
    if re.fullmatch(r"\d{4}", span.printed) and re.search(r"\b(?:inspection|recommendations|plan|report) of $", before):
        return not re.search(r"\binspection of $", before)
    if _TITLE.search(before[-_NEARER:]) or _COUNTED.search(before[-_NEARER:]):
        return True
    clause = clause_of(text, span)
    counted = rf"\b{_FIGURE} (?:\w+ )?{_PEOPLE} (?:had|have|were|are|was)\b[^;]*\bsince(?: the)? $"
    if (
        re.search(counted, before, re.I)
        or _PER_CENT.search(clause)
        or _SPENT.search(clause)
        or re.search(r"\bborn\b", clause)
    ):
        return True
    sentence = text[: span.end]
    if _will(clause) or "in a letter" in text or (as_at is not None and span.first > as_at):
        return False  # what is ahead has not been counted
    deed = re.search(r"\b(?:ended|ceased|began|started|agreed|approved|published)(?: on| in)? $", before)
    statistic = _STATISTIC.search(sentence) or (_MEASURED.search(sentence) and _FIGURES.search(clause) and not deed)
    return bool(statistic)
