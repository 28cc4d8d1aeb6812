"""Who was accountable, who monitored, scrutinised, was to approve, and what became of whom, as the papers tell it.

A row is one role as one paper tells it; a paper that says it twice has one row, at the numbered paragraph before the
cover. Rows stand by date: since when the body has the role where that is said, else the paper's. Names are never
merged. Names of one council that look alike are flagged on each of their rows, and so is a name that comes back after
a body of that name had ended: whether it is the same body the papers must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.ledger.holdings import Holdings, Row
from ingest.fact import Ask, Outcome, Resolution, Role
from ingest.report import normalise

# Words that councils put before or into many names: two names that differ in these alone look alike.
_COMMON = frozenset("children child young people families and the of for s new joint local strategic".split())

_ALL_OF_THEM = re.compile(r"\b(?:the|all(?: of the)?|its|these|those) (?:\w+ )?recommendations?\b(?! \d)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceRow(Row):
    """What one body does or did, as one paper says it."""

    body: str
    role: str
    of_what: str
    from_: str | None  # None: not said
    to: str | None
    standing: str  # "in force", "proposed" or "past"
    other: str  # its successor, whom it reports to, who agreed its terms; ""
    look_alikes: tuple[str, ...]  # other names of this council that look like it: flagged, not merged
    as_at: str
    report: str
    para: str
    quote: str


def governance(held: Holdings) -> tuple[GovernanceRow, ...]:
    """The roles of every body that the papers of one council name."""
    told = _once_a_paper((*held.of(Role), *_agreed_as_asked(held)))
    names = tuple(dict.fromkeys(name for role in told for name in (role.body, role.other) if name))
    rows = (_row(held.council, role, (*_alike(role.body, names), *_ended_before(role, told))) for role in told)
    return tuple(sorted(rows, key=lambda row: row.as_at))  # in the paper's order within a paper


def _agreed_as_asked(held: Holdings) -> Iterator[Role]:
    """What a paper asked for, in force from the meeting whose minutes agree "the recommendations" without saying them
    again. Minutes that do say them are read as they stand."""
    asks = {ask.ref for ask in held.of(Ask)}
    for resolution in held.of(Resolution):
        if resolution.outcome is not Outcome.AGREED or not _ALL_OF_THEM.search(resolution.text):
            continue
        for role in held.of(Role):
            same_day = role.as_at is not None and role.as_at.isoformat() == resolution.meeting
            body = _key(held.header(role.ref.report).body)
            if same_day and role.standing == "proposed" and role.ref in asks and body == _key(resolution.body):
                yield replace(
                    role,
                    ref=resolution.ref,
                    quote=resolution.quote,
                    as_at=resolution.as_at,
                    standing="in force",
                    start=role.start or resolution.meeting,
                )


def _once_a_paper(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """A role said twice in one paper counts once: where a numbered paragraph says it, not at the cover."""
    first: dict[tuple[str, ...], Role] = {}
    for role in roles:
        key = (role.ref.report, _key(role.body), role.role, _thing(role.of_what), role.standing, _key(role.other))
        before = first.get(key)
        if before is None or _said_better(role, before):
            first[key] = role
    kept = {id(role) for role in first.values()}
    return tuple(role for role in roles if id(role) in kept)


def _said_better(role: Role, before: Role) -> bool:
    cover = before.ref.para.startswith("header:") and not role.ref.para.startswith("header:")
    dated = bool(role.start or role.end) and not (before.start or before.end)
    return cover or dated


def _row(council: str, role: Role, look_alikes: tuple[str, ...]) -> GovernanceRow:
    return GovernanceRow(
        council=council,
        body=role.body,
        role=role.role,
        of_what=role.of_what,
        from_=role.start or None,
        to=role.end or None,
        standing=role.standing,
        other=role.other,
        look_alikes=look_alikes,
        as_at=role.as_at.isoformat() if role.as_at else "",
        report=role.ref.report,
        para=role.ref.para,
        quote=role.quote,
    )


def _key(name: str) -> str:
    return normalise(name).removeprefix("the ")


def _thing(words: str) -> str:
    return re.sub(r"^(?:the|a|an|this) ", "", normalise(words))


def _alike(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(other for other in names if _key(other) != _key(name) and look_alike(name, other)))


def look_alike(one: str, other: str) -> bool:
    """Whether two names end in the same noun and say the same, or one says all that the other does, apart from the
    words that many names have: "Improvement Board" and "Improvement and Impact Board"."""
    if _key(one).split()[-1:] != _key(other).split()[-1:]:
        return False
    first, second = _telling(one), _telling(other)
    return bool(first and second) and (first <= second or second <= first)


def _telling(name: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", _key(name))[:-1]
    return frozenset(words) - _COMMON


def _ended_before(role: Role, told: tuple[Role, ...]) -> tuple[str, ...]:
    """The same name, of a body that an earlier paper says has ended."""
    ends = (
        other.as_at
        for other in told
        if other.role == "disbanded" and other.standing == "past" and _key(other.body) == _key(role.body)
    )
    earlier = [day for day in ends if day and role.as_at and day < role.as_at and role.standing != "past"]
    return (f"{role.body} (disbanded, as told on {max(earlier).isoformat()})",) if earlier else ()
