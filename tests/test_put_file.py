"""A file that was made here stands where a person wants it, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.put_file import check_place, put_file
from ingest.errors import SettingsError

FORMS = (".md",)


def test_a_file_is_put_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "made.md"
    check_place(out, FORMS, replace=False)
    put_file(out, b"words", replace=False)
    assert out.read_bytes() == b"words"
    assert [each.name for each in tmp_path.iterdir()] == ["made.md"]


def test_what_came_to_stand_there_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "made.md"
    check_place(out, FORMS, replace=False)
    out.write_bytes(b"worked on by an officer")
    with pytest.raises(SettingsError, match="is there already"):
        put_file(out, b"words", replace=False)
    assert out.read_bytes() == b"worked on by an officer"
    assert [each.name for each in tmp_path.iterdir()] == ["made.md"]


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "made.md"
    out.write_bytes(b"before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        put_file(out, b"words", replace=True)
    assert out.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["made.md"]


def test_a_file_that_is_replaced_keeps_who_may_read_it(tmp_path: Path) -> None:
    out = tmp_path / "made.md"
    out.write_bytes(b"before")
    out.chmod(0o600)
    put_file(out, b"words", replace=True)
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    end, link = tmp_path / "there" / "real.md", tmp_path / "made.md"
    end.parent.mkdir()
    end.write_bytes(b"before")
    link.symlink_to(end)
    with pytest.raises(SettingsError, match="is there already"):
        check_place(link, FORMS, replace=False)
    check_place(link, FORMS, replace=True)
    put_file(link, b"words", replace=True)
    assert link.is_symlink()
    assert end.read_bytes() == b"words"
    assert [each.name for each in end.parent.iterdir()] == ["real.md"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_place_that_cannot_hold_it_is_refused(tmp_path: Path, replace: bool) -> None:
    folder, device, ring, nowhere = (tmp_path / f"{name}.md" for name in ("folder", "device", "ring", "nowhere"))
    folder.mkdir()
    device.symlink_to("/dev/full")
    ring.symlink_to(ring)
    nowhere.symlink_to(tmp_path / "no" / "such" / "folder.md")
    for place in (folder, device, ring, nowhere, folder / "none" / "made.md", tmp_path / "made.doc"):
        with pytest.raises(SettingsError):
            check_place(place, FORMS, replace=replace)
    assert Path("/dev/full").is_char_device()
