"""Why now: the sentences that give a paper's purpose, the reason for it, and what drives it, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.papers.briefing.lines import line
from assistant.papers.briefing.subject import Room, Sentence, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import cut, leans, tidy
from ingest.spans import spans_in

_PURPOSE = re.compile(
    r"\bpurpose\b|\bsummary\b|introduction|\b(?:why|what) (?:is )?(?:this|the) (?:report|paper|is)\b|\bwhy now\b", re.I
)
_REASON = re.compile(r"\b(?:reasons?|rationale)\b", re.I)
_WHY = re.compile(r"header:[^/]*\b(?:why|reason|purpose)\b", re.I)
_TELLING = re.compile(r"\b(?:summary|background|context|reasons?|purpose|introduction|issues?|next)\b", re.I)
_DRIVES = re.compile(
    r"\b(?:because|as a result|in response|responds? to|require[sd]?|must|is due|due to be|needs? to|in order to"
    r"|to address|in place of|ends? on|ended|expires?|lifted|disbanded|replaced?|judged|judgement|inadequate|notice"
    r"|rated|rating|graded?|grading|found|moved to|without a (?:formal )?decision|puts right|last report|closes)\b",
    re.I,
)
_IS_ASKED = re.compile(r"\b(?:is|are) (?:asked|recommended|invited|requested) to\b", re.I)
_DUTY = re.compile(r"\b(?:required? to|must|requires)\b", re.I)
_OF_ITSELF = re.compile(r"^(?:this|the)(?: \w+)? (?:report|paper) (?:sets out|provides|relates)", re.I)
_STRONG = 2  # a word of cause and a day or a duty, or more words of cause
_FEWEST = 7  # words of a sentence that tells anything
_OPENING = 6  # sentences of a paper's opening


def why(subject: Subject, room: Room, told: Told) -> Part:
    """Three or four sentences that say why the papers come to this meeting."""
    most = 4 if room.most > 6 else 3 if room.most > 2 else 2
    lines: list[Line] = []
    so_far = told
    for sentence in tuple(_telling(subject)) or _opening(subject):
        whole = _with_item(subject, sentence, room.longest)
        above = lines[-1].citations[0].quote if lines else whole
        follows = whole != above and above in whole  # what it leans on stands in the line above
        words = cut(whole.rpartition(above)[2] if follows else whole, room.longest)
        if not words or (leans(words) and not follows) or so_far.has(words) or len(lines) >= most:
            continue
        new = line(subject.sources, sentence.report, sentence.para, words)
        lines.append(new)
        so_far = Told((*so_far.citations, *new.citations))
    return Part("Why now", tuple(lines), "The paper does not say why it comes to this meeting.")


def _telling(subject: Subject) -> Iterator[Sentence]:
    """The sentences to choose from, those that tell most first, for each paper in turn."""
    ranked = [list(_of_paper(subject, name)) for name in subject.names]
    for rank in range(max(map(len, ranked), default=0)):
        yield from (own[rank] for own in ranked if rank < len(own))


def _opening(subject: Subject) -> tuple[Sentence, ...]:
    """Of papers with no such part under a heading that says so, how the first of them opens."""
    own = (s for s in subject.sentences if not s.is_cover and not s.said.cell and len(s.text.split()) >= _FEWEST)
    asks = {(ask.report, ask.para) for ask in subject.asks}
    told = [s for s in own if (s.report, s.para) not in asks][:_OPENING]
    return (*told[:1], *sorted(told[1:], key=lambda s: -_causes(s)))


def _of_paper(subject: Subject, name: str) -> Iterator[Sentence]:
    own = [s for s in subject.sentences if s.report == name and len(s.text.split()) >= _FEWEST]
    own = [s for s in own if not s.said.cell and not _IS_ASKED.search(s.text) and not s.text.endswith("?")]
    cover = [s for s in own if _WHY.match(s.para)]
    numbered = [s for s in own if not s.is_cover]
    purpose = [s for s in numbered if _PURPOSE.search(s.section)]
    reason = [s for s in numbered if _REASON.search(s.section)]
    yield from cover[:2] or purpose[:1]
    yield from reason[:1]
    driving = sorted((s for s in numbered if _drive(subject, s) >= _STRONG), key=lambda s: -_drive(subject, s))
    yield from driving[:2]
    yield from sorted(purpose[1:_OPENING], key=lambda s: -_causes(s))[:2]
    yield from driving[2:3]


def _causes(sentence: Sentence) -> int:
    """How many words of cause or judgement a sentence has."""
    return len({match[0].casefold() for match in _DRIVES.finditer(sentence.text)})


def _drive(subject: Subject, sentence: Sentence) -> int:
    """How much a sentence tells of what drives a paper: words of cause or duty, and a day near the meeting."""
    if not _TELLING.search(sentence.section) or sentence.said.lead or _OF_ITSELF.search(sentence.text):
        return 0
    causes = _causes(sentence)
    spans = spans_in(sentence.text, subject.day)
    years = [int(span.iso[:4]) for span in spans]
    if not causes or (years and subject.day and max(years) < subject.day.year - 1):
        return 0
    if any(span.iso >= subject.iso[: len(span.iso)] for span in spans if len(span.iso) > len("2015")):
        return 0  # a day to come is a key date
    return min(causes, 3) + bool(years) + bool(_DUTY.search(sentence.text))


def _with_item(subject: Subject, sentence: Sentence, longest: int) -> str:
    """An item of a list after the words that lead into it; such words with the first thing in their list."""
    label = sentence.para.removeprefix("header:") if sentence.is_cover else ""
    text = tidy(sentence.text.removeprefix(label).lstrip(" :"))
    if sentence.said.lead.endswith(":"):
        return f"{' '.join(sentence.said.lead.split())} … {text}"
    if not sentence.text.rstrip().endswith(":"):
        return subject.in_context(sentence.report, sentence.para, text, longest)
    at = subject.sentences.index(sentence) + 1
    following = subject.sentences[at] if at < len(subject.sentences) else None
    if following is None or following.para != sentence.para:
        return text
    return f"{sentence.text.rstrip()} … {tidy(following.text)}"
