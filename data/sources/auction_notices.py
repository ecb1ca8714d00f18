"""Auction notices of the enforcement court: the office's table, or the portal's own JSON."""

from pathlib import Path

from data.sources import auction_portal, auction_table
from data.sources.auctions import ID
from data.sources.declaration import Source, date_in_name
from data.sources.head import Head
from data.sources.register_table import heads_with
from data.sources.rows import Asked, Reading
from gis.codes import Text
from gis.columns import Reliability


def read(path: Path, asked: Asked) -> Reading:
    """The notices of a table or of a saved search answer; debtors are never read."""
    with path.open("rb") as file:
        is_json = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    if is_json:
        return Reading(date_in_name(path), auction_portal.rows(auction_portal.lots_of(path)))
    table = auction_table.open_notices(path, asked)
    return Reading(date_in_name(path), auction_table.rows(table), learned=table.learned)


def _recognises(head: Head) -> bool:
    if head.text.lstrip().startswith(("{", "[")):
        return '"prezzoBaseAsta"' in head.text or '"numeroLotto"' in head.text
    return heads_with(
        head, auction_table.FIELDS, "tribunale", "procedura", "prezzo_base", "data_vendita"
    )


SOURCE = Source(
    id=ID,
    title=Text(it="Avvisi di vendita all'asta", en="Notices of judicial auctions"),
    publisher="Ministero della Giustizia, Portale delle vendite pubbliche",
    url="https://pvp.giustizia.it",
    licence="Avvisi pubblici: riuso con la citazione della fonte, senza i nomi delle parti",
    how_to_get=Text(
        it="Dagli avvisi pubblicati sul portale: la tabella con queste colonne, oppure la risposta"
        " JSON della ricerca (id, indirizzo, numeroLotto, procedura, prezzoBaseAsta,"
        " offertaMinima, dataOraVendita, esito, …), la cui forma può cambiare. Il debitore non è"
        " mai letto. L'esito di un file successivo porta avanti la vendita, mai indietro.",
        en="From the notices published on the portal: the table with these columns, or the JSON"
        " answer of the search (id, indirizzo, numeroLotto, procedura, prezzoBaseAsta,"
        " offertaMinima, dataOraVendita, esito, …), whose shape may change. The debtor is never"
        " read. The outcome in a later file moves the sale on, never back.",
    ),
    crs=None,
    key=("tribunale", "procedura", "lotto", "data_vendita"),
    columns=tuple(field.column for field in auction_table.FIELDS),
    least_count=1,
    row_word=Text(it="riga o lotto", en="row or lot"),
    fills=("enforcement_sale", "sale_attempt", "enforcement_sale_state"),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    takes_sheets=True,
)
