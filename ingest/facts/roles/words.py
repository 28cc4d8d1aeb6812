"""The words of governance: the roles, the verbs that give them, and how far the thing spoken of reaches. Pure."""

from __future__ import annotations

import re

ROLES = {
    "accountable": "answers for a plan or its delivery",
    "responsible": "has or takes responsibility, or the lead, for something",
    "monitors": "follows progress",
    "scrutinises": "examines, in public or within the partnership; scrutiny and challenge together are this",
    "challenges": "challenges, where nothing is said of scrutiny",
    "oversees": "oversees or supervises",
    "approves": "is to approve",
    "approved": "has approved, adopted or signed off",
    "agreed": "has agreed a plan or programme",
    "endorses": "is to endorse",
    "endorsed": "has endorsed",
    "receives reports": "is regularly, or is to be, told of progress",
    "reports to": "reports or is accountable to `other`",
    "established": "was or is to be set up; `from` is when",
    "first met": "held its first meeting; `from` is when",
    "last met": "held its last meeting; `to` is when",
    "remains in place": "goes on, `to` where a date is said",
    "disbanded": "has ended, or ends at `to`",
    "replaced by": "gives place to `other`",
    "renamed": "goes on under the name `other`",
    "replaces": "a body without a name that is to take the place of something",
    "terms of reference": "its terms of reference are before a body, or agreed by it (`other`)",
}

# Verb → role: of what is done, and of what was done. Acts have a day; the rest are states that go on.
_ROLE_OF = (
    (r"monitor(?:s|ed|ing)?", "monitors", "monitors"),
    (r"scrutini[sz](?:es?|ed|ing)|examin(?:es?|ed|ing)", "scrutinises", "scrutinises"),
    (r"challeng(?:es?|ed|ing)", "challenges", "challenges"),
    (r"overs(?:ees?|aw|een|eeing)", "oversees", "oversees"),
    (r"supervis(?:es?|ed|ing)", "oversees", "oversees"),
    (r"approv(?:es?|ed|ing)|sign(?:s|ed|ing)? off|adopt(?:s|ed|ing)?", "approves", "approved"),
    (r"endors(?:es?|ed|ing)", "endorses", "endorsed"),
    (r"agreed", "agreed", "agreed"),
)
VERBS = "(?:" + "|".join(form for form, _, _ in _ROLE_OF) + ")"
PARTICIPLES = (
    r"(?:monitored|scrutini[sz]ed|challenged|overseen|supervised|approved|signed off|adopted|endorsed|agreed"
    r"|reviewed|reported|considered)"
)
ACTS = frozenset(
    {"approved", "agreed", "endorsed", "established", "first met", "last met", "disbanded", "replaced by", "renamed"}
)
_PAST = re.compile(r"(?:ed|een|aw|ed off)$")

_GOVERNED = re.compile(  # what is approved and endorsed as a matter of governance: no sums, minutes or contracts
    r"\b(?:plans?|programmes?|strateg(?:y|ies)|frameworks?|polic(?:y|ies)|proposals?|arrangements|actions|responses?"
    r"|models?|priorities|progress|statements?|recommendations|terms of reference|structures?|action plans?"
    r"|charter|pledge)\b",
    re.I,
)
_OPENS = re.compile(
    r"^(?:the|a|an|this|these|its|their|our|all|any|each|both|progress|delivery|performance|implementation|compliance"
    r"|improvements?|actions?|work|outcomes|risks?|\w+ing|theme|themes|priority|recommendations?|impact"
    r"|quality|‹)\b|^‹",
    re.I,
)
_CLOSES = re.compile(
    r"[,;:.()]|\s[–—-]\s|\s(?:which|that|who|when|while|where|because|until|through|via|by|from|as|since"
    r"|following|for (?:submission|consultation|approval|referral|onward)|on behalf|"
    r"in relation to|in respect of|in line with|in order|is|are|was|were|be|will|would|has|have|had|should"
    r"|must|at the|at its|at (?:Appendix|Annex|Enclosure)|to (?!the\b|an?\b|its\b|this\b|‹|all\b|our\b"
    r"|each\b)\w*"
    r"|and (?:monitors|monitored|oversees|oversaw|scrutinises|scrutinised|reviews|receives|approves|approved)\b"
    r"|and (?:will|is|are|was|were|has|have|had|to|reporting|report|reports|it|they|this|the|that"
    r"|subsequently|also|provide"
    r"|providing|holds?|holding|ensur\w+|for|support\w*|met|meets)|on \d{1,2}|on the \d{1,2}\w*|in (?:January"
    r"|February|March|April|May"
    r"|June|July|August|September|October|November|December|the (?:spring|summer|autumn|winter)|\d{4})|during|before"
    r"|after|every|at ‹|on a|on an|quarterly|monthly|annually|described|set out|attached|each (?:year|month"
    r"|quarter))\b",
    re.I,
)


