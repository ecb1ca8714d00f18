-- Draw a month's reads: in the order of a hash that begins with the seal that ended the month, so
-- that anybody can draw them again and nobody could know them before.
with population as materialized (
    select e.id, e.transaction_id from audit_entry e
    where e.at >= cast(:month as timestamp) at time zone 'Europe/Rome'
        and e.at < (cast(:month as timestamp) + interval '1 month') at time zone 'Europe/Rome'
        and e.fields_class >= 'P4' and e.verb = any (:reads) and e.actor is not null
        and not (e.is_automatic and exists (
            select from audit_entry o
            where o.transaction_id = e.transaction_id and not o.is_automatic
                and o.fields_class >= 'P4'
        ))
), seal as (
    select encode(s.hash, 'hex') as seed from audit_seal s
    where s.until_number > (select max(p.transaction_id) from population p)
    order by s.until_number limit 1
)
insert into audit_sample (month, entry_id, seed, population)
select cast(:month as date), drawn.id, drawn.seed, drawn.population
from (
    select p.id, s.seed, (select count(*) from population) as population,
        row_number() over (
            order by sha256(convert_to(s.seed || ':' || p.id, 'UTF8')), p.id
        ) as place
    from population p, seal s
) drawn
where drawn.place <= audit.rule('sample_size', '*', cast(:month as date))
order by drawn.place
returning id
