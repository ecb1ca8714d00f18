"""The documents hold what they promise."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture.tree import ROOT, files_ending, read

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")
SHORT, LONG = 150, (150, 10_000)
"""Lengths that the publiccode.yml standard allows to the two descriptions."""


@pytest.fixture
def card() -> dict[str, Any]:
    """publiccode.yml, parsed."""
    loaded: dict[str, Any] = yaml.safe_load(read(Path("publiccode.yml")))
    return loaded


def test_the_licence_is_whole() -> None:
    text = read(Path("LICENSE"))
    articles = re.findall(r"^(\d+)\. \S", text, re.MULTILINE)

    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert articles == [str(number) for number in range(1, 16)]
    assert re.search(r"^Appendix$", text, re.MULTILINE)
    assert text.endswith("require the production of a new\nEUPL version.\n")


def test_the_card_has_every_key_the_standard_asks_for(card: dict[str, Any]) -> None:
    assert card.keys() >= {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert card["publiccodeYmlVersion"].startswith("0.5")
    assert card["legal"]["license"] == "EUPL-1.2"
    assert card["localisation"].keys() >= {"localisationReady", "availableLanguages"}
    assert card["IT"]["countryExtensionVersion"] == "1.0"


def test_a_maintained_software_names_its_contacts(card: dict[str, Any]) -> None:
    maintenance = card["maintenance"]

    assert maintenance["type"] in {"internal", "contract", "community", "none"}
    assert ("contractors" in maintenance) == (maintenance["type"] == "contract")
    if maintenance["type"] in {"internal", "community"}:
        assert maintenance["contacts"]


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_card_describes_itself(card: dict[str, Any], language: str) -> None:
    description = card["description"][language]

    assert len(description["shortDescription"]) <= SHORT
    assert LONG[0] <= len(description["longDescription"]) <= LONG[1]
    assert len(description["features"]) >= 5
    assert all((ROOT / picture).is_file() for picture in description.get("screenshots", []))


def test_the_changelog_has_room_for_the_next_change() -> None:
    headings = re.findall(r"^## (.+)$", read(Path("CHANGELOG.md")), re.MULTILINE)

    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", rest) for rest in headings[1:])


def test_links_between_documents_lead_somewhere() -> None:
    pages = files_ending(".md")
    broken = [
        f"{page}: {match['target']}"
        for page in pages
        for match in LINK.finditer(read(page))
        if ":" not in match["target"] and not (ROOT / page.parent / match["target"]).exists()
    ]

    assert Path("README.md") in pages
    assert broken == []
