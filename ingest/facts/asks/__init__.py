"""What a paper asks its committee to do: one `Ask` for each ask, at the address of the item it is printed in.

Asks are looked for where papers put them, in this order: the sections headed as recommendations, the box of the cover
sheet, and only where neither has any, sentences of the text ("The Panel is invited to comment…"). A cover sheet or
a summary that says the same again is no second ask: the fuller list is taken. Reasons, options, what inspectors,
auditors and reviews recommended, and what an appendix holds are no asks of a committee.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.fact import Ask
from ingest.facts.asks.places import (
    asking_sections,
    before_appendices,
    heading_asks,
    is_action_plan,
    is_addressed,
    is_cover_box,
    is_heading_of_asks,
    is_put_to_committee,
    lists_what_others_ask,
)
from ingest.numbering import label_of
from ingest.report import DateSource, Kind, Paragraph, Ref, Report
from ingest.sentences import sentences
from ingest.wording.committees import alike, canonical, records_decisions
from ingest.wording.itemised import Itemised, bare, itemised
from ingest.wording.lead_in import LeadIn, read_lead_in
from ingest.wording.verbs import leading_verb, verb_of

_ASKED = re.compile(r"\b(?:ask|asks|asked|asking|recommended|requests?|requested|requesting|invit\w+)\b", re.I)
_RECOMMENDED = re.compile(r"\W*(?:it is )?recommended(?: (?:that|to))?\s*[:–—-]*", re.I)
_WITHDRAWN = re.compile(  # what is printed in the place of an ask that no longer stands
    r"\W*(?:(?:this|the)\s+)?(?:recommendation\s+)?(?:(?:is|was|has been)\s+)?(?:withdrawn|deleted|not used)"
    r"\W*(?:$|[–—:.,;\]-])",
    re.I,
)
_AND_TO = re.compile(r"(?:[,;]\s+(?:and\s+)?|\s+and\s+)to\s+(?=[a-z])")
_ALREADY = 0.8  # of the words of the shorter ask: so much the same is the same ask


@dataclass(frozen=True, slots=True)
class _Found:
    """An ask before it is a fact: where it stands, its words, and whom the lead-in names."""

    para: str
    text: str
    quote: str
    verb: str
    body: str  # as printed; "" where the paper's own is meant


def asks(report: Report) -> tuple[Ask, ...]:
    """Every ask of a paper, in its order."""
    if report.header.kind is Kind.INSPECTION or records_decisions(report.header):
        return ()
    own = tuple(before_appendices(report.paragraphs))
    listed: list[_Found] = []
    for section in asking_sections(own):
        if (not listed and is_put_to_committee(report, section)) or is_addressed(section):
            listed = _distinct([*listed, *_of_section(section)])
    boxed = _distinct([found for paragraph in own for found in _of_box(paragraph)] + _of_cover(own))
    found = boxed if len(boxed) > len(listed) else listed
    if not found and report.header.kind is Kind.REPORT:
        found = _distinct(_of_unheaded_list(own)) or _distinct(
            [each for paragraph in own for each in _of_sentences(paragraph, _held(own, paragraph))]
        )
    return tuple(_fact(report, each) for each in found if not _WITHDRAWN.match(each.text))


def _fact(report: Report, found: _Found) -> Ask:
    header = report.header
    met = header.as_at if header.date_source is DateSource.MEETING else None
    other = found.body if header.body and found.body else ""
    elsewhere = bool(other) and not alike(other, header.body, header.council)
    return Ask(
        ref=Ref(report.name, found.para),
        quote=found.quote,
        as_at=header.as_at,
        body=other if elsewhere else header.body or found.body,
        meeting=None if elsewhere else met,
        verb=found.verb,
        text=found.text,
    )


def _of_section(section: tuple[Paragraph, ...]) -> list[_Found]:
    """The asks of a section. What its heading or a first paragraph leads in to, the paragraphs after it are."""
    heading = section[0].section if section else ""
    led = read_lead_in(heading) if heading_asks(heading) else LeadIn()
    found: list[_Found] = []
    plain = 0
    for paragraph in section:
        if paragraph.cells:
            found += _of_row(paragraph) if not is_action_plan(section, paragraph.parent) else []
        if paragraph.parent or paragraph.cells or any(each.cells for each in _held(section, paragraph)):
            continue
        parts = itemised(paragraph, _held(section, paragraph))
        own = read_lead_in(parts.lead)
        if own.is_others:
            return found
        if not parts.items and own.addressed and not own.rest:
            led = own
            continue
        asked = _of_paragraph(paragraph, parts, own, led)
        plain += not asked
        found += asked
    return [] if plain > len(found) and not led.addressed else found


def _of_unheaded_list(paragraphs: Sequence[Paragraph]) -> list[_Found]:
    """The asks of "RECOMMENDED that:" where no heading stands over it: the items under it, or the paragraphs after it
    as long as each is joined to the next."""
    for at, paragraph in enumerate(paragraphs):
        lead = itemised(paragraph, _held(paragraphs, paragraph)).lead.rpartition("\n")[2]
        if paragraph.parent or not _RECOMMENDED.fullmatch(lead):
            continue
        tops = [each for each in paragraphs[at:] if not each.parent and each.section == paragraph.section]
        count = 1 + paragraph.text.endswith(lead)
        while count < len(tops) and tops[count - 1].text.rstrip().endswith((";", "; and", "; or")):
            count += 1
        leading = replace(paragraph, text=paragraph.text[paragraph.text.find(lead) :], section="")
        listed = [each for each in paragraphs if each in tops[1:count] or each.parent == paragraph.para]
        return _of_section((leading, *listed))
    return []


def _held(paragraphs: Sequence[Paragraph], holder: Paragraph) -> tuple[Paragraph, ...]:
    return tuple(each for each in paragraphs if each.parent == holder.para)


def _of_paragraph(paragraph: Paragraph, parts: Itemised, own: LeadIn, led: LeadIn) -> list[_Found]:
    """The asks of one paragraph: of its items where the lead-in leaves them to say what is asked, else its own."""
    body = own.body or led.body
    if not parts.items:
        return _single(paragraph, parts.lead, own, led)
    asking = [item for item in parts.items if _asks(item.text, addressed=False)]
    if own.rest and not own.shared and len(asking) * 2 <= len(parts.items):
        return [_whole(paragraph, own, body)] if own.asks or led.addressed else []
    items = parts.items if own.addressed or led.addressed else tuple(asking)
    if len(items) * 2 < len(parts.items):
        return []
    before = [] if not own.rest or own.shared else _single(paragraph, parts.lead, own, led)
    return before + [_item(item.para, item.text, own, body) for item in items]


def _whole(paragraph: Paragraph, own: LeadIn, body: str) -> _Found:
    """One ask with a list in it: what is approved has parts, or what is delegated."""
    words = bare(paragraph.text)
    begins = max(words.find(own.rest), 0) if own.explicit else 0
    return _Found(paragraph.para, words[begins:], words, _verb(own.doing, own.infinitive), body)


def _item(para: str, text: str, lead: LeadIn, body: str) -> _Found:
    """An item of a list of asks. It may name whom it asks itself: "Executive Board is recommended to approve…"."""
    own = read_lead_in(text)
    verb = leading_verb(own.doing, listed=True) or lead.verb or _verb(own.doing or text, lead.infinitive)
    return _Found(para, text, text, verb, own.body or body)


def _verb(words: str, infinitive: bool) -> str:
    """The verb of an ask; after "is asked to:" the first word is one, known or not."""
    first = re.match(r"(?:to\s+)?([a-z]+)\b", words.strip(), re.I)
    known = verb_of(words, "")
    return known or (first[1].casefold() if first and infinitive else "agree")


def _single(paragraph: Paragraph, lead: str, own: LeadIn, led: LeadIn) -> list[_Found]:
    """The asks of a paragraph without a list: its sentences that ask something, or all of it where it is one ask."""
    if not _asks(lead, led.addressed):
        return _of_sentences(paragraph, ())
    pieces = [piece for piece in sentences(" ".join(lead.split())) if read_lead_in(piece).addressed]
    if len(pieces) > 1:
        return [found for piece in pieces for found in _each(paragraph.para, piece, read_lead_in(piece))]
    if own.explicit and own.rest and len(several := _each(paragraph.para, lead, own)) > 1:
        return several
    text = re.sub(r"\s+(?:and|or)$", "", bare(own.rest if own.explicit else lead))
    verb = leading_verb(own.doing, listed=True) or led.verb or _verb(own.doing, own.infinitive or led.infinitive)
    return [_Found(paragraph.para, text, bare(lead), verb, own.body or led.body)] if own.rest else []


def _asks(text: str, addressed: bool) -> bool:
    """Whether words ask something of a committee: addressed to it, "To…", "That…", or begun with such a verb."""
    if re.match(r"\W*(?:to\s+(?:follow|be\s+\w+)|\w+)\W*$", text, re.I):
        return False  # "To follow", "None", "Approve" with nothing to approve
    if addressed:
        return True
    own = read_lead_in(text)
    return own.addressed or own.asks or bool(leading_verb(text))


def _of_box(paragraph: Paragraph) -> list[_Found]:
    """The asks of a row of the cover sheet."""
    if not paragraph.para.startswith("header:"):
        return []
    label = paragraph.para.removeprefix("header:").partition("#")[0]
    if not is_cover_box(label):
        return []
    value = paragraph.text.removeprefix(label).lstrip(" :.")
    return _of_words(paragraph.para, value)


def _of_cover(paragraphs: Sequence[Paragraph]) -> list[_Found]:
    """Asks so short that they were taken for lines of the cover, under "Recommendation" as a line of its own."""
    rows = [each for each in paragraphs if each.para.startswith("header:")]
    after = (row for at, row in enumerate(rows) if at and is_heading_of_asks(rows[at - 1].text))
    return [found for row in after if _asks(row.text, addressed=False) for found in _of_words(row.para, row.text)]


def _of_row(paragraph: Paragraph) -> list[_Found]:
    """The asks of a table's row: of the cell that asks."""
    for cell in paragraph.cells:
        own = read_lead_in(label_of(cell.text).rest)
        if (own.addressed and own.rest) or re.match(r"(?:that|to)\s+(?:\S+\s+){2}", label_of(cell.text).rest, re.I):
            return _of_words(paragraph.para, cell.text)
    return []


