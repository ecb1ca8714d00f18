"""Files that are not what their name says are turned away at the door."""

from pathlib import Path

import pytest

from data.sources.head import MAX_BYTES, read_head
from data.sources.rows import FileRefusedError
from tests.data.sources.reading import written

LOGIN = "<!DOCTYPE html><html><head><title>Accesso</title></head><body>Entra</body></html>"
REPORT = """<?xml version="1.0"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">
<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>Area richiesta troppo estesa
</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"""


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("vuoto.csv", b"", "empty"),
        ("zeri.osm.pbf", b"\x00" * 500, "holds nothing"),
        ("bianco.csv", b" \r\n\r\n", "holds nothing"),
        ("tabella.csv", b"%PDF-1.7\n", "PDF"),
        ("dati.gml", b"PK\x03\x04....", "archive"),
        ("mappa.osm", b"\x1f\x8b\x08....", "archive"),
        ("INDIR.csv", "CODICE_COMUNE\t1".encode("utf-16"), "UTF-16"),
        ("INDIR.csv", LOGIN.encode(), "web page"),
        ("particelle.gml", REPORT.encode(), "Area richiesta troppo estesa"),
    ],
)
def test_what_is_no_data_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        read_head(written(tmp_path, name, content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="does not exist"):
        read_head(tmp_path / "manca.csv")
    with pytest.raises(FileRefusedError, match="does not exist"):
        read_head(tmp_path)


def test_an_enormous_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "enorme.osm"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FileRefusedError, match="MiB"):
        read_head(path)
