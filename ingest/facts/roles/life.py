"""The rules that read what became of a body: set up, met, goes on, ended, gave place to another. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.roles.sentence import Found, Sentence, is_subject
from ingest.facts.roles.words import VERBS, noun_phrase, roles_of_verbs

_ARTICLE = (
    r"(?:(?:the|a|an|this|that|our|its|their|new|former|existing|proposed|current|independent|dedicated"
    r"|partnership|\w+[’']s) )*"
)
_BODY = r"‹(?P<s>\d+)›(?: \([^)]{0,60}\))?"
_ASIDE = r"(?:,? (?:which|that|who)\b[^‹›;.]{0,90}?,|, [^‹›;.,]{0,60},)?"
_BE = (
    r"(?P<aux> ?(?:has been|have been|had been|is to be|is being|will be|should be|would be|to be|is|are|was|were"
    r"|be)(?: \w+ly| now| then| also| first)*)"
)
_WILL = (
    r"(?P<aux>(?: (?:will|would|should|shall|must|to|has|have|had|is|was|be|been|not|now|also|then|therefore|does"
    r"|did|\w+ly))*)"
)


_MADE = re.compile(
    r"establish|appointed|set(?:ting|s)? up|creat|form(?:ed|ing|ation)|constituted|convened|launched|introduced|in"
    r" place"
)
_GONE = re.compile(
    r"disband|dissol|abolish|w[io]und|st[oa][on]d down|discontinu|decommission|disestablish|end(?:s|ed)?\b|ceas"
)


def established(said: Sentence) -> Iterator[Found]:
    """The Board was established in July; the Council set up a Board to oversee the plan."""
    if not _MADE.search(said.text):
        return
    made = (
        r"(?:established|set up|created|formed|constituted|convened|launched|introduced|re-?established|put in place)"
    )
    of = r"(?: of [a-z][^‹›.;:,]{2,50}?)?"  # "of headteachers"
    for match in re.finditer(rf"{_BODY}{of}(?:,? (?:which|that)|{_ASIDE}){_BE} {made}\b(?P<rest>.*)", said.text):
        if is_subject(said.text, match) and match["aux"].split()[0] not in {"are"} and match["aux"].split() != ["is"]:
            yield from _new(said, match)
    for match in re.finditer(rf"{_BODY}, (?P<aux>)(?:{made}|appointed)\b(?P<rest>.*)", said.text):
        yield from _new(said, match)
    form = (
        rf"(?P<aux>(?:\b[a-z]+ ){{0,4}})\b(?:set up|sets up|establish(?:ed|es|ing)?|creat(?:e|ed|ing)|form(?:ed"
        rf"|ing)?|setting up) {_ARTICLE}{_BODY}(?P<rest>.*)"
    )
    for match in re.finditer(form, said.text):
        before = said.text[: match.end("aux")]
        if not re.search(r"\b(?:an?|the|its|well|newly|already)\W*$", before, re.I):  # "an established Board"
            yield from _new(said, match)
    form = rf"\b(?:establishment|creation|formation|setting up) of {_ARTICLE}{_BODY}"
    for match in re.finditer(form, said.text, re.I):
        before = said.text[max(0, match.start() - 40) : match.start()]
        yield Found(said.bodies[int(match["s"])], "established", "", before, match.end("s"))


def _new(said: Sentence, match: re.Match[str]) -> Iterator[Found]:
    body = said.bodies[int(match["s"])]
    yield Found(body, "established", "", match["aux"], match.start("rest"))
    purpose = re.search(
        r"^(?:[^‹›.;]|(?<=to the )‹\d+›|(?<=to )‹\d+›){0,80}?\bto (?:[a-z]+(?:,? and |, ))*?"
        rf"(?P<verbs>{VERBS}(?:(?:,? and |, ){VERBS})*) (?P<what>.*)",
        match["rest"],
    )
    if purpose and (of_what := noun_phrase(purpose["what"])):
        for role in roles_of_verbs(purpose["verbs"], done=False):
            ahead = match["aux"] if re.search(r"\b(?:to be|will|should|would|propos)", match["aux"]) else ""
            yield Found(body, role, of_what, ahead, len(said.text))


def met(said: Sentence) -> Iterator[Found]:
    """It met for the first time in May; held its last meeting on 28 March."""
    first = r"(?:met for the first time|held (?:its|the|their) (?:first|inaugural) meeting|first met)"
    last = r"(?:met for the last time|held (?:its|the|their) (?:last|final) meeting|last met)"
    for role, form in (("first met", first), ("last met", last)):
        for match in re.finditer(
            rf"{_BODY}(?:,? (?:which|that)|{_ASIDE})(?:[^‹›.;]{{0,60}}? and)?(?: has| have| had)? {form}\b", said.text
        ):
            if is_subject(said.text, match):
                yield Found(said.bodies[int(match["s"])], role, "", "is", match.end())
    form = (
        rf"{_BODY}[’']s (?P<which>first|inaugural|last|final) meeting (?P<aux>was|took place|will be|is|is to be)"
        r"(?: held)?(?= (?:on|in|at)\b)"
    )
    for match in re.finditer(form, said.text):
        role = "last met" if match["which"] in {"last", "final"} else "first met"
        yield Found(said.bodies[int(match["s"])], role, "", match["aux"], match.end())


def goes_on(said: Sentence) -> Iterator[Found]:
    """The Board will remain in place for six months; continues until July."""
    form = (
        rf"{_BODY}{_WILL} (?:remains?|remained|stays?|stayed|continues?|continued)(?: to (?:be|meet|operate))?"
        r"(?P<place>(?: in (?:place|existence|operation|being))?)(?P<rest>(?: (?:until|for|beyond|up to|as)\b)?)"
    )
    for match in re.finditer(form, said.text):
        if is_subject(said.text, match) and (match["place"] or match["rest"]):
            if (
                match["rest"].strip() in {"as", "for"}
                and not match["place"]
                and not _is_length(said.text[match.end() :])
            ):
                continue
            yield Found(said.bodies[int(match["s"])], "remains in place", "", match["aux"], match.end("place"))


def _is_length(text: str) -> bool:
    return bool(
        re.match(
            r" (?:at least |a |an |another |up to |the |further |minimum of |period of |next )*(?:\w+ )?"
            r"(?:more |further )?(?:weeks?|months?|years?|two|three|six|twelve|time being)\b",
            text,
        )
    )


def ended(said: Sentence) -> Iterator[Found]:
    """The Board has been disbanded; ends on 31 July. What its responsibilities pass to takes its place."""
    if not _GONE.search(said.text):
        return
    over = (
        r"(?:disbanded|dissolved|abolished|wound up|wound down|stood down|discontinued|decommissioned|disestablished)"
    )
    form = rf"{_BODY}(?:{_ASIDE}| [^‹›.;]{{0,80}}? and){_BE} {over}"
    gone = [(match, match["aux"]) for match in re.finditer(form, said.text)]
    form = (
        rf"{_BODY}(?:,? (?:which|that)|{_ASIDE}){_WILL} (?:ends?|ended|ceases?|ceased|disbands?|disbanded)(?= on | in"
        rf" | from | with "
        rf"|[.,;]|$| to (?:exist|meet|operate)| at )"
    )
    gone += [
        (match, match["aux"] + (" was" if match[0].endswith("ed") else " will"))
        for match in re.finditer(form, said.text)
    ]
    for match, words in gone:
        if not is_subject(said.text, match):
            continue
        yield Found(said.bodies[int(match["s"])], "disbanded", "", words, match.end())
    form = rf"\b(?P<aux>)(?:disband|dissolve|abolish|wind up|stand down)(?:ing)? {_ARTICLE}{_BODY}"
    for match in re.finditer(form, said.text):
        yield Found(said.bodies[int(match["s"])], "disbanded", "", "will", match.end())


def replaced(said: Sentence) -> Iterator[Found]:
    """A is replaced by B; B takes the place of A; its responsibilities pass to B; a Board that will replace it."""
    swaps = [
        (
            rf"‹(?P<a>\d+)›{_ASIDE}(?:[^‹›;.]{{0,70}}? and)?(?:{_BE})? (?:replaced|superseded|succeeded"
            rf"|merged) (?:by|with|into) {_ARTICLE}‹(?P<b>\d+)›",
            "",
        ),
        (
            rf"‹(?P<b>\d+)›(?: \([^)]{{0,60}}\))?,?(?: (?:which|that))?{_WILL} (?:replac(?:es?|ed)|supersed"
            rf"(?:es?|ed)|succeed(?:s|ed)?"
            rf"|takes? the place of|took the place of|(?:takes?|took|taken) over from"
            r"|(?:takes?|took|taken) over (?:the )?(?:work|role|functions|duties|remit|responsibilities) (?:of|from))"
            rf" {_ARTICLE}‹(?P<a>\d+)›",
            "",
        ),
        (rf"‹(?P<b>\d+)›(?P<aux>) (?:in place of|instead of|to replace) {_ARTICLE}‹(?P<a>\d+)›", ""),
        (rf"(?P<aux>)\breplac(?:e|es|ing) {_ARTICLE}‹(?P<a>\d+)› with {_ARTICLE}‹(?P<b>\d+)›", "will"),
    ]
    for form, words in swaps:
        for match in re.finditer(form, said.text):
            old, new = said.bodies[int(match["a"])], said.bodies[int(match["b"])]
            yield Found(old, "replaced by", "", (match["aux"] or "") + words, match.end(), new)
    yield from _passes(said)
    for match in re.finditer(rf"{_BODY}{_BE} renamed (?:as )?{_ARTICLE}‹(?P<b>\d+)›", said.text):
        yield Found(
            said.bodies[int(match["s"])], "renamed", "", match["aux"], match.end(), said.bodies[int(match["b"])]
        )
    form = (
        r"\b(?P<body>an? (?:new |further |different )?(?:Board|Panel|Committee|Group|Forum|Partnership)) "
        r"(?:that|which) (?P<aux>will|would) "
        r"(?:act as (?:a |the )?replacement for|replace|take the place of) (?P<what>.*)"
    )
    for match in re.finditer(form, said.text):
        if of_what := noun_phrase(match["what"]):
            yield Found(match["body"], "replaces", of_what, "will", match.end())


def _passes(said: Sentence) -> Iterator[Found]:
    if not re.search(r"pass|transfer|mov|handed| with ‹| with the ‹", said.text):
        return
    form = (
        r"(?:‹(?P<p>\d+)›[’']s? )?\b(?P<what>(?:this |these |all |remaining |outstanding |continuing )*"
        r"(?:responsibilit(?:y|ies)|functions?|role|duties|remit|work|actions))"
        rf"(?: of {_ARTICLE}‹(?P<q>\d+)›)?(?P<aux>(?: (?:will|shall|would|should|has|have|had|is|are|was|were"
        rf"|been|be|now|then|also))*)"
        rf" (?:(?:pass(?:es|ed)?|transfer(?:s|red)?|mov(?:es?|ed)|handed)(?: over| back)* to|(?:sits?|rests?|lies?"
        rf"|lie) with)"
        rf" {_ARTICLE}‹(?P<s>\d+)›"
    )
    for match in re.finditer(form, said.text, re.I):
        new = said.bodies[int(match["s"])]
        mark = match["p"] or match["q"]
        ended_here = [found.body for found in ended(said)]
        old = said.bodies[int(mark)] if mark else ended_here[0] if ended_here else ""
        if not old and re.search(r"\bits $", said.text[: match.start()]):
            old = said.bodies[int(re.findall(r"‹(\d+)›", f"‹{match['s']}›{said.text[: match.start()]}")[-1])]
        was = re.search(r"\baccountable(?: body)? for (.*)", said.text[: match.start()])
        if was:
            yield Found(new, "accountable", noun_phrase(was[1]), match["aux"], match.end())
        elif old:
            passed = (
                "" if re.search(r"\b(?:has|have|had|was|were)\b", match["aux"]) else match["aux"]
            )  # and is held since
            yield Found(new, "responsible", f"{match['what']} of the {old}", passed, match.end())
        if old and old != new:
            yield Found(old, "replaced by", "", match["aux"], match.end(), new)


def terms(said: Sentence) -> Iterator[Found]:
    """Approve the terms of reference for the Board: of an ask, or of a decision."""
    form = (
        rf"\b(?:approv|endors|agree|adopt|ratif)\w*\b[^‹›.;]{{0,40}}\bterms of reference (?:of|for) {_ARTICLE}{_BODY}"
    )
    passive = (
        rf"\bterms of reference (?:of|for) {_ARTICLE}{_BODY}[^‹›.;]{{0,40}} be (?:approved|agreed|endorsed|adopted)"
    )
    by = said.asked or said.decider
    for match in (*re.finditer(form, said.text, re.I), *re.finditer(passive, said.text, re.I)):
        if by:
            yield Found(said.bodies[int(match["s"])], "terms of reference", "", "", match.end(), by)


LIVES = (established, met, goes_on, ended, replaced, terms)
