"""Archives are taken apart with suspicion; what is recognised inside goes in, in a sound order."""

import gzip
import os
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from data.ingest.importing import Order
from data.ingest.outcome import ImportResult
from data.ingest.states import ImportOutcome
from data.ingest.unpacking import Passed, import_delivery
from data.sources import archives
from data.sources.archives import unpack
from data.sources.rows import FileRefusedError
from gis.report import Silence
from tests.data.ingest.conftest import BORGO, SAMPLES, Register, counts

INDIR = "INDIR_borgo_esempio_20240901.csv"
STRAD = "STRAD_borgo_esempio_20240901.csv"
SHAPES = "R99_11_WGS84_borgo_esempio"


def zipped(path: Path | None, *members: tuple[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    if path:
        path.write_bytes(buffer.getvalue())
    return buffer.getvalue()


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def given(register: Register, path: Path, source: str = "auto") -> list[ImportResult | Passed]:
    order = Order(source, BORGO, code_was_said=True)
    return list(
        import_delivery(register.engine, register.folder / "imports", path, order, Silence())
    )


def results(found: list[ImportResult | Passed]) -> list[ImportResult]:
    return [each for each in found if isinstance(each, ImportResult)]


def refusal(path: Path, folder: Path) -> str:
    folder.mkdir()
    with pytest.raises(FileRefusedError) as refused:
        unpack(path, folder, BORGO)
    assert path.name in refused.value.text.it
    assert path.name in refused.value.text.en
    return refused.value.text.en


def test_the_recognised_members_go_in_and_each_is_told(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "consegna.zip"
    shapes = [(f"Sezioni Città/{SHAPES}{e}", sample(f"{SHAPES}{e}")) for e in
              (".shp", ".shx", ".dbf", ".prj", ".cpg")]  # fmt: skip
    zipped(
        path,
        ("leggimi.txt", b"Da leggere\n"),
        (f"civici/{STRAD}", sample(STRAD)),
        (f"civici/{INDIR}", sample(INDIR)),
        *shapes,
        ("confini.geojson", sample("boundary_borgo_esempio.geojson")),
        ("__MACOSX/._confini.geojson", b"\0"),
    )
    found = given(register, path)
    assert [(each.source, counts(each)) for each in results(found)] == [
        ("boundary", (1, 1, 0, 0, 0, 0)),
        ("anncsu", (18, 18, 0, 0, 0, 0)),
        ("anncsu", (5, 0, 5, 0, 0, 0)),
        ("census_sections", (7, 6, 0, 0, 0, 1)),
    ]
    assert [each.name for each in found if isinstance(each, Passed)] == [
        "consegna.zip : leggimi.txt"
    ]
    assert register.rows("select file_name from import_run order by id")[-1] == (
        f"consegna.zip : Sezioni Città : {SHAPES}.shp",
    )


def test_archives_inside_archives_as_the_bulk_download_has_them(
    register: Register, tmp_path: Path
) -> None:
    ours = zipped(None, ("Z999_BORGO_ple.gml", sample("parcels_borgo_esempio.gml")))
    other = zipped(None, ("F205_MILANO_ple.gml", b"<never read"))
    province = zipped(None, ("Z999_BORGO.zip", ours), ("F205_MILANO.zip", other))
    region = zipped(None, ("MI.zip", province))
    path = tmp_path / "ITALIA.zip"
    zipped(path, ("LOMBARDIA.zip", region))
    left, result = given(register, path)
    assert isinstance(left, Passed)
    assert "1 file di altri comuni" in left.reason.it
    assert isinstance(result, ImportResult)
    assert counts(result) == (10, 8, 0, 0, 2, 0)
    assert result.path.name == (
        "ITALIA.zip : LOMBARDIA.zip : MI.zip : Z999_BORGO.zip : Z999_BORGO_ple.gml"
    )


def test_gz_and_kmz(register: Register, tmp_path: Path) -> None:
    packed = tmp_path / f"{INDIR}.gz"
    packed.write_bytes(gzip.compress(sample(INDIR)))
    assert [counts(each) for each in results(given(register, packed))] == [(18, 18, 0, 0, 0, 0)]
    assert register.value("select max(as_of)::text from import_run") == "2024-09-01"
    kmz = tmp_path / "zone.kmz"
    zipped(kmz, ("doc.kml", sample("omi_zones_borgo_esempio_2024-1.kml")))
    assert [counts(each) for each in results(given(register, kmz))] == [(3, 3, 0, 0, 0, 0)]


def test_only_the_source_that_was_asked_for(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "due.zip"
    zipped(path, (INDIR, sample(INDIR)), ("b.geojson", sample("boundary_borgo_esempio.geojson")))
    found = given(register, path, "anncsu")
    assert [each.source for each in results(found)] == ["anncsu"]
    assert "boundary" in next(each for each in found if isinstance(each, Passed)).reason.it


def test_an_archive_of_nothing_known_is_refused_and_logged(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "foto.zip"
    zipped(path, ("a.txt", b"niente\n"), ("b.txt", b"nulla\n"))
    (result,) = results(given(register, path))
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "Nessuno dei 2 file" in result.message.it
    assert register.rows("select file_name, outcome from import_run") == [("foto.zip", "refused")]
    assert result.refusals_path is not None
    assert "Nessuno dei 2 file" in result.refusals_path.read_text(encoding="utf-8-sig")


def test_a_folder_is_taken_like_an_archive(register: Register, tmp_path: Path) -> None:
    folder = tmp_path / "consegna"
    folder.mkdir()
    (folder / INDIR).write_bytes(sample(INDIR))
    assert [counts(each) for each in results(given(register, folder))] == [(18, 18, 0, 0, 0, 0)]


@pytest.mark.parametrize("name", ["../fuori.csv", "a/../../fuori.csv", "/etc/fuori.csv",
                                  "C:/fuori.csv", "..\\fuori.csv"])  # fmt: skip
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "cattivo.zip"
    zipped(path, (name, b"x"))
    assert "leaves the folder" in refusal(path, tmp_path / "out")
    assert not (tmp_path / "fuori.csv").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "it is a link" in refusal(path, tmp_path / "out")


def test_a_bomb_is_refused_even_when_it_lies_about_its_size(tmp_path: Path) -> None:
    path = tmp_path / "bomba.zip"
    zipped(path, ("zeri.csv", bytes(8 * 1024**2)))
    assert "compression bomb" in refusal(path, tmp_path / "out")
    packed = tmp_path / "bomba.csv.gz"
    packed.write_bytes(gzip.compress(bytes(8 * 1024**2)))
    assert "compression bomb" in refusal(packed, tmp_path / "out2")


def test_too_many_files_too_much_or_too_deep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tanti.zip"
    zipped(path, *((f"{i}.csv", b"x") for i in range(12)))
    monkeypatch.setattr(archives, "MAX_ENTRIES", 10)
    assert "more than" in refusal(path, tmp_path / "a")
    monkeypatch.setattr(archives, "MAX_BYTES", 5_000)
    big = tmp_path / "grande.zip"
    zipped(big, ("a.bin", os.urandom(6_000)))
    assert "more than 4 GiB" in refusal(big, tmp_path / "b")
    content = zipped(None, ("a.csv", b"x"))
    for _ in range(5):
        content = zipped(None, ("dentro.zip", content))
    deep = tmp_path / "fondo.zip"
    deep.write_bytes(content)
    assert "beyond 4 levels" in refusal(deep, tmp_path / "c")


def test_a_truncated_or_locked_archive_is_refused(tmp_path: Path) -> None:
    whole = zipped(None, (INDIR, sample(INDIR)))
    cut = tmp_path / "tagliato.zip"
    cut.write_bytes(whole[: len(whole) // 2])
    assert "truncated" in refusal(cut, tmp_path / "a")
    locked = bytearray(whole)
    central = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[central + 8] |= 1
    closed = tmp_path / "chiuso.zip"
    closed.write_bytes(bytes(locked))
    assert "password" in refusal(closed, tmp_path / "b")


def test_names_with_the_accents_of_italian_windows(tmp_path: Path) -> None:
    path = tmp_path / "accenti.zip"
    entry = zipfile.ZipInfo("UNIT_.csv")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "x")
    path.write_bytes(path.read_bytes().replace(b"UNIT_", b"UNIT\xb7"))
    folder = tmp_path / "out"
    folder.mkdir()
    (member,) = unpack(path, folder, BORGO).members
    assert member.name == "accenti.zip : UNITÀ.csv"
    assert member.path.read_text() == "x"


def test_nothing_of_it_stays_on_the_disk(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "tmp"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    path = tmp_path / "uno.zip"
    zipped(path, (INDIR, sample(INDIR)))
    assert [each.counts.loaded for each in results(given(register, path))] == [18]
    assert list(private.iterdir()) == []


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("a.csv", "a.csv/b.csv"), "the name occurs twice"),
        (("a/b.csv", "a"), "the name occurs twice"),
        ((f"{'a' * 300}.csv",), "the name is too long"),
    ],
)
def test_names_that_no_folder_takes_are_refused(
    tmp_path: Path, names: tuple[str, ...], reason: str
) -> None:
    path = tmp_path / "names.zip"
    zipped(path, *((name, b"x") for name in names))
    assert reason in refusal(path, tmp_path / "out")


@pytest.mark.parametrize("count", [12_000, 66_000])
def test_a_list_of_members_longer_than_any_honest_one_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Above 65,535 members the length stands in the 64-bit record."""
    path = tmp_path / "many.zip"
    zipped(path, *((f"{number:06}.csv", b"") for number in range(count)))
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", count * 50)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("opened"))
    assert "more than 10000 files" in refusal(path, tmp_path / "out")


def test_a_member_whose_name_is_no_utf_8_although_it_says_so_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "name.zip"
    content = zipped(None, ("perch\u00e9.csv", b"x"))
    path.write_bytes(content.replace("perch\u00e9".encode(), b"perch\xff\xff"))
    assert "truncated or malformed" in refusal(path, tmp_path / "out")


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_broken_member_is_refused_however_it_was_packed(tmp_path: Path, way: int) -> None:
    path = tmp_path / "broken.zip"
    with zipfile.ZipFile(path, "w", way) as archive:
        archive.writestr("a.csv", os.urandom(5_000))
    content = bytearray(path.read_bytes())
    content[60:400] = bytes(340)
    path.write_bytes(content)
    assert "truncated or malformed" in refusal(path, tmp_path / "out")


def test_a_gz_that_is_no_gz_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.osm.gz"
    path.write_bytes(gzip.compress(b"<osm/>" * 100)[:-12])
    assert "truncated or malformed" in refusal(path, tmp_path / "out")


def test_a_list_of_members_too_long_makes_no_document_of_a_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.xlsx"
    zipped(path, ("[Content_Types].xml", b"<x/>"))
    assert not archives.is_archive(path)
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", 10)
    assert archives.is_archive(path)
