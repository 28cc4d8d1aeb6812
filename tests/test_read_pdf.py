"""The PDF door: words in order, furniture gone, tables as cells, and nothing ever read in part without a word."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pdf_made import Page, pdf

from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.parse import parse
from ingest.read.pdf import read_pdf
from ingest.report import Block, BlockKind, Kind, Report

PROSE = [
    "The committee has received reports on the work of the improvement board",
    "since it was set up in the spring, and has asked that each of them sets",
    "out plainly what has changed for children.",
]

PLACES = ("Ashby", "Corley", "Denham", "Elford")


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.kind is not BlockKind.TABLE]


def test_wrapped_lines_are_one_paragraph_and_pages_count_from_one(tmp_path: Path) -> None:
    blocks = read_pdf(pdf(tmp_path / "a.pdf", [Page().write(PROSE), Page().write(["1.1 A second page."])]))
    assert texts(blocks) == [" ".join(PROSE), "1.1 A second page."]
    assert [block.page for block in blocks] == [1, 2]


def test_running_heads_and_page_numbers_are_not_text(tmp_path: Path) -> None:
    pages = [
        Page()
        .write([f"Ashby Council – Cabinet, item {n}"], y=810)
        .write([f"{line} {place}" for line in PROSE])
        .write([f"Page {n} of 4"], y=30)
        for n, place in enumerate(PLACES, start=1)
    ]
    found = texts(read_pdf(pdf(tmp_path / "a.pdf", pages)))
    assert found[0] == "Ashby Council – Cabinet, item 1"  # the first page's may be the title
    assert found[1:] == [" ".join(f"{line} {place}" for line in PROSE) for place in PLACES]


@pytest.mark.parametrize("count", [1, 2])
def test_the_footer_of_a_short_paper_is_not_text(tmp_path: Path, count: int) -> None:
    places, numbers = PLACES[:count], range(1, count + 1)
    bodies = [[f"{line} {place}" for line in PROSE] for place in places]
    numbered = [
        Page().write(body).write([f"Ashby Council – Page {n} of {count}"], y=30)
        for n, body in zip(numbers, bodies, strict=True)
    ]
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", numbered))) == [" ".join(body) for body in bodies]
    over = [
        Page().write(body).write(["Ashby Council", "", str(n)], y=60) for n, body in zip(numbers, bodies, strict=True)
    ]
    shown = ["Ashby Council"] if count == 1 else []  # one page shows no habit
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", over))) == [*(" ".join(body) for body in bodies), *shown]


def test_a_marking_within_a_footer_is_kept(tmp_path: Path) -> None:
    pages = [Page().write(PROSE).write(["Ashby Council – PART 2 – Page 1 of 1"], y=30)]
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", pages))) == ["PART 2", " ".join(PROSE)]


def test_a_marking_that_only_runs_over_the_pages_is_kept_once(tmp_path: Path) -> None:
    pages = [Page().write(PROSE), *[Page().write(["NOT FOR PUBLICATION"], y=810).write(PROSE) for _ in range(4)]]
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", pages))).count("NOT FOR PUBLICATION") == 1


def test_a_sentence_goes_on_over_a_page_and_past_a_footnote(tmp_path: Path) -> None:
    first = (
        Page().write(["1.1 The board noted the", "report and asked for"]).write(["1 Known as the plan."], y=60, size=7)
    )
    second = Page().write(["more figures by May.", *PROSE])
    blocks = read_pdf(pdf(tmp_path / "a.pdf", [first, second]))
    assert texts(blocks)[0].startswith("1.1 The board noted the report and asked for more figures by May.")
    assert "[1] Known as the plan." in texts(blocks)


def test_a_word_broken_at_the_line_is_mended_and_a_printed_hyphen_stays(tmp_path: Path) -> None:
    page = Page().write(["The improvement plan and the improve-", "ment board met. Decision-", "making is good."])
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", [page])))[0].endswith(
        "the improvement board met. Decision-making is good."
    )


def test_a_ruled_table_gives_cells_once_and_in_its_place(tmp_path: Path) -> None:
    page = Page().write(["2.1 The options are set out in the table."]).grid([72, 200, 330], [700, 680, 660, 640])
    for y, cells in ((686, ("Option", "Cost")), (666, ("Do nothing", "Nil")), (646, ("Refurbish", "£2.1m"))):
        page.write([cells[0]], x=76, y=y).write([cells[1]], x=204, y=y)
    page.write(["2.2 Members are asked to choose."], y=600)
    blocks = read_pdf(pdf(tmp_path / "a.pdf", [page]))
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert blocks[1].rows == (("Option", "Cost"), ("Do nothing", "Nil"), ("Refurbish", "£2.1m"))


def table(page: Page, *rows: tuple[str, ...], y: float) -> Page:
    """A page with a ruled table more, of rows of 20 points from this height down."""
    page.grid([72, 200, 380, 480], [y - 20 * at for at in range(len(rows) + 1)])
    for at, cells in enumerate(rows, start=1):
        for x, cell in zip((76, 204, 384), cells, strict=True):
            page.write([cell], x=x, y=y - 20 * at + 6)
    return page


@pytest.mark.parametrize(
    ("rest", "rows"),
    [
        (("", "homes by the spring", ""), (("Homes", "Write to all of the foster homes by the spring", "Met"),)),
        (
            ("", "homes. Ask them.", "in part"),
            (("Homes", "Write to all of the foster homes. Ask them.", "Met in part"),),
        ),
        (("Schools", "Write", "Late"), (("Homes", "Write to all of the foster", "Met"), ("Schools", "Write", "Late"))),
        (("", "12", "15"), (("Homes", "Write to all of the foster", "Met"), ("", "12", "15"))),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_a_row_broken_by_a_page_is_one(
    tmp_path: Path, rest: tuple[str, ...], rows: tuple[tuple[str, ...], ...], again: bool
) -> None:
    heads, last = ("Theme", "Action", "State"), ("Health", "See a dentist", "Late")
    first = table(
        Page().write(PROSE),
        heads,
        ("Help", "Open a centre", "Met"),
        ("Homes", "Write to all of the foster", "Met"),
        y=140,
    )
    second = table(Page(), *([heads] if again else []), rest, last, y=780)
    [found] = read_pdf(pdf(tmp_path / "a.pdf", [first, second]))[1:]
    assert found.rows == (heads, ("Help", "Open a centre", "Met"), *rows, last)


def test_a_page_with_the_rest_of_a_row_alone(tmp_path: Path) -> None:
    first = table(
        Page().write(PROSE), ("Theme", "Action", "State"), ("Homes", "Write to all of the foster", "Met"), y=140
    )
    second = table(Page(), ("", "homes by the spring", ""), y=780).write(PROSE, y=700)
    found = read_pdf(pdf(tmp_path / "a.pdf", [first, second]))[1].rows
    assert found == (("Theme", "Action", "State"), ("Homes", "Write to all of the foster homes by the spring", "Met"))


def test_a_cover_in_two_columns_without_rules_gives_rows(tmp_path: Path) -> None:
    page = Page()
    rows = (("Report to:", "Cabinet"), ("Date of meeting:", "3 June 2024"), ("Wards affected:", "All"))
    for at, (label, value) in enumerate(rows):
        page.write([label], y=770 - 20 * at, bold=True).write([value], x=250, y=770 - 20 * at)
    page.write(["1 Purpose"], y=650, bold=True).write(["1.1 To report.", "", "1.2 To ask."], y=630)
    report = parse(read_pdf(pdf(tmp_path / "a.pdf", [page])), "a.pdf")
    assert report.header.body == "Cabinet"
    assert report.header.as_at == date(2024, 6, 3)
    assert {"header:Report to", "header:Wards affected", "1.1"} <= {each.para for each in report.paragraphs}


def test_large_or_bold_lines_are_headings(tmp_path: Path) -> None:
    page = Page().write(["Background"], size=16).write(PROSE, y=740).write(["Finance"], y=680, bold=True)
    page.write(["There is no cost."], y=660)
    kinds = [(block.kind, block.text) for block in read_pdf(pdf(tmp_path / "a.pdf", [page]))]
    assert (BlockKind.HEADING, "Background") in kinds
    assert (BlockKind.HEADING, "Finance") in kinds


def test_a_password_is_refused_and_a_scan_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="password"):
        read_pdf(pdf(tmp_path / "locked.pdf", [Page().write(PROSE)], encrypted=True))
    with pytest.raises(UnreadableFile, match="scan"):
        read_pdf(pdf(tmp_path / "scan.pdf", [Page(picture=True)] * 3))
    with pytest.raises(UnreadableFile, match="page 2 is scanned"):
        read_pdf(pdf(tmp_path / "part.pdf", [Page().write(PROSE * 3), Page(picture=True), Page().write(PROSE * 3)]))


def test_a_picture_for_a_cover_is_no_scan(tmp_path: Path) -> None:
    assert texts(read_pdf(pdf(tmp_path / "a.pdf", [Page(picture=True), Page().write(PROSE)]))) == [" ".join(PROSE)]


def test_damage_is_never_read_in_part(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Page().write([f"{name} {line}" for line in PROSE * 9]) for name in PLACES])
    whole, sound = path.read_bytes(), read_pdf(path)
    drawn = random.Random(7)
    for attempt in range(300):
        data = bytearray(whole)
        place = drawn.randrange(len(data))
        if attempt % 3 == 0:
            data = data[:place]
        elif attempt % 3 == 1:
            data[place] ^= 1 << drawn.randrange(8)
        else:
            del data[place : place + drawn.randrange(1, 300)]
        path.write_bytes(bytes(data))
        try:
            blocks = read_pdf(path)
        except FileProblem:
            continue
        assert sum(len(block.text) for block in blocks) >= sum(len(block.text) for block in sound)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"<html><body>Not found</body></html>", bytes(range(256)) * 9])
def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        read_pdf(path)


# The inspection reports


def inspections(reference: Path, folder: str) -> dict[str, Path]:
    paths = {path.name: path for path in sorted((reference / folder).glob("*.pdf"))}
    assert paths, f"no PDF in {folder}"
    return {name: path for name, path in paths.items() if path.read_bytes()[:5] == b"%PDF-"}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def printed_words(path: Path) -> Counter[str]:
    """The words of the text layer less page numbers, contents pages and lines that stand on half of the pages."""
    document = pypdfium2.PdfDocument(path)
    pages = [
        re.sub("[\ufffe\x02]", "-\n", page.get_textpage().get_text_range()).replace("\r", "").split("\n")
        for page in document
    ]
    shapes = Counter(shape for page in pages for shape in {re.sub(r"\d+", "#", line.strip()) for line in page})
    found: Counter[str] = Counter()
    for number, page in enumerate(pages):
        if "contents" in {line.strip().lower() for line in page}:
            continue
        for line in page:
            runs = number and shapes[re.sub(r"\d+", "#", line.strip())] >= max(3, len(pages) / 2)
            if not runs and not line.strip().isdigit():
                found.update(words(line))
    return found


def held_words(report: Report) -> Counter[str]:
    found: Counter[str] = Counter()
    section = ""
    for paragraph in report.paragraphs:
        if not paragraph.parent:
            found.update(words(paragraph.text))
        if paragraph.section != section:
            section = paragraph.section
            found.update(words(section))
    return found


def test_no_running_text_of_the_inspection_reports_is_lost(reference: Path) -> None:
    for name, path in inspections(reference, "corpus/ofsted").items():
        printed = printed_words(path)
        lost = printed - held_words(parse(read_pdf(path), name))
        assert sum(lost.values()) <= 0.01 * sum(printed.values()), (name, lost.most_common(20))


def test_numbered_recommendations_of_the_inspection_reports(reference: Path) -> None:
    expected = {
        "80447_cheshire-east_15-september-2015.pdf": ([*range(1, 18), *range(151, 159)], {"Recommendations"}),
        "80431_blackpool_08-september-2014.pdf": (
            [*range(9, 28), *range(144, 152)],
            {"Priority and immediate action", "Areas for Improvement"},
        ),
    }
    found = inspections(reference, "corpus/ofsted")
    for name, (numbers, sections) in expected.items():
        report = parse(read_pdf(found[name]), name)
        held = [
            int(paragraph.para)
            for paragraph in report.paragraphs
            if paragraph.para.isdigit() and paragraph.section.lower() in {section.lower() for section in sections}
        ]
        assert held == numbers, name
    first = {paragraph.para: paragraph for paragraph in parse(read_pdf(found[next(iter(expected))]), "").paragraphs}[
        "1"
    ]
    assert first.text.count("\n•") == 3


def test_unnumbered_recommendations_and_judgements_of_2024(reference: Path) -> None:
    path = inspections(reference, "corpus/ofsted")["80447_cheshire-east_16-may-2024.pdf"]
    report = parse(read_pdf(path), path.name)
    held = {paragraph.para: paragraph for paragraph in report.paragraphs}
    heading = "section:What needs to improve?"
    assert [para for para in held if para.startswith(heading)] == [heading, *(f"{heading}({n})" for n in range(1, 8))]
    assert all(held[f"{heading}({n})"].parent == heading for n in range(1, 8))
    assert held["header:Judgement/The experiences and progress of care leavers"].text.endswith(
        "care leavers Inadequate"
    )
    assert sum(para.startswith("header:Judgement/") for para in held) == 5


def test_every_inspection_report_says_what_it_is(reference: Path) -> None:
    for name, path in inspections(reference, "bench/ofsted_pdfs").items():
        report = parse(read_pdf(path), name)
        header = report.header
        assert header.kind is Kind.INSPECTION, name
        assert header.as_at is not None, name
        folded = re.sub(r"[^a-z]", "", header.council.lower().replace("and", ""))
        assert folded, name
        assert folded == re.match(r"[a-z]+", re.sub(r"[^a-z0-9]", "", name))[0][: len(folded)], (name, header.council)  # type: ignore[index]
        assert "inspection of" in header.title.lower(), name
        assert sum(paragraph.para.startswith("header:Judgement/") for paragraph in report.paragraphs) >= 4, name
        numbers = [int(each.para) for each in report.paragraphs if each.para.isdigit()]
        assert not numbers or numbers == list(range(1, len(numbers) + 1)), name


def test_fifty_pages_a_second_where_no_table_is_ruled(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [Page().write([f"{'abcdefghij'[n % 10]}{'klmnopq'[n % 7]} {line}" for line in PROSE * 14]) for n in range(50)],
    )
    begun = time.process_time()
    read_pdf(path)
    assert time.process_time() - begun < 1.0
