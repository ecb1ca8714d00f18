"""The wordings of administrators: columns of their tables, bands, legal steps, suppliers."""

import re
from collections.abc import Sequence

from buildings.arrears.states import LegalStep, SupplierKind
from buildings.status.states import ArrearsBand
from data.sources.declaration import Column, ColumnType
from data.sources.sheets.fields import Field, plain
from data.sources.sheets.words import Words
from gis.codes import Text

STAIRCASE_FORM = re.compile(r"[A-Z0-9]{1,3}")
"""A staircase as the tables of arrears and the bridge hold it."""

BUILDING = Field("building", Text(it="Palazzina", en="Building"),
                 ("palazzina", "edificio", "corpo", "fabbricato", "blocco"))  # fmt: skip
STAIRCASE = Field("staircase", Text(it="Scala", en="Staircase"),
                  ("scala", "sc", "sc.", "gruppo unità", "gruppo"))  # fmt: skip
UNIT_FIELDS = (
    Field("code", Text(it="Codice unità", en="Unit code"),
          ("cod. ui", "cod ui", "codice", "cod", "codice ui", "unità", "unita", "id unità", "u.i.",
           "codice unità immobiliare", "n. unità", "ui")),
    BUILDING,
    STAIRCASE,
    Field("floor", Text(it="Piano", en="Floor"), ("piano", "pn", "p.")),
    Field("door", Text(it="Interno", en="Door"),
          ("interno", "int", "int.", "progressivo", "n. interno", "numero interno", "porta")),
    Field("subunit", Text(it="Subalterno", en="Subunit"), ("subalterno", "sub", "sub.")),
    Field("previous", Text(it="Saldo precedente", en="Previous balance"),
          ("saldo prec", "saldo precedente", "saldo es prec", "saldo esercizio precedente",
           "saldo iniziale", "saldo es. precedente", "conguaglio precedente", "residuo precedente"),
          type="amount"),
    Field("due", Text(it="Rate dovute", en="Instalments due"),
          ("rate dovute", "dovuto", "preventivo", "totale dovuto", "rate emesse", "quota dovuta",
           "importo dovuto", "addebiti", "quota", "totale", "spese"), type="amount"),
    Field("paid", Text(it="Rate versate", en="Instalments paid"),
          ("rate versate", "versato", "versamenti", "pagato", "incassato", "accrediti",
           "totale versato", "importo versato"), type="amount"),
    Field("balance", Text(it="Saldo", en="Balance"),
          ("saldo", "saldo finale", "saldo al", "saldo attuale", "saldo a debito", "da versare",
           "residuo", "insoluto", "morosità", "debito", "scaduto", "saldo contabile"),
          type="amount"),
    Field("oldest", Text(it="Insoluto dal", en="Unpaid since"),
          ("insoluto dal", "moroso dal", "morosità dal", "scaduto dal", "prima rata scaduta",
           "data prima rata insoluta"), type="date"),
    Field("band", Text(it="Fascia di morosità", en="Arrears band"),
          ("fascia", "fascia morosità", "anzianità", "anzianità debito")),
    Field("step", Text(it="Azioni legali o note", en="Legal steps or notes"),
          ("note", "azioni legali", "stato pratica", "recupero", "stato recupero", "annotazioni",
           "pratica legale"), is_personal=True),
)  # fmt: skip
"""Columns of a table per unit; names, roles and contacts are no fields, so nobody reads them."""

_UNPAID = Field("unpaid", Text(it="Contributi non pagati", en="Unpaid contributions"),
                ("non pagato", "non pagati", "insoluto", "insoluti", "morosità", "da incassare",
                 "importo insoluto", "totale insoluto", "scaduto", "debito", "importo"),
                type="amount", is_required=True)  # fmt: skip
TOTAL_FIELDS = (
    STAIRCASE,
    Field("year", Text(it="Esercizio", en="Financial year"), ("esercizio", "anno", "gestione")),
    Field("due", Text(it="Contributi dovuti", en="Contributions due"),
          ("dovuto", "dovuti", "rate dovute", "totale dovuto", "preventivo", "rate emesse"),
          type="amount", is_required=True),
    _UNPAID,
)  # fmt: skip
BAND_FIELDS = (
    STAIRCASE,
    Field("band", Text(it="Fascia di morosità", en="Arrears band"),
          ("fascia", "fascia morosità", "anzianità", "anzianità debito"), is_required=True),
    Field("count", Text(it="Numero di unità", en="Units"),
          ("unità", "numero unità", "n. unità", "n unità", "conteggio", "numero"),
          is_required=True),
    Field("unpaid", _UNPAID.title, _UNPAID.synonyms, type="amount"),
)  # fmt: skip
SUPPLIER_FIELDS = (
    Field("supplier", Text(it="Tipo di fornitore", en="Supplier kind"),
          ("fornitore", "fornitori", "tipo fornitore", "servizio", "fornitura", "voce"),
          is_required=True),
    Field("amount", Text(it="Debito", en="Debt"),
          ("debito", "importo", "insoluto", "da pagare", "residuo", "saldo", "scaduto"),
          type="amount", is_required=True),
)  # fmt: skip
BRIDGE_FIELDS = (
    Field("code", UNIT_FIELDS[0].title, UNIT_FIELDS[0].synonyms, is_required=True),
    STAIRCASE,
    *UNIT_FIELDS[3:6],
)

