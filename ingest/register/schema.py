"""The tables of the register, the questions put to them, and how the values lie in their rows. `register` runs them.

`papers.as_at` is yyyymmdd, or NULL where a paper has no date; `papers.facts` names the rules its facts were found by.
A fact holds for readers from `facts.lowest` to `facts.highest`: see `ingest.access.as_seen`. `paragraphs.access` is
`int(Access)`. A passage's `seq` only ever grows and is never used again, also not after a removal: what an index holds
is told by the largest `seq` it has seen. A vector is float32, little-endian, of unit length; it has a table to itself
so that the rows beside it stay short and many to a page.

The lexical index cuts words at every sign that is neither letter nor digit, so "CF/22/24-25", "18-month" and
"s151/finance" are found by their parts; as a quoted phrase each is found whole, and weighs what a rare word weighs.
There is one for each level of access, of what that level may see: how rare a word is must not tell of closed papers.
(Keeping "/" and "-" inside words would need a second, split copy of the text for the same effect.)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ingest import fact as values
from ingest.allowed import day_number
from ingest.fact import Fact, Kept
from ingest.report import Access, Cell, DateSource, Header, Kind, Paragraph, Report

APPLICATION = 0x506C4173  # "PlAs": tells our file from any other SQLite file
VERSION = 3  # raised when a table changes; `upgrade` in `opening` brings an earlier one up

TITLE_WEIGHT = 0.5  # of a word in the paper's title, which every passage of the paper shares
SECTION_WEIGHT = 1.0
TEXT_WEIGHT = 1.0

FACTS_TABLE = """
CREATE TABLE facts (
    paper INTEGER NOT NULL, "order" INTEGER NOT NULL, kind TEXT NOT NULL, para TEXT NOT NULL,
    lowest INTEGER NOT NULL, highest INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (paper, "order")
) WITHOUT ROWID;
CREATE INDEX facts_by_kind ON facts (kind, paper);
"""

WORDS = {access: f"words_{access.word}" for access in Access}
WORDS_TABLES = "\n".join(
    f"CREATE VIRTUAL TABLE {table} USING fts5"
    " (title, section, text, tokenize = 'porter unicode61 remove_diacritics 2');"
    for table in WORDS.values()
)

TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE papers (
    paper INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    rules TEXT NOT NULL,
    added TEXT NOT NULL,
    title TEXT NOT NULL, kind TEXT NOT NULL, council TEXT NOT NULL, council_evidence TEXT NOT NULL,
    body TEXT NOT NULL, as_at INTEGER, date_source TEXT NOT NULL, report_of TEXT NOT NULL,
    reference TEXT NOT NULL, classification TEXT NOT NULL, wards TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT ''
);
CREATE INDEX papers_by_digest ON papers (digest);

CREATE TABLE paragraphs (
    paper INTEGER NOT NULL, para TEXT NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL, "order" INTEGER NOT NULL,
    parent TEXT NOT NULL, page INTEGER, access INTEGER NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (paper, para)
) WITHOUT ROWID;

CREATE TABLE passages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL, paper INTEGER NOT NULL, para TEXT NOT NULL, part INTEGER NOT NULL,
    embedded_sha256 TEXT NOT NULL
);
CREATE INDEX passages_by_paper ON passages (paper);
CREATE INDEX passages_by_content ON passages (embedded_sha256);

CREATE TABLE vectors (seq INTEGER PRIMARY KEY, vector BLOB NOT NULL);

{FACTS_TABLE}
{WORDS_TABLES}

PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""

HEADER = (
    "papers.title, papers.kind, papers.council, papers.council_evidence, papers.body, papers.as_at,"
    " papers.date_source, papers.report_of, papers.reference, papers.classification, papers.wards"
)
PARAGRAPH = (
    'paragraphs.para, paragraphs.section, paragraphs.text, paragraphs."order", paragraphs.parent,'
    " paragraphs.page, paragraphs.access, paragraphs.cells"
)
_WHOSE = "JOIN passages USING (seq) JOIN paragraphs USING (paper, para) JOIN papers USING (paper)"

# In each, {allowed} is `Allowed.sql`: no question is put without it.
CARDS = f"""
SELECT {HEADER}, papers.name, count(*), max(paragraphs.page), papers.digest, papers.added
FROM papers JOIN paragraphs USING (paper) WHERE {{allowed}}
GROUP BY papers.paper ORDER BY papers.as_at, papers.name
"""
REPORT = f"""
SELECT {HEADER}, papers.digest, {PARAGRAPH}
FROM papers JOIN paragraphs USING (paper) WHERE papers.name = ? AND {{allowed}} ORDER BY paragraphs."order"
"""
ONE_HEADER = f"""
SELECT {HEADER} FROM papers JOIN paragraphs USING (paper) WHERE papers.name = ? AND {{allowed}} LIMIT 1
"""
ONE_PARAGRAPH = f"""
SELECT {PARAGRAPH}
FROM papers JOIN paragraphs USING (paper) WHERE papers.name = ? AND paragraphs.para = ? AND {{allowed}}
"""
WHOLE = """
SELECT papers.digest FROM papers JOIN paragraphs USING (paper) WHERE papers.name = ? AND {allowed}
GROUP BY papers.paper
HAVING count(*) = (SELECT count(*) FROM paragraphs AS every WHERE every.paper = papers.paper)
"""
LEXICAL = {
    access: f"""
