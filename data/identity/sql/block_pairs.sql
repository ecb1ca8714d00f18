-- The pairs worth comparing: by reference, by place within an address, a condominium or a parcel,
-- and by holder.
create temp table pair on commit drop as
with near (reference_id, unit_id) as (
    select x.reference_id, s.unit_id
    from named_address x
    join standing s using (address_id)
    union all
    select n.reference_id, v.unit_id
    from named n
    join seen_unit v on v.condominium_id = n.condominium_id
    union all
    select n.reference_id, k.unit_id
    from named n
    cross join lateral unnest(n.parcels) as p (value)
    join unit_key k on k.on_parcel = p.value
    where n.units is null
), few as (
    select x.address_id
    from (select distinct address_id from named_address) x
    join standing s using (address_id)
    group by x.address_id
    having count(*) <= 8
)
select distinct f.reference_id, f.unit_id
from near f
join named n using (reference_id)
join seen_unit v using (unit_id)
where v.door = any (n.doors)
    or (v.floor_order = any (n.floors) and (
        (n.doors is null and n.staircase is null) or v.staircase = n.staircase
        or (v.staircase_rank = n.staircase_rank and (n.staircase ~ '^[0-9]') <> (v.staircase ~ '^[0-9]'))
    ))
    or (n.doors is null and abs(n.area_m2 - v.cadastral_area_m2) <= greatest(1, 0.02 * n.area_m2)
        and (n.staircase is null or v.staircase = n.staircase))
    or (n.units is null and n.subunits is not null and exists (
        select from unit_key k where k.unit_id = v.unit_id and k.subunit = any (n.subunits)
    ))
union
select n.reference_id, k.unit_id
from named n
cross join lateral unnest(n.units) as u (value)
join unit_key k on k.value = u.value
union
select x.reference_id, s.unit_id
from few
join named_address x using (address_id)
join standing s using (address_id)
union
select reference_id, unit_id from held_by;
analyze pair
