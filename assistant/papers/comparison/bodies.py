"""Who is accountable, monitors, scrutinises and so on, body by body: no two names are taken for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ledger.decisions import DecisionRow
from assistant.ledger.governance import GovernanceRow
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting, together
from assistant.papers.comparison.words import is_whole, matter
from assistant.papers.quoting import cut, quoted
from assistant.papers.rows import is_ask
from assistant.papers.sources import Sources
from assistant.words import FUNCTION_WORDS
from ingest.report import Ref, normalise
from ingest.sentences import sentences

# What is asked and decided is told among the asks and decisions.
_OF_DECISIONS = {"endorses", "endorsed", "approves", "approved", "agrees", "agreed", "submits"}
_HOLDING = {  # duties that a later paper would be expected to speak of, as they stand before what was said of them
    "accountable": "Accountable then",
    "responsible": "Responsible then",
    "monitors": "Monitored then",
    "scrutinises": "Scrutinised then",
    "oversees": "Oversaw then",
}
_ENDING = {"disbanded", "replaced by", "last met", "ended"}
_NAMES_ONLY = 12  # words: fewer may be an item of a list
_LONG = 250  # characters of a sentence
MOST = 2  # sentences in a cell


def bodies(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """What each side says of each body; those that both speak of first."""
    by_body: dict[str, list[GovernanceRow]] = {}
    for row in _rows(sources):
        by_body.setdefault(normalise(row.body).removeprefix("the "), []).append(row)
    used: set[str] = set()
    pairs = [pair for own in by_body.values() if (pair := _pair(sources, sides, own, used))]
    return tuple(sorted(pairs, key=lambda pair: not (pair.then and pair.now)))


def _rows(sources: Sources) -> list[GovernanceRow]:
    """The roles that are told, and not only asked for."""
    decisions = sources.rows(DecisionRow)
    asked = {(row.report, row.para) for row in decisions if is_ask(row)}
    decided = [row for row in decisions if row.outcome_text]
    return [
        row
        for row in sources.rows(GovernanceRow)
        if _is_of_a_body(row)
        and (row.report, row.para) not in asked
        and not any(_is_decision(row, each) for each in decided)
    ]


def _is_decision(row: GovernanceRow, decided: DecisionRow) -> bool:
    """Whether a role is told in the words of a decision, which stand among the decisions."""
    same = (row.report, row.para) == (decided.outcome_report, decided.outcome_para)
    words = normalise(decided.outcome_text)
    return same and (words in normalise(row.quote) or normalise(row.quote) in words)


def _is_of_a_body(row: GovernanceRow) -> bool:
    return row.role not in _OF_DECISIONS and row.body[:1].isupper()


def _pair(sources: Sources, sides: Sides, rows: Sequence[GovernanceRow], used: set[str]) -> Pair | None:
    """One body; a side that gives it no role and names it all the same is quoted where it does."""
    body = rows[0].body
    sided = [_best(sources, rows, side, used) for side in sides.both]
    if not any(sided):
        return None
    used.update(normalise(row.quote) for own in sided for row in own)
    then, now = (
        _told(sources, own) or _named(sources, side, body) for own, side in zip(sided, sides.both, strict=True)
    )
    ends = [[row for row in own if row.role in _ENDING] for own in sided]
    brief = (
        f"now {quoted(cut(ends[1][0].quote, 180))}" if then and ends[1] and not ends[0] and sides.of_one_council else ""
    )
    duty = next((row.role for row in sided[0] if _is_held(row)), "")
    lapsed = _HOLDING[duty] if duty and not now else ""
    return Pair(body, then, now, brief=brief, weight=70, lapsed=lapsed)


def _is_held(row: GovernanceRow) -> bool:
    return row.role in _HOLDING and row.standing == "in force"


def _named(sources: Sources, side: Side, body: str) -> Told | None:
    """The last sentence of a side that has a body's name; where only a cover or a list has it, that it is named; None
    where it stands nowhere there."""
    bare: Told | None = None
    for paper in reversed(side.names):
        for paragraph in reversed(sources.report(paper).paragraphs):
            if not _has_name(paragraph.text, body):
                continue
            for sentence in () if paragraph.para.startswith("header:") else sentences(paragraph.text):
                if _has_name(sentence, body) and is_whole(sentence):
                    return quoting(sources, paper, paragraph.para, sentence, _LONG)
            where = (sources.cite(paper, paragraph.para, cut(paragraph.text, _LONG)),)
            own = normalise(sources.header(paper).body) == normalise(body)
            bare = bare or Told("the paper is put to it" if own else "named, with no role given", where)
    return bare


def _has_name(text: str, body: str) -> bool:
    """Whether a text has a name, with its capitals, and not as the end of a longer one."""
    plain, name = (" ".join(each.replace("’", "'").split()) for each in (text, body))
    before, found, _ = plain.partition(name.removeprefix("The ").removeprefix("the "))
    last = before.split()[-1:]
    longer = bool(last) and last[0][0].isupper() and last[0].casefold() not in FUNCTION_WORDS
    return bool(found) and not (longer and before.endswith(" ") and last[0][-1].isalpha())


def _best(sources: Sources, rows: Sequence[GovernanceRow], side: Side, used: set[str]) -> list[GovernanceRow]:
    """The telling sentences of a side: of its latest paper that speaks of the body, each once, endings first."""
    own = [row for row in rows if row.report in side.names and _is_borne(sources, row)]
    if not own:
        return []
    last = max(own, key=lambda row: side.names.index(row.report)).report
    once: dict[str, GovernanceRow] = {}
    for row in sorted(own, key=lambda row: (row.role not in _ENDING, row.role not in _HOLDING)):
        if row.report == last and normalise(row.quote) not in used:
            once.setdefault(normalise(row.quote), row)
    return list(once.values())[:MOST]


def _is_borne(sources: Sources, row: GovernanceRow) -> bool:
    """Whether the paragraph, or the paper's own header, has the body's name: then the row may stand under it."""
    paragraph = sources.paragraph(Ref(row.report, row.para))
    said = f"{paragraph.text if paragraph else ''} {sources.header(row.report).body}"
    return normalise(row.body).removeprefix("the ") in normalise(said)


def _told(sources: Sources, rows: Sequence[GovernanceRow]) -> Told | None:
    found = []
    for row in rows:
        one = quoting(sources, row.report, row.para, _said(sources, row), _LONG)
        found.append(replace(one, text=f"{one.text} (proposed)") if row.standing == "proposed" else one)
    return together(found)


def _said(sources: Sources, row: GovernanceRow) -> str:
    """The words of a row; an item of a list, which only names the body, with the words that the list opens with."""
    paragraph = sources.paragraph(Ref(row.report, row.para))
    names_only = len(row.quote.split()) < _NAMES_ONLY and not row.quote.rstrip().endswith(".")
    lead = paragraph.text.partition(":")[0] if paragraph and names_only else ""
    return f"{sentences(lead)[-1]}: … {row.quote}" if sentences(lead) and row.quote not in lead else row.quote


def holders(sources: Sources, sides: Sides) -> Iterator[Pair]:
    """A duty for the same thing that is another body's on the later side: told in brief, for the table is by body."""
    if not sides.of_one_council:
        return
    rows = _rows(sources)
    for role in _HOLDING:
        then, now = ([row for row in rows if row.report in side.names and row.role == role] for side in sides.both)
        then, now = ([row for row in each if row.standing == "in force"] for each in (then, now))
        found = next(((a, b) for a in reversed(then) for b in reversed(now) if _is_the_same(a, b)), None)
        holders = [{normalise(row.body) for row in each} for each in (then, now)]
        if found and not holders[0] & holders[1]:
            one, other = (_told(sources, [row]) for row in found)
            brief = f"then {found[0].body}; now {found[1].body}"
            yield Pair(role.capitalize(), one, other, brief=brief, weight=75)


def _is_the_same(one: GovernanceRow, other: GovernanceRow) -> bool:
    mine, theirs = _thing(one), _thing(other)
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine)


def _thing(row: GovernanceRow) -> frozenset[str]:
    """What a duty is for: a plan counts as such, "the plan" and "the improvement plan" are one."""
    words = normalise(row.of_what).split()
    return matter(row.of_what) | frozenset(word for word in ("plan", "recommendations") if word in words)
