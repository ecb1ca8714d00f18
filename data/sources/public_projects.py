"""Public projects by CUP: OpenCUP, its localisations, CUP-CIG pairs, PA digitale, OpenCoesione."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from buildings.projects.codes import kind_of_cig
from buildings.projects.states import AmountKind, ProjectRegister
from data.sources.declaration import Column, Source, date_in_name
from data.sources.facts import Fact
from data.sources.head import Head
from data.sources.personal import HIDDEN, holds_tax_code, without_tax_codes
from data.sources.project_rows import (
    SEVERAL,
    ProjectRow,
    Story,
    amount_of,
    cup_of,
    date_of,
    istat_of,
    text_of,
    year_of,
)
from data.sources.register_table import delimiter_of
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Note,
    Reading,
    Refusal,
    Row,
    RowRefusedError,
)
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability

ID = "public_projects"
Cells = dict[str, str]
_COHESION_END = "OC_DATA_FINE_PROGETTO_EFFETTIVA"


@dataclass(frozen=True, slots=True)
class Shape:
    """One of the files: the columns that tell it, and how a row of it is read."""

    columns: tuple[str, ...]
    read: Callable[[Cells], ProjectRow | Fact]


def read(path: Path, asked: Asked) -> Reading:
    """The rows of whichever of the files it is; columns with persons' tax codes are not read."""
    del asked
    with path.open("rb") as file:
        first_line = file.readline(100_000).decode("utf-8-sig", errors="replace")
    delimiter = delimiter_of(first_line)
    shape = _shape_of(first_line, delimiter)
    if shape is None:
        raise FileRefusedError(
            Text(
                it="Le colonne non sono di OpenCUP, ANAC, PA digitale né OpenCoesione.",
                en="The columns are not those of OpenCUP, ANAC, PA digitale or OpenCoesione.",
            )
        )
    table = open_table(path, shape.columns, delimiter=delimiter)
    return Reading(date_in_name(path), _rows(table, shape))


def _rows(table: Table, shape: Shape) -> Iterator[Item]:
    for item in table.lines():
        if not isinstance(item, Line):
            yield _without_person(item)
            continue
        raw = _raw(item, shape)
        try:
            row = shape.read(item.cells)
        except RowRefusedError as error:
            yield error.refusal(item.number, raw)
            continue
        if isinstance(row, ProjectRow):
            yield Row(item.number, raw, row.fact(), row.municipality)
        else:
            yield Row(item.number, raw, row)


def _without_person(item: Refusal | Note) -> Item:
    """The item, or of an unreadable line about a person only its number and the reason."""
    if isinstance(item, Refusal) and holds_tax_code(item.raw):
        return replace(item, raw=HIDDEN)
    return item


def _raw(line: Line, shape: Shape) -> str:
    """The line, or of a line about a person only the columns that tell the project."""
    if not holds_tax_code(line.raw):
        return line.raw
    return without_tax_codes(";".join(line.cells[name] for name in shape.columns))


def _place(cells: Cells) -> ProjectRow:
    code = istat_of("CODICE_COMUNE", cells["CODICE_COMUNE"])
    cup = cup_of("CUP", cells["CUP"])
    return ProjectRow(ProjectRegister.OPENCUP, cup, places=((code, text_of(cells["COMUNE"])),))


def _opencup(cells: Cells) -> ProjectRow:
    story = Story(
        title=text_of(cells["DESCRIZIONE_SINTETICA_CUP"]),
        holder=text_of(cells.get("SOGGETTO_TITOLARE", "")),
        nature=text_of(cells.get("NATURA_INTERVENTO", "")),
        state_text=text_of(cells.get("STATO_PROGETTO", "")),
        decision_year=year_of("ANNO_DECISIONE", cells.get("ANNO_DECISIONE", "")),
        start_on=date_of("DATA_GENERAZIONE_CUP", cells.get("DATA_GENERAZIONE_CUP", "")),
    )
    code = istat_of("CODICE_COMUNE", cells["CODICE_COMUNE"])
    return ProjectRow(
        ProjectRegister.OPENCUP,
        cup_of("CUP", cells["CUP"]),
        story=story,
        amounts=_amounts(
            cells,
            {AmountKind.COST: "COSTO_PROGETTO", AmountKind.FUNDED: "FINANZIAMENTO_PROGETTO"},
        ),
        places=((code, text_of(cells.get("COMUNE", ""))),),
    )


