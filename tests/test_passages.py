"""Whole paragraphs into units to embed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.passages import PART_WORDS, passages
from ingest.report import Access, Header, Paragraph, Report
from ingest.sentences import sentences


def report(*paragraphs: Paragraph) -> Report:
    return Report("a.txt", Header(title="Plan update", as_at=date(2024, 1, 2)), paragraphs)


def test_a_short_paragraph_is_one_passage_that_carries_its_section() -> None:
    (passage,) = passages(report(Paragraph("9.1", "Financial considerations", "9.1 None", 0)))
    assert passage.text == "9.1 None"
    assert passage.embedded == "Plan update. Financial considerations. 9.1 None"
    assert (passage.ref.report, passage.ref.para, passage.part) == ("a.txt", "9.1", 0)


def test_a_sub_item_carries_the_words_that_lead_in_to_it() -> None:
    parent = Paragraph("2.1", "Recommendations", "2.1 The Board is asked to: (a) note; (b) agree the plan.", 0)
    item = Paragraph("2.1(b)", "Recommendations", "(b) agree the plan.", 1, parent="2.1")
    assert "The Board is asked to" in passages(report(parent, item))[1].embedded


def test_a_lead_in_above_the_sub_items_own_access_is_not_carried() -> None:
    parent = Paragraph("2.1", "Recommendations", "2.1 Secret sum: (a) note.", 0, access=Access.EXEMPT)
    item = Paragraph("2.1(a)", "Recommendations", "(a) note.", 1, parent="2.1")
    assert "Secret" not in passages(report(parent, item))[1].embedded


def test_a_long_paragraph_is_cut_at_sentence_ends_and_no_word_is_lost() -> None:
    said = [f"Sentence number {n} says one more thing about the plan." for n in range(60)]
    parts = passages(report(Paragraph("1", "Background", " ".join(said), 0)))
    assert len(parts) > 2
    assert all(len(part.text.split()) <= PART_WORDS for part in parts)
    assert [part.part for part in parts] == list(range(len(parts)))
    assert all(any(sentence in part.text for part in parts) for sentence in said)


def test_ids_follow_the_words_and_the_access() -> None:
    words = Paragraph("1", "A", "The same words.", 0)
    exempt = Paragraph("1", "A", "The same words.", 0, access=Access.EXEMPT)
    assert passages(report(words))[0].id == passages(report(words))[0].id
    assert passages(report(words))[0].id != passages(report(exempt))[0].id


def test_labels_titles_and_figures_do_not_end_a_sentence() -> None:
    assert sentences("5.2 Cllr. Smith spent £1.2m, i.e. too much. Then he left.") == (
        "5.2 Cllr. Smith spent £1.2m, i.e. too much.",
        "Then he left.",
    )
    assert sentences("1. Approve the plan.") == ("1. Approve the plan.",)


def test_bullets_are_pieces_of_their_own() -> None:
    assert sentences("The aims are: • one thing • another thing") == ("The aims are:", "• one thing", "• another thing")


@given(st.text(alphabet="ab .;!?\n•0123456789-()£", max_size=300))
def test_sentences_lose_no_word(text: str) -> None:
    assert _letters(" ".join(sentences(text))) == _letters(text)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
