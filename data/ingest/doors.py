"""The register's addresses by the keys that spellings share, in a temporary table."""

from sqlalchemy import Connection, select

from buildings.registry.models import Address
from data.bulk.cursors import copy_in
from data.ingest.staging import BATCH, PACKAGE
from data.sources.housenumbers import parse_house_number
from data.sources.streetnames import street_key
from gis.sqlfiles import statement

_COPY = "copy door (address_id, street_key, number_key) from stdin"


def list_doors(connection: Connection, code: str) -> None:
    """Fill `door` with the addresses of one municipality."""
    connection.execute(statement(PACKAGE, "create_door"))
    query = select(Address.id, Address.street_name, Address.number_text, Address.house_number)
    rows = connection.execute(
        query.where(Address.municipality_code == code), execution_options={"yield_per": BATCH}
    )
    for batch in rows.partitions():
        lines = []
        for row in batch:
            written = row.number_text or str(row.house_number or "")
            number = parse_house_number(written)
            key = number.text if number else written.upper()
            street = street_key(row.street_name)
            if street and key and key.isprintable() and "\\" not in key:
                lines.append(f"{row.id}\t{street}\t{key}\n")
        copy_in(connection, _COPY, "".join(lines))
    connection.execute(statement(PACKAGE, "index_door"))
