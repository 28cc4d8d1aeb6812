"""The papers held: a list by council, narrowed by words and place; and words sought inside all of them.

What may be added and removed here is only offered to who may: see `adding` and `removing`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

import fastapi
from fastapi.responses import Response
from markupsafe import Markup

from assistant.answer import Searched
from assistant.app.adding import add_adding
from assistant.app.closed import marked_papers
from assistant.app.drawing import add_filter, draw
from assistant.app.narrowing import scope_typed
from assistant.app.paper import add_paper
from assistant.app.removing import UNDO_MINUTES, Removed, add_removing
from assistant.app.service import Service, person_of
from assistant.app.shelf import inside, told
from assistant.app.unread import NONE_HELD, draw_unread
from assistant.find import Sought, excerpt, has_all, places, sought
from assistant.people import Person
from assistant.render_html import counted, with_commands
from assistant.render_source import dated, drawn_for, marked
from ingest.errors import LibraryEmpty, LibraryMissing, NotHeld, PlanAssistantError, QuestionError
from ingest.lock import writing
from ingest.read.kinds import READ, SUFFIXES
from ingest.report import Access, Card, Paragraph, Ref, Scope, normalise, printed

_LOOKED_THROUGH = 1000  # paragraphs the index finds, of which the surest are read through
_SHOWN = 200  # paragraphs listed at once
_EXCERPT = 260  # characters shown of a paragraph
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so
_COLUMNS = ("report", "title", "council", "committee", "date", "date_is", "kind", "paragraphs", "report_of", "added")
_MARKED = "access"  # a column: the highest level that whoever asks sees in the paper


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was chosen and typed above the list."""

    words: str = ""  # in a paper's title or name
    council: str = ""
    body: str = ""
    as_at: str = ""
    find: str = ""  # inside papers

    def query(self, **other: str) -> str:
        """The same as an address carries it."""
        said = {name: getattr(self, name) for name in ("words", "council", "body", "as_at", "find")}
        return urlencode({name: value for name, value in (said | other).items() if value})


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the words sought, as it is listed."""

    printed: str
    address: str
    words: Markup


def add_papers(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/papers` and every page and route of a paper."""
    removed = add_removing(app, service, add_adding(app, service))
    add_paper(app, service)

    @app.get("/papers")
    def papers(
        request: fastapi.Request,
        words: str = "",
        council: str = "",
        body: str = "",
        as_at: str = "",
        find: str = "",
        form: str = "",
    ) -> Response:
        person = person_of(request)
        narrowed = Narrowed(words.strip(), council, body, as_at.strip(), find.strip())
        try:
            return _papers(service, person, narrowed, form, removed.last(person))
        except PlanAssistantError as error:
            return draw_unread(service, person, error)


def _papers(service: Service, person: Person, narrowed: Narrowed, form: str, removed: Sequence[Removed]) -> Response:
    try:
        cards, empty = service.assistant.cards(person.access), ""
    except (LibraryMissing, LibraryEmpty) as error:
        cards, empty = (), told(error, service, person)
    levels = marked_papers(service.assistant, person.access)
    shown: dict[str, object] = {
        "here": "/papers",
        "chosen": narrowed,
        "held": cards,
        "levels": {name: level.word for name, level in levels.items()},
        "empty": Markup(with_commands(empty)),  # escaped there
        "building": writing(service.settings.library) is not None,
        "councils": Searched.of(cards).councils,
        "bodies": Searched.of(card for card in cards if narrowed.council in ("", card.header.council)).bodies,
        "removed": removed,
        "undo_minutes": UNDO_MINUTES,
        "most": _size(service.settings.file_bytes),
        "most_bytes": service.settings.file_bytes,
        "read": READ,
        "endings": ",".join(suffix for suffix in SUFFIXES if suffix),
        "csv": "?" + narrowed.query(form="csv", find=""),
        "problem": "",
        "groups": (),
        "results": (),
        "counted": "",
        "searching": False,
    }
    title = NONE_HELD if empty else "Papers held"
    try:
        scope = scope_typed(narrowed.council, narrowed.body, narrowed.as_at)
    except QuestionError as error:
        return draw(person, "papers.html.jinja", title, 400, **{**shown, "problem": str(error)})
    within = [card for card in cards if inside(card, scope) and _has(card, narrowed.words)]
    if form == "csv":
        return _download(within, levels)
    wanted = sought(narrowed.find)
    if narrowed.find and not wanted:
        shown["problem"] = f"There is no word in “{narrowed.find}” to search for: type letters or figures."
    elif wanted and cards:
        shown |= {"searching": True, **_searched(service, person, narrowed, wanted, within, scope)}
    shown["groups"] = _groups(within)
    return draw(person, "papers.html.jinja", title, 200, **shown)


