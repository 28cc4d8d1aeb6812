"""How minutes mark a decision: "RESOLVED", "Agreed:", "It was agreed that", a heading, or plain prose. Pure."""

from __future__ import annotations

import re
from itertools import islice

from ingest.wording.verbs import DECIDED

_BODY = (
    r"(?:[Bb]oard|(?:[Ss]ub-?\s?)?[Cc]ommittee|[Pp]anel|[Cc]abinet|[Cc]ouncil|[Cc]ommission|[Ee]xecutive|[Ff]orum"
    r"|[Mm]embers|[Mm]eeting)"
)
_NAMED_BODY = rf"(?:[A-Z][\w’'&,-]*\s+(?:(?:and|of|for)\s+)?){{0,9}}{_BODY}"
_BY_VOTE = r"by\s+a\s+majority(?:\s+vote)?|by\s+\w+\s+votes?\s+to\s+\w+"
_VOTE = rf"(?:\s*(?:\([^)]{{0,80}}\)|unanimously|nem\.?\s*con\.?|{_BY_VOTE}|accordingly|therefore))*"
_GOES_ON = r"(?=\s*[:–—-]|\s+(?:that|to)\b|\s*$)"
_MARK = re.compile(
    # in capitals, wherever it stands
    rf"\bRESOLVED\b(?:\s+(?:UNANIMOUSLY|ACCORDINGLY))?{_VOTE}"
    rf"|\b(?:AGREED|DECIDED|(?<!and )(?<!be )RECOMMENDED)\b(?:\s+(?:UNANIMOUSLY|ACCORDINGLY))?{_VOTE}{_GOES_ON}"
    # at the front of a line or sentence
    r"|(?:^\W{0,4}(?:\(?[a-z\d]{1,4}[.)]\s+)?|(?<=[.!?]\s))"
    r"(?:Resolved|Agreed|Decisions?(?:\s+(?:made|taken))?|DECISIONS?|RESOLUTIONS?|Resolutions?|Recommended)"
    rf"(?:\s+items?|\s+actions?)?{_VOTE}{_GOES_ON}"
    # said of the body
    rf"|\b{_BODY}(?:,[^,]{{1,60}},)?\s+(?:(?:unanimously|then|further|also)\s+)?resolved{_VOTE}{_GOES_ON}",
    re.M,
)
_IMPERSONAL = re.compile(
    r"\b[Ii]t\s+was\s+(?:(?:also|then|further|unanimously|therefore|subsequently|formally)\s+)*"
    rf"(?:agreed|resolved|decided){_VOTE}{_GOES_ON}",
    re.M,
)
_MARK_HEADING = re.compile(
    rf"\W*(?:it\s+was\s+|(?:the\s+)?{_BODY}\s+)?(?:resolved|agreed|decisions?|resolutions?|decided|recommended)"
    rf"(?:\s+(?:unanimously|that|to|made|taken|items?|{_BY_VOTE}|\([^)]*\)|(?:no\.?\s*)?[A-Z]{{0,4}}\d[\w/.-]*))*\W*",
    re.I,
)
_STRUCTURE = re.compile(  # headings within an item
    r"\W*(?:minutes|discussion|debate|consideration|key decision.*|background|summary|the following\b.*"
    r"|(?:(?:during|in)\s+(?:the\s+)?)?(?:discussions?|debate|response)\s+(?:took|points|the|regarding|members)\b.*"
    r"|(?:alternative |other )?options?\b.*|reasons?\s+for\b.*"
    r"|(?:any )?(?:declarations?|conflicts?|dispensations?)\b.*(?:granted|declared|decision).*"
    r"|recommendations?|actions?|(?:additional|supporting) documents.*|wards?(?: affected)?"
    r"|(?:lead |contact )?officer.*|call-in.*)\W*",
    re.I,
)
_REPORTED = re.compile(  # before "it was agreed": somebody says that it was
    r"\b(?:said|explained|reported|advised|confirmed|informed|stated|noted|heard|commented|asked|felt|previously|had)\b",
    re.I,
)
_LIST_OF_BODY = re.compile(rf"(?:^|\n|[.!?]\s)\s*(?:The\s+)?{_NAMED_BODY}\s*[:–—-]\W*$")
_PROSE = re.compile(
    rf"^(?:The\s+{_NAMED_BODY}|Cabinet|Council|Members|Panel|Board|Committee)\s+"
    r"(?:(?:\w+ly|then|also|considered\s+[^.;]{1,120}?\s+and)\s+)*(?P<verb>[A-Za-z]+)\b(?!\s+that\b)"
)
_PROSE_PASSIVE = re.compile(
    r"^(?:That\s+)?[Tt]he\s+(?:[\w’'-]+\s+){0,12}?(?:reports?|updates?|minutes|plan|strategy|recommendations?|presentation"
    r"|item|proposals?|work\s+programme|terms\s+of\s+reference|policy|budget|contents|motion|amendment|arrangements"
    r"|framework|programme|scheme|protocol|statement|accounts|appointments?)\b[^.;]{0,80}?\b(?:was|were)\s+"
    r"(?:then\s+|put\s+to\s+the\s+vote\s+and\s+(?:was\s+)?)?(?:\w+ly\s+)?(?P<verb>[A-Za-z]+)\b"
)
_NO_ITEM = re.compile(r"(?:that|to|councillors?|cllrs?)\b", re.I)
_LONGEST_NAME = 16  # words that the name of an item may have
_THAT_BE = re.compile(r"^That\s[^.;]{3,200}?\bbe\s+(?:\w+ly\s+)?(?P<verb>[a-z]+)\b")
_VOTED = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation)s?\b[^.;]{0,160}\b(?:was|were|and)\s+(?:then\s+)?(?:\w+ly\s+)?"
    r"(?:lost|defeated|not\s+carried|withdrawn|rejected|carried)\b"
    r"|^\W*(?:the\s+|a\s+|this\s+)?(?:decision|item|matter|consideration)\b[^.;]{0,60}\bdeferred\b",
    re.I,
)
_LEADS_ON = re.compile(r"^\W*$|[:–—-]\s*$|\b(?:that|to|following)\W*$", re.I)
_THAT = re.compile(r"\b(?:that|to|the|it|was)\b", re.I)
_DEBATE = frozenset(
    "asked considered discussed reviewed commented welcomed requested thanked challenged expressed invited".split()
)


