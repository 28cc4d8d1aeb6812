"""Questions that papers answer under a heading of their own: whom to ask, what papers lie behind, which implications.

Nearly every council's template has these headings, under names of its own, as sections, as rows of a table, or as a
line that begins with the label. They are read only in the paper that is meant: the one the question points at, else one
whose title has two of its words. Where one of several headings asked for is not there, nothing is said of any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Query
from assistant.bearing import without_label
from assistant.consult.said import (
    LEAST_SHARED,
    Consulted,
    Quoted,
    aside,
    likest_first,
    shared_titles,
    shortened,
    undated,
)
from assistant.words import content_stems, content_words, stems
from ingest.report import Card, Kind, Paragraph, Ref, written_day

LOOKED_AT = 4  # papers that are opened, likest first
WHOLE = 60  # words of a paragraph that is quoted whole
UNDER_ONE = 2  # paragraphs under a heading of implications; more of them are left to the search
LISTED = 8  # papers in a list of background papers

_ASKED_WHOM = re.compile(
    r"\bwho(?:m)? (?:do|can|should|could|would|might|must|shall) (?:i|we|you|people|members|residents|one|they)\s"
    r"(?:ring|call|phone|contact|speak|talk|write|e-?mail|get in touch|get hold|go|ask|turn|approach|chase|nudge)\b"
    r"|\bwho(?:['’]s| is| was)? (?:the |our |my )?(?:best |right )?(?:contact|person to (?:ask|contact|ring|speak))\b"
    r"|\bcontact (?:details?|officer|point|person|name|number)\b|\bwho to (?:ask|contact|ring|call|speak|talk)\b"
    r"|\b(?:questions|queries|comments|enquiries|requests)\b.*\b(?:sent|addressed|directed|go|put)\b.*\bto\b"
    r"|\bwho\b.*\b(?:questions|queries|comments|enquiries|requests)\b.*\b(?:sent|addressed|directed|go|put)\b"
    r"|\bhow (?:do|can|would|could) (?:i|we|you|one|members|residents) (?:get in touch|get hold|contact|reach)\b"
    r"|\b(?:phone|telephone|tel|e-?mail)(?: number| address)?\b.*\b(?:on|for|of|from) (?:the|that|this) "
    r"(?:\w+ ){0,3}(?:report|paper|item)\b",
    re.I,
)
_ASKED_BEHIND = re.compile(
    r"^(?!.*\bwho\b).*(?:\b(?:background|supporting) (?:papers?|reading|documents?|reports?|material)\b"
    r"|\b(?:papers|reading|documents|reports) (?:sits?|sat|lies?|lay|stands?|are|is|was|were) (?:there )?behind\b"
    r"|\b(?:papers|reading|documents) behind\b|\bfurther reading\b)",
    re.I,
)
_ASKED_IMPLIED = re.compile(
    r"^(?=.*\b(?:any|are there|is there|were there|was there|what|which|does|do|did|list)\b)"
    r"(?:.*\b(?:implications?|considerations?)\b"
    r"|.*\b(?:issues?|impacts?|concerns?|consequences?)\b.*\b(?:flagged|raised|noted|listed|recorded|identified)\b)",
    re.I,
)
_IMPLIED = {  # what a heading of implications is about: how it is asked for, and how it is headed
    r"money|financ\w*|costs?|budget\w*": r"financ|budget|section 151|\bcosts?\b",
    r"staff\w*|workforce|hr|human resources?|personnel|jobs": r"human resource|staff|workforce|\bhr\b|personnel",
    r"legal|law|lawyers?": r"legal|\blaw\b|monitoring officer",
    r"risks?": r"\brisks?\b",
    r"equalit\w*|diversity|fairness|eia": r"equalit|diversity",
    r"climate|carbon|environment\w*|net zero|green|sustainab\w*": r"climate|carbon|environment|sustainab",
    r"public health": r"public health|health impl|health consid",
    r"rural\w*": r"rural",
    r"procurement|contracts?|buying": r"procure",
    r"property|buildings?|assets?|estates?|land": r"property|asset|estate",
    r"ict|digital|technology|computers?": r"\bict\b|digital|technolog",
    r"crime|community safety|disorder": r"crime|community safety|section 17",
    r"data protection|privacy|gdpr": r"data protection|privacy|information governance",
    r"safeguarding": r"safeguarding",
    r"ethic\w*": r"ethic",
}
_OF_IMPLICATIONS = re.compile(r"\b(?:implications?|considerations?|impacts?|comments?)\b", re.I)
_CONTACT_HEAD = re.compile(
    r"^\W*[\d.]*\W*(?:contacts?\b|further information|for (?:more|further) (?:information|details)|who to\b|enquiries"
    r"|any questions|questions\b|queries|access to information|background papers|(?:report )?authors?\b|lead officer)",
    re.I,
)
_CONTACT_LINE = re.compile(
    r"(?:(?<=[\n.;|] )|(?<=\n)|^)(?:contact(?:s| officers?| details| points?| name| us)?\s*[:|–-]"
    r"|(?:for|if you (?:want|need)) (?:further|more) (?:information|details)|further (?:information|details)\b"
    r"|enquiries\b|who to (?:ask|contact)|(?:any )?(?:questions|queries)\b.{0,40}\b(?:to|contact)\b|please contact"
    r"|the background papers\b.*\bby contacting\b)",
    re.I,
)
_REACHED = re.compile(
    r"@|\btel(?:ephone)?\b|\bphone\b|\b0\d{2,4}[ \d]{6,}"
    r"|(?-i:\b[A-Z][a-z’'-]+ (?:[A-Z]\. )?(?:Mc|Mac|O['’])?[A-Z][a-z]+)",
    re.I,
)
_NUMBER = re.compile(r"\b(?:number|ring|phone|call|telephone|tel)\b", re.I)
_BEHIND_HEAD = re.compile(
    r"^\W*[\d.]*\W*(?:list of )?(?:background|supporting) (?:papers?|documents?|reading|reports)\b", re.I
)
_NONE = re.compile(r"^\W*(?:none|nil|n/?a|not applicable|no)\b.{0,40}$", re.I)
_ASIDE = aside(
    "report reports paper papers item document documents cover title committee board cabinet meeting council who whom"
    " talk speak write ask turn go new i'm sent questions queries person"
    " contact contacts ring phone number email background reading supporting behind implications implication"
    " considerations money financial legal staffing flagged information update questions"
)


def under_headings(
    query: Query, part: str, cards: Iterable[Card], paragraphs: Callable[[str], Sequence[Paragraph]]
) -> tuple[Consulted, ...]:
    """What a paper has under the headings that a part of a question asks for; nothing where it asks for none.

    Args:
        query: the question as understood.
        part: the part of it.
        cards: the papers it may be about.
        paragraphs: what a paper holds, by its name.
    """
    read: list[Callable[[Card, Sequence[Paragraph]], Consulted | None]] = []
    if _ASKED_WHOM.search(part):
        read.append(lambda card, rows: _whom(query, part, card, rows))
    elif _ASKED_BEHIND.search(part):
        read.append(_behind)
    elif _ASKED_IMPLIED.search(part):
        read.append(lambda card, rows: _implied(part, card, rows))
    shelf = tuple(cards)
    for card in _meant(query, part, shelf) if read else ():
        for one in read:
            if said := one(card, paragraphs(card.name)):
                return (said,)
    return _about(query, part, shelf, paragraphs) if _ASKED_WHOM.search(part) else ()


def _about(
    query: Query, part: str, cards: Sequence[Card], paragraphs: Callable[[str], Sequence[Paragraph]]
) -> tuple[Consulted, ...]:
    """Of a council that is named: the latest contact line that has all that the question is about in its own words."""
    asked = content_stems(undated(part)) - _ASIDE
    if not query.scope.council or query.prefer or not asked:
        return ()
    for card in sorted(cards, key=lambda card: str(card.header.as_at or ""), reverse=True):
        for row in paragraphs(card.name):
            words = _contact_in(row)
            if asked <= stems(words) and _REACHED.search(words):
                return (_contact(card, row, words),)
    return ()


def _meant(query: Query, part: str, cards: Iterable[Card]) -> list[Card]:
    """The papers that may be meant, likest first."""
    able = [card for card in cards if card.header.kind in (Kind.REPORT, Kind.OTHER)]
    shared = shared_titles(part, able, _ASIDE)
    titled = [card for card in able if shared[card.name] >= LEAST_SHARED]
    pointed = [card for card in able if card.name in query.prefer]
    if titled and not any(when.month for when in query.dates) and not any(shared[card.name] for card in pointed):
        pointed = []  # a year alone ("2023/24") is as often the matter's as the paper's
    meant = pointed or titled
    return likest_first(meant, shared)[:LOOKED_AT]


def _whom(query: Query, part: str, card: Card, rows: Sequence[Paragraph]) -> Consulted | None:
    """The line that says whom to ask; of several one with a number, where a number is asked for."""
    lines = [(row, words) for row in rows if (words := _contact_in(row)) and _REACHED.search(words)]
    named = {word for name in query.names for word in content_words(name)}
    lines = [
        (row, words) for row, words in lines if named <= {*content_words(words), *content_words(card.header.title)}
    ]
    if not lines:
        return None
    numbered = [line for line in lines if re.search(r"\d{3}", line[1])] if _NUMBER.search(part) else []
    row, words = (numbered or lines)[0]
    return _contact(card, row, words)


def _contact(card: Card, row: Paragraph, words: str) -> Consulted:
    return Consulted(f"{_paper(card)} says whom to contact.", (Quoted("", Ref(card.name, row.para), words),))


def _contact_in(row: Paragraph) -> str:
    """The words of a paragraph that say whom to contact; "" where none do."""
    if _is_whole_table(row):
        return ""  # its rows are read
    text = without_label(row.text)
    label = row.para.removeprefix("header:") if row.para.startswith("header:") else ""
    if _CONTACT_HEAD.match(label) or (_label_of(text) and _CONTACT_HEAD.match(_label_of(text))):
        return _short(text)
    if line := _CONTACT_LINE.search(text):
        return _short(text[line.start() :])
    headed = _CONTACT_HEAD.match(row.section) and len(text.split()) <= WHOLE
    return text if headed and re.search(r"@|\btel|\bphone|\bcontact", text, re.I) else ""


def _behind(card: Card, rows: Sequence[Paragraph]) -> Consulted | None:
    """The list of background papers."""
    listed = [
        row for row in rows if _BEHIND_HEAD.match(_label_of(without_label(row.text))) and not _is_whole_table(row)
    ]
    headed = [row for row in rows if _BEHIND_HEAD.match(row.section) and not _is_whole_table(row)]
    whole = {row.parent for row in headed}
    found = listed[:1] or [row for row in headed if row.para not in whole][:LISTED]
    if not found:
        return None
    lead = f"{_paper(card)} says which papers lie behind it."
    return Consulted(
        lead, tuple(Quoted("", Ref(card.name, row.para), _short(without_label(row.text))) for row in found)
    )


def _implied(part: str, card: Card, rows: Sequence[Paragraph]) -> Consulted | None:
    """Every heading of implications that is asked for, in the order of the question."""
    kinds = [head for asked, head in _IMPLIED.items() if re.search(rf"\b(?:{asked})\b", part, re.I)]
    found = [_headed(re.compile(head, re.I), rows) for head in kinds]
    if not kinds or not all(found) or any(len(each) > UNDER_ONE for each in found):
        return None
    paras = list(dict.fromkeys(row for each in found for row in each))
    texts = {row: _short(without_label(row.text)) for row in paras}
    lead = f"{_paper(card)} says this of {'it' if len(paras) == 1 else 'them'}."
    if all(_NONE.match(text) for text in texts.values()):
        lead = f"None: so {_paper(card)[:1].lower()}{_paper(card)[1:]} says."
    quoted = tuple(Quoted(row.section, Ref(card.name, row.para), text) for row, text in texts.items())
    return Consulted(lead, quoted)


def _headed(head: re.Pattern[str], rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs under a heading of implications of that kind, or the row or line that begins with it."""
    under = [
        row
        for row in rows
        if head.search(row.section)
        and (_OF_IMPLICATIONS.search(row.section) or len(row.section.split()) <= 2)
        and not row.para.startswith("header:")
        and not _is_whole_table(row)
    ]
    labelled = [
        row
        for row in rows
        if _OF_IMPLICATIONS.search(row.section)
        and head.search(_label_of(without_label(row.text)))
        and not _is_whole_table(row)
    ]
    return under or labelled


def _label_of(text: str) -> str:
    """The words before the first colon or bar, where they are few: "Contact officer"."""
    label = re.split(r"\s?[:|]\s", f"{text} ", maxsplit=1)[0] if re.search(r"[:|]", text) else ""
    return label if 0 < len(label.split()) <= 6 else ""


def _is_whole_table(row: Paragraph) -> bool:
    return " | " in row.text and "\n" in row.text


def _short(text: str) -> str:
    return text if len(text.split()) <= WHOLE else shortened(text)


def _paper(card: Card) -> str:
    day = written_day(card.header.as_at)
    return f"The report of {day}" if day else "The report"
