"""The decisions of minutes, item by item, each at the paragraph it is printed in. The forms are in `minute_marks`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.resolutions import marks as marked
from ingest.numbering import Label, Style, label_of, major, position
from ingest.report import Paragraph
from ingest.sentences import sentences
from ingest.wording.itemised import bare, split
from ingest.wording.lead_in import read_lead_in
from ingest.wording.verbs import DECIDED, leading_verb, passive_verbs, verb_of

_LISTED = re.compile(r"(?<=;)\s+(?=(?:and\s+)?(?:to|that)\s)", re.I)  # a list written with semicolons alone
_DECISION_COLUMN = re.compile(r"\W*(?:decisions?(?! (?:maker|by|date))|resolutions?|resolved|outcome|agreed)\b", re.I)
_ITEM_COLUMN = re.compile(r"\W*(?:(?:agenda )?items?(?! no)|title|subject|topic|report)\b", re.I)
_COLON = re.compile(r"\s*(?:that|to)?\s*:", re.I)
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")  # between the decisions of one sentence: "agreed that: …; …; and …"
_CLOSING = re.compile(
    r"\W*(?:the\s+meeting\s+(?:closed|ended|finished|started|began)|\(?note\b|action\b|reasons?\b|chair(?:man)?\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Minuted:
    """A decision as minutes print it."""

    para: str
    text: str
    quote: str
    item: str  # of the agenda
    verb: str


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of the agenda and what its minutes are like."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    is_marked: bool  # some decision of this item is marked formally
    minutes_mark: bool  # some decision of these minutes is

    def held(self, holder: Paragraph) -> list[Paragraph]:
        return [each for each in self.paragraphs if each.parent == holder.para]


def minuted(paragraphs: Sequence[Paragraph]) -> Iterator[Minuted]:
    """Every decision of minutes, in their order."""
    for item in _items(_headed([each for each in paragraphs if not each.para.startswith("header:")])):
        led = False
        for paragraph in item.paragraphs:
            if paragraph.parent or paragraph.cells or marked.is_aside(paragraph.section):
                continue
            if rows := [each for each in item.held(paragraph) if each.cells]:
                yield from (each for row in rows for each in _of_row(item, row))
                continue
            if led or _is_under_mark(item, paragraph):
                yield from _under_mark(item, paragraph)
                led = led and not marked.ends_in_mark(paragraph.text) and bool(label_of(paragraph.text).value)
                continue
            found = list(_of_paragraph(item, paragraph))
            led = not found and marked.ends_in_mark(paragraph.text)
            yield from found


def _headed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with those that open with a numbered heading put under it: "9. BUS SHELTERS" after the (iv) of a
    resolution is the next item and no part of what was resolved."""
    headings: dict[str, str] = {}
    section, number = "", 0  # and the last whole number met in it
    for paragraph in paragraphs:
        label = label_of(paragraph.text)
        section, number = paragraph.section, number if paragraph.section == section else 0
        if label.style in {Style.NUMBER, Style.NUMBER_STOP} and not paragraph.parent and not paragraph.cells:
            if heading := _heading_of_next(paragraph, label, number):
                headings[paragraph.para] = heading
            number = position(label)
        own = headings.get(paragraph.para) or headings.get(paragraph.parent or "")
        yield replace(paragraph, section=own) if own else paragraph


def _heading_of_next(paragraph: Paragraph, label: Label, number: int) -> str:
    """The heading that a numbered paragraph opens with, "" where it has none: in capitals anywhere; under "RESOLVED" as
    a title too, where its number is not the next after the decision before it."""
    first = label.rest.partition("\n")[0].strip()
    if decides(first.lower()) or not marked.could_name_item(first):
        return ""
    jumps = marked.is_mark_heading(paragraph.section) and position(label) > number + 1
    return first if first.isupper() or jumps else ""


def _items(paragraphs: Iterable[Paragraph]) -> Iterator[_Item]:
    """The items of the agenda; what stands under "RESOLVED" as a heading is of the item before, unless its numbers
    go on from 101.3 to 102.1: then its item's name is not known."""
    groups: list[tuple[str, list[Paragraph]]] = [("", [])]
    number = 0
    for paragraph in paragraphs:
        label = label_of(paragraph.text)
        own = major(label.value) if label.style is Style.DECIMAL else 0
        if not marked.is_within_item(paragraph.section):
            if paragraph.section != groups[-1][0]:
                groups.append((paragraph.section, []))
        elif own and number and own != number:
            groups.append(("", []))
        number = own or number
        groups[-1][1].append(paragraph)
    formal = [any(_is_marked(each) for each in group) for _, group in groups]
    for (name, group), is_marked in zip(groups, formal, strict=True):
        yield _Item(name, tuple(group), is_marked, any(formal))


