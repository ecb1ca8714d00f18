"""What can become a file: every layer, and the lists of the office's pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from buildings.discrepancies.states import DiscrepancyKind, DiscrepancyState
from buildings.exports.states import NEVER
from buildings.layers import CATALOGUE
from buildings.privacy.states import DataClass
from gis.codes import Text
from gis.errors import ForbiddenError, InputError, NotFoundError
from gis.features import is_uuid
from gis.layers import PROVENANCE_FIELDS, Field, Layer
from gis.sqlfiles import read_sql


@dataclass(frozen=True, slots=True)
class Dataset:
    """One thing that can become a file; `source` is what follows FROM, with `:on_date`."""

    id: str
    title: Text
    description: Text
    data_class: str
    access_class: str
    fields: tuple[Field, ...]
    source: str
    has_geometry: bool
    order: str

    @classmethod
    def of_layer(cls, layer: Layer) -> "Dataset":
        """A published layer."""
        return cls(
            layer.id, layer.title, layer.description, layer.data_class, layer.access_class,
            layer.fields, f"{layer.function}(:on_date)",
            has_geometry=layer.has_place, order="f.fid",
        )  # fmt: skip

    @property
    def never_leaves(self) -> bool:
        """Whether it holds what never becomes a file, for anybody."""
        return {self.data_class, self.access_class} & NEVER != frozenset()

    def carried(self, classes: frozenset[str]) -> tuple[Field, ...]:
        """Its fields in a file that may carry these classes."""
        return tuple(
            each for each in self.fields if each.data_class is None or each.data_class in classes
        )


DISCREPANCIES = Dataset(
    "discrepancies",
    Text(it="Discordanze tra le fonti", en="Discrepancies between sources"),
    Text(
        it="Dove due fonti dicono cose diverse, senza i valori che nominano persone.",
        en="Where two sources tell differently, without values that name persons.",
    ),
    DataClass.P3.value,
    DataClass.P3.value,
    (
        Field("kind", Text(it="Tipo", en="Kind"), codes=DiscrepancyKind),
        Field("about", Text(it="Su che cosa", en="About")),
        Field("unit_id", Text(it="Id unità", en="Unit id")),
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("condominium_id", Text(it="Id condominio", en="Condominium id")),
        Field("first_value", Text(it="Primo valore", en="First value")),
        Field("first_source_id", Text(it="Prima fonte", en="First source")),
        Field("first_as_of", Text(it="Del", en="As of"), kind="date"),
        Field("second_value", Text(it="Secondo valore", en="Second value")),
        Field("second_source_id", Text(it="Seconda fonte", en="Second source")),
        Field("second_as_of", Text(it="Del", en="As of"), kind="date"),
        Field("state", Text(it="Stato", en="State"), codes=DiscrepancyState),
        Field("is_synthetic", Text(it="Dato sintetico", en="Synthetic"), kind="boolean"),
    ),
    f"({read_sql('data.exports', 'discrepancies')})",
    has_geometry=False,
    order="f.id",
)

ARREARS = Dataset(
    "arrears",
    Text(it="Morosità dei condomìni", en="Arrears of condominiums"),
    Text(
        it="Le quote non pagate per condominio e scala, senza unità né persone.",
        en="Unpaid shares by condominium and staircase, without units or persons.",
    ),
    DataClass.P3.value,
    DataClass.P3_ARREARS.value,
    (
        Field("condominium_id", Text(it="Id condominio", en="Condominium id")),
        Field("condominium", Text(it="Condominio", en="Condominium")),
        Field("staircase_code", Text(it="Scala", en="Staircase")),
        Field("financial_year", Text(it="Esercizio", en="Financial year"), kind="integer"),
        Field("due_eur", Text(it="Dovuto", en="Due"), kind="number", unit="EUR"),
        Field("unpaid_eur", Text(it="Non pagato", en="Unpaid"), kind="number", unit="EUR"),
        *PROVENANCE_FIELDS,
    ),
    f"({read_sql('data.exports', 'arrears')})",
    has_geometry=False,
    order="f.id",
)

DATASETS: dict[str, Dataset] = {
    each.id: each for each in (*map(Dataset.of_layer, CATALOGUE.values()), DISCREPANCIES, ARREARS)
}
"""Everything that can be asked for by name, also what is then refused."""


def dataset(name: str) -> Dataset:
    """What that name stands for; raises NotFoundError, and ForbiddenError for what never leaves."""
    found = DATASETS.get(name)
    if found is None:
        listed = ", ".join(DATASETS)
        raise NotFoundError(
            Text(
                it=f"Non c'è nulla da esportare con il nome «{name[:80]}». Ci sono: {listed}.",
                en=f"There is nothing to export called “{name[:80]}”. There are: {listed}.",
            )
        )
    if found.never_leaves:
        raise ForbiddenError(
            Text(
                it=f"«{found.title.it}» non diventa mai un file, per nessuno: si consulta nel "
                "registro.",
                en=f"“{found.title.en}” never becomes a file, for anybody: it is read in the "
                "register.",
            )
        )
    return found


def exportable() -> Iterator[Dataset]:
    """What may become a file for somebody."""
    return (each for each in DATASETS.values() if not each.never_leaves)


def narrowed(source: Dataset, asked: Mapping[str, str]) -> dict[str, str]:
    """What a file is narrowed to: codes and ids alone, of fields that the dataset has.

    Other names are left aside, as a page's own parameters are; raises InputError for a value that
    is no such code or id.
    """
    found = {}
    for each in source.fields:
        value = asked.get(each.name, "")
        if not value or not (each.codes or is_uuid(each)):
            continue
        if not _is_known(each, value):
            raise InputError(
                Text(
                    it=f"«{value[:80]}» non è un valore di {each.name}.",
                    en=f"“{value[:80]}” is not a value of {each.name}.",
                )
            )
        found[each.name] = value if each.codes else value.lower()
    return found


def _is_known(each: Field, value: str) -> bool:
    if each.codes is not None:
        return value in {code.value for code in each.codes}
    return re.fullmatch("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value) is not None
