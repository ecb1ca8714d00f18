"""The sentences for what the steps in SQL decide about a row, by their codes."""

from gis.codes import Text

NOTED = frozenset({"base_rose", "sale_past"})
"""Reasons that are told about rows that are loaded all the same."""

_REASONS = {
    "said_twice": Text(
        it="La riga {detail} dice altro della stessa unità.",
        en="Row {detail} says something else of the same unit.",
    ),
    "vacant_with_title": Text(
        it="Una riga dice l'unità vuota e un'altra con un titolo di chi ci abita: contraddice la"
        " riga {detail}.",
        en="One row calls the unit vacant and another gives a title of who lives there: it"
        " contradicts row {detail}.",
    ),
    "vacant_with_title_held": Text(
        it="Un'unità vuota non ha chi la abita: contraddice quanto il registro ha da questa fonte"
        " ({detail}).",
        en="Nobody lives in a vacant unit: it contradicts what the register has from this source"
        " ({detail}).",
    ),
    "protocol_taken": Text(
        it="Il protocollo {detail} è già di un'altra pratica.",
        en="Protocol number {detail} is another case's already.",
    ),
    "identifier_twice": Text(
        it="L'identificativo {detail} è già di un'altra unità in vita: tra parentesi la sua riga.",
        en="The identifier {detail} is another living unit's already: its row in brackets.",
    ),
    "no_day": Text(
        it="Comincia e finisce nello stesso giorno o al contrario ({detail}): non è mai valso.",
        en="Begins and ends on one day or the other way round ({detail}): it never held.",
    ),
    "record_refused": Text(
        it="Il record a cui appartiene è rifiutato (riga {detail}).",
        en="The record that it belongs to is refused (row {detail}).",
    ),
    "record_skipped": Text(
        it="Il record a cui appartiene è saltato (riga {detail}).",
        en="The record that it belongs to is skipped (row {detail}).",
    ),
    "erased": Text(
        it="I dati di questa persona sono stati cancellati: non si scrivono di nuovo.",
        en="This person's data were erased: they are not written again.",
    ),
    "unknown_subject": Text(
        it="Il soggetto {detail} non è nel registro: caricare prima il file SOG della fornitura.",
        en="Subject {detail} is not in the register: load the SOG file of the delivery first.",
    ),
    "repeated": Text(
        it="Uguale alla riga {detail}: basta una volta.",
        en="The same as row {detail}: once is enough.",
    ),
    "repeated_differently": Text(
        it="Stessa chiave della riga {detail} ma contenuto diverso.",
        en="The same key as row {detail} but another content.",
    ),
    "other_municipality": Text(
        it="È del comune {detail}, non di {code}.",
        en="It belongs to municipality {detail}, not to {code}.",
    ),
    "far_away": Text(
        it="È a {detail} km da {code}, oltre il margine di {margin} km: altro comune o sistema"
        " di riferimento sbagliato.",
        en="It is {detail} km from {code}, beyond the margin of {margin} km: another municipality"
        " or a wrong CRS.",
    ),
    "far_point": Text(
        it="La posizione è a {detail} km da {code}: il civico è caricato senza posizione.",
        en="The position is {detail} km from {code}: the number is loaded without it.",
    ),
    "same_door": Text(
        it="Lo stesso civico è già nell'oggetto {detail}.",
        en="The same street number is already in object {detail}.",
    ),
    "building_twice": Text(
        it="Edificio doppio: occupa lo stesso suolo di {detail}.",
        en="A building twice: it stands on the same ground as {detail}.",
    ),
    "older_file": Text(
        it="Il registro ha già, di questa fonte, un file del {detail}: questo è più vecchio e"
        " riporterebbe indietro.",
        en="The register already has a file of {detail} from this source: this one is older and"
        " would bring the past back.",
    ),
    "other_town": Text(
        it="L'immobile è a {detail}, un altro comune.",
        en="The property is in {detail}, another municipality.",
    ),
    "sale_forbidden": Text(
        it="La vendita non può fare questo passaggio: {detail}.",
        en="The sale cannot take this step: {detail}.",
    ),
    "sale_ahead": Text(
        it="L'esito è di un'asta che deve ancora venire ({detail}).",
        en="The outcome is of an auction that is still to come ({detail}).",
    ),
    "sale_past": Text(
        it="Notizia superata: il registro è già oltre ({detail}); lo stato non torna indietro.",
        en="Old news: the register is already further ({detail}); the state does not go back.",
    ),
    "base_rose": Text(
        it="La base è più alta di quella del tentativo precedente ({detail}).",
        en="The base is higher than that of the attempt before ({detail}).",
    ),
    "project_unknown": Text(
        it="Il registro non ha il progetto {detail}: non è del comune, o va caricato prima.",
        en="The register has no project {detail}: it is not the municipality's, or comes first.",
    ),
    "checklist_unknown": Text(
        it="La lista {detail} non è uscita da questo registro.",
        en="The list {detail} did not come out of this register.",
    ),
    "case_not_on_list": Text(
        it="La pratica {detail} non è in quella lista.",
        en="The case {detail} is not on that list.",
    ),
    "closed": Text(
        it="Edificio chiuso il {detail} secondo la fonte: non è nel registro.",
        en="A building closed on {detail}, says the source: it is not in the register.",
    ),
    "no_building": Text(
        it="Ingresso di scala di un edificio che non è caricato ({detail}).",
        en="Staircase entrance of a building that is not loaded ({detail}).",
    ),
}


def reason_text(reason: str, detail: str, code: str, margin_m: float) -> Text:
    """The sentence for one row."""
    return _REASONS[reason].format(detail=detail, code=code, margin=f"{margin_m / 1000:g}")
