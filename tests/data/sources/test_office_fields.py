"""No header and no wording of the office's workbook may mean two things."""

from collections import Counter

import pytest

from buildings.occupations.states import EpisodeState
from buildings.status.states import Occupancy
from data.sources.office_fields import FIELDS
from data.sources.office_words import OFFICE_WORDS, OfficeOccupancy, ReportedState
from data.sources.sheets.fields import plain


def test_every_header_surely_means_one_field() -> None:
    headers = Counter(header for field in FIELDS for header in field.headers)
    assert [header for header, times in headers.items() if times > 1] == []


def test_every_field_of_words_has_its_words() -> None:
    assert {field.name for field in FIELDS if field.type == "word"} == set(OFFICE_WORDS)


@pytest.mark.parametrize("name", OFFICE_WORDS)
def test_every_label_is_read_back_as_its_code(name: str) -> None:
    words = OFFICE_WORDS[name]
    known = words.known()
    assert all(known[plain(code.label.it)] is code for code in words.codes)
    assert all(known[plain(code.value)] is code for code in words.codes)


def test_a_sheet_may_say_who_is_there_but_only_report_an_occupation() -> None:
    said = {code.value for code in OfficeOccupancy}
    assert {code.value for code in Occupancy} == said - {"reported", "under_verification"}
    assert {code.value for code in ReportedState} == {
        EpisodeState.REPORTED.value,
        EpisodeState.UNDER_VERIFICATION.value,
    }
    accusing = [text for text in OFFICE_WORDS["occupancy"].synonyms if "abus" in text]
    assert accusing
    assert all(OFFICE_WORDS["occupancy"].synonyms[t].value == "reported" for t in accusing)
