-- The units that any naming may mean, where they stand and how the cadastre calls them.
create temp table seen_unit on commit drop as
with here as materialized (
    select distinct address_id from named_address
), reached (unit_id) as (
    select u.id from unit u join here on here.address_id = u.address_id
    union
    select u.id from unit u join staircase s on s.id = u.staircase_id
    join here on here.address_id = s.address_id
    union
    select u.id from unit u join building b on b.id = u.building_id
    join here on here.address_id = b.address_id
    union
    select u.id from unit u join condominium c on c.id = u.condominium_id
    join here on here.address_id = c.address_id
    union
    select u.id from unit u
    where u.condominium_id in (select condominium_id from named)
    union
    select i.unit_id from external_identifier i
    where i.scheme = 'cadastral_unit' and i.unit_id is not null
        and i.value in (select unnest(units) from named)
    union
    select i.unit_id
    from (select distinct unnest(parcels) as value from named where units is null) p
    join external_identifier i
        on i.value ~>=~ (p.value || '/') and i.value ~<~ (p.value || '0')
    where i.scheme = 'cadastral_unit' and i.unit_id is not null
    union
    select unit_id from held_by
), stair as materialized (
    -- counted over all that stand there, whichever of their units were reached
    select o.id, coalesce(h.condominium_id, h.id) as place,
        dense_rank() over (
            partition by coalesce(h.condominium_id, h.id) order by o.staircase_code
        )::int as rank,
        count(*) over (partition by coalesce(h.condominium_id, h.id)) as staircases
    from staircase o
    join building h on h.id = o.building_id
    where o.ended_on is null and h.ended_on is null and coalesce(h.condominium_id, h.id) in (
        select coalesce(b.condominium_id, b.id)
        from reached r
        join unit u on u.id = r.unit_id
        join building b on b.id = u.building_id
    )
), stairs as (
    select place, max(staircases) as staircases from stair group by place
)
select u.id as unit_id, u.building_id, u.condominium_id, s.staircase_code as staircase,
    t.rank as staircase_rank, coalesce(p.staircases, 0) as staircases,
    u.floor_order, d.part[1]::int as door, nullif(d.part[2], '') as door_suffix,
    u.cadastral_category as category, u.cadastral_area_m2, u.usable_area_m2
from reached r
join unit u on u.id = r.unit_id
join building b on b.id = u.building_id and b.ended_on is null
left join staircase s on s.id = u.staircase_id
left join stair t on t.id = u.staircase_id
left join stairs p on p.place = coalesce(b.condominium_id, b.id)
left join lateral regexp_match(upper(u.unit_number), '^0*([0-9]{1,4})[ /]*([A-Z]*)$') as d (part)
    on true;
create index on seen_unit (unit_id);
analyze seen_unit;

create temp table standing on commit drop as
select distinct v.unit_id, p.address_id
from seen_unit v
join unit u on u.id = v.unit_id
join building b on b.id = u.building_id
left join staircase s on s.id = u.staircase_id
left join condominium c on c.id = u.condominium_id
cross join lateral (values (u.address_id), (s.address_id), (b.address_id), (c.address_id)) p (address_id)
where p.address_id is not null;
create index on standing (unit_id);
create index on standing (address_id);
analyze standing;

create temp table unit_key on commit drop as
select i.unit_id, i.value, split_part(i.value, '/', 3) as sheet, split_part(i.value, '/', 4) as parcel,
    split_part(i.value, '/', 5) as subunit, substring(i.value from '^(.*)/[^/]*$') as on_parcel,
    i.value like '%/%/%/%/%' and i.valid_to > current_date as is_live
from seen_unit v
join external_identifier i on i.unit_id = v.unit_id and i.scheme = 'cadastral_unit';
create index on unit_key (unit_id);
create index on unit_key (value);
create index on unit_key (on_parcel);
analyze unit_key
