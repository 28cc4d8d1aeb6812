"""When an inspection was, when its report came out, when a notice was issued or lifted, when a named thing opened.

A visit is read from an inspection report's own cover and from any sentence that says "inspection" (or "inspected") and
then the date. Visits of other kinds (joint, focused, monitoring; of a school, a home, another service) are passed over:
two of them in one month are two visits. A year alone is no date here, nor is one whose year is not printed. Values are
ISO 8601 as exact as the words, ranges with "/" between the two; "2024-02-19/" says a first day only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.fact import Reading
from ingest.report import Kind, Paragraph, Ref, Report
from ingest.spans import Span, spans_in
from ingest.wording.said import Said

VISIT = "visit of an inspection"
PUBLICATION = "publication of an inspection report"
ISSUED = "issue of the {}"
LIFTED = "lifting of the {}"

_INSPECTION = re.compile(r"\binspect(?:ed|ions?)\b(?!\s+(?:report|framework|regime|readiness))", re.I)
_OTHER_VISIT = re.compile(
    r"\b(?:CQC|Care Quality|HMI\w*|Constabulary|youth|probation|adults?|SEND|special educational|schools?|early years"
    r"|nurser\w+|college|academ\w+|further education|area|joint|JTAI|focuss?ed|monitoring|visits?|peer|assurance"
    r"|thematic|interim|parts?|stages?|phases?|weeks?|food|fire|housing|foster\w*|adoption|homes?|residential|LSCB"
    r"|Safeguarding (?:\w+[’']?s? )?Board|private|secure|health|mock|internal|previous to|before the)\b",
    re.I,
)
_LOOKED_AFTER = re.compile(r"\blooked[- ]after\b|\bcare leavers\b", re.I)
_WHOLE = re.compile(r"\bsafeguarding\b|\bprotection\b|\bchildren[’']?s (?:social care )?services\b", re.I)
_AHEAD = re.compile(r"\b(?:next|due|expected|plann\w+|will|would|anticipated?|forthcoming|scheduled|prepar\w+)\b", re.I)
_NOT_BETWEEN = re.compile(
    r"[;:|]|\b(?:report\w*|publi\w+|letters?|findings?|since|until|till|after|before|following|notice|plans?|actions?"
    r"|judg\w+|recommend\w+|found|identified|highlighted|led|resulted|showed|improved|raised|noted|confirmed"
    r"|agreed|which|who|that|updates?|respon\w+|progress|establish\w+|issued|data|compared|by)\b"
    r"|\b(?:was|were|is|are|has|have|had|been)\s+(?!in\b|on\b|from\b|between\b|during\b|carried|conducted"
    r"|undertaken|held"
    r"|completed|$)|,\s+(?!in\b|on\b|from\b|between\b|during\b|carried|conducted|undertaken|held|$)",
    re.I,
)
_OF_A_PLACE = re.compile(r"\s+(?:of|at)\s+(?:the\s+)?[A-Z](?!.*(?:children|authority|council|services))", re.S)
_AGENT = re.compile(r"\bby\s+(?:the\s+)?(?:[A-Z][\w’']*\s+(?:(?:of|for|and)\s+)?){1,7}")
_WHO_DID_IT = re.compile(  # "that Ofsted carried out", "which inspectors undertook"
    r"\b(?:that|which)\s+(?:the\s+)?(?:[A-Z][\w’']*\s+){0,4}(?:inspectors\s+)?(?:carried out|conducted|undertook|held"
    r"|completed)\b"
)
_PREPOSITION = re.compile(r"(?:\b(?:in|of|on|between|from|during|was|were|dates?)|[,(])\s*(?:the\s+)?$", re.I)
_AFTER = re.compile(r"\s+(?:[A-Z]\w+\s+){0,2}(?:full\s+)?inspection\b(?!\s+(?:report|framework))")
_BEGAN = re.compile(r"\binspection\b[^.;]{0,60}\b(?:began|started|commenced)\s+on\s*$", re.I)
_ENDED = re.compile(r"\binspection\b[^.;]{0,60}\b(?:ended|concluded|finished)\s+on\s*$", re.I)
_PUBLISHED = re.compile(r"\bpublished\s*(?:by\s+[A-Z]\w+\s*)?(?:,\s*)?(?:on|in|:)?\s*$", re.I)
_RESULT = re.compile(r"\b(?:reports?|judge?ments?|findings|outcomes?)\b", re.I)
_KINDS = (
    r"(?:(?:improvement|warning|enforcement|section 114|regulatory|contravention|best value) notice|notice to improve"
    r"|(?:statutory|government) direction)"
)
_NOTICE = re.compile(rf"\b(?P<kind>{_KINDS})\b", re.I)
_ANOTHER = re.compile(r"\b(?:revised|further|new|second|amended|updated|varied|additional|another|first)\b", re.I)
_VERB = re.compile(
    r"\b(?:(?P<issued>issued|served|gave|given)|(?P<lifted>lifted|revoked|withdrawn|removed))\b(?P<rest>[^.;|]{0,70})$",
    re.I,
)
_WAY = re.compile(
    r"(?:\s*,?\s*(?:(?:to|by|upon|on|with|against)\s+(?:the\s+|an?\s+)?(?:[\w’'.]+\s+){0,6}?|an?\s+|the\s+|it\s+"
    rf"|{_KINDS}\s+))*"
    r"\s*(?:on|in|dated|in (?:a|its|his|her) letter (?:of|dated))\s+$",
    re.I,
)
_NAME = r"(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|for|the|to)\s+){0,2}){1,8}"
_HAPPENED = re.compile(
    rf"(?P<who>{_NAME})(?:\((?:the\s+)?[A-Za-z ]{{2,30}}\)\s*)?,?\s*(?:which\s+)?(?:(?:was|were|has been)\s+)?"
    r"(?:(?:formally|first|officially)\s+)?(?P<verb>opened|closed|launched|established|set up|created|disbanded"
    r"|dissolved|abolished|met for the first time|went live|came into force|came into effect)\s+(?:(?:in|on)\s+)?$"
)
_AGAIN = re.compile(
    r"\b(?:consultation|programme|applications?|window|survey|round|campaign|schools?|term|scheme)$", re.I
)
_ARTICLE = re.compile(r"^(?:(?:The|A|An|Our|Its|This|That|When|Since|And|But|However|As|While|In|At)\s+)+")

_WORTH_READING = re.compile(  # a year, and a word that some rule needs before it or after it; dates cost time to read
    r"\b(?:inspect|notice|direction|publish|opened|closed|launched|established|set up|created|disbanded|dissolved"
    r"|abolished"
    r"|met for|went live|came into)(?=[^|]{0,200}\b(?:19|20)\d\d\b)|\b(?:19|20)\d\d [^|]{0,30}\binspection",
    re.I,
)
_NEAR = 400  # characters about a date that can say what it is the date of
_POINTS_BACK = re.compile(
    r"^\W*(?:this(?! (?:report|paper|update|briefing|note)\b)|these|it|they|both|one|all)\b", re.I
)


def dates(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    """The dated readings of a paper, in reading order."""
    for piece in pieces:
        if piece.paragraph.para.startswith("header:"):
            yield from _on_the_cover(report, piece)
            continue
        spans = _spans(report, piece.text) if _is_worth_reading(piece.text) else []
        for span in spans:
            before = piece.text[max(0, span.start - _NEAR) : span.start]
            for subject, value in _subjects(report, piece.text, before, span):
                yield _reading(report, piece.paragraph, piece.text, subject, value)


def _is_worth_reading(sentence: str) -> bool:
    return ("20" in sentence or "19" in sentence) and _WORTH_READING.search(sentence) is not None


def value_of(span: Span) -> str:
    """A date or range as a reading has it."""
    if re.search(r"(?<!\d)\d{1,2}(?!\d)", span.printed):
        first, last = span.first.isoformat(), span.last.isoformat()
    else:
        first, last = f"{span.first:%Y-%m}", f"{span.last:%Y-%m}"
    return first if first == last else f"{first}/{last}"


def visited(sentence: str, span: Span) -> bool:
    """Whether a sentence says that the council's children's services were inspected at this date.

    A sentence that begins by pointing back ("This was judged…") does not say what was inspected.
    """
    before, after = sentence[max(0, span.start - _NEAR) : span.start], sentence[span.end : span.end + _NEAR]
    if _POINTS_BACK.match(sentence):
        return False
    found = list(_INSPECTION.finditer(before))
    if found and _PREPOSITION.search(before):
        start, end = found[-1].span()
        between = _WHO_DID_IT.sub(" ", _AGENT.sub(" ", before[end:])) if len(before) - end <= 140 else ";"
        scope = before[max(0, start - 70) : start] + before[end:]
        if _NOT_BETWEEN.search(between) or _OF_A_PLACE.match(before[end:]):
            return False
        return _is_of_the_whole(scope)
    if following := _AFTER.match(after):
        return _is_of_the_whole(before[-50:] + after[: following.end() + 60])
    return False


def _is_of_the_whole(scope: str) -> bool:
    if _AHEAD.search(scope) or _OTHER_VISIT.search(scope):
        return False
    return not _LOOKED_AFTER.search(scope) or bool(_WHOLE.search(scope))


def _subjects(report: Report, sentence: str, before: str, span: Span) -> Iterator[tuple[str, str]]:
    value = value_of(span)
    if _BEGAN.search(before):
        yield VISIT, f"{value}/"
    elif _ENDED.search(before):
        yield VISIT, f"/{value}"
    elif visited(sentence, span):
        yield VISIT, value
    elif _publishes(sentence, before):
        yield PUBLICATION, value
    if notice := _of_a_notice(before):
        yield notice, value
    if happened := _HAPPENED.search(before):
        who = _ARTICLE.sub("", happened["who"].strip())
        if (len(who.split()) > 1 or re.fullmatch(r"[A-Z]{3,}", who)) and not _AGAIN.search(who):
            yield f"when {who} {_done(happened['verb'])}", value


def _publishes(sentence: str, before: str) -> bool:
    """Whether an inspection's report came out at the date that follows `before`."""
    says_so = _PUBLISHED.search(before) and _RESULT.search(before) and re.search(r"\binspect(?:ed|ion)", sentence, re.I)
    return bool(says_so) and not _OTHER_VISIT.search(sentence) and not _AHEAD.search(before)


