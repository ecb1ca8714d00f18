"""Auction notices as the public sales portal's own search answers: JSON of an unstable shape.

Only the fields below are looked for, each may be missing, and the same value comes as a number,
as `45.000,00` or not at all. The description is searched for cadastral data and never kept.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from buildings.status.states import ReportedOccupancy, SaleState
from data.sources.auctions import (
    ID,
    Notice,
    checked,
    described,
    doubtful,
    money,
    street_and_number,
)
from data.sources.days import day_of, moment_of
from data.sources.facts import Naming
from data.sources.proceedings import court_of, lot_of, proceeding_of
from data.sources.rows import FileRefusedError, Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text

MAX_BYTES = 64 * 1024**2
OUTCOMES = {
    "SOSPE": SaleState.SUSPENDED,
    "ASDES": SaleState.DESERTED,
    "AGGIU": SaleState.AWARDED,
}
AVAILABILITY = {
    "LIBER": ReportedOccupancy.FREE,
    "OCCUP": ReportedOccupancy.OCCUPIED,
    "OCCST": ReportedOccupancy.THIRD_WITHOUT_TITLE,
    "OCCCT": ReportedOccupancy.THIRD_WITH_TITLE,
}
_TOLD = (
    "id", "procedura", "numeroLotto", "tribunale", "prezzoBaseAsta", "offertaMinima",
    "dataOraVendita", "dataPubblicazione", "esito",
)  # fmt: skip
LATITUDES, LONGITUDES = (35, 48), (6, 19)
"""The box that holds Italy."""


def lots_of(path: Path) -> list[dict[str, Any]]:
    """The lots of a saved search answer; raises FileRefusedError for any other JSON."""
    if path.stat().st_size > MAX_BYTES:
        raise _refused("supera 64 MiB", "it is larger than 64 MiB")
    try:
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(
            f"il JSON è rotto o troncato ({error})", f"the JSON is broken or truncated ({error})"
        ) from error
    body = answer.get("body", answer) if isinstance(answer, dict) else answer
    lots = body.get("content", body.get("contenuto")) if isinstance(body, dict) else body
    if not isinstance(lots, list):
        raise _refused("non c'è l'elenco dei lotti", "the list of lots is not there")
    return [lot if isinstance(lot, dict) else {} for lot in lots]


def rows(lots: list[dict[str, Any]]) -> Iterator[Item]:
    """The notices; the row number is the lot's place in the answer, from 1."""
    for number, lot in enumerate(lots, start=1):
        raw = json.dumps({name: lot.get(name) for name in _TOLD}, ensure_ascii=False)
        try:
            notice = _notice(lot)
            naming = _naming(lot, notice.code)
            notes = list(_notes(number, lot))
        except RowRefusedError as error:
            yield error.refusal(number, raw)
            continue
        yield from notes
        for each in checked(notice, number, "offertaMinima"):
            if isinstance(each, Refusal):
                yield each
            else:
                yield Row(number, raw, each.fact(naming))


def _notice(lot: dict[str, Any]) -> Notice:
    when = _text(lot, "dataOraVendita") or _text(lot, "dataVendita")
    moment = moment_of("dataOraVendita", when)
    availability = lot.get("disponibilita")
    known = availability if isinstance(availability, list) else [availability]
    return Notice(
        proceeding=proceeding_of("procedura", _text(lot, "procedura")),
        court=court_of(_text(lot, "tribunale")) or "",
        lot=lot_of(_text(lot, "numeroLotto")),
        town=_text(_address(lot), "citta") or None,
        sale_on=moment[0] if moment else None,
        starts_at=moment[1] if moment else None,
        published_on=day_of("dataPubblicazione", _text(lot, "dataPubblicazione")),
        attempt_no=None,
        outcome=_outcome(_text(lot, "esito")),
        base_price_eur=money("prezzoBaseAsta", lot.get("prezzoBaseAsta")),
        min_offer_eur=money("offertaMinima", lot.get("offertaMinima")),
        min_raise_eur=money("rialzoMinimo", lot.get("rialzoMinimo")),
        deposit_eur=None,
        expert_value_eur=money("impoStima", lot.get("impoStima")),
        sale_mode=None,
        delegate=None,
        custodian=None,
        occupancy_in_report=next(
            (AVAILABILITY[str(each)] for each in known if str(each) in AVAILABILITY), None
        ),
        balance_days=None,
        pvp_url=None,
    )


def _outcome(text: str) -> SaleState | None:
    """An outcome's code; one that is not known is refused, for it may change everything."""
    if not text:
        return None
    if text.upper() not in OUTCOMES:
        codes = ", ".join(OUTCOMES)
        raise RowRefusedError(
            "esito",
            text,
            Text(it=f"Esito sconosciuto; noti: {codes}.", en=f"Unknown outcome; known: {codes}."),
        )
    return OUTCOMES[text.upper()]


def _naming(lot: dict[str, Any], code: str) -> Naming:
    address = _address(lot)
    written = _text(address, "via")
    street, number = street_and_number(written, _text(address, "numeroCivico"))
    parts = described(written) | described(_text(lot, "descLotto"))
    return Naming(ID, street_name=street, number_text=number, other_code=code, **parts)  # type: ignore[arg-type] # names of its texts


def _notes(number: int, lot: dict[str, Any]) -> Iterator[Note]:
    """Doubts about the coordinates, which are not used: the unit gives the place."""
    place = _address(lot).get("coordinate")
    place = place if isinstance(place, dict) else {}
    lat, lon = _number(place.get("latitudine")), _number(place.get("longitudine"))
    told = f"{lat} {lon}"
    if lat is None or lon is None or (lat, lon) == (0, 0):
        yield doubtful(number, "coordinate", told, "Posizione mancante (0, 0).",
                       "The position is missing (0, 0).")  # fmt: skip
    elif _within(lat, LONGITUDES) and _within(lon, LATITUDES):
        yield doubtful(number, "coordinate", told, "Latitudine e longitudine scambiate.",
                       "Latitude and longitude are swapped.")  # fmt: skip
    elif not (_within(lat, LATITUDES) and _within(lon, LONGITUDES)):
        yield doubtful(number, "coordinate", told, "La posizione è fuori dall'Italia.",
                       "The position lies outside Italy.")  # fmt: skip


def _within(value: float, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return None


def _address(lot: dict[str, Any]) -> dict[str, Any]:
    address = lot.get("indirizzo")
    return address if isinstance(address, dict) else {}


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _refused(it: str, en: str) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Non è una risposta di ricerca del portale delle vendite: {it}.",
            en=f"It is no search answer of the sales portal: {en}.",
        )
    )
