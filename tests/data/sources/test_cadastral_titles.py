"""Subjects and titles: inputs 32 and 34; and what no one may read in a refusal or a note."""

from pathlib import Path

import pytest

from data.sources.cadastral_census import in_order
from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, Read, read, written

SOG, TIT = "Z9990000001.SOG", "Z9990000001.TIT"
PERSON = "Z999| |801|P|INVENTATI|CLELIA|2|12031961|Z999|BRMTRS61C52Z999F||"
TITLE = (
    "Z999| |801|P|501|F|10||1|2|C|0|14052008|V|101|001|2008|14052008||||||||5000501||991"
    "|IST|COMPRAVENDITA|||"
)


def sog(folder: Path, *lines: str, encoding: str = "latin-1") -> Read:
    content = "".join(line + "\r\n" for line in lines).encode(encoding)
    return read(written(folder, "X.SOG", content))


def tit(folder: Path, *lines: str) -> Read:
    return read(written(folder, "X.TIT", "".join(line + "\r\n" for line in lines)))


def everything_told(got: Read) -> str:
    refused = [(each.raw, each.value, each.reason.it, each.reason.en) for each in got.refusals]
    noted = [(each.value, each.reason.it, each.reason.en) for each in got.notes]
    return repr([refused, noted, [row.raw for row in got.rows]])


def test_the_invented_subjects_are_read() -> None:
    got = read(SAMPLES / SOG)
    people = {each.key: each.facts for each in got.records}
    assert not got.refusals
    assert len(people) == 5
    assert people["Z999/-/701/P"]["surname"] == "BRAMBILLINI"
    assert (people["Z999/-/701/P"]["sex"], people["Z999/-/701/P"]["birth_on"]) == (
        "F",
        "1961-03-12",
    )
    assert people["Z999/-/703/P"]["surname"] == "D'ESEMPIO"
    assert people["Z999/-/703/P"]["birth_on"] is None, "01010001 is unknown"
    assert people["Z999/-/704/G"] == {
        "subject": "Z999/-/704/G",
        "kind": "G",
        "name": "BANCA INVENTATA DI BORGO ESEMPIO S.P.A.",
        "seat_code": "Z999",
        "tax_code": "12345670488",
    }


def test_no_name_and_no_code_of_a_person_is_ever_told(tmp_path: Path) -> None:
    got = sog(
        tmp_path,
        PERSON,
        PERSON.replace("801", "802").replace("Z999F", "Z999A"),
        PERSON.replace("801", "803").replace("12031961", "31021961"),
        PERSON.replace("801", "804").replace("CLELIA", "CLE|LIA"),
        PERSON.replace("801", "805").replace("INVENTATI|CLELIA", "|"),
    )
    assert [row.number for row in got.rows] == [1, 2]
    assert [each.number for each in got.refusals] == [3, 4, 5]
    told = everything_told(got)
    for secret in ("INVENTATI", "CLELIA", "CLE", "BRMTRS", "1961"):
        assert secret not in told
    assert "Z999| |801|P|***" in told


def test_a_wrong_or_missing_tax_code_is_kept_and_told(tmp_path: Path) -> None:
    wrong = PERSON.replace("Z999F", "Z999A")
    missing = PERSON.replace("|801|", "|802|").replace("BRMTRS61C52Z999F", "")
    got = sog(tmp_path, wrong, missing)
    assert [each.facts["tax_code"] for each in got.records] == ["BRMTRS61C52Z999A", None]
    assert [note.number for note in got.notes if note.number] == [1, 2]
    assert "fails its check" in got.notes[1].reason.en


@pytest.mark.parametrize("code", ["RSSMRA85T10A562S", "MRTMTT25D09F205Z", "00743110157"])
def test_foreign_omocodic_and_lent_codes_pass(tmp_path: Path, code: str) -> None:
    got = sog(tmp_path, PERSON.replace("BRMTRS61C52Z999F", code))
    assert [note for note in got.notes if note.number] == []


