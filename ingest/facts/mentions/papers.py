"""The reports, updates, self-assessments, minutes and letters that a sentence tells by their date. Pure.

A paper is told by its date when the date is joined to it and not to its subject: "the report of July 2024", "a paper to
the Committee on 3 June", "the first update planned for March". A month is the least that will do, except for inspection
reports, which are known by their year. "The report" with nothing more is the paper that is being read, and where it
"will be considered by Cabinet in May" it is still that paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.mentions.dates import fronted, is_series, joining_words
from ingest.facts.mentions.others import inspection_report, minutes_and_letters, sent_to
from ingest.facts.mentions.words import BODY, Paper, is_the_one_read, nouns_in
from ingest.report import Header, written_iso
from ingest.spans import Span, spans_in

_SPEAKS_OF_PAPERS = re.compile(r"report|paper|update|assessment|evaluation|briefing|minutes|letter|\bsee\b|refer", re.I)
_PLANNED = re.compile(
    r"\b(?:will|shall|to be|be|is due|are due|planned|due|expected|scheduled|should|must|asked? for|agree|requests?"
    r"|requested)\b",
    re.I,
)
_ABOUT_INSPECTION = re.compile(
    r"\b(?:inspect(?:ed|ion|or|orate)s?|Ofsted|HMICFRS|CQC|Care Quality Commission|HMIP|judged|judgement|JTAI|ILACS)\b",
    re.I,
)
_TO_A_BODY = re.compile(r"\b(?:to|by|at)\s+(?:the\s+)?[\w ]*(?:ommittee|oard|abinet|ouncil|anel)")
_NOT_INSPECTORS = re.compile(r"\b(?:progress|update|cover|monitoring|annual|first|next|final)\b", re.I)
_OF_ITS_OWN_DATE = re.compile(r"\s*,?\s*(?:dated|of|from)\b|\s+(?:to|by|considered|presented|made|submitted)\b")
_DELAYED = re.compile(r"\b(?:delayed|deferred|postponed|put back|rescheduled|slipped|now be)\b", re.I)
_ABOUT = re.compile(
    r"(?P<words>\s+(?:on|about|into|of|for|regarding|setting out|against)\s+(?!(?:its|the|a) meeting)[^;.,]{3,160})"
)
_ENDS_TITLE = r"(?:was|were|will|would|should|shall|may|is|are|be|has|have|had|which|that|by|every|each|until|during)"
_ABOUT_AFTER = re.compile(
    r"(?:\s*(?:,|and|&)\s+(?:in\s+|on\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]+(?:\s+\d{4})?)?"  # "… and November 2015"
    r"(?P<words>\s+(?:on|about|regarding|setting out)\s+[^;.,]{3,160})"
)
_LISTED_KINDS = (
    ("letter", re.compile(r"\bletter\b", re.I)),
    ("minutes", re.compile(r"\bminutes\b", re.I)),
    ("self-assessment", re.compile(r"\bself[- ](?:assessment|evaluation)\b", re.I)),
    ("report", re.compile(r"\b(?:reports?|papers?|briefing|update)\b(?! on the web)", re.I)),
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a paper is told in: the words, those before them, and the dates they hold."""

    text: str
    earlier: str
    spans: list[Span]
    header: Header


@dataclass(frozen=True, slots=True)
class _Found:
    """A noun for a paper and a date that belong together."""

    noun: re.Match[str]
    span: Span
    link: str  # the words between them that join them; ""


def papers_in(text: str, earlier: str, header: Header) -> Iterator[Paper]:
    """Every paper told in a sentence of a paper with this header; `earlier` is what its paragraph says before."""
    if not _SPEAKS_OF_PAPERS.search(text):
        return
    spans = [span for span in spans_in(text, header.as_at) if len(span.iso) >= 7 and _is_one_month(span)]
    sentence = _Sentence(text, earlier, spans, header)
    told = [paper for found in _found(sentence) if (paper := _paper(found, sentence)) is not None]
    dated = [*told, *minutes_and_letters(text, spans)]
    yield from dated
    if not any(each.kind == "inspection report" for each in dated):
        yield from inspection_report(text)
    yield from sent_to(text)


def _is_one_month(span: Span) -> bool:
    return (span.first.year, span.first.month) == (span.last.year, span.last.month)


def _found(said: _Sentence) -> Iterator[_Found]:
    """Each date that a paper is told by, with its paper: the nearest before it, or the first behind it."""
    nouns = nouns_in(said.text)
    for span in said.spans:
        if (
            named := next((n for n in nouns if n.start() <= span.start and span.end <= n.start("noun")), None)
        ) is not None:
            yield _Found(named, span, "")  # "the January 2023 report"
            continue
        before = [noun for noun in nouns if noun.end() <= span.start]
        link = joining_words(before[-1], said.text, span, said.spans) if before else None
        if link is not None:
            yield _Found(before[-1], span, link)
        elif before and is_series(before[-1], said.text, span):
            yield _Found(before[-1], span, "")
        elif (noun := fronted(nouns, said.text, span)) is not None:
            yield _Found(noun, span, "")


