"""Bodies and what they do: who is accountable, who monitors, scrutinises, is to approve, and what became of whom. Pure.

A role is what a body does for a plan, a notice or another body; the duties of persons, chairs and officers are none.
The roles are a closed list (`role_words.ROLES`). "Proposed" is all that is yet to be: asked for, proposed, or said of
the future ("will be monitored"). What a paper only supposes ("could", "if", an option in a table) or denies is no role.
Inspection reports are left out: what they say of bodies is a finding, not the council's word.

Each sentence is read with its bodies replaced by marks, ‹0›, ‹1›…, so that a rule knows where a name stands and need
know no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.fact import Role
from ingest.facts.roles.bodies import Names, is_committee_paper, named_in, names_of
from ingest.facts.roles.sentence import Found, Sentence
from ingest.facts.roles.stems import may_tell, rules_for
from ingest.facts.roles.words import ACTS
from ingest.report import Kind, Ref, Report, is_recommendation_section
from ingest.spans import Span, spans_in
from ingest.wording.said import Said, said_in

_ASKS = re.compile(
    r"\b(?:asked|recommended|requested|invited|recommendations?)\b[^:]*:?\W*$|^that (?:the )?[\w ]+:$", re.I
)
_LEADS = re.compile(
    r"(?P<body>‹\d+›(?! is asked)[^‹›.:;]{0,60}\b(?:will|shall|is to|are to|role is to|exists to|for)):?\W*$"
)
_HEADS_ASKS = re.compile(r"\b(?:is|are) (?:asked|recommended|requested|invited) to\W*$", re.I)
_DECIDES = re.compile(
    r"^\W*(?:RESOLVED|Resolved|AGREED|DECISION|Decision|ORDERED)\b|^\W*[Ii]t was (?:\w+ly )?(?:agreed"
    r"|resolved|decided)\b|\b(?:agreed|decided|resolved)(?: to| that)?:?\W*$"
)
_SUPPOSED = re.compile(r"\b(?:could|may|might|whether|not|never|unless)\b")
_REFUSED = re.compile(
    r"\b(?:be|is|was|were|been) (?:not (?:agreed|approved|accepted|supported)|rejected|refused|declined)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|should|must|to be|to become|to take|is to|are to|propos\w+|recommend\w*|required"
    r"|plans? to|intend\w* to)\b|^ ?to\b"
)
_PROPOSES = re.compile(
    r"\b(?:propos(?:es|ed|als?|ing)|recommend(?:s|ed|ation)?|it is suggested|consideration)\b(?! by\b)", re.I
)
_SETTLED = re.compile(
    r"\b(?:agreed|endorsed|approved|accepted|resolved)\b[^.;]{0,20}\b(?:that|proposals?|recommendations?)\b", re.I
)
_PAST = re.compile(
    r"\b(?:was|were|had|former|previous|overseen|oversaw|monitored|scrutinised|supervised|challenged|remained|been)\b"
)
_SINCE = re.compile(
    r"\b(?:since|from|with effect from|as of|beginning|effective(?: from)?)\s+(?:the\s+)?(?:\w+ of\s+)?$", re.I
)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|to the end of|by the end of|through to|ends? on|ended on|end on|end in|ends in"
    r"|ended in|ceased? on|cease in)\s+(?:the\s+)?(?:end of\s+)?$",
    re.I,
)
_OPENING = re.compile(r"\W*(?:(?:In|On|From|Since|At)\s+)?(?:the\s+)?")
_ON = re.compile(r"\b(?:in|on|at|for)\s+(?:the\s+)?(?:\w+ of\s+)?$", re.I)


_IT = re.compile(  # "It", "Its", "From April 2023 it"
    r"(?P<opening>(?:(?:From|In|On|Since|By|Until|After|At) [\w ]{3,30}?,? )?)(?P<it>(?<! )[Ii]ts?|(?<= )its?)\b"
)
_NO_MARKS = {ord("‹"): "<", ord("›"): ">"}  # printed ones are no marks


@dataclass(frozen=True, slots=True)
class _Context:
    """How a sentence is meant: asked, decided, or said."""

    standing: str  # "proposed", "in force", "" to be read from the words
    since: str  # of a decision, its day
    asked: str
    decider: str


def roles(report: Report) -> tuple[Role, ...]:
    """Every role that a committee paper tells, in its order."""
    if not is_committee_paper(report):
        return ()
    names = names_of(report)
    found: list[Role] = []
    before, para = "", ""
    passed: list[tuple[Said, str]] = []  # this paragraph's sentences, and the words before each
    for said in said_in(report):
        if said.paragraph.para != para:
            before, passed, para = f"{before[-4000:]} {said.lead}", [], said.paragraph.para
        if may_tell(said.text) or (said.lead and may_tell(said.lead)):
            sentence, context = _sentence(report, names, said, _subject(report, names, passed, said), before)
            if sentence.bodies or context.asked or context.decider or "replac" in said.text:
                found += _roles_in(report, said, sentence, context)
        passed.append((said, before))
        before = f"{before} {said.text}"[-4000:]
    return tuple(dict.fromkeys(found))


def _sentence(report: Report, names: Names, said: Said, subject: str, before: str) -> tuple[Sentence, _Context]:
    council, text = report.header.council, said.text
    earlier = f"{said.earlier}\f{before}"
    bodies: list[str] = []
    printed: list[str] = []
    marked = _marked(text, names, council, earlier, bodies, printed)
    if subject and (it := _IT.match(marked)):
        bodies.append(subject)
        printed.append(it["it"])
        mark = f"‹{len(bodies) - 1}›{'’s' if it['it'].lower() == 'its' else ''}"
        marked = f"{it['opening']}{mark}{marked[it.end() :]}"
    own = len(bodies)
    lead = _marked(said.lead, names, council, f"\f{before}", bodies, printed) if said.lead else ""
    context = _context(report, said, names.own, bodies[own:])
    if (led := _LEADS.search(lead)) and not context.asked and not context.decider:
        marked = f"{led['body']} {marked}"  # "The Board will:", and then what
    read = Sentence(marked, tuple(bodies), tuple(printed), lead, context.asked, context.decider, names.own)
    return read, context


def _marked(text: str, names: Names, council: str, earlier: str, bodies: list[str], printed: list[str]) -> str:
    text = text.translate(_NO_MARKS)
    marked, at = [], 0
    for named in named_in(text, names, council, earlier):
        marked += [text[at : named.start], f"‹{len(bodies)}›"]
        bodies.append(named.name)
        printed.append(text[named.start : named.end])
        at = named.end
    return "".join([*marked, text[at:]])


def _subject(report: Report, names: Names, passed: list[tuple[Said, str]], said: Said) -> str:
    """The body that the sentence before is about, where this one begins with "It" or the like; ""."""
    if not passed or not _IT.match(said.text):
        return ""
    last, before = passed[-1]
    sentence, _ = _sentence(report, names, last, _subject(report, names, passed[:-1], last), before)
    first = re.match(r"(?:The |Our |This |An? )?‹(\d+)›(?![’'])", sentence.text)
    return sentence.bodies[int(first[1])] if first else ""


def _context(report: Report, said: Said, own: str, in_lead: list[str]) -> _Context:
    as_at, opening = report.header.as_at, f"{said.lead}\n{said.text}"
    decides = _DECIDES.search(said.lead) or _DECIDES.match(said.text)
    if decides:
        told = spans_in(said.lead, as_at)
        minutes = report.header.kind is Kind.MINUTES
        since = as_at.isoformat() if minutes and as_at else told[0].iso if told else ""
        return _Context("in force", since, "", in_lead[0] if in_lead else own)
    section = said.paragraph.section
    asks = _ASKS.search(said.lead) or (
        report.header.kind is not Kind.MINUTES
        and (is_recommendation_section(section) or _HEADS_ASKS.search(section) is not None)
        and not said.cell
    )
    if asks and not re.match(r"(?:to )?notes?\b|(?:The |That )?[^.]{0,80}asked to note\b", said.text, re.I):
        return _Context("proposed", "", in_lead[0] if in_lead else own, "")
    if asks and re.search(r"\bnotes? (?:that )?", opening):
        return _Context("", "", "", "")
    return _Context("", "", "", "")


def _roles_in(report: Report, said: Said, sentence: Sentence, context: _Context) -> Iterator[Role]:
    if said.cell or _REFUSED.search(said.text) or re.match(r"(?:If|Should|Were)\b", said.text):
        return
    rules = rules_for(f"{said.lead} {sentence.text}")
    all_found = [found for rule in rules for found in rule(sentence)]
    if all_found:
        spans = spans_in(sentence.text, report.header.as_at)
        for found in all_found:
            if standing := _standing(found, sentence, context):
                start, end = _when(found, sentence.text, spans)
                yield _role(
                    report,
                    said,
                    replace(found, of_what=_printed(found.of_what, sentence)),
                    standing,
                    start,
                    end,
                    context,
                )


def _printed(marked: str, sentence: Sentence) -> str:
    return re.sub(r"‹(\d+)›", lambda mark: sentence.printed[int(mark[1])], marked)


def _role(report: Report, said: Said, found: Found, standing: str, start: str, end: str, context: _Context) -> Role:
    as_at = report.header.as_at
    if context.since and standing == "in force":
        start = start or context.since
    if found.role == "disbanded" and end and standing != "proposed" and not context.decider:
        standing = "proposed" if _later(end, as_at) else "past"
    elif found.role == "disbanded":
        standing = "past" if standing == "in force" and not context.decider else standing
    elif found.role == "approves" and standing == "in force" and context.decider:
        standing = "proposed"  # what was decided is that it is to be put to that body
    elif standing == "in force" and found.role not in ACTS and end and as_at and end < as_at.isoformat()[: len(end)]:
        standing = "past"
    return Role(
        ref=Ref(report.name, said.paragraph.para),
        quote=said.text,
        as_at=as_at,
        body=found.body,
        role=found.role,
        of_what=found.of_what,
        start=start,
        end=end,
        standing=standing,
        other=found.other,
    )


def _later(day: str, as_at: date | None) -> bool:
    return as_at is not None and day > as_at.isoformat()[: len(day)]


def _standing(found: Found, sentence: Sentence, context: _Context) -> str:
    """ "" where the words only suppose or deny."""
    before = sentence.text[: found.start]
    if _SUPPOSED.search(found.words):
        return ""
    if context.standing:
        return context.standing
    if _SETTLED.search(before):
        return "in force"
    if found.role in {"remains in place"} and not _PROPOSES.search(before):
        return "past" if re.search(r"\bremained|\bwas\b|\bhad\b", found.words) else "in force"
    if "continue" in found.words and not _PROPOSES.search(before):
        return "in force"
    if _TO_COME.search(found.words) or _PROPOSES.search(before):
        return "proposed"
    if found.role in ACTS:
        return "in force"
    return (
        "past"
        if _PAST.search(found.words) and not re.search(r"\b(?:is|are|be) \w*ed\b|\bis\b|\bare\b", found.words)
        else "in force"
    )


def _when(found: Found, text: str, spans: tuple[Span, ...]) -> tuple[str, str]:
    """From and to, as far as the sentence says them of this role: an act has its day, a state a "since" or "until"."""
    start, end = "", ""
    is_act = found.role in ACTS or found.role in {"reports to", "approves"}
    reach = re.search(r"[;,]|\bwhich\b|\band (?:it|its|the|this|they)\b", text[found.start :])
    furthest = found.start + reach.start() if reach else len(text)
    for span in spans:
        before = text[: span.start]
        opens = _OPENING.fullmatch(before) is not None
        if span.start < found.start and not (is_act and opens):
            continue
        if _UNTIL.search(before) and (not is_act or span.start <= furthest):
            end = end or span.iso_last
        elif _SINCE.search(before) or (is_act and (opens or (span.start <= furthest and _ON.search(before)))):
            start = start or span.iso
    if found.role in {"disbanded", "last met"} and not end:
        return "", start
    return start, end
