"""How a paper leads in to what it asks: "The Board is asked to:", "It is recommended that", "That Cabinet:". Pure.

A lead-in is taken apart from the front: whom it addresses, and the rest, which is the ask itself, or nothing where a
list follows that says it. Where the rest is a verb alone ("is asked to note:") the items share that verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.wording.verbs import IN_LISTS, PRESENT, first_word, leading_verb

_NOUN = (
    r"(?:sub-?\s?committee|committee|board|panel|commission|cabinet|executive|council|forum|assembly|authority"
    r"|partnership|trust|members?|councillors?|governors|leader|mayor|portfolio holder)"
)
_NAME = r"(?:[A-Z][\w’'&-]*,?|and|of|for|the|on|with|&|elected|all|both)"
_OF_PLACE = r"(?:\s+(?:for|of)\s+(?:the\s+)?[A-Z][\w’']*,?(?:\s+(?:(?:and|&)\s+)?[A-Z][\w’']*,?){0,6})?"
_ANY_BODY = rf"(?:the\s+)?(?:{_NAME}\s+){{0,12}}?(?i:{_NOUN}){_OF_PLACE}"
_BODY = rf"(?P<body>{_ANY_BODY})"
_ASKED = (
    r"(?:,[^,:]{1,80},)?\s+(?:is|are)\s+(?!not\b|no longer\b)(?:\w+\s+){0,2}?(?i:asked|recommended|requested|invited)\b"
    r"(?:\s*,[^,:]{1,80},)?"
    r"(?:\s+(?:to|that|for(?= (?:its|their|comments?|views?|approval))))?"
)
_ADDRESS = re.compile(rf"{_BODY}{_ASKED}(?P<rest>.*)", re.S)
_RECOMMENDS = re.compile(  # one committee to another, which the paper's own may be either of
    rf"(?:[\w’']+\s+){{1,9}}?(?:(?i:recommends?|asks|requests|invites)\s+(?:to\s+)?{_BODY}|be\s+(?i:recommended|asked|invited))"
    r"(?P<rest>.*)",
    re.S,
)
_SEEKS = re.compile(
    r"\b(?:(?i:report|paper|purpose)\b.{0,60}?\b|(?:[Ww]e|[Oo]fficers)\s+(?:would\s+)?)"
    r"(?i:asks?|asking|invites?|inviting|requests?|requesting)\s+"
    rf"{_BODY}\s+to\b(?P<rest>.*)",
    re.S,
)
_IMPERSONAL = re.compile(
    r"\W*(?:it\s+is\s+|be\s+it\s+)?(?:\w+\s+){0,2}?(?:recommended|proposed)\b(?:\s+to\s+(?=[A-Z]))?(?:\s+that\b)?"
    r"(?P<rest>.*)",
    re.S | re.I,
)
_PREFACE = re.compile(
    r"\W*(?:(?:officers?|formal|the)\s+)*(?:recommendations?(?:\(s\))?|decisions?|actions?)"
    r"(?:\s+(?:required|requested|sought|for (?:decision|approval|noting)))?"
    r"(?:\s+(?:is|are)(?:\s+(?:as\s+follows|that|to))?)?\s*(?:[:–—-]|$|(?=\bthat\b))\s*",
    re.I,
)
_THAT_BODY = re.compile(rf"(?i:that\s+)?{_BODY}\s*(?P<rest>(?:[:–—-].*)?)$", re.S)
_THAT_BODY_DOES = re.compile(
    rf"(?i:that\s+)?{_BODY}\s+(?P<verb>(?:should\s+)?(?:\w+ly\s+|also\s+|to\s+|further\s+)*(?P<word>[a-z]+)\b.*)", re.S
)
_NOTHING = re.compile(
    r"[\s,:;.–—-]*(?:(?:that|to|the\s+following|following|as\s+follows|recommendations?|actions?|and|it)\b[\s,:;.–—-]*)*",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:inspect\w*|ofsted|cqc|reviewers?|review|auditors?|peer|ombudsman|coroner)\b[^.]*"
    r"\b(?:made|makes|recommended|identified|gave)\b"
    r"|\bfollowing recommendations (?:were|have been) made\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A lead-in taken apart. `rest` is what is left of the ask; "" where only the list that follows says it."""

    addressed: bool = False  # says that something is asked, of a committee or of nobody by name
    body: str = ""  # the committee named; "" for "the Board", "Members" or nobody
    members: bool = False  # addresses "the Board", "Members" or the like, without a name
    explicit: bool = False  # "… is asked to", "It is recommended that": no part of the ask itself
    rest: str = ""
    verb: str = ""  # that the items share
    asks: bool = False  # the rest begins as an ask does
    infinitive: bool = False  # the rest, or the list, goes on from "to"
    is_others: bool = False  # of somebody else's recommendations
    phrase: str = ""  # the rest from its verb on, where it begins with whom it addresses

    @property
    def doing(self) -> str:
        """The words from the verb on, as far as it can be told."""
        return self.phrase or self.rest

    @property
    def shared(self) -> bool:
        return bool(self.verb)


