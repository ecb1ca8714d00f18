-- Streets that the register calls by the surname alone (`via cimarosa`) and the file in full
-- (`via domenico cimarosa`), where that is unambiguous on both sides.
with known as (
    select distinct street_key from door
), written as (
    select distinct facts ->> 'street_key' as street_key
    from staged
    where kind in ('address', 'footprint', 'entrance') and facts ->> 'street_key' is not null
), pairs as (
    select w.street_key as full_key, k.street_key as short_key,
        count(*) over (partition by k.street_key) as full_count
    from written w
    join known k
        on k.street_key
        = split_part(w.street_key, ' ', 1) || ' ' || split_part(w.street_key, ' ', -1)
    where w.street_key like '% % %' and w.street_key not in (select street_key from known)
        and k.street_key not in (select street_key from written)
)
insert into door (address_id, street_key, number_key)
select d.address_id, p.full_key, d.number_key
from pairs p
join door d on d.street_key = p.short_key
where p.full_count = 1
