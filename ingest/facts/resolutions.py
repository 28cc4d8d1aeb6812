"""Decisions on record: what minutes resolve, and what later papers tell of a meeting whose day they name.

Minutes mark their decisions ("RESOLVED: That…", "Agreed:", "DECISION", "It was agreed that"); an item that is so marked
is read for its marks alone, so that what members noted in debate is no decision. Minutes that mark nothing are read for
what the body itself did ("The Panel noted the report"), not for what it "noted that". Procedure that is resolved
(the last minutes approved, the public excluded) is a decision like another. A telling without its day is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import Resolution
from ingest.facts.told import told
from ingest.itemised import bare, split
from ingest.numbering import label_of
from ingest.outcomes import outcome_of
from ingest.report import DateSource, Kind, Paragraph, Ref, Report
from ingest.sentences import sentences
from ingest.verbs import DECIDED, leading_verb, passive_verbs, verb_of

_BODY = r"(?:[Bb]oard|(?:[Ss]ub-?\s?)?[Cc]ommittee|[Pp]anel|[Cc]abinet|[Cc]ouncil|[Cc]ommission|[Ee]xecutive|[Ff]orum|[Mm]embers|[Mm]eeting)"
_VOTE = r"(?:\s*(?:\([^)]{0,80}\)|unanimously|nem\.?\s*con\.?|by\s+a\s+majority|accordingly|therefore))*"
_MARK = re.compile(
    # in capitals, wherever it stands
    rf"\b(?P<caps>RESOLVED|AGREED|DECIDED|RECOMMENDED)\b(?:\s+(?:UNANIMOUSLY|ACCORDINGLY))?{_VOTE}(?=\W|\s+(?:that|to)\b|$)"
    # at the front of a line
    r"|^\W{0,4}(?P<line>(?:Resolved|Agreed|Decisions?(?:\s+(?:made|taken))?|DECISIONS?|RESOLUTIONS?|Resolutions?|Recommended)"
    rf"(?:\s+items?|\s+actions?)?{_VOTE}(?=\s*[:–—-]|\s+(?:that|to)\b|\s*$))"
    # said of the body
    rf"|\b(?P<body>{_BODY}(?:,[^,]{{1,60}},)?\s+(?:unanimously\s+|then\s+|further\s+|also\s+)?resolved{_VOTE}(?=\s*[:–—-]|\s+(?:that|to)\b))",
    re.M,
)
_IMPERSONAL = re.compile(
    rf"\b[Ii]t\s+was\s+(?:(?:also|then|further|unanimously|therefore|subsequently|formally)\s+)*(?P<verb>agreed|resolved|decided){_VOTE}"
    r"(?=\s*[:–—-]|\s+(?:that|to)\b)"
)
_MARK_HEADING = re.compile(
    rf"\W*(?:it\s+was\s+|(?:the\s+)?{_BODY}\s+)?(?:resolved|agreed|decisions?|resolutions?|decided|recommended)"
    r"(?:\s+(?:unanimously|that|to|made|taken|items?|\([^)]*\)))*\W*",
    re.I,
)
_LIST_OF_BODY = re.compile(rf"(?:^|\n)\s*(?:The\s+)?(?:[A-Z][\w’'&,-]*\s+(?:(?:and|of|for)\s+)?){{0,9}}{_BODY}\s*(?:[:–—-]\W*)$")
_PROSE = re.compile(
    rf"^(?:The\s+(?:[A-Z][\w’'&,-]*\s+(?:(?:and|of|for)\s+)?){{0,9}}{_BODY}|Cabinet|Council|Members)\s+"
    r"(?:(?:\w+ly|then|also|considered\s+[^.;]{1,120}?\s+and)\s+)*(?P<verb>[A-Za-z]+)\b(?!\s+that\b)(?P<rest>.*)$",
    re.S,
)
_PROSE_PASSIVE = re.compile(
    r"^(?:That\s+)?(?:The|the)\s+(?:[\w’'-]+\s+){0,12}?(?:reports?|updates?|minutes|plan|strategy|recommendations?|presentation|item"
    r"|proposals?|work\s+programme|terms\s+of\s+reference|policy|budget|contents|motion|amendment)\b[^.;]{0,80}?\b(?:was|were)\s+"
    r"(?:then\s+|put\s+to\s+the\s+vote\s+and\s+(?:was\s+)?)?(?:\w+ly\s+)?(?P<verb>[A-Za-z]+)\b",
    re.S,
)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation)s?\b[^.;]{0,160}\b(?:was|were|and)\s+(?:then\s+)?(?:\w+ly\s+)?"
    r"(?:lost|defeated|not\s+carried|withdrawn|rejected|carried)\b",
    re.I,
)
_CLOSING = re.compile(r"\W*(?:the\s+meeting\s+(?:closed|ended|finished|started|began)|\(?note\b|action\b|reasons?\b|chair(?:man)?\b)", re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    """A decision before it is a fact."""

    para: str
    text: str
    quote: str
    item: str
    mark: str = ""  # the word it was marked with: "recommended"; ""


def resolutions(report: Report) -> tuple[Resolution, ...]:
    """Every decision on record in a paper, in its order."""
    if report.header.kind is Kind.INSPECTION:
        return ()
    if report.header.kind is not Kind.MINUTES:
        return told(report)
    header = report.header
    met = header.as_at.isoformat() if header.as_at and header.date_source is DateSource.MEETING else ""
    return tuple(
        Resolution(
            ref=Ref(report.name, found.para),
            quote=found.quote,
            as_at=header.as_at,
            body=header.body,
            meeting=met,
            verb=(verb := _verb(found)),
            text=found.text,
            outcome=outcome_of(found.text, verb),
            item=found.item,
        )
        for found in _minuted(report.paragraphs)
    )


def _verb(found: _Found) -> str:
    return "recommend" if found.mark == "recommended" else verb_of(found.text)


def _minuted(paragraphs: Sequence[Paragraph]) -> Iterator[_Found]:
    """The decisions of minutes: item by item, an item's own marks first."""
    text = [each for each in paragraphs if not each.para.startswith("header:")]
    marks_any = any(_MARK.search(each.text) or _MARK_HEADING.fullmatch(each.section) for each in text)
    for item, section in _items(text):
        marked = any(_MARK.search(each.text) or _MARK_HEADING.fullmatch(each.section) for each in section)
        led = False
        for paragraph in section:
            if paragraph.parent or paragraph.cells:
                continue
            held = [each for each in section if each.parent == paragraph.para]
            if _MARK_HEADING.fullmatch(paragraph.section):
                yield from _under_mark(paragraph, held, item)
                continue
            found = list(_of_paragraph(paragraph, held, item, marked, marks_any, led))
            led = not found and _leads(paragraph.text)
            yield from found


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, list[Paragraph]]]:
    """The items of the agenda with their paragraphs; what stands under "RESOLVED" as a heading is the item's before."""
    item, section = "", list[Paragraph]()
    for paragraph in paragraphs:
        heading = paragraph.section
        if heading != item and not _MARK_HEADING.fullmatch(heading) and not _is_body_heading(heading):
            if section:
                yield item, section
            item, section = heading, []
        section.append(paragraph)
    if section:
        yield item, section


