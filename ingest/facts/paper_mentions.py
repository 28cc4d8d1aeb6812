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
from datetime import date

from ingest.report import Header, written_day
from ingest.spans import Span, spans_in


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as one sentence tells it."""

    what: str
    kind: str
    title: str  # what it is called and about, without its date
    body: str
    when: str
    manner: str  # "promised", "referred to"
    formerly: str


_PREPOSITION = r"(?:on|in|at|by|for|of|during|from|dated)"
_BODY = (
    r"(?:(?:the|an?|its|this|full|our|next)\s+)*(?P<body>(?:[A-Z][\w’'&-]*,?\s+(?:(?:and|for|of|the|&)\s+)*){0,8}"
    r"(?:Committee|Board|Cabinet|Council|Panel|Executive|Commission|Forum|Partnership|Group|Members)"
    r"|committee|board|cabinet|council|panel|members)(?:\b[’']s?)?(?:\s+meetings?)?"
)
_NOUN = re.compile(
    r"(?<![\w’'/-])(?P<phrase>(?:(?P<det>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]h(?:is|ese|at))\s+)?"
    r"(?P<mods>(?:(?!(?:the|an?|its|their|our|this|that|these|to|of|in|on|for|by|and|will|must|should|was|is|are|were|be"
    r"|which|who|with|as|at|from|or|has|have|had|received?|considered?|noted|discussed|agreed?|approved?|endorsed?|requested"
    r"|heard|reviewed|published|issued|see)\b)[\w’'&/-]+\s+){0,5}?)"
    r"(?P<noun>(?:[Ss]elf[- ](?:[Aa]ssessment|[Ee]valuation)|[Rr]eport|[Pp]aper|[Uu]pdate|[Bb]riefing(?: [Nn]ote| [Pp]aper)?"
    r"|[Ee]valuation)s?))(?![\w’'-]|\s+(?:[Rr]eport|[Pp]aper|[Nn]ote)\b)"
)
_NOT_A_PAPER = re.compile(
    r"\b(?:white|green|working|discussion|oral|verbal|background|ballot|exam|weekly|daily|these|this)\s+(?:report|paper|update)"
    r"|\bcase\s+report|\bmissing\s+(?:person|child)",
    re.I,
)
_ADJECTIVE = re.compile(
    r"\b(?:first|second|third|next|final|last|further|annual|yearly|previous|earlier|progress|interim|inspection|\d{4}"
    r"|[\w]+[’']s?|scrutiny|performance|detailed|full|follow-up|six-monthly|quarterly|monthly)\s*$",
    re.I,
)
_RECEIVED = re.compile(
    r"\b(?:received?|receives|considered?|noted|discussed|agreed|approved|endorsed|heard|was presented with|reviewed"
    r"|published|issued|requested|in|to|of|see)\s+(?:\w+\s+){0,2}$",
    re.I,
)
_VERBS = (
    r"(?:published|made|completed|presented|submitted|brought|reported|considered|received|issued|produced|provided|taken"
    r"|tabled|circulated|undertaken|carried out|due|planned|expected|scheduled|shared|approved|given|delivered|released"
    r"|updated)"
)
_AUXILIARY = (
    r"(?:(?:is|are) (?:due |planned |expected |scheduled |to )*(?:to )?be|(?:will|should|shall|would|must) (?:then |also )?be"
    r"|was|were|is|are|has been|had been|have been|to be|being|be)"
)
_WHOSE = r"(?:\s+(?:held|meeting|at its meeting|in its meeting))*"
_LINKS = tuple(
    re.compile(form + r"\s*,?\s*(?:the\s+)?$")
    for form in (
        rf"\s*,?\s*(?:dated|of|from|in|on|at)(?:\s+(?:the\s+|its\s+)?meeting(?:\s+held)?(?:\s+(?:of|on|in))?)?",
        rf"\s+(?:(?:which|that) (?:went|was|were) |was |were |made |taken |presented |submitted |brought |given )*"
        rf"(?:to|by|at|for|before)\s+{_BODY}{_WHOSE}(?:\s+(?:of|on|in|for|by|held on))?",
        rf"\s*,?\s*(?:(?:which|that)\s+)?(?:{_AUXILIARY}\s+)?(?:(?:first|also|then|last|most recently|delayed and|due to be)\s+)*{_VERBS}"
        rf"(?:\s+back)?(?:\s+(?:to|by|at)\s+{_BODY}{_WHOSE})?(?:\s+(?:last|this) year)?(?:\s+to (?:a|the|its)(?: next)? meeting)?"
        rf"(?:\s+{_PREPOSITION}(?:\s+the\s+end\s+of)?)?",
    )
)
_TOPIC = r"\s+(?:on|about|into|of|for|regarding|setting out|summarising|against|detailing|outlining)\s+[^;]{3,170}?"
_AUXILIARY_VERB = (
    rf"(?:{_AUXILIARY}\s+)(?:(?:first|also|then|last|most recently|delayed and|due to be)\s+)*{_VERBS}(?:\s+back)?"
    rf"(?:\s+(?:to|by|at)\s+(?:{_BODY}|(?:a|the|its)(?:\s+next)?\s+meeting){_WHOSE})?(?:\s+(?:last|this) year)?"
    rf"(?:\s+{_PREPOSITION}(?:\s+the\s+end\s+of)?)?\s*(?:the\s+)?$"
)
_TOPIC_LINKS = (
    re.compile(
        rf"(?:{_TOPIC})?(?:,\s+which[^,;]{{3,120}})?\s+(?:has been delayed and |have been delayed and |is delayed and )?{_AUXILIARY_VERB}"
    ),
    re.compile(
        rf"{_TOPIC},?\s+(?:(?:which|that) (?:went|was|were) )?(?:made |taken |presented |submitted |brought )*"
        rf"(?:to|by|before)\s+{_BODY}{_WHOSE}(?:\s+(?:of|on|in|for|by|held on))\s*(?:the\s+)?$".replace(
            "?P<body>", "?P<body>"
        )
    ),
)
_TOPIC_BARE = re.compile(rf"{_TOPIC}\s+(?:on|in)\s+$")
_JOINS = re.compile(r"\s*(?:,|and|&|or|in|on)\s*")
_FRONT = re.compile(r"^(?:\W*(?:In|On|At (?:its|the|their|a) meetings? (?:on|of|in|held on))\s+(?:the\s+)?)$")
_FRONTED = re.compile(
    rf",?\s+(?:{_BODY}\s+)?(?:also |then )?(?:received|considered|noted|discussed|approved|agreed|endorsed|heard|reviewed"
    r"|had|was presented with|were presented with)\s+$",
)
_PLANNED = re.compile(
    r"\b(?:will|shall|to be|be|is due|are due|planned|due|expected|scheduled|should|must|asked? for|agree|requests?|requested)\b",
    re.I,
)
_SERIES = re.compile(
    r"(?:,|\band|\bwith)\s+the (?:first|next)(?: of (?:these|them|which))?(?: one)?\s*(?:is |being |was |will be |to be )?"
    r"(?:due |planned |expected |scheduled |made |presented )*(?:to be )?(?:in|on|for|by)\s+(?:the\s+)?$"
)
_MINUTES = re.compile(r"\b[Mm]inutes\s+(?:(?:of|from|for|to)\b)[^.;]{0,120}?\b(?:on|of|for|from)\s+$")
_LETTER = re.compile(r"\b[Ll]etter(?:\s+(?:from|of|to)\s+[^,;.]{2,80}?)?,?\s+(?:(?:of|dated)\s+)?(?:the\s+)?$")
_ABOUT_INSPECTION = re.compile(r"\b(?:inspect(?:ed|ion|or|orate)s?|Ofsted|HMICFRS|CQC|judged|judgement|JTAI|ILACS)\b", re.I)
_INSPECTION_REPORT = re.compile(
    r"(?:(?P<before>\b(?:19|20)\d\d)\s+(?:[A-Z][\w]+\s+)?)?\b(?:[Ii]nspection|Ofsted(?:[’']s)?)\s+(?:[Ii]nspection\s+)?[Rr]eport\b(?!\s+(?:to|back)\b)"
    r"(?:,?\s+(?:of|from|in)\s+(?P<after>(?:19|20)\d\d)\b)?"
)
_SEE = re.compile(
    r"\b(?:[Ss]ee|[Rr]efer to|[Rr]ead (?:alongside|in conjunction with|together with|with))\s+(?:the|our|its)\s+"
    r"(?P<title>(?:(?!section|paragraph|table|above|below)[\w’'&-]+\s+){0,5}?[\w’'&-]+\s+"
    r"(?P<noun>report|paper|assessment|self-assessment|plan|strategy|framework|policy|guidance|Report|Plan|Strategy|Framework"
    r"|Policy|Guidance))\b"
)
_APPENDIX = re.compile(r"\b(?:appendi(?:x|ces)|annex|enclos|attach)", re.I)
_DELAYED = re.compile(r"\b(?:delayed|deferred|postponed|put back|rescheduled|slipped|now be)\b", re.I)
_BACKGROUND = ("strategy", "framework", "policy", "guidance")


def papers_in(text: str, earlier: str, header: Header) -> Iterator[Paper]:
    """Every paper told in a sentence of a paper with this header; `earlier` is what its paragraph says before."""
    if not re.search(r"report|paper|update|assessment|evaluation|briefing|minutes|letter|\b[Ss]ee\b|refer", text, re.I):
        return
    spans = [span for span in spans_in(text, header.as_at) if len(span.iso) >= 7 and _is_one_month(span)]
    dated = [*_by_noun(text, earlier, header, spans), *_minutes_and_letters(text, spans)]
    yield from dated
    if not any(each.kind == "inspection report" for each in dated):
        yield from _inspection_report(text)
    yield from _sent_to(text)


def _is_one_month(span: Span) -> bool:
    return (span.first.year, span.first.month) == (span.last.year, span.last.month)


def _by_noun(text: str, earlier: str, header: Header, spans: list[Span]) -> Iterator[Paper]:
    nouns = [match for match in _NOUN.finditer(text) if _is_paper(match, text)]
    for span in spans:
        before = [noun for noun in nouns if noun.end() <= span.start]
        if before and (link := _link(before[-1], text, span, spans)) is not None:
            noun = before[-1]
        elif before and _SERIES.search(text[before[-1].end() : span.start]):
            noun, link = before[-1], ""
        elif (after := _fronted(nouns, text, span)) is not None:
            noun, link = after, ""
        else:
            continue
        if (paper := _paper(noun, link, text, earlier, header, span, spans)) is not None:
            yield paper


def _is_paper(noun: re.Match[str], text: str) -> bool:
    if _NOT_A_PAPER.search(noun["phrase"]) or (noun["det"] or "").lower() in {"this", "these"}:
        return False
    if noun["noun"].lower() == "update" and re.match(r"\s+of\b", text[noun.end() :]):
        return False  # of a system, a plan: something done
    if noun["det"] or noun.start() == 0 or noun["noun"][0].isupper():
        return True
    return bool(
        _ADJECTIVE.search(noun["mods"]) or (noun["noun"].endswith("s") and _RECEIVED.search(text[: noun.start()]))
    )


def _link(noun: re.Match[str], text: str, span: Span, spans: list[Span]) -> str | None:
    """The words that join a paper to a date; None where they do not: the date is of something else."""
    between = text[noun.end() : span.start]
    for other in reversed(spans):  # "in October and November": the first date is no part of what joins the second
        if noun.end() <= other.start and other.end <= span.start:
            inner = text[other.end : span.start]
            if _JOINS.fullmatch(inner):
                between = text[noun.end() : other.start]
    if any(form.match(between) for form in (*_LINKS, *_TOPIC_LINKS)):
        return between
    received = re.search(
        r"\b(?:received|considered|noted|discussed|heard|was presented with)\s+$", text[: noun.start()]
    )
    if (
        received
        and _TOPIC_BARE.match(between)
        and not re.search(r"\b(?:since|from|between|during|of|for)\s+\w*\s*$", between[:-4])
    ):
        return between
    return None


def _fronted(nouns: list[re.Match[str]], text: str, span: Span) -> re.Match[str] | None:
    """The paper of "In October 2015 the Cabinet considered a report"."""
    if not _FRONT.match(text[: span.start]):
        return None
    return next(
        (noun for noun in nouns if noun.start() >= span.end and _FRONTED.fullmatch(text[span.end : noun.start()])), None
    )


def _paper(
    noun: re.Match[str], link: str, text: str, earlier: str, header: Header, span: Span, spans: list[Span]
) -> Paper | None:
    bare = (noun["det"] or "").lower() == "the" and noun["phrase"].split()[1:] in (
        ["report"],
        ["paper"],
        ["reports"],
        ["papers"],
    )
    inspection = _is_inspection(noun, link, text, earlier)
    if (
        bare
        and not inspection
        and not re.match(r"\s*,?\s*(?:dated|of|from)\b|\s+(?:to|by|considered|presented|made|submitted)\b", link)
    ):
        return None
    planned = bool(_PLANNED.search(link)) or bool(re.search(r"\bwill\b|\bto receive\b", text[: noun.start()]))
    future = header.as_at is not None and span.first > header.as_at
    if future and not planned and not span.year_said:
        return None
    kind = "inspection report" if inspection else _kind(noun["noun"])
    title = "inspection report" if inspection else _title(noun, text, span)
    formerly = (
        next((s.iso for s in spans if s.start < span.start and s.start > noun.end()), "")
        if _DELAYED.search(link)
        else ""
    )
    manner = "promised" if future or (planned and header.as_at and span.last > header.as_at) else "referred to"
    body = "" if inspection else _full_name(_body(link, text, noun, span), header.body)
    if body and title.split()[-1].lower() in {"report", "paper", "update"}:
        title = f"{title} to {body}" if body in {"Cabinet", "Council"} else f"{title} to the {body}"
    return Paper(f"{title}, {_written(span.iso)}", kind, title, body, span.iso, manner, formerly)


def _is_inspection(noun: re.Match[str], link: str, text: str, earlier: str) -> bool:
    """Whether the report is an inspector's: named so, or told right after an inspection; none that went to a committee."""
    if not noun["noun"].lower().startswith("report") or re.search(
        r"\b(?:to|by|at)\s+(?:the\s+)?[\w ]*(?:ommittee|oard|abinet|ouncil|anel)", link
    ):
        return False
    if re.search(r"\b(?:progress|update|cover|monitoring|annual|first|next|final)\b", noun["mods"], re.I):
        return False
    if re.search(r"\binspection|\bOfsted", noun["mods"]):
        return True
    says = re.search(r"publish|^\s*,?\s*(?:of|dated)\b", link)
    says = says or re.search(r"\bpublish(?:ed|es)?\s+(?:its|their|the|a)\s*$", text[: noun.start("noun")])
    near = f"{earlier[-260:]} {text}"
    return bool(says and _ABOUT_INSPECTION.search(near) and not re.match(r"\s+(?:on|about|to)\s+\w", link))


