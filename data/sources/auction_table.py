"""Auction notices as a table: the columns of the sheet that the office fills from the notices."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from buildings.status.states import ReportedOccupancy, SaleMode, SaleState
from data.sources.auctions import ID, Notice, checked, money
from data.sources.days import day_of, moment_of
from data.sources.declaration import ColumnType
from data.sources.facts_of_lines import Code, optional, required, word
from data.sources.figures import whole_number
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.proceedings import court_of, lot_of, proceeding_of
from data.sources.register_table import Field, RegisterTable, open_register
from data.sources.rows import Asked, Item, Refusal, Row, RowRefusedError
from data.sources.streetnames import tidy
from data.sources.tables import Line
from gis.codes import Text

OUTCOMES = {
    "deserta": SaleState.DESERTED,
    "asta deserta": SaleState.DESERTED,
    "asdes": SaleState.DESERTED,
    "aggiudicata": SaleState.AWARDED,
    "aggiudicato": SaleState.AWARDED,
    "aggiu": SaleState.AWARDED,
    "sospesa": SaleState.SUSPENDED,
    "sospe": SaleState.SUSPENDED,
    "estinta": SaleState.EXTINGUISHED,
}
MODES = {
    "senza incanto": SaleMode.ON_SITE,
    "analogica": SaleMode.ON_SITE,
    "sincrona": SaleMode.SYNCHRONOUS,
    "sincrona telematica": SaleMode.SYNCHRONOUS,
    "sincrona mista": SaleMode.MIXED,
    "asincrona": SaleMode.ASYNCHRONOUS,
    "asincrona telematica": SaleMode.ASYNCHRONOUS,
}
OCCUPANCIES = {
    "libero": ReportedOccupancy.FREE,
    "occupato dal debitore": ReportedOccupancy.DEBTOR,
    "occupato da terzi con titolo opponibile": ReportedOccupancy.THIRD_WITH_TITLE,
    "occupato da terzi con titolo": ReportedOccupancy.THIRD_WITH_TITLE,
    "occupato da terzi senza titolo": ReportedOccupancy.THIRD_WITHOUT_TITLE,
    "senza titolo": ReportedOccupancy.THIRD_WITHOUT_TITLE,
    "occupato": ReportedOccupancy.OCCUPIED,
    "occupato in corso di liberazione": ReportedOccupancy.BEING_FREED,
}


def _field(
    name: str,
    kind: ColumnType,
    it: str,
    en: str,
    *also: str,
    required: bool = False,
    is_personal: bool = False,
) -> Field:
    return Field(name, kind, Text(it=it, en=en), required, also=also, is_personal=is_personal)


FIELDS = (
    _field("tribunale", "text", "Tribunale", "Court", required=True),
    _field("procedura", "code", "Procedura, numero/anno", "Proceeding, number/year", "rge",
           "numero procedura", required=True),
    _field("lotto", "text", "Lotto", "Lot", "numero lotto"),
    _field("comune", "text", "Comune dell'immobile", "Town of the property", "citta"),
    *NAMING_FIELDS,
    _field("prezzo_base", "decimal", "Prezzo base, €", "Base price, €", "prezzo base asta", "base",
           required=True),
    _field("offerta_minima", "decimal", "Offerta minima, almeno il 75 % della base, €",
           "Least offer, at least 75 % of the base, €"),
    _field("rialzo_minimo", "decimal", "Rialzo minimo, €", "Least raise, €"),
    _field("cauzione", "decimal", "Cauzione, €", "Deposit, €"),
    _field("valore_perizia", "decimal", "Valore di perizia, €", "Expert's value, €",
           "valore di stima", "valore di perizia"),
    _field("data_vendita", "date", "Giorno e ora della vendita", "Day and time of the sale",
           "data asta", "data e ora vendita", required=True),
    _field("data_pubblicazione", "date", "Pubblicazione dell'avviso", "Day of publication",
           "pubblicato il"),
    _field("tentativo", "integer", "Numero del tentativo", "Number of the attempt",
           "numero tentativo", "esperimento"),
    _field("modalita", "text", "Modalità: sincrona mista, asincrona, …",
           "Mode: sincrona mista, asincrona, …", "modalita vendita"),
    _field("delegato", "text", "Professionista delegato", "Delegate", "professionista delegato",
           is_personal=True),
    _field("custode", "text", "Custode", "Custodian", is_personal=True),
    _field("occupazione_perizia", "text", "Occupazione secondo la perizia",
           "Occupancy in the expert's report", "occupazione", "stato occupazione"),
    _field("termine_saldo_giorni", "integer", "Giorni per il saldo", "Days to pay the balance",
           "termine saldo"),
    _field("url", "text", "Indirizzo dell'avviso", "Address of the notice", "link"),
    _field("esito", "text", "Esito: deserta, aggiudicata, sospesa, estinta; vuoto se non c'è",
           "Outcome: deserta, aggiudicata, sospesa, estinta; blank if none"),
)  # fmt: skip


def open_notices(path: Path, asked: Asked) -> RegisterTable:
    """The table; columns about debtors are simply not read."""
    return open_register(path, ID, FIELDS, asked, refuses_persons=False)


def rows(table: RegisterTable) -> Iterator[Item]:
    """The notices of the table."""
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        try:
            notice = _notice(item)
            naming = naming_of(item, ID, other_code=notice.code)
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw)
            continue
        for each in checked(notice, item.number, "offerta_minima"):
            if isinstance(each, Refusal):
                yield each
            else:
                yield Row(item.number, item.raw, each.fact(naming))


def _notice(line: Line) -> Notice:
    moment = moment_of("data_vendita", required(line, "data_vendita"))
    outcome = _code(line, "esito", OUTCOMES)
    mode = _code(line, "modalita", MODES)
    occupancy = _code(line, "occupazione_perizia", OCCUPANCIES)
    return Notice(
        proceeding=proceeding_of("procedura", required(line, "procedura")),
        court=court_of(required(line, "tribunale")) or required(line, "tribunale"),
        lot=lot_of(optional(line, "lotto")),
        town=optional(line, "comune") or None,
        sale_on=moment[0] if moment else None,
        starts_at=moment[1] if moment else None,
        published_on=day_of("data_pubblicazione", optional(line, "data_pubblicazione")),
        attempt_no=_count(line, "tentativo", 99),
        outcome=outcome,
        base_price_eur=money("prezzo_base", required(line, "prezzo_base")),
        min_offer_eur=money("offerta_minima", optional(line, "offerta_minima")),
        min_raise_eur=money("rialzo_minimo", optional(line, "rialzo_minimo")),
        deposit_eur=money("cauzione", optional(line, "cauzione")),
        expert_value_eur=money("valore_perizia", optional(line, "valore_perizia")),
        sale_mode=mode,
        delegate=tidy(optional(line, "delegato")) or None,
        custodian=tidy(optional(line, "custode")) or None,
        occupancy_in_report=occupancy,
        balance_days=_count(line, "termine_saldo_giorni", 999),
        pvp_url=web_address("url", optional(line, "url")),
    )


def _code(line: Line, name: str, words: Mapping[str, Code]) -> Code | None:
    text = optional(line, name)
    return word(name, text, words) if text else None


def _count(line: Line, name: str, most: int) -> int | None:
    count = whole_number(name, optional(line, name))
    if count is not None and not 1 <= count <= most:
        raise RowRefusedError(
            name,
            str(count),
            Text(it=f"Deve stare tra 1 e {most}.", en=f"It must lie between 1 and {most}."),
        )
    return count


def web_address(column: str, text: str) -> str | None:
    """An http(s) address; raises RowRefusedError for any other scheme."""
    if text and not text.lower().startswith(("https://", "http://")):
        raise RowRefusedError(
            column,
            text,
            Text(it="Non è un indirizzo http(s).", en="It is no http(s) address."),
        )
    return text or None
