"""What is attached, to what, and in which forms it is taken."""

from buildings.privacy.states import DataClass
from gis.codes import Coded


class DocumentKind(Coded):
    """What a document is; photos of an inspection have a clock of their own."""

    PHOTO = "inspection_photo", "Foto di sopralluogo", "Inspection photo"
    REPORT = "report", "Verbale o relazione", "Minutes or report"
    PLAN = "plan", "Planimetria o disegno", "Plan or drawing"
    CONTRACT = "contract", "Contratto o titolo", "Contract or title"
    ACT = "act", "Atto o provvedimento", "Act or order"
    LETTER = "letter", "Lettera o comunicazione", "Letter or notice"
    OTHER = "other", "Altro", "Other"


class MediaType(Coded):
    """The forms that are taken; no other is stored."""

    JPEG = "jpeg", "foto JPEG", "JPEG photo"
    PNG = "png", "immagine PNG", "PNG image"
    WEBP = "webp", "immagine WebP", "WebP image"
    PDF = "pdf", "documento PDF", "PDF document"
    DOCX = "docx", "documento Word (.docx)", "Word document (.docx)"
    XLSX = "xlsx", "foglio Excel (.xlsx)", "Excel sheet (.xlsx)"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MIME = {
    MediaType.JPEG: "image/jpeg",
    MediaType.PNG: "image/png",
    MediaType.WEBP: "image/webp",
    MediaType.PDF: "application/pdf",
    MediaType.DOCX: f"{_OFFICE}.wordprocessingml.document",
    MediaType.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}
"""How a form is named in an answer."""

IMAGES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})
"""Forms that are decoded and written anew; the others are kept as they came and only downloaded."""

EXTENSIONS = {
    MediaType.JPEG: ("jpg", "jpeg", "jpe"),
    MediaType.PNG: ("png",),
    MediaType.WEBP: ("webp",),
    MediaType.PDF: ("pdf",),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
}
"""How the names of such files end; the first is the one given to a download."""


class Subject(Coded):
    """What a document belongs to."""

    UNIT = "unit", "Unità", "Unit"
    CASE = "case", "Pratica", "Case"
    ISSUE = "issue", "Problema condominiale", "Condominium issue"
    EPISODE = "episode", "Episodio", "Episode"


CLASSES = {
    Subject.UNIT: DataClass.P3,
    Subject.CASE: DataClass.CASES,
    Subject.ISSUE: DataClass.P1,
    Subject.EPISODE: DataClass.P6,
}
"""The class of each subject's documents: who may read and attach them."""
