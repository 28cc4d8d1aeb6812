"""The appendices, annexes and enclosures that a sentence speaks of, with what it calls them. Pure.

An appendix is known by its label; its name is what a list prints after the label ("Appendix A: Business case"), what
stands before it ("the revised model at Appendix 1") or what it is said to hold ("Appendix 2 sets out the costs").
Appendices of other papers ("Appendix 2 of the Constitution") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.report import Report

_WORD = (
    r"(?:[Aa]ppendi(?:x|ces)|APPENDI(?:X|CES)|[Aa]nnex(?:es|e)?|ANNEX(?:ES)?|[Ee]nclosures?|ENCLOSURES?|Attachments?"
    r"|ATTACHMENTS?)(?![a-z])"
)
_COUNTED = r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)\b"
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})?[A-Za-z]?(?![\w%])|{_COUNTED})"
_CAPITAL = r"[A-Z]{1,2}\d{0,2}(?![\w’'])"
_SMALL = r"[a-z](?=\s*(?:$|[.,;:)\]–—-]|and\b|to follow))|[ivx]{2,4}(?!\w)"  # "in the appendix a summary" has no label
_AND = rf"\s*(?:,|&|and|or)\s*(?:{_WORD}\s*)?"
_LABELS = (
    rf"(?P<labels>{_NUMBER}(?:(?:{_AND}|\s*(?:to|–|—|-)\s*){_NUMBER})*"
    rf"|{_CAPITAL}(?:(?:{_AND}|\s*to\s*){_CAPITAL})*|(?:{_SMALL})(?:\s*(?:,|&|and)\s*(?:{_SMALL}))*)"
)
_MENTION = re.compile(rf"\b(?P<word>{_WORD})\s*(?:(?:[Nn]o\.?|[Nn]umber)\s*)?{_LABELS}")
_LABEL = re.compile(rf"{_NUMBER}|{_CAPITAL}|\b(?:[a-z]|[ivx]{{2,4}})\b")
_HEADING = re.compile(rf"\W*{_WORD}\s*(?:(?:no\.?|number)\s*)?(?P<label>{_NUMBER}|{_CAPITAL}|[a-z](?!\w))", re.I)
_OF_ANOTHER = re.compile(
    r"\s*(?:data|dataset|lists?|returns?)\b"  # "Annex A data" is what inspectors ask for
    r"|\s+of\s+(?!(?:this|the (?:main |covering |cover )?report)\b(?! (?:of|to|dated|considered|presented)))"
    r"|\s+to\s+(?:that|which|those)\b|\s+to\s+the\s+(?:\w+\s+)?(?:report|paper)\s+(?:of|to|dated|considered|presented|on)\b"
    r"|\s+to\s+(?:the|that|its|his)\s+(?!(?:main |covering |cover )?report\b)[^.;]{0,60}?"
    r"\b(?:plan|strategy|constitution|agreement|minutes|code|guidance|policy|contract|protocol|scheme)\b"
)
_NO_TITLE = re.compile(
    r"\W*(?:to follow|attached|exempt|not for publication|confidential|restricted|private|part (?:2|ii|two)|n/?a\b|none"
    r"|pages?|paragraphs?|see |copy attached|open|public|as )",
    re.I,
)
_TITLE_ENDS = re.compile(
    rf"\s*(?:\n|;|\.(?:\s|$)|\||\(|\[|{_WORD}\s*(?:\d|[A-Z]\b)"
    r"|[,–—-]?\s*\b(?:to follow|attached|published separately)\b"
    r"|\s[–—-]\s*(?:exempt|confidential|not for publication|part 2))",
    re.I,
)
_HOLDS = re.compile(
    r"\s+(?:summari[sz]es|sets out|shows|provides|contains|gives|details|outlines|lists|describes|is|includes)\s+"
    r"(?:the |a |an |our |its )?(?P<title>[^.;,(\n]{3,90})(?P<end>.?)"
)
_CONNECTING = re.compile(
    r",?\s*(?:(?:which|that)\s+)?(?:\b(?:is|are|was|were|will be|can be|be|being|has been|have been)\s*)?"
    r"(?:\b(?:also|now|fully|currently)\s+)?"
    r"(?:\b(?:attached|appended|enclosed|set out|included|provided|shown|detailed|given|contained|found|available"
    r"|presented|outlined|summarised|described|listed|published|reproduced|circulated)\s*)?"
    r"(?:\b(?:separately|in full|in (?:more |further )?detail|below|here|to this report)\s*)?"
    r"(?:\b(?:at|in|as|by|within|under|on|see|with)\s*)?(?:\bthe\s*)?[(\[]?\s*(?:\b(?:please )?(?:see|at|in)\s*)?$"
)
_DETERMINER = r"(?:\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]heir)\s+)"
_NAME = (
    r"(?:(?!(?:the|an?|is|are|was|were|be|been|has|have|had|will|can|which|that|who|of|for|from|on|to|by|at|in)\b)"
    r"[\w’'&/-]+)"
)
_NAMED_BEFORE = re.compile(
    rf"{_DETERMINER}(?P<title>{_NAME}(?:\s{_NAME}){{0,8}}"
    rf"(?:\s(?:of|for|from|on|to|by|against|\w+ing)\s{_DETERMINER}?{_NAME}(?:\s{_NAME}){{0,6}}){{0,3}})$"
)
_NAMED_FIRST = re.compile(rf"(?P<title>(?=[A-Z])(?!The|An?\b|See|Attached|Please)(?:{_NAME}\s){{1,8}}{_NAME})$")
_LIST_BEGINS = re.compile(r"\W*(?:(?:list of )?(?:appendices|annexes|enclosures|attachments)(?: attached)?)?\W*$", re.I)
_NOT_ITS_NAME = re.compile(
    r"^(?:copy|copies|contents?|development|delivery|implementation|production|publication|approval) of "
    r"(?:the |an? |its |our |their )?"
)
_MANNERS = (
    ("to follow", re.compile(r"\bto follow\b|\bwill follow\b", re.I)),
    ("published separately", re.compile(r"\b(?:published|circulated|available|provided|issued) separately\b", re.I)),
    ("attached", re.compile(r"\b(?:attached|appended|enclosed)\b", re.I)),
)
_ATTACHED = re.compile(
    rf"(?P<before>.{{3,160}}?)\s+(?:is|are)\s+(?:attached|appended|enclosed)(?:\s+(?:to|with)\s+(?:this|the)\s+report"
    rf"|\s+as\s+an?\s+(?:{_WORD})|\s+for\s+[\w’' ]{{3,40}}|\s+herewith)?\s*[.;]?$"
)
_ATTACHED_PAPER = re.compile(
    r"\b[Tt]he (?:attached|enclosed|appended)\s+(?P<title>(?:[\w’'&-]+\s+){0,4}?"
    r"(?:report|plan|paper|letter|strategy|assessment|document|framework|presentation|scorecard|dashboard|case|policy))\b"
)


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix as one sentence speaks of it."""

    label: str  # "1", "8a", "B"; "" where it has none
    title: str  # "Business case"; "" where the sentence does not say
    manner: str  # "attached", "to follow", "published separately", "listed" or "referred to"
    quote: str
    word: str = "Appendix"  # or "Annex", "Enclosure", "Attachment"


