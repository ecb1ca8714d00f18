"""The census files with the slips that offices have met: each told, nothing else lost."""

from pathlib import Path

import pytest

from data.sources.rows import FileRefusedError
from tests.data.sources.reading import SAMPLES, Read, read, written

FAB, TIT, SOG, PRM = (f"Z9990000001.{part}" for part in ("FAB", "TIT", "SOG", "PRM"))
HEAD = b"Z999| |102|F|1|1||C06|U|14|15|0|52,06|"
NAMED = b"Z999| |102|F|1|2||0001|00001||0002||"
PLACED = b"Z999| |102|F|1|3|236|DELLE PROVE|1|||17|"


def with_slip(folder: Path, sample: str, before: bytes, after: bytes) -> Read:
    content = (SAMPLES / sample).read_bytes()
    assert content.count(before) == 1
    return read(written(folder, sample, content.replace(before, after)))


def noted(got: Read) -> list[tuple[str, str]]:
    return [(each.column, each.reason.en) for each in got.notes[1:]]


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        (b"|C06|U|", b"|Z99|U|", ("categoria", "No such category: kept as it is written.")),
        (b"|A04|01|3,5|", b"|A04|01|3,7|",
         ("consistenza", "Rooms go by halves: the consistency is left out.")),
        (b"|F01|||230|", b"|F01||3|230|",
         ("consistenza", "A consistency without a category that tells its unit: left out.")),
        (NAMED, NAMED + b"|0001|00001||0002||",
         ("", "The same identifier twice on one unit: kept once.")),
        (PLACED, PLACED.replace(b"|236|", b"|999|"),
         ("toponimo", "Unknown toponym code: the street stays without its kind.")),
        (b"|S1||||11031999", b"|SOTTO?||||11031999",
         ("piano", "Floor spelt in an unknown way: kept as it is written.")),
        (b"UNITA` DI", "UNITA\u2019 DI".encode("cp1252"),
         ("", "Letters outside latin-1 (such as 0x92): read as Windows-1252 or UTF-8.")),
        (b"UNITA` DI", b"UNITA\x81 DI", ("", "Control characters in the row: kept as they are.")),
    ],
)  # fmt: skip
def test_a_doubt_is_told_and_the_record_is_read(
    tmp_path: Path, before: bytes, after: bytes, note: tuple[str, str]
) -> None:
    got = with_slip(tmp_path, FAB, before, after)
    assert not got.refusals
    assert len(got.rows) == 25
    assert note in noted(got)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (HEAD, HEAD.replace(b"|52,06|", b"|99999999999,00|"), "too large: have the fields moved?"),
        (HEAD, HEAD.replace(b"|14|", b"|1.4|"), "is not a number"),
        (b"|11031999|V|000202|", b"|31021999|V|000202|", "is no date as ddmmyyyy"),
        (NAMED, NAMED.replace(b"|0001|", b"|XX|"), "The sheet is missing or no number."),
        (NAMED, NAMED.replace(b"|00001|", b"|-|"), "The parcel is missing or neither"),
        (b"|104|F|1|4||0001|00001||", b"|104|F|1|4||0001|0||", "The parcel is missing or neither"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, before: bytes, after: bytes, reason: str
) -> None:
    got = with_slip(tmp_path, FAB, before, after)
    assert any(reason in each for each in got.reasons())


def test_letters_that_were_lost_refuse_their_line(tmp_path: Path) -> None:
    text = (SAMPLES / FAB).read_bytes().decode("latin-1")
    got = read(written(tmp_path, FAB, text.replace("D`ESEMPIO", "D\ufffdESEMPIO")))
    assert got.reasons() == ["Letters were lost: the file was saved in another alphabet."]


def test_the_parameters_of_a_delivery_with_slips(tmp_path: Path) -> None:
    text = (SAMPLES / PRM).read_text(encoding="latin-1")
    got = read(written(tmp_path, "A.PRM", text.replace("01/09/2024", "31/02/2024")))
    assert got.as_of is None
    assert "The PRM does not say the day of extraction." in [e.reason.en for e in got.notes]
    twice = read(written(tmp_path, "B.PRM", text + "Comune catastale : Z998\n"))
    assert [(each.column, each.reason.en) for each in twice.refusals] == [
        ("Comune catastale", "Parameter given twice.")
    ]
    unknown = "Comune catastale : Z999\nTipologia di estrazione\n"
    with pytest.raises(FileRefusedError, match="This is no PRM file"):
        read(written(tmp_path, "C.PRM", unknown))


def test_fewer_lines_than_declared_refuse_each_kind_of_file(tmp_path: Path) -> None:
    for part in ("FAB", "TIT", "SOG"):
        name = f"Z9990000001.{part}"
        written(tmp_path, PRM, (SAMPLES / PRM).read_bytes())
        lines = (SAMPLES / name).read_bytes().splitlines(keepends=True)
        with pytest.raises(FileRefusedError, match=f"declares .* {part} records"):
            read(written(tmp_path, name, b"".join(lines[:-1])))


def test_a_subject_without_a_name_and_a_line_of_another_file(tmp_path: Path) -> None:
    title = (SAMPLES / TIT).read_bytes().splitlines(keepends=True)[0]
    content = (SAMPLES / SOG).read_bytes() + b"Z999| |709|G||Z999|12345670488|\r\n"
    got = read(written(tmp_path, "X.SOG", content + title[:40] + b"||||\r\n"))
    assert got.reasons()[0] == "The subject has no name."
    assert len(got.refusals) == 2
    assert all(each.raw.endswith("|***") for each in got.refusals)


def test_a_title_on_an_immobile_that_is_no_number_is_a_title(tmp_path: Path) -> None:
    got = with_slip(tmp_path, TIT, b"|702|P|101|F|", b"|702|P|?|F|")
    assert not got.refusals
    assert "-/702P/?F/10/902" in [each.key for each in got.records]
