-- How each pair agrees in every respect (see data/identity/levels.py) and what that weighs in
-- bits. Area and category are weak: they support a choice and never make one.
create temp table weighed on commit drop as
with placed as (
    select p.reference_id, p.unit_id, min(x.street_level) as street_level,
        min(x.civic_level) as civic_level
    from pair p
    join standing s on s.unit_id = p.unit_id
    join named_address x on x.reference_id = p.reference_id and x.address_id = s.address_id
    group by p.reference_id, p.unit_id
), on_street as (
    select p.reference_id, p.unit_id, min(g.level) as level
    from pair p
    join named n on n.reference_id = p.reference_id
    join spelling g on g.spelling_id = n.spelling_id
    join standing s on s.unit_id = p.unit_id
    join address a on a.id = s.address_id and a.street_name = g.street_name
        and a.municipality_code = g.municipality_code
    group by p.reference_id, p.unit_id
), known_place as (
    select distinct reference_id from named_address
), keyed as (
    select p.reference_id, p.unit_id, min(
        case
            when k.value = any (n.units) then case when k.is_live then 1 else 2 end
            when n.units is null
                and (n.sheet is null or n.sheet = k.sheet)
                and (n.parcel is null or n.parcel = k.parcel)
                and (n.subunits is null or k.subunit = any (n.subunits))
            then case when n.subunits is null then 4 else 3 end
            when (n.sheet is null or n.sheet = k.sheet) and n.parcel = k.parcel then 5
            else 6
        end
    )::smallint as level
    from pair p
    join named n on n.reference_id = p.reference_id and coalesce(n.parcel, n.subunits[1]) is not null
    join unit_key k on k.unit_id = p.unit_id
    group by p.reference_id, p.unit_id
), level as (
    select p.reference_id, p.unit_id,
        case
            when not n.has_street then 0
            when coalesce(l.street_level, o.level) is not null then coalesce(l.street_level, o.level)
            when n.spelling_id is null or not exists (select from standing s where s.unit_id = p.unit_id)
                then 4
            else 5
        end as street,
        case
            when n.numbers is null then 0
            when l.civic_level is not null then l.civic_level
            when kp.reference_id is null then 4
            else 5
        end as civic,
        case
            when n.condominium_id is null or v.condominium_id is null then 0
            when n.condominium_id = v.condominium_id then 1
            else 2
        end as condominium,
        case
            when n.staircase is null or v.staircase is null then 0
            when n.staircase = v.staircase then 1
            when (n.staircase ~ '^[0-9]') <> (v.staircase ~ '^[0-9]')
                and v.staircase_rank = n.staircase_rank then 2
            else 3
        end as staircase,
        case
            when n.floors is null or v.floor_order is null then 0
            when v.floor_order = any (n.floors) then 1
            when (select min(abs(f - v.floor_order)) from unnest(n.floors) f) <= 1 then 2
            else 3
        end as floor,
        case
            when n.doors is null or v.door is null then 0
            when v.door = any (n.doors)
                then case when n.door_suffix is not distinct from v.door_suffix then 1 else 2 end
            else 3
        end as door,
        coalesce(k.level, 0) as cadastral,
        case
            when n.category is null or v.category is null then 0
            when n.category = v.category then 1
            when left(n.category, 1) = left(v.category, 1) and 'A/10' not in (n.category, v.category)
                then 2
            else 3
        end as category,
        case
            when n.area_m2 is null or coalesce(v.cadastral_area_m2, v.usable_area_m2) is null then 0
            when d.off <= 0.02 then 1
            when d.off <= 0.12 then 2
            else 3
        end as area,
        case when h.level is not null then h.level when w.reference_id is null then 0 else 3 end
            as person
    from pair p
    join named n on n.reference_id = p.reference_id
    join seen_unit v on v.unit_id = p.unit_id
    left join placed l on l.reference_id = p.reference_id and l.unit_id = p.unit_id
    left join on_street o on o.reference_id = p.reference_id and o.unit_id = p.unit_id
    left join known_place kp on kp.reference_id = p.reference_id
    left join keyed k on k.reference_id = p.reference_id and k.unit_id = p.unit_id
    left join held_by h on h.reference_id = p.reference_id and h.unit_id = p.unit_id
    left join (select distinct reference_id from held_by) w on w.reference_id = p.reference_id
    left join lateral (
        select least(
            abs(n.area_m2 - v.cadastral_area_m2) / nullif(v.cadastral_area_m2, 0),
            abs(n.area_m2 - v.usable_area_m2) / nullif(v.usable_area_m2, 0)
        ) as off
    ) d on true
)
select l.*, firm + weak as bits
from (
    select l.*,
        (cast(:street as float8[]))[street + 1] + (cast(:civic as float8[]))[civic + 1]
        + (cast(:condominium as float8[]))[condominium + 1]
        + (cast(:staircase as float8[]))[staircase + 1] + (cast(:floor as float8[]))[floor + 1]
        + (cast(:door as float8[]))[door + 1] + (cast(:cadastral as float8[]))[cadastral + 1]
        + (cast(:person as float8[]))[person + 1] as firm,
        (cast(:category as float8[]))[category + 1] + (cast(:area as float8[]))[area + 1] as weak
    from level l
) l;
create index on weighed (reference_id);
analyze weighed
