"""`satellite audit report`: who read what about a person or a flat, or what an account read."""

import csv
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import Engine

from api.terminal.plain import both
from buildings.audit.subjects import (
    COLUMNS,
    Read,
    named,
    reads_about,
    unnamed_reads,
    with_tax_code,
)
from buildings.privacy.states import Role
from data.ingest.refusals import neutral
from gis.codes import Text
from gis.dates import ROME

ASKED = "Codice fiscale (non si vede) · Tax code (hidden)"
COUNTED = Text(it="{count} letture", en="{count} reads")
UNNAMED = Text(
    it="altre {count} letture sono elenchi, ricerche o file: dicono quante righe, non di chi",
    en="{count} other reads are lists, searches or files: they say how many rows, not of whom",
)
WRITTEN = Text(it="scritto {file}", en="wrote {file}")
REGISTER = Text(it="il registro stesso", en="the register itself")
HEADINGS = (
    Text(it="Quando", en="When"),
    Text(it="Chi", en="Who"),
    Text(it="Ruolo", en="Role"),
    Text(it="Che cosa", en="What"),
    Text(it="Classe", en="Class"),
    Text(it="Scopo", en="Purpose"),
)
_ROLES = {each.value: each.label for each in Role}


def report(engine: Engine, words: Sequence[str], output: Path | None) -> None:
    """Print the report of what `words` name, or of a tax code typed at a hidden prompt."""
    tax_code = "" if words else typer.prompt(ASKED, hide_input=True, err=True)
    with engine.begin() as connection:
        asked = named(connection, words) if words else with_tax_code(connection, tax_code)
        found = reads_about(connection, asked)
        unnamed = 0 if asked.accounts else unnamed_reads(connection)
    if output is None:
        _print(found)
    else:
        _write(output, found)
        typer.echo(both(WRITTEN.format(file=output)))
    typer.echo(both(COUNTED.format(count=len(found))))
    if unnamed:
        typer.echo(both(UNNAMED.format(count=unnamed)))


def _print(found: Sequence[Read]) -> None:
    table = Table(*(both(each) for each in HEADINGS))
    for each in found:
        role = _ROLES.get(each.role or "")
        who = " · ".join(filter(None, (each.actor_name, each.organisation)))
        what = f"{each.verb.label.it} {each.entity} {each.entity_id or ''}".rstrip()
        cells = (
            f"{each.at.astimezone(ROME):%d/%m/%Y %H:%M:%S}",
            who or (REGISTER.it if each.role is None else "-"),
            role.it if role else each.role or "-",
            what,
            each.fields_class or "-",
            each.purpose_code or "-",
        )
        table.add_row(*map(escape, cells))
    if found:
        Console().print(table)


def _write(path: Path, found: Sequence[Read]) -> None:
    """A CSV file that only its owner reads; what a spreadsheet would run gets an apostrophe."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for each in found:
            values = (getattr(each, name) for name in COLUMNS)
            lines.writerow(["" if value is None else neutral(str(value)) for value in values])
