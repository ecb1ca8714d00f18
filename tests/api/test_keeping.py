"""A running server seals by itself, and goes on after something went wrong."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api import keeping
from api.keeping import keep_sealing
from tests.buildings.audit.conftest import Office
from tests.buildings.audit.conftest import office as office  # noqa: PLC0414 - a fixture

OFTEN_S = 0.05
PATIENCE_S = 20.0


def becomes_true(found: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not found():
        if time.monotonic() > end:
            return False
        time.sleep(OFTEN_S)
    return True


def seals(office: Office) -> int:
    count: int = office.value("select count(*) from audit_seal")
    return count


def test_what_is_read_while_it_serves_is_sealed_and_anchored(office: Office) -> None:
    with keep_sealing(office.engine, office.folder, OFTEN_S):
        office.read()
        assert becomes_true(lambda: seals(office) >= 1)
        assert becomes_true(lambda: office.verify().anchor_count == 1)
    sealed = seals(office)
    office.read()
    time.sleep(OFTEN_S * 4)

    assert seals(office) == sealed, "nobody seals after the end"
    assert office.verify().holds


def test_a_failure_is_logged_and_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    def fails_once(engine: object) -> object:
        tries.append(engine)
        if len(tries) == 1:
            raise RuntimeError("the disk is full")
        return None

    monkeypatch.setattr(keeping, "seal_once", fails_once)
    with caplog.at_level(logging.ERROR), keep_sealing(office.engine, office.folder, OFTEN_S):
        assert becomes_true(lambda: len(tries) >= 2)

    assert "The audit was not sealed" in caplog.text


def test_a_folder_that_cannot_be_written_keeps_nothing_unsealed(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with keep_sealing(office.engine, tmp_path / "file" / "below", OFTEN_S):
        office.read()
        assert becomes_true(lambda: seals(office) >= 1)
    assert office.verify().anchor_count == 0
