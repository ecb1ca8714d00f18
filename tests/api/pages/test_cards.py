"""The card of a unit, the plan of a building, the page of a condominium."""

import datetime as dt

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.chronicle.models import PublishedFigure, TimelineEvent
from buildings.registry.models import Building, BuildingUse
from buildings.registry.uses import use_words
from gis.columns import Reliability
from gis.provenance import Source
from tests.api.pages.conftest import Page, Reader, words
from tests.buildings import town
from tests.buildings.town import TODAY, Town
from tests.make import PROVENANCE


def section(page: Page, heading: str) -> str:
    """The words of the section under a heading."""
    return words(page.xpath(f"//section[h2[normalize-space()='{heading}']]")[0])


NOBODY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def card(reading: Reader, dante: Town) -> Page:
    return reading(f"/units/{dante.flats['A3']}")


def test_the_first_screen_says_state_who_follows_and_what_falls_due(card: Page) -> None:
    tasks = [words(row) for row in card.xpath("//table[@class='tasks']/tbody/tr")]

    assert words(card.xpath("//h1")[0]) == "via Dante 901, scala A, piano 2, int. 3"
    assert words(card.xpath("//*[@class='big-badge']")[0]) == "Occupazione accertata"
    assert tasks == [
        "Sfratto seguito in istruttoria Ufficio Casa 2 nov 2026 (3 settimane fa) in ritardo",
        "Manutenzione arretrata segnalata non indicato 1 dic 2026 (tra 1 settimana)",
        "Asta giudiziaria avviso pubblicato non indicato 20 dic 2026 (tra 1 mese)",
    ]


def test_every_dimension_has_value_since_source_and_past(card: Page) -> None:
    rows = {
        words(row.xpath("th")[0]): words(row)
        for row in card.xpath("//table[contains(@class,'dimensions')]/tbody/tr")
    }

    assert len(rows) == 12
    assert rows["Occupazione di fatto"] == (
        "Occupazione di fatto abitata Dal 1 set 2026 fonte test, 1 gen 2026, ufficiale "
        "1 valore Occupazione di fatto vuota, dal 1 gen 2020 al 31 ago 2026; fonte test, "
        "1 gen 2026, ufficiale"
    )
    assert rows["Acqua"].startswith("Acqua distaccata Dal 1 ott 2026")
    assert rows["Affollamento"] == "Affollamento non noto"


def test_what_is_linked_is_told_with_its_source(card: Page) -> None:
    weights = section(card, "Vincoli e vendita giudiziaria")
    cases = section(card, "Pratiche")

    assert "pignoramento 12/2025, dal 1 mag 2025; fonte test" in weights
    assert "asta il 20 dic 2026" in weights
    assert "prezzo base 60.000 €" in weights
    assert "segue Ufficio Casa" in cases
    assert "protocollo PROVA/7" in cases
    assert "Contatore rotto" in section(card, "Criticità")
    assert "Debito verso fornitori del condominio" in section(card, "Criticità")
    assert "Rifacimento del tetto: in corso dal 1 giu 2026" in section(card, "Interventi")
    assert "893.000 €" in section(card, "Interventi")
    assert "839.041,47 €" in section(card, "Interventi")
    assert "A test's own word" in section(card, "Fonti")
    assert card.xpath("//*[@id='source-test']")


def test_occupation_is_told_in_neutral_words(card: Page) -> None:
    told = section(card, "Occupazione: segnalazioni ed episodi")

    assert "Occupazione accertata da un'autorità, dal 1 ott 2026" in told
    assert "in verifica, dal 5 set 2026 al 30 set 2026" in told
    assert "segnalazione ricevuta il 2 set 2026, amministratore" in told
    assert "abusiv" not in words(card).lower()


def test_the_locator_is_drawn_and_the_plan_and_the_map_are_one_click_away(
    card: Page, dante: Town
) -> None:
    links = card.xpath("//main//a/@href")

    assert card.xpath("//figure/svg[@role='img']")
    assert f"/buildings/{dante.building}" in links
    assert f"/condominiums/{dante.condominium}" in links
    assert any(link.startswith("/map#map=17.5/45.") for link in links)


