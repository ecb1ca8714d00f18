"""Notes that a cookie carries: sealed, for one purpose, for minutes."""

from pathlib import Path

import pytest

from gis.tickets import keyed_digest, open_note, seal_note, server_key

FACTS = {"state": "abc", "next": "/units"}


def test_a_note_comes_back_as_it_was(tmp_path: Path) -> None:
    note = seal_note(tmp_path, "provider", FACTS)

    assert "units" not in note
    assert open_note(tmp_path, "provider", note, seconds=60) == FACTS


def test_a_note_serves_one_purpose_and_one_server(tmp_path: Path) -> None:
    note = seal_note(tmp_path, "provider", FACTS)

    assert open_note(tmp_path, "second factor", note, seconds=60) is None
    assert open_note(tmp_path / "other", "provider", note, seconds=60) is None
    for broken in ("", note[:-2], "x" + note, note.swapcase(), "ì"):
        assert open_note(tmp_path, "provider", broken, seconds=60) is None


def test_a_note_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = seal_note(tmp_path, "provider", FACTS)
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: 4_000_000_000.0)

    assert open_note(tmp_path, "provider", note, seconds=60) is None


def test_a_digest_needs_the_servers_key(tmp_path: Path) -> None:
    one = keyed_digest(tmp_path, "sign-in name", "anna@comune.example")

    assert one == keyed_digest(tmp_path, "sign-in name", "anna@comune.example")
    assert one != keyed_digest(tmp_path, "sign-in address", "anna@comune.example")
    assert one != keyed_digest(tmp_path / "other", "sign-in name", "anna@comune.example")
    assert len(server_key(tmp_path, "sign-in name")) == 32