def appendices_in(text: str) -> Iterator[Appendix]:
    """Every appendix that a sentence, or an entry of a list of appendices, speaks of."""
    found = list(_MENTION.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        after = text[match.end() : end]
        if _OF_ANOTHER.match(after):
            continue
        labels = _labels(match["labels"])
        listed = (
            _listed_title(after, is_first=bool(_LIST_BEGINS.match(text[: match.start()]))) if len(labels) == 1 else ""
        )
        before = text[found[place - 1].end() if place else 0 : match.start()]
        title = listed or (_title(before, after, text) if len(labels) == 1 else "")
        is_entry = bool(listed) and bool(re.match(r"\s*[:–—-]|\s+[A-Z]", after))
        quote = text[match.start() : end].strip(" ,|") if is_entry else text
        manner = _manner(after, text, is_entry)
        for label in labels:
            yield Appendix(label, title, manner, quote, _singular(match["word"]))
    if not found:
        whole = _ATTACHED.fullmatch(text)
        paper = _ATTACHED_PAPER.search(text)
        if title := _named_before(whole["before"]) if whole else paper["title"] if paper else "":
            yield Appendix("", title, "attached", text)


def labels_held(report: Report) -> frozenset[str]:
    """The appendices whose text stands in the paper itself, under a heading of their own: labels in small letters."""
    held = set()
    for paragraph in report.paragraphs:
        heading = _HEADING.match(paragraph.section)
        is_entry = _HEADING.match(paragraph.text)  # a list of appendices, of which one was taken for a heading
        to_come = len(paragraph.text) < 80 and re.search(r"\bto follow\b|separate", paragraph.text, re.I)
        if heading and not is_entry and not to_come:
            held.add(heading["label"].lower())
    return frozenset(held)


def is_label(text: str) -> re.Match[str] | None:
    """Whether a cell of a table is the name of an appendix and nothing else; `labels` holds its label."""
    return _MENTION.fullmatch(text.strip(" :.–-"))


def _labels(text: str) -> list[str]:
    if ranged := re.fullmatch(r"(\d{1,2})\s*(?:to|–|—|-)\s*(\d{1,2})", text):
        first, last = int(ranged[1]), int(ranged[2])
        return [str(number) for number in range(first, last + 1)] if first < last <= first + 25 else [ranged[1]]
    return _LABEL.findall(re.sub(_WORD + r"|\band\b|\bor\b", " ", text))


def _singular(word: str) -> str:
    return {"app": "Appendix", "ann": "Annex", "enc": "Enclosure", "att": "Attachment"}[word[:3].lower()]


def _listed_title(after: str, *, is_first: bool) -> str:
    """ "Business case" of ": Business case", of " (business case)" and, in a list, of " Business case"."""
    bracketed = re.match(r"\s*\((?P<title>[^()]{3,90})\)", after) or re.match(
        r",\s+(?:the|an?)\s+(?P<title>[^,;.]{3,90}),", after
    )
    if bracketed:
        return "" if _NO_TITLE.match(bracketed["title"]) else bracketed["title"].strip()
    entry = re.match(r"\s*[:–—]\s*|\s+-\s*|-\s+", after)
    if not entry and is_first and re.match(r"\s+[A-Z]", after) and not _HOLDS.match(after):
        entry = re.match(r"\s+", after)
    if not entry or _NO_TITLE.match(after[entry.end() :]):
        return ""
    title = re.sub(r"\s+(?:and|&)$", "", _TITLE_ENDS.split(after[entry.end() :])[0].strip(" ,–—-•:"))
    return title if 2 < len(title) <= 120 else ""


def _title(before: str, after: str, text: str) -> str:
    if title := _named_before(before):
        return title
    holds = _HOLDS.match(after)
    title = holds["title"].strip() if holds and holds["end"] != "(" else ""
    spoils = r"(?:attached|set out|included|to follow|exempt|available|published|not|appended|enclosed|confidential)\b"
    return "" if re.match(spoils, title) or len(title.split()) > 14 else title


def _named_before(before: str) -> str:
    """The last thing named before an appendix: "the revised model at", "a summary, for members, is attached as"."""
    nearest = before[-200:]
    joined = _CONNECTING.search(nearest)
    clause = nearest[: joined.start()] if joined else nearest
    if joined and joined[0].startswith(","):
        clause = re.sub(r",[^,]{3,60}$", "", clause)
    clause = re.split(r"[,;:(]\s*", clause)[-1].strip()
    named = _NAMED_BEFORE.search(clause) or _NAMED_FIRST.match(clause)
    if not named or re.search(r"\b(?:and|or|but|while|when|then)$", clause):
        return ""
    title = _NOT_ITS_NAME.sub("", named["title"])
    return (
        "" if re.search(r"^(?:following|same|above|next)\b|^(?:report|details|information|attached)$", title) else title
    )


def _manner(after: str, text: str, is_entry: bool) -> str:
    for manner, words in _MANNERS:
        if words.search(after) or (not is_entry and words.search(text) and manner != "to follow"):
            return manner
        if not is_entry and re.search(r"\b(?:is|are) to follow\b", text):
            return "to follow"
    return "listed" if is_entry else "referred to"
