-- On top of the town of 900 buildings: every kind of fact about every flat, so that reading a whole
-- table costs more than looking one flat up.

-- names that end in no number, which a search would take for the civic
update address
set street_name = 'via Bosco' || translate(split_part(street_name, ' ', 3), '0123456789', 'aeioubcdfg');

insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, reliability)
select u.id, s.dimension, s.value, '2020-01-01', 'town', '2026-01-01', 'official'
from unit u, (values
    ('owner_class', 'private_person'), ('title_verification', 'declared'), ('securing', 'none'),
    ('arrears_band', 'below_1y'), ('occupation_title', 'lease_4_4')
) s (dimension, value)
where s.dimension <> 'occupation_title';

-- and how it was before, year after year
insert into unit_status (
    unit_id, dimension, value, valid_from, valid_to, source_id, as_of, reliability
)
select u.id, s.dimension, 'unknown', make_date(y, 1, 1), make_date(y + 1, 1, 1), 'town',
    '2026-01-01', 'official'
from unit u, unnest(array['owner_class', 'securing']) s (dimension), generate_series(2006, 2015) y;

insert into unit_utility (unit_id, service, state, valid_from, source_id, as_of, reliability)
select u.id, s.service, 'active', '2020-01-01', 'town', '2026-01-01', 'official'
from unit u, unnest(array['water', 'heating', 'electricity']) s (service);

insert into unit_encumbrance (unit_id, kind, valid_from, source_id, as_of, reliability)
select u.id, 'mortgage', '2020-01-01', 'town', '2026-01-01', 'official' from unit u;

insert into enforcement_sale (
    unit_id, court, rge_number, rge_year, sale_on, source_id, as_of, reliability
)
select u.id, 'Tribunale inventato', u.fid, 2024, '2025-01-01', 'town', '2026-01-01', 'official'
from unit u;
insert into enforcement_sale_state (sale_id, state, valid_from, source_id, as_of, reliability)
select e.id, 'published', '2024-06-01', 'town', '2026-01-01', 'official'
from enforcement_sale e where e.rge_year = 2024;

insert into housing_case (case_type, unit_id, office, opened_on, source_id, as_of, reliability)
select 'rent_support', u.id, 'housing_office', '2025-03-01', 'town', '2026-01-01', 'official'
from unit u;
insert into housing_case_state (case_id, state, valid_from, source_id, as_of, reliability)
select k.id, 'closed', '2025-04-01', 'town', '2026-01-01', 'official'
from housing_case k where k.case_type = 'rent_support';

insert into condominium_issue (
    unit_id, issue_type, severity, title_it, title_en, reported_on, source_id, as_of, reliability
)
select u.id, 'utility_cut', 'low', 'Acqua', 'Water', '2025-03-01', 'town', '2026-01-01', 'official'
from unit u;
insert into condominium_issue_state (issue_id, state, valid_from, source_id, as_of, reliability)
select i.id, 'closed', '2025-03-02', 'town', '2026-01-01', 'official'
from condominium_issue i where i.unit_id is not null;

insert into occupation_report (unit_id, channel, received_on, source_id, as_of, reliability)
select u.id, 'citizen_form', '2025-03-01', 'town', '2026-01-01', 'official' from unit u;
insert into occupation_episode (unit_id, opened_on, source_id, as_of, reliability)
select u.id, '2023-03-01', 'town', '2026-01-01', 'official' from unit u;
insert into occupation_episode_state (
    episode_id, state, valid_from, source_id, as_of, reliability
)
select e.id, 'vacant_found', '2023-04-01', 'town', '2026-01-01', 'official'
from occupation_episode e where e.opened_on = '2023-03-01';

insert into intervention_target (intervention_id, unit_id, source_id, as_of, reliability)
select i.id, u.id, 'town', '2026-01-01', 'official' from intervention i, unit u;

insert into dwelling (building_id, label, source_id, as_of, reliability)
select u.building_id, u.fid::text, 'town', '2026-01-01', 'official' from unit u;
insert into dwelling_unit (dwelling_id, unit_id, valid_from, source_id, as_of, reliability)
select d.id, u.id, '2020-01-01', 'town', '2026-01-01', 'official'
from dwelling d join unit u on u.fid::text = d.label;
insert into dwelling_status (
    dwelling_id, dimension, value, valid_from, source_id, as_of, reliability
)
select d.id, 'occupancy', 'occupied', '2024-01-01', 'town', '2026-01-01', 'official' from dwelling d;

insert into meter (unit_id, service, serial, valid_from, source_id, as_of, reliability)
select u.id, 'water', u.fid::text, '2020-01-01', 'town', '2026-01-01', 'official' from unit u;
insert into millesimal_table (condominium_id, kind, valid_from, source_id, as_of, reliability)
select c.id, 'property', '2020-01-01', 'town', '2026-01-01', 'official' from condominium c;
insert into millesimal_share (table_id, unit_id, share, source_id, as_of, reliability)
select t.id, u.id, 8, 'town', '2026-01-01', 'official'
from millesimal_table t join unit u on u.condominium_id = t.condominium_id;

