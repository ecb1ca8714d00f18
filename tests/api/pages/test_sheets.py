"""What was confirmed of spreadsheets is shown, and the templates are given out."""

from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from data.ingest.models import SheetAnswer, SheetMapping
from data.sources.office_templates import TEMPLATES
from tests.api.pages.conftest import Reader, words


def test_confirmed_columns_and_answers_are_listed_as_text(
    session: Session, reading: Reader
) -> None:
    columns = {"<script>Int.</script>": "unit_number", "Colore": "-"}
    session.add(
        SheetMapping(
            source="office_workbook",
            sender="ufficio",
            fingerprint="0" * 16,
            sheet="Alloggi",
            columns=columns,
        )
    )
    session.add(
        SheetAnswer(
            source="office_workbook", sender="ufficio", question="occupancy:boh", answer="vacant"
        )
    )
    session.flush()
    page = reading("/imports/mappings")

    rows = [words(row) for row in page.xpath("//main//tbody/tr")]
    assert sorted(rows) == sorted(
        [
            "<script>Int.</script>unit_number",
            "Colorenon letta",
            "office_workbook · ufficiooccupancy:bohvacant",
        ]
    )
    assert not page.xpath("//main//script")
    links = page.xpath("//main//a[@download]/@href")
    assert links == [f"/imports/templates/{name}.xlsx" for name in TEMPLATES]


def test_nothing_confirmed_is_said(reading: Reader) -> None:
    heard = words(reading("/imports/mappings").xpath("//main")[0])
    assert "Nessun foglio di calcolo è stato importato finora." in heard
    assert "/imports/mappings" in reading("/imports").xpath("//main//a/@href")


def test_a_template_is_downloaded_and_another_name_is_not_found(visitor: TestClient) -> None:
    answer = visitor.get("/imports/templates/cases.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="cases.xlsx"'
    assert load_workbook(BytesIO(answer.content)).sheetnames[0] == "Pratiche"
    assert visitor.get("/imports/templates/flats.xlsx").status_code == 404