def _paper(found: _Found, said: _Sentence) -> Paper | None:
    noun, span, link = found.noun, found.span, found.link
    inspection = _is_inspection(found, said)
    if is_the_one_read(noun) and not inspection and not _OF_ITS_OWN_DATE.match(link):
        return None
    planned = bool(_PLANNED.search(link) or re.search(r"\bwill\b|\bto receive\b", said.text[: noun.start()]))
    as_at = said.header.as_at
    future = as_at is not None and span.first > as_at
    if future and not planned and not span.year_said:
        return None  # told as past, it would fall after the meeting
    manner = "promised" if future or (planned and as_at is not None and span.last > as_at) else "referred to"
    if inspection:
        return Paper(
            f"inspection report, {written_iso(span.iso)}",
            "inspection report",
            "inspection report",
            "",
            span.iso,
            manner,
            "",
        )
    body = _full_name(_body(found, said.text), said.header.body)
    title = _title(found, said.text, body)
    formerly = _first_promised(found, said) if _DELAYED.search(link) else ""
    return Paper(f"{title}, {written_iso(span.iso)}", _kind(noun["noun"]), title, body, span.iso, manner, formerly)


def _first_promised(found: _Found, said: _Sentence) -> str:
    """The date before a delay: "asked for by January, has been delayed and will be brought in June"."""
    return next((s.iso for s in said.spans if found.noun.end() < s.start < found.span.start), "")


def _is_inspection(found: _Found, said: _Sentence) -> bool:
    """Whether the report is an inspector's: named so, or told right after an inspection, and put to no committee."""
    noun, link = found.noun, found.link
    if not noun["noun"].lower().startswith("report") or _TO_A_BODY.search(link) or _NOT_INSPECTORS.search(noun["mods"]):
        return False
    if re.search(r"\b[Ii]nspection|\bOfsted", noun["mods"]):
        return True
    says = re.search(r"publish|^\s*,?\s*(?:of|dated)\b", link)
    says = says or re.search(
        r"\bpublish(?:ed|es)?\s+(?:(?:its|their|the|a)\s+)?(?:joint\s+)?$", said.text[: noun.start("noun")]
    )
    near = f"{said.earlier[-260:]} {said.text}"
    return bool(says and _ABOUT_INSPECTION.search(near) and not re.match(r"\s+(?:on|about|to)\s+\w", link))


def _kind(noun: str) -> str:
    word = noun.lower().rstrip("s")
    return "self-assessment" if word.startswith("self") else "update" if word == "update" else "report"


def _title(found: _Found, text: str, body: str) -> str:
    """ "first yearly report on complaints": the paper and its subject, wherever the date stands."""
    noun, span = found.noun, found.span
    name = re.sub(r"\s+", " ", f"{noun['mods']}{noun['noun']}".replace(span.printed, "")).strip()
    name = re.sub(r"(?i)(report|paper|update|assessment|evaluation|briefing)s$", r"\1", name)
    rest = text[noun.end() : span.start] if span.start >= noun.end() else text[noun.end() :]
    about = _ABOUT.match(re.sub(r"\s+(?:in|on|at|of|by|for)\s*$", "", rest)) or _ABOUT_AFTER.match(text[span.end :])
    if about:
        return f"{name} {_subject(about['words'])}".rstrip(" ,")
    if body and name.split()[-1].lower() in {"report", "paper", "update"}:
        return f"{name} to {body}" if body in {"Cabinet", "Council"} else f"{name} to the {body}"
    return name


def _subject(words: str) -> str:
    """The words a paper is about, up to where its meeting or the verb begins."""
    about = re.sub(r"\s+(?:at|to) (?:its|the|a) meeting\b.*", "", words).split()
    stop = next((i for i, word in enumerate(about) if i > 1 and re.fullmatch(_ENDS_TITLE, word)), len(about))
    if "to" in about[2:stop] and re.search(rf"\bto\s+{BODY}", words):
        stop = min(stop, about.index("to", 2))
    return " ".join(about[: min(stop, 14)])


def _body(found: _Found, text: str) -> str:
    """Whose meeting the paper went to: "to the Board" behind it, or "The Board received" before it."""
    if named := re.search(rf"\b(?:to|by|at|for|before)\s+{BODY}", found.link):
        return named["body"].strip()
    noun, span = found.noun, found.span
    where = text[: noun.start()] if span.start >= noun.end() else text[span.end : noun.start()]
    verbs = r"(?:also |then |has |had )?(?:will )?(?:receive|consider|noted|discussed|heard)"
    subjects = list(re.finditer(rf"{BODY}\s+{verbs}", where))
    return subjects[-1]["body"].strip() if subjects else ""


def listed_paper(entry: str, header: Header) -> Paper | None:
    """A paper as a list of background papers gives it: "Cabinet report, School Places, 6 June 2023"; None for law."""
    spans = [span for span in spans_in(entry, header.as_at) if len(span.iso) >= 7 and _is_one_month(span)]
    if not spans:
        return None
    when = spans[-1].iso
    if re.search(r"\b(?:inspection|Ofsted|CQC|HMIP|HMICFRS)\b[^,;]*\breport\b", entry) and not re.search(
        rf"\bto\s+{BODY}", entry
    ):
        return Paper(
            f"inspection report, {written_iso(when)}", "inspection report", "inspection report", "", when, "", ""
        )
    at_front = rf"{BODY}(?=\s+(?:[Rr]eport|[Pp]aper)|,|\s+[–—-]|\s+\d)"
    named = re.search(rf"\bto\s+{BODY}", entry) or re.match(at_front, entry)
    kind = next((kind for kind, word in _LISTED_KINDS if word.search(entry)), "report" if named else "")
    body = _full_name(named["body"].strip(), header.body) if named else ""
    return Paper(entry, kind, entry, body, when, "", "") if kind else None


def _full_name(body: str, own: str) -> str:
    """ "the Board" in a paper to the Health and Wellbeing Board is that Board."""
    name = re.sub(r"^(?:the|this|full)\s+", "", body, flags=re.I)
    if name.lower() in {"", "members", "council"}:
        return ""
    return own if " " not in name and own.lower().endswith(name.lower()) else name[:1].upper() + name[1:]
