"""Files as people and attackers send them, made here."""

import io
import zipfile
import zlib

from PIL import Image

GPS_IFD, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
LATITUDE = (45.0, 29.0, 24.0)


def photo(form: str = "JPEG", size: tuple[int, int] = (60, 40), *, orientation: int = 1) -> bytes:
    """A photo whose left half is red and right half blue, with a place, a camera and a comment."""
    image = Image.new("RGB", size, (220, 30, 30))
    image.paste((30, 30, 220), (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Fotocamera di Ada"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: LATITUDE, 3: "E", 4: (9.0, 20.0, 6.0)})
    written = io.BytesIO()
    options: dict[str, object] = {"exif": exif}
    if form == "JPEG":
        options["comment"] = b"appartamento di Ada"
    image.save(written, form, **options)
    return written.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few bytes that says to be of 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    data = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def pdf(catalogue: str = "", body: bytes = b"") -> bytes:
    """A small PDF with something in its catalogue."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R "
        + catalogue.encode() + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n" + body
        + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )  # fmt: skip


def object_stream(objects: bytes) -> bytes:
    """Objects of a PDF, compressed."""
    data = zlib.compress(objects)
    return (
        b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(data)).encode() + b" >>\nstream\n" + data + b"\nendstream\nendobj\n"
    )  # fmt: skip


def office(main: str = "word/document.xml", *others: str, stored: bytes = b"") -> bytes:
    """A Word or Excel file, with further parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("[Content_Types].xml", main, *others):
            archive.writestr(name, "<xml/>")
        if stored:
            archive.writestr("word/media/extra.bin", stored)
    return written.getvalue()
