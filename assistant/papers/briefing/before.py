"""What was decided before: decisions on record of the committee or on the same matter, and asks without an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from assistant.ledger.decisions import DecisionRow
from assistant.ledger.likeness import overlap
from assistant.papers.briefing.lines import headed, line
from assistant.papers.briefing.subject import Room, Sentence, Subject, Told
from assistant.papers.handout import Line, Notice, Part
from assistant.papers.quoting import cut, tidy
from assistant.papers.rows import is_ask
from assistant.words import content_words, stem
from ingest.fact import Outcome
from ingest.report import written_day

ROUTINE = re.compile(
    r"\bminutes of\b|correct record|work programme|exclusion of the press|press and public|next meeting|urgent",
    re.I,
)
COMMON = frozenset(
    stem(word)
    for word in "note agree approve endorse report recommendation children child council board committee plan service"
    " improvement progress update year inspection".split()
)
_DECIDED = re.compile(
    r"\b(?:Board|Committee|Cabinet|Council|Members|Panel)"
    r"(?: (?:has|have|had|also|then|unanimously|formally))? (?:endorsed|agreed|approved|resolved|decided)\b"
    r"|\b(?:was|were|been) (?:\w+ly )?(?:endorsed|agreed|approved) (?:by|at) [^.;]{0,60}?"
    r"(?:Board|Committee|Cabinet|Council)\b"
)
HEADING = "What was decided before"
_ASKS = re.compile(r"\b(?:asks?|asked|recommended|invited|to be|should|must|needs?|will|would|if)\b", re.I)
_OF_A_MEETING, _OF_ASKS = 3, 2  # decisions shown of one meeting; asks of the last paper
_SAME = 0.7  # of the words of a decision, told again in another sentence
_SHORT = 80  # characters left to a decision at the least
_LONG_AGO = 3  # years
_OUTCOMES = {Outcome.DEFERRED: "deferred", Outcome.REJECTED: "not agreed", Outcome.AMENDED: "agreed as amended"}


def decided_before(subject: Subject, room: Room, told: Told) -> Part:
    """The latest first; then what the last paper on the matter asked for, where no paper says what was decided."""
    known = [row for row in subject.sources.rows(DecisionRow) if row.meeting and row.meeting < subject.iso]
    decided = [row for row in known if row.outcome_report and row.outcome != Outcome.NOT_HELD and _bears(subject, row)]
    decided = _each_once(sorted(decided, key=lambda row: row.meeting or "", reverse=True), told)
    meetings = [list(group) for _, group in groupby(decided, key=lambda row: (row.meeting, row.body))]
    most = max(min(room.most, 4), 2)
    lines = [_decisions(subject, rows, room) for rows in meetings[:most]]
    so_far = Told((*told.citations, *(row for line in lines for row in line.citations)))
    known_words = [row.outcome_text for row in decided]
    lines += list(_told_here(subject, room, so_far, known_words))[: max(most - len(lines), 0)]
    lines += list(_unanswered(subject, known, room))
    if not lines and any(map(_tells_of_one, subject.sentences)):
        return Part(HEADING, (Notice("What the paper tells of an earlier decision stands above."),))
    return Part(
        headed(HEADING, len(meetings) > most), tuple(lines), "No paper held records an earlier decision on this."
    )


def _bears(subject: Subject, row: DecisionRow) -> bool:
    """Whether a decision is of this matter: of the committee and no routine, or of another in words of this paper."""
    if ROUTINE.search(f"{row.outcome_text} {row.text} {row.about}"):
        return False
    near = row.report in subject.related or subject.is_own(row.outcome_report or "")
    own = _content(" ".join([*(p.header.title for p in subject.papers), *(ask.text for ask in subject.asks)]))
    return near or len(own & _content(f"{row.about} {row.outcome_text}")) >= (2 if subject.same_body(row.body) else 3)


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text) if not word[0].isdigit()) - COMMON


def _each_once(rows: Sequence[DecisionRow], told: Told) -> list[DecisionRow]:
    """Decisions that differ: two of one meeting in the same words are one."""
    once: dict[tuple[str | None, str], DecisionRow] = {}
    for row in rows:
        if not told.has(row.outcome_text):
            once.setdefault((row.meeting, tidy(row.outcome_text).casefold()), row)
    return list(once.values())


def _decisions(subject: Subject, rows: Sequence[DecisionRow], room: Room) -> Line:
    """One meeting: when and by whom, and what it decided, each decision in its own words."""
    shown = sorted(rows, key=lambda row: row.outcome == Outcome.NOTED)[:_OF_A_MEETING]
    longest = max(room.longest // min(len(shown), 2), _SHORT)
    said = [(row, cut(_words(row), longest)) for row in shown]
    words = [f"“{text}”{_otherwise(row)}" for row, text in said]
    text = "; ".join(words) + ("; and more" if len(rows) > len(shown) else "")
    cited = tuple(subject.sources.cite(r.outcome_report or r.report, r.outcome_para or r.para, w) for r, w in said)
    day, body = date.fromisoformat(rows[0].meeting or ""), rows[0].body
    leads = (f"{written_day(day)}, {body}", body, "")
    return subject.fullest(*(Line(text, cited, lead=lead) for lead in leads))


def _words(row: DecisionRow) -> str:
    """A decision as minutes put it; as a later paper tells it, with who decided."""
    told = row.outcome_text[:1].islower() and row.outcome_text in row.outcome_quote and "…" not in row.outcome_quote
    return row.outcome_quote if told and len(row.outcome_quote) < 2 * len(row.outcome_text) else row.outcome_text


def _otherwise(row: DecisionRow) -> str:
    said = _OUTCOMES.get(Outcome(row.outcome), "")
    return f" ({said})" if said else ""


def _told_here(subject: Subject, room: Room, told: Told, decided: Sequence[str]) -> Iterator[Line]:
    """Sentences of the papers briefed that tell of a decision, beside those that the ledger has."""
    for sentence in subject.sentences:
        if _tells_of_one(sentence):
            words = cut(sentence.text, room.longest)
            if not told.has(words) and not any(overlap(sentence.text, each) >= _SAME for each in decided):
                yield line(subject.sources, sentence.report, sentence.para, words)


def _tells_of_one(sentence: Sentence) -> bool:
    plain = not sentence.said.cell and not _ASKS.search(sentence.text) and not sentence.text.endswith((":", "?"))
    return plain and bool(_DECIDED.search(sentence.text))


def _unanswered(subject: Subject, known: Sequence[DecisionRow], room: Room) -> Iterator[Line]:
    """What the last paper on the matter asked for and no paper held says was decided, in one line."""
    own = open_asks(subject, known)
    if not own:
        return
    day = written_day(subject.sources.header(own[0].report).as_at)
    words = [cut(row.text, max(room.longest // 2, _SHORT)) for row in own[:_OF_ASKS]]
    cited = tuple(subject.sources.cite(row.report, row.para, said) for row, said in zip(own, words, strict=False))
    asked = "; ".join(f"“{each}”" for each in words)
    yield Line(f"{asked}: no paper held says what was decided", cited, lead=f"Asked on {day}")


def open_asks(subject: Subject, known: Sequence[DecisionRow]) -> list[DecisionRow]:
    """The asks of the last paper on the matter without an outcome, unless that is long ago; mere notes last."""
    asked = [row for row in known if is_ask(row) and row.report in subject.related and row.meeting]
    asked = [row for row in asked if (row.meeting or "") < subject.iso]
    last = max((row.meeting or "" for row in asked), default="")
    if not last or int(last[:4]) < int(subject.iso[:4]) - _LONG_AGO:
        return []
    rows = [row for row in asked if row.meeting == last and row.outcome == Outcome.NOT_HELD]
    return sorted(rows, key=lambda row: row.verb == "note")
