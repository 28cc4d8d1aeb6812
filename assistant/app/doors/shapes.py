"""The values that other programs are given, as pydantic models: their descriptions become the API's document.

An id is a paper's name (`report`) and a paragraph's address in it (`para`): the same on the pages, in the terminal, in
question sets and here. Dates are ISO 8601. What is not said is null or empty.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import State

ReportId = Annotated[str, Field(description="the paper's name, as /papers lists it", examples=["fernmoor-2024.txt"])]
ParaId = Annotated[str, Field(description="the paragraph's address in its paper", examples=["1.1"])]
Printed = Annotated[
    str,
    Field(
        description="where it stands, as councils write it: cite by this",
        examples=["Fernmoor, Health and Wellbeing Board, 9 July 2024, para 1.1"],
    ),
]
Day = date | None
Page = Annotated[int | None, Field(description="from 1; null where the file has no pages")]


QUOTES_ONLY = "ask no language model, where one is set: the papers' own words only, without waiting for it"


class Shape(BaseModel):
    """A value that goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)


class Cited(Shape):
    """Words relied on and where they stand."""

    report: ReportId
    para: ParaId
    quote: str = Field(description="the words relied on, as they stand in the paragraph; … where words are left out")
    printed: Printed
    page: Page = None


class Said(Shape):
    """One statement of an answer."""

    text: str = Field(description="what is said, with the words quoted")
    citations: tuple[Cited, ...] = Field(description="what bears it; none where it says only what was searched")
    calculated: bool = Field(description="whether the program worked it out from the figures cited")
    sums_up: bool = Field(description="whether it only says in short what the statements after it quote")
    by_model: bool = Field(
        description="whether a language model wrote it; it has been checked against the paragraphs it cites"
    )


class Covered(Shape):
    """What was searched."""

    councils: tuple[str, ...] = Field(description="whose papers")
    from_: Day = Field(alias="from", description="date of the earliest paper")
    to: Day = Field(description="date of the latest paper")
    reports: int = Field(description="how many papers")


class Answered(Shape):
    """An answer from the papers held, and from nothing else."""

    question: str = Field(description="as it was put")
    state: State = Field(description=f"how the answer stands: {', '.join(State)}")
    state_words: str = Field(description="the state in plain words", examples=["Answered in part"])
    abstained: bool = Field(description="whether it declines to answer: say so, and add nothing")
    answer: str = Field(description="all statements, a line each")
    as_at: Day = Field(description="date of the latest paper relied on: the answer is as at this day")
    statements: tuple[Said, ...] = Field(description="what it says, one after the other")
    citations: tuple[Cited, ...] = Field(description="every citation once, in order of first use: note 1 is the first")
    nearest: tuple[Cited, ...] = Field(description="paragraphs that come near, where nothing answers")
    suggestions: tuple[str, ...] = Field(description="next questions, made from the papers relied on")
    searched: Covered = Field(description="what was searched for it")
    reading: tuple[str, ...] = Field(description="how the question was read, a line each")
    model: str = Field(description="the language model that was asked to word it; empty where none was")
    aside: str = Field(description="why nothing of that model's is in it, in a sentence; empty where something is")


class Found(Shape):
    """A paragraph among the ten best."""

    report: ReportId
    para: ParaId
    text: str = Field(description="its words")


class AnsweredInFull(Answered):
    """An answer with what was found on the way to it."""

    retrieved: tuple[Found, ...] = Field(description="the ten paragraphs that bear on it most, best first")
    seconds: float = Field(description="how long it took")
    id: str = Field("", description="its id in the history; empty where it is not kept")
    link: str = Field("", description="address of the page that shows it as it was given; empty where it is not kept")


class Passage(Shape):
    """A paragraph as read."""

    report: ReportId
    para: ParaId
    printed: Printed
    section: str = Field(description="the heading it stands under")
    text: str = Field(description="its number as printed, then its words; one that has sub-items holds theirs too")
    parent: str = Field(description="`para` of the paragraph that holds it; empty at the top")
    page: Page
    access: str = Field(description="who may see it: open, confidential or exempt")


class PassageInPlace(Passage):
    """A paragraph with those before and after it, in reading order."""

    before: tuple[Passage, ...] = Field(description="those before it on its level, in reading order")
    after: tuple[Passage, ...] = Field(description="those after it on its level")


class SearchFound(Shape):
    """What a search found."""

    paragraphs: tuple[Passage, ...] = Field(description="best first; that one is found does not mean that it answers")
    searched: Covered = Field(description="what was searched")


class Paper(Shape):
    """A paper held, by its own account."""

    report: ReportId
    council: str = Field(description="empty where the paper does not say")
    council_evidence: str = Field(description="the words the council was inferred from; empty where it is printed")
    body: str = Field(description="the committee or board")
    date: Day = Field(description="the day it is as at")
    date_source: str = Field(description="where that date comes from: meeting, publication, …")
    kind: str = Field(description="report, minutes, inspection report or other")
    title: str = Field(description="its title, as printed")
    report_of: str = Field(description="whose report it is, as printed")
    reference: str = Field(description="its reference number, as printed")
    classification: str = Field(description="how it is marked, as printed")
    wards: str = Field(description="the wards affected, as printed")
    paragraphs: int = Field(description="how many of its paragraphs you may see")
    pages: int | None = Field(description="how many pages; null where the file has none")
    added: str = Field(description="when it was read in, UTC")


class Papers(Shape):
    """The papers held, latest first."""

    papers: tuple[Paper, ...] = Field(description="latest first")


class PaperRead(Shape):
    """A paper with its paragraphs, in reading order."""

    paper: Paper = Field(description="what it says of itself")
    paragraphs: tuple[Passage, ...] = Field(description="those that you may see, in reading order")


class LedgerRows(Shape):
    """A ledger: what the papers say over the years, a row for each fact."""

    searched: Covered = Field(description="what was searched for them")
    rows: tuple[dict[str, Any], ...] = Field(
        description="every row has `council`; most have `report`, `para` and `quote` besides: where it stands"
    )


class LedgerPart(LedgerRows):
    """Some rows of a ledger, each with `printed`, the address to cite it by."""

    total: int = Field(description="how many rows there are in all: ask with `skip` for those not given here")


class Health(Shape):
    """Whether questions can be asked."""

    status: str = Field(description="it is ok; where it is not, there is an error instead")
    papers: int = Field(description="papers that anybody may read")


class Problem(Shape):
    """Why there is nothing to give, and what to do."""

    error: str = Field(examples=['The library holds no paper called "fernmoor-2031.txt".'])
