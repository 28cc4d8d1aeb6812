"""The words of an answer as they stand in a reply: without a heading run into them, each under the paper it is from.

The short answer takes the first words quoted that are more than a paper's word on itself ("This report tells…") or the
question put again ("The Committee asked why…"). What it leaves out of a long quotation follows in the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Statement, called
from assistant.papers.sources import Sources
from ingest.report import Kind, quoted_in, written_day
from ingest.sentences import sentences

SHORT_WORDS = 45  # of a quotation that is a short answer whole
_QUOTED = re.compile(r"^(?P<lead>[^“]*)“(?P<quote>.*)”$", re.S)
_HEADING_WORDS = 6
_ALSO = "It also "
_PLURAL = {"say": "say", "ha": "have"}
_OF_ITSELF = re.compile(
    r"^(?:this|the) (?:report|paper|briefing) (?:answers|tells|updates|sets out|provides|describes|outlines)\b"
    r"|^[^.]{0,80}\basked\b[^.]{0,40}\b(?:why|what|how|whether|when|who)\b",
    re.I,
)
_IN_SHORT = re.compile(r"^recommendations? \d+ asks\b", re.I)  # of what was asked for, not of what came of it


def quotation(statement: Statement) -> re.Match[str] | None:
    """The words before a statement's one quotation, as `lead`, and the `quote`; None where it is not one quotation."""
    match = _QUOTED.match(statement.text)
    one = (
        match is not None and len(statement.citations) == 1 and quoted_in(match["quote"], statement.citations[0].quote)
    )
    return match if one else None


def tidied(sources: Sources, statement: Statement) -> Statement:
    """A quotation on one line, without the paragraph's number or the heading run into it."""
    match = quotation(statement)
    if not match:
        return replace(statement, text=" ".join(statement.text.split()))
    cited = statement.citations[0]
    quote = " ".join(_without_heading(_without_number(match["quote"], cited.ref.para)).split())
    paragraph = sources.paragraph(cited.ref)
    if paragraph is None or not quoted_in(quote, paragraph.text):
        quote = " ".join(match["quote"].split())
    lead = " ".join(match["lead"].split())
    text = f"{lead} “{quote}”" if lead else f"“{quote}”"
    return replace(statement, text=text, citations=(replace(cited, quote=quote),))


def _without_number(quote: str, para: str) -> str:
    """Words without the number of their own paragraph, which a file may run into the first of them."""
    bare = re.sub(rf"^{re.escape(para)}[.)]?\s*(?=[A-Z])", "", quote)
    return bare if para[:1].isdigit() else quote


def _without_heading(quote: str) -> str:
    """Words without a first line that is a heading: short, with no stop or colon in it, before a whole sentence."""
    first, _, rest = quote.partition("\n")
    is_heading = 0 < len(first.split()) <= _HEADING_WORDS and not re.search(r"[.:;,?–]", first)
    return rest if is_heading and re.match(r"[A-Z“\"]", rest) and "." in rest else quote


def tells(statement: Statement) -> bool:
    """Whether words quoted are more than what the paper says of itself, or the question put again."""
    match = quotation(statement)
    return not match or any(not _OF_ITSELF.match(sentence) for sentence in sentences(match["quote"]))


def answers(statement: Statement) -> bool:
    """Whether words quoted may be an answer in short: not those that only repeat what a recommendation asks."""
    match = quotation(statement)
    return not match or any(not _IN_SHORT.match(sentence) for sentence in sentences(match["quote"]))


def shortened(statement: Statement) -> tuple[Statement, Statement | None]:
    """A quotation's first sentences, as many as are short together and never less than one; and the rest of it."""
    match = quotation(statement)
    if not match or len(match["quote"].split()) <= SHORT_WORDS:
        return statement, None
    own = list(sentences(match["quote"]))
    count = next((n for n in range(len(own), 1, -1) if len(" ".join(own[:n]).split()) <= SHORT_WORDS), 1)
    first, rest = " ".join(own[:count]), " ".join(own[count:]).removeprefix("… ")
    return _quoting(statement, match["lead"], first), _quoting(statement, f"{_ALSO}says: ", rest) if rest else None


def _quoting(statement: Statement, lead: str, quote: str) -> Statement:
    cited = replace(statement.citations[0], quote=quote)
    return replace(statement, text=f"{lead}“{quote}”", citations=(cited,))


def named(sources: Sources, statement: Statement, before: str) -> Statement:
    """A statement that begins "It also" under the paper's own name, where what stands before it is another's.

    Args:
        before: the name of the report that was quoted last; "" where none was.
    """
    if not statement.text.startswith(_ALSO) or not statement.citations:
        return statement
    report = statement.citations[0].ref.report
    many = sources.header(report).kind is Kind.MINUTES
    rest = statement.text.removeprefix(_ALSO)
    rest = re.sub(r"^(say|ha)(?:s|ve)\b", lambda said: _PLURAL[said[1]], rest) if many else rest
    subject = ("They also" if many else "It also") if report == before else paper(sources, report)
    return replace(statement, text=f"{subject} {rest}")


def paper(sources: Sources, report: str) -> str:
    """ "The minutes of 3 February 2022": what quoted words stand in."""
    header = sources.header(report)
    day = written_day(header.as_at)
    return f"The {called(header.kind)}" + (f" of {day}" if day else f" “{header.title}”")


def last_report(statements: Sequence[Statement]) -> str:
    """The report that the last of these quotes; "" where they are none or quote several."""
    reports = {citation.ref.report for statement in statements[-1:] for citation in statement.citations}
    return reports.pop() if len(reports) == 1 else ""