def _pair(cells: Cells) -> Fact:
    cup, cig = cup_of("CUP", cells["CUP"]), cells["CIG"].strip().upper()
    kind = kind_of_cig(cig)
    if kind is None:
        raise RowRefusedError(
            "CIG",
            cells["CIG"],
            Text(
                it=f"«{cig}» non è un CIG: forma o cifre di controllo sbagliate.",
                en=f'"{cig}" is no CIG: its form or its check figures are wrong.',
            ),
        )
    return Fact("project_cig", f"{cup} {cig}", {"cup": cup, "cig": cig, "cig_kind": kind.value})


def _candidature(cells: Cells) -> ProjectRow:
    story = Story(
        title=text_of(cells["avviso"]),
        holder=text_of(cells["ente"]),
        programme=text_of(cells.get("misura", "")),
        state_text=text_of(cells["stato_candidatura"]),
        state_on=date_of("data_stato_candidatura", cells.get("data_stato_candidatura", "")),
        start_on=date_of("data_finanziamento", cells.get("data_finanziamento", "")),
    )
    code = istat_of("cod_comune", cells["cod_comune"])
    return ProjectRow(
        ProjectRegister.PA_DIGITALE,
        cup_of("codice_cup", cells["codice_cup"]),
        story=story,
        amounts=_amounts(cells, {AmountKind.FUNDED: "importo_finanziamento"}),
        places=((code, text_of(cells["comune"])),),
    )


def _cohesion(cells: Cells) -> ProjectRow:
    codes = [istat_of("COD_COMUNE", code) for code in cells["COD_COMUNE"].split(SEVERAL)]
    names = [text_of(name) for name in cells.get("DEN_COMUNE", "").split(SEVERAL)]
    names = names if len(names) == len(codes) else [None] * len(codes)
    story = Story(
        title=text_of(cells["OC_TITOLO_PROGETTO"]),
        programme=text_of(cells.get("OC_DESCRIZIONE_PROGRAMMA", "")),
        nature=text_of(cells.get("CUP_DESCR_NATURA", "")),
        state_text=text_of(cells.get("OC_STATO_PROGETTO", "")),
        start_on=date_of("OC_DATA_INIZIO_PROGETTO", cells.get("OC_DATA_INIZIO_PROGETTO", "")),
        end_on=date_of(_COHESION_END, cells.get(_COHESION_END, "")),
    )
    return ProjectRow(
        ProjectRegister.OPENCOESIONE,
        cup_of("CUP", cells["CUP"]),
        local_code=text_of(cells["COD_LOCALE_PROGETTO"]) or "",
        story=story,
        amounts=_amounts(
            cells,
            {
                AmountKind.FUNDED: "OC_FINANZ_TOT_PUB_NETTO",
                AmountKind.COMMITTED: "IMPEGNI",
                AmountKind.PAID: "TOT_PAGAMENTI",
            },
        ),
        places=tuple(dict(zip(codes, names, strict=True)).items()),
    )


def _amounts(cells: Cells, columns: dict[AmountKind, str]) -> dict[AmountKind, Decimal]:
    found = {kind: amount_of(name, cells.get(name, "")) for kind, name in columns.items()}
    return {kind: amount for kind, amount in found.items() if amount is not None}


