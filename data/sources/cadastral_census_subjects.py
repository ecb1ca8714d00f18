"""SOG: the persons and bodies that hold titles; what they are called is never told of a row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stdnum import exceptions
from stdnum.it import codicefiscale, iva

from buildings.cadastre.states import SubjectKind
from data.sources.cadastral_census_fields import date, iso
from data.sources.cadastral_census_lines import MASK, Line, Part, part_of, read_lines
from data.sources.cadastral_census_parameters import Delivery, short_of
from data.sources.facts import Fact
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text

_WIDTHS = {"P": frozenset({10, 11}), "G": frozenset({7, 8})}
_KINDS = {member.value: member for member in SubjectKind}
_SEXES = {"1": "M", "2": "F"}


def read_subjects(path: Path, delivery: Delivery) -> Iterator[Item]:
    """The subjects of a SOG file, one a row."""
    lines = 0
    for item in read_lines(path, widths, lambda _: (), is_personal=True):
        if not isinstance(item, Line):
            lines += isinstance(item, Refusal)
            yield item
            continue
        lines += 1
        if part_of(item.cells) is not Part.SUBJECTS:
            yield Refusal(
                item.number, "", "", _OTHER_PART, item.raw, municipality=item.municipality
            )
            continue
        try:
            yield from list(_subject(item))
        except RowRefusedError as error:
            masked = RowRefusedError(error.column, MASK, _masked(error))
            yield item.refusal(masked)
    if short := short_of(Part.SUBJECTS, delivery, lines):
        raise short


def widths(line: Line) -> frozenset[int]:
    """The numbers of fields that a person's or a body's line may have."""
    return _WIDTHS.get(line.cells[3].strip(), frozenset())


def _subject(line: Line) -> Iterator[Item]:
    kind = _KINDS[line.cells[3].strip()]
    told = _person(line) if kind is SubjectKind.PERSON else _body(line)
    code = told["tax_code"]
    if kind is SubjectKind.PERSON and line.text(11):
        yield Note(line.number, "indicazioni", MASK, _REMARK)
    if code is None:
        yield Note(line.number, "codice fiscale", "", _NO_TAX_CODE)
    elif not is_sound(code, kind):
        yield Note(line.number, "codice fiscale", MASK, _WRONG_TAX_CODE)
    facts: dict[str, Any] = {
        "subject": f"{line.municipality}/{line.section or '-'}/{line.text(3)}/{kind.value}",
        "kind": kind.value,
        **told,
    }
    fact = Fact("cadastral_subject", facts["subject"], facts)
    yield Row(line.number, line.raw, fact, line.municipality)


def _person(line: Line) -> dict[str, str | None]:
    surname, given_name = line.text(5), line.text(6)
    if surname is None and given_name is None:
        raise RowRefusedError("cognome", "", _NO_NAME)
    return {
        "surname": surname,
        "given_name": given_name,
        "sex": _SEXES.get(line.text(7) or ""),
        "birth_on": iso(date("data di nascita", line.text(8))),
        "birth_place_code": line.text(9),
        "tax_code": line.text(10),
    }


def _body(line: Line) -> dict[str, str | None]:
    name = line.text(5)
    if name is None:
        raise RowRefusedError("denominazione", "", _NO_NAME)
    return {"name": name, "seat_code": line.text(6), "tax_code": line.text(7)}


def is_sound(tax_code: str, kind: SubjectKind) -> bool:
    """Whether a tax code passes its check; a person's may be eleven digits, lent for a while."""
    try:
        if tax_code.isdecimal():
            iva.validate(tax_code)
        else:
            codicefiscale.validate(tax_code)
    except exceptions.ValidationError:
        return False
    return kind is SubjectKind.PERSON or tax_code.isdecimal()


def _masked(error: RowRefusedError) -> Text:
    """The reason without the value that it quotes."""
    value = error.value
    return Text(
        it=error.text.it.replace(value, MASK) if value else error.text.it,
        en=error.text.en.replace(value, MASK) if value else error.text.en,
    )


_OTHER_PART = Text(it="La riga non è di un file SOG.", en="The row is not of a SOG file.")
_REMARK = Text(
    it="Indicazioni supplementari sulla persona: non si caricano.",
    en="Further remarks on the person: they are not loaded.",
)
_NO_NAME = Text(it="Il soggetto è senza nome.", en="The subject has no name.")
_NO_TAX_CODE = Text(it="Manca il codice fiscale.", en="The tax code is missing.")
_WRONG_TAX_CODE = Text(
    it="Il codice fiscale non supera il controllo: tenuto com'è.",
    en="The tax code fails its check: kept as it is.",
)