BANDS = Words("band", ArrearsBand, {
    "in regola": ArrearsBand.NONE, "regolare": ArrearsBand.NONE, "no": ArrearsBand.NONE,
    "0": ArrearsBand.NONE, "nessuna morosità": ArrearsBand.NONE,
    "< 1 anno": ArrearsBand.BELOW_1Y, "entro 1 anno": ArrearsBand.BELOW_1Y,
    "fino a 1 anno": ArrearsBand.BELOW_1Y, "fino a un anno": ArrearsBand.BELOW_1Y,
    "da 1 a 2 anni": ArrearsBand.FROM_1Y_TO_2Y, "tra 1 e 2 anni": ArrearsBand.FROM_1Y_TO_2Y,
    "1-2": ArrearsBand.FROM_1Y_TO_2Y, "> 2 anni": ArrearsBand.ABOVE_2Y,
    "più di 2 anni": ArrearsBand.ABOVE_2Y, "oltre due anni": ArrearsBand.ABOVE_2Y,
    "esecuzione": ArrearsBand.IN_ENFORCEMENT, "pignorato": ArrearsBand.IN_ENFORCEMENT,
    "in esecuzione forzata": ArrearsBand.IN_ENFORCEMENT,
})  # fmt: skip
SUPPLIERS = Words("supplier", SupplierKind, {
    "acquedotto": SupplierKind.WATER, "idrico": SupplierKind.WATER,
    "servizio idrico": SupplierKind.WATER, "metano": SupplierKind.GAS,
    "teleriscaldamento": SupplierKind.HEATING, "gestione calore": SupplierKind.HEATING,
    "calore": SupplierKind.HEATING, "combustibile": SupplierKind.HEATING,
    "energia elettrica": SupplierKind.ELECTRICITY, "luce": SupplierKind.ELECTRICITY,
    "elettricità": SupplierKind.ELECTRICITY, "elettricità scale": SupplierKind.ELECTRICITY,
    "ascensori": SupplierKind.LIFT, "ascensorista": SupplierKind.LIFT,
    "manutenzione ascensore": SupplierKind.LIFT, "assicurazioni": SupplierKind.INSURANCE,
    "polizza": SupplierKind.INSURANCE, "pulizia": SupplierKind.CLEANING,
    "pulizia scale": SupplierKind.CLEANING, "manutenzione": SupplierKind.MAINTENANCE,
    "manutenzioni": SupplierKind.MAINTENANCE, "lavori": SupplierKind.MAINTENANCE,
    "impresa edile": SupplierKind.MAINTENANCE, "amministratore": SupplierKind.ADMINISTRATOR,
    "imposte": SupplierKind.TAXES, "tributi": SupplierKind.TAXES, "tari": SupplierKind.TAXES,
    "legale": SupplierKind.PROFESSIONALS, "avvocato": SupplierKind.PROFESSIONALS,
    "tecnico": SupplierKind.PROFESSIONALS, "altri": SupplierKind.OTHER,
    "altri fornitori": SupplierKind.OTHER, "varie": SupplierKind.OTHER,
})  # fmt: skip

_DOOR_WORD = re.compile(r"^(?:INTERNO|INT\b\.?)\s*")
_STEPS = (
    (LegalStep.ENFORCEMENT, re.compile(r"PIGNOR|ESECUZ|ESECUTIV|ALL ASTA|IN ASTA")),
    (LegalStep.INJUNCTION, re.compile(r"INGIUNT|INGIUNZ")),
    (LegalStep.PAYMENT_PLAN, re.compile(r"RATEIZZ|PIANO DI RIENTRO|DILAZION")),
    (LegalStep.LAWYER, re.compile(r"\bAVV\b|LEGALE|AVVOCATO")),
    (LegalStep.REMINDER, re.compile(r"SOLLECIT|DIFFIDA|MESSA IN MORA|COSTITUZIONE IN MORA")),
)

_TYPES: dict[str, ColumnType] = {"amount": "decimal", "date": "date"}


def columns_of(fields: Sequence[Field]) -> tuple[Column, ...]:
    """The fields as the declaration of a source shows them."""
    return tuple(
        Column(
            each.title.it,
            _TYPES.get(each.type, "text"),
            each.title,
            each.is_required,
            "EUR" if each.type == "amount" else None,
        )
        for each in fields
    )


def bare_staircase(text: str) -> str:
    """`Scala A` and `SC. A` as `A`; blank where nothing else is said."""
    return "".join(word for word in plain(text).split() if word not in {"SCALA", "SC"})


def bare_door(text: str) -> str:
    """`INT. 12` and `INTERNO 12` as `12`; blank where nothing else is said."""
    return _DOOR_WORD.sub("", text)


def legal_step(text: str | None) -> LegalStep:
    """The furthest step that a note tells; None is a file without notes. The note is not kept."""
    if text is None:
        return LegalStep.UNKNOWN
    words = plain(text)
    if not words:
        return LegalStep.NONE
    return next((step for step, form in _STEPS if form.search(words)), LegalStep.UNKNOWN)
