"""Questions about an inspection itself: when it was, when its report came out, who led it. Pure.

They are answered from the inspection reports held, council by council. What a committee's paper says of an inspection
whose report is not held is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from assistant.answer import Query
from assistant.consult.graded import on_grades, says_graded
from assistant.consult.improving import on_list
from assistant.consult.said import Consulted, Quoted, in_words
from assistant.consult.visits import Visit, leads_of, meant, published, visits_of
from ingest.report import Card, Paragraph, written_day

FEW = 4  # councils that are answered for side by side, where the question names none
_OPENS = r"(?:^|[,;:?(–—-]\s*|\b(?:and|but|so|then|or|also|ok|please|know|me|say|idea)\s+)"
_BARE = re.compile(  # "what about 2019?", "and the one before?": asks again what was asked before
    r"^(?:(?:and|so|but|ok|then|or)[, ]+)*(?:(?:what|how) about|same)\b"
    r"|^(?:and|or|but|so)\b(?!.*\b(?:who|whom|whose|what|when|which|where|how|why|did|does|do|is|was|were|are|has|have|had"
    r"|can|could)\b)",
    re.I,
)
INSPECTION = re.compile(
    r"\b(?:(?:re-?)?inspect(?:ors?|ions?|orates?|ed|ing)|ofsted|watchdogs?|regulators?|cqc|hmip?|hmis|hmicfrs|ilacs|jtai"
    r"|(?:focuss?ed|monitoring) visits?)\b",
    re.I,
)
_DAY = r"(?:when|(?:what|which)(?:['’]s)?(?: (?:was|were|is|are))?(?: the)? (?:\w+ )?(?:dates?|days?|weeks?|months?))"
_THEY = r"(?:inspect\w*|ofsted|cqc|hmip?|hmicfrs|they|team|visit|re-?inspect\w*|watchdog|fieldwork|it)"
_CAME = re.compile(
    rf"{_OPENS}(?:(?:in|on|during|from|for|over) )?{_DAY}\b"
    rf"(?!.*\b(?:publish\w*|report|findings|due|next|again|put|set up)\b)"
    rf"[^,;?]*\b(?:(?:was|were|did|is|has|have) [^,;?]*{_THEY}|{_THEY})\b",
    re.I,
)
_STAYED = re.compile(r"\bhow (?:long|many (?:days|weeks))\b[^?]*\b(?:inspect\w*|ofsted|cqc|visit|fieldwork)\b", re.I)
_OUT = re.compile(
    rf"{_OPENS}(?:on )?{_DAY}\b[^?]*\b(?:publish\w*|c[oa]me out|coming out|released?|made public|issued|go public"
    r"|went public|dated|publication)\b",
    re.I,
)
_REPORT = re.compile(r"\b(?:report|findings|letter|results?|verdict|write-?up|judge?ments?|inspection|it|that)\b", re.I)
_LED = re.compile(
    r"\b(?:who|whose|name)\b[^?]*\b(?:led|lead|leading|leads|headed|heading|head|ran|running|in charge|fronted"
    r"|signed)\b"
    r"|\blead inspectors?\b"
    r"|\b(?:who|which|what|name) (?:(?!of\b|rec)\w+ )?inspectors? (?:came|visited|were|was|went|carried)\b"
    r"|\bwho (?:carried out|did|conducted|undertook|inspected)\b",
    re.I,
)
_OF_TEAM = re.compile(r"\b(?:inspect\w*|ofsted|cqc|hmi\w*|visit|that one|this one|letter|it)\b", re.I)
_NOT_LED = re.compile(
    r"\b(?:implement\w*|improvement|response|plan|services|council|board|after|since|department|director)\b", re.I
)
_BY_PERSON = re.compile(
    r"\b(?:led|leads?|leading|headed|ran|inspect\w*|visit\w*|there|at each|been to)\b.*\b[A-Z][a-z]+\b"
    r"|\b[A-Z][a-z]+\b.*\b(?:led|leads?|leading|headed|ran|inspect\w*|visit\w*|been to)\b"
)
_WHERE = re.compile(r"\b(?:which|what|where|when|how many|dates?|list)\b", re.I)
_DATES_ASKED = re.compile(r"\b(?:when|dates?|weeks?|days?)\b", re.I)


def on_inspections(
    query: Query, part: str, cards: Sequence[Card], opened: Callable[[str], Sequence[Paragraph]]
) -> tuple[Consulted, ...]:
    """What the inspection reports held say to a part of a question, council by council; nothing where it asks of none.

    Args:
        query: the question as understood.
        part: the part of it.
        cards: the papers it may be about.
        opened: what one of them holds, by its name.
    """
    own = query.fresh or query.text
    asked = part if query.standalone == own or _BARE.search(own) else own
    form = next((answer for asks, answer in _FORMS if asks(query, asked)), None)
    by_person = query.names and _BY_PERSON.search(asked) and _WHERE.search(asked)
    if form is None and not by_person:
        return ()
    councils = query.councils
    shelf = [card for card in cards if not councils or card.header.council in councils]
    visits = visits_of(shelf, opened)
    if told := _named(asked, visits) if by_person else None:
        return (told,)
    if form is None or _is_elsewhere(query, visits):
        return ()
    grades_said = on_grades[1] if says_graded(asked) else None
    by_council = groupby(sorted(visits, key=_council), key=_council)
    found = []
    for _, group in by_council:
        held = sorted(group, key=lambda visit: visit.first)
        if (form is grades_said or _is_of_them(query, held, shelf)) and (said := form(query, asked, held)):
            found.append(said)
    return tuple(found)


def _council(visit: Visit) -> str:
    return visit.card.header.council


def _is_elsewhere(query: Query, visits: Sequence[Visit]) -> bool:
    """Whether a place is named that is no council's held, or more councils are held than can stand side by side."""
    strange = [name for name in query.places if not INSPECTION.search(name)]
    return bool(strange) or (not query.councils and len({_council(visit) for visit in visits}) > FEW)