def _of_words(para: str, words: str) -> list[_Found]:
    """The asks of words without paragraphs of their own."""
    holder = Paragraph(para, "", words, 0)
    parts = itemised(holder, ())
    own = read_lead_in(parts.lead)
    return [] if own.is_others else _of_paragraph(holder, parts, own, LeadIn())


def _of_sentences(paragraph: Paragraph, held: Sequence[Paragraph]) -> list[_Found]:
    """The asks in running text: sentences that say what a committee or its members are asked to do."""
    if paragraph.parent or paragraph.cells or paragraph.para.startswith("header:"):
        return []
    if lists_what_others_ask(paragraph.section):
        return []
    if not _ASKED.search(paragraph.text) or re.search(r"\boptions?\b|\breasons?\b", paragraph.section, re.I):
        return []
    parts = itemised(paragraph, held)
    pieces = sentences(" ".join(parts.lead.split()))
    found: list[_Found] = []
    for at, piece in enumerate(pieces):
        lead = read_lead_in(piece, within=True)
        if not lead.addressed or not (lead.body or lead.members):
            continue
        if parts.items and at == len(pieces) - 1:
            found += _of_paragraph(paragraph, Itemised(piece, parts.items), lead, LeadIn())
        elif lead.rest:
            found += _each(paragraph.para, piece, lead)
    return found


def _each(para: str, sentence: str, lead: LeadIn) -> list[_Found]:
    """The asks of one sentence: one, or as many as it has verbs of its own: "to note …, to agree … and to receive"."""
    parts = [bare(part) for part in _AND_TO.split(lead.rest)] if lead.infinitive else [bare(lead.rest)]
    if len(parts) < 2 or not all(leading_verb(part) and len(part.split()) > 1 for part in parts):
        return [_Found(para, bare(lead.rest), bare(sentence), _verb(lead.doing, lead.infinitive), lead.body)]
    return [_Found(para, part, bare(sentence), leading_verb(part), lead.body) for part in parts]


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """Without those that say again what an earlier one asked of the same body."""
    kept: list[_Found] = []
    for each in found:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return kept


def _same(one: _Found, other: _Found) -> bool:
    if one.body and other.body and canonical(one.body) != canonical(other.body):
        return False
    words, others = (set(re.findall(r"[^\W_]{3,}", each.text.casefold())) for each in (one, other))
    return one.verb == other.verb and len(words & others) >= _ALREADY * max(len(words), len(others), 1)
