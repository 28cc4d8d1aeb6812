"""Who is accountable, who oversees, monitors or scrutinises, and to whom a body reports: as the last paper says it.

Who holds a role is true as at a day: of the papers within the dates asked about the latest that gives the role answers,
its date is said, and so is a later paper that gives it to nobody. A role that a paper only proposes does not count.
Where no paper gives the role of what the question names, or one paper gives it to several, it is left to the search.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.answer import Query
from assistant.consult.said import Consulted, Form, Quoted, Rows, as_of, aside, shortened, undated
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.holdings import of_kind
from assistant.words import content_stems, stems
from ingest.report import Ref, written_day

_ROLES = {  # how people ask for a role, and the roles of the ledger that answer
    r"accountable|answerable|on the hook|carr(?:y|ies) the can|in the hot seat|buck stop\w*": ("accountable",),
    r"responsible|in charge": ("responsible", "accountable"),
    r"oversees?|oversaw|overseen|overseeing|oversight|supervis\w+|watch(?:es|ing)? over|keep\w* an eye on"
    r"|keep\w* tabs on|ride herd": ("oversees", "monitors"),
    r"monitors?|monitored|monitoring|track(?:s|ed|ing)?|keep\w* track|check(?:s|ed|ing)? (?:up )?on": ("monitors",),
    r"scrutin\w+|hold\w* (?:\w+ ){0,2}to account|grill\w*": ("scrutinises", "challenges"),
}
_ROLE = "|".join(_ROLES)
_OF_ROLES = aside(
    "accountable answerable hook carry carries can hot seat buck stop stops responsible charge oversee oversees oversaw"
    " overseen overseeing oversight supervise supervises supervising watch watches watching eye keep keeps keeping tabs"
    " monitor monitors monitored monitoring track tracks tracked tracking check checks checking scrutinise scrutinises"
    " scrutinised scrutinising scrutiny hold holds holding account grill grills grilling body bodies board committee"
    " group panel plan plans action improvement improvements progress delivery delivering deliver work programme"
    " current currently present presently today nowadays days overall ultimately ultimate council"
    " council's children children's young people services service job role end day report reports local authority"
)
_OTHERWISE = (  # other questions about the same role: of before, of proposals, of reasons, of people
    r"^(?!.*\b(?:why|how|when|before|previous\w*|old|used to|originally|first|propos\w+|recommend\w*|should|would|will"
    r"|if|once|after|next|chairs?|officer|director|member|manager|named|inspectors?|ofsted|what does|changed?)\b)"
)


def _holds(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Who is accountable for the plan now?" """
    wanted = next((roles for asked, roles in _ROLES.items() if re.search(rf"\b(?:{asked})\b", part, re.I)), ())
    told = of_kind(rows, GovernanceRow)
    left = content_stems(undated(part)) - _OF_ROLES - stems(told[0].council if told else "")
    for role in wanted:
        holding = tuple(
            row
            for row in told
            if row.role == role and row.standing == "in force" and left <= stems(f"{row.of_what} {row.body}")
        )
        last = of_kind(as_of(query, holding), GovernanceRow)
        if last:
            return _said(query, last, told, wanted) if len({row.body for row in last}) == 1 else None
    return None


def _said(
    query: Query, last: tuple[GovernanceRow, ...], told: tuple[GovernanceRow, ...], roles: tuple[str, ...]
) -> Consulted | None:
    """The body, the day of the paper, and a later paper that gives the role to none."""
    row = last[0]
    if _ended_since(row, told) or not row.as_at:
        return None  # what became of the role since is told where the search finds it
    lead = f"The {row.body.removeprefix('the ').removeprefix('The ')}, as at {_day(row.as_at)}."
    quoted = [Quoted("", Ref(row.report, row.para), shortened(row.quote))]
    later = [r for r in told if r.as_at > row.as_at] if not query.dates else []
    if later:
        newest = max(later, key=lambda r: r.as_at)
        if any(r.role in roles for r in later):
            return None  # a later paper gives or proposes the like: both must be read
        lead += f" A later paper, of {_day(newest.as_at)}, gives nobody that role."
        quoted.append(Quoted("", Ref(newest.report, newest.para), shortened(newest.quote)))
    return Consulted(lead, tuple(quoted))


def _ended_since(row: GovernanceRow, told: tuple[GovernanceRow, ...]) -> bool:
    """Whether a paper as late says that the body has ended, or ends."""
    return any(r.body == row.body and r.as_at >= row.as_at and r.role in ("disbanded", "replaced by") for r in told)


def _day(iso: str) -> str:
    year, month, day = map(int, iso.split("-"))
    return written_day(date(year, month, day))


def _reports(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Who does the Improvement Board report to?" """
    told = tuple(row for row in of_kind(rows, GovernanceRow) if row.role == "reports to" and row.other)
    asked = stems(part)
    named = tuple(row for row in told if row.standing == "in force" and stems(row.body) - stems("the") <= asked)
    last = of_kind(as_of(query, named), GovernanceRow)
    if not last or len({(row.body, row.other) for row in last}) > 1 or not last[0].as_at:
        return None
    row = last[0]
    if not query.dates and _ended_since(row, of_kind(rows, GovernanceRow)):
        return None
    lead = f"The {row.other.removeprefix('the ').removeprefix('The ')}, as at {_day(row.as_at)}."
    return Consulted(lead, (Quoted("", Ref(row.report, row.para), shortened(row.quote)),))


FORMS = (
    Form(
        "governance",
        re.compile(
            rf"{_OTHERWISE}(?:.*[,;:]\s*)?(?:and |so |but )?(?:remind me |tell me )?(?:who(?:['’]?s)?"
            rf"|which (?:body|board|committee|group|panel)|what (?:body|board|committee))\b.*\b(?:{_ROLE})\b",
            re.I,
        ),
        _holds,
    ),
    Form(
        "governance",
        re.compile(
            rf"{_OTHERWISE}.*\bwho(?:m)? (?:does|do|did) .*\b(?:report|answer) (?:in)?to\b"
            r"|^(?:and |so )?(?:to )?whom? does .*\breport\b",
            re.I,
        ),
        _reports,
    ),
)