def test_another_day_shows_what_held_then(visitor: TestClient, dante: Town) -> None:
    answer = visitor.get(f"/units/{dante.flats['A3']}?datetime=2026-09-10")

    assert "Situazione al" in answer.text
    assert "Occupazione segnalata, in verifica" in answer.text
    assert "Sfratto seguito" not in answer.text
    assert "accertata da un" not in answer.text


def test_a_building_that_was_replaced_says_so_and_leads_on(
    session: Session, reading: Reader, dante: Town
) -> None:
    building = session.get_one(Building, dante.building)
    building.ended_on, building.replaced_by_id = dt.date(2026, 6, 1), dante.square
    session.flush()

    for address in (f"/units/{dante.flats['A3']}", f"/buildings/{dante.building}"):
        shown = reading(address)
        assert "L'edificio è cessato nel registro il 1 giu 2026." in words(shown)
        assert shown.xpath(f"//main//a[@href='/buildings/{dante.square}']")


def test_an_empty_flat_says_that_nothing_is_known(reading: Reader, dante: Town) -> None:
    empty = reading(f"/units/{dante.flats['A1']}")

    assert "Il registro non ha pratiche, criticità né aste aperte" in words(empty)
    assert words(empty).count("non noto") >= 12


@pytest.mark.parametrize("kind", ["units", "buildings", "condominiums"])
@pytest.mark.parametrize("identity", [NOBODY, "x", "1", "0" * 80, "%00"])
def test_what_is_not_there_is_a_page_that_says_so(
    visitor: TestClient, kind: str, identity: str
) -> None:
    answer = visitor.get(f"/{kind}/{identity}")

    assert answer.status_code == 404
    assert "<h1>Non trovato</h1>" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("day", ["ieri", "2026-02-30", "26-01-01", "2026-01-01T00:00"])
def test_a_bad_day_is_refused_with_an_example(visitor: TestClient, dante: Town, day: str) -> None:
    answer = visitor.get(f"/units/{dante.flats['A3']}", params={"datetime": day})

    assert answer.status_code == 400
    assert "2026-11-22" in answer.text


def test_the_queries_do_not_grow_with_the_data(
    visitor: TestClient, engine: Engine, dante: Town
) -> None:
    counts = []
    for door in ("A1", "A3"):
        with Counted(engine) as asked:
            assert visitor.get(f"/units/{dante.flats[door]}").status_code == 200
        counts.append(len(asked))
    with Counted(engine) as asked:
        visitor.get(f"/buildings/{dante.building}")
    counts.append(len(asked))

    # besides the card's own: one enters as the reader, one asks what is closed to them, one notes
    # the read, two are the tests'
    assert max(counts[:2]) <= 15 + 5
    assert counts[0] == counts[1]
    assert counts[2] <= 8 + 3


