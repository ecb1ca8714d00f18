"""The log of imports: what was not ended, what a dry run would change, the whole refusals file."""

import datetime as dt
import os
from pathlib import Path

from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from data.ingest.models import ImportChange, ImportRefusal, ImportRun
from gis.settings import Settings
from tests.api.pages.conftest import Reader, words
from tests.api.pages.test_catalogue import imported

WORDS = {
    "kind_it": "stato dell'unità", "kind_en": "state of the unit",
    "thing": "Via Cilea 901, sc. A, int. 3", "field_it": "Occupazione di fatto",
    "field_en": "Occupancy", "before_it": "abitata", "before_en": "occupied",
    "after_it": "", "after_en": "",
}  # fmt: skip


def tried(session: Session, *, more: int) -> ImportRun:
    """A dry run with one change listed."""
    run = imported(session, is_dry_run=True, more_changes_count=more)
    session.add(ImportChange(run_id=run.id, **WORDS))
    session.flush()
    return run


def test_what_a_dry_run_would_change_is_listed_in_the_readers_language(
    session: Session, reading: Reader
) -> None:
    run = tried(session, more=1200)
    (link,) = reading("/imports").xpath(f"//a[@href='/imports/{run.id}/changes']")
    assert words(link) == "Che cosa cambierebbe civici.csv"

    page = reading(f"/imports/{run.id}/changes")
    row = [words(cell) for cell in page.xpath("//tbody/tr[1]/*")]
    assert row == [
        "stato dell'unità", "Via Cilea 901, sc. A, int. 3", "Occupazione di fatto", "abitata",
        "\u2013",
    ]  # fmt: skip
    assert "E altre 1.200 righe del registro." in words(page)
    english = reading(f"/imports/{run.id}/changes?lang=en")
    assert words(english.xpath("//tbody/tr[1]/td[1]")[0]) == "state of the unit"
    assert "And 1,200 more rows of the register." in words(english)


def test_a_dry_run_without_changes_says_so_and_a_real_run_has_no_list(
    session: Session, reading: Reader, visitor: TestClient
) -> None:
    empty = imported(session, is_dry_run=True, more_changes_count=0)
    assert "Niente cambierebbe nel registro." in words(reading(f"/imports/{empty.id}/changes"))
    real = imported(session)
    assert visitor.get(f"/imports/{real.id}/changes").status_code == 404
    assert not reading("/imports").xpath(f"//a[@href='/imports/{real.id}/changes']")


def test_what_was_not_ended_is_said_in_the_readers_language(
    session: Session, reading: Reader
) -> None:
    imported(session, held_back_it="Mancano 2 di 3 alloggi.", held_back_en="2 of 3 are missing.")
    assert "Mancano 2 di 3 alloggi." in words(reading("/imports").xpath("//tbody/tr[1]")[0])
    english = words(reading("/imports?lang=en").xpath("//tbody/tr[1]")[0])
    assert "2 of 3 are missing." in english
    assert "Mancano" not in english


def test_the_whole_refusals_file_is_given_out_unless_it_is_another_runs(
    session: Session, visitor: TestClient, settings: Settings
) -> None:
    run = imported(session)
    session.add(
        ImportRefusal(
            run_id=run.id, row_number=7, column_name="CIVICO", value="x",
            reason_it="no", reason_en="no", raw="",
        )
    )  # fmt: skip
    session.flush()
    written = Path(settings.home) / "imports" / f"{run.id}-refusals.csv"
    written.parent.mkdir(parents=True)
    written.write_text("file,row\ncivici.csv,1234\n", encoding="utf-8-sig")
    address = f"/imports/{run.id}/refusals.csv"
    assert "CIVICO" in visitor.get(address).text
    during = dt.datetime(2026, 11, 20, 9, 30, 30, tzinfo=dt.UTC).timestamp()
    os.utime(written, (during, during))
    answer = visitor.get(address)
    assert "civici.csv,1234" in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