def is_mark_heading(heading: str) -> bool:
    """Whether a heading says that what stands under it was decided: "RESOLVED", "Decision"."""
    return bool(_MARK_HEADING.fullmatch(heading))


def is_within_item(heading: str) -> bool:
    """Whether a heading stands within an item of the agenda and does not open the next."""
    if is_mark_heading(heading) or is_body_heading(heading):
        return True
    return bool(_STRUCTURE.fullmatch(heading)) and not heading.isupper()


def is_aside(heading: str) -> bool:
    """Whether a heading stands over why a decision was made or what else might have been."""
    return bool(re.match(r"\W*(?:reasons?|(?:alternative |other )?options?)\b", heading, re.I))


def is_body_heading(heading: str) -> bool:
    """Whether a heading is a committee's name alone: "Cabinet:" over what it did."""
    return bool(re.fullmatch(rf"(?:The\s+)?{_NAMED_BODY}", heading)) and len(heading.split()) <= 7


def could_name_item(line: str) -> bool:
    """Whether a line has the form of an item's name: a capital first, no stop, and no words of a decision."""
    formed = re.fullmatch(r"[A-Z][^.;!]+", line) and len(line.split()) <= _LONGEST_NAME
    return bool(formed) and not _NO_ITEM.match(line)


def is_marked(text: str) -> bool:
    """Whether a text marks a decision formally."""
    return bool(_MARK.search(text))


def marks(text: str, *, formal_only: bool) -> list[re.Match[str]]:
    """The marks of a text: the formal ones; where there is none, and they are not all that counts, "it was agreed"."""
    formal = list(_MARK.finditer(text))
    if formal or formal_only:
        return formal
    own = (
        each for each in _IMPERSONAL.finditer(text) if not _is_reported(text[max(each.start() - 300, 0) : each.start()])
    )
    return list(islice(own, 1))


def _is_reported(before: str) -> bool:
    return bool(_REPORTED.search(re.split(r"[.!?]\s|\n", before)[-1]))


def is_recommended(words: str) -> bool:
    """Whether words put a decision to another committee."""
    return bool(re.search(r"\brecommend(?:ed|s)?\b", words, re.I))


def leads_on(words: str) -> bool:
    """Whether words lead in to a list: nothing, or words that end in a colon, "that" or "to"."""
    return bool(_LEADS_ON.search(words))


def is_empty(words: str) -> bool:
    """Whether words say nothing but "that" or "to"."""
    return not re.search(r"\w", _THAT.sub("", words))


def ends_in_mark(text: str) -> bool:
    """Whether a paragraph ends in a mark, so that the paragraphs after it are what was decided."""
    last = text.strip().rpartition("\n")[2]
    mark = _MARK.search(last) or _IMPERSONAL.search(last)
    return mark is not None and is_empty(last[mark.end() :])


def ends_in_body(text: str) -> bool:
    """Whether a lead-in ends in a committee's name alone: "The Committee:-"."""
    return bool(_LIST_OF_BODY.search(text))


def is_vote(sentence: str) -> bool:
    """Whether a sentence tells how a vote went."""
    return bool(_VOTED.search(sentence))


def is_motion(sentence: str) -> bool:
    """Whether a sentence is the words of a decision with no mark before them: "That the minutes be approved."."""
    match = _THAT_BE.match(sentence)
    return bool(match and match["verb"].casefold() in DECIDED)


def did(sentence: str) -> str:
    """What the body did, as an infinitive: "The Panel noted the report"; "" for a sentence that does not say."""
    match = _PROSE.match(sentence) or _PROSE_PASSIVE.match(sentence)
    verb = match["verb"].casefold() if match else ""
    return DECIDED[verb] if verb in DECIDED and verb not in _DEBATE else ""
