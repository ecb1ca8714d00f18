"""Which class of owner a body is: the office's own short table, by tax code."""

from collections.abc import Iterator
from pathlib import Path

from stdnum import exceptions
from stdnum.it import iva

from buildings.status.states import OwnerClass
from data.sources.declaration import Column, Source, date_in_name
from data.sources.facts import Fact
from data.sources.head import Head
from data.sources.personal import HIDDEN
from data.sources.rows import Asked, Item, Reading, Row, RowRefusedError
from data.sources.tables import Line, open_table
from gis.codes import Text
from gis.columns import Reliability

TAX_CODE, CLASS, NAME = "codice_fiscale", "classe_proprietario", "denominazione"
_NOT_OF_A_BODY = {OwnerClass.PRIVATE_PERSON, OwnerClass.MIXED, OwnerClass.HEIRS_UNDIVIDED}
_CLASSES = {
    spelling.casefold(): each
    for each in OwnerClass
    if each not in _NOT_OF_A_BODY
    for spelling in (each.value, each.label.it, each.label.en)
}


def read(path: Path, _asked: Asked) -> Reading:
    """One body a line; raises FileRefusedError without the two columns that are needed."""
    table = open_table(path, (TAX_CODE, CLASS))
    return Reading(date_in_name(path), _items(table.lines()))


def _items(lines: Iterator[Line | Item]) -> Iterator[Item]:
    for line in lines:
        if not isinstance(line, Line):
            yield line
            continue
        try:
            yield _row(line)
        except RowRefusedError as error:
            yield error.refusal(line.number, _told(line, error))


def _told(line: Line, error: RowRefusedError) -> str:
    """What may be repeated of a refused line: nothing where the code may be a person's."""
    return HIDDEN if error.column == TAX_CODE else line.raw


def _row(line: Line) -> Row[object]:
    code, said = line.cells[TAX_CODE].strip(), line.cells[CLASS].strip()
    try:
        iva.validate(code)
    except exceptions.ValidationError as error:
        shown = code if code.isdecimal() else HIDDEN
        raise RowRefusedError(TAX_CODE, shown, _NO_TAX_CODE) from error
    owner_class = _CLASSES.get(said.casefold())
    if owner_class is None:
        raise RowRefusedError(CLASS, said, _NO_CLASS)
    facts = {
        "tax_code": code,
        "owner_class": owner_class,
        "name": line.cells.get(NAME, "").strip() or None,
    }
    return Row(line.number, line.raw, Fact("owner_body", code, facts))


def _recognises(head: Head) -> bool:
    names = {name.strip() for name in head.first_line.split(";")}
    return {TAX_CODE, CLASS} <= names


_NO_TAX_CODE = Text(
    it="Non è il codice fiscale di un ente: undici cifre con il controllo giusto.",
    en="No tax code of a body: eleven digits that pass the check.",
)
_KNOWN = ", ".join(sorted({each.value for each in _CLASSES.values()}))
_NO_CLASS = Text(
    it=f"La classe non è una di queste: {_KNOWN}.", en=f"The class is none of these: {_KNOWN}."
)

SOURCE = Source(
    id="owner_bodies",
    title=Text(it="Classi dei proprietari per codice fiscale", en="Owner classes by tax code"),
    publisher="Ufficio Casa",
    url="https://www.comune.pioltello.mi.it",
    licence="uso interno / internal use",
    how_to_get=Text(
        it="La scrive l'ufficio: un CSV con il punto e virgola, una riga per banca, veicolo di"
        " crediti, ALER, società benefit o altro ente. Il catasto dice il codice fiscale, non che"
        " cosa sia il proprietario; chi non è nella tabella conta come società privata.",
        en="The office writes it: a CSV with semicolons, one line a bank, vehicle, ALER or body.",
    ),
    crs=None,
    key=(TAX_CODE,),
    columns=(
        Column(TAX_CODE, "code", Text(it="Undici cifre", en="Eleven digits"), required=True),
        Column(
            CLASS,
            "code",
            Text(it="Classe, come bank_or_npl_spv", en="Class, such as bank_or_npl_spv"),
            required=True,
        ),
        Column(NAME, "text", Text(it="Nome dell'ente", en="The body's name")),
    ),
    least_count=1,
    row_word=Text(it="riga", en="line"),
    fills=("owner_body", "unit_status"),
    carries_municipality=False,
    reliability=Reliability.CONFIRMED,
    recognises=_recognises,
    read=read,
)