def _is_body_heading(heading: str) -> bool:
    return bool(re.fullmatch(rf"(?:The\s+)?(?:[A-Z][\w’'&-]*\s+){{0,6}}{_BODY}", heading)) and len(heading.split()) <= 7


def _leads(text: str) -> bool:
    """Whether a paragraph ends in a mark, so that the paragraphs after it are what was decided."""
    last = text.strip().rpartition("\n")[2]
    mark = _MARK.search(last) or _IMPERSONAL.search(last)
    return bool(mark) and not re.search(r"\w", re.sub(r"\b(?:that|to)\b", "", last[mark.end() :] if mark else "x"))


def _under_mark(paragraph: Paragraph, held: Sequence[Paragraph], item: str) -> Iterator[_Found]:
    """What stands under "RESOLVED" or "DECISION" as a heading."""
    mark = re.sub(r"\W.*", "", paragraph.section.casefold().strip())
    if held:
        for each in held:
            yield _Found(each.para, bare(each.text), bare(each.text), item, mark)
        return
    yield from _content(paragraph.para, _unlabelled(paragraph), item, mark)


def _unlabelled(paragraph: Paragraph) -> str:
    return paragraph.text if paragraph.para.startswith("section:") else label_of(paragraph.text).rest


def _of_paragraph(
    paragraph: Paragraph, held: Sequence[Paragraph], item: str, marked: bool, marks_any: bool, led: bool
) -> Iterator[_Found]:
    """The decisions of one paragraph of minutes, and of those it holds."""
    if led or (_is_body_heading(paragraph.section) and _decides(paragraph, held)):
        yield from _under_mark(paragraph, held, item)
        return
    text = paragraph.text
    begins = text.find(held[0].text) if held else len(text)
    lead = text[:begins]
    found = False
    for mark in _marks(lead, marked):
        found = True
        after = lead[mark.end() :]
        if held and not re.search(r"\w", re.sub(r"\b(?:that|to)\b", "", after, flags=re.I)):
            for each in held:
                yield _Found(each.para, bare(each.text), bare(each.text), item, _word(mark))
        else:
            yield from _content(paragraph.para, after, item, _word(mark), lead[mark.start() :])
        break
    if not found and held and (_LIST_OF_BODY.search(lead) or _leads(lead)):
        for each in held:
            if leading_verb(label_of(each.text).rest) or passive_verbs(each.text):
                yield _Found(each.para, bare(each.text), bare(each.text), item)
        return
    if not found and held:
        for each in held:
            yield from _of_paragraph(each, (), item, marked, marks_any, led=False)
        tail = text[text.rfind(held[-1].text) + len(held[-1].text) :]
        for mark in _marks(tail, marked):
            yield from _content(paragraph.para, tail[mark.end() :], item, _word(mark), tail[mark.start() :])
            break
    if not found and not held:
        yield from _in_prose(paragraph, item, marked, marks_any)