def read_lead_in(text: str, *, within: bool = False, nested: bool = False) -> LeadIn:
    """Take apart the words before a list, or an ask that is one sentence.

    Args:
        text: without its label.
        nested: whether it stands after "It is recommended that".
        within: whether the address may stand inside a sentence: "On this basis the Panel is invited to comment".
    """
    words = " ".join(text.split())
    preface = _PREFACE.match(words)
    after = words[preface.end() :] if preface else words
    clause = re.sub(r"^that\s+", "", after, flags=re.I)
    match = (_ADDRESS.search(after) or _SEEKS.search(after)) if within else _ADDRESS.match(clause)
    if match:
        return _read(match["body"], match["rest"], match[0][: match.start("rest") - match.start()])
    if not re.match(r"(?:that|to)\b", after, re.I) and _OTHERS.search(words):
        return LeadIn(is_others=True, rest=words)
    if not within and (match := _RECOMMENDS.match(clause)) and not _NOTHING.sub("", match["rest"], count=1).strip():
        return LeadIn(True, members=True, explicit=True, asks=True, infinitive=bool(re.search(r"\bto\W*$", clause)))
    if not within and not nested and (match := _IMPERSONAL.match(after)):
        inner = read_lead_in(match["rest"].strip(), nested=True)
        rest = inner.rest if inner.addressed else match["rest"]
        return LeadIn(True, inner.body, inner.members, True, *_rest(rest, inner.addressed), phrase=inner.phrase)
    if within:
        match = re.search(r"\b[Ii]t\s+is\s+(?:\w+\s+){0,2}?recommended\s+that\s+(?P<rest>.*)", after)
        inner = read_lead_in(match["rest"], nested=True) if match else LeadIn()
        return inner if inner.addressed else LeadIn()
    return _that(after, bool(preface))


def _that(after: str, prefaced: bool) -> LeadIn:
    """ "That Cabinet:", "That the Board notes…", "Cabinet approves…", and asks that address nobody."""
    match = _THAT_BODY.match(after)
    if match and match["rest"] in {"", ":", ":-", "-", "–"} and (match["rest"] or after[:4].lower() == "that"):
        return _read(match["body"], "", "")
    match = _THAT_BODY_DOES.match(after)
    if leading_verb(after):
        match = None  # "Ask the Panel to…": the verb is no part of a name
    known = PRESENT | IN_LISTS if after[:4].lower() == "that" else PRESENT
    if match and (match["word"] in known or first_word(match["verb"]) in known):
        read = _read(match["body"], match["verb"], "")
        return LeadIn(True, read.body, read.members, False, after, read.verb, True, phrase=match["verb"])
    empty = not _NOTHING.sub("", after, count=1).strip()
    leading = bool(re.match(r"(?:to|that)\b", after, re.I)) or prefaced
    if empty:
        return LeadIn(leading, infinitive=bool(re.search(r"\bto\W*$", after, re.I)))
    rest = re.sub(r"^(?:to|that)\s+", "", after, flags=re.I)
    starts = bool(re.match(r"(?:to|that)\s", after, re.I)) or bool(leading_verb(rest))
    return LeadIn(False, "", False, False, after, _shared(rest), starts, bool(re.match(r"to\s", after, re.I)))


def _read(body: str, rest: str, address: str) -> LeadIn:
    named = re.sub(r"^(?:what|why|how|when|where|which)\s+", "", body.strip(), flags=re.I)  # "What the Board is asked"
    printed = re.sub(r"^(?:the|all|both|elected)\s+", "", named, flags=re.I)
    generic = bool(re.fullmatch(rf"(?:elected\s+)?{_NOUN}", printed, re.I)) and printed.casefold() not in {
        "cabinet",
        "executive",
        "council",
    }
    members = generic or bool(re.match(r"members?\b|.*\bmembers$", printed, re.I))
    name = "" if members else printed
    words, verb, asks, infinitive = _rest(rest, True)
    return LeadIn(
        True, name, members, True, words, verb, asks, infinitive or bool(re.search(r"\bto\W*$", address, re.I))
    )


def _rest(rest: str, addressed: bool) -> tuple[str, str, bool, bool]:
    words = rest.strip(" :;,–—-")
    left = "" if not _NOTHING.sub("", words, count=1).strip() else words
    infinitive = bool(re.match(r"to\b", words, re.I))
    return left, _shared(left), addressed or bool(leading_verb(left)), infinitive


def _shared(rest: str) -> str:
    """The verb of a rest that is verbs alone: "note", "note and endorse the following"."""
    verb = leading_verb(rest)
    plain = [word for word in re.findall(r"[a-z]+", rest.casefold()) if word not in PRESENT]
    return verb if verb and all(word in _FILLERS for word in plain) else ""


_FILLERS = frozenset(
    "to and or the following that as follows recommendations actions points matters items below on".split()
)
