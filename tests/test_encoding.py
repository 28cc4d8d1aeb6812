"""Bytes to text: what is read exactly, and what is refused rather than read wrongly."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.read.encoding import clean, decode

PATH = Path("paper.txt")
TEXTS = (
    "2.1 The Board’s “improvement plan” – agreed 8 July 2024 – cost £5m…\n\n• 50 % of visits\n" * 3,
    "Report of the Director\n1.1 The café review found that £1,250 was overspent.\n" * 3,
    "Cyngor Môn: mae'r pwyllgor wedi cytuno â'r adroddiad am y tŷ.\n" * 3,
    "Plain words only, with no sign beyond a full stop.\n" * 3,
    "Отчёт о работе комиссии за год был принят.\n" * 3,
    "Temperatures of 20° and ½ of the budget; the ‘lead’ member—Cllr O’Neill—agreed.\n" * 3,
)
READ = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1")
FLAGGED = ("mac_roman", "cp037", "cp500", "cp850", "gb18030", "koi8-r")


def _encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


@pytest.mark.parametrize("encoding", READ)
def test_supported_encodings_are_read_exactly(encoding: str) -> None:
    # Without a mark UTF-16 is known by the NULs of Latin letters: other alphabets have none, and are refused.
    texts = [text for text in TEXTS if "Отчёт" not in text or encoding not in {"utf-16-le", "utf-16-be"}]
    tried = [(text, data) for text in texts if (data := _encoded(text, encoding)) is not None]
    assert len(tried) >= 2
    assert all(decode(data, PATH) == clean(text) for text, data in tried)


def test_big_endian_with_a_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXTS[0].encode("utf-16-be"), PATH) == clean(TEXTS[0])


@pytest.mark.parametrize("encoding", FLAGGED)
def test_other_encodings_are_refused_and_never_read_wrongly(encoding: str) -> None:
    refused = 0
    for text in TEXTS:
        data = _encoded(text, encoding)
        if data is None or data == text.encode("ascii", "replace"):
            continue
        try:
            assert decode(data, PATH) == clean(text)
        except UnreadableFile as problem:
            assert "UTF-8" in problem.reason
            refused += 1
    assert refused


def test_text_pasted_together_of_two_encodings() -> None:
    mixed = "The plan’s “aims” – £5m\n".encode() + "the Board’s".encode("cp1252")
    assert decode(mixed, PATH) == "The plan’s “aims” – £5m\nthe Board’s"


def test_stray_nuls_and_unseen_characters_go() -> None:
    assert decode(b"one\x00 two\x07\n", PATH) == "one two\n"
    hidden = "pay\u200bment \u202edesrever\u202c\ufeff soft\u00adhyphen cafe\u0301"
    assert clean(hidden) == "payment desrever softhyphen café"
    assert clean("a\r\nb\rc\u2028d\x0be\x85f\fg") == "a\nb\nc\nd\ne\nf\fg"
    assert clean("lone \ud800 surrogate").encode() == "lone \ufffd surrogate".encode()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfea\x00b",  # UTF-16 cut in the middle of a character
        bytes(range(256)) * 8,
        "councilÕs words and the boardÕs".encode("cp1252"),
        "it cost œ5m".encode("cp1252"),
        "already \ufffd\ufffd\ufffd lost".encode(),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"paper\.txt.*UTF-8"):
        decode(data, PATH)
