"""What the container of a file tells, without reading it whole."""

import tracemalloc
from pathlib import Path

import pytest

from data.sources.rows import FileRefusedError
from data.sources.sheets.container import OLE_START, refuse_ole


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ("EncryptedPackage", "protected by a password"),
        ("Workbook", "an old Excel file"),
        ("WordDocument", "no table"),
    ],
)
def test_an_office_file_of_before_2007_is_told_by_a_stream_at_its_end(
    tmp_path: Path, stream: str, words: str
) -> None:
    path = tmp_path / "grande.xls"
    with path.open("wb") as file:
        file.write(OLE_START)
        file.seek(64 * 1024**2)
        file.write(stream.encode("utf-16-le"))
    tracemalloc.start()
    with pytest.raises(FileRefusedError) as refused:
        refuse_ole(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in refused.value.text.en
    assert most < 4 * 1024**2
