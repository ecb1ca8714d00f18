"""A client on the invented town, and a reader of pages."""

import copy
from collections.abc import Callable, Iterator

import pytest
from lxml import html
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from gis.settings import Settings
from tests.buildings import town
from tests.buildings.town import TODAY, Town
from tests.readers import bearer, joined

Page = html.HtmlElement
Reader = Callable[..., Page]


@pytest.fixture
def dante(session: Session) -> Town:
    """The town around via Dante 901."""
    return town.build(session)


@pytest.fixture
def visitor(
    session: Session, dante: Town, engine: Engine, settings: Settings
) -> Iterator[TestClient]:
    """A person's browser without JavaScript, on the town."""
    made = create_app(settings, engine)
    made.state.session_factory = joined(session.connection())
    made.state.register_factory = made.state.session_factory
    headers = {"Accept": "text/html", **bearer(engine)}
    with TestClient(made, headers=headers, follow_redirects=False) as client:
        assert dante.flats
        yield client


@pytest.fixture
def reading(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Reads a page of the town as it is on the town's day, which is today to it, in Italian."""
    monkeypatch.setattr("api.pages.templates.today", lambda: TODAY)

    def read(address: str, *, status: int = 200, **headers: str) -> Page:
        joint = "&" if "?" in address else "?"
        answer = visitor.get(f"{address}{joint}datetime={TODAY}", headers=headers)
        assert answer.status_code == status, answer.text
        return html.document_fromstring(answer.text)

    return read


def words(element: Page) -> str:
    """The text of an element as it is read aloud, with single spaces."""
    heard = copy.deepcopy(element)
    for hidden in heard.xpath("descendant::*[@aria-hidden='true']"):
        hidden.drop_tree()
    return " ".join(heard.text_content().split())
