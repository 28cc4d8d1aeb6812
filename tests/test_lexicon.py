"""How people ask and how papers write."""

from __future__ import annotations

import tomllib
from pathlib import Path

from assistant import lexicon
from assistant.lexicon import expanded
from assistant.words import stem, stems


def test_a_phrase_is_found_whole_and_its_words_count_as_the_papers_words() -> None:
    found = expanded("Was the board binned?")
    assert "disbanded" in found.terms
    assert stems("disbanded") <= found.instead[stem("binned")]
    assert expanded("Where is the cabin?").terms == ()


def test_a_phrase_of_two_words_is_not_found_in_one() -> None:
    assert "approve" in expanded("Who has to sign off the plan?").terms
    assert "approve" not in expanded("What do the signs say?").terms


def test_a_topic_leads_to_the_headings_papers_write_of_it_under() -> None:
    assert stems("finance") <= expanded("What will it cost?").headings
    assert expanded("Who chairs the panel?").headings == frozenset()


def test_nothing_is_known_of_a_question_in_the_papers_own_words() -> None:
    assert expanded("") == lexicon.Expanded((), {}, frozenset())
    assert expanded("What are the objectives of the library service?").terms == ()


def test_every_entry_says_something_new() -> None:
    data = tomllib.loads(Path(lexicon.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(data) == {"words", "sections"}
    for entry in data["words"]:
        assert set(entry) == {"said", "written"}
        assert all(stems(" ".join(entry["written"])) - stems(phrase) for phrase in entry["said"]), entry["said"]
    for entry in data["sections"]:
        assert set(entry) == {"said", "headed"}
        assert entry["said"] and entry["headed"]


def test_a_small_word_in_what_papers_write_counts_as_nothing() -> None:
    found = expanded("What did the ministers say?")
    assert stem("secretary") in found.instead[stem("ministers")]
    assert stem("of") not in found.instead[stem("ministers")]


def test_every_entry_is_well_formed() -> None:
    data = tomllib.loads(Path(lexicon.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for table, belongs in (("words", "written"), ("sections", "headed")):
        seen: set[tuple[str, ...]] = set()
        for entry in data[table]:
            assert set(entry) == {"said", belongs}
            for phrase in (*entry["said"], *entry[belongs]):
                assert phrase == " ".join(phrase.split()).lower() != "", phrase
            said = {tuple(map(stem, phrase.split())) for phrase in entry["said"]}
            assert max(map(len, said)) <= 4, entry["said"]
            assert table == "sections" or not said & seen, f"{said & seen} stands in two entries"
            seen |= said
            assert len(set(entry[belongs])) == len(entry[belongs]), entry[belongs]
