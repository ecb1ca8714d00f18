"""A file of a spreadsheet program as sheets of rows, whichever program and format it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from data.sources.head import read_head
from data.sources.rows import Answerable, FileRefusedError
from data.sources.sheets.cells import SheetRow
from data.sources.sheets.container import OLE_START, check_container, is_zip, refuse_ole
from data.sources.sheets.delimited import delimited_rows
from data.sources.sheets.workbook import Merged, merged_ranges, sheet_names, workbook_rows
from gis.codes import Text

_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_NO_SHEET = Text(
    it="La cartella di lavoro è rovinata: non ha nessun foglio.",
    en="The workbook is damaged: it has no sheet.",
)
_EXTERNAL = Text(
    it="La cartella di lavoro ha collegamenti ad altri file: si leggono i valori salvati.",
    en="The workbook has links to other files: the saved values are read.",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a text file is one sheet without a name. `rows` may be walked more than once.

    A hidden sheet is listed but read only where it is chosen by name. `notes` are doubts about
    the whole file.
    """

    name: str
    is_hidden: bool
    notes: tuple[Text, ...] = ()
    _open: Callable[[], Iterator[SheetRow]] = field(repr=False, default=lambda: iter(()))
    _merged: Callable[[], list[Merged]] = field(repr=False, default=list)

    @property
    def rows(self) -> Iterator[SheetRow]:
        """The rows that hold something, one at a time; a damaged one raises FileRefusedError."""
        return (row for row in self._open() if not row.is_blank)

    @property
    def merged(self) -> list[Merged]:
        """The merged cells; a text file knows none."""
        return self._merged()


def open_sheets(path: Path) -> list[Sheet]:
    """The sheets of an .xlsx, or the one of a CSV or text file.

    Raises FileRefusedError, with the reason, for what is neither or is not safe to open.
    """
    head = read_head(path, takes_sheets=True)
    if head.start.startswith(OLE_START):
        refuse_ole(path)
    if is_zip(head.start):
        container = check_container(path)
        notes = (_EXTERNAL,) if container.has_external_links else ()
        if not (named := sheet_names(path)):
            raise FileRefusedError(_NO_SHEET)
        return [
            Sheet(
                name,
                hidden,
                notes,
                partial(workbook_rows, path, name),
                partial(merged_ranges, path, name),
            )
            for name, hidden in named
        ]
    if _SPREADSHEET_XML in head.start:
        raise FileRefusedError(
            Text(
                it="È un foglio «XML 2003»: aprirlo e salvarlo come .xlsx o CSV.",
                en='It is an "XML 2003" sheet: open it and save it as .xlsx or CSV.',
            )
        )
    return [Sheet("", is_hidden=False, _open=partial(delimited_rows, path))]


def chosen_sheet(sheets: list[Sheet], name: str | None) -> Sheet:
    """The sheet of that name, or the only visible one.

    Raises FileRefusedError when there is no such sheet, or when one must be chosen: the sentence
    lists them, the hidden ones too.
    """
    if name is not None:
        wanted = name.casefold().strip()
        for sheet in sheets:
            if sheet.name.casefold().strip() == wanted:
                return sheet
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    if name is None and len(visible) == 1:
        return visible[0]
    it, en = _listed(sheets, "nascosto"), _listed(sheets, "hidden")
    if name is None:
        raise FileRefusedError(
            Answerable(
                it=f"Quale foglio? --sheet NOME: {it}.",
                en=f"Which sheet? --sheet NAME: {en}.",
                on_page=Text(
                    it=f"Quale foglio? Sceglierlo qui sotto: {it}.",
                    en=f"Which sheet? Choose it below: {en}.",
                ),
            )
        )
    raise FileRefusedError(
        Text(
            it=f"Il foglio «{name}» non c'è. Ci sono: {it}.",
            en=f'There is no sheet "{name}". There are: {en}.',
        )
    )


def _listed(sheets: list[Sheet], hidden: str) -> str:
    return ", ".join(
        f"«{sheet.name}»" + (f" ({hidden})" if sheet.is_hidden else "") for sheet in sheets
    )