def _is_marked(paragraph: Paragraph) -> bool:
    return marked.is_mark_heading(paragraph.section) or marked.is_marked(paragraph.text)


def _of_row(item: _Item, row: Paragraph) -> Iterator[Minuted]:
    """The decisions of minutes kept as a table: an item a row, in a column headed "Decision" or where a mark says."""
    own = next((cell for cell in row.cells if _DECISION_COLUMN.match(cell.heading)), None)
    others = [cell for cell in row.cells if cell is not own and len(cell.text.split()) > 1]
    named = next((cell for cell in others if _ITEM_COLUMN.match(cell.heading)), None)
    texts = [cell.text for cell in others]
    name = re.split(r"\n|\.\s", named.text if named else texts[0] if texts else item.name, maxsplit=1)[0]
    of_row = _Item(name, (row,), any(map(marked.is_marked, texts)), item.minutes_mark)
    if own and not marked.marks(own.text, formal_only=False):
        if decides(own.text):
            yield from _content(of_row, row.para, own.text, own.heading)
        return
    for text in [own.text] if own else texts:
        if found := marked.marks(text, formal_only=of_row.is_marked):
            yield from _after_marks(of_row, row.para, text, found, ())
        else:
            yield from _in_prose(of_row, row.para, text)


def decides(text: str) -> bool:
    """Whether words say that something is done or decided: a cell may hold "None" or a name."""
    return bool(verb_of(text, "") or marked.did(text) or passive_verbs(text) or marked.is_vote(text))


def _is_under_mark(item: _Item, paragraph: Paragraph) -> bool:
    """Whether a heading makes all that stands under it a decision: "Decision", or "Cabinet:" over what it did."""
    if marked.is_mark_heading(paragraph.section):
        return True
    if not marked.is_body_heading(paragraph.section):
        return False
    listed = split(_unlabelled(paragraph))[1] or (_unlabelled(paragraph),)
    words = [label_of(each.text).rest for each in item.held(paragraph)] or listed
    return all(word.partition(" ")[0] in DECIDED for word in words)


def _under_mark(item: _Item, paragraph: Paragraph) -> Iterator[Minuted]:
    """What stands under "RESOLVED" or "DECISION" as a heading."""
    if held := item.held(paragraph):
        lead = f"{paragraph.section} {paragraph.text[: paragraph.text.find(held[0].text)]}"
        yield from (_listed(item, each.para, bare(each.text), lead) for each in held)
    else:
        yield from _content(item, paragraph.para, _unlabelled(paragraph), paragraph.section)


def _unlabelled(paragraph: Paragraph) -> str:
    return paragraph.text if paragraph.para.startswith("section:") else label_of(paragraph.text).rest


def _of_paragraph(item: _Item, paragraph: Paragraph) -> Iterator[Minuted]:
    """The decisions of one paragraph of minutes, and of those it holds."""
    held, text = item.held(paragraph), paragraph.text
    lead = text[: text.find(held[0].text)] if held else text
    if found := marked.marks(lead, formal_only=item.is_marked):
        if not marked.is_marked(lead):
            yield from _in_prose(item, paragraph.para, label_of(lead[: found[0].start()]).rest)
        yield from _after_marks(item, paragraph.para, lead, found, held)
    elif held and (marked.ends_in_body(lead) or marked.ends_in_mark(lead)):
        for each in held:
            if leading_verb(label_of(each.text).rest) or passive_verbs(each.text):
                yield _listed(item, each.para, bare(each.text), "")
    elif held:
        for each in held:
            yield from _of_paragraph(item, each)
        tail = text[text.rfind(held[-1].text) + len(held[-1].text) :]
        yield from _after_marks(item, paragraph.para, tail, marked.marks(tail, formal_only=item.is_marked), ())
    elif listed := _done_by_body(text):
        yield from (_listed(item, paragraph.para, _first(each), "") for each in listed)
    else:
        yield from _in_prose(item, paragraph.para, _unlabelled(paragraph))


