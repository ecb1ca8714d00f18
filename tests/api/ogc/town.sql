-- A made-up town on a square grid: 900 buildings of four flats, and something of everything.

insert into source (id, title) values ('town', 'A made-up town');

insert into municipality (code, name, is_approximate, geom, source_id, as_of, reliability)
values (
    'G686', 'Città di prova', true,
    st_multi(st_makeenvelope(525000, 5037000, 528000, 5040000, 7791)),
    'town', '2026-01-01', 'synthetic'
);

insert into district (municipality_code, name, is_approximate, geom, source_id, as_of, reliability)
values (
    'G686', 'Quartiere di prova', true,
    st_multi(st_makeenvelope(525500, 5037500, 527500, 5039500, 7791)),
    'town', '2026-01-01', 'synthetic'
);

insert into condominium (district_id, name, source_id, as_of, reliability)
select d.id, 'Condominio ' || n, 'town', '2026-01-01', 'synthetic'
from district d, generate_series(1, 30) n;

insert into condominium (district_id, name, source_id, as_of, reliability)
select d.id, 'Condominio senza edifici', 'town', '2026-01-01', 'single_source' from district d;

insert into address (
    municipality_code, street_name, house_number, number_text, geom, source_id, as_of, reliability
)
select 'G686', 'via Inventata ' || x, 900 + y, (900 + y)::text,
    st_setsrid(st_makepoint(525600 + 60 * x, 5037600 + 60 * y), 7791),
    'town', '2026-01-01', 'synthetic'
from generate_series(0, 29) x, generate_series(0, 29) y;

insert into building (
    municipality_code, district_id, condominium_id, address_id, floors_above_ground, height_m,
    built_year, geom, source_id, as_of, reliability
)
select 'G686', d.id, c.id, a.id, 8, 25.5, 1964,
    -- clockwise, so that the right-hand rule is somebody's work
    st_multi(st_forcepolygoncw(st_makeenvelope(
        st_x(a.geom) + 5, st_y(a.geom) + 5, st_x(a.geom) + 45, st_y(a.geom) + 17, 7791
    ))),
    'town', '2026-01-01', case mod(a.house_number, 2) when 0 then 'synthetic' else 'official' end
from district d, address a
join condominium c on c.name = 'Condominio ' || (1 + mod(a.house_number, 30));

insert into staircase (building_id, address_id, staircase_code, source_id, as_of, reliability)
select b.id, b.address_id, 'A', 'town', '2026-01-01', b.reliability from building b;

insert into unit (
    building_id, staircase_id, condominium_id, use_class, floor_code, floor_order, unit_number,
    cadastral_category, rooms, cadastral_area_m2, geom, source_id, as_of, reliability
)
select b.id, s.id, b.condominium_id, 'dwelling', n::text, n, n::text, 'A/3', 4.5, 70,
    st_setsrid(st_makepoint(st_xmin(b.geom) + 6 * n, st_ymin(b.geom) + 6), 7791),
    'town', '2026-01-01', b.reliability
from building b
join staircase s on s.building_id = b.id, generate_series(1, 4) n;

insert into external_identifier (
    scheme, value, unit_id, valid_from, source_id, as_of, reliability
)
select 'cadastral_unit', 'G686/_/1/1/' || u.fid, u.id, '2000-01-01', 'town', '2026-01-01',
    u.reliability
from unit u;

insert into unit_status (
    unit_id, dimension, value, valid_from, valid_to, source_id, as_of, reliability
)
select u.id, s.dimension, s.value, s.valid_from, s.valid_to, 'town', '2026-01-01', u.reliability
from unit u, (values
    ('occupancy', 'vacant', '2020-01-01'::date, '2024-01-01'::date),
    ('occupancy', 'occupied', '2024-01-01', 'infinity'),
    ('condition', 'good', '2020-01-01', 'infinity')
) s (dimension, value, valid_from, valid_to);

insert into unit_utility (
    unit_id, service, state, valid_from, source_id, as_of, reliability
)
select u.id, 'gas', 'cut', '2025-01-01', 'town', '2026-01-01', u.reliability
from unit u where mod(u.fid, 10) = 0;

insert into unit_encumbrance (unit_id, kind, valid_from, source_id, as_of, reliability)
select u.id, 'seizure_pignoramento', '2025-01-01', 'town', '2026-01-01', u.reliability
from unit u where mod(u.fid, 10) = 1;

insert into enforcement_sale (
    unit_id, court, rge_number, rge_year, sale_on, source_id, as_of, reliability
)
select u.id, 'Tribunale inventato', u.fid, 2025, '2030-01-01', 'town', '2026-01-01', u.reliability
from unit u where mod(u.fid, 10) = 1;

insert into enforcement_sale_state (sale_id, state, valid_from, source_id, as_of, reliability)
select e.id, 'published', '2025-06-01', 'town', '2026-01-01', e.reliability
from enforcement_sale e;

insert into occupation_episode (unit_id, opened_on, source_id, as_of, reliability)
select u.id, '2025-03-01', 'town', '2026-01-01', u.reliability
from unit u where mod(u.fid, 10) = 2;

insert into occupation_episode_route (episode_id, legal_route, source_id, as_of, reliability)
select e.id, 'art_633', 'town', '2026-01-01', e.reliability
from occupation_episode e;

insert into occupation_episode_state (
    episode_id, state, valid_from, source_id, as_of, reliability
)
select e.id, 'under_verification', '2025-03-01', 'town', '2026-01-01', e.reliability
from occupation_episode e;

insert into housing_case (
    case_type, unit_id, office, opened_on, due_on, source_id, as_of, reliability
)
select 'eviction_tracking', u.id, 'housing_office', '2025-03-01', '2025-09-01', 'town',
    '2026-01-01', u.reliability