def _marks(text: str, marked: bool) -> Iterator[re.Match[str]]:
    """The mark that a decision begins with: the last of the formal ones, else "it was agreed" where the item has none."""
    formal = [match for match in _MARK.finditer(text)]
    if formal:
        yield formal[0]
    elif not marked and (match := _IMPERSONAL.search(text)):
        yield match


def _word(mark: re.Match[str]) -> str:
    return "recommended" if re.match(r"\W*recommended", mark[0], re.I) else ""


def _decides(paragraph: Paragraph, held: Sequence[Paragraph]) -> bool:
    words = [label_of(each.text).rest for each in held] or [_unlabelled(paragraph)]
    return all(re.match(r"[a-z]+", each) and re.match(r"[a-z]+", each)[0] in DECIDED for each in words)  # type: ignore[index]


def _content(para: str, words: str, item: str, mark: str, printed: str = "") -> Iterator[_Found]:
    """The decisions after a mark: a list, or a sentence and those that go on from it. `printed`: from the mark on."""
    words = words.lstrip(" :–—-\n.")
    lead, items = split(words)
    if items and not re.search(r"\w{4,}", re.sub(r"\b(?:that|to)\b", "", lead, flags=re.I)):
        for each in items:
            text = _first(each)
            yield _Found(para, text, text, item, mark)
        return
    if items:
        whole = bare(words)
        yield _Found(para, whole, whole, item, mark)
        return
    yield from _in_sentences(para, words, item, mark, printed)


def _first(words: str) -> str:
    """An item of a list without what the minutes say after it: its first line, up to the close of the meeting."""
    lines = words.split("\n")
    kept = [lines[0], *(line for line in lines[1:] if not _CLOSING.match(line) and line[:1].islower())]
    return bare(" ".join(kept))


def _in_sentences(para: str, words: str, item: str, mark: str, printed: str) -> Iterator[_Found]:
    pieces = [piece for line in words.split("\n") for piece in _whole_sentences(line)]
    for at, piece in enumerate(pieces):
        goes_on = re.match(r"(?:that|to)\b", piece, re.I) or (passive_verbs(piece) and re.search(r"\bbe\b", piece))
        if at and (not goes_on or _CLOSING.match(piece)):
            return
        text = bare(piece)
        begins = printed.find(piece)
        marked = " ".join(f"{printed[:begins]}{text}".split()) if begins >= 0 and not at else text
        yield _Found(para, text, marked, item, mark)


def _whole_sentences(line: str) -> list[str]:
    """The sentences of a line; a semicolon does not end one here."""
    joined: list[str] = []
    for piece in sentences(line):
        if joined and joined[-1].endswith(";"):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _in_prose(paragraph: Paragraph, item: str, marked: bool, marks_any: bool) -> Iterator[_Found]:
    """Decisions told as sentences: votes always, what the body did where the minutes mark no decision."""
    for piece in sentences(_unlabelled(paragraph)):
        if not marked and _LOST.search(piece):
            yield _Found(paragraph.para, piece, piece, item)
        elif not marks_any and _did(piece):
            yield _Found(paragraph.para, bare(piece), bare(piece), item)


def _did(sentence: str) -> bool:
    match = _PROSE.match(sentence) or _PROSE_PASSIVE.match(sentence)
    verb = match["verb"].casefold() if match else ""
    return verb in DECIDED and verb not in _DEBATE


_DEBATE = frozenset("asked considered discussed reviewed commented welcomed requested thanked challenged expressed invited".split())