insert into unit_reference (sender, key, source_id, municipality_code, unit_id, state, method)
select 'town', u.fid::text, 'town', 'G686', u.id, 'matched', 'score' from unit u;
insert into unit_reference (sender, key, source_id, municipality_code, state)
select 'town', 'x' || n, 'town', 'G686', 'review' from generate_series(1, 300) n;
insert into unit_candidate (reference_id, unit_id, rank, score)
select r.id, u.id, 1, 0.5 from unit_reference r join unit u on 'x' || u.fid = r.key;
insert into unit_residents (
    reference_id, unit_id, persons_count, families_count, valid_from, source_id, as_of, reliability
)
select r.id, r.unit_id, 3, 1, '2024-01-01', 'town', '2026-01-01', 'official'
from unit_reference r where r.unit_id is not null;
insert into unit_waste_charge (
    reference_id, unit_id, charged_area_m2, valid_from, source_id, as_of, reliability
)
select r.id, r.unit_id, 60, '2024-01-01', 'town', '2026-01-01', 'official'
from unit_reference r where r.unit_id is not null;
insert into unit_lease (reference_id, unit_id, outcome, checked_on, source_id, as_of, reliability)
select r.id, r.unit_id, 'found', '2024-01-01', 'town', '2026-01-01', 'official'
from unit_reference r where r.unit_id is not null;
insert into unit_notice (
    reference_id, unit_id, kind, valid_from, source_id, as_of, reliability
)
select r.id, r.unit_id, 'hospitality', '2024-01-01', 'town', '2026-01-01', 'official'
from unit_reference r where r.unit_id is not null;
insert into unit_custody (
    reference_id, unit_id, rge_number, rge_year, custodian, lock_state, valid_from, source_id,
    as_of, reliability
)
select r.id, r.unit_id, 7, 2024, 'Custode', 'unknown', '2024-01-01', 'town', '2026-01-01', 'official'
from unit_reference r where r.unit_id is not null;
insert into source_purpose (source_id, purpose)
values ('town', 'suitability_certificate'), ('town', 'case_verification');

insert into body (source_key, name, source_id, as_of, reliability)
select n::text, 'Società ' || n, 'town', '2026-01-01', 'official' from generate_series(1, 3600) n;
insert into unit_right (
    unit_id, body_id, source_key, right_type, share_num, share_den, valid_from, source_id, as_of,
    reliability
)
select u.id, b.id, u.fid::text, 'ownership', 1, 1, '2020-01-01', 'town', '2026-01-01', 'official'
from unit u join body b on b.source_key = u.fid::text;

insert into cadastral_unit (
    municipality_code, immobile_id, progressive, content_digest, unit_id, valid_from, source_id,
    as_of, reliability
)
select 'G686', u.fid::text, 1, 'x', u.id, '2020-01-01', 'town', '2026-01-01', 'official' from unit u;
insert into cadastral_unit_identifier (
    cadastral_unit_id, role, position, sheet, parcel_number, value, source_id, as_of, reliability
)
select c.id, 'own', 1, '1', '1', 'G686/-/1/1/' || c.immobile_id, 'town', '2026-01-01', 'official'
from cadastral_unit c;
insert into cadastral_unit_address (
    cadastral_unit_id, position, source_id, as_of, reliability
)
select c.id, 1, 'town', '2026-01-01', 'official' from cadastral_unit c;
insert into cadastral_plan (
    municipality_code, immobile_id, protocol, valid_from, source_id, as_of, reliability
)
select 'G686', c.immobile_id, '1', '2020-01-01', 'town', '2026-01-01', 'official'
from cadastral_unit c;
insert into cadastral_plan_room (
    municipality_code, immobile_id, polygon_number, area_m2, kind_code, valid_from, source_id,
    as_of, reliability
)
select 'G686', c.immobile_id, 1, 12, 'A1', '2020-01-01', 'town', '2026-01-01', 'official'
from cadastral_unit c;

insert into discrepancy (
    kind, subject, about, unit_id, condominium_id, building_id, first_value, first_source_id,
    first_as_of, second_value, second_source_id, second_as_of, is_synthetic
)
select k.kind, u.id::text, 'condition', u.id, u.condominium_id, u.building_id, 'good', 'town',
    '2026-01-01', 'poor', 'town', '2026-01-01', false
from unit u, (values ('status_values_differ'), ('area_below_plan')) k (kind);
insert into discrepancy_event (discrepancy_id, kind, first_value, second_value)
select d.id, 'opened', d.first_value, d.second_value from discrepancy d;

analyze;
