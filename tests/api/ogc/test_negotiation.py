import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ogc.negotiation import DESCRIPTION, FEATURES, TILESET, Offer, chosen
from gis.errors import InputError

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("form", "accept", "offer", "answer"),
    [
        (None, None, FEATURES, "json"),
        (None, "*/*", FEATURES, "json"),
        (None, CHROMIUM, FEATURES, "html"),
        (None, "application/geo+json, application/json", FEATURES, "json"),
        (None, "text/html;q=0.2, application/json;q=0.9", FEATURES, "json"),
        (None, "text/*", FEATURES, "html"),
        (None, "application/xml", FEATURES, "json"),
        (None, "*/*;q=0.1, text/html;q=0", FEATURES, "json"),
        (None, "application/json;q=x, text/html", FEATURES, "html"),
        (None, "application/vnd.oai.openapi+json;version=3.0", DESCRIPTION, "json"),
        (None, "application/vnd.mapbox.tile+json", TILESET, "tilejson"),
        ("json", CHROMIUM, FEATURES, "json"),
        ("html", "application/json", FEATURES, "html"),
    ],
)
def test_f_wins_and_then_what_is_liked_best(
    form: str | None, accept: str | None, offer: Offer, answer: str
) -> None:
    assert chosen(form, accept, offer) == answer


def test_an_unknown_form_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="json, html"):
        chosen("xml", None, FEATURES)


@given(accept=st.text())
def test_no_header_breaks_it(accept: str) -> None:
    assert chosen(None, accept, FEATURES) in FEATURES