from unit u where mod(u.fid, 10) = 3;

insert into housing_case_state (case_id, state, valid_from, source_id, as_of, reliability)
select k.id, 'under_review', '2025-03-01', 'town', '2026-01-01', k.reliability from housing_case k;

insert into condominium_issue (
    building_id, issue_type, severity, title_it, title_en, reported_on, amount_eur,
    source_id, as_of, reliability
)
select b.id, 'lift_out_of_service', 'high', 'Ascensore fermo', 'Lift out of service',
    '2025-03-01', 1200.5, 'town', '2026-01-01', b.reliability
from building b;

insert into condominium_issue_state (issue_id, state, valid_from, source_id, as_of, reliability)
select i.id, 'reported', '2025-03-01', 'town', '2026-01-01', i.reliability
from condominium_issue i;

insert into intervention (
    name_it, name_en, works_category, planned_start_on, source_id, as_of, reliability
)
values (
    'Facciate di prova', 'Test façades', 'extraordinary_maintenance', '2025-01-01',
    'town', '2026-01-01', 'synthetic'
);

insert into intervention_state (
    intervention_id, state, valid_from, source_id, as_of, reliability
)
select i.id, 'works_started', '2025-01-01', 'town', '2026-01-01', 'synthetic' from intervention i;

insert into intervention_target (intervention_id, condominium_id, source_id, as_of, reliability)
select i.id, c.id, 'town', '2026-01-01', 'synthetic'
from intervention i, condominium c where c.name = 'Condominio 7';

insert into intervention_funding (
    intervention_id, funding_source, amount_eur, source_id, as_of, reliability
)
select i.id, 'superbonus', 2500000, 'town', '2026-01-01', 'synthetic' from intervention i;

insert into parcel (
    municipality_code, sheet, parcel_number, area_m2, geom, source_id, as_of, reliability
)
select 'G686', '9', a.fid::text, 3600,
    st_multi(st_expand(a.geom, 30)), 'town', '2026-01-01', 'synthetic'
from address a;

insert into omi_zone (
    municipality_code, zone_code, semester, band, description, geom, source_id, as_of, reliability
)
select 'G686', 'Z1', '2025-1', 'D', 'Zona di prova', d.geom, 'town', '2026-01-01', 'synthetic'
from district d;

insert into omi_value (
    zone_id, dwelling_code, dwelling_description, condition, is_prevailing, price_min_eur_m2,
    price_max_eur_m2, source_id, as_of, reliability
)
select z.id, '20', 'Abitazioni civili', 'NORMALE', true, 1000, 1500, 'town', '2026-01-01',
    'synthetic'
from omi_zone z;

insert into census_section (
    municipality_code, section_code, census_year, residents, households, geom, source_id, as_of,
    reliability
)
select 'G686', '0151750000001', 2021, 700, 250, d.geom, 'town', '2026-01-01', 'synthetic' from district d;

insert into release (
    quarter, as_of, state, made_at, made_by, rules, digest, is_synthetic
)
values ('2025-Q4', '2026-01-01', 'draft', '2026-01-10', 'town', '{}', 'none', true);

insert into release_place (release_id, level, thing_id, name, height_m, geom)
select r.id, 'building', b.id, 'via Inventata', b.height_m, b.geom from release r, building b
union all
select r.id, 'district', d.id, d.name, null, d.geom from release r, district d;

insert into release_cell (
    release_id, place_id, indicator, category, category_it, category_en, figure, missing
)
select p.release_id, p.id, t.indicator, t.category, t.category, t.category,
    case when p.level = 'district' then t.figure end,
    case when p.level = 'building' then 'withheld' end
from release_place p
join (values
    ('building', 'dwellings', 'all', 0), ('district', 'dwellings', 'all', 3600),
    ('district', 'issues_by_type', 'lift_out_of_service', 900),
    ('district', 'issues_by_type', 'all', 900)
) t (level, indicator, category, figure) on t.level = p.level;

insert into release_restricted_cell (
    release_id, place_id, indicator, category, category_it, category_en, figure, base, rate, missing,
    for_planning
)
select p.release_id, p.id, 'occupation_episodes', t.category, t.category, t.category, t.figure,
    t.base, t.rate, t.missing, true
from release_place p
join (values
    ('with_episode', 40, 3600, 1.1, null), ('without_episode', null, null, null, 'withheld')
) t (category, figure, base, rate, missing) on p.level = 'district';

update release set state = 'published', published_at = '2026-01-11', published_by = 'town';

with researcher as (
    insert into account (id, email, name, role, expires_on)
    values (
        '00000000-0000-4000-8000-00000000c0de', 'ricerca@universita.example', 'Ricerca Inventata',
        'researcher', '2199-12-31'
    )
    returning id
), project as (
    insert into research_project (title, organisation, agreement, agreed_on, until, fields)
    values (
        'Case', 'Università inventata', 'Convenzione 1', '2019-01-01', '2199-12-31',
        array['unit', 'month', 'use_class']
    )
    returning id
), member as (
    insert into research_member (project_id, account_id, joined_on)
    select p.id, r.id, '2019-02-01' from project p, researcher r
), extract as (
    insert into research_extract (
        project_id, release_id, made_at, made_by, record_count, digest
    )
    select p.id, r.id, '2026-01-12', 'town', 3, 'none' from project p, release r
    returning id, project_id
)
insert into research_unit (extract_id, project_id, unit, month, use_class)
select e.id, e.project_id, md5(n::text), '2025-12', 'dwelling'
from extract e, generate_series(1, 3) n;

analyze;