def _kind(noun: str) -> str:
    word = noun.lower().rstrip("s")
    return "self-assessment" if word.startswith("self") else "update" if word == "update" else "report"


def _title(noun: re.Match[str], text: str, span: Span) -> str:
    """ "first yearly report on complaints": the paper and its subject, wherever the date stands."""
    name = f"{noun['mods']}{noun['noun']}".strip()
    name = re.sub(r"(?i)(report|paper|update|assessment|evaluation|briefing)s$", r"\1", name)
    rest = text[noun.end() : span.start] if span.start > noun.end() else text[noun.end() :]
    rest = re.sub(r"\s+(?:in|on|at|of|by|for)\s*$", "", rest)
    about = _ABOUT.match(rest) or _ABOUT_AFTER.match(text[span.end :])
    if not about:
        return name
    words = re.sub(r"\s+(?:at|to) (?:its|the|a) meeting\b.*", "", about["words"]).split()
    stop = next((i for i, word in enumerate(words) if i > 1 and re.fullmatch(_ENDS_TITLE, word)), len(words))
    if "to" in words[2:stop] and re.search(rf"\bto\s+{_BODY}", about["words"]):
        stop = min(stop, words.index("to", 2))
    return f"{name} {' '.join(words[: min(stop, 14)])}".rstrip(" ,")


