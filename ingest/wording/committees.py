"""Committees of a council as papers name them, and whether two names are one committee. Pure.

A committee here is a meeting of members, or a statutory board, that decides: Council, Cabinet, Executive, a committee,
a commission, a panel, the Health and Wellbeing Board, and whatever body the paper itself is put to. Boards of officers
and partners, panels that place children and bodies of the state are none. "The Council" with its article mostly means
the authority and not its meeting, so only "full Council" and "Council" alone are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.report import Header, Kind

_WORDS = r"(?:[A-Z][\w’'-]*,?\s+(?:(?:and|&|of|for|the|with|in)\s+){0,3})"
_NAMED = rf"{_WORDS}{{1,9}}?(?:Sub-?\s?[Cc]ommittee|Committee|Panel|Commission)\b"
_WELLBEING = (
    r"(?:Joint\s+)?Health\s+(?:and|&)\s+(?:Social\s+Care\s+and\s+)?Well-?\s?[Bb]eing\s+(?:Partnership\s+)?Board|HWBB?"
)
_CABINET = r"(?<!Shadow )Cabinet\b(?!\s+(?:[Mm]ember|Office|[Pp]ortfolio|Secretary|Minister|Lead|Advis|[Rr]eport))"
_EXECUTIVE = (
    r"(?<!Chief )(?<!NHS )(?<!Deputy )(?<!Assistant )(?:Executive\s+Board|[Tt]he\s+Executive|(?<=by )Executive)\b"
    r"(?!\s+(?:Director|Member|Board|Team|Leadership|Group|Officer|Management|Summary|Committee|Head|Lead|Support|Councillor))"
)
_COUNCIL = (
    r"[Ff]ull\s+[Cc]ouncil|(?:^|(?<=by )|(?<=of )|(?<=at )|(?<=that )|(?<=, ))Council\b"
    r"(?!\s+(?:[Tt]ax|[Oo]fficers?|[Pp]lan|[Pp]riorit|[Hh]ous|[Ss]taff|[Ss]ervices|[A-Z]))"
)
_GENERIC = (
    r"(?:\b[Tt]he\s+|\b[Tt]his\s+|^)(?:Committee|Board|Panel|Commission|Sub-?[Cc]ommittee|committee|board|panel)\b"
    r"(?!\s+[A-Z])"
)
_MENTION = re.compile("|".join((_WELLBEING, _NAMED, _CABINET, _EXECUTIVE, _COUNCIL, _GENERIC)))
_LEADING = re.compile(
    r"^(?:(?:[Tt]he|This|That|In|At|On|By|Of|Following|When|Since|As|A|An|Our|Its|Both|And|But|However,?|Meanwhile,?|Then"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Members),?\s+)+"
)
_NO_COMMITTEE = re.compile(
    r"^(?:(?:Independent\s+)?(?:Adoption|Fostering|Permanence|Placements?|Resources?|Funding|Allocations?|Moderation"
    r"|Steering|Selection|Interview|Expert|Advisory|Complaints?\s+Review|Peer\s+Review|Inspection|Matching)\b.*Panel"
    r"|(?:Joint\s+)?(?:House|Parliament|Public\s+Accounts|Home\s+Affairs|Education\s+Select|Care\s+Quality|Charity"
    r"|Electoral|Law|Equality\s+and\s+Human\s+Rights|Competition|Royal|Independent\s+Reconfiguration)\b"
    r".*(?:Committee|Commission)|Audit\s+Commission)$",
    re.I,
)
_KINDS = re.compile(r"(sub-?committee|committee|board|panel|commission|cabinet|executive|council|forum)\W*$", re.I)


_RECORD = re.compile(
    r"\b(?:minutes\b(?!\s+of\s+evidence)|(?:record|list|summary|notice|statement)\s+of\s+(?:the\s+)?(?:executive\s+|key\s+)?decisions?"
    r"|(?:printed\s+)?decisions?\s+(?:notice|record|list|sheet|statement|summary)|printed\s+decisions)\b",
    re.I,
)


def records_decisions(header: Header) -> bool:
    """Whether a paper is the record of a meeting: minutes by whatever name, or the list of what was decided."""
    if header.kind is Kind.INSPECTION:
        return False
    reports = re.match(r"\W*(?:report|matters\s+arising|approval)", header.title, re.I) or header.report_of
    return header.kind is Kind.MINUTES or (bool(_RECORD.search(header.title)) and not reports)


@dataclass(frozen=True, slots=True)
class Mention:
    """A committee named in a text. `name` as printed without its article; the paper's own where only "the Board" is."""

    name: str
    start: int
    end: int


