"""A question with its answer as a Word document: read again by Word's own rules, and nothing in it runs."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from kept_answers import DISBANDED, HOME, HOSTILE, hostile, kept

from assistant.ask import Assistant
from assistant.render_docx import document
from assistant.render_sheet import Known, named, plain
from ingest.report import Access


def read(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def lines(made: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph."""
    return [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in read(made).paragraphs]


def test_an_answer_is_whole_under_real_headings(assistant: Assistant) -> None:
    said = lines(document((kept(assistant, DISBANDED),), (True,)))
    assert said[0] == ("Heading 1", "Answer from the committee papers")
    assert said[1] == ("Heading 2", DISBANDED)
    assert said[2] == ("Normal", "Answered, as at 14 March 2023")
    assert "6 February 2023" in said[3][1]
    assert said[3][1].endswith(" [1]")
    notes = said.index(("Heading 3", "Notes"))
    assert said[notes + 1][1] == (
        "[1]\tFernmoor, Health and Wellbeing Board, 14 March 2023, para 3.1 (paper: fernmoor-2023.txt)"
    )
    assert said[-1][1].startswith("Asked on 8 July 2026 at 12:00 and answered by plan-assistant")


def test_a_paper_is_called_by_its_title_and_the_answer_can_be_found_again(assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    known = Known("https://papers.example", {"fernmoor-2023.txt": "Improvement plan update"})
    said = [words for _, words in lines(document((one,), (True,), known))]
    assert any(words.endswith("para 3.1 (paper: Improvement plan update, fernmoor-2023.txt)") for words in said)
    assert said[-1] == f"Answer: https://papers.example/answer/{one.id}"
    assert "<w:hyperlink" not in parts(document((one,), (True,), known))["word/document.xml"]


@pytest.mark.parametrize(
    ("held", "called"),
    [
        ("000_50cfe664843f1bac.txt", "Plan"),
        ("000_50cfe664843f1bac_Item 5.pdf", "Plan, Item 5.pdf"),
        ("50cfe664843f1bac-Item 5.pdf", "Plan, Item 5.pdf"),
        ("HWB/2022-03-15 HWB Minutes.html", "Plan, 2022-03-15 HWB Minutes.html"),
        ("20240708_report.pdf", "Plan, 20240708_report.pdf"),
        ("defaced.pdf", "Plan, defaced.pdf"),
    ],
)
def test_what_tells_nobody_anything_is_left_out_of_a_name(held: str, called: str) -> None:
    assert named(held, {held: "Plan"}) == called
    assert named(held, {held: ""}) == held


def test_what_is_not_for_publication_says_so_first(assistant: Assistant) -> None:
    secret = kept(assistant, HOME, "person:ann", Access.EXEMPT)
    said = [words for _, words in lines(document((secret,), (True,)))]
    assert said[2] == "Rests on exempt paragraphs: not for publication."
    assert any("(exempt)" in words for words in said[3:])
    assert "not for publication" not in str(lines(document((kept(assistant, DISBANDED),), (True,))))


def test_it_says_its_title_and_language_and_nobodys_name(assistant: Assistant) -> None:
    made = document((kept(assistant, DISBANDED), kept(assistant, DISBANDED, number=2)), (True, True))
    properties = read(made).core_properties
    assert properties.title == f"Answers from the committee papers: {DISBANDED}"
    assert properties.language == "en-GB"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert 'w:lang w:val="en-GB"' in parts(made)["word/styles.xml"]
    assert "python-docx" not in "".join(parts(made).values())


def test_what_no_longer_stands_leaves_its_question_and_a_sentence(assistant: Assistant) -> None:
    made = document((kept(assistant, DISBANDED),), (False,))
    assert [words for _, words in lines(made)][1:-1] == [
        DISBANDED,
        "The papers that this answer rested on have changed since it was given. Ask it again.",
    ]
    assert "6 February" not in "".join(parts(made).values())


def test_hostile_words_stay_words() -> None:
    made = document((hostile(),), (True,))
    styles = [style for style, _ in lines(made) if style.startswith("Heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 3", "Heading 3"]
    assert lines(made)[1][1] == plain(HOSTILE)
    for name, part in parts(made).items():
        assert "vba" not in name.lower()
        assert "<script" not in part
        for running in (
            "w:hyperlink",
            "w:instrText",
            "w:fldSimple",
            "w:fldChar",
            "w:txbxContent",
            "w:object",
            "w:pict",
        ):
            assert f"<{running}" not in part or name == "word/numbering.xml"
        if name.endswith(".rels"):
            assert "External" not in part
            assert "evil" not in part


@pytest.mark.parametrize("asked", ["\x00\x07\ud800\uffff", "a\x0bb", "x" * 3000])
def test_any_question_makes_a_file_that_opens(assistant: Assistant, asked: str) -> None:
    one = kept(assistant, DISBANDED)
    changed = type(one)(one.id, one.conversation, 1, one.owner, one.access, asked, one.asked_at, one.scope, one.answer)
    assert read(document((changed,), (True,))).paragraphs