_ABOUT = re.compile(
    r"(?P<words>\s+(?:on|about|into|of|for|regarding|setting out|against)\s+(?!(?:its|the|a) meeting)[^;.,]{3,160})"
)
_ENDS_TITLE = r"(?:was|were|will|is|are|be|has|have|had|which|that|by|every|each|until|should|during)"
_ABOUT_AFTER = re.compile(
    r"(?:\s*(?:,|and|&)\s+(?:in\s+|on\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]+(?:\s+\d{4})?)?"  # "… and November 2015"
    r"(?P<words>\s+(?:on|about|regarding|setting out)\s+[^;.,]{3,160})"
)


def _body(link: str, text: str, noun: re.Match[str], span: Span) -> str:
    """Whose meeting the paper went to: "to the Board" behind it, or "The Board received" before it."""
    if found := re.search(rf"\b(?:to|by|at|for|before)\s+{_BODY}", link):
        return found["body"].strip()
    where = text[: noun.start()] if span.start >= noun.end() else text[span.end : noun.start()]
    subject = re.search(
        rf"{_BODY}\s+(?:also |then |has |had )?(?:will )?(?:receive|consider|noted|discussed|heard)", where
    )
    return subject["body"].strip() if subject else ""


def _full_name(body: str, own: str) -> str:
    """ "the Board" in a paper to the Health and Wellbeing Board is that Board."""
    name = re.sub(r"^(?:the|this|full)\s+", "", body, flags=re.I)
    if name.lower() in {"", "members", "council"}:
        return ""
    return own if " " not in name and own.lower().endswith(name.lower()) else name[:1].upper() + name[1:]


