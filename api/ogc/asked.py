"""One request as it was understood: where it came in, in which language and format."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from api.deps import KNOWN_AT, LanguageDep, known_at_of
from api.ogc.links import Json, Link
from api.ogc.names import HTML
from api.ogc.negotiation import Offer, chosen
from gis.codes import Language, Text
from gis.dates import instant
from gis.errors import InputError

ROOT = "ogc"
EVERYWHERE = ("f", "lang")
"""Query parameters that every resource takes."""

TIMES = ("datetime", KNOWN_AT)
"""Query parameters of every resource that reads the register."""

THIS = Text(it="Questo documento", en="This document")
AS_PAGE = Text(it="Questo documento come pagina", en="This document as a page")
AS_DATA = Text(it="Questo documento per le macchine", en="This document for machines")


@dataclass(frozen=True, slots=True)
class Caller:
    """A request before it is understood, with its reader's language."""

    request: Request
    language: LanguageDep


CallerDep = Annotated[Caller, Depends()]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its known parameters, and the maker of links back to this service.

    `path` is relative to the service's root. Links start with the address that the client used,
    so they hold behind a proxy that sets `root_path`.
    """

    request: Request
    language: Language
    form: str
    offer: Offer
    path: str

    @property
    def base(self) -> str:
        """The service's root without a slash at its end."""
        return f"{self.request.base_url}{ROOT}"

    @property
    def media_type(self) -> str:
        """The media type of the answer."""
        return self.offer[self.form][0]

    def value(self, name: str) -> str | None:
        """A query parameter as it was written, None without it."""
        return self.request.query_params.get(name)

    @property
    def times(self) -> dict[str, str]:
        """The day and the moment asked for, which links to the same state carry."""
        given = {name: self.value(name) for name in TIMES}
        return {name: each for name, each in given.items() if each}

    @property
    def known_at(self) -> Json:
        """The member that says as known at which moment the answer is; none for now."""
        moment = known_at_of(self.request)
        return {} if moment is None else {"satellite:knownAt": instant(moment)}

    def say(self, text: Text) -> str:
        """A text in the reader's language."""
        return text.in_(self.language)

    def url(self, path: str, **query: str) -> str:
        """The address of a path below the service's root."""
        asked = f"?{urlencode(query)}" if query else ""
        return f"{self.base}{path}{asked}"

    def again(self, **changes: str | None) -> str:
        """The address of this request with some parameters changed, dropped where None."""
        query = dict(self.request.query_params) | changes
        return self.url(
            self.path, **{name: each for name, each in query.items() if each is not None}
        )

    def itself(self, **changes: str | None) -> list[Json]:
        """The links `self`, in the form that is sent, and `alternate`, in each other one."""
        links = []
        for form, (media, *_) in self.offer.items():
            if form == self.form:
                rel, title = "self", THIS
            else:
                rel, title = "alternate", AS_PAGE if media == HTML else AS_DATA
            href = self.again(f=form, **changes)
            links.append(Link(href=href, rel=rel, type=media, title=self.say(title)).json())
        return links


def understand(caller: Caller, path: str, offer: Offer, parameters: Iterable[str] = ()) -> Asked:
    """The request for a path below the root; refuses parameters that are unknown or twice there.

    An unknown parameter is refused because an answer that silently ignores a misspelt filter
    looks like an answer to it.
    """
    request = caller.request
    known = (*EVERYWHERE, *parameters)
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        if name not in known:
            raise _unknown(name, known)
        if times > 1:
            raise InputError(
                Text(
                    it=f"Il parametro {name} compare {times} volte: darlo una volta sola.",
                    en=f"The parameter {name} is there {times} times: give it once.",
                )
            )
    if request.query_params.get("lang", "it") not in {"it", "en"}:
        raise InputError(Text(it="lang può essere it o en.", en="lang is either it or en."))
    form = chosen(request.query_params.get("f"), request.headers.get("accept"), offer)
    return Asked(request, caller.language, form, offer, path)


def _unknown(name: str, known: tuple[str, ...]) -> InputError:
    listed = ", ".join(known)
    return InputError(
        Text(
            it=f"Il parametro {name[:80]} non esiste qui. Esistono: {listed}.",
            en=f"There is no parameter {name[:80]} here. There are: {listed}.",
        )
    )