def _is_of_them(query: Query, visits: Sequence[Visit], shelf: Sequence[Card]) -> bool:
    """Whether a question is of a council's inspections: it says so, or points at one, or nothing else is held."""
    if INSPECTION.search(query.standalone):
        return True
    reports = {visit.card.name for visit in visits}
    pointed = set(query.prefer) & {card.name for card in shelf}
    if pointed or not query.dates:
        return (bool(pointed) and pointed <= reports) or all(card.name in reports for card in shelf)
    return bool(meant(query, query.standalone, visits))


def _came(query: Query, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    """ "When were the inspectors in?": the visit's dates, as the report has them."""
    dated = [visit for visit in meant(query, query.standalone, visits) if visit.dated]
    return _quoted([(visit, Quoted("", visit.dated, visit.dated_words)) for visit in dated if visit.dated], "the dates")


def _out(query: Query, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    """ "When did the report come out?": the day it prints."""
    out = [(visit, said) for visit in meant(query, query.standalone, visits) if (said := published(visit))]
    return _quoted([(visit, Quoted("", *said)) for visit, said in out], "the day it came out")


def _led(query: Query, asked: str, visits: Sequence[Visit]) -> Consulted | None:
    """ "Who led the inspection?" """
    chosen = meant(query, query.standalone, visits)
    rows = [(visit, Quoted("", ref, words)) for visit in chosen for ref, words, _ in leads_of(visit)]
    return _quoted(rows, "the lead inspector")


def _quoted(rows: Sequence[tuple[Visit, Quoted]], what: str) -> Consulted | None:
    """The rows under a sentence that names the report they stand in, or says how many there are."""
    if not rows:
        return None
    visits = list(dict.fromkeys(visit.card.name for visit, _ in rows))
    if len(visits) == 1:
        return Consulted(f"{_paper(rows[0][0])} gives {what}.", tuple(quoted for _, quoted in rows))
    labelled = tuple(Quoted(_label(visit), quoted.ref, quoted.quote) for visit, quoted in rows)
    return Consulted(f"{in_words(len(visits), 'inspection report')} give {what}.", labelled)


def _paper(visit: Visit) -> str:
    day = written_day(visit.card.header.as_at)
    return f"The inspection report of {day}" if day else "The inspection report"


def _label(visit: Visit) -> str:
    return written_day(visit.card.header.as_at) or visit.card.header.title


def _named(asked: str, visits: Sequence[Visit]) -> Consulted | None:
    """ "Which inspections did Jane Elm lead, and when?": every one, of whatever council, with its dates."""
    said = {word.casefold() for word in re.findall(r"[\w’'-]+", re.sub(r"['’]s\b", "", asked))}
    rows = []
    for visit in visits:
        for ref, words, name in leads_of(visit)[:1]:
            names = [piece for piece in name.split() if piece[:1].isupper()]
            if 2 <= len(names) <= 4 and names[-1].casefold() in said and names[-1] in asked:
                when = Quoted(_council(visit), visit.dated, visit.dated_words) if visit.dated else None
                rows.append(when if when and _DATES_ASKED.search(asked) else Quoted(_council(visit), ref, words))
    if not rows:
        return None
    count = in_words(len(rows), "inspection report")
    return Consulted(f"{count} {'names' if len(rows) == 1 else 'name'} that inspector as the lead.", tuple(rows))


def _asks_came(query: Query, asked: str) -> bool:
    if _OUT.search(asked) or not INSPECTION.search(query.standalone):
        return False
    return bool((_CAME.search(asked) and _is_short_of_matter(asked)) or _STAYED.search(asked))


_MATTER = re.compile(r"[\w’'-]+")
_OF_VISIT = frozenset(
    "when what which was were did do does is are has have had in on at the a an to for of from by and or last"
    " first latest before previous earlier preceding most recent recently again ever actually there here come came"
    " coming visit visited visiting visits arrive arrived turn turned up descend call called calling round go went"
    " gone look looked be been being team people lot person folk carried carry out take took taken place happen"
    " happened done start started begin began finish finished end ended week weeks date dates day days month"
    " months year years time times site fieldwork inspection inspections inspector inspectors inspectorate inspect"
    " inspected inspecting re- inspection reinspection re-inspected ofsted cqc hmip hmi hmis hmicfrs jtai send"
    " ilacs children's childrens children services service social care council local authority our us we their"
    " them they it its his her that this these two both each she he during over between held led lead run fire"
    " police probation youth justice adult adults focused monitoring joint targeted area department office through"
    " long many how weren't".split()
)


def _is_short_of_matter(asked: str) -> bool:
    """Whether nothing but the visit is asked about: every small word is one of a visit; names and figures are free."""
    words = _MATTER.findall(asked)
    return all(
        word.casefold().replace("’", "'").removesuffix("'s") in _OF_VISIT
        or word.casefold().replace("’", "'") in _OF_VISIT
        or word[:1].isupper()
        or any(letter.isdigit() for letter in word)
        for word in words
    )


def _asks_out(query: Query, asked: str) -> bool:
    return bool(_OUT.search(asked) and _REPORT.search(asked) and INSPECTION.search(query.standalone))


def _asks_led(query: Query, asked: str) -> bool:
    if not (_LED.search(asked) and INSPECTION.search(query.standalone)):
        return False
    return bool(_OF_TEAM.search(asked)) and not _NOT_LED.search(INSPECTION.sub(" ", asked))


_FORMS: tuple[tuple[Callable[[Query, str], bool], Callable[[Query, str, Sequence[Visit]], Consulted | None]], ...] = (
    (_asks_out, _out),
    (_asks_led, _led),
    (_asks_came, _came),
    on_grades,
    on_list,
)