SHAPES = (
    Shape(("COD_LOCALE_PROGETTO", "CUP", "OC_TITOLO_PROGETTO", "COD_COMUNE"), _cohesion),
    Shape(("codice_cup", "cod_comune", "comune", "ente", "avviso", "importo_finanziamento",
           "stato_candidatura"), _candidature),
    Shape(("CUP", "DESCRIZIONE_SINTETICA_CUP", "CODICE_COMUNE"), _opencup),
    Shape(("CUP", "CODICE_COMUNE", "COMUNE"), _place),
    Shape(("CUP", "CIG"), _pair),
)  # fmt: skip


def _shape_of(first_line: str, delimiter: str) -> Shape | None:
    names = {cell.strip().strip('"') for cell in first_line.strip().split(delimiter)}
    return next((shape for shape in SHAPES if set(shape.columns) <= names), None)


def _recognises(head: Head) -> bool:
    return _shape_of(head.first_line, delimiter_of(head.first_line)) is not None


SOURCE = Source(
    id=ID,
    title=Text(it="Progetti pubblici (CUP)", en="Public projects (CUP)"),
    publisher="OpenCUP, ANAC, PA digitale 2026, OpenCoesione",
    url="https://www.opencup.gov.it/portale/web/opencup/accesso-agli-open-data",
    licence="CC-BY-4.0 (OpenCUP, PA digitale, ANAC), CC-BY-SA-4.0 (OpenCoesione)",
    how_to_get=Text(
        it="OpenCUP: OpenCup_ProgettiN.csv o il file delle localizzazioni della regione; ANAC:"
        " coppie CUP-CIG (dopo i progetti: un CIG di un CUP che il registro non ha è saltato);"
        " PA digitale 2026: candidature finanziate; OpenCoesione: progetti_esteso della regione."
        " Entrano solo i progetti del comune.",
        en="OpenCUP: OpenCup_ProgettiN.csv or the region's file of localisations; ANAC: CUP-CIG"
        " pairs (after the projects: a CIG of a CUP that the register has not is skipped); PA"
        " digitale 2026: funded applications; OpenCoesione: the region's progetti_esteso. Only the"
        " municipality's projects come in.",
    ),
    crs=None,
    key=("CUP", "COD_LOCALE_PROGETTO", "CODICE_COMUNE", "CIG"),
    columns=(
        Column("CUP", "code", Text(it="CUP (`codice_cup` in PA digitale)",
                                   en="CUP (`codice_cup` in PA digitale)"), required=True),
        Column("CIG", "code", Text(it="CIG (coppie ANAC)", en="CIG (ANAC pairs)")),
        Column("CODICE_COMUNE", "code", Text(it="Codice ISTAT (`cod_comune`, `COD_COMUNE`)",
                                             en="ISTAT code (`cod_comune`, `COD_COMUNE`)")),
        Column("DESCRIZIONE_SINTETICA_CUP", "text", Text(
            it="Titolo (`avviso`, `OC_TITOLO_PROGETTO`)", en="Title (`avviso`,"
            " `OC_TITOLO_PROGETTO`)")),
        Column("SOGGETTO_TITOLARE", "text", Text(it="Titolare (`ente`)", en="Holder (`ente`)")),
        Column("STATO_PROGETTO", "text", Text(it="Stato", en="State")),
        Column("COSTO_PROGETTO", "decimal", Text(it="Costo", en="Cost"), unit="€"),
        Column("FINANZIAMENTO_PROGETTO", "decimal", Text(
            it="Finanziamento (`importo_finanziamento`, `OC_FINANZ_TOT_PUB_NETTO`)",
            en="Funding (`importo_finanziamento`, `OC_FINANZ_TOT_PUB_NETTO`)"), unit="€"),
        Column("TOT_PAGAMENTI", "decimal", Text(it="Pagamenti", en="Payments"), unit="€"),
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=(
        "public_project", "public_project_story", "public_project_amount", "public_project_place",
        "public_project_cig",
    ),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
)  # fmt: skip