def _has(card: Card, words: str) -> bool:
    """Whether each of the words stands in what the list shows of a paper."""
    header = card.header
    shown = normalise(" ".join((header.title, header.body, header.kind.value, header.report_of, card.name)))
    return all(word in shown for word in normalise(words).split())


def _groups(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """By council, those that name none last; within one the latest first, as `cards` are."""
    by_council = sorted(cards, key=lambda card: (not card.header.council, card.header.council))
    return [(council, list(group)) for council, group in groupby(by_council, key=lambda card: card.header.council)]


def _searched(
    service: Service, person: Person, narrowed: Narrowed, wanted: Sought, within: Sequence[Card], scope: Scope
) -> dict[str, object]:
    """The paragraphs of these papers that have every word sought: paper by paper, latest first."""
    refs = _found(service, person, wanted, scope)
    results: list[tuple[Card, list[Passage]]] = []
    total = papers = 0
    for card in within:
        if not (paras := {ref.para for ref in refs if ref.report == card.name}):
            continue
        try:
            report = service.assistant.report(card.name, person.access)
        except NotHeld:  # removed since it was listed
            continue
        found = [each for each in drawn_for(report, paras) if has_all(each.text, wanted)]
        listed = [
            Passage(
                _where(each, card),
                f"/paper?{urlencode({'report': card.name, 'para': each.para, 'find': narrowed.find})}#cited",
                _excerpt(each.text, wanted),
            )
            for each in found[: max(_SHOWN - total, 0)]
        ]
        total, papers = total + len(found), papers + bool(found)
        if listed:
            results.append((card, listed))
    words = f"{counted(total, 'paragraph')} in {counted(papers, 'paper')}"
    if total > _SHOWN:
        words += f"; the first {_SHOWN} are listed. Add a word to find fewer"
    elif len(refs) >= _LOOKED_THROUGH:
        words += " are listed; there may be more. Add a word to find fewer"
    return {"results": results, "counted": words}


def _found(service: Service, person: Person, wanted: Sought, scope: Scope) -> tuple[Ref, ...]:
    """The paragraphs that the index finds for every term, surest first."""
    scores: list[dict[Ref, float]] = []
    for term in wanted.printed:
        hits = service.assistant.lexical((term,), 20 * _LOOKED_THROUGH, scope, person.access)
        scores.append({hit.ref: hit.score for hit in hits})
    common = set(scores[0]).intersection(*scores[1:])
    return tuple(sorted(common, key=lambda ref: (-sum(score[ref] for score in scores), ref)))[:_LOOKED_THROUGH]


def _where(paragraph: Paragraph, card: Card) -> str:
    """A paragraph's number, its page, and that it is closed: "para 5.4, page 2 (exempt)"."""
    page = f", page {paragraph.page}" if paragraph.page else ""
    level = f" ({paragraph.access.word})" if paragraph.access > Access.OPEN else ""
    return f"{printed(paragraph, card.header.kind)}{page}{level}"


def _excerpt(text: str, wanted: Sought) -> Markup:
    words, marks = excerpt(" ".join(text.split()), places(" ".join(text.split()), wanted), _EXCERPT)
    return Markup(marked(words, marks))  # escaped in `marked`


def _download(cards: Sequence[Card], levels: Mapping[str, Access]) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_COLUMNS, _MARKED))
    for card in cards:
        header = card.header
        row = [card.name, header.title, header.council, header.body, str(header.as_at or ""), header.date_source.value]
        row += [header.kind.value, str(card.paragraphs), header.report_of, card.added]
        row.append(levels.get(card.name, Access.OPEN).word)
        writer.writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in row])
    named = {"Content-Disposition": 'attachment; filename="papers.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=named)


def _size(count: int) -> str:
    """Bytes in words, "100 MB"."""
    return f"{count / 2**20:,.0f} MB" if count >= 2**20 else f"{max(count // 2**10, 1):,} kB"


def _listed(card: Card) -> str:
    """A paper in a line: "8 July 2024, Improvement plan"."""
    return f"{dated(card.header)}, {card.header.title or card.name}"


add_filter("listed", _listed)
add_filter("dated", dated)
add_filter("sum_of", lambda groups: sum(len(cards) for _, cards in groups))