class Counted:
    """The SELECTs sent through an engine while the block runs."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked: list[str] = []

    def note(self, _connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if not sql.lstrip().upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.asked.append(sql)

    def __enter__(self) -> list[str]:
        event.listen(self.engine, "before_cursor_execute", self.note)
        return self.asked

    def __exit__(self, *_error: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self.note)


def test_the_json_twin_tells_the_same(visitor: TestClient, dante: Town) -> None:
    told = visitor.get(f"/api/units/{dante.flats['A3']}?datetime={TODAY}").json()
    values = [(row["what"], row["value"], row["valid_to"]) for row in told["dimensions"]]

    assert told["badge"] == "episode_confirmed"
    assert told["offices"] == ["housing_office"]
    assert told["next_due_on"] == "2026-11-02"
    assert values == [("occupancy", "occupied", None), ("occupancy", "vacant", "2026-09-01")]
    assert [row["value"] for row in told["utilities"]] == ["cut"]
    assert [step["state"] for step in told["episodes"][0]["states"]] == [
        "confirmed_without_title", "under_verification", "reported",
    ]  # fmt: skip
    assert told["episodes"][0]["reports"][0]["channel"] == "administrator"
    assert told["cases"][0] | {"id": ""} == {
        "id": "",
        "case_type": "eviction_tracking",
        "office": "housing_office",
        "protocol_no": "PROVA/7",
        "opened_on": "2026-10-01",
        "due_on": "2026-11-02",
        "state": "under_review",
        "reaches_unit": True,
        "is_overdue": True,
        "source_id": "test",
        "as_of": "2026-01-01",
        "reliability": "official",
        "is_synthetic": False,
    }
    assert {issue["title_it"]: issue["reaches_unit"] for issue in told["issues"]} == {
        "Contatore rotto": True,
        "Debito verso fornitori": False,
    }
    assert told["sales"][0]["base_price_eur"] == "60000.00"
    assert told["interventions"][0]["state"] == "works_started"


def test_the_json_of_nothing_is_a_problem(visitor: TestClient) -> None:
    answer = visitor.get("/api/units/nessuna")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_plan_has_staircases_across_and_floors_from_the_top(
    reading: Reader, dante: Town
) -> None:
    plan = reading(f"/buildings/{dante.building}").xpath("//table[@class='stack']")[0]
    heads = [words(each) for each in plan.xpath("thead/tr/th")]
    floors = [words(each.xpath("th")[0]) for each in plan.xpath("tbody/tr")]
    top = [[words(flat) for flat in cell.xpath(".//a")] for cell in plan.xpath("tbody/tr[1]/td")]

    assert heads == ["Piano", "scala A", "scala B"]
    assert floors == ["piano 2", "piano 1", "piano terra"]
    assert top == [["3 O!", "10 ?"], ["2 ?"]]


def test_every_flat_of_the_plan_has_a_name_to_be_read_aloud(reading: Reader, dante: Town) -> None:
    plan = reading(f"/buildings/{dante.building}")
    named = {link.get("href"): link.get("aria-label") for link in plan.xpath("//td//a")}

    assert named[f"/units/{dante.flats['A3']}"] == (
        "scala A, piano 2, int. 3: Occupazione accertata, in ritardo"
    )
    assert named[f"/units/{dante.flats['B1']}"] == "scala B, piano 1, int. 1: Vuota"
    assert [words(each) for each in plan.xpath("//ul[@class='legend']/li")] == [
        "Occupazione accertata 1", "Vuota 1", "Non nota 4", "qualcosa è in ritardo 1",
    ]  # fmt: skip


def test_the_map_gets_the_plan_as_a_part_and_a_person_the_page(
    visitor: TestClient, dante: Town
) -> None:
    address = f"/buildings/{dante.building}/plan?datetime=2026-09-10"
    part = visitor.get(address, headers={"HX-Request": "true"})
    whole = visitor.get(address)

    assert "<html" not in part.text
    assert 'class="stack"' in part.text
    assert f"/units/{dante.flats['A3']}?datetime=2026-09-10" in part.text
    assert whole.status_code == 303
    assert whole.headers["location"] == f"/buildings/{dante.building}?datetime=2026-09-10"


def test_a_building_tells_its_measures_and_uses_with_their_sources(
    session: Session, reading: Reader, dante: Town
) -> None:
    session.add(Source(id="topographic", title="The map of the Region"))
    building = session.get_one(Building, dante.building)
    building.built_year = 1964
    session.flush()
    for code, ended_on in (("0101", None), ("030399", None), ("08", dt.date(2026, 1, 1))):
        town.added(
            session, BuildingUse, building_id=dante.building, use_code=code, ended_on=ended_on,
            source_id="topographic",
        )  # fmt: skip

    page = reading(f"/buildings/{dante.building}")
    told = [
        (words(pair.xpath("dt")[0]), words(pair.xpath("dd")[0]))
        for pair in page.xpath("//section[h2/@id='facts-title']//dl/div")
    ]

    assert told == [
        ("Piani fuori terra", "8"),
        ("Altezza", "25 m"),
        ("Anno di costruzione", "1964"),
        ("Sagoma e misure", "fonte test, 1 gen 2026, ufficiale"),
        ("Uso", "abitativo (codice 0101) fonte topographic, 1 gen 2026, ufficiale"),
        ("Uso", "(codice 030399) fonte topographic, 1 gen 2026, ufficiale"),
    ]
    assert "The map of the Region" in section(page, "Fonti")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [("0101", "abitativo"), ("010199", "abitativo"), ("0199", "residenziale"), ("99", None),
     ("", None), ("1", None)],
)  # fmt: skip
def test_a_use_is_told_by_the_narrowest_words_there_are(code: str, meaning: str | None) -> None:
    words_of = use_words(code)
    assert (words_of.it if words_of else None) == meaning


def test_a_building_without_units_says_so(reading: Reader, dante: Town) -> None:
    assert "non ha unità di questo edificio" in words(reading(f"/buildings/{dante.square}"))


def test_a_condominium_shows_issues_buildings_and_disputed_figures(
    session: Session, reading: Reader, dante: Town
) -> None:
    for value, reliability in ((250000, Reliability.SINGLE_SOURCE), (350000, Reliability.DISPUTED)):
        figure = PROVENANCE | {"reliability": reliability}
        session.add(
            PublishedFigure(
                condominium_id=dante.condominium,
                measure="debt",
                title_it="Debito",
                title_en="Debt",
                value=value,
                unit_of_count="eur",
                **figure,
            )
        )
    town.added(
        session,
        TimelineEvent,
        condominium_id=dante.condominium,
        date_text="primavera 2019",
        title_it="Assemblea",
        title_en="Assembly",
    )
    session.flush()
    shown = reading(f"/condominiums/{dante.condominium}")
    figures = [words(row) for row in shown.xpath("//table[contains(@class,'figures')]/tbody/tr")]

    assert "nel supercondominio I Fiori" in words(shown)
    assert "Contatore rotto" in section(shown, "Criticità aperte")
    assert "1 criticità conclusa" in section(shown, "Criticità aperte")
    assert "via Dante 901, scale A, B 6 unità" in section(shown, "Edifici")
    assert figures == [
        "Debito più valori 250.000 € 1 gen 2026 test, da una sola fonte",
        "Debito 350.000 € 1 gen 2026 test, controversa tra le fonti",
    ]
    assert "primavera 2019 Assemblea" in section(shown, "Avvenimenti")


def test_a_condominium_whose_address_is_not_public_says_so(reading: Reader, dante: Town) -> None:
    shown = words(reading(f"/condominiums/{dante.nameless}"))

    assert "È noto solo il nome." in shown
    assert "L'indirizzo di questo condominio non è pubblico" in shown


def test_the_district_tells_its_published_figures(client: TestClient) -> None:
    told = client.get("/chronicle", headers={"Accept": "text/html"}).text

    assert "1.972\N{NO-BREAK SPACE}alloggi" in told or "1.972 alloggi" in told
    assert "1.824" in told
    assert "non nota:" in told


@pytest.mark.parametrize("address", ["/", "/units", "/chronicle", "/data", "/maps"])
def test_every_sentence_has_an_english_twin(visitor: TestClient, address: str) -> None:
    italian = visitor.get(address).text
    english = visitor.get(address, params={"lang": "en"})

    assert '<html lang="it">' in italian
    assert '<html lang="en">' in english.text
    assert "Galleria" not in english.text
    assert "lang=en" in english.headers["set-cookie"]
    assert '<html lang="en">' in visitor.get(address).text


def test_the_browsers_first_language_counts_where_nothing_was_chosen(
    visitor: TestClient,
) -> None:
    english = visitor.get("/", headers={"Accept-Language": "en-GB,it;q=0.5"})

    assert '<html lang="en">' in english.text
    assert "set-cookie" not in english.headers
