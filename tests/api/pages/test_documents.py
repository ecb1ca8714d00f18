"""A document is read by who may read its subject, does nothing, and carries nobody's file name."""

import io
import uuid
from collections.abc import Callable
from hashlib import sha256

import pytest
from PIL import Image
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.pages.documents import VERBS
from buildings.documents.contents import MAX_BYTES
from buildings.documents.models import TABLES, UnitDocument
from buildings.documents.states import CLASSES, Subject
from buildings.occupations.models import OccupationEpisode
from buildings.privacy.states import Role
from tests.api.pages.conftest import Reader, words
from tests.buildings.documents import files
from tests.buildings.retention import rows
from tests.buildings.town import Town
from tests.readers import bearer

SAME = {"Sec-Fetch-Site": "same-origin"}
Send = Callable[..., tuple[int, str]]


@pytest.fixture
def send(visitor: TestClient) -> Send:
    """Attach a file by the form; the status and where it led, or what it said."""

    def sent(
        address: str,
        content: bytes = b"",
        name: str = "a.jpg",
        kind: str = "inspection_photo",
        title: str = "Cucina dopo il distacco",
        **headers: str,
    ) -> tuple[int, str]:
        answer = visitor.post(
            address,
            data={"kind": kind, "title": title},
            files={"file": (name, content or files.photo(), "text/html")},
            headers={**SAME, **headers},
        )
        return answer.status_code, answer.headers.get("location", answer.text)

    return sent


def stored(session: Session) -> UnitDocument:
    return session.scalars(select(UnitDocument)).one()


def test_a_photo_is_attached_listed_and_shown(
    session: Session, visitor: TestClient, reading: Reader, send: Send, dante: Town
) -> None:
    unit = dante.flats["A3"] if "A3" in dante.flats else next(iter(dante.flats.values()))
    address = f"/documents/new?unit={unit}"
    assert "Non c'è nulla di allegato" in words(reading(address))

    assert send(address, name="Quattropani Ada <script>.jpg") == (303, address)

    document = stored(session)
    page = reading(address)
    assert [words(cell) for cell in page.xpath("//tbody/tr/*")][:3] == [
        "Cucina dopo il distacco", "Foto di sopralluogo", "foto JPEG",
    ]  # fmt: skip
    (link,) = page.xpath("//tbody//a/@href")
    answer = visitor.get(link)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"] == (
        f'inline; filename="inspection_photo-{document.id.hex[:8]}.jpg"'
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cache-control"] == "no-store"
    assert Image.open(io.BytesIO(answer.content)).getexif().get_ifd(files.GPS_IFD) == {}
    assert document.uploaded_by is not None
    whole = session.execute(text("select to_jsonb(d) - 'content' from unit_document d")).scalar()
    assert "Quattropani" not in str(whole)


def test_a_document_is_only_downloaded(
    session: Session, visitor: TestClient, send: Send, dante: Town
) -> None:
    unit = next(iter(dante.flats.values()))
    status, _ = send(f"/documents/new?unit={unit}", files.pdf(), "../../verbale.PDF", "report")
    assert status == 303
    document = stored(session)
    answer = visitor.get(f"/documents/{document.id}")
    assert answer.content == files.pdf()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="report-{document.id.hex[:8]}.pdf"'
    )


def test_the_same_file_is_stored_once(session: Session, send: Send, dante: Town) -> None:
    unit = next(iter(dante.flats.values()))
    for title in ("Una volta", "Due volte"):
        assert send(f"/documents/new?unit={unit}", title=title)[0] == 303
    assert stored(session).title == "Una volta"


@pytest.mark.parametrize(
    ("content", "name", "kind", "title", "said"),
    [
        (files.photo(), "a.pdf", "inspection_photo", "Cucina", "ma il contenuto è"),
        (b"<svg onload='alert(1)'/>", "a.svg", "plan", "Pianta", "non è fra quelli ammessi"),
        (files.bomb(), "a.png", "inspection_photo", "Cucina", "milioni di pixel"),
        (files.pdf(), "a.pdf", "inspection_photo", "Cucina", "è un&#39;immagine"),
        (files.photo(), "a.jpg", "nonsense", "Cucina", "che cosa è il documento"),
        (files.photo(), "a.jpg", "other", "   ", "Il titolo va da 1"),
        (files.photo(), "a.jpg", "other", "x" * 121, "Il titolo va da 1"),
        (files.photo(), "a.jpg", "other", "a\u202eb", "Il titolo va da 1"),
    ],
)
def test_what_is_not_taken_is_told_on_the_page(
    session: Session, send: Send, dante: Town, content: bytes, name: str, kind: str, title: str,
    said: str,
) -> None:  # fmt: skip
    unit = next(iter(dante.flats.values()))
    status, page = send(f"/documents/new?unit={unit}", content, name, kind, title)
    assert status == 400
    assert said in page
    assert session.scalars(select(UnitDocument)).all() == []


