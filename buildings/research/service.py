"""Research projects as the office runs them: begun, given extracts of released quarters, ended."""

import datetime as dt
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from buildings.disclosure import service as projects
from buildings.disclosure.models import ResearchProject
from buildings.disclosure.pseudonyms import Population, Tile, Whereabouts
from buildings.disclosure.states import ResearchField
from buildings.privacy.states import Role
from buildings.registry.states import UseClass
from buildings.releases.models import Release
from buildings.releases.past import rules_of
from buildings.releases.states import ReleaseState
from buildings.research import queries
from buildings.research.models import ResearchExtract, ResearchMember, ResearchUnit
from gis.codes import Text
from gis.errors import RuleError
from gis.history.reading import as_known_at
from gis.keys import KeyStore
from gis.sqlfiles import statement

ZOOM = 16
"""The zoom of the smallest tiles that a place can be, about 600 m wide."""

SERVED = (
    ResearchField.UNIT, ResearchField.PLACE, ResearchField.MONTH, ResearchField.USE_CLASS,
    ResearchField.FLOOR_BAND, ResearchField.ROOMS_BAND, ResearchField.AREA_BAND,
)  # fmt: skip
"""What an extract can hold: cadastre and size of a flat, the class that research may have."""


@dataclass(frozen=True, slots=True)
class _Flat:
    """One flat as it was known, before anything is made coarse."""

    values: Mapping[ResearchField, object]
    where: Whereabouts


def begin(session: Session, keys: KeyStore, project: ResearchProject) -> ResearchProject:
    """Write down a project and make its key; raises RuleError for fields that no extract has."""
    unserved = sorted(set(project.fields) - set(SERVED))
    if unserved:
        listed = ", ".join(SERVED)
        raise RuleError(
            Text(
                it=f"La ricerca non può avere {', '.join(unserved)}: la matrice dà unità "
                f"pseudonimizzate solo con {listed}. Il resto esce come aggregato, nei rilasci.",
                en=f"Research cannot have {', '.join(unserved)}: the matrix gives pseudonymised "
                f"flats only with {listed}. Anything else leaves as aggregates, in releases.",
            )
        )
    return projects.begin(session, keys, project)


def admit(session: Session, project: ResearchProject, email: str, today: dt.date) -> None:
    """Let an account of a researcher take part; raises RuleError for any other account."""
    account = queries.researcher(session, email)
    if account is None:
        raise RuleError(
            Text(
                it=f"Non c'è un utente aperto «{email[:80]}» con il ruolo {Role.RESEARCHER}: "
                "crearlo con «satellite user add».",
                en=f"There is no open account “{email[:80]}” with the role {Role.RESEARCHER}: "
                "add it with “satellite user add”.",
            )
        )
    member = session.get(ResearchMember, (project.id, account))
    if member is None:
        session.add(ResearchMember(project_id=project.id, account_id=account, joined_on=today))
    else:
        member.left_on = None
    session.flush()


def deliver(
    session: Session,
    keys: KeyStore,
    project: ResearchProject,
    release: Release,
    *,
    made_by: str,
    today: dt.date,
) -> ResearchExtract:
    """Give a project the flats of a published release, as that release knew them.

    Raises RuleError where the project has ended, the release is not published, or the project was
    given it before: between two releases nothing is told, so that no single change shows.
    """
    _require_new(session, project, release)
    flats = _flats(session, release)
    least = rules_of(release).released_base_least
    maker = projects.pseudonymiser(keys, project, _population(flats, int(least)), today)
    # By pseudonym: the order of the register's own ids would tell which flat is which.
    records = sorted((maker.record(each.values) for each in flats), key=_written)
    extract = ResearchExtract(
        id=uuid.uuid4(),
        project_id=project.id,
        release_id=release.id,
        made_at=session.execute(select(func.clock_timestamp())).scalar_one(),
        made_by=made_by,
        record_count=len(records),
        digest=sha256("\n".join(map(_written, records)).encode()).hexdigest(),
    )
    session.add(extract)
    session.flush()
    if records:
        own = {"extract_id": extract.id, "project_id": project.id}
        session.execute(insert(ResearchUnit), [own | _columns(each) for each in records])
    return extract


def end(session: Session, keys: KeyStore, project: ResearchProject) -> None:
    """End a project: its records go, and with its key whatever could make their pseudonyms."""
    session.execute(delete(ResearchUnit).where(ResearchUnit.project_id == project.id))
    projects.end(session, keys, project)


def _require_new(session: Session, project: ResearchProject, release: Release) -> None:
    if release.state is not ReleaseState.PUBLISHED:
        raise RuleError(
            Text(
                it=f"Il rilascio {release.quarter} non è pubblicato: un estratto si fa solo di un "
                "trimestre pubblicato.",
                en=f"Release {release.quarter} is not published: an extract is made of a "
                "published quarter alone.",
            )
        )
    if queries.extract_of(session, project, release) is not None:
        raise RuleError(
            Text(
                it=f"«{project.title}» ha già l'estratto del {release.quarter}: non si rifà.",
                en=f"“{project.title}” has its extract of {release.quarter}: it is not made again.",
            )
        )


def _flats(session: Session, release: Release) -> list[_Flat]:
    """The flats as the register was known when the release was made."""
    point = session.begin_nested()
    try:
        as_known_at(session, release.made_at)
        rows = session.execute(
            statement("buildings.research.sql", "units"),
            {"on_date": release.as_of, "tiles": 2**ZOOM},
        ).all()
    finally:
        # The savepoint takes the moment, and reading only, back with it.
        point.rollback()
    return [
        _Flat(
            {
                ResearchField.UNIT: row.id,
                ResearchField.PLACE: (
                    where := Whereabouts(row.condominium_id, (ZOOM, row.tile_column, row.tile_row))
                ),
                ResearchField.MONTH: row.as_of,
                ResearchField.USE_CLASS: UseClass.of(row.use_class),
                ResearchField.FLOOR_BAND: row.floor_order,
                ResearchField.ROOMS_BAND: row.rooms,
                ResearchField.AREA_BAND: row.usable_area_m2,
            },
            where,
        )
        for row in rows
    ]


def _population(flats: Sequence[_Flat], least: int) -> Population:
    """How many flats each condominium and each tile at every zoom holds."""
    condominiums = Counter(
        each.where.condominium for each in flats if each.where.condominium is not None
    )
    tiles: Counter[Tile] = Counter()
    for each in flats:
        tiles.update(_outwards(each.where.tile))
    return Population(condominiums, tiles, least)


def _outwards(tile: Tile) -> Iterable[Tile]:
    """The tile and all larger ones that it lies in."""
    zoom, column, row = tile
    return [(zoom - up, column >> up, row >> up) for up in range(zoom + 1)]


def _columns(record: Mapping[str, str | None]) -> dict[str, str | None]:
    return {each.value: record.get(each.value) for each in SERVED}


def _written(record: Mapping[str, str | None]) -> str:
    return json.dumps(_columns(record))
