"""What must hold before an administrator's table is written: condominium, age, agreement."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from data.ingest.staging import PACKAGE
from data.sources.administrator_units import ID as UNITS
from data.sources.rows import FileRefusedError
from gis.codes import Text
from gis.sqlfiles import statement

_MOST_NAMED = 30


def place_delivery(connection: Connection, values: Mapping[str, Any]) -> None:
    """Tie the staged rows to their condominium and, per unit, to the agreement that allows them.

    Raises FileRefusedError for a condominium that is not known or not the file's own, for a file
    older than what the sender delivered before, and for units without an agreement in force.
    """
    said = connection.execute(statement(PACKAGE, "delivery_said")).one_or_none()
    if said is None:
        return
    condominium = condominium_said(connection, said.condominium, said.tax_code)
    place = {"condominium_id": condominium.id, "sender": said.sender}
    _refuse_older(connection, {**place, "source": values["source"], "as_of": values["as_of"]})
    agreement_id = None
    if values["source"] == UNITS:
        agreement_id = require_agreement(
            connection, condominium.id, condominium.name, said.sender, values["today"]
        )
    connection.execute(
        statement(PACKAGE, "place_delivery"), {**place, "agreement_id": agreement_id}
    )


def require_agreement(
    connection: Connection, condominium_id: uuid.UUID, name: str, sender: str, on: dt.date
) -> uuid.UUID:
    """The agreement in force on a day; FileRefusedError says exactly what is missing."""
    rows = connection.execute(
        statement(PACKAGE, "agreements_of"), {"condominium_id": condominium_id, "on_date": on}
    ).all()
    for row in rows:
        if row.is_in_force and row.sender == sender:
            found: uuid.UUID = row.id
            return found
    there = _what_is_there(rows, sender)
    raise FileRefusedError(
        Text(
            it=f"Per «{name}» non c'è un accordo con «{sender}» in vigore il {on:%d/%m/%Y}: la"
            f" tabella per unità non viene presa. {there.it} Serve un accordo registrato con"
            " parti, base giuridica, riferimento del documento, inizio e fine (satellite delivery"
            " agreement, o la pagina /deliveries). Senza accordo si possono consegnare i totali"
            " (administrator_totals).",
            en=f'For "{name}" no agreement with "{sender}" is in force on {on:%d/%m/%Y}: the table'
            f" per unit is not taken. {there.en} It takes a recorded agreement with parties, legal"
            " basis, document reference, beginning and end (satellite delivery agreement, or the"
            " page /deliveries). Without one, totals can be delivered (administrator_totals).",
        )
    )


def _what_is_there(rows: Sequence[Row[Any]], sender: str) -> Text:
    """What the register does have, so that one sees what to renew."""
    if not rows:
        return Text(it="Nel registro non ce n'è nessuno.", en="The register has none.")
    parts_it, parts_en = [], []
    for row in rows[:3]:
        whose_it = "" if row.sender == sender else f" con un altro mittente («{row.sender}»)"
        whose_en = "" if row.sender == sender else f' with another sender ("{row.sender}")'
        span = f"{row.valid_from:%d/%m/%Y}-{row.valid_to:%d/%m/%Y}"
        parts_it.append(f"{row.document_reference}{whose_it}, valido {span}")
        parts_en.append(f"{row.document_reference}{whose_en}, valid {span}")
    return Text(
        it=f"Nel registro: {'; '.join(parts_it)}.", en=f"The register has: {'; '.join(parts_en)}."
    )


def condominium_said(connection: Connection, said: str | None, tax_code: str | None) -> Row[Any]:
    """The condominium (id, name, tax_code) by id or name, else by the tax code in the file.

    Raises FileRefusedError where there is none or the file bears another one's tax code.
    """
    rows = connection.execute(
        statement(PACKAGE, "find_condominium"),
        {"said": said, "said_id": _uuid(said), "tax_code": tax_code},
    ).all()
    if len(rows) != 1:
        raise _unknown(connection, said, tax_code)
    found = rows[0]
    if tax_code and found.tax_code and tax_code != found.tax_code:
        raise FileRefusedError(
            Text(
                it=f"Il file porta il codice fiscale {tax_code}, ma «{found.name}» ha"
                f" {found.tax_code}: sembra di un altro condominio.",
                en=f'The file bears the tax code {tax_code}, but "{found.name}" has'
                f" {found.tax_code}: it seems another condominium's.",
            )
        )
    return found


def _unknown(connection: Connection, said: str | None, tax_code: str | None) -> FileRefusedError:
    names = connection.execute(statement(PACKAGE, "condominium_names")).scalars().all()
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    what = said or tax_code
    it = f"Il condominio «{what}» non è nel registro." if what else "Di quale condominio?"
    en = f'The condominium "{what}" is not in the register.' if what else "Which condominium?"
    return FileRefusedError(
        Text(
            it=f"{it} Dirlo con --answer condominium=NOME. Ci sono: {listed or 'nessuno'}.",
            en=f"{en} Say it with --answer condominium=NAME. There are: {listed or 'none'}.",
        )
    )


def _refuse_older(connection: Connection, values: Mapping[str, Any]) -> None:
    newest = connection.execute(statement(PACKAGE, "newest_delivery"), values).scalar()
    if newest is None or newest <= values["as_of"]:
        return
    raise FileRefusedError(
        Text(
            it=f"Il file parla del {values['as_of']:%d/%m/%Y}, ma dallo stesso mittente c'è già"
            f" una situazione più nuova, del {newest:%d/%m/%Y}: niente è cambiato.",
            en=f"The file speaks of {values['as_of']:%d/%m/%Y}, but the same sender already"
            f" delivered a newer one, of {newest:%d/%m/%Y}: nothing changed.",
        )
    )


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
