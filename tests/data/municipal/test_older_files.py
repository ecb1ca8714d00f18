"""A file that is older than what the register has changes nothing and says so in its counts."""

from pathlib import Path

from buildings.cases.states import CaseState
from data.checklists import write_list
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write
from tests.data.municipal.test_auctions import ATTEMPTS, notice
from tests.data.municipal.test_checklists import answered, cases, handed
from tests.data.municipal.test_other_registers import CUSTODY, LEASES, LOCKS, NOTICES

__all__ = ["cases"]


def test_an_older_search_for_a_lease_puts_nothing_right(register: Register, write: Write) -> None:
    register.load(write("contratti_20260401.csv", LEASES))
    older = register.load(write("contratti_20260301.csv", LEASES.replace("1;trovato", "1;scaduto")))
    assert counts(older) == (3, 0, 0, 3, 0, 0)
    outcomes = "select outcome from unit_lease where checked_on = '2026-02-10' order by 1"
    assert register.rows(outcomes) == [("found",), ("not_found",)]


def test_an_older_notice_changes_nothing(register: Register, write: Write) -> None:
    register.load(write("comunicazioni_20260301.csv", NOTICES))
    older = write("comunicazioni_20260201.csv", NOTICES.replace(";8;", ";2;"))
    assert counts(register.load(older)) == (3, 0, 0, 3, 0, 0)
    assert register.value("select count(*) from unit_notice where persons_band = 'from_7'") == 1


def test_an_older_answer_does_not_replace_a_newer_one(
    register: Register, cases: list[object], tmp_path: Path
) -> None:
    listed = handed(register, state=CaseState.UNDER_REVIEW)
    assert len(cases) > len(listed.lines)
    results = []
    for day, persons in (("20260401", "4"), ("20260301", "9")):
        path = tmp_path / f"risposte_{day}.csv"
        write_list(path, listed)
        answered(path, ("sì", persons, "10/02/2026"), ("no", "", "10/02/2026"))
        results.append(counts(register.load(path)))
    assert results == [(2, 2, 0, 0, 0, 0), (2, 0, 0, 2, 0, 0)]
    assert register.rows(
        "select persons_count, as_of::text from checklist_answer where outcome = 'yes'"
    ) == [(4, "2026-04-01")]


def test_an_older_notice_of_an_auction_keeps_the_newer_price(
    register: Register, write: Write
) -> None:
    register.load(write("aste_20260401.csv", notice(base="58.000,00", offer="43.500,00")))
    older = register.load(write("aste_20260310.csv", notice()))
    assert counts(older) == (1, 0, 0, 1, 0, 0)
    assert register.rows(ATTEMPTS) == [(1, "2026-05-15", 58000.0, None)]


def test_two_proceedings_on_one_flat_do_not_lock_one_door_twice(
    register: Register, write: Write
) -> None:
    other = CUSTODY.splitlines()[1].replace("12/2020", "44/2021").replace("sostituita", "sigilli")
    result = register.load(write("custode_20260301.csv", CUSTODY + other + "\n"))
    assert counts(result) == (4, 3, 0, 0, 0, 1)
    (refusal,) = result.first_refusals
    assert (refusal.number, refusal.column) == (5, "serratura")
    assert "Row 2 says something else of the same unit" in refusal.reason.en
    assert sorted(value for value, *_ in register.rows(LOCKS)) == ["judicial_seals", "lock_changed"]
    silent = other.replace(";sigilli;", ";;")
    again = register.load(write("custode_20260302.csv", CUSTODY + silent + "\n"))
    assert counts(again) == (4, 1, 0, 3, 0, 0)