@pytest.mark.parametrize(
    "title", ["di RSSMRA85T10A562S", "scrivere a ada@example.org", "tel. 02 9999 1234"]
)
def test_a_title_names_nobody(send: Send, dante: Town, title: str) -> None:
    unit = next(iter(dante.flats.values()))
    status, page = send(f"/documents/new?unit={unit}", title=title)
    assert (status, "non di chi" in page) == (400, True)


def test_a_body_that_is_too_long_is_refused_unread(
    visitor: TestClient, send: Send, dante: Town
) -> None:
    unit = next(iter(dante.flats.values()))
    status, told = send(f"/documents/new?unit={unit}", b"%PDF-" + b"\0" * MAX_BYTES, "a.pdf")
    assert status == 400
    assert "supera 15 MB" in told
    chunked = visitor.post(f"/documents/new?unit={unit}", content=iter([b"x"]), headers=SAME)
    assert chunked.status_code == 400


@pytest.mark.parametrize(
    "asked", ["", "?unit=1", f"?unit={uuid.UUID(int=1)}&case={uuid.UUID(int=2)}", "?unit=../../etc"]
)
def test_an_address_that_names_nothing_is_refused(visitor: TestClient, asked: str) -> None:
    assert visitor.get(f"/documents/new{asked}").status_code == 400


def test_what_is_not_there_cannot_be_attached_to_nor_read(visitor: TestClient, send: Send) -> None:
    assert send(f"/documents/new?unit={uuid.uuid4()}")[0] == 404
    assert visitor.get(f"/documents/{uuid.uuid4()}").status_code == 404
    assert visitor.get("/documents/..%2f..%2fetc%2fpasswd").status_code == 404


def test_another_sites_form_is_refused(visitor: TestClient, send: Send, dante: Town) -> None:
    unit = next(iter(dante.flats.values()))
    status, _ = send(f"/documents/new?unit={unit}", **{"Sec-Fetch-Site": "cross-site"})
    assert status == 403
    assert visitor.get(f"/documents/new?unit={unit}").status_code == 200


READ_BY = {
    Subject.UNIT: {Role.HOUSING_OPERATOR, Role.HOUSING_MANAGER, Role.LOCAL_POLICE},
    Subject.CASE: {Role.HOUSING_OPERATOR, Role.HOUSING_MANAGER},
    Subject.EPISODE: {Role.HOUSING_MANAGER, Role.LOCAL_POLICE},
}
"""Who reads all documents of a subject, by the matrix; others need a case, a share or a task."""


@pytest.mark.parametrize("subject", sorted(READ_BY))
def test_the_policy_of_the_subject_decides(
    session: Session, engine: Engine, visitor: TestClient, dante: Town, subject: Subject
) -> None:
    of = {
        Subject.UNIT: next(iter(dante.flats.values())),
        Subject.CASE: rows.case(session, None),
        Subject.EPISODE: session.scalars(select(OccupationEpisode.id)).first(),
    }[subject]
    table = TABLES[subject]
    content = files.photo()
    document = table(
        kind="inspection_photo", title="Foto", media_type="jpeg", byte_count=len(content),
        content=content, sha256=sha256(content).digest(),
        **{table.subject_column: of},
    )  # fmt: skip
    session.add(document)
    session.flush()
    visitor.headers.pop("authorization", None)

    reads = {
        role
        for role in Role
        if visitor.get(f"/documents/{document.id}", headers=bearer(engine, role)).status_code == 200
    }

    assert reads == READ_BY[subject]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.COUNCIL, Role.PLANNER, Role.LOCAL_POLICE])
def test_who_may_not_change_a_unit_attaches_nothing(
    session: Session, engine: Engine, visitor: TestClient, send: Send, dante: Town, role: Role
) -> None:
    unit = next(iter(dante.flats.values()))
    visitor.headers.pop("authorization", None)
    headers = bearer(engine, role)
    status, _ = send(f"/documents/new?unit={unit}", **headers)
    assert status in {401, 403, 404}
    page = visitor.get(f"/documents/new?unit={unit}", headers=headers)
    assert "multipart/form-data" not in page.text
    session.execute(text("select set_config('role', 'none', true)"))
    assert session.scalars(select(UnitDocument)).all() == []


def test_every_subject_has_a_class_and_a_verb() -> None:
    assert set(CLASSES) == set(VERBS) == set(TABLES) == set(Subject)
