"""How recommendations and actions stand in the paper's own words, where no inspection held has them: plans of action,
reviews, audits. Rows of a table by its column of status, then the sentences that count them or name one by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.papers.briefing.lines import citations, line
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.plans import Action, actions
from assistant.papers.quoting import cut

_OPEN = (
    r"(?:delayed|in progress|not (?:yet )?started|outstanding|partly|partially|overdue|still open|not (?:yet )?been"
    r"|under ?way|on hold|behind)"
)
_ONE = re.compile(rf"\b(?:recommendation|action) [A-Z]?\d+[^.;]{{0,60}}\b{_OPEN}\b", re.I)
_COUNT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|all|none) (?:of the|are|is|have|has|remain)\b", re.I
)
_OF_THEM = re.compile(r"\b(?:recommendations|actions)\b", re.I)
_COMPLETE = re.compile(r"\b(?:complete[d]?|met|closed|implemented|delivered)\b", re.I)
_LONG = 110  # characters of an action


def stand_here(subject: Subject, room: Room) -> tuple[tuple[Line, ...], bool]:
    """Lines on what is open, and whether there are more than there is room for."""
    counts, named = tuple(_counts(subject)), tuple(_named(subject))
    rows = tuple(_rows(subject))
    told = Told(citations((Part("", counts),)))
    found = (*counts, *(rows or (line for line in named if not told.has(line.citations[0].quote))))
    return found[: room.most], len(found) > room.most


def _rows(subject: Subject) -> Iterator[Line]:
    """Each action that is not done, how it stands, and the last day given for it."""
    for each in _actions(subject):
        if not each.is_done and not each.is_on_track:
            due = f"; {each.due_heading} “{each.due}”" if each.due else ""
            words = f"“{cut(each.what, _LONG)}”: “{each.status}”{due}"
            yield Line(words, (subject.sources.cite(each.report, each.para, each.quote),), lead=each.label)


def _actions(subject: Subject) -> list[Action]:
    return [each for name in subject.names for each in actions(subject.sources.report(name))]


def moved(subject: Subject) -> Iterator[Line]:
    """A question on each action not done whose day is another than it was; those late first."""
    for each in sorted(_actions(subject), key=lambda action: not action.is_late):
        if each.original and not each.is_done:
            words = cut(each.what, _LONG).rstrip(".")
            cited = subject.sources.cite(each.report, each.para, each.quote)
            yield Line(f"“{words}”: why has its date moved from “{each.original}” to “{each.revised}”?", (cited,))


def _counts(subject: Subject) -> Iterator[Line]:
    """The sentences that count how many are met, with the next where that goes on counting."""
    for at, sentence in enumerate(subject.sentences):
        counted = _COUNT.search(sentence.text) and _OF_THEM.search(sentence.text) and _COMPLETE.search(sentence.text)
        if not counted or sentence.said.cell or sentence.is_cover:
            continue
        following = subject.sentences[at + 1] if at + 1 < len(subject.sentences) else None
        goes_on = following and following.para == sentence.para and re.search(rf"\b{_OPEN}\b", following.text, re.I)
        words = f"{sentence.text} {following.text}" if following and goes_on else sentence.text
        yield line(subject.sources, sentence.report, sentence.para, words)
        return


def _named(subject: Subject) -> Iterator[Line]:
    for sentence in subject.sentences:
        if _ONE.search(sentence.text) and not sentence.said.cell and not sentence.is_cover:
            yield line(subject.sources, sentence.report, sentence.para, cut(sentence.text, _LONG))