def test_letters_of_other_alphabets_are_kept_and_told(tmp_path: Path) -> None:
    windows = sog(tmp_path, PERSON.replace("INVENTATI", "D\u2019INVENTATI"), encoding="cp1252")
    assert windows.records[0].facts["surname"] == "D\u2019INVENTATI"
    assert "Windows-1252" in windows.notes[-1].reason.en
    polish = sog(tmp_path, PERSON.replace("INVENTATI", "ŁINVENTATI"), encoding="utf-8")
    assert polish.records[0].facts["surname"] == "ŁINVENTATI"
    latin = sog(tmp_path, PERSON.replace("CLELIA", "JOSÉ"))
    assert latin.records[0].facts["given_name"] == "JOSÉ"
    assert [note for note in latin.notes if note.number] == []


def test_the_blank_after_a_right_code_tells_it_apart(tmp_path: Path) -> None:
    codes = ["20", "20 ", "30", "30 ", "1s", "80"]
    got = tit(tmp_path, *(TITLE.replace("|10||", f"|{code}||") for code in codes))
    assert [each.facts["right_code"] for each in got.records] == codes
    assert len({each.key for each in got.records}) == len(codes)


def test_a_share_of_nothing_is_unknown(tmp_path: Path) -> None:
    got = tit(
        tmp_path, TITLE.replace("|1|2|C|", "|0|0|C|"), TITLE.replace("|1|2|C|", "|500|1000|C|")
    )
    assert [(each.facts["share_num"], each.facts["share_den"]) for each in got.records] == [
        (None, None),
        (500, 1000),
    ]
    assert [(note.number, note.value) for note in got.notes if note.number] == [(1, "0/0")]


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("|1|2|C|", "|3|2|C|", "quota"),
        ("|1|2|C|", "|a|2|C|", "quota"),
        ("|501|F|", "|501|X|", "tipo immobile"),
        ("|10||", "|  ||", "diritto"),
        ("|14052008|V|", "|31022008|V|", "data validità"),
    ],
)
def test_a_title_that_makes_no_sense_is_refused_alone(
    tmp_path: Path, before: str, after: str, column: str
) -> None:
    assert before in TITLE
    got = tit(tmp_path, TITLE.replace(before, after), TITLE.replace("|991|", "|992|"))
    (refusal,) = got.refusals
    assert (refusal.number, refusal.column) == (1, column)
    assert refusal.keys, "the file mentions the title all the same"
    assert [row.number for row in got.rows] == [2]


@pytest.mark.parametrize("width", [28, 31, 32])
def test_titles_of_every_vintage(tmp_path: Path, width: int) -> None:
    line = "|".join(TITLE.split("|")[:width]) + "|"
    assert tit(tmp_path, line).records[0].facts["title_id"] == "991"


def test_the_files_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="cadastral_census, not cadastral_plans"):
        read(written(tmp_path, "SC.DAT", PERSON + "\r\n"), "cadastral_plans")


def test_files_of_one_delivery_load_subjects_before_titles(tmp_path: Path) -> None:
    given = [SAMPLES / f"Z9990000001.{part}" for part in ("TIT", "TER", "FAB", "SOG", "PRM")]
    other = SAMPLES / "borgo_esempio.osm"
    missing = tmp_path / "missing.TIT"
    in_turn = in_order([other, *given, missing])
    assert [path.suffix for path in in_turn] == [
        ".osm", ".PRM", ".SOG", ".FAB", ".TER", ".TIT", ".TIT",
    ]  # fmt: skip
    assert in_turn[-1] == missing


def test_two_deliveries_keep_their_turn(tmp_path: Path) -> None:
    names = ["B.TIT", "A.TIT", "A.SOG", "B.SOG"]
    for name in names:
        sample = SAMPLES / f"Z9990000001.{name[-3:]}"
        (tmp_path / name).write_bytes(sample.read_bytes())
    in_turn = in_order([tmp_path / name for name in names])
    assert [path.name for path in in_turn] == ["B.SOG", "B.TIT", "A.SOG", "A.TIT"]
