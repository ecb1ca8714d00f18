-- An estate of three condominiums. Girasole has two houses, of 34 and 8 flats; Papavero one of 26;
-- Mimosa two, of 40 and 12. Few things happen in each, so that most counts are small.

insert into source (id, title) values ('test', 'An estate of the tests');

insert into municipality (code, name, is_approximate, source_id, as_of, reliability)
values ('G686', 'Pioltello', true, 'test', '2026-01-01', 'official');

insert into district (municipality_code, name, is_approximate, geom, source_id, as_of, reliability)
values (
    'G686', 'Quartiere', true, st_multi(st_makeenvelope(525500, 5037500, 527500, 5039500, 7791)),
    'test', '2026-01-01', 'official'
);

insert into condominium (district_id, name, source_id, as_of, reliability)
select d.id, n.name, 'test', '2026-01-01', 'official'
from district d, (values ('Girasole'), ('Papavero'), ('Mimosa')) n (name);

create temporary table house (condominium text, flats integer, place integer);
insert into house values
    ('Girasole', 34, 1), ('Girasole', 8, 2), ('Papavero', 26, 3), ('Mimosa', 40, 4),
    ('Mimosa', 12, 5);

insert into building (
    municipality_code, district_id, condominium_id, name, height_m, geom, source_id, as_of,
    reliability
)
select 'G686', c.district_id, c.id, h.place::text, 10 + 6 * h.place,
    st_multi(st_makeenvelope(
        526000 + 60 * h.place, 5038500, 526040 + 60 * h.place, 5038512, 7791
    )),
    'test', '2026-01-01', 'official'
from house h
join condominium c on c.name = h.condominium;

insert into unit (
    building_id, condominium_id, use_class, unit_number, cadastral_category, usable_area_m2, source_id, as_of,
    reliability
)
select b.id, b.condominium_id, 'dwelling', n::text, 'A/3', 60, 'test', '2026-01-01', 'official'
from house h
join building b on b.name = h.place::text, generate_series(1, h.flats) n;

insert into unit_status (
    unit_id, dimension, value, persons, valid_from, source_id, as_of, reliability
)
select u.id, 'crowding', case when u.unit_number::integer <= 13 then 'overcrowded' else 'adequate' end,
    case when u.unit_number::integer <= 13 then 6 else 2 end,
    '2025-01-01', 'test', '2026-01-01', 'official'
from unit u where u.unit_number::integer <= 30;

insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, reliability)
select u.id, 'occupancy', case when u.unit_number::integer in (3, 7) then 'vacant' else 'occupied' end,
    '2025-01-01', 'test', '2026-01-01', 'official'
from unit u;

insert into unit_encumbrance (unit_id, kind, valid_from, source_id, as_of, reliability)
select u.id, 'seizure_pignoramento', '2025-01-01', 'test', '2026-01-01', 'official'
from unit u where u.unit_number::integer <= 3;

insert into occupation_episode (unit_id, opened_on, source_id, as_of, reliability)
select u.id, '2025-03-01', 'test', '2026-01-01', 'official'
from unit u where u.unit_number = '5';

insert into occupation_episode_state (
    episode_id, state, valid_from, source_id, as_of, reliability
)
select e.id, 'confirmed_without_title', '2025-03-01', 'test', '2026-01-01', 'official'
from occupation_episode e;

insert into condominium_issue (
    condominium_id, issue_type, severity, title_it, title_en, reported_on, source_id, as_of,
    reliability
)
select c.id, t.issue_type, 'high', 'Criticità', 'Issue', '2025-03-01', 'test', '2026-01-01',
    'official'
from condominium c
join (values
    ('Girasole', 'lift_out_of_service', 7), ('Girasole', 'asbestos', 2),
    ('Papavero', 'waste_bulky', 6), ('Mimosa', 'lift_out_of_service', 1),
    ('Mimosa', 'waste_bulky', 12)
) t (name, issue_type, times) on t.name = c.name, generate_series(1, t.times) n;

insert into condominium_issue_state (issue_id, state, valid_from, source_id, as_of, reliability)
select i.id, 'reported', '2025-03-01', 'test', '2026-01-01', 'official'
from condominium_issue i;

drop table house;