def committees_in(text: str, own: str) -> Iterator[Mention]:
    """The committees a text names, in order.

    Args:
        text: of one sentence or lead-in.
        own: the body that the paper is put to; "" where it is not known.
    """
    own_name = re.compile(rf"\b{re.escape(own)}\b") if own else None
    taken = 0
    found = [*_MENTION.finditer(text), *(own_name.finditer(text) if own_name else ())]
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if match.start() < taken:
            continue
        taken = match.end()
        leading = _LEADING.match(match[0])
        begins = match.start() + (leading.end() if leading else 0)
        printed = " ".join(text[begins : match.end()].split())
        generic = re.fullmatch(r"(?:the\s+|this\s+)?(committee|board|panel|commission|sub-?committee)", match[0], re.I)
        if generic:
            if kind_of(own) == kind_of(match[0]) and not _other_such(text[: match.start()], kind_of(own), own):
                yield Mention(own, match.start(), match.end())
        elif not _NO_COMMITTEE.match(printed) and printed:
            yield Mention(_full_name(printed, own), begins, match.end())


def _full_name(printed: str, own: str) -> str:
    """A committee's name; the paper's own where only the end of it is said: "the Scrutiny Committee"."""
    if kind_of(printed) in {"committee", "panel", "commission"} and own.casefold().endswith(f" {printed.casefold()}"):
        return own
    return "Council" if printed.casefold() == "full council" else printed


def kind_of(name: str) -> str:
    """ "board" of "Health and Wellbeing Board"; "" where the name does not end in the word for a body."""
    match = _KINDS.search(name)
    return match[1].casefold() if match else ""


def canonical(name: str, council: str = "") -> str:
    """A committee's name without what print varies: article, council, "and" or "&", hyphens, case."""
    folded = name.casefold().replace("’", "'").replace("&", " and ").replace("well-being", "wellbeing")
    folded = re.sub(r"\bwell being\b", "wellbeing", folded)
    folded = re.sub(r"\bhwbb?\b", "health and wellbeing board", folded)
    words = re.findall(r"[a-z']+", re.sub(r"\bsub[- ]?committee", "subcommittee", folded))
    place = re.findall(r"[a-z']+", council.casefold().replace("’", "'"))
    if place and words[: len(place)] == place and len(words) > len(place):
        words = words[len(place) :]
        while len(words) > 2 and words[0] in {
            "city",
            "borough",
            "county",
            "district",
            "metropolitan",
            "council",
            "council's",
        }:
            words = words[1:]
    kept = " ".join(word for word in words if word not in {"the", "meeting", "of", "full"})
    return "council" if re.fullmatch(r"(?:city |borough |county |district )?council", kept) else kept


def alike(one: str, other: str, council: str = "") -> bool:
    """Whether a name may be a shorter form of another: "Scrutiny Committee" in a paper of the Overview and Scrutiny
    Committee. Enough within one paper; two papers are held together by `canonical` names only."""
    words, others = (set(canonical(name, council).split()) for name in (one, other))
    delegated = {"member", "members", "committee"} & (words ^ others)
    return words == others or ((words <= others or others <= words) and not delegated)


def _other_such(before: str, kind: str, own: str) -> bool:
    """Whether another body of that kind was named just before, so that "the Board" is likely to be that one."""
    named = re.findall(rf"((?:[A-Z][\w’'-]*\s+(?:(?:and|of|for)\s+)*)+){kind}\b", before, re.I)
    return any(
        canonical(f"{name}{kind}") != canonical(own) for name in named if not re.match(r"(?:The|This)\s+$", name)
    )
