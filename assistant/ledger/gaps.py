"""Missing papers: what the papers of a council refer to and the library does not hold.

One row a paper, however often it is mentioned, at its clearest mention; the others are kept beside it. An appendix of
one label is one paper, and so are two labels of one name where only one of them is in the paper's own list. Elsewhere
two mentions are one paper when kind, body and date agree and what they are about does. Background papers (law,
guidance, strategies) are rows of the kind "background", to be listed apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ledger.gaps_held import is_held, same_body, same_date, stems, subject
from assistant.ledger.holdings import Holdings, Row
from ingest.fact import Mention

_CLEAREST = ("listed", "to follow", "published separately", "attached", "background paper", "considered", "referred to")
_ALIKE = {"update": "report", "letter": "letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow(Row):
    """A paper referred to and not held."""

    what: str  # "Appendix 1: Improvement Plan", "first update, March 2016"
    kind: str
    when: str | None  # the paper's date, as exact as said
    manner: str  # how it is mentioned: "attached", "to follow", "promised", "background paper"…
    report: str
    para: str
    quote: str
    also: tuple[str, ...]  # where else it is mentioned: "report::para"
    as_at: str | None  # of the paper that mentions it


def gaps(held: Holdings) -> tuple[GapRow, ...]:
    """Every missing paper, in the order of the papers that mention them."""
    groups: list[list[Mention]] = []
    for mention in held.of(Mention):
        own = [group for group in groups if any(_is_one(mention, other) for other in group)]
        if own:
            own[0].append(mention)
            for further in own[1:]:  # it shows that two papers so far are one
                own[0].extend(further)
                groups.remove(further)
        else:
            groups.append([mention])
    groups = _joined_by_name(_with_undated_inspections(groups))
    place = {id(mention): number for number, mention in enumerate(held.of(Mention))}
    missing = [
        sorted(group, key=lambda mention: place[id(mention)])
        for group in groups
        if not any(is_held(mention, held) for mention in _telling(group))
    ]
    missing.sort(key=lambda group: place[id(_clearest(group))])
    return tuple(_row(group, held) for group in missing)


def _telling(group: list[Mention]) -> list[Mention]:
    """The mentions that say what the paper is about; where none does, all: any paper of that meeting will then do."""
    return [mention for mention in group if subject(mention)] or group


def _is_one(one: Mention, other: Mention) -> bool:
    if one.kind == "appendix" or other.kind == "appendix":
        return _is_one_appendix(one, other)
    kinds = {_ALIKE.get(kind, kind) for kind in (one.kind, other.kind)}
    if kinds == {"inspection report"}:
        return bool(one.when and other.when) and same_date(one.when, other.when)
    if len(kinds) > 1 or not one.when or not other.when:
        alike = len(kinds) == 1 and one.when == other.when == "" and stems(one.title) == stems(other.title)
        return alike and (one.kind == "background" or one.ref.report == other.ref.report)
    if not (same_date(one.when, other.when) or one.formerly == other.when or other.formerly == one.when):
        return False
    if kinds == {"minutes"}:
        return same_body(one.body, other.body)
    if kinds == {"letter"}:
        return True
    return same_body(one.body, other.body) and _is_about_the_same(one, other)


def _is_about_the_same(one: Mention, other: Mention) -> bool:
    """Whether names agree, as far as they go: "paper to committee" says nothing of what it is about."""
    a, b = subject(one), subject(other)
    if not a or not b:
        return len(one.when) == len(other.when) == len("2015-11-05") or one.ref.report == other.ref.report
    return a <= b or b <= a or len(a & b) >= 2


def _is_one_appendix(one: Mention, other: Mention) -> bool:
    same_paper = one.ref.report == other.ref.report and one.kind == other.kind == "appendix"
    if not same_paper or one.what.split()[0] != other.what.split()[0]:
        return False
    return one.label.lower() == other.label.lower() if one.label else one.title.lower() == other.title.lower()


def _with_undated_inspections(groups: list[list[Mention]]) -> list[list[Mention]]:
    """ "The inspection report" is the latest that was out by then; where none is told with its date, it stays."""
    undated = [g for g in groups if g[0].kind == "inspection report" and not any(m.when for m in g)]
    dated = [g for g in groups if g[0].kind == "inspection report" and any(m.when for m in g)]
    rest = [g for g in groups if g not in undated]
    alone: list[Mention] = []
    for mention in (mention for group in undated for mention in group):
        near = [g for g in dated if any(m.ref.report == mention.ref.report for m in g)] or [
            g for g in dated if mention.as_at is None or max(m.when for m in g)[:4] <= f"{mention.as_at.year}"
        ]
        if near:
            max(near, key=lambda g: max(m.when for m in g)).append(mention)
        else:
            alone.append(mention)
    return [*rest, *([alone] if alone else [])]


def _joined_by_name(groups: list[list[Mention]]) -> list[list[Mention]]:
    """Join appendices of different labels that are one document: at most one of them is in the paper's list."""
    joined: list[list[Mention]] = []
    for group in groups:
        same = next((other for other in joined if _is_one_document(group, other)), None)
        if same is not None:
            same.extend(group)
        else:
            joined.append(group)
    return joined


def _is_one_document(one: list[Mention], other: list[Mention]) -> bool:
    if not (one[0].kind == other[0].kind == "appendix" and one[0].ref.report == other[0].ref.report):
        return False
    listed = [any(m.title and _is_listed(m) for m in group) for group in (one, other)]
    if all(listed) or {m.ref.para for m in one} & {m.ref.para for m in other}:
        return False
    a, b = (_words(_clearest(group).title) for group in (one, other))
    return (
        bool(a and b)
        and (a == b or a[-len(b) :] == b or b[-len(a) :] == a)
        and (a != b or len(a) > 1 or not any(listed))
    )


def _is_listed(mention: Mention) -> bool:
    return mention.manner == "listed" or bool(
        re.match(r"\W*(?:appendix|annex|enclosure|attachment)\b", mention.quote, re.I)
    )


def _words(title: str) -> list[str]:
    return re.findall(r"[\w’'-]+", re.sub(r"^(?:the|an?|our|draft|final|proposed|new)\s+", "", title.lower()))


def _clearest(group: list[Mention]) -> Mention:
    """The mention that says most: in a list with its name, then by how exact its date and how plain its words are."""
    ranks = {manner: rank for rank, manner in enumerate(_CLEAREST)}
    return min(
        group,
        key=lambda m: (
            not (m.kind == "appendix" and m.title and _is_listed(m)),
            -len(m.when),
            ranks.get(m.manner, len(ranks)),
            not m.title,
        ),
    )


def _row(group: list[Mention], held: Holdings) -> GapRow:
    best = _clearest(group)
    others = dict.fromkeys(str(m.ref) for m in group if m.ref != best.ref)
    return GapRow(
        council=held.council,
        what=_what(best, group),
        kind=best.kind,
        when=best.when or None,
        manner=best.manner,
        report=best.ref.report,
        para=best.ref.para,
        quote=best.quote,
        also=tuple(others),
        as_at=best.as_at.isoformat() if best.as_at else None,
    )


def _what(best: Mention, group: list[Mention]) -> str:
    what = best.what
    if best.kind == "appendix" and not best.title:
        titles = [m.title for m in group if m.title]
        what = f"{what}: {titles[0]}" if titles else what
    labels = dict.fromkeys(m.label for m in group if m.label and m.label.lower() != best.label.lower())
    return f"{what} (also called appendix {' and '.join(labels)})" if labels else what
