"""Public projects and auctions as they were really delivered, counted again with csv and json."""

import csv
import json
from pathlib import Path

import pytest

from buildings.projects.codes import kind_of_cig, sound_cup
from tests.data.ingest.conftest import Register, counts

OURS, ISTAT = "G686", "015175"
FOLDER = "06_omi_pvp_projects"
PLACES = "opencup_pnrr_localizzazioni_estratto.csv"
PAIRS = "opencup_pnrr_cig.csv"
DIGITAL = "padigitale_candidature_145_pioltello.csv"
PORTAL = "SINTETICO_pvp_ricerca_vendite.json"


def table(deliveries: Path, name: str) -> list[dict[str, str]]:
    """The rows of a delivery, read independently."""
    with (deliveries / FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def known(register: Register, deliveries: Path) -> Register:
    """The district, with the statistical code of its municipality from the real boundary."""
    folder = deliveries / "05_istat_boundaries"
    register.load(folder / "pioltello_confine_openpolis.geojson", code=OURS, said=False)
    return register


@pytest.mark.parametrize(
    ("name", "code", "cup"),
    [(PLACES, "CODICE_COMUNE", "CUP"), (DIGITAL, "cod_comune", "codice_cup")],
)
def test_only_the_rows_of_the_municipality_are_loaded(
    known: Register, deliveries: Path, name: str, code: str, cup: str
) -> None:
    rows = table(deliveries, name)
    ours = [row for row in rows if row[code] == ISTAT]
    path = deliveries / FOLDER / name

    first = known.load(path, code=OURS, said=False)
    assert (first.source, counts(first)) == (
        "public_projects", (len(rows), len(ours), 0, 0, 0, len(rows) - len(ours)),
    )  # fmt: skip
    again = known.load(path, code=OURS, said=False)
    assert counts(again) == (len(rows), 0, 0, len(ours), 0, len(rows) - len(ours))
    held = known.rows("select cup from public_project where municipality_code = 'G686'")
    assert {row[cup] for row in ours} <= {each[0] for each in held}
    assert all(sound_cup(row[cup]) for row in rows)
    amounts = [
        (row[cup], "funded", float(row["importo_finanziamento"]))
        for row in ours
        if "importo_finanziamento" in row
    ]
    assert amounts == known.rows(
        "select p.cup, a.kind, a.amount_eur::float8 from public_project_amount a "
        "join public_project p on p.id = a.project_id where p.source_id = 'public_projects' "
        f"and p.cup = any(array{[row[cup] for row in ours]})"
    )


def test_contracts_of_projects_elsewhere_are_counted_and_skipped(
    known: Register, deliveries: Path
) -> None:
    pairs = table(deliveries, PAIRS)
    held = {row[0] for row in known.rows("select cup from public_project")}
    ours = [pair for pair in pairs if pair["CUP"] in held]
    result = known.load(deliveries / FOLDER / PAIRS, code=OURS, said=False)
    assert counts(result) == (len(pairs), len(ours), 0, 0, len(pairs) - len(ours), 0)
    assert all(kind_of_cig(pair["CIG"]) for pair in pairs)


def test_the_lots_of_the_portal_are_loaded_with_their_odd_spellings(
    known: Register, deliveries: Path
) -> None:
    path = deliveries / FOLDER / PORTAL
    lots = json.loads(path.read_text(encoding="utf-8"))["body"]["content"]
    before = known.value("select count(*) from enforcement_sale where is_synthetic")

    result = known.load(path, code=OURS, said=False)

    assert (result.source, counts(result)) == ("auction_notices", (len(lots), 3, 0, 0, 0, 0))
    assert counts(known.load(path, code=OURS, said=False)) == (3, 0, 0, 3, 0, 0)
    assert known.rows(
        "select e.rge_number, e.rge_year, e.lot, e.base_price_eur::float8, "
        "e.min_offer_eur::float8, e.sale_on::text, e.occupancy_in_report, s.state, "
        "n.street_name, n.number_text, n.staircase_code, n.sheet, n.parcel_number, n.subunit "
        "from enforcement_sale e join unit_reference n on n.id = e.reference_id "
        "join enforcement_sale_state s on s.sale_id = e.id and s.valid_to = 'infinity' "
        "where not e.is_synthetic order by e.rge_year, e.lot"
    ) == [
        (12, 2019, "1", None, 33750.0, "2025-06-10", "third_party_without_title", "deserted",
         None, None, None, None, None, None),
        (1234, 2023, "1", 45000.0, 33750.0, "2025-06-10", "free", "published",
         "Via Esempio", "1", None, None, None, None),
        (1234, 2023, "unico", 45000.0, 33750.0, "2025-06-10", "occupied", "suspended",
         "VIA ESEMPIO", "1/A", "C", "999", "1", "12"),
    ]  # fmt: skip
    assert result.counts.note == 2
    assert known.value("select count(*) from enforcement_sale where is_synthetic") == before
