-- The addresses that the namings mean. A letter that is no exponent of that number is the
-- staircase, a number that is none is the door (`12/B`, `12/7`).
create temp table named_address on commit drop as
select n.reference_id, a.id as address_id, s.level as street_level,
    case
        when n.is_range then 2
        when upper(coalesce(a.number_suffix, '')) = coalesce(n.suffix, '') then 1
        else 3
    end::smallint as civic_level
from named n
join spelling s using (spelling_id)
join address a on a.municipality_code = s.municipality_code and a.street_name = s.street_name
    and a.house_number = any (n.numbers);

with other as (
    select n.reference_id, n.suffix,
        n.staircase is null and n.suffix ~ '^[A-Z][0-9]?$' as is_staircase,
        n.doors is null and n.suffix ~ '^[0-9]+$' as is_door
    from named n
    where n.suffix is not null and not exists (
        select from named_address x where x.reference_id = n.reference_id and x.civic_level = 1
    )
), taken as (
    update named n
    set staircase = case when o.is_staircase then o.suffix else n.staircase end,
        staircase_rank = case
            when o.is_staircase then nullif(position(o.suffix in 'ABCDEFGHILMNOPQRSTUVZ'), 0)
            else n.staircase_rank
        end,
        doors = case when o.is_door then array[o.suffix::int] else n.doors end,
        suffix = null
    from other o
    where o.reference_id = n.reference_id and (o.is_staircase or o.is_door)
    returning n.reference_id
)
update named_address x
set civic_level = case when coalesce(upper(a.number_suffix), '') = '' then 1 else 3 end
from taken t, address a
where x.reference_id = t.reference_id and a.id = x.address_id and x.civic_level = 3;

create index on named_address (reference_id);
analyze named_address
