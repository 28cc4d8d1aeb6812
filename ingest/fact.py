"""The typed facts a paper states, one value a kind. Each has its address, the words it was read from, and its date.

A fact says what one paper says, no more: whether something is still so, whether two papers agree and what is not held
are for the ledgers, which see many papers. Days that a paper leaves open are kept as a `Span` would print them:
"2015", "2015-11" or "2015-11-05" (ISO 8601, as exact as the words are); "" where nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.report import Access, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has."""

    ref: Ref
    quote: str  # stands in that paragraph, see `ingest.report.quoted_in`
    as_at: date | None  # the paper's date: the fact is said as at that day


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact, and the readers it holds for: those whose level is between the two, both included."""

    fact: Fact
    lowest: Access
    highest: Access


@dataclass(frozen=True, slots=True)
class Stated:
    """What a paper states, for every sort of reader, and the name of the rules it was found by."""

    facts: tuple[Kept, ...] = ()
    rules: str = ""


class Status(StrEnum):
    """How an inspector's recommendation stands, as a paper says it."""

    MET = "met"
    PARTLY_MET = "partly met"
    OUTSTANDING = "outstanding"
    OTHER_APPROACH = "outstanding, other approach"
    CLOSED_OTHER_APPROACH = "closed, other approach"  # neither met nor still open
    NOT_INDIVIDUALLY_STATED = "not individually stated"  # the paper speaks of "most" or of all together
    NOT_STATED = "not stated"


class Outcome(StrEnum):
    """What became of an ask."""

    AGREED = "agreed"
    NOTED = "noted"
    AMENDED = "amended"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOT_HELD = "not in the papers held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Fact):
    """An inspection report: when the visit was and when the report came out."""

    first_day: str  # of the visit
    last_day: str
    published: str  # as the report prints it; "" where it does not
    service: str = ""  # see `ingest.wording.inspections`; "" for children's services


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Fact):
    """Another paper's statement of when an inspection report was published, or when its inspection was."""

    inspected: str  # "2015-07"; of a range its first day; "" where the paper does not say
    published: str  # "2024-05-16"; "" where the paper does not say
    inspected_to: str = ""  # the last day of a range, else as `inspected`
    service: str = ""  # see `ingest.wording.inspections`; "" for children's services


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Fact):
    """An inspector's recommendation, in the inspection report itself."""

    number: int | None  # as printed; None where the report does not number them
    position: int  # in the report's own order, from 1
    wording: str  # without its number
    priority: bool  # for priority and immediate action
    to: str  # the body it is put to where the report tells two apart; "" for the council


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusClaim(Fact):
    """What a committee paper says of how an inspector's recommendations stand."""

    inspection: str  # when the inspection was, as far as the paper says it: "2015-07"; "" where it does not
    number: int | None  # None: of all or of the rest together
    status: Status
    wording: str  # the recommendation as this paper words it, without its number; "" where it does not
    promised: str  # what is to be done next, as printed; ""
    promised_para: str = ""  # where in the paper that is printed; "" for nothing promised
    service: str = ""  # see `ingest.wording.inspections`; "" for children's services


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Fact):
    """Something a paper asks its committee to do."""

    body: str  # of the committee asked
    meeting: date | None
    verb: str  # "note", "agree", "approve", "endorse", "scrutinise"…: the infinitive, small letters
    text: str  # the ask as printed, without its label


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Fact):
    """A decision on record: in minutes, or as a later paper tells it."""

    body: str
    meeting: str  # when it was decided: "2024-06-03"
    verb: str
    text: str
    outcome: Outcome
    item: str  # the item of the agenda it stands under, in minutes; ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """A body and what it does for a plan, a notice or another body."""

    body: str
    role: str  # "accountable", "monitors", "scrutinises", "approves", "established", "disbanded", "replaced by"…
    of_what: str
    start: str  # since when, as far as said
    end: str
    standing: str  # "in force", "proposed" or "past"
    other: str  # the other body of the sentence: its successor, whom it reports to; ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something with a date: it happened, is due, or is promised."""

    kind: str  # "event", "deadline" or "promise"
    when: str  # first day, month or year; "" where the words cannot be resolved
    until: str  # last, where it is a range
    printed: str  # the date as printed
    text: str  # what happens, in the paper's words
    unresolved: str  # why `when` is empty; ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """A paper, appendix or plan that this paper refers to."""

    what: str  # what to call it: "Appendix 1: Improvement Plan", "report to the Board, November 2015"
    kind: (
        str  # "appendix", "report", "update", "self-assessment", "minutes", "inspection report", "plan", "background"…
    )
    label: str  # of an appendix: "1", "8a", "B"; ""
    body: str  # whose paper it is, where said
    when: str  # its date, as far as said
    manner: str  # "attached", "to follow", "published separately", "background paper", "referred to"…
    title: str  # the paper's own name, without its label; "" where the words do not say
    formerly: str  # the date first promised, where the sentence tells of a delay; ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Fact):
    """One thing said of one subject, in a form that can be held against what is said of it elsewhere."""

    subject: str  # the same words for the same subject, in every paper of a council
    value: str  # normalised so that equal values are equal texts
    kind: str  # "date", "figure", "name", "appendix label", "judgement"…


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money where a total refers to it."""

    para: str  # in the total's own paper
    printed: str
    pence: int
    exact_to: int  # pence: the worth of its last printed digit, 100 000 for "£1.359m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A sum of money."""

    pence: int  # below 0 where it is printed as a minus
    printed: str  # "£1.359m"; of a table's cell what stands in it, "1,095"; "" for a total that only its parts say
    period: str  # "2025/26", "a week", "over five years"; "" where not said
    purpose: str
    total: bool  # the paper calls it a total, or prints what it is made of
    exact_to: int = 100  # pence: the worth of its last printed digit
    unit: str = ""  # of a table's cell: what its heading counts in, "£000"
    parts: tuple[Sum, ...] = ()  # what the paper says that the total is made of
    of: Sum | None = None  # the total stated elsewhere in the paper that the parts are said to be of
    provision: bool = False  # money set aside, not money spent
    section: str = ""  # the heading it stands under


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Fact):
    """A short form, and what it stands for where the paper says it."""

    short: str
    long: str  # "" where it is used and not defined here