WITH found AS MATERIALIZED (
    SELECT rowid AS seq, -bm25({words}, {TITLE_WEIGHT}, {SECTION_WEIGHT}, {TEXT_WEIGHT}) AS score
    FROM {words} WHERE {words} MATCH ?
)
SELECT papers.name, paragraphs.para, max(found.score) AS best
FROM found {_WHOSE} WHERE {{allowed}}
GROUP BY papers.paper, paragraphs.para ORDER BY best DESC, papers.name, paragraphs."order" LIMIT ?
"""
    for access, words in WORDS.items()
}
PRINTED = """
SELECT papers.title, papers.council, papers.body, paragraphs.section, paragraphs.text
FROM papers JOIN paragraphs USING (paper) WHERE {allowed}
"""
COMMONPLACE = """
WITH seen AS MATERIALIZED (
    SELECT papers.name AS name, papers.council AS council, paragraphs.para AS para,
        substr(paragraphs.text, 1, ?) AS opening
    FROM papers JOIN paragraphs USING (paper) WHERE length(paragraphs.text) >= ? AND {allowed}
)
SELECT name, para FROM seen
WHERE opening IN (SELECT opening FROM seen GROUP BY opening HAVING count(DISTINCT council) > 1)
"""
FACTS = """
SELECT facts.kind, facts.value
FROM facts JOIN papers USING (paper) JOIN paragraphs USING (paper, para)
WHERE facts.kind IN (SELECT value FROM json_each(?)) AND ? BETWEEN facts.lowest AND facts.highest AND {allowed}
ORDER BY papers.as_at, papers.name, facts."order"
"""
CANDIDATES = f"""
WITH candidates (seq) AS (SELECT value FROM json_each(?) UNION SELECT seq FROM passages WHERE seq > ?)
SELECT papers.name, paragraphs.para, vectors.vector
FROM candidates {_WHOSE} JOIN vectors USING (seq) WHERE {{allowed}} ORDER BY seq
"""

# For the index, which is built of everything.
ENTRIES = f"""
SELECT passages.seq, paragraphs.access, coalesce(papers.as_at, ?), papers.council, papers.body, papers.name, vector
FROM vectors {_WHOSE} ORDER BY seq
"""


def header_of(row: Sequence[Any]) -> Header:
    """The columns of `HEADER` as a value."""
    title, kind, council, evidence, body, as_at, source, *rest = row
    day = None if as_at is None else date(as_at // 10000, as_at // 100 % 100, as_at % 100)
    return Header(title, Kind(kind), council, evidence, body, day, DateSource(source), *rest)


def paragraph_of(row: Sequence[Any]) -> Paragraph:
    """The columns of `PARAGRAPH` as a value."""
    para, section, text, order, parent, page, access, cells = row
    made = tuple(Cell(**cell) for cell in json.loads(cells))
    return Paragraph(para, section, text, order, parent, page, Access(access), made)


def fact_of(kind: str, value: str) -> Fact:
    """The columns of `FACTS` as a value."""
    return _reader(kind).validate_json(value)


def fact_row(paper: int, order: int, kept: Kept) -> tuple[Any, ...]:
    """A row of `facts`."""
    fact = kept.fact
    value = json.dumps(asdict(fact), ensure_ascii=False, default=date.isoformat)
    return (paper, order, type(fact).__name__, fact.ref.para, int(kept.lowest), int(kept.highest), value)


@cache
def _reader(kind: str) -> TypeAdapter[Fact]:
    return TypeAdapter(getattr(values, kind))


def paper_row(paper: int, report: Report, rules: str, fact_rules: str) -> tuple[Any, ...]:
    """A row of `papers`, added now."""
    header = report.header
    return (
        *(paper, report.name, report.digest, rules, datetime.now(UTC).isoformat(timespec="seconds")),
        *(header.title, str(header.kind), header.council, header.council_evidence, header.body),
        None if header.as_at is None else day_number(header.as_at),
        *(str(header.date_source), header.report_of, header.reference, header.classification, header.wards),
        fact_rules,
    )


def paragraph_row(paper: int, paragraph: Paragraph) -> tuple[Any, ...]:
    """A row of `paragraphs`."""
    cells = json.dumps([asdict(cell) for cell in paragraph.cells], ensure_ascii=False)
    place = paragraph.order, paragraph.parent, paragraph.page
    return (paper, paragraph.para, paragraph.section, paragraph.text, *place, int(paragraph.access), cells)
