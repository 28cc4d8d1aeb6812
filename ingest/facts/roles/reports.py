"""The rules that read who reports to whom and who is told of progress, and the lists of bodies under one role. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.roles.sentence import ARTICLE, AUX, BESIDES, BY, STATE, SUBJECT, Found, Sentence, named, subjects
from ingest.facts.roles.words import PARTICIPLES, noun_phrase, roles_of_verbs, thing_before

_OTHER = rf"{ARTICLE}‹(?P<o>\d+)›"
_OFTEN = (
    r"(?:every|each|at (?:each|every)|quarterly|monthly|weekly|annually|yearly|termly|six-monthly|half-yearly"
    r"|(?:once|twice|three times|four times) (?:a|each) )"
)


def in_list(said: Sentence) -> Iterator[Found]:
    """Items under "with scrutiny and challenge by:" and under "Three groups report to the Board:"."""
    reports = re.search(
        r"\b(?:report(?:s|ing)?|accountable)(?: \w+ly)?(?: in)? ?to (?:the )?‹(\d+)›[^‹›]{0,30}[:–—-]?\s*$", said.lead
    )
    own = {int(mark) for mark in re.findall(r"‹(\d+)›", said.text)}
    if reports and own and re.match(r"(?:the )?‹\d+›", said.text, re.I):
        yield Found(said.bodies[min(own)], "reports to", "", "is", 0, said.bodies[int(reports[1])])
    by = " by" in said.lead and re.search(
        rf"(?P<what>.*?)\b(?P<how>scrutiny|challenge|{PARTICIPLES})\b(?P<rest>[^:‹›]{{0,60}})\bby:?\W*$",
        said.lead,
        re.I,
    )
    if not by:
        return
    nouns = {"scrutiny": ("scrutinises",), "challenge": ("challenges",)}
    what = thing_before(by["what"] + " ")
    roles = nouns.get(by["how"].lower()) or roles_of_verbs(by["how"] + by["rest"], done=True)
    for mark in sorted(own):
        for role in roles:
            yield Found(
                said.bodies[mark], role, what, " ".join(re.findall(r"\b(?:is|are|was|been|will|be)\b", said.lead)), 0
            )


def reports_to(said: Sentence) -> Iterator[Found]:
    """The Panel reports to the Committee; will make its first report to the Board."""
    form = (
        rf"{SUBJECT}{AUX}(?P<gap>{BESIDES}{{0,110}}?(?:,| and))? (?P<verb>reports?|reporting|will report"
        rf"|to report|answers?|answerable)(?: back| directly| formally| regularly| quarterly| monthly| weekly| annually"
        rf"| termly| progress| (?:once|twice) a \w+| every (?:\w+ )?(?:weeks?|months?|quarter|term|year))*(?: in)?"
        rf" ?to {ARTICLE}‹(?P<o>\d+)›"
    )
    for match in subjects(form, said.text):
        before = said.text[: match.start("verb")]
        if re.search(
            r"\b(?:an?|the|this|its|first|annual|yearly|progress|regular|\w+ed|update|of|our)\s$", before, re.I
        ):
            continue
        yield Found(
            named(said, match),
            "reports to",
            "",
            match["aux"] + " " + match["verb"],
            match.end(),
            named(said, match, "o"),
        )
        also = re.match(rf"[^‹›.;:]{{0,40}}? and (?:\w+ )?to {_OTHER}", said.text[match.end() :])
        if also:
            other = said.bodies[int(also["o"])]
            yield Found(named(said, match), "reports to", "", f"{match['aux']} {match['verb']}", match.end(), other)
    for match in subjects(rf"{SUBJECT}{STATE} an? (?:\w+ )?sub-?(?:group|committee|board) of {_OTHER}", said.text):
        yield Found(named(said, match), "reports to", "", match["aux"], match.end(), named(said, match, "o"))
    form = (
        rf"{SUBJECT}{AUX} (?P<verb>makes?|submits?|provides?|presents?|brings?) (?:its|an?|regular|quarterly|annual)"
        rf"[^‹›.;:]{{0,40}}?\b(?:reports?|updates?) (?:back )?to {ARTICLE}‹(?P<o>\d+)›"
    )
    for match in subjects(form, said.text):
        yield Found(named(said, match), "reports to", "", match["aux"], match.end(), named(said, match, "o"))


def receives(said: Sentence) -> Iterator[Found]:
    """The Board will receive updates on progress; quarterly reports will be made to the Board."""
    form = (
        rf"{SUBJECT}(?P<aux>(?: (?:will|shall|to|also|continue|continues|regularly|then|now|is|be))*) "
        rf"(?P<verb>receives?|kept updated|kept"
        r" informed|updated)(?P<gap> (?:[a-z-]+ ){0,4}?(?:updates?|reports?|briefings?)|) (?:on|about|of"
        r"|regarding) (?P<rest>.*)"
    )
    for match in subjects(form, said.text):
        if bool(match["gap"]) == match["verb"].startswith("receive") and (of_what := noun_phrase(match["rest"])):
            yield Found(named(said, match), "receives reports", of_what, match["aux"], match.end("gap"))

    form = (
        rf"{SUBJECT}(?P<aux>(?: (?:will|shall|to|also|continues?|is|be|asked))*) receives? (?:an?|the|regular|its)? ?"
        rf"(?:[a-z-]+ ){{0,3}}?(?:reports?|updates?|briefings?)(?: on (?P<on>[^‹›.;,]{{3,60}}?))?(?: from"
        rf" [^‹›.;,]{{3,60}}?)?,? {_OFTEN}"
    )
    own = re.match(
        rf"(?:to )?receive (?:an?|regular) (?:\w+ ){{0,3}}?(?:reports?|updates?)\b[^‹›.;,]{{0,60}}? {_OFTEN}", said.text
    )
    if own and (said.asked or said.decider):
        yield Found(said.asked or said.decider, "receives reports", "", "will", own.end())
    for match in subjects(form, said.text):
        of_what = noun_phrase(match["on"] or "")
        yield Found(named(said, match), "receives reports", of_what, match["aux"], match.end())
    form = (
        r"\b(?:[Rr]egular|[Mm]onthly|[Qq]uarterly|[Aa]nnual|[Yy]early|[Ss]ix[- ]monthly|[Tt]ermly) (?:\w+ )?"
        r"(?:reports?|updates?)(?P<on> on [^‹›.;]{3,80}?)?"
        rf" (?P<aux>will be|are|is|are to be|should be) (?:provided|made|submitted|presented|brought|given"
        rf"|taken) to {BY}"
    )
    told = (
        r"\b(?P<on>(?:[Pp]rogress|[Uu]pdates?|[Pp]erformance|[Oo]utcomes)\b[^‹›.;,]{0,60}?) (?P<aux>will be"
        r"|is|are|to be"
        rf"|should be) (?:also )?(?:formally |regularly )?(?:reported|provided)(?: \w+ly)?(?: back)? to {BY}"
    )
    for match in re.finditer(told, said.text):
        yield Found(named(said, match), "receives reports", match["on"], match["aux"], match.end())
        if also := re.match(rf"[^‹›.;:]{{0,40}}? and (?:\w+ )?to {_OTHER}", said.text[match.end() :]):
            yield Found(said.bodies[int(also["o"])], "receives reports", match["on"], match["aux"], match.end())
    for match in re.finditer(form, said.text):
        of_what = noun_phrase((match["on"] or "")[4:])
        yield Found(named(said, match), "receives reports", of_what, match["aux"], match.end())


REPORTS = (in_list, reports_to, receives)
