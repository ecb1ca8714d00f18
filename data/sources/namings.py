"""The columns by which a register's row names its unit, and the naming that they make."""

from data.sources.facts import Naming
from data.sources.register_table import Field
from data.sources.rows import RowRefusedError
from data.sources.tables import Line
from gis.codes import Text

NAMING_FIELDS = (
    Field(
        "via",
        "text",
        Text(it="Via o piazza", en="Street"),
        also=(
            "indirizzo",
            "strada",
            "toponimo",
            "denominazione via",
            "nome via",
            "area di circolazione",
            "street",
        ),
    ),
    Field(
        "civico",
        "text",
        Text(it="Numero civico con l'esponente", en="Street number with suffix"),
        also=("numero civico", "n civico", "num civico", "nr civico", "numero", "house number"),
    ),
    Field(
        "esponente",
        "text",
        Text(it="Esponente, se è a parte", en="Suffix, where it is apart"),
        also=("barrato", "lettera civico", "suffix"),
    ),
    Field("scala", "text", Text(it="Scala", en="Staircase"), also=("sc", "staircase")),
    Field("piano", "text", Text(it="Piano", en="Floor"), also=("pn", "floor")),
    Field(
        "interno",
        "text",
        Text(it="Interno", en="Door"),
        also=("int", "interno n", "n interno", "door"),
    ),
    Field(
        "sezione",
        "code",
        Text(it="Sezione catastale", en="Cadastral section"),
        also=("sezione catastale", "sez", "sezione urbana"),
    ),
    Field(
        "foglio", "code", Text(it="Foglio", en="Sheet"), also=("fg", "foglio catastale", "sheet")
    ),
    Field(
        "particella",
        "code",
        Text(it="Particella o mappale", en="Parcel"),
        also=("mappale", "numero mappale", "part", "mapp", "map", "parcel"),
    ),
    Field("subalterno", "code", Text(it="Subalterno", en="Subunit"), also=("sub", "subunit")),
)


def naming_of(line: Line, sender: str, *, other_code: str | None = None) -> Naming:
    """The naming that a row gives; raises RowRefusedError when nothing in it names a unit."""
    cells = {field.name: line.cells.get(field.name, "") or None for field in NAMING_FIELDS}
    number = " ".join(filter(None, (cells["civico"], cells["esponente"]))) or None
    has_door = cells["via"] is not None and number is not None
    has_parcel = cells["foglio"] is not None and cells["particella"] is not None
    if not (has_door or has_parcel or other_code):
        raise RowRefusedError(
            "via",
            cells["via"] or "",
            Text(
                it="La riga non nomina un'unità: servono via e civico, o foglio e particella.",
                en="The row names no unit: it takes street and number, or sheet and parcel.",
            ),
        )
    return Naming(
        sender,
        street_name=cells["via"],
        number_text=number,
        staircase_code=cells["scala"],
        floor_code=cells["piano"],
        unit_number=cells["interno"],
        cadastral_section=cells["sezione"],
        sheet=cells["foglio"],
        parcel_number=cells["particella"],
        subunit=cells["subalterno"],
        other_code=other_code,
    )
