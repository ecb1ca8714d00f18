"""A rendered map for a stated recipient: what the file's own role sees, with their name on it."""

import datetime as dt
import hashlib

from sqlalchemy import Connection, Engine

from api.commands.entering import as_account
from buildings.exports import service
from buildings.exports.service import Ground, Stated
from buildings.exports.states import ExportForm, ExportMode
from buildings.layers import CATALOGUE
from buildings.privacy.queries import readable
from buildings.privacy.states import DataClass
from data.exports.making import come_back
from gis.codes import Language, Text
from gis.errors import ForbiddenError
from gis.reader import Reader
from maps.render.gallery import RenderedMap


def page_for(
    engine: Engine,
    rendered: RenderedMap,
    *,
    on_date: dt.date,
    language: Language,
    email: str,
    said: Stated,
) -> str:
    """The map as an account may pass it on, and its entry in the log of files.

    Layers that tell of occupations are left out. Raises ForbiddenError where the role may pass
    nothing on, or nothing of this map.
    """
    from maps.render.reading import (  # noqa: PLC0415 - loaded only when the command runs
        render,
    )

    entering = as_account(email)
    ground = Ground(ExportMode.STATED, said)
    with engine.begin() as connection:
        reader = entering(connection)
        _require_right(connection, reader)
        service.begin(connection, DataClass.P1, ground)
        shown = readable(connection, [CATALOGUE[name] for name in rendered.layers])
        if all(layer.data_class == DataClass.P0 for layer in shown) and not rendered.is_public:
            _refuse(rendered)
        notes = service.notes(said, rendered.title, on_date, reader)
        page = render(connection, rendered, on_date, language, notes)
        come_back(connection, entering, reader)
        service.record(
            connection,
            f"map.{rendered.slug}",
            max(layer.data_class for layer in shown),
            ExportForm.MAP,
            ground,
            count=len(shown),
            digest=hashlib.sha256(page.encode()).digest(),
        )
    return page


def _require_right(connection: Connection, reader: Reader) -> None:
    if service.modes(connection, [DataClass.P1])[DataClass.P1] is not ExportMode.STATED:
        raise ForbiddenError(
            Text(
                it=f"{reader.name} non può far uscire dati riservati con il proprio ruolo.",
                en=f"The role of {reader.name} may not pass reserved data on.",
            )
        )


def _refuse(rendered: RenderedMap) -> None:
    raise ForbiddenError(
        Text(
            it=f"La mappa «{rendered.title.it}» racconta occupazioni o le conta: non diventa mai "
            "un file, per nessuno.",
            en=f"The map “{rendered.title.en}” tells of occupations or counts them: it never "
            "becomes a file, for anybody.",
        )
    )