def roles_of_verbs(words: str, *, done: bool) -> tuple[str, ...]:
    """The roles of a group of verbs, "monitor, scrutinise and challenge"; `done`: they are participles after "was"."""
    roles: list[str] = []
    for verb in re.findall(rf"\b{VERBS}\b", words, re.I):
        for form, now, then in _ROLE_OF:
            if re.fullmatch(form, verb, re.I):
                roles.append(then if done or _PAST.search(verb) else now)
    if "scrutinises" in roles:
        roles = [role for role in roles if role != "challenges"]
    return tuple(dict.fromkeys(roles))


def noun_phrase(text: str, *, governed: bool = False) -> str:
    """The thing that a text begins with, to where its clause goes on; "" where it begins with none.

    Args:
        text: what follows the verb.
        governed: only a plan, programme, strategy or the like as its own head: "the plan", not "the cost of the plan".
    """
    text = text.strip()
    if not _OPENS.match(text):
        return ""
    first = re.match(r"\S+", text)
    skip = first.end() if first else 0
    closes = _CLOSES.search(text, skip)
    phrase = text[: closes.start() if closes else len(text)].strip(" .;’'\"")
    if len(phrase.split()) > 24 or len(phrase) < 4:
        return ""
    return phrase if not governed or is_governed(phrase) else ""


def is_governed(phrase: str) -> bool:
    """Whether the head of a phrase is a plan, programme, strategy or the like."""
    if re.match(r"(?:the |its |draft |revised )*terms of reference", phrase, re.I):
        return True
    head = re.split(r"\s(?:of|for|to|in|at|on|against|that|from)\s", phrase, maxsplit=1)[0]
    return bool(_GOVERNED.search(head)) and not re.search(r"£|\b(?:minutes|accounts)\b", phrase)


_AUX = re.compile(
    r"\s(?:is|are|was|were|will|would|should|shall|must|has|have|had|be|been|being|remains?|remained|continues?|needs?"
    r"|to be|to go)\b"
)
_CLAUSE = re.compile(
    r"[;:]\s|,\s|\band (?=(?:this|the|its|these|it|their|our|a)\b)|\bthat\s|\b[Ww]hen\s|\bwhile\s|\bbut\s"
    r"|^\W*(?:The )?proposal that\s"
)


def thing_before(text: str) -> str:
    """The subject of the clause that a text ends in: "the plan" of "… and the plan was recently"; "" where unclear."""
    starts = [match.end() for match in _CLAUSE.finditer(text)]
    for start in [*reversed(starts), 0]:
        clause = text[start:]
        aux = _AUX.search(" " + clause)
        if aux:
            subject = (" " + clause)[: aux.start()].strip()
            if re.fullmatch(
                r"(?:it|they|which|that|who|there|this|he|she|what|all|both|these|those|and|also)?", subject, re.I
            ):
                continue
            subject = re.sub(r"(?:,? (?:which|that|who|and|but|also|as))+$", "", subject)
            return subject if len(subject.split()) <= 16 else ""
    last = re.search(r"\b((?:the|a|an|this|our|its)(?: [\w’'-]+){1,7})\W*$", text, re.I)
    return last[1].removesuffix(" as") if last else ""


def plan_before(text: str) -> str:
    """The plan or the like that is named last in a text: "the plan" of "the referral of the plan for"."""
    found = re.findall(
        r"\b(?:the|a|an|this|our|its|their)(?: (?!of\b|on\b|the\b|and\b|for\b|to\b|by\b)[\w’'-]+){0,6}? "
        r"(?:plan|programme|strategy|framework|policy|proposals?|arrangements|response|statement of action)\b",
        text,
        re.I,
    )
    return str(found[-1]) if found else ""