def _of_a_notice(before: str) -> str:
    """Which notice was issued or lifted at the date that follows; "" for none, and for one that changes another."""
    kinds, verb = list(_NOTICE.finditer(before)), _VERB.search(before)
    if not kinds or not verb or not _WAY.fullmatch(verb["rest"]):
        return ""
    near = before[max(0, min(kinds[-1].start(), verb.start()) - 40) :]
    if _ANOTHER.search(near) or _AHEAD.search(near) or re.search(r"\b(?:no|not)\b", near, re.I):
        return ""
    return (ISSUED if verb["issued"] else LIFTED).format(kinds[-1]["kind"].lower())


def _done(verb: str) -> str:
    return (
        f"was {verb}" if verb in {"established", "set up", "created", "disbanded", "dissolved", "abolished"} else verb
    )


def _on_the_cover(report: Report, piece: Said) -> Iterator[Reading]:
    if report.header.kind is not Kind.INSPECTION:
        return
    label = piece.paragraph.para.removeprefix("header:")
    visit = re.fullmatch(r"inspection dates?|dates? of (?:the )?inspection", label, re.I)
    published = re.fullmatch(
        r"(?:report )?published|(?:publication date|date (?:of publication|published))", label, re.I
    )
    subject = VISIT if visit else PUBLICATION if published else ""
    spans = _spans(report, piece.paragraph.text) if subject else []
    if subject and spans:
        whole = replace(spans[0], last=spans[-1].last)  # a visit in two parts is one
        yield _reading(report, piece.paragraph, piece.paragraph.text, subject, value_of(whole))


def _spans(report: Report, sentence: str) -> list[Span]:
    """The dates of a sentence that print their year and are more exact than a year; "March and April 2013" is one."""
    joined: list[Span] = []
    for span in spans_in(sentence, report.header.as_at):
        gap = sentence[joined[-1].end : span.start] if joined else ""
        if joined and re.fullmatch(r"\s*(?:and|&|/)\s*", gap) and _is_month(joined[-1]) and _is_month(span):
            start = joined[-1].start
            joined[-1] = replace(span, first=joined[-1].first, start=start, printed=sentence[start : span.end])
        else:
            joined.append(span)
    return [span for span in joined if span.year_said and not span.relative and (span.last - span.first).days < 300]


def _is_month(span: Span) -> bool:
    return not re.search(r"(?<!\d)\d{1,2}(?!\d)", span.printed)


def _reading(report: Report, paragraph: Paragraph, quote: str, subject: str, value: str) -> Reading:
    return Reading(
        ref=Ref(report.name, paragraph.para),
        quote=quote,
        as_at=report.header.as_at,
        subject=subject,
        value=value,
        kind="date",
    )
