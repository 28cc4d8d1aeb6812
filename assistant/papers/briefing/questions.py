"""Up to five neutral questions that a member could ask, each grown by rule from a gap or a tension in one paragraph.

A question takes no side: it quotes what the paper says and asks what it leaves open. The most pressing come first, and
of one kind there are two at most, so that five questions are on more than one thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.answer import Citation
from assistant.ledger.conflicts import ConflictRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import NOT_SHOWN, TimelineRow
from assistant.papers.briefing.asked import marked
from assistant.papers.briefing.lacking import lacking
from assistant.papers.briefing.quoting import clause, cut, joined, tidy
from assistant.papers.briefing.risks import said_of_risk
from assistant.papers.briefing.standing import named, open_rows, wording
from assistant.papers.briefing.subject import Room, Subject
from assistant.papers.briefing.sums import FINANCE, STRICT, conditions
from assistant.papers.handout import Line, Part
from ingest.fact import Status
from ingest.report import Ref, quoted_in

MOST, _OF_A_KIND = 5, 2
_LONG = 130  # characters quoted in a question
_OWNER = re.compile(
    r"\b(?:director|officers?|head of|lead(?:s|er)?|cabinet member|chief executive|manager|councillor|cllr|chair"
    r"|team|board|panel|committee|partnership|council|we|university|nhs|service|group|inspectorate)\b",
    re.I,
)
_DOING = re.compile(
    r"\b(?:must|is due|are due|due to|planned for|will (?:be|begin|make|report|receive|provide|meet|submit|open)|to be"
    r"|be \w+ed|be (?:brought|made|sent|held|set up)|report back|write to|undertook|asked for)\b",
    re.I,
)
_GOES_ON = re.compile(r"\b(?:continues? to|will continue|remains?)\b", re.I)
_DECIDES = frozenset("approve agree endorse adopt authorise establish ratify determine".split())
_MET = re.compile(
    r"\bmitigat\w+|\bensur\w+|\bplan(?:s|ned)?\b|\bmonitor\w*|\bwill be\b|\bcampaign\b|\bin place\b|\bmanaged\b", re.I
)
_COSTED = frozenset("approve agree authorise adopt establish".split())
_NO_COST = re.compile(r"within existing|\bno (?:direct |additional )?(?:financial|cost)|^\W*none\b", re.I)
_DUE = re.compile(
    r"\b(?:by|from|in|before|until)\s+(?:\d|the (?:end|spring|summer|autumn|winter)|[A-Z][a-z]+\s+20\d\d)"
)


def questions(subject: Subject, room: Room) -> Part:
    """Five at most, two of a kind."""
    kinds = (
        *(_sums, _marked, _to_follow, _which, _conditional, _unshown, _dates_of, _owners, _unmet_risks, _costs),
        *(_names, _otherwise, _none_said),
    )
    return Part("Questions you could ask", tuple(_chosen(subject, kinds, MOST if room.most > 4 else MOST - 1)))


def _chosen(subject: Subject, kinds: tuple, most: int) -> Iterator[Line]:  # type: ignore[type-arg]
    """The first of each kind in turn, then the second, until there are enough."""
    by_kind = [list(kind(subject))[:_OF_A_KIND] for kind in kinds]
    used: Counter[Ref] = Counter()
    count = 0
    for turn in range(_OF_A_KIND):
        for found in by_kind:
            if turn >= len(found) or count >= most:
                continue
            line = found[turn]
            if all(used[c.ref] for c in line.citations):
                continue  # that paragraph has its question
            used.update(c.ref for c in line.citations)
            count += 1
            yield line


def _sums(subject: Subject) -> Iterator[Line]:
    """A total that is not the sum of its parts; a cost beyond what is set aside."""
    rows = [row for row in subject.sources.rows(MoneyRow) if subject.is_own(row.report)]
    for row in rows:
        if row.adds_up is False:
            cited = [subject.sources.cite(row.report, row.para, row.quote)]
            cited += [subject.sources.cite(p.report, p.para, p.printed) for p in row.parts if p.para != row.para]
            parts = " and ".join(part.printed for part in row.parts[:4])
            shown = row.printed or parts
            yield Line(f"How does {shown} follow from its parts ({parts})?", tuple(dict.fromkeys(cited)))
    for row in rows:
        if row.kind == "calculated" and "more than" in row.purpose and len(row.parts) == 2:
            inputs = [(p, next(r for r in rows if (r.para, r.printed) == (p.para, p.printed))) for p in row.parts]
            cited = [subject.sources.cite(p.report, p.para, r.quote) for p, r in inputs]
            first, second = (part.printed for part in row.parts)
            period = f" in {row.period}" if "," not in row.period else ""
            two = f"{first}{period} and {second} set aside for each year"
            text = f"The paper gives {two}: how is the difference to be met?"
            yield Line(text, tuple(dict.fromkeys(cited)))


def _which(subject: Subject) -> Iterator[Line]:
    """Two dates, figures or judgements of one thing, at least one of them in a paper briefed."""
    for row in subject.sources.rows(ConflictRow):
        if row.kind != "name" and any(subject.is_own(said.report) for said in row.readings):
            same = row.kind == "appendix label"
            yield _between(subject, row, "Is this the same appendix" if same else "Which of the two is right")


def _names(subject: Subject) -> Iterator[Line]:
    """Two names that may be of one body."""
    for row in subject.sources.rows(ConflictRow):
        if row.kind == "name" and any(subject.is_own(said.report) for said in row.readings):
            said = {each.value: each for each in row.readings}
            cited = tuple(subject.sources.cite(s.report, s.para, s.value) for s in said.values())
            if all(quoted_in(c.quote, _text(subject, c.ref)) for c in cited):
                yield Line(f"Are {' and '.join(f'“{value}”' for value in said)} the same body?", cited)


def _between(subject: Subject, row: ConflictRow, ask: str) -> Line:
    said = {each.value: each for each in row.readings}
    two = sorted(list(said.values())[:2], key=lambda each: not subject.is_own(each.report))
    words = [cut(each.quote, _LONG) for each in two]
    cited = tuple(subject.sources.cite(s.report, s.para, w) for s, w in zip(two, words, strict=True))
    return Line(f"{ask}: {' or '.join(f'“{w}”' for w in words)}?", cited)


def _text(subject: Subject, ref: Ref) -> str:
    paragraph = subject.sources.paragraph(ref)
    return paragraph.text if paragraph else ""


def _to_follow(subject: Subject) -> Iterator[Line]:
    """An appendix that is to follow, first one that an ask rests on."""
    rows = [row for row in lacking(subject) if row.kind == "appendix"]
    asked = " ".join(ask.text.casefold() for ask in subject.asks)
    rows.sort(key=lambda row: (row.manner != "to follow", row.what.partition(":")[0].casefold() not in asked))
    for row in rows:
        words = clause(row.quote, row.what.partition(":")[0], _LONG)
        cited = (subject.sources.cite(row.report, row.para, words),)
        if row.manner == "to follow":
            yield Line(f"“{words}”: when will members have it?", cited)
        elif row.what.partition(":")[0].casefold() in asked:
            yield Line(f"“{words}”: have members had it?", cited)


def _conditional(subject: Subject) -> Iterator[Line]:
    """A condition on the money: what follows where it is not met."""
    for sentence in conditions(subject):
        found = STRICT.search(sentence.text)
        if found:
            words = cut(found[0], _LONG)
            cited = _cited(subject, sentence.report, sentence.para, words)
            yield Line(f"What would follow if this were not so: “{words}”?", cited)


def _unshown(subject: Subject) -> Iterator[Line]:
    """What an earlier paper of the committee or on the matter promised for a day now past, and no paper shows."""
    rows = [
        row for row in subject.sources.rows(TimelineRow) if row.when and row.kind != "event" and row.kept == NOT_SHOWN
    ]
    for row in sorted(rows, key=lambda row: row.when, reverse=True):
        past = (row.until or row.when) < subject.iso[: len(row.until or row.when)]
        near = int(row.when[:4]) >= int(subject.iso[:4]) - 2
        done = _DOING.search(row.quote) and not _GOES_ON.search(row.text)
        if past and near and done and not subject.is_own(row.report) and _concerns(subject, row):
            words = clause(row.quote, row.printed, _LONG)
            yield Line(
                f"An earlier paper says “{words}”: has this been done?", _cited(subject, row.report, row.para, words)
            )


def _concerns(subject: Subject, row: TimelineRow) -> bool:
    header = subject.sources.header(row.report)
    routine = re.search(r"date of next meeting|work programme", row.text, re.I)
    return not routine and (row.report in subject.related or subject.same_body(header.body))


def _owners(subject: Subject) -> Iterator[Line]:
    """A day to be met, in a sentence that names nobody."""
    rows = [row for row in subject.sources.rows(TimelineRow) if subject.is_own(row.report) and row.kind != "event"]
    asks = {(ask.report, ask.para) for ask in subject.asks}
    for row in sorted(rows, key=lambda row: (row.kind != "deadline", row.when)):
        coming = row.when and (row.until or row.when) >= subject.iso[: len(row.until or row.when)]
        appendix = re.search(r"\bto follow\b|appendix", row.text, re.I)
        named = _OWNER.search(row.quote) or not _DOING.search(row.quote) or _GOES_ON.search(row.quote)
        if coming and not appendix and (row.report, row.para) not in asks and not named:
            words = clause(row.quote, row.printed, _LONG)
            yield Line(f"Who is responsible for this: “{words}”?", _cited(subject, row.report, row.para, words))


def _dates_of(subject: Subject) -> Iterator[Line]:
    """A recommendation that the paper calls open, with no day by which it is to be met."""
    rows = [row for row in open_rows(subject) if subject.is_own(row.report) and row.number and not row.promised]
    rows = [row for row in rows if not _DUE.search(row.quote)]
    if len(rows) > _OF_A_KIND + 1:
        cited = tuple(dict.fromkeys(subject.sources.cite(row.report, row.para, row.quote) for row in rows[:3]))
        numbers = ", ".join(str(row.number) for row in rows[:-1]) + f" and {rows[-1].number}"
        if len({c.ref for c in cited}) == 1:
            yield Line(f"By when is each of recommendations {numbers} to be met?", cited)
            return
    for row in rows:
        words = wording(subject, row)
        named_here = f" (“{words}”)" if words and quoted_in(words, row.quote) else ""
        cited = _cited(subject, row.report, row.para, row.quote)
        yield Line(f"By when is {named(row).casefold()}{named_here} to be met?", cited)


def _unmet_risks(subject: Subject) -> Iterator[Line]:
    """A risk in a paragraph that says nothing of what is done about it."""
    for sentence in said_of_risk(subject):
        if not _MET.search(_text(subject, Ref(sentence.report, sentence.para))):
            words = cut(sentence.text, _LONG)
            yield Line(
                f"What is being done about this: “{words}”?", _cited(subject, sentence.report, sentence.para, words)
            )


def _costs(subject: Subject) -> Iterator[Line]:
    """An ask to approve or agree, in a paper without a sum that does not say either that it costs nothing."""
    names = {row.report for row in subject.sources.rows(MoneyRow) if subject.is_own(row.report)}
    for ask in subject.asks:
        said = [s for s in subject.sentences if s.report == ask.report and _NO_COST.search(s.text)]
        money = [s for s in said if re.search(r"financ|151|cost|budget|resource", f"{s.section} {s.text}", re.I)]
        if ask.verb in _COSTED and ask.report not in names and not money:
            words = cut(tidy(ask.text), _LONG)
            yield Line(
                f"What does this cost, and how is it to be met: “{words}”?",
                _cited(subject, ask.report, ask.para, words),
            )


def _cited(subject: Subject, report: str, para: str, words: str) -> tuple[Citation, ...]:
    return (subject.sources.cite(report, para, words),)


def _marked(subject: Subject) -> Iterator[Line]:
    """A cover that leaves "Decision" unticked over a paper that asks for one."""
    deciding = [ask for ask in subject.asks if ask.verb in _DECIDES]
    for sheet in (p for name in subject.names for p in marked(subject, name)):
        if deciding and re.search(r"\bdecision\s*\[ \]", sheet.cited.quote, re.I):
            ask = next((a for a in deciding if a.report == sheet.cited.ref.report), None)
            if ask:
                words = cut(ask.text, _LONG)
                cited = (sheet.cited, *_cited(subject, ask.report, ask.para, words))
                said = joined(f"“{each}”" for each in sheet.ticked)
                yield Line(
                    f"The cover marks {said}, not “Decision”; the paper asks for “{words}”: is it to be decided?",
                    cited,
                )


def _otherwise(subject: Subject) -> Iterator[Line]:
    """A recommendation that is met in another way than the inspectors asked for."""
    for row in open_rows(subject):
        if row.status is Status.OTHER_APPROACH and subject.is_own(row.report) and row.number:
            cited = _cited(subject, row.report, row.para, row.quote)
            yield Line(
                f"Who agreed the other approach to {named(row).casefold()}, and how will its effect be shown?", cited
            )


def _none_said(subject: Subject) -> Iterator[Line]:
    """A part on risk or money that says there is none."""
    for sentence in subject.sentences:
        of = re.search(r"\brisks?\b", sentence.section, re.I) or FINANCE.search(sentence.section)
        if of and not sentence.is_cover and re.fullmatch(r"\W*(?:none|nil)\W*", sentence.text, re.I):
            heading, words = sentence.section.strip(" :"), tidy(sentence.text)
            cited = _cited(subject, sentence.report, sentence.para, words)
            yield Line(f"Under “{heading}” the paper says “{words}”: how was that arrived at?", cited)
