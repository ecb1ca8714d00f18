"""Cases go out as a list with one question and come back answered, onto the same cases."""

import csv
import uuid
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import CaseState, CaseType, Office
from buildings.checklists.states import CheckQuestion
from data.checklists import HEADER, Handed, hand_out, wanted_cases, write_list
from data.ingest.states import ImportOutcome
from gis.errors import InputError
from tests import make
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write

PROTOCOLS = ("=1+1", "12/2026", "13/2026")


@pytest.fixture
def cases(register: Register) -> list[uuid.UUID]:
    """Three cases about three flats, the last of them closed."""
    with Session(register.engine) as session:
        made = []
        for number, protocol in enumerate(PROTOCOLS):
            flat = make.unit(session, unit_number=str(number + 1))
            case = HousingCase(
                id=uuid.uuid4(), case_type=CaseType.SUITABILITY, unit_id=flat.id,
                protocol_no=protocol, office=Office.HOUSING_OFFICE,
                opened_on=make.PROVENANCE["as_of"], **make.PROVENANCE,
            )  # fmt: skip
            session.add(case)
            session.flush()
            state = CaseState.CLOSED if number == 2 else CaseState.UNDER_REVIEW
            session.add(
                HousingCaseState(
                    case_id=case.id, state=state, valid_from=make.PROVENANCE["as_of"],
                    **make.PROVENANCE,
                )
            )  # fmt: skip
            made.append(case.id)
        session.commit()
    return made


def handed(register: Register, **asked: object) -> Handed:
    """A list that really went out."""
    with register.engine.begin() as connection:
        return hand_out(connection, CheckQuestion.RESIDENTS, **asked)  # type: ignore[arg-type] # named or state


def answered(path: Path, *answers: tuple[str, str, str]) -> None:
    """The list in `path` with its last three columns filled, row by row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows([*row[:-3], *answer] for row, answer in zip(rows, answers, strict=True))


def test_a_list_is_answered_onto_its_cases_once(
    register: Register, cases: list[uuid.UUID], tmp_path: Path
) -> None:
    listed = handed(register, state=CaseState.UNDER_REVIEW)
    path = tmp_path / "lista.csv"
    write_list(path, listed)
    answered(path, ("sì", "4", "10/03/2026"), ("", "", ""))

    first = register.load(path)
    assert (first.source, counts(first)) == ("checklist_answers", (2, 1, 0, 0, 1, 0))
    assert counts(register.load(path)) == (2, 0, 0, 1, 1, 0)
    answered(path, ("sì", "5", "11/03/2026"), ("non accertato", "", ""))
    assert counts(register.load(path)) == (2, 1, 1, 0, 0, 0)
    assert register.rows(
        "select case_id, outcome, persons_count, answered_on::text from checklist_answer "
        "where persons_count is not null"
    ) == [(cases[0], "yes", 5, "2026-03-11")]
    assert register.value("select count(*) from checklist_answer") == 2


def test_a_workbook_asks_with_a_choice_and_no_cell_is_a_formula(
    register: Register, cases: list[uuid.UUID], tmp_path: Path
) -> None:
    listed = handed(register, named=list(PROTOCOLS))
    path = tmp_path / "lista.xlsx"
    write_list(path, listed)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0] == HEADER
    assert {row[3] for row in rows[1:]} == {"'=1+1", "12/2026", "13/2026"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["M2:M4"]
    assert len(listed.lines) == len(cases)


def test_a_filled_workbook_comes_back(
    register: Register, cases: list[uuid.UUID], tmp_path: Path
) -> None:
    path = tmp_path / "lista.xlsx"
    write_list(path, handed(register, named=[str(cases[1])]))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["M2"], sheet["N2"], sheet["O2"] = "no", 0, "12/03/2026"
    book.save(path)

    assert counts(register.load(path, source="checklist_answers")) == (1, 1, 0, 0, 0, 0)
    assert register.rows("select case_id, outcome, persons_count from checklist_answer") == [
        (cases[1], "no", 0)
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda row: [str(uuid.uuid4()), *row[1:]], "id_lista"),
        (lambda row: [*row[:2], str(uuid.uuid4()), *row[3:]], "id_pratica"),
        (lambda row: ["lista 1", *row[1:]], "id_lista"),
        (lambda row: [*row[:-3], "forse", "", ""], "esito"),
        (lambda row: [*row[:-3], "sì", "tanti", ""], "numero_persone"),
    ],
    ids=["other_list", "other_case", "no_code", "no_word", "no_number"],
)
def test_an_answer_that_fits_no_list_is_refused(
    register: Register, cases: list[uuid.UUID], tmp_path: Path, change: object, column: str
) -> None:
    path = tmp_path / "lista.csv"
    write_list(path, handed(register, named=[str(case) for case in cases]))
    answered(path, *[("sì", "1", "10/03/2026")] * 3)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, *rest = csv.reader(file, delimiter=";")
    assert callable(change)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, change(first), *rest])

    result = register.load(path)

    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column


def test_a_name_in_an_answered_list_refuses_it(
    register: Register, cases: list[uuid.UUID], tmp_path: Path, write: Write
) -> None:
    path = tmp_path / "lista.csv"
    write_list(path, handed(register, named=[str(cases[0])]))
    header, first = path.read_text(encoding="utf-8-sig").splitlines()
    result = register.load(write("lista.csv", f"{header};Nominativo\n{first};Caio\n"))
    assert result.outcome is ImportOutcome.REFUSED


def test_unknown_cases_are_all_named_and_no_list_is_made(
    register: Register, cases: list[uuid.UUID], write: Write
) -> None:
    assert cases
    path = write("pratiche.txt", "12/2026\n\n99/2026;nota\n77/2026\n")
    assert wanted_cases(path) == ["12/2026", "99/2026", "77/2026"]
    with pytest.raises(InputError, match="99/2026, 77/2026"):
        handed(register, named=wanted_cases(path))
    with pytest.raises(InputError, match="No case"):
        handed(register, state=CaseState.APPEALED)
    assert register.value("select count(*) from checklist") == 0


def test_a_list_is_written_only_as_what_comes_back(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"xlsx or \.csv"):
        write_list(tmp_path / "lista.pdf", Handed(uuid.uuid4(), []))