def _done_by_body(text: str) -> tuple[str, ...]:
    """The items of a list in the run of a paragraph, of what the body did: "The Board: • noted …; • agreed …"."""
    lead, items = split(text)
    did = marked.ends_in_body(lead) and all(each.partition(" ")[0].casefold() in DECIDED for each in items)
    return items if did else ()


def _after_marks(
    item: _Item, para: str, text: str, found: Sequence[re.Match[str]], held: Sequence[Paragraph]
) -> Iterator[Minuted]:
    """What stands after each mark of a text, up to the next; after the last, the paragraphs that are held too."""
    ends = [*(mark.start() for mark in found[1:]), len(text)] if found else []
    for at, (mark, end) in enumerate(zip(found, ends, strict=True)):
        after = text[mark.end() : end]
        if held and at == len(found) - 1 and marked.leads_on(after):
            yield from (_listed(item, each.para, bare(each.text), mark[0] + after) for each in held)
        else:
            yield from _content(item, para, after, mark[0], text[mark.start() : end])


def _content(item: _Item, para: str, words: str, mark: str, printed: str = "") -> Iterator[Minuted]:
    """The decisions after a mark: a list, or a sentence and those that go on from it. `printed`: from the mark on."""
    led = _COLON.match(words)
    words = (words[led.end() :] if led else words).lstrip(" :–—-\n.")
    if marked.is_empty(words) or (words.rstrip().endswith(":") and not split(words)[1]):
        return  # words that lead in to what stands in other paragraphs
    if led and len(parts := [bare(part) for part in _SEMICOLON.split(words)]) > 1 and not split(words)[1]:
        yield from (_listed(item, para, part, mark) for part in parts if part)
        return
    lead, items = split(words)
    if items and (marked.leads_on(lead) or marked.is_empty(lead)):
        yield from (_listed(item, para, _first(each), f"{mark} {lead}") for each in items)
    elif items:
        yield _listed(item, para, bare(words), mark)
    else:
        yield from _in_sentences(item, para, words, mark, printed)


def _listed(item: _Item, para: str, text: str, lead: str, quote: str = "") -> Minuted:
    """A decision. Where it has no verb of its own its lead-in's holds: "approval be given to: …"."""
    if marked.is_recommended(lead):
        verb = "recommend"
    else:
        own = marked.did(text) or leading_verb(read_lead_in(text).doing, listed=True)
        verb = own or verb_of(text, "") or verb_of(lead.strip(" :–—-"), "agree")
        verb = "agree" if verb in {"resolve", "decide"} else verb
    return Minuted(para, text, quote or text, item.name, verb)


def _first(words: str) -> str:
    """An item of a list without what the minutes say after it: its first line, and lines that go on from it."""
    lines = words.split("\n")
    kept = [lines[0], *(line for line in lines[1:] if not _CLOSING.match(line) and line[:1].islower())]
    return bare(" ".join(kept))


def _in_sentences(item: _Item, para: str, words: str, mark: str, printed: str) -> Iterator[Minuted]:
    """A decision of one sentence, and those of the sentences after it that go on deciding."""
    pieces = [piece for line in words.split("\n") for whole in _whole_sentences(line) for piece in _LISTED.split(whole)]
    for at, piece in enumerate(pieces):
        goes_on = re.match(r"(?:and\s+)?(?:that|to)\b", piece, re.I)
        clause = passive_verbs(piece) and re.search(r"\bbe\b", piece)
        if at and (_CLOSING.match(piece) or not (goes_on or clause)):
            return
        text, begins = bare(piece), printed.find(piece)
        quote = " ".join(f"{printed[:begins]}{text}".split()) if begins >= 0 and not at else text
        yield _listed(item, para, text, mark, quote)


def _whole_sentences(line: str) -> list[str]:
    """The sentences of a line; a semicolon does not end one here."""
    joined: list[str] = []
    for piece in sentences(line):
        if joined and joined[-1].endswith(";"):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _in_prose(item: _Item, para: str, text: str) -> Iterator[Minuted]:
    """Decisions told as sentences: votes where the item marks nothing, what the body did where the minutes do not."""
    pieces = sentences(text)
    for piece in pieces:
        plain = not item.is_marked and (marked.did(piece) or marked.is_motion(piece))
        if (not item.is_marked and marked.is_vote(piece)) or (plain and (not item.minutes_mark or piece is pieces[-1])):
            yield _listed(item, para, bare(piece), "")
