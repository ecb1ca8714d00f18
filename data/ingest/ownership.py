"""What follows from the rights that the cadastre tells: classes of owner, appurtenances."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from buildings.cadastre.queries import owner_classes
from data.ingest.staging import PACKAGE
from data.sources.cadastral_census_units import SENDER
from gis.columns import Reliability
from gis.sqlfiles import statement

_AS_THE_CADASTRE = {"source": SENDER, "reliability": Reliability.OFFICIAL.value}
"""Whose word it is, whichever file made it be told anew."""


def follow_rights(connection: Connection, values: Mapping[str, Any]) -> None:
    """Tell the classes of owner and the appurtenances anew, where titles or units were read."""
    if not connection.scalar(statement(PACKAGE, "has_titles_or_units")):
        return
    values = {**values, **_AS_THE_CADASTRE}
    told = owner_classes(connection, values["code"], values["as_of"])
    _run(
        connection,
        "create_owner_class",
        {
            "units": [str(each.unit_id) for each in told],
            "namings": [str(each.reference_id) if each.reference_id else None for each in told],
            "classes": [each.owner_class.value for each in told],
            "days": [each.since for each in told],
        },
    )
    for step in (
        "correct_owner_classes",
        "end_owner_classes",
        "load_owner_classes",
        "drop_owner_class",
        "create_same_holders",
        "end_appurtenances",
        "load_appurtenances",
        "drop_same_holders",
    ):
        _run(connection, step, values)


def _run(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    query = statement(PACKAGE, name)
    connection.execute(query, {key: values[key] for key in query.compile().params})
