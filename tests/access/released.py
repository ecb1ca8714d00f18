"""A quarter released to every audience, and two research projects of which one is read."""

import uuid

from sqlalchemy import Connection, text

_RELEASE = """
insert into release (quarter, as_of, state, made_at, made_by, rules, digest, is_synthetic)
values ('2026-Q3', '2026-09-30', 'draft', '2026-10-02', 'test', :rules, 'd1', true) returning id
"""
_PLACES = """
insert into release_place (release_id, level, thing_id, name, geom)
select :release, 'condominium', c.id, c.name,
    (select st_multi(st_union(b.geom)) from building b where b.condominium_id = c.id)
from condominium c where c.id = :condominium
union all
select :release, 'district', d.id, d.name, d.geom from district d
union all
select :release, 'building', b.id, 'via Cilea 1', b.geom
from building b where b.condominium_id = :condominium
"""
_PUBLIC = """
insert into release_cell (release_id, place_id, indicator, category, category_it, category_en,
    figure, missing)
select p.release_id, p.id, 'dwellings', 'all', 'totale', 'total',
    case when p.level = 'building' then null else 70 end,
    case when p.level = 'building' then 'withheld' end
from release_place p where p.release_id = :release
"""
_RESTRICTED = """
insert into release_restricted_cell (release_id, place_id, indicator, category, category_it,
    category_en, figure, base, rate, missing, {audience})
select p.release_id, p.id, :indicator, :audience, 'classe', 'class',
    case when p.level = 'district' then 20 end, case when p.level = 'district' then 70 end,
    case when p.level = 'district' then 28.6 end,
    case when p.level = 'condominium' then 'withheld' end, true
from release_place p where p.release_id = :release and p.level <> 'building'
"""
TABLES = {
    "for_council": "arrears_rate",
    "for_planning": "occupation_episodes",
    "for_prefecture": "cases_by_type",
    "for_research": "seizures",
}
RULES = (
    '{"public_cell_least": 5, "sensitive_cell_least": 10, "released_base_least": 10, '
    '"rounding_base": 5, "attribute_base": 20, "money_contributors": 3, '
    '"money_contributors_unmeasured": 10, "money_largest_share": 0.8, "money_protection": 0.1}'
)


def quarter(connection: Connection, condominium: uuid.UUID) -> uuid.UUID:
    """A published release with a table for each audience alone."""
    release: uuid.UUID = connection.execute(text(_RELEASE), {"rules": RULES}).scalar_one()
    given = {"release": release, "condominium": condominium}
    connection.execute(text(_PLACES), given)
    connection.execute(text(_PUBLIC), given)
    for audience, indicator in TABLES.items():
        connection.execute(
            text(_RESTRICTED.format(audience=audience)),
            given | {"indicator": indicator, "audience": audience},
        )
    connection.execute(
        text(
            "update release set state = 'published', published_at = now(), published_by = 'test' "
            "where id = :release"
        ),
        given,
    )
    return release


def project(connection: Connection, researcher: uuid.UUID, release: uuid.UUID) -> uuid.UUID:
    """The project that the researcher takes part in; others have ended, or are somebody else's."""
    own = _project(connection, "Sole", "2199-12-31")
    ended = _project(connection, "Passato", "2020-01-01")
    others = _project(connection, "Luna", "2199-12-31")
    for each in (own, ended):
        connection.execute(
            text(
                "insert into research_member (project_id, account_id, joined_on) "
                "values (:project, :account, '2019-02-01')"
            ),
            {"project": each, "account": researcher},
        )
    for each in (own, ended, others):
        _extract(connection, each, release)
    return own


def _project(connection: Connection, title: str, until: str) -> uuid.UUID:
    made: uuid.UUID = connection.execute(
        text(
            "insert into research_project (title, organisation, agreement, agreed_on, until, "
            "fields) values (:title, 'Università inventata', 'Convenzione 1', '2019-01-01', "
            ":until, array['unit']) returning id"
        ),
        {"title": title, "until": until},
    ).scalar_one()
    return made


def _extract(connection: Connection, project: uuid.UUID, release: uuid.UUID) -> None:
    extract = connection.execute(
        text(
            "insert into research_extract (project_id, release_id, made_at, made_by, record_count, "
            "digest) values (:project, :release, now(), 'test', 3, 'd2') returning id"
        ),
        {"project": project, "release": release},
    ).scalar_one()
    connection.execute(
        text(
            "insert into research_unit (extract_id, project_id, unit) "
            "select :extract, :project, md5(:project || n::text) from generate_series(1, 3) n"
        ),
        {"extract": extract, "project": str(project)},
    )
