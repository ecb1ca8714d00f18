"""Street names in every spelling mean the register's streets, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.identity.gazetteer import Gazetteer
from data.identity.levels import StreetLevel
from data.identity.streets import read_street

TOWN = Gazetteer(
    [
        "via Cimarosa",
        "via Cilea",
        "via Leoncavallo",
        "via Wagner",
        "piazza Giuseppe Garibaldi",
        "via Vittorio Emanuele II",
        "viale XXV Aprile",
        "via San Francesco",
        "via Giuseppe Verdi",
        "via Sintetica A",
        "via Sintetica AB",
    ]
)


@pytest.mark.parametrize(
    ("spelling", "street", "level"),
    [
        ("Via Cimarosa", "via Cimarosa", StreetLevel.SAME),
        ("v.Cimarosa", "via Cimarosa", StreetLevel.SAME),
        ("Cimarosa, via", "via Cimarosa", StreetLevel.SAME),
        ("Domenico Cimarosa", "via Cimarosa", StreetLevel.PART),
        ("Cimarosa Domenico", "via Cimarosa", StreetLevel.PART),
        ("corso Cimarosa", "via Cimarosa", StreetLevel.PART),
        ("V. Cimaroza", "via Cimarosa", StreetLevel.TYPO),
        ("Cima rosa", "via Cimarosa", StreetLevel.TYPO),
        ("via D. Cimaorsa", "via Cimarosa", StreetLevel.TYPO),
        ("v. Leonc.", "via Leoncavallo", StreetLevel.TYPO),
        ("P.za Garibaldi", "piazza Giuseppe Garibaldi", StreetLevel.PART),
        ("P.ZZA G. GARIBALDI", "piazza Giuseppe Garibaldi", StreetLevel.PART),
        ("Via V. Emanuele Secondo", "via Vittorio Emanuele II", StreetLevel.PART),
        ("via vittorio emanuele 2", "via Vittorio Emanuele II", StreetLevel.SAME),
        ("V.le 25 aprile", "viale XXV Aprile", StreetLevel.SAME),
        ("viale venticinque aprile", "viale XXV Aprile", StreetLevel.SAME),
        ("via S. Francesco", "via San Francesco", StreetLevel.SAME),
        ("via Sintettica AB", "via Sintetica AB", StreetLevel.TYPO),
    ],
)
def test_a_spelling_means_its_street(spelling: str, street: str, level: StreetLevel) -> None:
    assert TOWN.find(spelling) == [(street, level)]


@pytest.mark.parametrize(
    "spelling",
    [
        "via Puccini",
        "via Giuseppe",
        "via Cimarosa Vecchia",
        "via Wagner traversa",
        "via Sintetica AC",
        "viale XXVI Aprile",
        "",
        "via",
        "25",
    ],
)
def test_another_street_means_none(spelling: str) -> None:
    assert TOWN.find(spelling) == []


def test_a_misspelling_between_two_streets_means_both() -> None:
    town = Gazetteer(["via Corti", "via Conti", "via Mozart"])

    assert town.find("via Cotti") == [
        ("via Conti", StreetLevel.TYPO),
        ("via Corti", StreetLevel.TYPO),
    ]


@given(st.text(max_size=60))
def test_any_text_reads_as_something(text: str) -> None:
    read = read_street(text)

    assert all(word == word.strip() and word for word in read.words)
    assert isinstance(TOWN.find(text), list)
