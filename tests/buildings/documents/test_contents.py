"""What is taken, what is left of it, and what is refused, whatever the file calls itself."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from buildings.documents import contents
from buildings.documents.contents import MAX_BYTES, checked
from buildings.documents.images import LONGEST_SIDE
from buildings.documents.pdfs import active_parts
from buildings.documents.states import MediaType
from gis.errors import InputError
from tests.buildings.documents import files

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!doctype html><script>alert(1)</script>"


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("form", "media_type", "ending"),
    [
        ("JPEG", MediaType.JPEG, "JPG"),
        ("PNG", MediaType.PNG, "png"),
        ("WEBP", MediaType.WEBP, "webp"),
    ],
)
def test_a_photo_loses_place_camera_and_comment(
    form: str, media_type: MediaType, ending: str
) -> None:
    sent = files.photo(form)
    assert opened(sent).getexif().get_ifd(files.GPS_IFD)[2] == files.LATITUDE

    found, stored = checked(sent, f"IMG_0001.{ending}")

    assert found is media_type
    kept = opened(stored)
    assert (kept.format, kept.size) == (form, (60, 40))
    assert dict(kept.getexif()) == {}
    assert kept.getexif().get_ifd(files.GPS_IFD) == {}
    assert not {"exif", "comment", "xmp", "icc_profile", "photoshop"} & set(kept.info)
    assert b"Ada" not in stored
    assert b"Exif" not in stored
    red, _, blue = kept.convert("RGB").getpixel((5, 20))  # type: ignore[misc]
    assert (red > 180, blue < 90) == (True, True)


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    _, stored = checked(files.photo(orientation=6), "a.jpg")
    kept = opened(stored)
    assert kept.size == (40, 60)
    red, _, blue = kept.getpixel((20, 5))  # type: ignore[misc]
    assert (red > 180, blue < 90) == (True, True)


def test_a_large_photo_is_reduced() -> None:
    _, stored = checked(files.photo(size=(5000, 100)), "a.jpg")
    assert opened(stored).size[0] == LONGEST_SIDE


def test_transparency_and_palettes_survive() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 0)).save(written, "PNG")
    _, stored = checked(written.getvalue(), "a.png")
    assert opened(stored).getpixel((1, 1)) == (10, 20, 30, 0)


@pytest.mark.parametrize("behind", [HTML, files.office(), files.pdf()])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_hides_behind_a_picture(form: str, behind: bytes) -> None:
    _, stored = checked(files.photo(form) + behind, "")
    assert b"<script" not in stored
    assert b"PK\x03\x04" not in stored
    assert b"%PDF" not in stored


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "convert", explode)
    for size in ((30_000, 30_000), (8000, 8000), (20_000, 9000)):
        assert len(files.bomb(*size)) < 1000
        with pytest.raises(InputError, match="million pixels"):
            checked(files.bomb(*size), "a.png")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "pianta.svg"), (SVG, "pianta.png"), (HTML, "a.pdf"), (b"GIF89a" + b"\0", "a.gif"),
        (b"MZ" + b"\0" * 600, "a.exe"), (b"a;b\n1;2\n", "a.csv"), (b"\0" * 100, "a.jpg"),
        (files.office("xl/other.xml"), "a.docx"), (b"%!PS-Adobe-3.0\n", "a.ps"),
        (b"PK\x03\x04 broken", "a.docx"), (b"II*\0" + b"\0" * 100, "a.tif"),
        (HTML + files.pdf(), "a.pdf"), (b"{\\rtf1 x}", "a.rtf"),
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(InputError):
        checked(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.photo(), "contratto.pdf"), (files.pdf(), "foto.jpg"), (files.photo("PNG"), "a.jpg"),
        (files.office("xl/workbook.xml"), "a.docx"), (files.pdf(), "a.pdf.exe"),
        (files.photo(), "a.php"), (files.photo(), "../../a.html"),
    ],
)  # fmt: skip
def test_a_name_that_contradicts_the_content_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(InputError, match="but its content is"):
        checked(content, name)


@pytest.mark.parametrize(
    "name",
    ["", "photo", "../../../etc/passwd.jpg", "C:\\x\\a.JPG", "a\0.jpg", "..jpeg", "a" * 5000],
)
def test_any_other_name_is_indifferent(name: str) -> None:
    assert checked(files.photo(), name)[0] is MediaType.JPEG


@pytest.mark.parametrize(
    "content",
    [
        files.pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        files.pdf("/Names << /J#61vaScript 4 0 R >>"),
        files.pdf("/AA << /O 4 0 R >>"),
        files.pdf(body=b"4 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"),
        files.pdf(body=b"4 0 obj\n<< /Type /EmbeddedFile >>\nendobj\n"),
        files.pdf(body=files.object_stream(b"4 0 << /S /JavaScript /JS (x) >>")),
        files.pdf(body=files.object_stream(b" " * (33 * 1024**2))),
    ],
)
def test_a_pdf_that_does_something_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="active parts"):
        checked(content, "a.pdf")


@pytest.mark.parametrize(
    "content",
    [
        files.pdf(),
        files.pdf("/OpenAction [2 0 R /Fit]"),
        files.pdf("/JSomething true /AAron 1"),
        files.pdf(body=files.object_stream(b"4 0 << /Type /Font >>")),
        files.pdf(body=b"5 0 obj\n<< /Type /ObjStm >>\nstream\nnot zlib\nendstream\n"),
    ],
)
def test_a_plain_pdf_is_kept_byte_for_byte(content: bytes) -> None:
    assert checked(content, "relazione.pdf") == (MediaType.PDF, content)


def test_a_pdf_that_is_also_an_archive_is_refused() -> None:
    with pytest.raises(InputError, match="two things"):
        checked(files.pdf() + files.office(), "a.pdf")
    with pytest.raises(InputError, match="two things"):
        checked(b"%PDF-1.7\n<html><script>x</script>" + files.pdf(), "a.pdf")


def test_word_and_excel_are_told_apart_and_macros_refused() -> None:
    sheet = files.office("xl/workbook.xml")
    assert checked(files.office(), "a.docx")[0] is MediaType.DOCX
    assert checked(sheet, "a.xlsx") == (MediaType.XLSX, sheet)
    with pytest.raises(InputError, match="macros"):
        checked(files.office("word/document.xml", "word/vbaProject.bin"), "a.docx")
    with pytest.raises(InputError):
        checked(files.office("word/document.xml", "xl/workbook.xml"), "a.docx")


def test_sizes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="empty"):
        checked(b"", "a.jpg")
    with pytest.raises(InputError, match="above 15 MB"):
        checked(b"%PDF-" + b"\0" * MAX_BYTES, "a.pdf")
    monkeypatch.setattr(contents, "_MOST_PARTS", 2)
    with pytest.raises(InputError):
        checked(files.office("word/document.xml", "a"), "a.docx")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_torn_photo_is_refused(form: str) -> None:
    whole = files.photo(form, (600, 400))
    with pytest.raises(InputError):
        checked(whole[: len(whole) // 3], "")


@settings(max_examples=150)
@given(
    st.sampled_from([files.photo(), files.photo("PNG"), files.pdf(), files.office(), b""]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
    st.binary(max_size=60),
    st.text(max_size=12),
)
def test_no_file_brings_it_down(
    start: bytes, changes: list[tuple[int, int]], tail: bytes, name: str
) -> None:
    """Whatever comes, it is stored as one of the forms or refused with a sentence."""
    content = bytearray(start + tail)
    for place, value in changes:
        if place < len(content):
            content[place] = value
    with suppress(InputError):
        found, stored = checked(bytes(content), name)
        assert isinstance(found, MediaType)
        assert stored


def test_names_are_read_as_a_reader_of_pdf_reads_them() -> None:
    assert active_parts(b"/L#61unch") == {"Launch"}
    assert active_parts(b"/JavaScriptX /XJS (JS) JavaScript") == frozenset()