def _minutes_and_letters(text: str, spans: list[Span]) -> Iterator[Paper]:
    for span in spans:
        if len(span.iso) < len("2015-11-05"):
            continue
        before = text[: span.start]
        if _MINUTES.search(before) and not re.search(r"\bminutes of (?:the )?[^.;]{0,60}\bnext\b", before):
            body = re.search(rf"\bof\s+{_BODY}\s+(?:meeting|held|of|on)\b", before)
            said = body["body"].strip() if body else ""
            yield Paper(f"minutes, {_written(span.iso)}", "minutes", "minutes", said, span.iso, "referred to", "")
        elif letter := _LETTER.search(before):
            if re.search(r"\b(?:of|dated)\s+(?:the\s+)?$|,\s*$", letter[0]):
                yield Paper(f"letter, {_written(span.iso)}", "letter", "letter", "", span.iso, "referred to", "")


def _inspection_report(text: str) -> Iterator[Paper]:
    """An inspection report told by its year alone, or by nothing."""
    if match := _INSPECTION_REPORT.search(text):
        year = match["before"] or match["after"] or ""
        yield Paper(
            f"inspection report, {year}".rstrip(", "),
            "inspection report",
            "inspection report",
            "",
            year,
            "referred to",
            "",
        )


def _sent_to(text: str) -> Iterator[Paper]:
    """The papers that a reader is sent to: "Please see the full progress report"."""
    if _APPENDIX.search(text):
        return
    for match in _SEE.finditer(text):
        noun = match["noun"].lower()
        kind = "background" if noun in _BACKGROUND else "report" if noun in ("report", "paper") else noun
        kind = "self-assessment" if "self-assessment" in noun else "report" if kind == "assessment" else kind
        if not re.search(r"\binspection report|\bOfsted report", match["title"], re.I):
            yield Paper(match["title"], kind, match["title"], "", "", "referred to", "")


def _written(iso: str) -> str:
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        return f"{date.fromisoformat(f'{iso}-01'):%B %Y}"
    return written_day(date.fromisoformat(iso))
